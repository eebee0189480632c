//! What is wrong with a document is said, each kind of problem in its own words, and nothing is generated.

use std::collections::{BTreeMap, BTreeSet};

use generator::diagnostic::{Code, Diagnostics, Severity};
use generator::services::Overrides;
use generator::source::Sources;

use crate::fixture::{Fixture, all, assert_snapshot, check_each, rendered};

/// The codes that no file of `spec/` or fixture can give, with the reason.
const WITHOUT_FIXTURE: &[(Code, &str)] = &[
    (Code::UnknownService, "services are asked for on the command line: `xtask.rs` has the test"),
    (Code::UnusedComponent, "services have what their operations need and no more: `accounting` has the test"),
    (Code::UnknownSelection, "operations are asked for on the command line: `xtask.rs` has the test"),
];

/// Makes a document that is no file.
type Build = fn() -> Fixture;

/// The codes that take more than 40 lines of text, or JSON without a first line that is none.
const BUILT: &[(Code, Build)] = &[
    (Code::TooDeep, nested),
    (Code::TooLarge, too_large),
    (Code::AliasBomb, alias_bomb),
    (Code::LoneSurrogate, lone_surrogates),
    (Code::Unprintable, unprintable),
    (Code::JsonComment, json_comments),
];

/// A schema in 1,000 schemas.
fn nested() -> Fixture {
    let schema = format!("{}type: string{}", "items: {".repeat(1_000), "}".repeat(1_000));
    Fixture::of("built_nested", format!("openapi: 3.0.3\ncomponents: {{schemas: {{Thing: {{{schema}}}}}}}\n"))
}

/// Texts that were cut in the middle of a character.
fn lone_surrogates() -> Fixture {
    let info = r#""info": {"title": "Things \ud83d\ude00", "version": "1.0.0", "description": "Cut \ud83d..."}"#;
    let paths =
        r#""paths": {"/things": {"get": {"operationId": "a", "responses": {"204": {"description": "\ude00"}}}}}"#;
    Fixture::of("w002_lone_surrogates", format!("{{\"openapi\": \"3.0.3\",\n{info},\n{paths}}}\n"))
}

/// Comments of people who write JSON by hand, and the commas that they leave.
fn json_comments() -> Fixture {
    let paths = r#""paths": {"/things": {
      // What is there.
      "get": {"operationId": "a", "zork": 1, "responses": {"204": {"description": "// none"}}}, /* no more */
    }}"#;
    Fixture::of(
        "w005_json_comments",
        format!(
            "// Things.\n{{\"openapi\": \"3.0.3\",\n\"info\": {{\"title\": \"Things\", \"version\": \"1\"}},\n{paths}}}\n"
        ),
    )
}

/// Characters that no editor shows.
fn unprintable() -> Fixture {
    let info = "info: {title: \"Bells \u{7}\u{80}\", version: 1.0.0}";
    let schemas = "components: {schemas: {Thing: {type: string, description: \u{FFFE}, enum: [a, b]}}}";
    Fixture::of("w003_unprintable", format!("openapi: 3.0.3\n{info}\n{schemas}\n"))
}

/// One byte more than is read.
fn too_large() -> Fixture {
    Fixture::of("built_too_large", "#".repeat(generator::load::MAX_TEXT_BYTES + 1))
}

/// Nine levels of aliases, each nine times the one before.
fn alias_bomb() -> Fixture {
    let level = |level: usize| format!("x-{level}: &a{level} [{}]\n", vec![format!("*a{}", level - 1); 9].join(", "));
    let levels: String = (1..9).map(level).collect();
    Fixture::of("built_alias_bomb", format!("openapi: 3.0.3\nx-0: &a0 [lol]\n{levels}"))
}

#[test]
fn documents() {
    check_each(&all("err", "yaml"), |fixture| {
        let generated = fixture.generate();
        assert_nothing_generated(fixture, &generated.outcome);
        assert_snapshot("err", fixture, &generated.rendered());
    });
}

#[test]
fn documents_too_large_for_a_file() {
    let fixtures: Vec<Fixture> = BUILT.iter().map(|(_, build)| build()).collect();
    check_each(&fixtures, |fixture| {
        let generated = fixture.generate();
        assert_nothing_generated(fixture, &generated.outcome);
        // The description is the first line of a file, which these are not.
        assert_snapshot("err", &Fixture::of(&fixture.name, String::new()), &generated.rendered());
    });
}

#[test]
fn services() {
    check_each(&all("err", "toml"), |fixture| {
        let (diagnostics, sources) = read_services(fixture);
        assert!(diagnostics.has_errors(), "{} has no error", fixture.file);
        assert_snapshot("err", fixture, &rendered(&diagnostics, &sources));
    });
}

/// Reads a fixture as `spec/services.toml` beside one document.
fn read_services(fixture: &Fixture) -> (Diagnostics, Sources) {
    let document = "openapi: 3.0.3\ninfo: {title: Things, version: 1.0.0}\npaths: {}\n";
    let sources = Sources::new([("spec/services.toml", fixture.text.as_str()), ("spec/things.yaml", document)]);
    let file = sources.find("spec/services.toml").expect("it was just given");
    let mut diagnostics = Diagnostics::new();
    Overrides::read(&sources, file, &mut diagnostics);
    (diagnostics, sources)
}

/// Errors stop everything, warnings and notes nothing.
fn assert_nothing_generated(fixture: &Fixture, outcome: &generator::Outcome) {
    let has_errors = outcome.diagnostics.has_errors();
    assert_eq!(outcome.files.is_empty(), has_errors, "{}: files {:?}", fixture.file, outcome.files.keys());
    let is_about_errors = !fixture.name.starts_with(['w', 'n']);
    assert_eq!(has_errors, is_about_errors, "{} is named after an error, or not", fixture.file);
}

#[test]
fn every_code_has_a_fixture_and_every_fixture_its_code() {
    let mut given: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let mut note = |file: &str, diagnostics: &Diagnostics| {
        for diagnostic in diagnostics.iter() {
            given.entry(diagnostic.code.as_str()).or_default().insert(file.to_owned());
        }
    };
    for fixture in all("err", "yaml").into_iter().chain(BUILT.iter().map(|(_, build)| build())) {
        note(&fixture.name, &fixture.generate().outcome.diagnostics);
    }
    for fixture in all("err", "toml") {
        note(&fixture.name, &read_services(&fixture).0);
    }
    for (code, build) in BUILT {
        assert!(given.get(code.as_str()).is_some_and(|files| files.contains(&build().name)), "{code} is not given");
    }
    for code in Code::ALL {
        let own = format!("{}_", code.as_str().to_lowercase());
        let fixtures = given.get(code.as_str());
        let has_own =
            fixtures.is_some_and(|files| files.iter().any(|file| file.starts_with(&own) || file.starts_with("built_")));
        let excused = WITHOUT_FIXTURE.iter().any(|(without, _)| without == code);
        assert_ne!(has_own, excused, "{code} ({}): has a fixture {own}*, or an excuse", code.meaning());
    }
    let with_code =
        all("err", "yaml").into_iter().chain(all("err", "toml")).filter(|fixture| fixture.name != "several_problems");
    for fixture in with_code {
        let code = fixture.name[..4].to_uppercase();
        let gives = given.get(code.as_str()).is_some_and(|files| files.contains(&fixture.name));
        assert!(gives, "{} does not give {code}", fixture.file);
    }
}

#[test]
fn problems_of_all_passes_come_together() {
    let several = all("err", "yaml").into_iter().find(|fixture| fixture.name == "several_problems").expect("is there");
    let outcome = several.generate().outcome;
    let codes: BTreeSet<&str> = outcome.diagnostics.iter().map(|diagnostic| diagnostic.code.as_str()).collect();
    assert_eq!(codes, BTreeSet::from(["E201", "E302", "E304", "N301", "W107", "W205"]));
}

#[test]
fn one_bad_document_stops_all_services() {
    let good = all("ok", "yaml").swap_remove(0);
    let bad = all("err", "yaml")
        .into_iter()
        .find(|fixture| fixture.name == "e304_unknown_security_scheme")
        .expect("is there");
    let sources = Sources::new(
        [(&good.file, &good.text), (&bad.file, &bad.text)].map(|(file, text)| (file.as_str(), text.as_str())),
    );
    let service = |fixture: &Fixture| generator::services::Service {
        file: sources.find(&fixture.file).expect("it was just given"),
        module: fixture.name.clone(),
        feature: fixture.name.clone(),
        title: fixture.name.clone(),
    };
    let outcome = generator::generate(&sources, &Overrides { services: vec![service(&good), service(&bad)] });
    assert_eq!(outcome.diagnostics.count(Severity::Error), 1);
    assert!(outcome.files.is_empty(), "{:?}", outcome.files.keys());
}
