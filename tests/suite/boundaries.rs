//! Who may use what inside the generator, where clippy can't tell: each crate of code making has one user, and no pass
//! takes from a later one.

use std::fs;
use std::path::{Path, PathBuf};

use crate::fixture::root;

/// A crate and the part of `generator/src` that may name it.
const USERS: &[(&str, &str)] = &[
    ("quote", "emit"),
    ("prettyplease", "render.rs"),
    ("heck", "spelling.rs"),
    ("deunicode", "spelling.rs"),
    ("pulldown_cmark", "emit/docs"),
];

#[test]
fn each_tool_of_code_making_has_one_user() {
    let root = root().join("generator/src");
    let files = sources(&root);
    assert!(files.len() > 40, "the sources of the generator are where they were");
    for (tool, user) in USERS {
        let allowed = |file: &Path| file.strip_prefix(&root).is_ok_and(|file| file.starts_with(user));
        let users: Vec<&PathBuf> = files.iter().filter(|file| names(file, tool)).collect();
        assert!(!users.is_empty(), "nothing uses `{tool}`");
        let others: Vec<_> = users.into_iter().filter(|file| !allowed(file)).collect();
        assert!(others.is_empty(), "only `{user}` may use `{tool}`, and so do {others:?}");
    }
}

/// The passes of `generator/src`, in their order; `ir` is what `lower` gives to those behind it.
const PASSES: &[&str] = &["load", "normalise", "resolve", "ir", "lower", "name", "emit", "render"];

/// What all of them may take from.
const SHARED: &[&str] = &["arena", "brackets", "dialect", "http", "media_type", "numbers", "sentence", "template"];

#[test]
fn no_pass_takes_from_a_later_one() {
    let root = root().join("generator/src");
    let all = sources(&root);
    let passes = PASSES.iter().enumerate().map(|(at, pass)| (pass, &PASSES[at + 1..]));
    for (pass, later) in passes.chain(SHARED.iter().map(|shared| (shared, PASSES))) {
        let folder = root.join(pass);
        let files: Vec<&PathBuf> = all.iter().filter(|file| file.with_extension("").starts_with(&folder)).collect();
        assert!(!files.is_empty(), "`{pass}` is where it was");
        for later in later {
            let early: Vec<_> = files.iter().filter(|file| names(file, &format!("crate::{later}"))).collect();
            assert!(early.is_empty(), "`{pass}` comes before `{later}`, and takes from it in {early:?}");
        }
    }
}

/// Whether a file names a path that begins so.
fn names(file: &Path, beginning: &str) -> bool {
    let text = fs::read_to_string(file).expect("sources can be read");
    let path = format!("{beginning}::");
    let begins = |at: usize| !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
    text.match_indices(&path).any(|(at, _)| begins(at))
}

/// The columns of hand-written code; rustfmt holds them for what it can break, which comments and literals are not.
const COLUMNS: usize = 120;

#[test]
fn lines_end_in_time() {
    let folders = ["generator", "generated-client/src", "tests", "xtask"];
    let files = folders.iter().flat_map(|folder| sources(&root().join(folder)));
    let long: Vec<String> =
        files.flat_map(|file| long_lines(file.strip_prefix(root()).expect("is below it"))).collect();
    assert!(long.is_empty(), "past column {COLUMNS}: {long:#?}");
}

/// The places of lines that are too long. Rows of tables cannot be broken; documents and answers that tests have as
/// literals read best as they are.
fn long_lines(file: &Path) -> Vec<String> {
    let is = |name: &str| file.components().any(|part| part.as_os_str() == name);
    if is("generated") {
        return Vec::new();
    }
    let may_be_long = |line: &str| {
        if line.starts_with("//") { line.contains(" | ") } else { is("tests") || is("tests.rs") }
    };
    let text = fs::read_to_string(root().join(file)).expect("sources can be read");
    let lines = text.lines().enumerate().filter(|(_, line)| line.chars().count() > COLUMNS);
    let long = lines.filter(|(_, line)| !may_be_long(line.trim_start()));
    long.map(|(at, _)| format!("{}:{}", file.display(), at + 1)).collect()
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder can be read").map(|entry| entry.expect("entry").path());
    let (folders, files): (Vec<PathBuf>, Vec<PathBuf>) = entries.partition(|path| path.is_dir());
    let mut found: Vec<PathBuf> = folders.iter().flat_map(|folder| sources(folder)).collect();
    found.extend(files.into_iter().filter(|file| file.extension().is_some_and(|extension| extension == "rs")));
    found
}
