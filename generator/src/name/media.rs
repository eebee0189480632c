//! The names of what media types and statuses tell apart: by the kind of the body, else by the case.

use super::unique::{Claim, Item, Scope, unique_beside};
use super::{ChoiceNames, Ident, TypeNames, spelling};
use crate::arena::Id;
use crate::diagnostic::Diagnostics;
use crate::diagnostic::catalogue::name::Naming;
use crate::http::Status;
use crate::ir::{AnswerKind, Api, Body, BodyChoice, BodyKind, HeaderWritten, Type};
use crate::media_type::{essence, is_json, without_parameters};

/// The names of a choice of bodies: each variant is called after its kind, or, where two are of one kind, the later
/// one after its media type.
pub(super) fn bodies(ident: Ident, body: Option<&Body>) -> ChoiceNames {
    let choices = match body.map(|body| &body.kind) {
        Some(BodyKind::Several(choices)) => choices.as_slice(),
        _ => &[],
    };
    let wanted = choices.iter().map(|choice| {
        let first = first(choice);
        [kind_words(choice).to_owned(), words(first), parts(first)].map(|words| spelling::variant(&words))
    });
    ChoiceNames { ident, variants: distinct(wanted) }
}

/// The names of a choice of answers: its variants are called after their types, or after the first case they are for.
pub(super) fn answers(types: &[TypeNames], ident: Ident, kind: Option<&AnswerKind>) -> ChoiceNames {
    let choices = match kind {
        Some(AnswerKind::Several(choices)) => choices.as_slice(),
        _ => &[],
    };
    let by_type: Vec<Ident> = choices.iter().map(|choice| type_name(types, &choice.kind)).collect();
    let is_unique = |name: &Ident| by_type.iter().filter(|other| *other == name).count() == 1;
    let wanted = choices.iter().zip(&by_type).map(|(choice, name)| match choice.cases.first() {
        Some(case) if !is_unique(name) => {
            let media_type = case.media_types.first().map(String::as_str).unwrap_or_default();
            [words(media_type), parts(media_type)].map(|words| case_name(case.status, &words))
        }
        _ => [name.clone(), name.clone()],
    });
    ChoiceNames { ident, variants: distinct(wanted) }
}

fn case_name(status: Status, words: &str) -> Ident {
    spelling::variant(&format!("status {status} {words}"))
}

fn type_name(types: &[TypeNames], kind: &AnswerKind) -> Ident {
    match kind {
        AnswerKind::Value(ty) => value_name(types, ty),
        AnswerKind::Empty => spelling::variant("empty"),
        AnswerKind::Bytes => spelling::variant("content"),
        AnswerKind::Text => spelling::variant("text"),
        AnswerKind::Stream(_) => spelling::variant("stream"),
        AnswerKind::Several(_) => spelling::variant("several"),
    }
}

fn value_name(types: &[TypeNames], ty: &Type) -> Ident {
    match ty {
        Type::Declared(id) | Type::Boxed(id) => types[id.index()].ident.clone(),
        Type::Nullable(inner) => value_name(types, inner),
        Type::List(_) => spelling::variant("list"),
        Type::Map(_) => spelling::variant("object"),
        _ => spelling::variant("value"),
    }
}

/// The names of the constants of headers: the header's own, or, where its values are of several types, with the type,
/// or, where one type is written in several ways, with the way, too.
pub(super) fn headers(api: &Api, types: &[TypeNames], diagnostics: &mut Diagnostics) -> Vec<Ident> {
    let asked = api.headers.iter().map(|header| {
        let words = header.wish.as_deref().unwrap_or(&header.name);
        let of_type = type_words(types, &header.ty);
        // The type of an inline schema is called after its header.
        let is_inline = match &header.ty {
            Type::Declared(id) | Type::Boxed(id) => !api.types[*id].context.path.is_empty(),
            _ => false,
        };
        let is_named = is_inline && spelling::ends_with(&of_type, spelling::field(words).plain());
        let typed = if is_named { of_type } else { format!("{words} {of_type}") };
        let written = format!("{typed} {}", written_words(header.written));
        Item {
            wire: header.name.clone(),
            wanted: [words, &typed, &written].map(spelling::constant).to_vec(),
            claim: Claim::of(header.wish.as_ref()),
            origin: &header.origin,
        }
    });
    let others = api.unasked.iter().flat_map(|operation| {
        operation.headers.iter().map(|header| {
            let wanted = vec![spelling::constant(header.wish.as_deref().unwrap_or(&header.name))];
            let claim = Claim::of(header.wish.as_ref());
            Item { wire: header.name.clone(), wanted, claim, origin: &operation.origin }
        })
    });
    let (asked, others) = (asked.collect(), others.collect());
    unique_beside(Scope::new("the headers", Naming::RustName), (asked, others), &[], diagnostics)
}

/// What tells a header from one of the same type that is written in another way.
fn written_words(written: HeaderWritten) -> &'static str {
    match written {
        HeaderWritten::Simple => "simple",
        HeaderWritten::Exploded => "exploded",
        HeaderWritten::Json => "json",
    }
}

/// What a type is called in the name of something else.
fn type_words(types: &[TypeNames], ty: &Type) -> String {
    let words = |ty: &Type| type_words(types, ty);
    let all = |elements: &[Type]| elements.iter().map(words).collect::<Vec<_>>().join(" and ");
    match ty {
        Type::Text => "text".to_owned(),
        Type::Integer => "integer".to_owned(),
        Type::Unsigned => "unsigned".to_owned(),
        Type::Number => "number".to_owned(),
        Type::ExactNumber => "exact number".to_owned(),
        Type::Boolean => "boolean".to_owned(),
        Type::DateTime => "date time".to_owned(),
        Type::Date => "date".to_owned(),
        Type::Base64 => "base64".to_owned(),
        Type::Json => "json".to_owned(),
        Type::TextOrInteger => "text or integer".to_owned(),
        Type::TextOrNumber => "text or number".to_owned(),
        Type::List(of) => format!("list of {}", words(of)),
        Type::Map(of) => format!("map of {}", words(of)),
        Type::Tuple(elements) => format!("tuple of {}", all(elements)),
        Type::OpenTuple(elements, further) => format!("tuple of {} and more {}", all(elements), words(further)),
        Type::Nullable(of) => format!("nullable {}", words(of)),
        Type::Declared(id) | Type::Boxed(id) => types[id.index()].ident.plain().to_owned(),
    }
}

/// The first name of each that none before it has; a hash of the last tells those apart that have none left.
fn distinct<const N: usize>(wanted: impl Iterator<Item = [Ident; N]>) -> Vec<Ident> {
    let mut names: Vec<Ident> = Vec::new();
    for (at, wanted) in wanted.enumerate() {
        let free = wanted.iter().find(|ident| !names.contains(ident)).cloned();
        let hashed = || wanted[N - 1].with_hash_of(&format!("{} {at}", wanted[N - 1].plain()));
        names.push(free.unwrap_or_else(hashed));
    }
    names
}

fn first(choice: &BodyChoice) -> &str {
    choice.media_types.first().map(String::as_str).unwrap_or_default()
}

fn kind_words(choice: &BodyChoice) -> &'static str {
    match &choice.kind {
        BodyKind::Value(_) if choice.media_types.iter().any(|media_type| is_json(media_type)) => "json",
        BodyKind::Value(_) => "form",
        BodyKind::Form(_) | BodyKind::OpenForm => "multipart",
        BodyKind::Bytes => "bytes",
        BodyKind::Text if essence(first(choice)).contains("xml") => "xml",
        BodyKind::Text => "text",
        BodyKind::Several(_) => "several",
    }
}

/// The subtype of a media type, which is what people call it, or what a range is of.
pub(super) fn words(media_type: &str) -> String {
    let essence = without_parameters(media_type);
    match essence.split_once('/').map_or(essence, |(kind, subtype)| if subtype == "*" { kind } else { subtype }) {
        "*" => "any",
        "form-data" => "form",
        "x-www-form-urlencoded" => "url encoded",
        subtype => subtype,
    }
    .to_owned()
}

/// The media type as a whole.
fn parts(media_type: &str) -> String {
    media_type.replace(|c: char| !c.is_alphanumeric(), " ")
}
