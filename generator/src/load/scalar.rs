//! What a YAML scalar is: the core schema (YAML 1.2.2, section 10.3.2).

use serde_json::{Number, Value};

use super::event::{Style, Tag};

/// The value of a scalar; `None` where it is a number that JSON cannot hold.
///
/// Quotes and the tag `!!str` make it text; a tag for another type is followed where the text allows it.
pub(super) fn resolve(text: &str, style: Style, tag: Option<&Tag>) -> Option<Value> {
    match (tag, style) {
        (Some(Tag::Text), _) | (None | Some(Tag::Other(_) | Tag::Collection), Style::Quoted) => Some(text.into()),
        (Some(Tag::Float), _) => float(text).map_or_else(|| Some(text.into()), into_json),
        _ => plain(text),
    }
}

fn plain(text: &str) -> Option<Value> {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Some(Value::Null),
        "true" | "True" | "TRUE" => Some(true.into()),
        "false" | "False" | "FALSE" => Some(false.into()),
        _ if !text.starts_with(['+', '-', '.', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']) => Some(text.into()),
        _ => match (integer(text), float(text)) {
            (Some(integer), _) => Some(integer.into()),
            (None, Some(float)) => into_json(float),
            (None, None) => Some(text.into()),
        },
    }
}

/// The greatest or the least number that there is a place for, of a text that is a number beyond it.
pub(super) fn nearest(text: &str) -> Option<Number> {
    let is_beyond = |value: &f64| value.is_infinite() && text.contains(|c: char| c.is_ascii_digit());
    Number::from_f64(float(text).filter(is_beyond)?.clamp(f64::MIN, f64::MAX))
}

/// `[-+]? [0-9]+`, `0o [0-7]+` or `0x [0-9a-fA-F]+`, where 64 bits hold it.
fn integer(text: &str) -> Option<Number> {
    if let Some(digits) = text.strip_prefix("0o") {
        return based(digits, 8);
    }
    if let Some(digits) = text.strip_prefix("0x") {
        return based(digits, 16);
    }
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    text.parse::<i64>().map(Number::from).or_else(|_| text.parse::<u64>().map(Number::from)).ok()
}

fn based(digits: &str, base: u32) -> Option<Number> {
    let well_formed = digits.chars().all(|digit| digit.is_digit(base));
    if well_formed { u64::from_str_radix(digits, base).ok().map(Number::from) } else { None }
}

/// A decimal number, an infinity or not-a-number, as 64-bit floating point.
fn float(text: &str) -> Option<f64> {
    let (sign, magnitude) = match text.strip_prefix('-') {
        Some(magnitude) => (-1.0, magnitude),
        None => (1.0, text.strip_prefix('+').unwrap_or(text)),
    };
    match magnitude {
        ".inf" | ".Inf" | ".INF" => Some(sign * f64::INFINITY),
        ".nan" | ".NaN" | ".NAN" if magnitude == text => Some(f64::NAN),
        _ if is_decimal(magnitude) => magnitude.parse::<f64>().ok().map(|value| sign * value),
        _ => None,
    }
}

/// `(\. [0-9]+ | [0-9]+ (\. [0-9]*)?) ([eE] [-+]? [0-9]+)?`
fn is_decimal(text: &str) -> bool {
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent.strip_prefix(['+', '-']).unwrap_or(exponent))),
        None => (text, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    is_digits(whole)
        && is_digits(fraction)
        && !(whole.is_empty() && fraction.is_empty())
        && exponent.is_none_or(|exponent| !exponent.is_empty() && is_digits(exponent))
}

fn into_json(float: f64) -> Option<Value> {
    Number::from_f64(float).map(Value::Number)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{nearest, resolve};
    use crate::load::event::{Style, Tag};

    #[test]
    fn follows_the_core_schema() {
        let table = [
            ("", json!(null)),
            ("~", json!(null)),
            ("Null", json!(null)),
            ("nULL", json!("nULL")),
            ("True", json!(true)),
            ("yes", json!("yes")),
            ("off", json!("off")),
            ("0", json!(0)),
            ("-0", json!(0)),
            ("+12", json!(12)),
            ("007", json!(7)),
            ("0o17", json!(15)),
            ("0x1F", json!(31)),
            ("0o8", json!("0o8")),
            ("0x", json!("0x")),
            ("0x+1", json!("0x+1")),
            ("-0x1", json!("-0x1")),
            ("1_000", json!("1_000")),
            ("9223372036854775807", json!(i64::MAX)),
            ("-9223372036854775808", json!(i64::MIN)),
            ("18446744073709551615", json!(u64::MAX)),
            ("18446744073709551616", json!(18_446_744_073_709_551_616.0)),
            ("1.", json!(1.0)),
            (".5", json!(0.5)),
            ("-1.5e+3", json!(-1500.0)),
            ("1e3", json!(1000.0)),
            (".", json!(".")),
            ("-", json!("-")),
            ("+-5", json!("+-5")),
            ("1e", json!("1e")),
            ("e3", json!("e3")),
            ("1.2.3", json!("1.2.3")),
            ("-.nan", json!("-.nan")),
            ("inf", json!("inf")),
            ("2024-01-31", json!("2024-01-31")),
            ("12:30", json!("12:30")),
        ];
        for (text, expected) in table {
            assert_eq!(resolve(text, Style::Plain, None), Some(expected), "{text}");
            assert_eq!(resolve(text, Style::Quoted, None), Some(Value::from(text)), "{text:?}");
        }
    }

    #[test]
    fn json_has_no_infinity() {
        for text in [".inf", "-.INF", "+.Inf", ".nan", "1e999", "-1e999"] {
            assert_eq!(resolve(text, Style::Plain, None), None, "{text}");
        }
        for (text, number) in [(".inf", None), (".nan", None), ("1e999", Some(f64::MAX)), ("-1e999", Some(f64::MIN))] {
            assert_eq!(nearest(text).and_then(|number| number.as_f64()), number, "{text}");
        }
    }

    #[test]
    fn tags_decide() {
        for (text, tag, expected) in [
            ("12", Tag::Text, json!("12")),
            ("12", Tag::Integer, json!(12)),
            ("12", Tag::Float, json!(12.0)),
            ("x", Tag::Integer, json!("x")),
            ("true", Tag::Boolean, json!(true)),
            ("", Tag::Null, json!(null)),
        ] {
            assert_eq!(resolve(text, Style::Quoted, Some(&tag)), Some(expected), "{tag:?} {text}");
        }
    }
}
