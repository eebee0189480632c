//! It is no matter in which files a document stands.

use generator::diagnostic::Diagnostics;
use generator::load::load;
use serde_json::{Map, Value, json};

use super::{Files, check_pairs, report_of, sources, verdicts};
use crate::fixture::Fixture;

/// The document with all path items and components in another file.
fn apart(document: &Fixture) -> (Fixture, Files) {
    let name = format!("{}.parts.json", document.file);
    let alone = sources(document, Files::new());
    let file = alone.find(&document.file).expect("it was just given");
    let mut root = load(&alone, file, &mut Diagnostics::new()).expect("it is read").into_value();
    let parts = json!({"paths": root.get("paths"), "components": root.get("components")});
    let mut refer = |place: &str| {
        let members = root.pointer_mut(place).and_then(Value::as_object_mut).into_iter().flat_map(Map::iter_mut);
        for (key, value) in members.filter(|(key, _)| !key.starts_with("x-")) {
            let key = key.replace('~', "~0").replace('/', "~1").replace('%', "%25");
            *value = json!({"$ref": format!("{name}#{place}/{key}")});
        }
    };
    refer("/paths");
    let sections = parts.get("components").and_then(Value::as_object).into_iter().flat_map(Map::keys);
    sections.for_each(|section| refer(&format!("/components/{section}")));
    let text = root.to_string();
    (Fixture { name: document.name.clone(), file: document.file.clone(), text }, vec![(name, parts.to_string())])
}

#[test]
fn what_stands_in_another_file_changes_alike() {
    check_pairs(|pair| {
        if pair.is_one_file() {
            let (base, head) = (apart(&pair.base), apart(&pair.head));
            let report = report_of(&sources(&base.0, base.1), &sources(&head.0, head.1), [&base.0, &head.0]);
            assert_eq!(verdicts(&report), pair.expected(), "{}", pair.name());
        }
    });
}
