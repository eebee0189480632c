//! The fixtures of the generator: each is a document of one feature, generated as a service of its own.
//!
//! The first line of a fixture says what it shows; in `ok/` its first word says which of the generated files are in
//! the snapshot ([`Shown`]).

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::Command;

use generator::Outcome;
use generator::diagnostic::{Diagnostics, Style, render};
use generator::diff::{Report, Side, Unreadable, compare};
use generator::package::{Package, PackageName, Runtime, Selection, Standing, Tolerance};
use generator::services::{Overrides, Service};
use generator::source::Sources;
use serde_json::Value;

/// A document, by the name of its file.
pub(crate) struct Fixture {
    pub(crate) name: String,
    pub(crate) file: String,
    pub(crate) text: String,
}

/// The files of `ok/parts`, by name.
pub(crate) fn parts() -> impl Iterator<Item = (String, String)> {
    all("ok/parts", "yaml").into_iter().map(|part| (format!("parts/{}", part.file), part.text))
}

/// A crate of the whole document of this name, as far as one can be made.
pub(crate) fn package(sources: &Sources, file: &str) -> Package {
    Package {
        file: sources.find(file).expect("it is among the files"),
        name: PackageName::near("fixture"),
        runtime: Runtime::Version("0.0.0".to_owned()),
        standing: Standing::Open,
        selection: Selection::Whole,
        tolerance: Tolerance::Lenient,
    }
}

/// Compares two documents, each the one of this name among its files.
pub(crate) fn compared(base: (&Sources, &str), head: (&Sources, &str)) -> Report {
    let service = |(sources, file): (&Sources, &str)| Service {
        file: sources.find(file).expect("it is among the files"),
        module: "client".to_owned(),
        feature: "client".to_owned(),
        title: String::new(),
    };
    let (one, other) = (service(base), service(head));
    let (base, head) = (base.0, head.0);
    let report = compare(Side { sources: base, service: &one }, Side { sources: head, service: &other });
    report.unwrap_or_else(|wrong| panic!("{}", unreadable(&wrong, base, head)))
}

/// What the generator made of a document.
pub(crate) struct Generated {
    pub(crate) sources: Sources,
    pub(crate) outcome: Outcome,
}

/// Which generated files a snapshot has.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shown {
    /// The models.
    Models,
    /// Models and operations.
    Code,
    /// All that is Rust.
    Service,
    /// The Markdown page and the listing of the public API.
    Texts,
}

impl Fixture {
    /// A document that is no file.
    pub(crate) fn of(name: &str, text: String) -> Self {
        Self { name: name.to_owned(), file: format!("{name}.yaml"), text }
    }

    /// The document, and what it may take from: all of `ok/parts`.
    pub(crate) fn sources(&self) -> Sources {
        self.sources_with(self.text.clone())
    }

    /// As [`sources`](Self::sources), with another text of the document.
    pub(crate) fn sources_with(&self, text: String) -> Sources {
        parts().chain([(self.file.clone(), text)]).collect()
    }

    /// Generates the document, as a service called like the fixture.
    pub(crate) fn generate(&self) -> Generated {
        let sources = self.sources();
        let file = sources.find(&self.file).expect("the only file");
        let service = Service {
            file,
            module: self.name.clone(),
            feature: self.name.replace('_', "-"),
            title: self.name.replace('_', " "),
        };
        let outcome = generator::generate(&sources, &Overrides { services: vec![service] });
        Generated { sources, outcome }
    }

    /// What the first line asks for.
    pub(crate) fn shown(&self) -> Shown {
        let first = self.text.lines().next().unwrap_or_default();
        let shown = match first.trim_start_matches("# ").split(':').next() {
            Some("models") => Some(Shown::Models),
            Some("code") => Some(Shown::Code),
            Some("service") => Some(Shown::Service),
            Some("texts") => Some(Shown::Texts),
            Some(_) | None => None,
        };
        shown.expect("the first line starts with `# models: `, `# code: `, `# service: ` or `# texts: `")
    }
}

impl Generated {
    /// The diagnostics as a terminal without colors shows them.
    pub(crate) fn rendered(&self) -> String {
        rendered(&self.outcome.diagnostics, &self.sources)
    }
}

/// Diagnostics as a terminal without colors shows them.
pub(crate) fn rendered(diagnostics: &Diagnostics, sources: &Sources) -> String {
    render(diagnostics, sources, Style::Plain)
}

/// Why documents cannot be compared.
fn unreadable(wrong: &Unreadable, base: &Sources, head: &Sources) -> String {
    let told = |errors: &Option<Diagnostics>, sources| errors.as_ref().map(|errors| rendered(errors, sources));
    [told(&wrong.base, base), told(&wrong.head, head)].into_iter().flatten().collect()
}

/// The folder of the workspace.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the crate is in the workspace").to_owned()
}

/// Builds with cargo what the arguments say; gives the first program that was built.
pub(crate) fn built(arguments: &[&str]) -> PathBuf {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let output = Command::new(cargo)
        .arg("build")
        .args(arguments)
        .args(["--offline", "--quiet", "--message-format", "json"])
        .current_dir(root())
        .output()
        .expect("cargo starts");
    let messages = String::from_utf8_lossy(&output.stdout);
    let executable = messages.lines().find_map(|line| {
        let message: Value = serde_json::from_str(line).ok()?;
        message.get("executable")?.as_str().map(PathBuf::from)
    });
    executable.unwrap_or_else(|| panic!("nothing was built: {}", String::from_utf8_lossy(&output.stderr)))
}

/// The fixtures of a folder with an extension, by name.
pub(crate) fn all(folder: &str, extension: &str) -> Vec<Fixture> {
    let folder = root().join("tests/fixtures").join(folder);
    let mut fixtures: Vec<Fixture> = fs::read_dir(&folder)
        .expect("the folder of the fixtures")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .map(|path| Fixture {
            name: path.file_stem().expect("a name").to_string_lossy().into_owned(),
            file: path.file_name().expect("a name").to_string_lossy().into_owned(),
            text: fs::read_to_string(&path).expect("text"),
        })
        .collect();
    fixtures.sort_by(|one, other| one.name.cmp(&other.name));
    assert!(!fixtures.is_empty(), "no fixtures in {}", folder.display());
    fixtures
}

/// Checks every fixture, the ones after a failure too, and names those that failed.
pub(crate) fn check_each(fixtures: &[Fixture], check: impl Fn(&Fixture)) {
    let fails = |fixture: &&Fixture| catch_unwind(AssertUnwindSafe(|| check(fixture))).is_err();
    let failed: Vec<&str> = fixtures.iter().filter(fails).map(|fixture| fixture.file.as_str()).collect();
    assert!(failed.is_empty(), "{} of {} fixtures failed: {}", failed.len(), fixtures.len(), failed.join(", "));
}

/// Compares with the snapshot of this name in `tests/snapshots`, with the fixture's first line above it.
pub(crate) fn assert_snapshot(folder: &str, fixture: &Fixture, content: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(root().join("tests/snapshots").join(folder));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_description(fixture.text.lines().next().unwrap_or_default().trim_start_matches("# "));
    settings.bind(|| insta::assert_snapshot!(fixture.name.as_str(), content));
}

#[test]
fn fixtures_are_small_and_say_what_they_show() {
    const LINES: usize = 40;
    let fixtures =
        [all("ok", "yaml"), all("ok/parts", "yaml"), all("err", "yaml"), all("err", "toml")].into_iter().flatten();
    for fixture in fixtures {
        let first = fixture.text.lines().next().unwrap_or_default();
        assert!(first.starts_with("# ") && first.ends_with('.'), "{}: the first line says what it shows", fixture.file);
        assert!(fixture.text.lines().count() <= LINES, "{} has more than {LINES} lines", fixture.file);
    }
}
