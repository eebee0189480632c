//! What the generator makes of each feature: one document, one snapshot.

use crate::fixture::{Fixture, Generated, Shown, all, assert_snapshot, check_each};

#[test]
fn snapshots() {
    check_each(&all("ok", "yaml"), |fixture| {
        let generated = fixture.generate();
        assert!(!generated.outcome.diagnostics.has_errors(), "{}", generated.rendered());
        assert_snapshot("ok", fixture, &shown(fixture, &generated));
    });
}

/// The diagnostics and the files that the fixture is about, each under its name.
fn shown(fixture: &Fixture, generated: &Generated) -> String {
    let mut text = generated.rendered();
    for (path, content) in &generated.outcome.files {
        if is_shown(fixture, path) {
            text.push_str(&format!("\n==== {path}\n{content}"));
        }
    }
    text
}

/// Modules that only hold others together tell nothing, but for the one of the service.
fn is_shown(fixture: &Fixture, path: &str) -> bool {
    let is_rust = path.ends_with(".rs");
    let holds_others = path.ends_with("/mod.rs");
    match fixture.shown() {
        Shown::Models => path.contains("/models/") && !holds_others,
        Shown::Code => (path.contains("/models/") || path.contains("/operations/")) && !holds_others,
        Shown::Service => is_rust && path != "src/generated/mod.rs",
        Shown::Texts => !is_rust,
    }
}
