//! Scalars that are written as others.

use serde_json::{Number, Value};

use super::Mended;
use super::keys::letters;
use crate::normalise::grammar::Shape;
use crate::normalise::grammar::objects::SCHEMA;
use crate::normalise::trail::Trail;

/// The text that a number is where text is wanted, as it is written: `1.10` is no `1.1`, `007` no `7`.
pub(super) fn text_as_written(value: &Value, trail: &Trail<'_>) -> Option<Mended> {
    Mended::new(trail.spelling(value.as_number()?)?, AS_TEXT)
}

const AS_TEXT: &str = "is read as text";

/// YAML reads `version: 1.0` and `operationId: 404` as numbers, `default: yes` as a flag.
pub(super) fn text_of_number(shape: Shape, value: &Value) -> Option<Mended> {
    match value {
        Value::Number(_) | Value::Bool(_) if is_text(shape) => Mended::new(value.to_string(), AS_TEXT),
        _ => None,
    }
}

/// Whether text is wanted.
pub(super) fn is_text(shape: Shape) -> bool {
    matches!(shape, Shape::Text | Shape::Choice(_))
}

/// `required: "true"`, by generators that quote everything; `on` and `off` are flags in YAML 1.1 as well.
pub(super) fn flag_of_text(shape: Shape, value: &Value) -> Option<Mended> {
    let (Shape::Flag | Shape::FlagOr(_), Value::String(text)) = (shape, value) else { return None };
    match text.trim().to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" => Mended::new(true, "is read as `true`"),
        "false" | "no" | "off" => Mended::new(false, "is read as `false`"),
        _ => None,
    }
}

/// `maxLength: "5"`, likewise; `1_000` is an integer in YAML 1.1.
pub(super) fn number_of_text(shape: Shape, value: &Value) -> Option<Mended> {
    let (Shape::Number | Shape::Count | Shape::Positive, Value::String(text)) = (shape, value) else { return None };
    let number: Number = serde_json::from_str(&text.trim().replace('_', "")).ok()?;
    Mended::new(number, "is read as a number")
}

/// `maxLength: 1e30`: whatever counts is counted in 64 bits, and does not come to their end.
pub(super) fn countless(shape: Shape, value: &Value) -> Option<Mended> {
    /// 2^64.
    const BEYOND: f64 = 18_446_744_073_709_551_616.0;
    let (Shape::Count, Value::Number(number)) = (shape, value) else { return None };
    number.as_f64().filter(|float| !number.is_u64() && *float >= BEYOND)?;
    Mended::new(u64::MAX, "is read as the greatest integer of 64 bits, which no value comes to")
}

/// `minLength: 1.0`, by languages that know no integers.
pub(super) fn whole_number(shape: Shape, value: &Value) -> Option<Mended> {
    let (Shape::Count | Shape::Positive, Value::Number(number)) = (shape, value) else { return None };
    let float = number.as_f64().filter(|float| !number.is_u64() && float.fract() == 0.0)?;
    // 2^53: above, a float is no exact integer.
    const LARGEST: f64 = 9_007_199_254_740_992.0;
    let exact = Some(float).filter(|float| (0.0..=LARGEST).contains(float))?;
    let whole: u64 = format!("{exact:.0}").parse().ok()?;
    Mended::new(whole, "is read as an integer")
}

/// Words for types and locations that other description languages use, or another case.
const WORDS: &[(&str, &str)] = &[
    ("array[]", "array"),
    ("bool", "boolean"),
    ("cookies", "cookie"),
    ("decimal", "number"),
    ("dict", "object"),
    ("double", "number"),
    ("float", "number"),
    ("hash", "object"),
    ("headers", "header"),
    ("int", "integer"),
    ("int32", "integer"),
    ("int64", "integer"),
    ("list", "array"),
    ("long", "integer"),
    ("map", "object"),
    ("short", "integer"),
    ("str", "string"),
    ("text", "string"),
];

/// `type: Integer`, `type: bool`, `type: api_key`: the letters of a word, or one of another language; `type: [bool,
/// 'NULL']` alike.
pub(super) fn choice_in_other_words(shape: Shape, value: &Value) -> Option<Mended> {
    let Shape::Choice(choices) = shape else { return None };
    match value {
        Value::String(text) => Mended::new(in_words_of(choices, text)?, "is read as the word of the specification"),
        Value::Array(texts) => {
            // A list of types, which may have null among them.
            let choices = [choices, &["null"]].concat();
            let mended: Vec<_> = texts.iter().map(|text| in_words_of(&choices, text.as_str()?)).collect();
            if mended.iter().all(Option::is_none) {
                return None;
            }
            let words =
                mended.into_iter().zip(texts).map(|(word, text)| word.map_or_else(|| text.clone(), Value::from));
            Mended::new(words.collect::<Vec<Value>>(), "is read as the words of the specification")
        }
        _ => None,
    }
}

/// Whether a word is one for a type, in whatever language.
pub(super) fn names_type(word: &str) -> bool {
    let Some(Shape::Choice(types)) = SCHEMA.key("type").map(|key| key.shape) else { return false };
    types.contains(&word) || in_words_of(types, word).is_some()
}

/// The choice that another word means.
fn in_words_of(choices: &[&'static str], text: &str) -> Option<&'static str> {
    if choices.contains(&text) {
        return None;
    }
    let word = text.trim();
    let known = WORDS.iter().find(|(other, _)| other.eq_ignore_ascii_case(word)).map_or(word, |(_, known)| known);
    choices.iter().find(|choice| letters(choice).eq(letters(known))).copied()
}
