//! What can be wrong with a tree before it is an OpenAPI document.

use super::{Quoted, key, list, name_of, suggest, value};
use crate::diagnostic::{Code, Diagnostic};
use crate::dialect::Dialect;
use crate::source::{FileId, Origin, Sources};

/// The root has no `openapi` (OpenAPI 3.0.3, section 4.7.1: required).
pub fn not_openapi(file: FileId) -> Diagnostic {
    Diagnostic::new(Code::NotOpenApi, "not an OpenAPI document: there is no `openapi` key")
        .at(value(&Origin::root(file)), "expected at this level")
        .help("an OpenAPI document starts with `openapi: 3.0.3`")
}

/// The root has `swagger`: the predecessor of OpenAPI 3. `origin` is that of `swagger`.
pub fn swagger_2(origin: &Origin) -> Diagnostic {
    Diagnostic::new(Code::Swagger2, "this is Swagger 2.0; OpenAPI 3.0 and 3.1 are supported")
        .at(key(origin), "")
        .help("convert it first, for example by `npx swagger2openapi --yaml --outfile new.yaml old.yaml`")
}

/// The value of `openapi` is neither 3.0 nor 3.1. `origin` is that of `openapi`.
pub fn unsupported_version(origin: &Origin, version: &str) -> Diagnostic {
    Diagnostic::new(Code::UnsupportedVersion, format!("OpenAPI version {} is not supported", Quoted(version)))
        .at(value(origin), "")
        .help("supported: 3.0 and 3.1; write `openapi: 3.1.1` if the document uses nothing newer")
}

/// A value is of another type than the specification wants.
pub fn wrong_shape(origin: &Origin, expected: &str, found: &str) -> Diagnostic {
    Diagnostic::new(Code::WrongShape, format!("expected {expected}, found {found}")).at(value(origin), "")
}

/// A value that serde refuses, with its reason; the same kind as [`wrong_shape`].
pub fn unreadable(origin: &Origin, error: &serde_json::Error) -> Diagnostic {
    let text = error.to_string();
    let reason = match text.rsplit_once(" at line ") {
        Some((reason, _)) => reason,
        None => &text,
    };
    let shape = reason.strip_prefix("invalid type: ").or_else(|| reason.strip_prefix("invalid value: "));
    match shape.and_then(|shape| shape.split_once(", expected ")) {
        Some((found, expected)) => wrong_shape(origin, expected, found),
        None => Diagnostic::new(Code::WrongShape, reason).at(value(origin), ""),
    }
}

/// A key that an object of the specification does not have and that is no extension (`x-`).
///
/// `origin` is that of the key, `object` what it stands in ("operation"), `known` the keys it may have.
pub fn unknown_key(origin: &Origin, object: &str, known: &[&str]) -> Diagnostic {
    let name = origin.pointer.last().unwrap_or_default();
    let help = match suggest(&name, known.iter().copied()) {
        Some(similar) => format!("did you mean {}?", Quoted(similar)),
        None => format!("known: {}; a key of your own starts with `x-`", list(known.iter().copied())),
    };
    Diagnostic::new(Code::UnknownKey, format!("unknown key {} in {} is ignored", Quoted(&name), with_article(object)))
        .at(key(origin), "")
        .help(help)
}

/// Such a key, of which references name a part.
pub fn unknown_key_in_part(origin: &Origin, object: &str) -> Diagnostic {
    let name = origin.pointer.last().unwrap_or_default();
    let message =
        format!("unknown key {} in {} is read as far as references name it", Quoted(&name), with_article(object));
    Diagnostic::new(Code::UnknownKey, message)
        .at(key(origin), "")
        .help("what is to be shared stands below `components`; a key of your own starts with `x-`")
}

/// Two operations share an `operationId` (OpenAPI 3.0.3, section 4.7.10.1: unique). The origins are those of the ids.
pub fn duplicate_operation_id(id: &str, first: &Origin, again: &Origin) -> Diagnostic {
    let message = format!("duplicate operationId {}, so that names are made of method and path", Quoted(id));
    Diagnostic::new(Code::DuplicateOperationId, message)
        .at(value(again), "here again")
        .at(value(first), "first here")
        .help("give one of the operations another id: it becomes the name of a method")
}

/// An external `$ref` names a file that is not among the sources. `origin` is that of the `$ref`.
pub fn missing_file(origin: &Origin, target: &str, sources: &Sources) -> Diagnostic {
    let file = target.split('#').next().unwrap_or(target);
    let message = format!("missing file {} while following a `$ref`", Quoted(file));
    let help = if file.contains("://") {
        "nothing is fetched: save the file beside the document and name it by a relative path".to_owned()
    } else {
        format!("paths are relative to this file; available: {}", list(sources.files().map(|file| sources.name(file))))
    };
    Diagnostic::new(Code::MissingFile, message).at(value(origin), "").help(help)
}

/// An `x-` key that the generator does not know; once per name is for the caller to see to. There are many of others:
/// one of ours is meant only where little is mistyped.
pub fn unknown_extension(origin: &Origin, name: &str, known: &[&str]) -> Diagnostic {
    const MISTYPED: usize = 2;
    let similar = suggest(name, known.iter().copied())
        .filter(|similar| strsim::osa_distance(&name.to_lowercase(), similar) <= MISTYPED);
    let code = if similar.is_some() { Code::UnknownExtension } else { Code::ForeignExtension };
    Diagnostic::new(code, format!("unknown extension {} is ignored", Quoted(name)))
        .at(key(origin), "")
        .maybe_help(similar.map(|similar| format!("did you mean {}?", Quoted(similar))))
}

/// An `x-` key of another generator that says not what it is read as.
pub fn unread_extension(origin: &Origin, name: &str, meaning: &str) -> Diagnostic {
    Diagnostic::new(Code::ForeignExtension, format!("extension {} is ignored", Quoted(name)))
        .at(key(origin), "")
        .help(format!("it is read where it gives {meaning}"))
}

/// An operation without `operationId`; `chosen` is what it is called in its place. `origin` is that of the operation.
pub fn missing_operation_id(origin: &Origin, chosen: &str) -> Diagnostic {
    Diagnostic::new(Code::MissingOperationId, format!("operation without operationId is called {}", Quoted(chosen)))
        .at(key(origin), "")
        .help(format!("write `operationId: {chosen}` to keep the name when the path changes"))
}

/// An operation whose `operationId` is that of another, be it that both are of one path item; `chosen` is what it is
/// called in its place. `origin` is that of the id.
pub fn shared_operation_id(origin: &Origin, id: &str, chosen: &str) -> Diagnostic {
    let message =
        format!("{} is the operationId of another one, too: this one is called {}", Quoted(id), Quoted(chosen));
    Diagnostic::new(Code::MissingOperationId, message)
        .at(value(origin), "")
        .help(format!("write `operationId: {chosen}` to keep the name when the path changes"))
}

/// An object without a key that it must have. `origin` is that of the object.
pub fn missing_key(origin: &Origin, object: &str, missing: &str) -> Diagnostic {
    Diagnostic::new(Code::MissingKey, format!("missing {} in {}", Quoted(missing), with_article(object)))
        .at(key(origin), "")
}

/// An object without any of the keys of which it must have one. `origin` is that of the object.
pub fn missing_any(origin: &Origin, object: &str, alternatives: &[&str]) -> Diagnostic {
    let names: Vec<String> = alternatives.iter().map(|name| Quoted(name).to_string()).collect();
    let message = format!("missing {} in {}", names.join(" or "), with_article(object));
    Diagnostic::new(Code::MissingKey, message).at(key(origin), "")
}

/// A form of OpenAPI 3.1 in a 3.0 document; once per form is for the caller to see to. `origin` is that of the form.
pub fn form_of_3_1(origin: &Origin, form: &str) -> Diagnostic {
    Diagnostic::new(Code::LaterForm, format!("{form} is no part of OpenAPI 3.0; it is read as 3.1 reads it"))
        .at(key(origin), "")
        .help("write `openapi: 3.1.1`, or the same in the terms of 3.0: other tools may ignore it")
}

/// `nullable` beside `$ref` in a 3.0 document, which 3.0 ignores there and 3.1 does not know at all; once is for the
/// caller to see to. `origin` is that of `nullable`.
pub fn nullable_beside_reference(origin: &Origin, form: &str) -> Diagnostic {
    Diagnostic::new(Code::LaterForm, format!("{form} is ignored by OpenAPI 3.0; here it holds"))
        .at(key(origin), "")
        .help("write `nullable` beside `allOf` of the reference: other tools may ignore it")
}

/// A form of OpenAPI 3.0 in a 3.1 document; once per form is for the caller to see to. `origin` is that of the form.
pub fn form_of_3_0(origin: &Origin, form: &str) -> Diagnostic {
    Diagnostic::new(Code::EarlierForm, format!("{form} is no part of OpenAPI 3.1; it is read as 3.0 reads it"))
        .at(key(origin), "")
        .help("write the same in the terms of 3.1: other tools may ignore it")
}

/// The value of `openapi` is newer than what is known, and compatible with it. `origin` is that of `openapi`.
pub fn newer_version(origin: &Origin, version: &str) -> Diagnostic {
    Diagnostic::new(Code::NewerVersion, format!("OpenAPI {} is read as 3.1", Quoted(version)))
        .at(value(origin), "")
        .help("what only the newer version has is reported as unknown")
}

/// A `$ref` to a place below the schema that holds it, written as if that were the document. `origin` is that of
/// `$ref`.
pub fn misrooted_reference(origin: &Origin, text: &str) -> Diagnostic {
    let why = if text == "#" { "is the document, which is no schema" } else { "is not in the document" };
    let message = format!("{} {why}; it is read from the schema that holds it", Quoted(text));
    Diagnostic::new(Code::MisrootedReference, message)
        .at(value(origin), "")
        .help("write the pointer from the root of the document, or give the schema an `$id`")
}

/// One of our own extensions on an object that it does not describe. `origin` is that of the key.
pub fn misplaced_extension(origin: &Origin, object: &str) -> Diagnostic {
    let name = origin.pointer.last().unwrap_or_default();
    Diagnostic::new(Code::MisplacedExtension, format!("{} has no meaning in {}", Quoted(&name), with_article(object)))
        .at(key(origin), "")
        .help("spec/README.md says where each extension stands")
}

/// An `x-` key that is called as one of the generator's, and has a value of another kind: it is another tool's.
pub fn foreign_form(origin: &Origin, name: &str, expected: &str, found: &str) -> Diagnostic {
    let message = format!("extension {} is ignored: it is {found}, and the generator's is {expected}", Quoted(name));
    Diagnostic::new(Code::MisplacedExtension, message)
        .at(key(origin), "")
        .help("spec/README.md says what each extension is; other tools have keys of the same names")
}

/// A key beside the `$ref` of a schema that does not describe (OpenAPI 3.0.3, "Reference Object": ignored). `origin` is
/// that of the key.
pub fn beside_reference_to_schema(origin: &Origin) -> Diagnostic {
    beside(origin, "OpenAPI 3.0").help("for a schema write `allOf: [{$ref: …}]`, which may have keys beside it")
}

/// A key beside the `$ref` of something else, which may only be described anew (OpenAPI 3.1.1, "Reference Object").
/// `origin` is that of the key.
pub(crate) fn beside_reference(origin: &Origin, object: &str, dialect: Dialect) -> Diagnostic {
    let specification = match dialect {
        Dialect::V3_0 => "OpenAPI 3.0",
        Dialect::V3_1 => "OpenAPI 3.1",
    };
    let help = format!("write it where the reference leads, or {} in place of the reference", with_article(object));
    beside(origin, specification).help(help)
}

fn beside(origin: &Origin, specification: &str) -> Diagnostic {
    let name = origin.pointer.last().unwrap_or_default();
    let message = format!("{} beside `$ref` is ignored, as {specification} says", Quoted(&name));
    Diagnostic::new(Code::BesideReference, message).at(key(origin), "")
}

/// An optional key without a value. `origin` is that of the key.
pub fn null_is_absent(origin: &Origin) -> Diagnostic {
    let name = origin.pointer.last().unwrap_or_default();
    Diagnostic::new(Code::NullIsAbsent, format!("{} has no value and is read as if it were not there", Quoted(&name)))
        .at(key(origin), "")
        .help("write a value, or remove the key")
}

/// A parameter or header with neither `schema` nor `content`. `origin` is that of the object.
pub fn missing_schema(origin: &Origin, object: &str) -> Diagnostic {
    let message = format!("{} without `schema` takes any value", with_article(object));
    Diagnostic::new(Code::MissingSchema, message)
        .at(key(origin), "")
        .help("write `schema: {type: string}`, or what the value is")
}

/// Documentation that nothing in the client shows; once per name is for the caller to see to.
pub fn not_carried(origin: &Origin, object: &str) -> Diagnostic {
    let name = origin.pointer.last().unwrap_or_default();
    let message = format!("{} of {} is not shown in the client", Quoted(&name), with_article(object));
    Diagnostic::new(Code::NotCarried, message).at(key(origin), "")
}

/// Documentation that nothing in the client shows, for this reason; once per name is for the caller to see to. `what`
/// stands at the origin.
pub fn not_shown(origin: &Origin, what: &str, reason: &str) -> Diagnostic {
    Diagnostic::new(Code::NotCarried, format!("{what} is not shown in the client: {reason}")).at(key(origin), "")
}

/// A key of a kind that the specification leaves to the document, but not of its form. `origin` is that of the key.
pub fn malformed_key(origin: &Origin, object: &str, form: &str) -> Diagnostic {
    let name = origin.pointer.last().unwrap_or_default();
    let message = format!("unknown key {} in {}", Quoted(&name), with_article(object));
    Diagnostic::new(Code::MalformedKey, message)
        .at(key(origin), "")
        .help(format!("{form}; a key of your own starts with `x-`"))
}

/// Two keys of an object of which it may have one. The origins are those of the keys.
pub fn excluding_keys(one: &Origin, other: &Origin) -> Diagnostic {
    let (first, second) = (one.pointer.last().unwrap_or_default(), other.pointer.last().unwrap_or_default());
    let message = format!("{} and {} exclude each other", Quoted(&first), Quoted(&second));
    Diagnostic::new(Code::ExcludingKeys, message).at(key(other), "").at(key(one), "").help("remove one of the two")
}

/// What references bring in where it is too much, or too deep. `origin` is that of the one that is too much.
pub fn too_many_copies(origin: &Origin) -> Diagnostic {
    Diagnostic::new(Code::TooManyCopies, "what references bring in comes to too much")
        .at(key(origin), "")
        .help("write it in place, or split the document")
}

/// The noun with its indefinite article.
pub(crate) fn with_article(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {noun}")
}

/// A `{placeholder}` of a path that no parameter of the operation declares (OpenAPI 3.0.3, "Path Templating").
///
/// `path` is the origin of the path, `operation` that of the operation.
pub fn undeclared_placeholder(path: &Origin, name: &str, operation: &Origin) -> Diagnostic {
    Diagnostic::new(
        Code::UndeclaredPlaceholder,
        format!("no parameter for the placeholder {}, which is taken for text", Quoted(name)),
    )
    .at(key(path), "in this path")
    .at(key(operation), "this operation does not declare it")
    .help("declare it as a parameter with `in: path` and `required: true`, or take it out of the path")
}

/// A path with a query, of which parameters are made (OpenAPI 3.0.3, "Paths Object": a path is appended to the URL of
/// the server; "Parameter Object": what is in the query is a parameter). `origin` is that of the path.
pub fn query_in_path(origin: &Origin, path: &str) -> Diagnostic {
    Diagnostic::new(Code::QueryInPath, format!("the query in the path {} is sent as parameters", Quoted(path)))
        .at(key(origin), "")
        .help("declare parameters with `in: query`")
}

/// A path with a fragment, which is for readers of the document alone: a request has none (RFC 9110, 7.1). `origin` is
/// that of the path.
pub fn fragment_in_path(origin: &Origin) -> Diagnostic {
    let message = "what is behind `#` in this path is not sent: a request has no fragment";
    Diagnostic::new(Code::QueryInPath, message.to_owned()).at(key(origin), "")
}

/// Something that is written in another way than the specification says, with what it is read as. `origin` is its
/// place.
pub fn repaired(origin: &Origin, reading: &str) -> Diagnostic {
    Diagnostic::new(Code::Repaired, format!("{} {reading}", Quoted(&name_of(origin)))).at(value(origin), "")
}

/// A key that is not as the specification says and can mean one thing only. `origin` is that of its value.
pub fn repaired_key(origin: &Origin, reading: &str) -> Diagnostic {
    let name = origin.pointer.last().unwrap_or_default();
    Diagnostic::new(Code::Repaired, format!("{} {reading}", Quoted(&name))).at(key(origin), "")
}
