//! Each hostile text in each place that takes it, all in one crate: it compiles without a warning, and is documented
//! without one.

use std::collections::BTreeMap;
use std::sync::Mutex;

use generator::services::{Overrides, Service};
use generator::source::Sources;
use hostile::texts::TEXTS;

use super::each;
use super::places::Template;
use crate::compile::Crate;

/// Texts by their places.
type Texts<'t> = BTreeMap<&'t str, &'t str>;

#[test]
fn hostile_texts_compile() {
    let templates = [("texts", Template::read("texts")), ("names", Template::read("names"))];
    let modules = Mutex::new(BTreeMap::new());
    each(templates.len() * TEXTS.len(), |at| {
        let ((name, template), round) = (&templates[at % templates.len()], at / templates.len());
        // In each round each place has another text; after all rounds it has had each.
        let texts = template.places.iter().enumerate().map(|(at, place)| (&**place, TEXTS[(at + round) % TEXTS.len()]));
        let module = format!("{name}_{round}");
        let texts = taken(template, &texts.collect());
        let files = generate(template, &texts, &module).ok_or_else(|| format!("{module}: {texts:?} is refused"))?;
        modules.lock().expect("no thread panics here").insert(module, files);
        Ok(())
    });
    let modules = modules.into_inner().expect("no thread panics here");
    let krate = Crate::new("injected", &modules.keys().map(String::as_str).collect::<Vec<_>>());
    let krate = krate.written(modules.values().flatten().map(|(path, text)| (path.clone(), text.clone())));
    krate.cargo(&["clippy", "--lib"], &["--", "-D", "warnings"], &[]);
    krate.cargo(&["doc", "--no-deps"], &[], &[("RUSTDOCFLAGS", "-D warnings")]);
}

/// Those of the texts that are not refused in their places.
fn taken<'t>(template: &Template, texts: &Texts<'t>) -> Texts<'t> {
    if texts.is_empty() || generate(template, texts, "tried").is_some() {
        return texts.clone();
    }
    let half = |skipped, count| texts.iter().skip(skipped).take(count).map(|(place, text)| (*place, *text)).collect();
    let middle = texts.len() / 2;
    if middle == 0 {
        return Texts::new();
    }
    let (first, second) = (taken(template, &half(0, middle)), taken(template, &half(middle, texts.len())));
    let both = first.iter().chain(&second).map(|(place, text)| (*place, *text)).collect();
    if generate(template, &both, "tried").is_some() { both } else { first }
}

/// The files of the document as a module; none where something in it is refused.
fn generate(template: &Template, texts: &Texts<'_>, module: &str) -> Option<BTreeMap<String, String>> {
    let sources = Sources::new([("document.yaml", template.with(texts))]);
    let service = Service {
        file: sources.find("document.yaml")?,
        module: module.to_owned(),
        feature: module.replace('_', "-"),
        title: module.to_owned(),
    };
    let outcome = generator::generate(&sources, &Overrides { services: vec![service] });
    (!outcome.diagnostics.has_errors()).then_some(outcome.files)
}
