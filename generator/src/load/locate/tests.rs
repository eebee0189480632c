//! Locating, by the text that was found.

use super::{Locations, locate};
use crate::source::Pointer;

/// The text of the key and of the value at a pointer.
fn found<'text>(text: &'text str, pointer: &str) -> Option<(&'text str, &'text str)> {
    let pointer = Pointer::parse(pointer).expect("a pointer of the table");
    let location = locate(text, &pointer)?;
    let key = location.key.map_or("", |key| &text[key.start..key.end]);
    Some((key, &text[location.value.start..location.value.end]))
}

#[test]
fn finds_nodes_of_yaml() {
    let text = "\u{FEFF}openapi: 3.0.3 # é
paths:
  /users/{id}:
    get: {tags: [a, 'b'], x~y: {z: \"q\"}}
    'pu''t':
      - description: |
          ünï
          code

      - ? key
        : value
  # comment
  \"\\u0061\": >-
    folded
    text
empty:
last: 日本 # x
";
    for (pointer, key, value) in [
        ("/openapi", "openapi", "3.0.3"),
        ("/paths/~1users~1{id}/get/tags", "tags", "[a, 'b']"),
        ("/paths/~1users~1{id}/get/tags/1", "", "'b'"),
        ("/paths/~1users~1{id}/get/x~0y/z", "z", "\"q\""),
        ("/paths/~1users~1{id}/get", "get", "{tags: [a, 'b'], x~y: {z: \"q\"}}"),
        ("/paths/~1users~1{id}/pu't/0/description", "description", "ünï\n          code"),
        ("/paths/~1users~1{id}/pu't/1", "", "? key\n        : value"),
        ("/paths/~1users~1{id}/pu't/1/key", "key", "value"),
        ("/paths/a", "\"\\u0061\"", "folded\n    text"),
        ("/empty", "empty", ""),
        ("/last", "last", "日本"),
    ] {
        assert_eq!(found(text, pointer), Some((key, value)), "{pointer}");
    }
    for pointer in ["/nothing", "/paths/~1users~1{id}/get/tags/2", "/openapi/x", "/last/0"] {
        assert_eq!(found(text, pointer), None, "{pointer}");
    }
}

#[test]
fn passes_over_comments_of_json() {
    assert_eq!(found("// x: {\n{\"a\": {\"b\": 1}, /* {\"a\": 2} */}", "/a/b"), Some(("\"b\"", "1")));
}

#[test]
fn passes_over_empty_documents() {
    assert_eq!(found("---\n---\na: 1\n---\n", "/a"), Some(("a", "1")));
    assert_eq!(found("---\n~\n---\na: 1\n", ""), Some(("", "a: 1")));
}

#[test]
fn finds_nodes_of_json() {
    let text = "\u{FEFF} {\"a/b\": {\"x\": [1, -2.5e3, {\"\\u00e9\\\"\": true}]},\n\"\": null, \"s\": \"a\\\\\" }";
    for (pointer, key, value) in [
        ("", "", &text[4..]),
        ("/a~1b/x", "\"x\"", "[1, -2.5e3, {\"\\u00e9\\\"\": true}]"),
        ("/a~1b/x/1", "", "-2.5e3"),
        ("/a~1b/x/2/é\"", "\"\\u00e9\\\"\"", "true"),
        ("/", "\"\"", "null"),
        ("/s", "\"s\"", "\"a\\\\\""),
    ] {
        assert_eq!(found(text, pointer), Some((key, value)), "{pointer}");
    }
    assert_eq!(found("{a: [b, {c: d}]}", "/a/1/c"), Some(("c", "d")));
    assert_eq!(found("a: 1\nb: [", "/a"), Some(("a", "1")));
}

#[test]
fn follows_aliases_and_merge_keys() {
    let text = "
base: &base
  own: {deep: 1}
  shared: &shared {x: 2}
user:
  <<: *base
  own: {deep: 3}
list:
  - *base
inline: {<<: {m: 4}, n: 5}
several: {<<: [*shared, {x: 6, y: 7}]}
";
    for (pointer, key, value) in [
        ("/user/own/deep", "deep", "3"),
        ("/user/shared/x", "x", "2"),
        ("/list/0", "", "*base"),
        ("/list/0/own/deep", "deep", "1"),
        ("/list/0/shared/x", "x", "2"),
        ("/inline/m", "m", "4"),
        ("/inline/n", "n", "5"),
        ("/several/y", "y", "7"),
    ] {
        assert_eq!(found(text, pointer), Some((key, value)), "{pointer}");
    }
}

#[test]
fn nearest_falls_back_to_an_ancestor() {
    let text = "a:\n  b: 1\n";
    let pointers = ["/a/b/c/d", "/a/x", ""].map(|text| Pointer::parse(text).expect("a pointer of the table"));
    let locations = Locations::scan(text, &pointers);
    let value = |pointer: &Pointer| {
        let location = locations.nearest(pointer).expect("the root at least");
        &text[location.value.start..location.value.end]
    };
    assert_eq!(pointers.iter().map(value).collect::<Vec<_>>(), ["1", "b: 1", "a:\n  b: 1"]);
}

#[test]
fn any_text_is_scanned_without_panic() {
    let pointers = [Pointer::root(), Pointer::root().child("a"), Pointer::root().index(0)];
    for text in [
        "",
        "\0",
        "{",
        "}",
        "[[[",
        "]]]",
        "\"",
        "\"\\",
        "a: *a",
        "{\"a\":é",
        "- - -",
        "&a",
        "*a",
        "\u{FEFF}",
        "é: [",
        "? [a]: b",
    ] {
        let locations = Locations::scan(text, &pointers);
        for pointer in &pointers {
            let location = locations.nearest(pointer);
            assert!(location.is_none_or(|location| { text.get(location.value.start..location.value.end).is_some() }));
        }
    }
}
