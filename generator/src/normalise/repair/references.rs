//! References to components that are written in a way of other description languages, lead to what has a schema where a
//! schema is wanted, or to a schema where something is wanted that has one.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::source::Pointer;

/// The components by section and name, each with the place of the only schema in it.
pub(super) struct Components(BTreeMap<(String, String), Option<Pointer>>);

impl Components {
    pub(super) fn of(tree: &Value) -> Self {
        let sections = tree.get("components").and_then(Value::as_object).into_iter().flatten();
        let names = sections.flat_map(|(section, members)| {
            let members = members.as_object().into_iter().flatten();
            members.map(move |(name, component)| ((section.clone(), name.clone()), only_schema(component)))
        });
        Self(names.collect())
    }

    /// What a reference to a component of this section must mean, and how it is said; none where it is right, or means
    /// nothing that is there.
    pub(super) fn mend(&self, section: &str, text: &str) -> Option<(String, &'static str)> {
        let right = ["#/components/", section, "/"].concat();
        if let Some(name) = text.strip_prefix(&right) {
            let mended = self.with_slash(section, name)?;
            return Some((right + &mended, "is read as the reference to the component with a slash in its name"));
        }
        if section == "schemas"
            && let Some(schema) = self.schema_in(text)
        {
            return Some(([text, schema.as_str()].concat(), "is read as the reference to the schema of what is there"));
        }
        let name = name_in(text, section)?;
        self.has(section, unescaped(name))
            .then(|| (right + name, "is read as the reference to the component of that name"))
    }

    /// The name as it should be written in `#/components/schemas/acme/Pet`, where the component is called `acme/Pet`.
    fn with_slash(&self, section: &str, name: &str) -> Option<String> {
        let name = if name.contains('%') { name.replace("%2F", "/").replace("%2f", "/") } else { name.to_owned() };
        let (first, _) = name.split_once('/')?;
        let is_meant = !self.has(section, unescaped(first)) && self.has(section, unescaped(&name));
        is_meant.then(|| name.replace('/', "~1"))
    }

    fn has(&self, section: &str, name: String) -> bool {
        self.0.contains_key(&(section.to_owned(), name))
    }

    /// The way to the only schema of a component of another section.
    fn schema_in(&self, text: &str) -> Option<&Pointer> {
        let (section, name) = text.strip_prefix("#/components/")?.split_once('/')?;
        self.0.get(&(section.to_owned(), unescaped(name)))?.as_ref()
    }
}

/// The media type of a body of which only the schema is named.
pub(super) const JSON: &str = "application/json";

/// Whether a reference to a body or an answer leads to a component schema: what the body is, and not the body.
pub(super) fn is_body_of_schema(section: &str, text: &str) -> bool {
    let is_component = |name: &str| !name.is_empty() && !name.contains('/');
    let name = text.strip_prefix("#/components/schemas/");
    matches!(section, "responses" | "requestBodies") && name.is_some_and(is_component)
}

/// The body or answer that is of the schema of a reference.
pub(super) fn body_of_schema(text: &str) -> Map<String, Value> {
    let content = json!({ JSON: { "schema": { "$ref": text } } });
    Map::from_iter([("description".to_owned(), "".into()), ("content".to_owned(), content)])
}

/// The place of the schema in a parameter, header, body or answer that has one.
fn only_schema(component: &Value) -> Option<Pointer> {
    let has_schema = |value: &Value| value.get("schema").is_some_and(Value::is_object);
    if has_schema(component) {
        return Some(Pointer::root().child("schema"));
    }
    let mut content = component.get("content")?.as_object()?.iter();
    let (media_type, _) = content.next().filter(|(_, value)| has_schema(value))?;
    content.next().is_none().then(|| Pointer::root().child("content").child(media_type).child("schema"))
}

fn unescaped(name: &str) -> String {
    name.replace("~1", "/").replace("~0", "~")
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
