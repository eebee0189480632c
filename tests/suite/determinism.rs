//! The same documents give the same bytes: whatever the order of listing, the thread, the time or the machine.

use std::collections::BTreeMap;
use std::fs;
use std::thread;

use generator::diagnostic::Diagnostics;
use generator::services::Overrides;
use generator::source::Sources;

use crate::fixture::{all, root};

/// The files that `spec/` holds, in the order of their names.
pub(crate) fn spec_files() -> Vec<(String, String)> {
    let entries = fs::read_dir(root().join("spec")).expect("the folder of the documents");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let mut files: Vec<(String, String)> = paths
        .filter(|path| path.extension().is_some_and(|extension| extension == "yaml" || extension == "toml"))
        .map(|path| {
            let name = path.file_name().expect("a name").to_string_lossy();
            (format!("spec/{name}"), fs::read_to_string(&path).expect("text"))
        })
        .collect();
    files.sort();
    files
}

/// Generates the four services from files in the order they are given.
pub(crate) fn generate_all(files: Vec<(String, String)>) -> BTreeMap<String, String> {
    let sources = Sources::new(files);
    let services = sources.find("spec/services.toml").expect("spec/ has it");
    let overrides = Overrides::read(&sources, services, &mut Diagnostics::new());
    let outcome = generator::generate(&sources, &overrides);
    assert!(!outcome.diagnostics.has_errors(), "{}", crate::fixture::rendered(&outcome.diagnostics, &sources));
    outcome.files
}

#[test]
fn order_and_threads_do_not_matter() {
    let files = spec_files();
    let expected = generate_all(files.clone());
    let mut rotated = files.clone();
    rotated.rotate_left(2);
    let reversed: Vec<_> = files.iter().rev().cloned().collect();
    let twice: Vec<_> = files.iter().chain(&files).cloned().collect();
    for (what, files) in [("again", files.clone()), ("rotated", rotated), ("reversed", reversed), ("twice", twice)] {
        assert!(generate_all(files) == expected, "the output differs for the sources {what}");
    }
    let workers: Vec<_> = (0..4).map(|_| thread::spawn({ let files = files.clone(); move || generate_all(files) })).collect();
    for worker in workers {
        assert!(worker.join().expect("no panic") == expected, "the output differs beside other runs");
    }
}

#[test]
fn a_service_does_not_depend_on_its_neighbors() {
    let files = spec_files();
    let expected = generate_all(files.clone());
    let sources = Sources::new(files);
    let services = sources.find("spec/services.toml").expect("spec/ has it");
    for service in Overrides::read(&sources, services, &mut Diagnostics::new()).services {
        let alone = generator::generate(&sources, &Overrides { services: vec![service.clone()] });
        for (path, text) in alone.files.iter().filter(|(path, _)| *path != "src/generated/mod.rs") {
            assert_eq!(expected.get(path), Some(text), "{path} is another where {} is alone", service.title);
        }
    }
}

#[test]
fn output_names_neither_machine_nor_time() {
    let mut foreign = vec![root().display().to_string(), env!("CARGO_MANIFEST_DIR").to_owned()];
    for variable in ["HOME", "HOSTNAME", "USER", "TMPDIR", "CARGO_HOME"] {
        foreign.extend(std::env::var(variable).ok().filter(|value| value.len() > 4 && value.contains('/')));
    }
    foreign.extend(fs::read_to_string("/etc/hostname").ok().map(|name| name.trim().to_owned()).filter(|name| name.len() > 6));
    let fixtures = all("ok", "yaml");
    let of_fixtures = fixtures.iter().flat_map(|fixture| fixture.generate().outcome.files);
    for (path, text) in generate_all(spec_files()).into_iter().chain(of_fixtures) {
        assert!(!path.starts_with('/') && !path.contains(".."), "{path} leaves the crate");
        for name in &foreign {
            assert!(!text.contains(name.as_str()), "{path} names {name}");
        }
        assert!(!text.contains("\r") && text.ends_with('\n'), "{path} has lines that end otherwise");
    }
}

#[test]
fn fixtures_give_the_same_twice() {
    for fixture in all("ok", "yaml") {
        assert!(fixture.generate().outcome.files == fixture.generate().outcome.files, "{} differs", fixture.file);
    }
}
