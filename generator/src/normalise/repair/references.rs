//! References to components that are written in a way of other description languages, lead to what has a schema where a
//! schema is wanted, or to a schema where something is wanted that has one.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::Mended;
use super::objects::Done;
use super::words::{is_name, is_type, listed};
use crate::normalise::grammar::objects::COMPONENTS;
use crate::normalise::grammar::{Object, ObjectKind, Referable, Shape};
use crate::source::Pointer;

/// The components of each section by name, each with the place of the only schema in it.
#[derive(Default)]
pub(super) struct Components(BTreeMap<String, BTreeMap<String, Option<Pointer>>>);

impl Components {
    pub(super) fn of(tree: &Value) -> Self {
        let sections = tree.get("components").and_then(Value::as_object).into_iter().flatten();
        let named = sections.map(|(section, members)| {
            let members = members.as_object().into_iter().flatten();
            (section.clone(), members.map(|(name, component)| (name.clone(), only_schema(component))).collect())
        });
        Self(named.collect())
    }

    /// What a reference to a component of this section must mean, and how it is said; none where it is right, or means
    /// nothing that is there.
    pub(super) fn mend(&self, section: &str, text: &str) -> Option<(String, &'static str)> {
        let trimmed = text.trim();
        if trimmed != text {
            let mended = self.mend(section, trimmed);
            return Some(mended.unwrap_or_else(|| (trimmed.to_owned(), "is read without the blanks around it")));
        }
        let right = ["#/components/", section, "/"].concat();
        if let Some(name) = text.strip_prefix(&right) {
            if let Some(mended) = self.with_slash(section, name) {
                return Some((right + &mended, "is read as the reference to the component with a slash in its name"));
            }
            let mended = self.in_other_case(section, name)?;
            return Some((right + &mended, "is read as the reference to the component of that name in another case"));
        }
        if section == "schemas"
            && let Some(schema) = self.schema_in(text)
        {
            return Some(([text, schema.as_str()].concat(), "is read as the reference to the schema of what is there"));
        }
        let name = name_in(text, section)?;
        self.has(section, &unescaped(name))
            .then(|| (right + name, "is read as the reference to the component of that name"))
    }

    /// The name as it should be written in `#/components/schemas/acme/Pet`, where the component is called `acme/Pet`.
    fn with_slash(&self, section: &str, name: &str) -> Option<String> {
        let name = if name.contains('%') { name.replace("%2F", "/").replace("%2f", "/") } else { name.to_owned() };
        let (first, _) = name.split_once('/')?;
        let is_meant = !self.has(section, &unescaped(first)) && self.has(section, &unescaped(&name));
        is_meant.then(|| name.replace('/', "~1"))
    }

    /// The only component that is called so but for the case, where none is called just so.
    fn in_other_case(&self, section: &str, name: &str) -> Option<String> {
        let wanted = unescaped(name);
        let components = self.0.get(section).filter(|components| !components.contains_key(&wanted))?;
        let mut called = components.keys().filter(|called| called.eq_ignore_ascii_case(&wanted));
        let only = called.next().filter(|_| called.next().is_none())?;
        Some(only.replace('~', "~0").replace('/', "~1"))
    }

    /// `schema: '#/components/schemas/Pet'`, `schema: Pet`: the text of a reference in the place of the object that has
    /// it.
    pub(super) fn in_place(&self, shape: Shape, value: &Value) -> Option<Mended> {
        let (Shape::One(object) | Shape::FlagOr(object), Value::String(text)) = (shape, value) else { return None };
        let Referable::Component(section) = object.referable else { return None };
        // The text of an example is the example.
        let is_meant = section != "examples" && (text.starts_with("#/") || self.has(section, text));
        is_meant.then(|| Mended::new(json!({ "$ref": text }), "is read as a reference to what it names")).flatten()
    }

    /// `type: Pet`, `type: Pet[]`, `type: Array<Pet>`: the name of a component in the place of a type, be it that of
    /// the elements of a list.
    pub(super) fn in_type(&self, object: &Object, members: &mut Map<String, Value>) -> Done {
        let mut done = Done::default();
        let word =
            members.get("type").filter(|_| object.kind == ObjectKind::Schema).and_then(Value::as_str).map(str::trim);
        let Some(word) = word.filter(|word| self.is_named(word)).map(str::to_owned) else { return done };
        let schemas = Pointer::root().child("components").child("schemas");
        let reference = |name: &str| json!({ "$ref": schemas.child(name).to_fragment() });
        match listed(&word) {
            Some(element) => {
                let items = if listed(element).is_some() { json!({ "type": element }) } else { reference(element) };
                members.insert("type".to_owned(), json!("array"));
                members.entry("items").or_insert(items);
                done.say("type", "is read as a list of what it names");
            }
            None => {
                members.shift_remove("type");
                members.entry("allOf").or_insert_with(|| json!([reference(&word)]));
                done.say("type", "is read as a reference to what it names");
            }
        }
        done
    }

    /// Whether a word that means no type is the name of a schema, or means lists of such.
    fn is_named(&self, word: &str) -> bool {
        !is_name(word)
            && !is_type(word)
            && listed(word).map_or_else(|| self.has("schemas", word), |it| self.is_named(it))
    }

    fn has(&self, section: &str, name: &str) -> bool {
        self.0.get(section).is_some_and(|components| components.contains_key(name))
    }

    /// The way to the only schema of a component of another section.
    fn schema_in(&self, text: &str) -> Option<&Pointer> {
        let (section, name) = text.strip_prefix("#/components/")?.split_once('/')?;
        self.0.get(section)?.get(&unescaped(name))?.as_ref()
    }
}

/// `{ref: '#/components/schemas/Pet'}`: a reference without its sign. It is said of the whole, which is nothing else.
pub(super) fn sign_left_out(shape: Shape, value: &Value) -> Option<Mended> {
    let (Shape::One(object) | Shape::FlagOr(object), Value::Object(members)) = (shape, value) else { return None };
    let text =
        members.get("ref").and_then(Value::as_str).filter(|text| members.len() == 1 && text.starts_with("#/"))?;
    let mended = Mended::new(json!({ "$ref": text }), "is read as a reference, which `ref` is without its `$`")?;
    let places = vec![("ref".to_owned(), "$ref".to_owned())];
    (object.referable != Referable::No).then_some(Mended { places, ..mended })
}

/// The media type of a body of which only the schema is named.
pub(super) const JSON: &str = "application/json";

/// `{name: sort, in: query, $ref: '#/components/schemas/Sort'}`: the reference of the schema in the place of one to a
/// parameter.
pub(super) fn schema_of_parameter(object: &Object, members: &mut Map<String, Value>) -> Done {
    let mut done = Done::default();
    let reference = members.get("$ref").and_then(Value::as_str);
    let is_of_schema = reference.is_some_and(|reference| reference.starts_with("#/components/schemas/"));
    let is_parameter =
        object.kind == ObjectKind::Parameter && members.contains_key("in") && !members.contains_key("schema");
    if !is_of_schema || !is_parameter {
        return done;
    }
    if let Some(reference) = members.shift_remove("$ref") {
        members.insert("schema".to_owned(), json!({ "$ref": reference }));
        done.say("$ref", "is read as that of the schema");
        done.renamed.push(("$ref".to_owned(), ["schema", "$ref"].map(str::to_owned).to_vec()));
    }
    done
}

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
/// `components/schemas/User`; in `#/components/schema/User`, which is no section; in `User` alone, which Swagger 1.2
/// allowed.
fn name_in<'t>(text: &'t str, section: &str) -> Option<&'t str> {
    let after = |prefixes: &[&str]| prefixes.iter().find_map(|prefix| text.strip_prefix(prefix));
    let own = ["components/", section, "/"].concat();
    let with_hash = ["#", &own].concat();
    let slashed = ["/", &own].concat();
    let name = after(&["#/definitions/", "#definitions/", with_hash.as_str(), slashed.as_str(), own.as_str()]);
    let of_no_section = || {
        let (section, name) = text.strip_prefix("#/components/")?.split_once('/')?;
        COMPONENTS.key(section).is_none().then_some(name)
    };
    name.or_else(|| after(&["#/parameters/", "#/responses/"]))
        .or_else(of_no_section)
        .or_else(|| (!text.contains(['#', '/', '.'])).then_some(text))
        .filter(|name| !name.is_empty() && !name.contains('/'))
}
