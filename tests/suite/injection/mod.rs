//! Each text of a document with each hostile text in its place: what comes of it has the shape of what a harmless text
//! gives, and the text is in literals and documentation alone.

mod compile;
mod places;
mod prose;
mod shape;

use std::collections::BTreeMap;
use std::panic::catch_unwind;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use generator::Outcome;
use generator::diagnostic::Code;
use generator::source::Sources;
use hostile::check;
use hostile::texts::TEXTS;

use crate::fixture::rendered;
use places::Template;
use prose::prose;
use shape::{Idents, shapes};

/// Of so many pairs of a name and a text one is tried: no divisor of the number of texts, so that each name has others.
const STRIDE: usize = 25;

/// Documents that a failure tells of; a mistake shows in many.
const SHOWN: usize = 12;

/// Runs numbered checks on all processors, and tells of those that fail.
fn each(count: usize, check: impl Fn(usize) -> Result<(), String> + Sync + std::panic::RefUnwindSafe) {
    let next = AtomicUsize::new(0);
    let failed = Mutex::new(Vec::new());
    let work = || {
        while let Some(at) = Some(next.fetch_add(1, Ordering::Relaxed)).filter(|at| *at < count) {
            let result = catch_unwind(|| check(at)).unwrap_or_else(|_| Err(format!("{at} panics")));
            failed.lock().expect("no check panics here").extend(result.err());
        }
    };
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, std::num::NonZero::get) {
            scope.spawn(work);
        }
    });
    let failed = failed.into_inner().expect("no check panics here");
    let shown = failed.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join("\n\n");
    assert!(failed.is_empty(), "{} of {count} fail:\n{shown}", failed.len());
}

/// A document with texts in its places, generated whatever is refused of it.
struct Injected {
    outcome: Outcome,
    /// The diagnostics, as a terminal shows them.
    said: String,
}

fn generate(template: &Template, texts: &BTreeMap<&str, &str>) -> Result<Injected, String> {
    let sources = Sources::new([("document.yaml", template.with(texts))]);
    let outcome = check::generate(&sources)?;
    check::files(&outcome)?;
    let said = rendered(&outcome.diagnostics, &sources);
    match said.chars().find(|c| check::hides(*c)) {
        Some(hidden) => Err(format!("the diagnostics have the character {:?}", hidden.escape_unicode().to_string())),
        None => Ok(Injected { outcome, said }),
    }
}

/// What the Rust files and the texts of a run look like, without what the document says.
fn looks(outcome: &Outcome, idents: Idents) -> Result<Vec<String>, String> {
    let mut looks = shapes(&outcome.files, idents)?;
    looks.extend(prose(&outcome.files, idents));
    Ok(looks)
}

/// The places of texts take any text, and what surrounds it stays as it was.
#[test]
fn texts_stay_texts() {
    let template = Template::read("texts");
    let harmless = generate(&template, &BTreeMap::new()).expect("is generated");
    assert!(!harmless.outcome.diagnostics.has_errors(), "{}", harmless.said);
    let expected = looks(&harmless.outcome, Idents::Kept).expect("is Rust");
    // In each round each place has another text; after all rounds it has had each.
    each(TEXTS.len(), |round| {
        let texts = template.places.iter().enumerate().map(|(at, place)| (&**place, TEXTS[(at + round) % TEXTS.len()]));
        let texts: BTreeMap<&str, &str> = texts.collect();
        let about = |error: String| format!("round {round}, {texts:#?}: {error}");
        let generated = generate(&template, &texts).map_err(about)?;
        if generated.outcome.diagnostics.has_errors() {
            return Err(about(generated.said));
        }
        compare(&expected, &looks(&generated.outcome, Idents::Kept).map_err(about)?).map_err(about)
    });
}

/// The places of names take any text or refuse it, and what surrounds it stays as it was.
#[test]
fn names_stay_names() {
    let template = Template::read("names");
    let harmless = generate(&template, &BTreeMap::new()).expect("is generated");
    assert!(!harmless.outcome.diagnostics.has_errors(), "{}", harmless.said);
    let expected = looks(&harmless.outcome, Idents::Masked).expect("is Rust");
    let pairs = TEXTS.len() * template.places.len();
    each(pairs / STRIDE, |at| {
        let at = at * STRIDE;
        let (place, text) = (&*template.places[at / TEXTS.len()], TEXTS[at % TEXTS.len()]);
        let about = |error: String| format!("{text:?} for {place}: {error}");
        let generated = generate(&template, &BTreeMap::from([(place, text)])).map_err(about)?;
        let looks = looks(&generated.outcome, Idents::Masked).map_err(about)?;
        // What is refused is missing, and headers that no message can have.
        let diagnostics = &generated.outcome.diagnostics;
        let is_ignored = diagnostics.iter().any(|diagnostic| diagnostic.code == Code::IgnoredHeader);
        let is_missing = is_ignored || diagnostics.has_errors();
        if is_missing { Ok(()) } else { compare(&expected, &looks).map_err(about) }
    });
}

/// Shows the first difference.
fn compare(expected: &[String], found: &[String]) -> Result<(), String> {
    if expected.len() != found.len() {
        return Err(format!("{} files and texts instead of {}", found.len(), expected.len()));
    }
    let Some((expected, found)) = expected.iter().zip(found).find(|(expected, found)| expected != found) else {
        return Ok(());
    };
    let at = expected.bytes().zip(found.bytes()).take_while(|(one, other)| one == other).count();
    let around = |text: &str| {
        let chars: Vec<char> = String::from_utf8_lossy(&text.as_bytes()[at.saturating_sub(160)..]).chars().collect();
        chars.iter().take(320).collect::<String>()
    };
    Err(format!("this:\n{}\nbecomes this:\n{}", around(expected), around(found)))
}
