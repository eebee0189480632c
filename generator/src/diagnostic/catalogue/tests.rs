//! What the catalogue says, function by function, and that it keeps to its style.

use super::name::{Naming, Rival};
use super::{list, lower, name, normalise, resolve, services, suggest};
use crate::diagnostic::{Diagnostic, Place};
use crate::source::{FileId, Origin, Pointer, Sources, Span};

#[test]
fn suggests_what_is_near() {
    let keys = ["required", "properties", "readOnly", "type"];
    let references = ["#/components/schemas/User", "#/components/schemas/Account", "#/components/responses/User"];
    for (name, known, expected) in [
        ("requierd", &keys[..], Some("required")),
        ("Type", &keys, Some("type")),
        ("readonly", &keys, Some("readOnly")),
        ("xyz", &keys, None),
        ("", &keys, None),
        ("#/components/schemas/Usr", &references, Some("#/components/schemas/User")),
        ("#/components/schemas/Thing", &references, None),
        ("#/components/schema/Account", &references, Some("#/components/schemas/Account")),
    ] {
        assert_eq!(suggest(name, known.iter().copied()), expected, "{name}");
    }
}

#[test]
fn lists_names() {
    assert_eq!(list([]), "");
    assert_eq!(list(["a", "b"]), "`a`, `b`");
    assert!(list(["a"; 20]).ends_with("`a` and 8 more"));
}
fn sources() -> Sources {
    Sources::new([("api.yaml", ""), ("common.yaml", "")])
}

fn file() -> FileId {
    sources().find("api.yaml").expect("one of the files above")
}

fn at(pointer: &str) -> Origin {
    Origin::new(file(), Pointer::parse(pointer).expect("a pointer of a test"))
}

/// What diagnostics say, after a check of its style.
fn said(diagnostics: impl IntoIterator<Item = Diagnostic>) -> String {
    diagnostics.into_iter().map(|diagnostic| line(&diagnostic)).collect()
}

fn line(diagnostic: &Diagnostic) -> String {
    let Diagnostic { code, message, labels, help } = diagnostic;
    let labels = labels.iter().map(|label| &label.text);
    for text in labels.chain([message]).chain(help) {
        assert!(!text.ends_with(['.', ' ', '\n']), "{text}");
        assert!(!text.starts_with(char::is_uppercase) || text.starts_with("OpenAPI"), "{text}");
    }
    format!("{code}: {message}\n    {}\n", help.as_deref().unwrap_or("-"))
}

#[test]
fn normalise_says() {
    let (first, again) = (at("/paths/~1a/get"), at("/paths/~1b/get"));
    let error = serde_json::from_str::<bool>("3").expect_err("no boolean");
    let keys = ["operationId", "tags"];
    insta::assert_snapshot!(said([
        normalise::not_openapi(file()),
        normalise::swagger_2(&at("/swagger")),
        normalise::unsupported_version(&at("/openapi"), "4.0.0"),
        normalise::wrong_shape(&first, "a list", "a mapping"),
        normalise::unreadable(&first, &error),
        normalise::unknown_key(&first.child("operationID"), "operation", &keys),
        normalise::unknown_key(&first.child("zzz"), "operation", &keys),
        normalise::duplicate_operation_id("readUser", &first, &again),
        normalise::missing_file(&first, "other.yaml#/a", &sources()),
        normalise::missing_file(&first, "https://example.com/a.yaml#/a", &sources()),
        normalise::unknown_extension(&again.child("x-limit"), "x-limit", &["x-rate-limit", "x-limits"]),
        normalise::unknown_extension(&again.child("x-other"), "x-other", &["x-rate-limit", "x-limits"]),
        normalise::unread_extension(&again.child("x-names"), "x-names", "the names of values"),
        normalise::missing_operation_id(&first, "get_users"),
    ]), @"
    E101: not an OpenAPI document: there is no `openapi` key
        an OpenAPI document starts with `openapi: 3.0.3`
    E102: this is Swagger 2.0; OpenAPI 3.0 and 3.1 are supported
        convert it first, for example by `npx swagger2openapi --yaml --outfile new.yaml old.yaml`
    E103: OpenAPI version `4.0.0` is not supported
        supported: 3.0 and 3.1; write `openapi: 3.1.1` if the document uses nothing newer
    E104: expected a list, found a mapping
        -
    E104: expected a boolean, found integer `3`
        -
    W110: unknown key `operationID` in an operation is ignored
        did you mean `operationId`?
    W110: unknown key `zzz` in an operation is ignored
        known: `operationId`, `tags`; a key of your own starts with `x-`
    W109: duplicate operationId `readUser`, so that names are made of method and path
        give one of the operations another id: it becomes the name of a method
    E107: missing file `other.yaml` while following a `$ref`
        paths are relative to this file; available: `api.yaml`, `common.yaml`
    E107: missing file `https://example.com/a.yaml` while following a `$ref`
        nothing is fetched: save the file beside the document and name it by a relative path
    W101: unknown extension `x-limit` is ignored
        did you mean `x-limits`?
    N102: unknown extension `x-other` is ignored
        -
    N102: extension `x-names` is ignored
        it is read where it gives the names of values
    W102: operation without operationId is called `get_users`
        write `operationId: get_users` to keep the name when the path changes
    ");
}

#[test]
fn resolve_says() {
    let (first, again) = (at("/a"), at("/b"));
    insta::assert_snapshot!(said([
        resolve::dangling_reference(
            &first,
            "#/components/schemas/Usr",
            ["#/components/schemas/User"]
        ),
        resolve::cyclic_reference(std::slice::from_ref(&first)),
        resolve::cyclic_reference(&[first.clone(), again.clone()]),
        resolve::malformed_reference(&first, "#User", "a JSON pointer starts with `/`"),
        resolve::mistargeted_reference(
            &first,
            "#/components/responses/A",
            "a schema",
            "a response"
        ),
        resolve::unknown_rate_limit_group(&first, "Lihgt", ["Heavy", "Light"]),
        resolve::unknown_rate_limit_group(&first, "Light", []),
        resolve::duplicate_rate_limit_group(&at("/Light"), &at("/LIGHT")),
        resolve::different_pools("daily", &first, &again),
    ]), @r#"
    E201: there is nothing at `#/components/schemas/Usr`
        did you mean `#/components/schemas/User`?
    E202: a `$ref` names itself
        let one of them describe something
    E202: 2 `$ref`s name each other in a circle
        let one of them describe something
    E203: `#User` is no reference: a JSON pointer starts with `/`
        references look like `#/components/schemas/Name` or `other.yaml#/components/schemas/Name`
    E204: expected a `$ref` to a schema, but `#/components/responses/A` is a response
        -
    E209: unknown rate limit group `Lihgt`
        did you mean `Light`?; groups are declared in `x-rate-limits.groups`
    E209: unknown rate limit group `Light`
        no group is declared; groups are declared in `x-rate-limits.groups`
    E210: duplicate rate limit group `LIGHT`
        list all quotas of the group under one name: its case does not matter
    E211: the quotas of the pool `daily` have different numbers
        a pool is one quota: write the same `calls` and `seconds`, or name another pool
    "#);
}

#[test]
fn lower_says() {
    let (first, again) = (at("/a"), at("/b"));
    insta::assert_snapshot!(said([
        normalise::undeclared_placeholder(&first, "id", &again),
        lower::parameter_not_in_path(&first, "user", &again),
        lower::duplicate_parameter("user", "query", &first, &again),
        lower::repeated_parameter("user", "query", &first, &again),
        lower::unknown_security_scheme(&first, "oauth", ["bearer", "basic"]),
        lower::unknown_security_scheme(&first, "oauth", []),
        lower::duplicate_enum_value("a", &first, &again),
        lower::empty_enum(&first),
        lower::refused(
            &first,
            "a callback",
            "the client is no server",
            "remove `callbacks`"
        ),
        lower::degraded(&first, "not", "Rust has no such type"),
    ]), @"
    W107: no parameter for the placeholder `id`, which is taken for text
        declare it as a parameter with `in: path` and `required: true`, or take it out of the path
    E302: path parameter `user` is not in the path
        write `{user}` into the path, or remove the parameter
    E303: duplicate query parameter `user`
        remove one of the two
    W207: query parameter `user` is there twice, alike
        remove one of the two
    E304: unknown security scheme `oauth`
        available: `bearer`, `basic`; schemes are declared in `components.securitySchemes`
    E304: unknown security scheme `oauth`
        no scheme is declared; schemes are declared in `components.securitySchemes`
    W205: duplicate enum value `a`
        remove one of the two
    W206: enum without values
        list the values, or remove `enum`
    E308: a callback cannot be generated: the client is no server
        remove `callbacks`
    W301: `not` is not generated in full: Rust has no such type
        -
    ");
}

#[test]
fn name_says() {
    insta::assert_snapshot!(said([
        name::name_collision("User", ("the module `models`", Naming::RustName), &at("/a"), &at("/b")),
        name::renamed_on_clash("UserGet", "user", &at("/a"), Rival::Item(&at("/b"), "keeps it"), Naming::RustName),
        name::renamed_on_clash("EuX1abc", "eu", &at("/a"), Rival::Unplaced, Naming::ServerName),
        name::renamed_on_clash("AX1abc", "a", &at("/a"), Rival::Unplaced, Naming::ValueNames),
        name::renamed_on_clash("shared_x1abc", "shared", &at("/a"), Rival::Generated, Naming::Tag),
    ]), @r#"
    E401: two items would be called `User` in the module `models`
        choose a name by `x-rust-name`
    W401: `user` is called `UserGet`, because its own name is taken
        choose a name by `x-rust-name`
    W401: `eu` is called `EuX1abc`, because its own name is taken
        choose a name by `x-server-name`
    W401: `a` is called `AX1abc`, because its own name is taken
        choose names for all values of the `enum` by `x-enum-varnames`
    W401: `shared` is called `shared_x1abc`, because generated code has something else of this name
        call the tag otherwise, here and where operations have it
    "#);
}

#[test]
fn services_say() {
    let place = || Place::Bytes { file: file(), span: Span::new(0, 0) };
    insta::assert_snapshot!(said([
        services::unknown_services_key(place(), "sevice", &["service"]),
        services::missing_spec_file(place(), "a.yaml", ["b.yaml"]),
        services::unknown_service("users", ["presence", "settings"]),
        services::unreadable_services(place(), "expected `=`"),
        services::malformed_module(place(), "a b"),
        services::malformed_feature(place(), "../a"),
        services::taken_name(place(), "module", "json", &["auth", "json"]),
        services::shared_value(place(), place(), "module", "users"),
    ]), @r#"
    E501: unknown key `sevice`
        did you mean `service`?
    E502: missing spec file `a.yaml`
        did you mean `b.yaml`?
    E503: unknown service `users`
        available: `presence`, `settings`
    E504: services.toml cannot be read: expected `=`
        -
    E505: `a b` cannot name a module
        write lower-case letters, digits and `_`, beginning with a letter, and no keyword of Rust
    E506: `../a` cannot name a cargo feature
        write letters, digits, `-` and `_`, beginning with a letter or digit
    E507: `generated-client` has a module `json` of its own
        take another name than `auth`, `json`
    E508: two services have the module `users`
        give each service a module of its own
    "#);
}
