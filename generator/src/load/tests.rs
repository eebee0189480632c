//! What a text becomes: a tree, or problems; how those are shown is in [`shown`].

mod shown;

use serde_json::{Value, json};

use super::{MAX_DEPTH, load};
use crate::diagnostic::{Code, Diagnostics, Style, render};
use crate::source::Sources;

fn read(text: &str) -> (Option<Value>, Diagnostics, Sources) {
    let sources = Sources::new([("api.yaml", text)]);
    let file = sources.find("api.yaml").expect("the only file");
    let mut diagnostics = Diagnostics::new();
    let tree = load(&sources, file, &mut diagnostics);
    assert!(tree.is_some() || diagnostics.has_errors(), "without a tree, an error was reported: {text}");
    (tree.map(super::Tree::into_value), diagnostics, sources)
}

/// The tree of a text without problems.
fn tree(text: &str) -> Value {
    let (tree, diagnostics, sources) = read(text);
    assert!(diagnostics.is_empty(), "{}", render(&diagnostics, &sources, Style::Plain));
    tree.expect("no problem was reported")
}

/// The problems of a text, as they are shown.
fn shown(text: &str) -> String {
    let (_, diagnostics, sources) = read(text);
    render(&diagnostics, &sources, Style::Plain)
}

/// The codes of the problems of a text.
fn codes(text: &str) -> Vec<Code> {
    read(text).1.iter().map(|diagnostic| diagnostic.code).collect()
}

#[test]
fn yaml_and_json_become_trees() {
    for (text, expected) in [
        ("a: 1\nb: [x, {c: null}]", json!({"a": 1, "b": ["x", {"c": null}]})),
        ("{\"a\": 1, \"b\": [\"x\\n\", {\"c\": null}]}", json!({"a": 1, "b": ["x\n", {"c": null}]})),
        ("\u{FEFF}a: ü\r\nb: |\r\n  x\r\n  y\r\n", json!({"a": "ü", "b": "x\ny\n"})),
        ("\u{FEFF} {\"a\": 1e2}\r\n", json!({"a": 100.0})),
        ("{openapi: 3.0.3, list: [a, b]}", json!({"openapi": "3.0.3", "list": ["a", "b"]})),
        ("{\"a\": 1,}", json!({"a": 1})),
        ("--- # comment\na: !!str 1\n...\n", json!({"a": "1"})),
        ("%YAML 1.2\n---\na: ! 1\n", json!({"a": "1"})),
        ("---\n---\na: 1\n", json!({"a": 1})),
        ("# first\n---\n# second\n...\n---\n~\n---\na: 1\n---\n...\n", json!({"a": 1})),
        (
            "200: ok\n1.50: x\ntrue: y\n~: z\n? k\n: v",
            json!({"200": "ok", "1.50": "x", "true": "y", "~": "z", "k": "v"}),
        ),
        ("a: 2024-01-31\nb: 'no'\nc: no", json!({"a": "2024-01-31", "b": "no", "c": "no"})),
        ("a:\nb: ''", json!({"a": null, "b": ""})),
    ] {
        assert_eq!(tree(text), expected, "{text}");
    }
}

#[test]
fn document_order_is_kept() {
    let tree = tree("z: 1\na: 2\nm: 3\n");
    let keys: Vec<&String> = tree.as_object().expect("a mapping").keys().collect();
    assert_eq!(keys, ["z", "a", "m"]);
}

#[test]
fn aliases_and_merge_keys_are_expanded() {
    for (text, expected) in [
        ("a: &x [1, 2]\nb: *x", json!({"a": [1, 2], "b": [1, 2]})),
        ("a: &k key\n*k : v", json!({"a": "key", "key": "v"})),
        ("&k key: 1\nb: *k\n&n : 2", json!({"key": 1, "b": "key", "": 2})),
        (": 1\n~: 2\n\"a\": &n\nb: *n", json!({"": 1, "~": 2, "a": null, "b": null})),
        ("a: &x 1\nb: &x 2\nc: *x", json!({"a": 1, "b": 2, "c": 2})),
        ("a: &x {k: 1, l: 2}\nb: {k: 3, <<: *x}", json!({"a": {"k": 1, "l": 2}, "b": {"k": 3, "l": 2}})),
        (
            "a: &x {k: 1}\nb: &y {k: 2, l: 3}\nc: {<<: [*x, *y]}",
            json!({"a": {"k": 1}, "b": {"k": 2, "l": 3}, "c": {"k": 1, "l": 3}}),
        ),
        ("<<: {k: 1}\nl: 2", json!({"k": 1, "l": 2})),
        ("'<<': 1", json!({"<<": 1})),
    ] {
        assert_eq!(tree(text), expected, "{text}");
    }
}

#[test]
fn depth_is_bounded_at_the_same_level_in_yaml_and_json() {
    let json = |levels: usize| format!("{}{}", "{\"a\":".repeat(levels - 1), "{}") + &"}".repeat(levels - 1);
    let block = |levels: usize| (0..levels).map(|level| format!("{}a:\n", " ".repeat(level))).collect::<String>();
    let flow = |levels: usize| format!("a: {}{}", "[".repeat(levels - 1), "]".repeat(levels - 1));
    let alias = |levels: usize| format!("x: &x {{a: {{}}}}\na: {}*x{}", "[".repeat(levels - 3), "]".repeat(levels - 3));
    for text in [json(MAX_DEPTH), block(MAX_DEPTH), flow(MAX_DEPTH), alias(MAX_DEPTH)] {
        assert_eq!(codes(&text), [], "{text}");
    }
    for levels in [MAX_DEPTH + 1, 1_000] {
        for text in [json(levels), block(levels), flow(levels)] {
            assert_eq!(codes(&text), [Code::TooDeep], "{text}");
        }
    }
    assert_eq!(codes(&alias(MAX_DEPTH + 1)), [Code::TooDeep]);
    assert_eq!(codes(&"[".repeat(1_000_000)), [Code::TooDeep]);
    assert_eq!(codes(&"- ".repeat(1_000_000)), [Code::TooDeep]);
}

#[test]
fn alias_bombs_are_refused() {
    let levels =
        (1..9).map(|level| format!("a{level}: &a{level} [{}]\n", vec![format!("*a{}", level - 1); 9].join(", ")));
    let text = format!("a0: &a0 [lol, lol]\n{}", levels.collect::<String>());
    assert_eq!(codes(&text), [Code::AliasBomb]);
    let long_text = format!("a: &a {}\nb: [{}]", "x".repeat(1_000_000), vec!["*a"; 100].join(", "));
    assert_eq!(codes(&long_text), [Code::AliasBomb]);
}
