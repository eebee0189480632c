//! How words become identifiers: case, keywords, characters that Rust does not take, names that are taken.
//!
//! Identifiers are ASCII, whatever script the words are of: they can be typed on any keyboard, none can be mistaken for
//! another or differs from it by its normal form alone, and a file can be called so.
#![expect(clippy::disallowed_types, reason = "this is the one module that makes identifiers")]

mod acronyms;
mod camel;
mod signs;
mod taken;

use std::borrow::Cow;

use deunicode::{deunicode_char, deunicode_with_tofu};
use heck::ToSnakeCase;

use crate::hash;
use crate::source::percent_decode;
use camel::together;
use signs::{sign, signed, toned};
use taken::{KEYWORDS, TAKEN_BY_CALLS, TAKEN_BY_MODELS, TAKEN_FILES, TAKEN_METHODS, TAKEN_MODULES};

pub(crate) use taken::{TAKEN_BY_BATCH, TAKEN_BY_PAGES};

/// A legal Rust identifier.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Ident {
    plain: String,
    form: Form,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Form {
    Plain,
    Raw,
}

impl Ident {
    /// The identifier as it is written, `r#` included.
    pub(crate) fn as_str(&self) -> Cow<'_, str> {
        match self.form {
            Form::Plain => self.plain.as_str().into(),
            Form::Raw => format!("r#{}", self.plain).into(),
        }
    }

    /// The identifier without `r#`.
    pub(crate) fn plain(&self) -> &str {
        &self.plain
    }

    /// Whether it needs `r#`.
    pub(crate) fn is_raw(&self) -> bool {
        self.form == Form::Raw
    }

    /// A name that was an identifier before, such as a module's.
    pub(crate) fn module(name: &str) -> Self {
        Self::new(name.to_owned())
    }

    /// Whether a module can have this name as it is: snake case, no keyword.
    pub(crate) fn is_module(name: &str) -> bool {
        let is_part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        name.starts_with(|c: char| c.is_ascii_lowercase())
            && name.chars().all(is_part)
            && Self::new(name.to_owned()) == Self { plain: name.to_owned(), form: Form::Plain }
    }

    fn new(plain: String) -> Self {
        if plain.len() > LONG {
            return Self::cut(&plain);
        }
        // These four can't be raw (Rust reference, "Raw identifiers").
        if matches!(plain.as_str(), "self" | "Self" | "super" | "crate") {
            return Self { plain: format!("{plain}_"), form: Form::Plain };
        }
        let form = if KEYWORDS.binary_search(&plain.as_str()).is_ok() { Form::Raw } else { Form::Plain };
        Self { plain, form }
    }

    /// The start of a name, with the hash of all of it, in the case that it is in.
    fn cut(long: &str) -> Self {
        let start = long[..LONG - "_x".len() - HASH_DIGITS].to_owned();
        let cut = Self { plain: start, form: Form::Plain }.with_hash_of(long);
        let is_constant = !long.contains(|c: char| c.is_ascii_lowercase());
        if is_constant { Self { plain: cut.plain.to_ascii_uppercase(), ..cut } } else { cut }
    }

    /// The same name with a hash behind it, that no other item has.
    pub(crate) fn with_hash(&self, hash: &str) -> Self {
        let stem = self.plain.trim_end_matches('_');
        if self.plain.starts_with(char::is_uppercase) {
            Self::new(format!("{stem}X{hash}"))
        } else {
            Self::new(format!("{stem}_x{hash}"))
        }
    }

    /// The same name with the hash of a text behind it.
    pub(crate) fn with_hash_of(&self, text: &str) -> Self {
        self.with_hash(&hash::short(text, HASH_DIGITS))
    }

    /// The same name with something behind it.
    fn with_suffix(&self, suffix: &str) -> Self {
        Self::new(format!("{}{suffix}", self.plain))
    }
}

/// Characters of a hash in a name.
pub(crate) const HASH_DIGITS: usize = 4;

/// Letters of a name, of which rustdoc makes a file's, and of a file's, of the 255 that file systems take with whatever
/// stands around it.
const LONG: usize = 200;
const LONG_FILE: usize = 80;

/// What a name that is taken gets.
const TAKEN_SUFFIX: &str = "_value";

/// A struct, enum, union or form.
pub(crate) fn model(words: &str) -> Ident {
    outside(variant(words), TAKEN_BY_MODELS, "Model")
}

/// The type of a call, or of what it gives by status. In single letters it would be spelled like a constant.
pub(crate) fn call(words: &str) -> Ident {
    let ident = outside(variant(words), TAKEN_BY_CALLS, "Call");
    let is_constant = !ident.plain().contains(|c: char| c.is_ascii_lowercase());
    if is_constant { ident.with_suffix("Call") } else { ident }
}

/// A variant of a union, of a choice by status, or of `Server`.
pub(crate) fn variant(words: &str) -> Ident {
    Ident::new(start_with_letter(&in_camel_case(&said(words)), "Value"))
}

fn outside(ident: Ident, taken: &[&str], suffix: &str) -> Ident {
    if taken.binary_search(&ident.plain()).is_ok() { ident.with_suffix(suffix) } else { ident }
}

/// A member of a struct.
pub(crate) fn field(words: &str) -> Ident {
    let snake = if is_snake(words) { words.into() } else { Cow::Owned(in_snake_case(&said(words))) };
    Ident::new(start_with_letter(&snake, "value_"))
}

/// A member of a struct that has `taken` for itself: by its words, or, where another one has the same, with its signs
/// named (`+1` and `-1`), be they those of a URL, or its acronyms letter by letter; with a suffix where the struct has
/// the name.
pub(crate) fn member(words: &str, taken: &[&str]) -> Vec<Ident> {
    let plain = field(words);
    if taken.contains(&words) {
        let suffixed = plain.with_suffix(TAKEN_SUFFIX);
        return vec![plain, suffixed];
    }
    let spelled = if is_snake(words) { plain.clone() } else { field(&spelled(words)) };
    let apart = Ident::new(start_with_letter(&said(words).to_snake_case(), "value_"));
    [plain, spelled].into_iter().chain(escaped(words).map(|words| field(&words))).chain([apart]).collect()
}

/// Whether the words are in snake case as they are, as most are.
fn is_snake(words: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    words.split('_').all(|word| !word.is_empty() && word.bytes().all(is_part))
}

/// The setter of a member.
pub(crate) fn setter(field: &Ident) -> Ident {
    untaken(field.clone())
}

/// An argument or setter of a call that has `methods` beside the usual ones.
pub(crate) fn parameter(words: &str, methods: &[&str]) -> Ident {
    let ident = untaken(field(words));
    // The variable that an argument is put into.
    let is_taken = ident.plain() == "call" || methods.contains(&ident.plain());
    if is_taken { ident.with_suffix(TAKEN_SUFFIX) } else { ident }
}

/// The same with the signs of its name: `Sent<` and `Sent>`, `tags` and `tags[]`.
pub(crate) fn signed_parameter(words: &str, methods: &[&str]) -> Ident {
    match words.strip_suffix("[]") {
        Some(element) => parameter(&spelled(&[element, " list"].concat()), methods),
        None => parameter(&spelled(words), methods),
    }
}

/// A method of the client.
pub(crate) fn method(words: &str) -> Ident {
    untaken(field(words))
}

/// A module, whose file can be made on every system.
pub(crate) fn module(words: &str) -> Ident {
    let ident = field(words);
    if ident.plain().len() > LONG_FILE {
        let start = Ident { plain: ident.plain().chars().take(LONG_FILE).collect(), form: Form::Plain };
        return start.with_hash_of(words);
    }
    let taken =
        ident.is_raw() || TAKEN_FILES.binary_search(&ident.plain()).is_ok() || TAKEN_MODULES.contains(&ident.plain());
    if taken { ident.with_suffix("_group") } else { ident }
}

/// A constant.
pub(crate) fn constant(words: &str) -> Ident {
    Ident::new(start_with_letter(&in_snake_case(&said(words)).to_ascii_uppercase(), "VALUE_"))
}

/// A value of an enum: by its words, or, where another value has the same, with its own case kept or its signs named.
pub(crate) fn value(wire: &str) -> Vec<Ident> {
    if wire.is_empty() {
        return vec![Ident::new("Empty".to_owned())];
    }
    let words = match wire.strip_prefix('-') {
        Some(rest) if rest.starts_with(|c: char| c.is_ascii_digit()) => format!("minus {rest}"),
        _ => said(wire),
    };
    let camel = start_with_letter(&in_camel_case(&words), "Value");
    let cased = together(words.split(|c: char| !c.is_ascii_alphanumeric()));
    let cased = start_with_letter(&cased, "Value");
    let spelled =
        if is_snake(wire) { camel.clone() } else { start_with_letter(&in_camel_case(&spelled(wire)), "Value") };
    let escaped = escaped(wire).map(|words| start_with_letter(&in_camel_case(&words), "Value"));
    [camel, cased, spelled].into_iter().chain(escaped).map(Ident::new).collect()
}

fn untaken(ident: Ident) -> Ident {
    let taken = TAKEN_METHODS.binary_search(&ident.plain()).is_ok() || ident.plain().starts_with("with_");
    if taken { ident.with_suffix(TAKEN_SUFFIX) } else { ident }
}

fn in_camel_case(words: &str) -> String {
    together(in_snake_case(words).split('_'))
}

/// What is in small letters, as most is, needs no search for capitals.
fn in_snake_case(words: &str) -> String {
    let spelled =
        |word| if is_snake(word) { Cow::Borrowed(word) } else { acronyms::as_words(word).to_snake_case().into() };
    let words = words.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.map(spelled).collect::<Vec<_>>().join("_")
}

/// A digit can't begin an identifier.
fn start_with_letter(name: &str, prefix: &str) -> String {
    if name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') && name != "_" {
        name.to_owned()
    } else {
        format!("{prefix}{name}").trim_end_matches('_').to_owned()
    }
}

/// Words with nothing but what identifiers take; where only signs are left, their names.
fn said(words: &str) -> String {
    let ascii = in_ascii(words);
    let kept: String = ascii.chars().map(|c| if is_part(c) { c } else { ' ' }).collect();
    if kept.contains(|c: char| c.is_ascii_alphanumeric()) {
        return kept;
    }
    let named: Vec<&str> = ascii.chars().filter_map(sign).collect();
    if named.is_empty() { "value".to_owned() } else { named.join(" ") }
}

/// The words in the letters that come nearest, those of a URL as people read them.
fn in_ascii(words: &str) -> Cow<'_, str> {
    nearest(percent_decode(words).unwrap_or(words.into()))
}

/// The words in the letters that come nearest. What is ASCII stays, control characters too, which the tables drop.
fn nearest(words: Cow<'_, str>) -> Cow<'_, str> {
    if words.is_ascii() {
        return words;
    }
    // The modifiers and joiners of emoji, which the tables have no words for, would leave a blank before them.
    let told: String = words.chars().filter(|&c| deunicode_char(c).is_some_and(|told| !told.is_empty())).collect();
    deunicode_with_tofu(&told, "").into()
}

/// Whether words end with this one, however they are written.
pub(crate) fn ends_with(words: &str, word: &str) -> bool {
    let ident = field(words);
    let before = ident.plain().strip_suffix(word);
    before.is_some_and(|before| before.is_empty() || before.ends_with('_'))
}

/// The words with the names of their signs, those of a URL as people read them.
fn spelled(words: &str) -> String {
    signed(&in_ascii(&toned(words)))
}

/// The words of a URL with the names of the signs that it is written in: `%41` is not `A`.
fn escaped(words: &str) -> Option<String> {
    words.contains('%').then(|| signed(&nearest(toned(words).into())))
}

fn is_part(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests;
