//! How diagnostics are shown.

use super::catalogue::{lower, name, normalise, services};
use super::{Code, Diagnostic, Diagnostics, Severity, Style, render};
use crate::source::{FileId, Origin, Pointer, Sources};

const API: &str = "\
openapi: 3.0.3
paths:
  /users/{id}:
    get:
      operationId: readUser
      parameters:
        - {name: user, in: path}
  /users:
    get:
      operationId: readUser
      x-limit: 3
";

fn sources() -> Sources {
    Sources::new([("api.yaml", API), ("common.yaml", "user:\n  type: text\n")])
}

fn file(name: &str) -> FileId {
    sources().find(name).expect("one of the files above")
}

fn at(pointer: &str) -> Origin {
    Origin::new(file("api.yaml"), Pointer::parse(pointer).expect("a pointer of a test"))
}

fn shown(diagnostics: impl IntoIterator<Item = Diagnostic>) -> String {
    let mut all = Diagnostics::new();
    diagnostics.into_iter().for_each(|diagnostic| all.push(diagnostic));
    render(&all, &sources(), Style::Plain)
}

#[test]
fn diagnostics_are_sorted_by_place_and_shown_once() {
    let duplicate = || {
        let [first, again] = ["/paths/~1users~1{id}/get/operationId", "/paths/~1users/get/operationId"].map(at);
        normalise::duplicate_operation_id("readUser", &first, &again)
    };
    let version = normalise::unsupported_version(&at("/openapi"), "3.0.3");
    let service = services::unknown_service("users", []);
    insta::assert_snapshot!(shown([duplicate(), version, duplicate(), service]), @"
    error[E503]: unknown service `users`

    error[E103]: OpenAPI version `3.0.3` is not supported
     --> api.yaml:1:10
      |
    1 | openapi: 3.0.3
      |          ^^^^^
      |
      = help: supported: 3.0 and 3.1; write `openapi: 3.1.1` if the document uses nothing newer

    warning[W109]: duplicate operationId `readUser`, so that names are made of method and path
      --> api.yaml:10:20
       |
    10 |       operationId: readUser
       |                    ^^^^^^^^ here again
       |
      ::: api.yaml:5:20
       |
     5 |       operationId: readUser
       |                    -------- first here
       |
       = help: give one of the operations another id: it becomes the name of a method
    ");
}

#[test]
fn labels_of_several_files_are_shown() {
    let other = Origin::new(file("common.yaml"), Pointer::root().child("user").child("type"));
    insta::assert_snapshot!(shown([
        name::name_collision("User", ("the module `models`", name::Naming::RustName), &at("/paths/~1users~1{id}/get"), &other),
        lower::parameter_not_in_path(&at("/paths/~1users~1{id}/get/parameters/0"), "user", &at("/paths/~1users~1{id}")),
    ]), @r#"
    error[E302]: path parameter `user` is not in the path
     --> api.yaml:7:11
      |
    3 |   /users/{id}:
      |   ----------- has no `{user}`
    ...
    7 |         - {name: user, in: path}
      |           ^^^^^^^^^^^^^^^^^^^^^^ declared here
      |
      = help: write `{user}` into the path, or remove the parameter

    error[E401]: two items would be called `User` in the module `models`
     --> common.yaml:2:3
      |
    2 |   type: text
      |   ^^^^ this one
      |
     ::: api.yaml:4:5
      |
    4 |     get:
      |     --- and this one
      |
      = help: choose a name by `x-rust-name`
    "#);
}

#[test]
fn what_is_not_in_the_text_is_shown_at_its_nearest_ancestor() {
    insta::assert_snapshot!(shown([lower::degraded(&at("/paths/~1users/get/responses/200"), "not", "it was made up")]), @r#"
    warning[W301]: `not` is not generated in full: it was made up
     --> api.yaml:9:5
      |
    9 |     get:
      |     ^^^
    "#);
}

#[test]
fn hostile_names_are_tamed() {
    let name = format!("a\u{202e}\n\u{1b}[31m{}", "x".repeat(200));
    insta::assert_snapshot!(shown([lower::unknown_security_scheme(&at("/openapi"), &name, [name.as_str()])]), @r#"
    error[E304]: unknown security scheme `a\u{202e}\n\u{1b}[31mxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…`
     --> api.yaml:1:1
      |
    1 | openapi: 3.0.3
      | ^^^^^^^
      |
      = help: available: `a\u{202e}\n\u{1b}[31mxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…`; schemes are declared in `components.securitySchemes`
    "#);
}

#[test]
fn colors_are_ansi_codes() {
    let mut diagnostics = Diagnostics::new();
    diagnostics.push(lower::duplicate_parameter("user", "query", &at("/openapi"), &at("/openapi")));
    let colored = render(&diagnostics, &sources(), Style::Colored);
    assert!(colored.starts_with("\u{1b}[1m\u{1b}[91merror[E303]"), "{colored:?}");
}

#[test]
fn many_diagnostics_are_counted() {
    let many = (0..1003)
        .map(|at_index| lower::degraded(&at("/paths").index(at_index), &at_index.to_string(), "it is one of many"));
    assert!(shown(many.clone()).ends_with("\n\n… and 3 more\n"));
    let error = lower::duplicate_parameter("user", "query", &at("/paths").index(1003), &at("/paths"));
    let with_error = shown(many.chain([error]));
    assert!(with_error.contains("error[E303]"), "{with_error}");
    assert!(with_error.ends_with("\n\n… and 4 more\n"));
}

#[test]
fn errors_decide_the_result() {
    let mut diagnostics = Diagnostics::new();
    diagnostics.push(lower::degraded(&at(""), "not", "there is no such type"));
    assert_eq!(diagnostics.clone().into_result(1), Ok((1, diagnostics.clone())));
    let mut more = Diagnostics::new();
    more.push(lower::duplicate_parameter("user", "query", &at(""), &at("")));
    diagnostics.append(more);
    assert_eq!([Severity::Error, Severity::Warning, Severity::Note].map(|it| diagnostics.count(it)), [1, 1, 0]);
    assert_eq!(diagnostics.clone().into_result(1), Err(diagnostics.clone()));
    assert_eq!(diagnostics.iter().map(|it| it.code).collect::<Vec<_>>(), [Code::Degraded, Code::DuplicateParameter]);
}
