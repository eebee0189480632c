//! References to components that are written in a way of other description languages.

use std::collections::BTreeSet;

use serde_json::Value;

/// The names of the components, by section.
pub(super) struct Components(BTreeSet<(String, String)>);

impl Components {
    pub(super) fn of(tree: &Value) -> Self {
        let sections = tree.get("components").and_then(Value::as_object).into_iter().flatten();
        let names = sections.flat_map(|(section, members)| {
            let names = members.as_object().into_iter().flat_map(serde_json::Map::keys);
            names.map(move |name| (section.clone(), name.clone()))
        });
        Self(names.collect())
    }

    /// What a reference to a component of this section must mean, and how it is said; none where it is right, or means
    /// nothing that is there.
    pub(super) fn mend(&self, section: &str, text: &str) -> Option<(String, &'static str)> {
        let right = ["#/components/", section, "/"].concat();
        if text.starts_with(&right) {
            return None;
        }
        let name = name_in(text, section)?;
        let is_there = self.0.contains(&(section.to_owned(), name.replace("~1", "/").replace("~0", "~")));
        is_there.then(|| (right + name, "is read as the reference to the component of that name"))
    }
}

/// The name in `#/definitions/User`, as Swagger 2.0 and JSON Schema have it; in `#components/schemas/User` and
/// `components/schemas/User`; in `User` alone, which Swagger 1.2 allowed.
fn name_in<'t>(text: &'t str, section: &str) -> Option<&'t str> {
    let after = |prefixes: &[&str]| prefixes.iter().find_map(|prefix| text.strip_prefix(prefix));
    let own = ["components/", section, "/"].concat();
    let with_hash = ["#", &own].concat();
    let slashed = ["/", &own].concat();
    let name = after(&["#/definitions/", "#definitions/", with_hash.as_str(), slashed.as_str(), own.as_str()]);
    name.or_else(|| after(&["#/parameters/", "#/responses/"]))
        .or_else(|| (!text.contains(['#', '/', '.'])).then_some(text))
        .filter(|name| !name.is_empty() && !name.contains('/'))
}
