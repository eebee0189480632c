//! What is committed is what the documents give, and stays readable.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::determinism::{generate_all, spec_files};
use crate::fixture::root;

/// The folders of `generated-client` that hold nothing but generated files.
const GENERATED: &[&str] = &["src/generated", "docs", "api"];

/// The longest `send` that generated code may have.
const SEND_LINES: usize = 15;

/// How long a generated file may be: about 1,100 lines, as files are cut between items.
const FILE_LINES: usize = 1_150;

/// Generated lines per operation over all services, documentation and blank lines apart, with a line for each row of a
/// table: a ratchet that only shrinks.
const LINES_PER_OPERATION: usize = 203;

#[test]
fn committed_files_are_what_the_documents_give() {
    let wanted = generate_all(spec_files());
    let committed = committed();
    let mut differences: Vec<String> = Vec::new();
    for (path, text) in &wanted {
        match committed.get(path) {
            None => differences.push(format!("missing: {path}")),
            Some(found) if found != text => differences.push(format!("differs: {path}")),
            Some(_) => {}
        }
    }
    differences
        .extend(committed.keys().filter(|path| !wanted.contains_key(*path)).map(|path| format!("left over: {path}")));
    assert!(
        differences.is_empty(),
        "generated-client is not what spec/ gives; run `cargo xtask regen`\n{}",
        differences.join("\n")
    );
}

/// The generated files on the disk, by their path below `generated-client`.
fn committed() -> BTreeMap<String, String> {
    let client = root().join("generated-client");
    let mut files = BTreeMap::new();
    for folder in GENERATED {
        collect(&client, &client.join(folder), &mut files);
    }
    files
}

fn collect(client: &Path, folder: &Path, files: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).expect("the folder is committed") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(client, &path, files);
        } else {
            let name = path.strip_prefix(client).expect("is below it").to_string_lossy().replace('\\', "/");
            files.insert(name, fs::read_to_string(&path).expect("text"));
        }
    }
}

/// The Rust files of all services.
fn rust_files() -> BTreeMap<String, String> {
    generate_all(spec_files()).into_iter().filter(|(path, _)| path.ends_with(".rs")).collect()
}

#[test]
fn files_are_of_a_size_to_review() {
    let is_long = |(path, text): (String, String)| {
        let lines = text.lines().count();
        (lines > FILE_LINES).then(|| format!("{path}: {lines}"))
    };
    let long: Vec<String> = rust_files().into_iter().filter_map(is_long).collect();
    assert!(long.is_empty(), "past {FILE_LINES} lines: {long:#?}");
}

/// What macros do is in no file: `send`, `decode`, `encode` and `new` of models are never written out.
#[test]
fn what_the_runtime_does_is_not_written_out() {
    for (path, text) in rust_files() {
        for name in ["decode", "encode", "new", "validate", "default", "into_future", "fmt", "from"] {
            assert!(!text.contains(&format!("fn {name}(")), "{path} writes out `fn {name}`");
        }
        for body in functions(&text, "send") {
            assert!(body <= SEND_LINES, "{path} has a `send` of {body} lines");
        }
    }
}

/// The lines of each function of this name, from its signature to its closing brace.
fn functions(text: &str, name: &str) -> Vec<usize> {
    let lines: Vec<&str> = text.lines().collect();
    let begins = |line: &&str| line.contains(&format!("fn {name}("));
    let starts = lines.iter().enumerate().filter(|(_, line)| begins(line));
    starts
        .map(|(at, line)| {
            let indent = line.len() - line.trim_start().len();
            let closes = |line: &&&str| line.trim_end() == format!("{}}}", " ".repeat(indent));
            lines[at..].iter().take_while(|line| !closes(line)).count() + 1
        })
        .collect()
}

#[test]
fn functions_are_measured_to_their_closing_brace() {
    let text = "impl A {\n    fn send(self) {\n        if x {\n        }\n    }\n\n    fn other() {}\n}\n";
    assert_eq!(functions(text, "send"), [4]);
    assert_eq!(functions(text, "missing"), [0; 0]);
}

#[test]
fn lines_per_operation_stay_low() {
    let files = rust_files();
    let is_code = |line: &&str| {
        let line = line.trim_start();
        !line.is_empty() && !line.starts_with("//")
    };
    let lines: usize = files.values().map(|text| text.lines().filter(is_code).count()).sum();
    let operations: usize = files.values().map(|text| text.matches("\noperation!(").count()).sum();
    assert!(operations >= 48, "the first four services have 16, 8, 6 and 18 operations");
    let each = lines.div_ceil(operations);
    assert!(
        each <= LINES_PER_OPERATION,
        "{lines} lines for {operations} operations are {each} each, more than the {LINES_PER_OPERATION} there were"
    );
}
