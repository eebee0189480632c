//! The golden output compiles without a warning, is documented without one, and does what it says when it is called.
//!
//! The generated modules of all fixtures become one crate under `target/tests-golden`. It is called `generated_client`
//! and stands in front of the real one, so that the examples in the documentation and on the pages compile as they are
//! written.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use crate::fixture::{all, root};

/// What is called, and read and written, by hand: compiled and run with the crate.
const BY_HAND: [(&str, &str); 9] = [
    ("tests/call/main.rs", include_str!("../golden/call/main.rs")),
    ("tests/call/answers.rs", include_str!("../golden/call/answers.rs")),
    ("tests/call/bodies.rs", include_str!("../golden/call/bodies.rs")),
    ("tests/call/lists.rs", include_str!("../golden/call/lists.rs")),
    ("tests/call/parameters.rs", include_str!("../golden/call/parameters.rs")),
    ("tests/call/recorder.rs", include_str!("../golden/call/recorder.rs")),
    ("tests/call/services.rs", include_str!("../golden/call/services.rs")),
    ("tests/models/main.rs", include_str!("../golden/models/main.rs")),
    ("tests/models/unions.rs", include_str!("../golden/models/unions.rs")),
];

/// The crate, written once however many tests look at it.
static CRATE: LazyLock<Crate> = LazyLock::new(write_crate);

#[test]
fn clippy_has_nothing_to_say() {
    CRATE.cargo(&["clippy", "--all-targets"], &["--", "-D", "warnings"], &[]);
}

#[test]
fn documentation_has_no_warnings() {
    CRATE.cargo(&["doc", "--no-deps"], &[], &[("RUSTDOCFLAGS", "-D warnings")]);
}

#[test]
fn calls_and_examples_work() {
    CRATE.cargo(&["test"], &[], &[]);
}

fn write_crate() -> Crate {
    let fixtures = all("ok", "yaml");
    let krate = Crate::new("golden", &fixtures.iter().map(|fixture| fixture.name.as_str()).collect::<Vec<_>>());
    let by_hand = BY_HAND.map(|(path, text)| (path.to_owned(), text.to_owned()));
    let generated = fixtures.iter().flat_map(|fixture| fixture.generate().outcome.files);
    krate.written(by_hand.into_iter().chain(generated))
}

/// A crate of generated modules, which stands in front of the real one.
pub(crate) struct Crate {
    folder: PathBuf,
    /// The files that no document makes, by their paths.
    files: Vec<(String, String)>,
}

impl Crate {
    /// A crate of this name with these modules.
    pub(crate) fn new(name: &str, modules: &[&str]) -> Self {
        let folder = root().join("target").join(format!("tests-{name}"));
        let files = vec![
            ("Cargo.toml".to_owned(), manifest(name)),
            ("Cargo.lock".to_owned(), lock(&folder)),
            ("src/lib.rs".to_owned(), library(modules)),
        ];
        Self { folder, files }
    }

    /// Writes what changed, so that cargo builds only that.
    pub(crate) fn written(mut self, files: impl Iterator<Item = (String, String)>) -> Self {
        let kept = files.filter(|(path, _)| !path.starts_with("api/") && path != "src/generated/mod.rs");
        self.files.extend(kept.map(|(path, text)| (path.replace("src/generated/", "src/"), text)));
        let wanted: BTreeSet<PathBuf> = self.files.iter().map(|(path, _)| self.folder.join(path)).collect();
        for written in ["src", "docs", "tests"] {
            remove_others(&self.folder.join(written), &wanted);
        }
        for (path, text) in &self.files {
            write(&self.folder.join(path), text);
        }
        self
    }

    /// Runs cargo on the crate; what it says is shown where it fails.
    pub(crate) fn cargo(&self, command: &[&str], arguments: &[&str], environment: &[(&str, &str)]) {
        let program = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
        let mut cargo = Command::new(program);
        cargo
            .args(command)
            .args(["--offline", "--quiet", "--color", "never"])
            .args(arguments)
            .envs(environment.iter().copied())
            .env("CARGO_TARGET_DIR", root().join("target/golden"))
            .env("CLIPPY_CONF_DIR", root())
            .current_dir(&self.folder);
        let output = cargo.output().expect("cargo starts");
        let said = String::from_utf8_lossy(&output.stderr);
        let printed = String::from_utf8_lossy(&output.stdout);
        let command = command.join(" ");
        assert!(output.status.success(), "`cargo {command}` in {}:\n{printed}\n{said}", self.folder.display());
    }
}

/// The lock file of the workspace, so that nothing has to be downloaded; kept, once cargo has made it its own.
fn lock(folder: &Path) -> String {
    let own = fs::read_to_string(folder.join("Cargo.lock"));
    let workspace = fs::read_to_string(root().join("Cargo.lock")).expect("the workspace is locked");
    let is_current =
        |own: &str| own.lines().filter(|line| line.starts_with("checksum")).all(|line| workspace.contains(line));
    own.ok().filter(|own| is_current(own)).unwrap_or(workspace)
}

/// The manifest, with the lints of the workspace: generated code has no rules of its own.
fn manifest(name: &str) -> String {
    let workspace = fs::read_to_string(root().join("Cargo.toml")).expect("the manifest of the workspace");
    let from = workspace.find("[workspace.lints.rust]").expect("the workspace has lints");
    let to = workspace.find("[profile.").expect("profiles come after the lints");
    let lints = workspace[from..to].replace("[workspace.lints.", "[lints.");
    // How many arguments a call takes is for its document to say.
    let lints = lints.replace("[lints.clippy]\n", "[lints.clippy]\ntoo_many_arguments = \"allow\"\n");
    format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n\
         [lib]\nname = \"generated_client\"\n\n\
         [dependencies]\nruntime = {{ package = \"generated-client\", path = \"../../generated-client\", \
         default-features = false }}\n\n\
         [dev-dependencies]\nbytes = \"1\"\nhttp = \"1\"\nhttp-body-util = \"0.1\"\nserde_json = \"1\"\n\
         tokio = {{ version = \"1\", features = [\"macros\", \"rt\"] }}\n\n\
         {lints}\n[workspace]\n"
    )
}

/// The modules; and the pages, whose examples are then tests of the documentation.
fn library(modules: &[&str]) -> String {
    let module = |name: &&str| {
        let page = name.replace('_', "-");
        let page =
            format!("#[cfg(doctest)]\n#[doc = include_str!(\"../docs/{page}.md\")]\npub mod page_of_{name} {{}}\n");
        format!("#[rustfmt::skip]\npub mod {name};\n{page}\n")
    };
    let modules: String = modules.iter().map(module).collect();
    format!(
        "//! What the generator makes of documents.\n\n\
         pub use runtime::*;\n#[doc(hidden)]\npub use runtime::codegen;\n\n{modules}"
    )
}

fn write(path: &Path, text: &str) {
    if fs::read_to_string(path).is_ok_and(|found| found == text) {
        return;
    }
    fs::create_dir_all(path.parent().expect("is below the crate")).expect("the folder can be made");
    fs::write(path, text).expect("the file can be written");
}

/// Removes what a fixture that is gone has left.
fn remove_others(folder: &Path, wanted: &BTreeSet<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.map(|entry| entry.expect("an entry").path()) {
        if path.is_dir() {
            remove_others(&path, wanted);
        } else if !wanted.contains(&path) {
            fs::remove_file(&path).expect("the file can be removed");
        }
    }
}
