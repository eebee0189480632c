//! Reads the schemas into their arena: what is exact comes from the tree, the structure from openapiv3's types.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use indexmap::{IndexMap, IndexSet};
use openapiv3::{AdditionalProperties, Schema as TypedSchema, SchemaData};

use super::defaults::{self, Said};
use super::enumeration::{self, Null, without_fraction};
use super::model::{Additional, Bound, Constraints, Discriminator, Kind, Schema, SchemaId, inline_parts, name_for};
use super::parts::Parts;
use super::patterns::Patterns;
use super::place::Place;
use super::references::References;
use super::table::Item;
use crate::arena::{Arena, Id};
use crate::diagnostic::{Diagnostics, catalogue};
use crate::normalise::is_for_people;
use crate::source::Origin;

/// Reads every schema of the document; behind them stands the one of any value, for references that lead nowhere.
pub(super) fn read(
    references: &References<'_>,
    document: &Origin,
    diagnostics: &mut Diagnostics,
) -> Arena<SchemaId, Schema> {
    let (free, mut patterns) = (Arc::default(), Patterns::default());
    let schema = |item| schema(references, item, &free, &mut patterns, diagnostics);
    let written = references.schemas.items().iter().map(schema);
    let mut schemas: Arena<SchemaId, Schema> = written.chain([Schema::any(document.clone())]).collect();
    mark_members(&mut schemas);
    take_tags(&mut schemas);
    take_defaults(references, &mut schemas, diagnostics);
    schemas
}

/// Marks the schemas that have members, and whatever takes those in. Members say nothing of a value that another part
/// says is no object (JSON Schema 2020-12 validation, section 6.5).
fn mark_members(schemas: &mut Arena<SchemaId, Schema>) {
    let mut wholes = Takers::new();
    let mut unions = Takers::new();
    for (id, schema) in schemas.iter() {
        schema.all_of.iter().for_each(|&part| wholes.entry(part).or_default().push(id));
        let variants = schema.one_of.iter().chain(&schema.any_of);
        variants.for_each(|&part| unions.entry(part).or_default().push(id));
    }
    let of_such = |is: fn(&Schema) -> bool| above(&wholes, |part| is(&schemas[part]));
    let no_objects = &of_such(Schema::is_no_object) - &of_such(|part| part.kind == Some(Kind::Object));
    let mut open: Vec<SchemaId> =
        schemas.iter().filter(|(_, schema)| !schema.properties.is_empty()).map(|(id, _)| id).collect();
    while let Some(id) = open.pop() {
        let schema = &mut schemas[id];
        let is_no_object = schema.kind.is_none() && no_objects.contains(&id);
        if !is_no_object && !std::mem::replace(&mut schema.has_members, true) {
            open.extend([&wholes, &unions].into_iter().filter_map(|takers| takers.get(&id)).flatten());
        }
    }
}

/// The schemas that have a schema among their `allOf`, or among their variants.
type Takers = BTreeMap<SchemaId, Vec<SchemaId>>;

/// The schemas with such a part, be it one of a part.
fn above(wholes: &Takers, is_such: impl Fn(SchemaId) -> bool) -> BTreeSet<SchemaId> {
    let mut open: Vec<SchemaId> = wholes.keys().copied().filter(|&part| is_such(part)).collect();
    let mut above = BTreeSet::new();
    while let Some(part) = open.pop() {
        open.extend(wholes.get(&part).into_iter().flatten().copied().filter(|&whole| above.insert(whole)));
    }
    above
}

/// Gives schemas what their inline parts say of the tag by which it is known what is built on them, and what they are
/// themselves: a document may write that beside `allOf`, or in one of its schemas.
fn take_tags(schemas: &mut Arena<SchemaId, Schema>) {
    let wholes: Vec<SchemaId> =
        schemas.iter().filter(|(_, schema)| !schema.all_of.is_empty()).map(|(id, _)| id).collect();
    for id in wholes {
        let parts = inline_parts(schemas, id);
        let parts = || parts.iter().map(|&part| &schemas[part]);
        let discriminator = parts().filter(|part| !part.has_variants()).find_map(|part| part.discriminator.clone());
        let value = parts().find_map(|part| part.discriminator_value.clone());
        let whole = &mut schemas[id];
        if whole.discriminator.is_none() && !whole.has_variants() {
            whole.discriminator = discriminator;
        }
        whole.discriminator_value = whole.discriminator_value.take().or(value);
    }
}

/// Gives schemas their defaults, as far as what is said of the value allows them: beside one, or by reference.
fn take_defaults(references: &References<'_>, schemas: &mut Arena<SchemaId, Schema>, diagnostics: &mut Diagnostics) {
    let items = references.schemas.items();
    for (index, Item { place, .. }) in items.iter().enumerate() {
        let Some(default) = place.get("default") else { continue };
        let id = SchemaId::from_index(index);
        // Null beside a reference is that of who describes it anew.
        let said = if default.is_null() { IndexSet::from([id]) } else { whole(schemas, id) };
        let said = said.into_iter().filter_map(|id| Some((&items.get(id.index())?.place, &schemas[id])));
        let said: Vec<Said<'_>> = said.map(|(place, schema)| Said { place, schema }).collect();
        schemas[id].default = defaults::default(place, &said, diagnostics).map(Box::new);
    }
}

/// A schema and all that it is by `allOf`, by however many steps.
fn whole(schemas: &Arena<SchemaId, Schema>, id: SchemaId) -> IndexSet<SchemaId> {
    let mut whole = IndexSet::from([id]);
    let mut at = 0;
    while let Some(&part) = whole.get_index(at) {
        whole.extend(&schemas[part].all_of);
        at += 1;
    }
    whole
}

fn schema<'n>(
    references: &References<'n>,
    item: &Item<'n, TypedSchema>,
    free: &Arc<Constraints>,
    patterns: &mut Patterns<'n>,
    diagnostics: &mut Diagnostics,
) -> Schema {
    let Item { typed: TypedSchema { schema_data: data, schema_kind }, place, component } = item;
    let parts = Parts::of(schema_kind);
    let held = Held { references, place };
    let mut values = enumeration::values(place, parts.kind, diagnostics);
    let constraints = constraints(place);
    patterns.report_unreadable(place, diagnostics);
    report_both_ways(place, data, diagnostics);
    Schema {
        origin: place.origin.clone(),
        component: component.map(str::to_owned),
        title: data.title.clone(),
        description: data.description.clone(),
        example: place.get("example").cloned().map(Box::new),
        default: None,
        deprecated: data.deprecated,
        nullable: data.nullable || values.as_ref().is_some_and(|values| values.null == Null::Listed),
        read_only: data.read_only,
        write_only: data.write_only,
        kind: parts.kind,
        format: place.text("format").map(str::to_owned),
        value_notes: values.as_mut().map(|values| std::mem::take(&mut values.notes)).unwrap_or_default(),
        values: values.map(|values| values.others),
        constraints: if constraints == **free { Arc::clone(free) } else { Arc::new(constraints) },
        properties: held.properties(&parts),
        required: parts.required.to_vec(),
        additional: held.additional(&parts),
        prefix_items: held.list("prefixItems"),
        items: held.one("items"),
        all_of: held.list("allOf"),
        one_of: held.list("oneOf"),
        any_of: held.list("anyOf"),
        not: held.one("not"),
        has_members: false,
        discriminator: data.discriminator.as_ref().map(|typed| held.discriminator(typed)),
        discriminator_value: place.text("x-ms-discriminator-value").map(str::to_owned),
        written: place.written(&["allOf", "enum", "nullable"]),
        rust_name: place.text("x-rust-name").map(str::to_owned),
        rust_type: place.text("x-rust-type").map(str::to_owned),
    }
}

/// The schemas that a schema holds, as ids.
struct Held<'r, 'n> {
    references: &'r References<'n>,
    place: &'r Place<'n>,
}

impl<'n> Held<'_, 'n> {
    fn one(&self, key: &str) -> Option<SchemaId> {
        self.place.get(key)?;
        self.references.schema(&self.place.child(key).origin)
    }

    fn list(&self, key: &str) -> Vec<SchemaId> {
        self.place.elements(key).filter_map(|member| self.references.schema(&member.origin)).collect()
    }

    fn properties(&self, parts: &Parts<'_>) -> IndexMap<String, SchemaId> {
        let Some(properties) = parts.properties.filter(|properties| !properties.is_empty()) else {
            return IndexMap::new();
        };
        let place = self.place.child("properties");
        let id = |name: &str| self.references.schema(&place.child(name).origin);
        properties.keys().filter_map(|name| Some((name.clone(), id(name)?))).collect()
    }

    fn additional(&self, parts: &Parts<'_>) -> Additional {
        match parts.additional {
            None | Some(AdditionalProperties::Any(true)) => Additional::Open,
            Some(AdditionalProperties::Any(false)) => Additional::Closed,
            Some(AdditionalProperties::Schema(_)) => {
                self.one("additionalProperties").map_or(Additional::Open, Additional::Of)
            }
        }
    }

    /// The component that a variant is, with the name in the reference to it, which is its tag where nothing else is:
    /// what has that name may be a mere reference (OpenAPI 3.1.1, "Options for Mapping Values").
    fn named(&self, variant: Place<'n>) -> Option<(String, SchemaId)> {
        let named = described(&variant).unwrap_or(variant);
        let id = self.references.known_schema(&named.origin)?;
        let item = self.references.schemas.items().get(id.index())?;
        let pointer = named.text("$ref").and_then(|reference| self.references.component(reference));
        let file = self.place.origin.file;
        let name = match pointer {
            Some(pointer) => name_for(file, pointer.last().as_deref(), &self.references.normal().origin(&pointer)),
            None => name_for(file, item.component, &item.place.origin),
        };
        Some((name?, id))
    }

    /// The mapping as the document has it, then the names of the component variants that it does not mention.
    fn discriminator(&self, typed: &openapiv3::Discriminator) -> Discriminator {
        let origin = self.place.child("discriminator").origin;
        let place = self.place.child("discriminator").child("mapping");
        let written = typed.mapping.keys();
        let mut mapping: Vec<(String, SchemaId)> = written
            .filter_map(|value| Some((value.clone(), self.references.known_schema(&place.child(value).origin)?)))
            .collect();
        let mentioned: BTreeSet<SchemaId> = mapping.iter().map(|(_, id)| *id).collect();
        let is_mapped = !mapping.is_empty();
        let variants = ["oneOf", "anyOf"].into_iter().flat_map(|key| self.place.elements(key));
        let implied: IndexSet<(String, SchemaId)> = variants.filter_map(|variant| self.named(variant)).collect();
        mapping.extend(implied.into_iter().filter(|(_, id)| !mentioned.contains(id)));
        Discriminator { origin, property: typed.property_name.clone(), mapping, is_mapped }
    }
}

/// The schema that another one has only words for, as `allOf`, which is where those beside a `$ref` come to stand.
fn described<'n>(schema: &Place<'n>) -> Option<Place<'n>> {
    let has_only_words = schema.value.as_object()?.keys().all(|key| key == "allOf" || is_for_people(key));
    let mut parts = schema.elements("allOf");
    parts.next().filter(|_| has_only_words && parts.next().is_none())
}

/// The numbers as the document writes them: openapiv3 makes floats of some.
fn constraints(place: &Place<'_>) -> Constraints {
    let bound = |key: &str, exclusive: &str| {
        let exclusive = place.flag(exclusive).unwrap_or(false);
        place.number(key).map(|value| Bound { value: without_fraction(&value).unwrap_or(value), exclusive })
    };
    // A least count of zero demands nothing.
    let least = |key: &str| place.count(key).filter(|&count| count != 0);
    Constraints {
        minimum: bound("minimum", "exclusiveMinimum"),
        maximum: bound("maximum", "exclusiveMaximum"),
        multiple_of: place.number("multipleOf"),
        min_length: least("minLength"),
        max_length: place.count("maxLength"),
        pattern: place.text("pattern").map(str::to_owned),
        min_items: least("minItems"),
        max_items: place.count("maxItems"),
        unique_items: place.flag("uniqueItems").unwrap_or(false),
        min_properties: least("minProperties"),
        max_properties: place.count("maxProperties"),
    }
}

/// Tells of a member that is to be in answers alone and in requests alone, which OpenAPI excludes.
fn report_both_ways(place: &Place<'_>, data: &SchemaData, diagnostics: &mut Diagnostics) {
    if data.read_only && data.write_only {
        let reason = "it is `readOnly` as well, which wins: answers may have the member, requests do not";
        diagnostics.push(catalogue::lower::degraded(&place.child("writeOnly").origin, "writeOnly", reason));
    }
}
