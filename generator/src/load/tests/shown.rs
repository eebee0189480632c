//! The problems of texts, as people see them.

use serde_json::json;

use super::{read, shown};

#[test]
fn all_duplicate_keys_are_reported() {
    insta::assert_snapshot!(shown("a: 1\nb:\n  x: 1\n  y: 2\n  x: 3\na: 2\na: 3\n"), @r#"
    error[E002]: duplicate key `x`
     --> api.yaml:5:3
      |
    3 |   x: 1
      |   - first here
    4 |   y: 2
    5 |   x: 3
      |   ^ here again
      |
      = help: remove one of the two, or move both into one

    error[E002]: duplicate key `a`
     --> api.yaml:6:1
      |
    6 | a: 2
      | ^ here again
      |
     ::: api.yaml:1:1
      |
    1 | a: 1
      | - first here
      |
      = help: remove one of the two, or move both into one

    error[E002]: duplicate key `a`
     --> api.yaml:7:1
      |
    7 | a: 3
      | ^ here again
      |
     ::: api.yaml:1:1
      |
    1 | a: 1
      | - first here
      |
      = help: remove one of the two, or move both into one
    "#);
    insta::assert_snapshot!(shown("{\"a\": 1, \"\\u0061\": 2}"), @r#"
    error[E002]: duplicate key `a`
     --> api.yaml:1:10
      |
    1 | {"a": 1, "\u0061": 2}
      |  ---     ^^^^^^^^ here again
      |  |
      |  first here
      |
      = help: remove one of the two, or move both into one
    "#);
}

#[test]
fn errors_show_their_place() {
    insta::assert_snapshot!(shown("a: [1, 2\nb: 3\n"), @r#"
    error[E001]: the text is not well-formed: illegal placement of ':' indicator
     --> api.yaml:2:2
      |
    2 | b: 3
      |  ^ here
    "#);
    insta::assert_snapshot!(shown("a:\n\tb: 1\n"), @r#"
    error[E001]: the text is not well-formed: tabs disallowed within this context (block indentation)
     --> api.yaml:2:2
      |
    2 |     b: 1
      |     ^ here
      |
      = help: indent by spaces: YAML takes no tabs there
    "#);
    insta::assert_snapshot!(shown("a: 1\n  b: 2\n"), @r#"
    error[E001]: the text is not well-formed: mapping values are not allowed in this context
     --> api.yaml:2:4
      |
    2 |   b: 2
      |    ^ here
      |
      = help: put quotes around a text with `: ` in it, or check the indentation
    "#);
    insta::assert_snapshot!(shown("a: *unknown\n"), @r#"
    error[E001]: the text is not well-formed: while parsing node, found unknown anchor
     --> api.yaml:1:4
      |
    1 | a: *unknown
      |    ^ here
      |
      = help: define it first, as `&name`, or put quotes around a text that starts with `*`
    "#);
    insta::assert_snapshot!(shown("{\"a\": 1,\n \"b\" 2}"), @r#"
    error[E001]: the text is not well-formed: expected `:`
     --> api.yaml:2:6
      |
    2 |  "b" 2}
      |      ^ here
    "#);
    insta::assert_snapshot!(shown("{\"a\": \"é"), @r#"
    error[E001]: the text is not well-formed: EOF while parsing a string
     --> api.yaml:1:8
      |
    1 | {"a": "é
      |        ^ here
    "#);
    insta::assert_snapshot!(shown("a: b\0c\n"), @r#"
    warning[W003]: a character that YAML knows only as an escape is read as a blank
     --> api.yaml:1:5
      |
    1 | a: b\u{0}c
      |     ^^^^^ here
      |
      = help: remove the character, or write it as an escape in double quotes
    "#);
}

#[test]
fn limits_show_their_place() {
    insta::assert_snapshot!(shown(&format!("a:\n  {}", "- ".repeat(130))), @r#"
    error[E003]: nested more than 128 levels deep
     --> api.yaml:2:257
      |
      |
    2 | …- - - - - - - - - - - - - - - - - - - - - - - 
      |                                          ^ this is too deep
      |
      = help: move inner parts to `components` and write `$ref` in their place
    "#);
    insta::assert_snapshot!(shown("a: &a\n  b: *a\n"), @r#"
    error[E011]: an alias stands inside the node that it repeats
     --> api.yaml:2:6
      |
    2 |   b: *a
      |      ^^ this would never end
      |
      = help: write a recursive schema by `$ref`
    "#);
}

#[test]
fn what_is_no_document_is_refused() {
    insta::assert_snapshot!(shown(""), @r#"
    error[E007]: a document is a mapping, but this one is empty
     --> api.yaml:1:1
      |
    1 |
      | ^
      |
      = help: an OpenAPI document starts with `openapi: 3.0.3`
    "#);
    insta::assert_snapshot!(shown("<html>\n<body>\n"), @r#"
    error[E007]: a document is a mapping, but this one is text
     --> api.yaml:1:1
      |
    1 | <html>
      | ^^^^^^
      |
      = help: an OpenAPI document starts with `openapi: 3.0.3`
    "#);
    insta::assert_snapshot!(shown("[1, 2]"), @r#"
    error[E007]: a document is a mapping, but this one is a sequence
     --> api.yaml:1:1
      |
    1 | [1, 2]
      | ^^^^^^
      |
      = help: an OpenAPI document starts with `openapi: 3.0.3`
    "#);
    assert_eq!(shown("---\na: 1\n---\n"), "");
    assert_eq!(shown("---\na: 1\n...\n---\n# Nothing.\n...\n"), "");
    insta::assert_snapshot!(shown("a: 1\n---\nb: 2\n"), @r#"
    error[E006]: more than one YAML document in a file
     --> api.yaml:2:1
      |
    2 | ---
      | ^^^ the second starts here
      |
      = help: put each document into a file of its own
    "#);
}

#[test]
fn what_json_cannot_hold_is_refused() {
    insta::assert_snapshot!(shown("a: .inf\nb: [1e999]\n? [x, y]\n: 1\n"), @r#"
    error[E009]: `.inf` is no number that JSON can hold
     --> api.yaml:1:4
      |
    1 | a: .inf
      |    ^^^^
      |
      = help: put quotes around it if it is text

    warning[W006]: `1e999` is beyond the numbers of 64 bits
     --> api.yaml:2:5
      |
    2 | b: [1e999]
      |     ^^^^^ read as the greatest one of its sign
      |
      = help: leave out a bound that nothing reaches

    error[E008]: a key is text, but this one is a mapping or a sequence
     --> api.yaml:3:3
      |
    3 | ? [x, y]
      |   ^ this key
      |
      = help: write a text that starts with `{` or `[` in quotes
    "#);
    insta::assert_snapshot!(shown("a:\n  <<: text\n"), @r#"
    error[E010]: `<<` takes a mapping or a list of mappings
     --> api.yaml:2:7
      |
    2 |   <<: text
      |       ^^^^ this is neither
      |
      = help: write `<<: *name`, or quotes around `<<` if it is an ordinary key
    "#);
}

#[test]
fn unknown_tags_are_warned_of() {
    let text = "a: !mine 1\nb: !!binary aGk=\n";
    assert_eq!(read(text).0, Some(json!({"a": 1, "b": "aGk="})));
    insta::assert_snapshot!(shown(text), @r#"
    warning[W001]: the YAML tag `!mine` is ignored
     --> api.yaml:1:4
      |
    1 | a: !mine 1
      |    ^^^^^^^ read as if it had no tag
      |
      = help: remove the tag

    warning[W001]: the YAML tag `!!binary` is ignored
     --> api.yaml:2:4
      |
    2 | b: !!binary aGk=
      |    ^^^^^^^^^^^^^ read as if it had no tag
      |
      = help: remove the tag
    "#);
}

#[test]
fn what_hides_is_written_out() {
    insta::assert_snapshot!(shown("a\u{202e}b: 1\n\"a\u{202e}b\": 2\n"), @r#"
    error[E002]: duplicate key `a\u{202e}b`
     --> api.yaml:2:1
      |
    1 | a\u{202e}b: 1
      | ---------- first here
    2 | "a\u{202e}b": 2
      | ^^^^^^^^^^^^ here again
      |
      = help: remove one of the two, or move both into one
    "#);
}

#[test]
fn long_lines_are_cut() {
    let filler = "x".repeat(200);
    insta::assert_snapshot!(shown(&format!(
        "{{\"é\": \"{filler}\", \"a\": 1, \"b\": \"{filler}\", \"a\": 2, \"c\": \"{filler}\"}}"
    )), @r#"
    error[E002]: duplicate key `a`
     --> api.yaml:1:428
      |
      |
    1 | …xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "a": 2, "c": "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
      |                                          ^^^ here again
     --> api.yaml:1:211
      |
    1 | …xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "a": 1, "b": "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
      |                                          --- first here
      |
      = help: remove one of the two, or move both into one
    "#);
}
