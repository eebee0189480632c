//! What can be wrong with a text before it is a tree.

use super::{Quoted, bytes, value};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{FileId, Origin, Span};

/// The parser does not understand the text (YAML 1.2.2, RFC 8259).
pub fn syntax(file: FileId, span: Span, reason: &str) -> Diagnostic {
    Diagnostic::new(Code::Syntax, format!("the text is not well-formed: {reason}"))
        .at(bytes(file, span), "here")
        .maybe_help(syntax_help(reason).map(str::to_owned))
}

/// What helps against the errors that people make most; the parsers know what they miss, but not why.
fn syntax_help(reason: &str) -> Option<&'static str> {
    let helps = [
        ("tab", "indent by spaces: YAML takes no tabs there"),
        ("mapping values are not allowed", "put quotes around a text with `: ` in it, or check the indentation"),
        ("indentation", "give the line the indentation of its neighbors"),
        ("unknown anchor", "define it first, as `&name`, or put quotes around a text that starts with `*`"),
        ("unexpected character", "put quotes around a text that starts with this character"),
    ];
    helps.iter().find(|(part, _)| reason.contains(part)).map(|(_, help)| *help)
}

/// A JSON text has halves of surrogate pairs, at these places (RFC 8259, section 8.2).
pub fn lone_surrogate(file: FileId, places: &[Span]) -> Diagnostic {
    replaced(Code::LoneSurrogate, "half of a surrogate pair is read as U+FFFD", file, places)
        .help("write both halves, or none: the text was cut in the middle of a character")
}

/// A JSON text has comments, at these places, which RFC 8259 does not know.
pub fn json_comment(file: FileId, places: &[Span]) -> Diagnostic {
    replaced(Code::JsonComment, "a comment in a JSON text is passed over", file, places)
        .help("remove it, or write the document in YAML, whose comments start with `#`")
}

/// A YAML text has characters that it may have only as escapes, at these places (YAML 1.2.2, section 5.1).
pub fn unprintable(file: FileId, places: &[Span]) -> Diagnostic {
    replaced(Code::Unprintable, "a character that YAML knows only as an escape is read as a blank", file, places)
        .help("remove the character, or write it as an escape in double quotes")
}

/// U+FFFD stands in a text, first here: what reads bytes writes it where they are in another encoding.
pub fn lost_characters(file: FileId, at: usize) -> Diagnostic {
    let span = Span::new(at, at + char::REPLACEMENT_CHARACTER.len_utf8());
    Diagnostic::new(Code::LostCharacters, "characters of the text are lost: U+FFFD stands in their place")
        .at(bytes(file, span), "here")
        .help("save the file in UTF-8")
}

fn replaced(code: Code, what: &str, file: FileId, places: &[Span]) -> Diagnostic {
    let first = places.first().copied().unwrap_or(Span::new(0, 0));
    let more = match places.len() {
        0 | 1 => String::new(),
        2 => ", as is one more".to_owned(),
        count => format!(", as are {} more of them", count - 1),
    };
    Diagnostic::new(code, format!("{what}{more}")).at(bytes(file, first), "here")
}

/// A mapping has a key twice (YAML 1.2.2, section 3.2.1.3: keys are unique; RFC 8259, section 4).
pub fn duplicate_key(file: FileId, key: &str, first: Span, again: Span) -> Diagnostic {
    Diagnostic::new(Code::DuplicateKey, format!("duplicate key {}", Quoted(key)))
        .at(bytes(file, again), "here again")
        .at(bytes(file, first), "first here")
        .help("remove one of the two, or move both into one")
}

/// Mappings and sequences stand in each other too often.
pub fn too_deep(file: FileId, span: Span, limit: usize) -> Diagnostic {
    Diagnostic::new(Code::TooDeep, format!("nested more than {limit} levels deep"))
        .at(bytes(file, span), "this is too deep")
        .help("move inner parts to `components` and write `$ref` in their place")
}

/// The text has too many bytes.
pub fn too_large(file: FileId, length: usize, limit: usize) -> Diagnostic {
    Diagnostic::new(Code::TooLarge, format!("the text has {length} bytes, more than {limit}"))
        .at(bytes(file, Span::new(0, 0)), "")
        .help("split the document into files that name each other by `$ref`")
}

/// Aliases repeat more than the tree may hold (the "billion laughs" attack).
pub fn alias_bomb(file: FileId, span: Span, limit: usize) -> Diagnostic {
    Diagnostic::new(Code::AliasBomb, format!("the aliases of this document repeat more than {limit} nodes"))
        .at(bytes(file, span), "the limit is passed here")
        .help("write `$ref` in place of YAML aliases")
}

/// A second document starts (YAML 1.2.2, section 9.2).
pub fn several_documents(file: FileId, second: Span) -> Diagnostic {
    Diagnostic::new(Code::SeveralDocuments, "more than one YAML document in a file")
        .at(bytes(file, second), "the second starts here")
        .help("put each document into a file of its own")
}

/// The tree is a scalar or a sequence; an OpenAPI document is an object (OpenAPI 3.0.3, section 4.1).
pub fn root_not_mapping(file: FileId, found: &str) -> Diagnostic {
    Diagnostic::new(Code::RootNotMapping, format!("a document is a mapping, but this one is {found}"))
        .at(value(&Origin::root(file)), "")
        .help("an OpenAPI document starts with `openapi: 3.0.3`")
}

/// The tree of a file that a `$ref` names is a scalar.
pub fn part_not_mapping(file: FileId, found: &str) -> Diagnostic {
    let message = format!("a file that a `$ref` names is a mapping or a sequence, but this one is {found}");
    Diagnostic::new(Code::RootNotMapping, message)
        .at(value(&Origin::root(file)), "")
        .help("name a file in YAML or JSON that holds an object of OpenAPI, as a whole or below its keys")
}

/// A key is itself a mapping or a sequence, which JSON cannot say.
pub fn key_not_scalar(file: FileId, span: Span) -> Diagnostic {
    Diagnostic::new(Code::KeyNotScalar, "a key is text, but this one is a mapping or a sequence")
        .at(bytes(file, span), "this key")
        .help("write a text that starts with `{` or `[` in quotes")
}

/// A number past the range of 64-bit floating point: a bound that no value comes to, or an example of one.
pub fn number_out_of_range(file: FileId, span: Span, number: &str) -> Diagnostic {
    Diagnostic::new(Code::NumberOutOfRange, format!("{} is beyond the numbers of 64 bits", Quoted(number)))
        .at(bytes(file, span), "read as the greatest one of its sign")
        .help("leave out a bound that nothing reaches")
}

/// `.inf` or `.nan`.
pub fn number_not_json(file: FileId, span: Span, number: &str) -> Diagnostic {
    Diagnostic::new(Code::NumberNotJson, format!("{} is no number that JSON can hold", Quoted(number)))
        .at(bytes(file, span), "")
        .help("put quotes around it if it is text")
}

/// The value of `<<` is no mapping and no list of mappings (YAML 1.1, merge key language-independent type).
pub fn merge_not_mapping(file: FileId, span: Span) -> Diagnostic {
    Diagnostic::new(Code::MergeNotMapping, "`<<` takes a mapping or a list of mappings")
        .at(bytes(file, span), "this is neither")
        .help("write `<<: *name`, or quotes around `<<` if it is an ordinary key")
}

/// An alias names a node that is not complete yet: the node would hold itself.
pub fn alias_in_itself(file: FileId, span: Span) -> Diagnostic {
    Diagnostic::new(Code::AliasInItself, "an alias stands inside the node that it repeats")
        .at(bytes(file, span), "this would never end")
        .help("write a recursive schema by `$ref`")
}

/// A tag that is not of the core schema (YAML 1.2.2, section 10.3).
pub fn unknown_tag(file: FileId, span: Span, tag: &str) -> Diagnostic {
    Diagnostic::new(Code::UnknownTag, format!("the YAML tag {} is ignored", Quoted(tag)))
        .at(bytes(file, span), "read as if it had no tag")
        .help("remove the tag")
}
