//! What can be wrong with a document whose references all resolve: contradictions, and what Rust cannot say.

use super::{Quoted, did_you_mean, key, name_of, value};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Origin, Pointer};

/// A path parameter whose name is no placeholder of the path. `origin` is that of the parameter.
pub fn parameter_not_in_path(origin: &Origin, name: &str, path: &Origin) -> Diagnostic {
    let placeholder = Quoted(&format!("{{{name}}}")).to_string();
    Diagnostic::new(Code::ParameterNotInPath, format!("path parameter {} is not in the path", Quoted(name)))
        .at(value(origin), "declared here")
        .at(key(path), format!("has no {placeholder}"))
        .help(format!("write {placeholder} into the path, or remove the parameter"))
}

/// A parameter with the same name and location as another (OpenAPI 3.0.3, section 4.7.10.1).
pub fn duplicate_parameter(name: &str, location: &str, first: &Origin, again: &Origin) -> Diagnostic {
    Diagnostic::new(Code::DuplicateParameter, format!("duplicate {location} parameter {}", Quoted(name)))
        .at(value(again), "here again")
        .at(value(first), "first here")
        .help("remove one of the two")
}

/// A parameter that says what another of the same name and location says.
pub fn repeated_parameter(name: &str, location: &str, first: &Origin, again: &Origin) -> Diagnostic {
    Diagnostic::new(Code::RepeatedParameter, format!("{location} parameter {} is there twice, alike", Quoted(name)))
        .at(value(again), "here again")
        .at(value(first), "first here")
        .help("remove one of the two")
}

/// A security requirement without its scheme. `origin` is that of the name in the requirement.
pub fn unknown_security_scheme<'known>(
    origin: &Origin,
    name: &str,
    declared: impl IntoIterator<Item = &'known str>,
) -> Diagnostic {
    let help = did_you_mean(name, declared).unwrap_or_else(|| "no scheme is declared".to_owned());
    Diagnostic::new(Code::UnknownSecurityScheme, format!("unknown security scheme {}", Quoted(name)))
        .at(key(origin), "")
        .help(format!("{help}; schemes are declared in `components.securitySchemes`"))
}

/// A value that an enum has already (JSON Schema: unique).
pub fn duplicate_enum_value(text: &str, first: &Origin, again: &Origin) -> Diagnostic {
    Diagnostic::new(Code::DuplicateEnumValue, format!("duplicate enum value {}", Quoted(text)))
        .at(value(again), "here again")
        .at(value(first), "first here")
        .help("remove one of the two")
}

/// An `enum` without values. `origin` is that of `enum`.
pub fn empty_enum(origin: &Origin) -> Diagnostic {
    Diagnostic::new(Code::EmptyEnum, "enum without values")
        .at(key(origin), "read as if it were not there: else nothing could be valid here")
        .help("list the values, or remove `enum`")
}

/// What cannot be generated, why, and what to write instead.
pub fn refused(origin: &Origin, construct: &str, reason: &str, instead: &str) -> Diagnostic {
    Diagnostic::new(Code::Refused, format!("{construct} cannot be generated: {reason}"))
        .at(key(origin), "")
        .help(instead)
}

/// A pointer of `x-pagination` to a member that is not there: `name`, in the object at `parent`. `origin` is that of
/// the pointer, `object` that of the object's schema.
pub fn unknown_member<'known>(
    origin: &Origin,
    (name, parent): (&str, &Pointer),
    object: &Origin,
    known: impl IntoIterator<Item = &'known str>,
) -> Diagnostic {
    let place = if parent.is_root() { String::new() } else { format!(" at {}", Quoted(parent.as_str())) };
    Diagnostic::new(Code::UnknownMember, format!("the answer has no member {}{place}", Quoted(name)))
        .at(value(origin), "named here")
        .at(key(object), "the object that does not have it")
        .maybe_help(did_you_mean(name, known))
}

/// A pointer of `x-pagination` to something of another kind than is `needed`: `found`, at a place on its way. `origin`
/// is that of the pointer, `member` that of what was found, where that has a place.
pub fn mistargeted_pointer(
    origin: &Origin,
    needed: &str,
    (place, found): (&Pointer, &str),
    member: Option<&Origin>,
) -> Diagnostic {
    let name = origin.pointer.last().unwrap_or_default();
    let place = if place.is_root() { "the answer".to_owned() } else { Quoted(place.as_str()).to_string() };
    let message = format!("{} needs {needed}, but {place} is {found}", Quoted(&name));
    let diagnostic = Diagnostic::new(Code::MistargetedPointer, message).at(value(origin), "leads there");
    match member {
        Some(member) => diagnostic.at(key(member), found),
        None => diagnostic,
    }
}

/// A paged operation that gives something else than one JSON value. The origins are those of `x-pagination` and of the
/// responses.
pub fn paged_without_value(origin: &Origin, given: &str, responses: &Origin) -> Diagnostic {
    Diagnostic::new(
        Code::PagedWithoutValue,
        format!("a paged operation gives one JSON value, but this one gives {given}"),
    )
    .at(key(origin), "")
    .at(key(responses), format!("success gives {given}"))
    .help("declare one JSON answer for success, or remove `x-pagination`")
}

/// A component schema that no operation reaches.
pub fn unused_schema(origin: &Origin, name: &str) -> Diagnostic {
    Diagnostic::new(Code::UnusedSchema, format!("no operation reaches the schema {}", Quoted(name))).at(key(origin), "")
}

/// A component that is no schema, and that nothing uses; `unit` is what it is, `user` what could.
pub fn unused_component(origin: &Origin, (unit, user): (&str, &str)) -> Diagnostic {
    Diagnostic::new(Code::UnusedComponent, format!("nothing is generated of this {unit}, as no {user} uses it"))
        .at(key(origin), "")
}

/// A part of the document that no pass has read; `unit` is what it is.
pub fn unread(origin: &Origin, unit: &str, reason: &str) -> Diagnostic {
    let message = format!("nothing is generated of this {unit}: {reason}");
    Diagnostic::new(Code::Unread, message).at(key(origin), "")
}

/// A keyword that is generated as something simpler, or kept as documentation only.
pub fn degraded(origin: &Origin, keyword: &str, reason: &str) -> Diagnostic {
    Diagnostic::new(Code::Degraded, format!("{} is not generated in full: {reason}", Quoted(keyword)))
        .at(key(origin), "")
}

/// What stands at a place, of which something simpler is generated than it says; it is told by its name.
pub fn simplified(origin: &Origin, reason: &str) -> Diagnostic {
    degraded(origin, &name_of(origin), reason)
}
