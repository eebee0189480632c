//! What can be wrong with a `$ref`. Origins are those of the `$ref` texts.

use super::{Quoted, did_you_mean, key, value};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Origin;

/// A circle is shown up to this many places; its message counts them all.
const PLACES_SHOWN: usize = 8;

/// A `$ref` to a place that is not there; `available` are whole references of the kind that fits.
pub fn dangling_reference<'known>(
    origin: &Origin,
    target: &str,
    available: impl IntoIterator<Item = &'known str>,
) -> Diagnostic {
    Diagnostic::new(Code::DanglingReference, format!("there is nothing at {}", Quoted(target)))
        .at(value(origin), "named here")
        .maybe_help(did_you_mean(target, available))
}

/// A `$ref` into a file that holds no object, which is said there.
pub fn reference_into_nothing(origin: &Origin, target: &str) -> Diagnostic {
    let message = format!("nothing can be read of the file that {} names", Quoted(target));
    Diagnostic::new(Code::DanglingReference, message).at(value(origin), "named here")
}

/// `$ref`s that name each other and nothing else; `cycle` has each of them, in order.
pub fn cyclic_reference(cycle: &[Origin]) -> Diagnostic {
    let message = match cycle.len() {
        1 => "a `$ref` names itself".to_owned(),
        count => format!("{count} `$ref`s name each other in a circle"),
    };
    let label = |at: usize| match (at, at + 1 == cycle.len()) {
        (0, true) => "names itself",
        (0, false) => "starts here",
        (_, false) => "then goes on here",
        (_, true) => "and comes back from here",
    };
    cycle
        .iter()
        .enumerate()
        .take(PLACES_SHOWN)
        .fold(Diagnostic::new(Code::CyclicReference, message), |it, (at, origin)| it.at(value(origin), label(at)))
        .help("let one of them describe something")
}

/// A `$ref` that leads into such a circle and is none of it.
pub fn reference_into_circle(origin: &Origin, cycle: &[Origin]) -> Diagnostic {
    cyclic_reference(cycle).at(value(origin), "leads into it")
}

/// A `$ref` that is no JSON pointer to a component (`#name`, `#/a/~2`).
pub fn malformed_reference(origin: &Origin, target: &str, reason: &str) -> Diagnostic {
    Diagnostic::new(Code::MalformedReference, format!("{} is no reference: {reason}", Quoted(target)))
        .at(value(origin), "")
        .help("references look like `#/components/schemas/Name` or `other.yaml#/components/schemas/Name`")
}

/// A `$ref` to something of another kind, as a parameter where a schema is wanted.
pub fn mistargeted_reference(origin: &Origin, target: &str, expected: &str, found: &str) -> Diagnostic {
    let message = format!("expected a `$ref` to {expected}, but {} is {found}", Quoted(target));
    Diagnostic::new(Code::MistargetedReference, message).at(value(origin), "")
}

/// Schemas whose parts lead back to themselves, so that nothing can be like them; `circle` has the members, in order.
pub fn schema_of_itself(circle: &[Origin]) -> Diagnostic {
    let message = match circle.len() {
        1 => "a schema takes in all of itself".to_owned(),
        count => format!("{count} schemas take in all of each other"),
    };
    let start = Diagnostic::new(Code::SchemaOfItself, message);
    let shown = circle.iter().take(PLACES_SHOWN);
    shown
        .fold(start, |diagnostic, member| diagnostic.at(value(member), "takes in all of the next"))
        .help("take one of these members out; a schema may hold itself in `properties` or `items`")
}

/// A path that is no template (OpenAPI 3.0.3, "Path Templating"). `origin` is that of the path item.
pub fn malformed_path(origin: &Origin, path: &str, reason: &str) -> Diagnostic {
    Diagnostic::new(Code::MalformedPath, format!("{} is no path template: {reason}", Quoted(path)))
        .at(key(origin), "")
        .help("a path looks like `/users/{userId}/cars`")
}

/// An extension that names a parameter; `known` are the ones it may name. `origin` is that of the name.
pub fn unknown_parameter<'known>(
    origin: &Origin,
    name: &str,
    known: impl IntoIterator<Item = &'known str>,
) -> Diagnostic {
    Diagnostic::new(Code::UnknownParameter, format!("the operation has no parameter {} there", Quoted(name)))
        .at(value(origin), "")
        .maybe_help(did_you_mean(name, known))
}

/// An extension whose value is to be a JSON pointer (RFC 6901). `origin` is that of the value.
pub fn malformed_pointer(origin: &Origin, text: &str, reason: &str) -> Diagnostic {
    Diagnostic::new(Code::MalformedPointer, format!("{} is no JSON pointer: {reason}", Quoted(text)))
        .at(value(origin), "")
        .help("a JSON pointer looks like `/paging/totalPages`")
}

/// An operation that names a group of which `x-rate-limits` has nothing; `declared` are the ones it has. `origin` is
/// that of the name.
pub fn unknown_rate_limit_group<'known>(
    origin: &Origin,
    name: &str,
    declared: impl IntoIterator<Item = &'known str>,
) -> Diagnostic {
    let help = did_you_mean(name, declared).unwrap_or_else(|| "no group is declared".to_owned());
    Diagnostic::new(Code::UnknownRateLimitGroup, format!("unknown rate limit group {}", Quoted(name)))
        .at(value(origin), "")
        .help(format!("{help}; groups are declared in `x-rate-limits.groups`"))
}

/// A rate limit group that is there already: case does not tell groups apart. The origins are those of the names.
pub fn duplicate_rate_limit_group(first: &Origin, again: &Origin) -> Diagnostic {
    let name = again.pointer.last().unwrap_or_default();
    Diagnostic::new(Code::DuplicateRateLimitGroup, format!("duplicate rate limit group {}", Quoted(&name)))
        .at(key(again), "here again")
        .at(key(first), "first here")
        .help("list all quotas of the group under one name: its case does not matter")
}

/// A quota that names the pool of another, with other numbers. The origins are those of the quotas.
pub fn different_pools(pool: &str, first: &Origin, other: &Origin) -> Diagnostic {
    Diagnostic::new(Code::DifferentPools, format!("the quotas of the pool {} have different numbers", Quoted(pool)))
        .at(value(other), "other numbers here")
        .at(value(first), "first here")
        .help("a pool is one quota: write the same `calls` and `seconds`, or name another pool")
}

/// A header that is not set as a parameter or read as a header (OpenAPI 3.0.3, "Parameter Object", "Response Object"),
/// and what there is `instead`.
pub fn ignored_header(origin: &Origin, name: &str, instead: &str) -> Diagnostic {
    Diagnostic::new(Code::IgnoredHeader, format!("the header {} is ignored: {instead}", Quoted(name)))
        .at(key(origin), "")
        .help("remove it")
}

/// A header whose name is no token (RFC 9110, 5.1).
pub fn impossible_header(origin: &Origin, name: &str) -> Diagnostic {
    let message = format!("the header {} is ignored: no message can have one of this name", Quoted(name));
    Diagnostic::new(Code::IgnoredHeader, message)
        .at(key(origin), "letters, digits and ``!#$%&'*+-.^_`|~`` make a name")
        .help("write the name that the server knows, or remove the header")
}

/// A path parameter without `required: true` (OpenAPI 3.0.3, "Parameter Object": it must be). `origin` is that of the
/// parameter.
pub fn optional_path_parameter(origin: &Origin, name: &str) -> Diagnostic {
    Diagnostic::new(
        Code::OptionalPathParameter,
        format!("path parameter {} is not marked `required` but treated so", Quoted(name)),
    )
    .at(key(origin), "")
    .help("write `required: true`")
}

/// An enum value that the type beside it rules out. It is read as one of the type where it can be, and kept in any
/// case. `ty` is the origin of `type`.
pub fn mistyped_enum_value(origin: &Origin, value_text: &str, ty: &Origin) -> Diagnostic {
    Diagnostic::new(
        Code::MistypedEnumValue,
        format!("the enum value {} is not of the type of its schema", Quoted(value_text)),
    )
    .at(value(origin), "kept all the same, as one where it can be")
    .at(value(ty), "the type")
    .help("quote the values of a string enum, and those of no other")
}

/// A default that the type beside it rules out, and that can mean nothing. `ty` is the origin of `type`.
pub fn mistyped_default(origin: &Origin, value_text: &str, ty: &Origin) -> Diagnostic {
    let message = format!("the default {} is not of the type of its schema", Quoted(value_text));
    Diagnostic::new(Code::MistypedDefault, message)
        .at(value(origin), "ignored")
        .at(value(ty), "the type")
        .help("write a value of the type, or remove `default`")
}

/// A default that the format of its schema rules out. `place` is the origin of `format`.
pub fn misformatted_default(origin: &Origin, text: &str, format: &str, place: &Origin) -> Diagnostic {
    let message = format!("the default {} is no text of the format {}", Quoted(text), Quoted(format));
    Diagnostic::new(Code::MistypedDefault, message)
        .at(value(origin), "ignored")
        .at(value(place), "the format")
        .help("write a value of the format, or remove `default`: what it stands for can be told in `description`")
}

/// A default that a keyword of its schema rules out, be it by reference. `place` is the origin of the keyword.
pub fn excluded_default(origin: &Origin, value_text: &str, keyword: &str, place: &Origin) -> Diagnostic {
    let message = format!("the default {} is not allowed by {} of its schema", Quoted(value_text), Quoted(keyword));
    Diagnostic::new(Code::MistypedDefault, message)
        .at(value(origin), "ignored")
        .at(value(place), "what rules it out")
        .help("write a value that the schema allows, or remove `default`")
}

/// An operation without responses (OpenAPI 3.0.3, "Responses Object": at least one). `origin` is that of the operation.
pub fn no_responses(origin: &Origin) -> Diagnostic {
    Diagnostic::new(Code::NoResponses, "an operation without responses gives nothing back")
        .at(key(origin), "")
        .help("write `responses: {'204': {description: …}}`, or what the server answers")
}

/// A tag that was asked for and that no operation has. `document` is the origin of the document.
pub fn unknown_tag<'known>(
    document: &Origin,
    tag: &str,
    available: impl IntoIterator<Item = &'known str>,
) -> Diagnostic {
    unknown_selection(document, format!("no operation has the tag {}", Quoted(tag)), tag, available)
}

/// An operation that was asked for and is not there. `document` is the origin of the document.
pub fn unknown_operation<'known>(
    document: &Origin,
    id: &str,
    available: impl IntoIterator<Item = &'known str>,
) -> Diagnostic {
    unknown_selection(document, format!("there is no operation {}", Quoted(id)), id, available)
}

/// An operation that was asked for and is of a webhook. `document` is the origin of the document.
pub fn webhook_asked_for(document: &Origin, id: &str) -> Diagnostic {
    let message = format!("{} is an operation of a webhook, which the service calls", Quoted(id));
    Diagnostic::new(Code::UnknownSelection, message)
        .at(value(document), "")
        .help("leave `--operation` out: types of webhooks are generated with the whole document")
}

fn unknown_selection<'known>(
    document: &Origin,
    message: String,
    name: &str,
    available: impl IntoIterator<Item = &'known str>,
) -> Diagnostic {
    let available: std::collections::BTreeSet<&str> = available.into_iter().collect();
    Diagnostic::new(Code::UnknownSelection, message).at(value(document), "").maybe_help(did_you_mean(name, available))
}
