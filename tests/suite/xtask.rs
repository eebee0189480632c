//! What the command does with files that are not there, or not files: it says so, exits with 1 and writes nothing.
//!
//! The program runs as people run it, on a workspace of its own.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::LazyLock;

use crate::fixture::{built, root};

/// A document that gives a client of one operation.
const DOCUMENT: &str = "openapi: 3.0.3\ninfo: {title: Things, version: 1.0.0}\nservers: [{url: 'https://api.example.com'}]\n\
    paths: {/things: {get: {operationId: readThings, responses: {'204': {description: Done}}}}}\n";

const SERVICES: &str =
    "[[service]]\nspec = \"things.yaml\"\nmodule = \"things\"\nfeature = \"things\"\ntitle = \"Things\"\n";

/// The program, built once.
static PROGRAM: LazyLock<PathBuf> = LazyLock::new(|| built(&["--package", "xtask"]));

/// A workspace with nothing but documents, made anew.
pub(crate) struct Workspace(PathBuf);

impl Workspace {
    pub(crate) fn new(name: &str, files: &[(&str, &str)]) -> Self {
        let folder = root().join("target/tests-xtask").join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder).expect("what an earlier run left can be removed");
        }
        fs::create_dir_all(folder.join("xtask")).expect("the folder can be made");
        for (path, text) in files {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().expect("is below the folder")).expect("the folder can be made");
            fs::write(path, text).expect("the file can be written");
        }
        Self(folder)
    }

    /// Runs the program as cargo would.
    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.run_with(arguments, "")
    }

    /// Runs the program with this on its standard input.
    pub(crate) fn run_with(&self, arguments: &[&str], input: &str) -> Output {
        self.start(arguments, input, &[], Stdio::piped())
    }

    /// Runs the program with these variables.
    pub(crate) fn run_in(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Output {
        self.start(arguments, "", variables, Stdio::piped())
    }

    /// Runs the program, which prints to this.
    pub(crate) fn run_into(&self, arguments: &[&str], output: impl Into<Stdio>) -> Output {
        self.start(arguments, "", &[], output.into())
    }

    fn start(&self, arguments: &[&str], input: &str, variables: &[(&str, &str)], output: Stdio) -> Output {
        let mut command = Command::new(&*PROGRAM);
        command.args(arguments).env("CARGO_MANIFEST_DIR", self.0.join("xtask")).current_dir(&self.0);
        command.envs(variables.iter().copied()).env_remove("GITHUB_STEP_SUMMARY");
        command.stdin(Stdio::piped()).stdout(output).stderr(Stdio::piped());
        let mut running = command.spawn().expect("the program starts");
        let mut stdin = running.stdin.take().expect("is piped");
        // A program that does not read has closed its end.
        let _ = stdin.write_all(input.as_bytes());
        drop(stdin);
        running.wait_with_output().expect("the program ends")
    }

    /// A path below the folder.
    pub(crate) fn path(&self, below: &str) -> PathBuf {
        self.0.join(below)
    }

    /// Runs `regen`, which is to fail with this exit code, and gives what it says.
    fn refused(&self, code: i32) -> String {
        let output = self.run(&["regen"]);
        let said = String::from_utf8(output.stderr).expect("is text");
        assert_eq!(output.status.code(), Some(code), "{said}");
        assert!(!self.0.join("generated-client").exists(), "something was written");
        said
    }
}

/// Each says at least these words.
pub(crate) fn assert_says(said: &str, words: &[&str]) {
    for word in words {
        assert!(said.contains(word), "`{word}` is missing in:\n{said}");
    }
}

#[test]
fn a_missing_document_is_reported() {
    let workspace =
        Workspace::new("missing_document", &[("spec/services.toml", SERVICES), ("spec/thing.yaml", DOCUMENT)]);
    assert_says(&workspace.refused(1), &["E502", "spec/services.toml:2:8", "`things.yaml`", "nothing was written"]);
}

#[test]
fn a_folder_for_a_document_is_reported() {
    let files = [("spec/services.toml", SERVICES), ("spec/things.yaml/part.yaml", DOCUMENT)];
    let workspace = Workspace::new("folder_for_document", &files);
    assert_says(&workspace.refused(1), &["E502", "spec/services.toml:2:8", "`things.yaml`", "nothing was written"]);
}

#[test]
fn missing_services_are_reported() {
    let workspace = Workspace::new("missing_services", &[("spec/things.yaml", DOCUMENT)]);
    assert_says(&workspace.refused(2), &["spec/services.toml", "cargo xtask regen"]);
}

#[test]
fn a_folder_for_services_is_reported() {
    let files = [("spec/services.toml/part.toml", SERVICES), ("spec/things.yaml", DOCUMENT)];
    let workspace = Workspace::new("folder_for_services", &files);
    assert_says(&workspace.refused(2), &["spec/services.toml", "cargo xtask regen"]);
}

#[test]
fn a_document_that_is_no_text_is_reported() {
    let workspace = Workspace::new("no_text", &[("spec/services.toml", SERVICES)]);
    fs::write(workspace.0.join("spec/things.yaml"), b"openapi: \xff\xfe").expect("the file can be written");
    assert_says(&workspace.refused(2), &["spec/things.yaml", "cargo xtask regen"]);
}

#[test]
fn an_unknown_service_is_reported() {
    let workspace =
        Workspace::new("unknown_service", &[("spec/services.toml", SERVICES), ("spec/things.yaml", DOCUMENT)]);
    let output = workspace.run(&["regen", "--dump", "names", "--service", "thing"]);
    let said = String::from_utf8(output.stderr).expect("is text");
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert_says(&said, &["E503", "`thing`", "`things`"]);
}

#[test]
fn a_feature_that_leaves_the_folder_is_reported() {
    let services = SERVICES.replace("feature = \"things\"", "feature = \"../../evil\"");
    let workspace =
        Workspace::new("feature_outside", &[("spec/services.toml", &services), ("spec/things.yaml", DOCUMENT)]);
    assert_says(&workspace.refused(1), &["E506", "spec/services.toml:4:11", "`../../evil`", "nothing was written"]);
}

#[test]
fn notes_are_printed_where_they_are_asked_for() {
    let document = format!("{DOCUMENT}components: {{schemas: {{Unused: {{type: object}}}}}}\n");
    let workspace = Workspace::new("notes", &[("spec/services.toml", SERVICES), ("spec/things.yaml", &document)]);
    for (arguments, shows_notes, counts) in [
        (&["lint"][..], false, "0 errors, 0 warnings (1 note by `--notes`)\n"),
        (&["lint", "--notes"], true, "0 errors, 0 warnings, 1 note\n"),
    ] {
        let output = workspace.run(arguments);
        let said = String::from_utf8(output.stderr).expect("is text");
        assert!(output.status.success(), "{said}");
        assert_eq!(String::from_utf8_lossy(&output.stdout), counts);
        assert_eq!(said.contains("N301"), shows_notes, "{said}");
    }
}

#[test]
fn what_was_there_stays_where_a_document_is_bad() {
    let workspace = Workspace::new("bad_document", &[("spec/services.toml", SERVICES), ("spec/things.yaml", DOCUMENT)]);
    let output = workspace.run(&["regen"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let client = workspace.0.join("generated-client/src/generated/things/client.rs");
    let written = fs::read_to_string(&client).expect("the client was written");
    fs::write(workspace.0.join("spec/things.yaml"), DOCUMENT.replace("readThings", "[]")).expect("can be written");
    let output = workspace.run(&["regen"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(fs::read_to_string(Path::new(&client)).expect("is still there"), written);
}
