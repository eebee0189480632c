//! The members of an object, its own and those that `allOf` and variants bring.

mod walk;

use std::collections::{BTreeMap, BTreeSet};

use indexmap::{IndexMap, IndexSet};

use super::alike::alike;
use super::annotated::says_nothing;
use super::budget::Crowded;
use super::undeclared::{self, undeclared};
use super::{Lowering, Pending, inheritance, joined, member, rules};
use crate::diagnostic::catalogue;
use crate::ir::{Rest, Segment, Struct, Type};
use crate::resolve::{Additional, Document, SchemaId, inline_parts};
use crate::source::Origin;
pub(super) use walk::{Holds, Part};
use walk::{Named, Walk};

/// How many schemas are asked for what a variant is called by.
const MOST_NAMING: usize = 100;

/// Lowers the members of what is made of these schemas.
pub(super) fn lower(lowering: &mut Lowering<'_>, pending: Pending<'_>) -> Struct {
    let Pending { ty: _, parts, context, collected } = pending;
    let schemas: Vec<SchemaId> = parts.iter().map(|part| part.schema).collect();
    let collected = collected.unwrap_or_else(|| self::collected(lowering, &parts));
    lowering.reached.extend(&collected.seen);
    collected.seen.iter().for_each(|&id| lowering.report_not(id));
    if let [id] = schemas[..] {
        report_discriminator(lowering, id);
        report_discriminators_of_parts(lowering, id, id);
    }
    report_undeclared(lowering, &collected);
    report_alternatives(lowering, &collected);
    let tag = undeclared(lowering.document, &schemas, &collected).map(undeclared::member);
    let declared = collected.properties.iter();
    let declared =
        declared.map(|(&name, declarations)| member::lower(lowering, &context, &collected, (name, declarations)));
    let members = tag.into_iter().chain(declared).collect();
    let rest = match &collected.additional {
        Declarations { always, sometimes, .. }
            if !sometimes.is_empty() && always.iter().all(|&id| says_nothing(lowering.document, id)) =>
        {
            lowering.reached.extend(always.iter().chain(sometimes));
            let reason = "only a variant says what further members are, and another one may hold; they are any JSON";
            let last = always.last().copied().unwrap_or(schemas[schemas.len() - 1]);
            let origin = &lowering.document.schemas[last].origin;
            lowering.diagnostics.push(catalogue::lower::degraded(origin, "additionalProperties", reason));
            Rest::Kept
        }
        additional => match joined::lower(lowering, additional, &context.child(Segment::MapValue)).element() {
            Type::Json => Rest::Kept,
            ty => {
                for id in additional.all() {
                    rules::report_unheld(lowering, id, "`validate` does not check members that no property declares");
                }
                Rest::Typed(ty)
            }
        },
    };
    Struct { members, rest }
}

/// What these schemas declare together; without the components that they name where the document is crowded.
fn collected<'a>(lowering: &mut Lowering<'a>, parts: &[Part]) -> Collected<'a> {
    let document = lowering.document;
    let whole = || Collected::by(Walk::new(document), parts);
    lowering.budget.make(whole, |whole| whole.properties.len()).unwrap_or_else(|Crowded| {
        let collected = Collected::by(Walk { named: Named::Left, ..Walk::new(document) }, parts);
        if let Some((origin, keyword)) = first_left(document, parts, &collected.seen) {
            let reason = "the types of the document have too many members by what they build on; those of the \
                          components named here are kept among the further ones";
            lowering.diagnostics.push(catalogue::lower::degraded(&origin.child(keyword), keyword, reason));
        }
        collected
    })
}

/// The first keyword that names a part that is not among those seen; variants beside the one that is meant are none.
fn first_left<'d>(
    document: &'d Document,
    parts: &[Part],
    seen: &BTreeSet<SchemaId>,
) -> Option<(&'d Origin, &'static str)> {
    let meant: BTreeSet<SchemaId> = parts.iter().filter_map(|part| part.variant).collect();
    let is_left = |&id: &SchemaId| !seen.contains(&id);
    seen.iter().map(|&id| &document.schemas[id]).find_map(|schema| {
        let lists = [("allOf", &schema.all_of), ("oneOf", &schema.one_of), ("anyOf", &schema.any_of)];
        let is_open = |listed: &[SchemaId]| !listed.iter().any(|id| meant.contains(id)) && listed.iter().any(is_left);
        let (keyword, _) = lists.into_iter().find(|(_, listed)| is_open(listed))?;
        Some((&schema.origin, keyword))
    })
}

/// Reports what every value must have, and no property declares.
fn report_undeclared(lowering: &mut Lowering<'_>, collected: &Collected<'_>) {
    let undeclared = collected.required.iter().filter(|(name, _)| !collected.properties.contains_key(*name));
    for (name, id) in undeclared {
        report_required(lowering, *id, name, UNDECLARED);
    }
}

/// Reports what a map must have, which has no members to ask for.
pub(super) fn report_required_of_map(lowering: &mut Lowering<'_>, id: SchemaId) {
    for name in &lowering.document.schemas[id].required {
        report_required(lowering, id, name, UNDECLARED);
    }
}

/// Why a member that no property declares is not asked for.
const UNDECLARED: &str = "no property declares this member; it is kept among the further ones, and nothing asks for it";

/// Reports a member that a schema requires and nothing asks for, for this reason.
pub(super) fn report_required(lowering: &mut Lowering<'_>, id: SchemaId, name: &str, reason: &str) {
    let schema = &lowering.document.schemas[id];
    let place = schema.required.iter().position(|required| required == name).unwrap_or_default();
    let origin = schema.origin.child("required").index(place);
    lowering.diagnostics.push(catalogue::lower::degraded(&origin, "required", reason));
}

/// Reports members that only some variants require: all of them are members of one struct.
pub(super) fn report_alternatives(lowering: &mut Lowering<'_>, collected: &Collected<'_>) {
    let document = lowering.document;
    let is_more = |variant: &SchemaId| {
        let required = &document.schemas[*variant].required;
        collected.seen.contains(variant) && required.iter().any(|name| !collected.required.contains_key(name.as_str()))
    };
    let differ = |listed: &[SchemaId]| {
        let taken = listed.iter().filter(|variant| collected.seen.contains(variant));
        let mut declared = taken.map(|&variant| declared(document, variant));
        declared.next().is_some_and(|first| declared.any(|other| !declared_alike(document, &first, &other)))
    };
    for &id in &collected.seen {
        let schema = &document.schemas[id];
        for (keyword, listed) in [("oneOf", &schema.one_of), ("anyOf", &schema.any_of)] {
            if listed.iter().any(is_more) || differ(listed) {
                let origin = taken_in(document, collected, id).unwrap_or_else(|| schema.origin.child(keyword));
                lowering.diagnostics.push(catalogue::lower::simplified(&origin, ALTERNATIVES));
            }
        }
    }
}

/// Where a component is taken in by `allOf`, or by a reference beside members: by itself it is all that it says.
fn taken_in(document: &Document, collected: &Collected<'_>, id: SchemaId) -> Option<Origin> {
    document.schemas[id].component.as_ref()?;
    let place = |holder: &SchemaId| {
        let holder = &document.schemas[*holder];
        let at = holder.all_of.iter().position(|&part| part == id)?;
        let (place, listed) = (holder.place("allOf"), holder.origin.child("allOf"));
        Some(if place == listed { listed.index(at) } else { place })
    };
    collected.seen.iter().find_map(place)
}

/// Whether variants declare the same members, each as the same.
fn declared_alike(document: &Document, one: &IndexMap<&str, SchemaId>, other: &IndexMap<&str, SchemaId>) -> bool {
    let is_alike =
        |(name, id): (&&str, &SchemaId)| other.get(name).is_some_and(|other| alike(document, Some(*id), Some(*other)));
    one.len() == other.len() && one.iter().all(is_alike)
}

/// Why members that go together are not told.
pub(super) const ALTERNATIVES: &str =
    "which members go together is not checked; those that not all of the schemas require are optional";

/// A discriminator tells variants apart, and a struct has none.
fn report_discriminator(lowering: &mut Lowering<'_>, id: SchemaId) {
    let schema = &lowering.document.schemas[id];
    let Some(discriminator) = schema.discriminator.as_ref().filter(|_| !inheritance::has_heirs(lowering, id)) else {
        return;
    };
    let reason = match schema.has_variants() {
        true => BESIDE_MEMBERS,
        false => "no schema builds on this one: all members that the document names are in one struct",
    };
    lowering.diagnostics.push(catalogue::lower::degraded(&discriminator.origin, "discriminator", reason));
}

/// Why the variants of an object are not told apart.
const BESIDE_MEMBERS: &str = "the schema has members of its own: those of its variants are in one struct with them";

/// Reports the discriminators in the `allOf` of a schema that are not the one of what tells its values apart.
pub(super) fn report_discriminators_of_parts(lowering: &mut Lowering<'_>, id: SchemaId, telling: SchemaId) {
    let document = lowering.document;
    let own = document.schemas[telling].discriminator.as_ref().map(|own| &own.origin);
    for part in inline_parts(&document.schemas, id).into_iter().map(|part| &document.schemas[part]) {
        let Some(discriminator) = part.discriminator.as_ref().filter(|it| Some(&it.origin) != own) else { continue };
        let reason = match part.has_variants() {
            true => BESIDE_MEMBERS,
            false => "something else tells the values of the schema apart, and one thing alone can",
        };
        lowering.diagnostics.push(catalogue::lower::degraded(&discriminator.origin, "discriminator", reason));
    }
}

/// What an object and everything it takes in by `allOf` declare.
pub(super) struct Collected<'a> {
    /// Each name with all its declarations, in the order they are met.
    pub(super) properties: IndexMap<&'a str, Declarations>,
    /// The names that every value has, and which schema says so.
    pub(super) required: BTreeMap<&'a str, SchemaId>,
    pub(super) additional: Declarations,
    pub(super) seen: BTreeSet<SchemaId>,
}

/// The declarations of one member.
#[derive(Default)]
pub(super) struct Declarations {
    /// Those that all hold.
    pub(super) always: Vec<SchemaId>,
    /// Those that each hold where a variant does.
    pub(super) sometimes: Vec<SchemaId>,
    /// Where the last of them stands, be it a reference.
    pub(super) place: Option<Origin>,
    /// What the others are the parts of: only what it says beside them counts.
    pub(super) whole: Option<SchemaId>,
}

impl Declarations {
    /// What all of these schemas say of one value.
    pub(super) fn always(schemas: impl IntoIterator<Item = SchemaId>) -> Self {
        Self { always: schemas.into_iter().collect(), ..Self::default() }
    }

    /// What a schema says of one value by its parts and itself.
    pub(super) fn whole(document: &Document, id: SchemaId) -> Self {
        Self { whole: Some(id), ..Self::always(document.schemas[id].all_of.iter().copied()) }
    }

    /// Those that say all that they do, those that hold for every value first.
    pub(super) fn parts(&self) -> impl Iterator<Item = SchemaId> {
        self.always.iter().chain(&self.sometimes).copied()
    }

    /// All of them.
    pub(super) fn all(&self) -> Vec<SchemaId> {
        self.parts().chain(self.whole).collect()
    }

    pub(super) fn push(&mut self, Part { schema, holds, variant: _ }: Part) {
        match holds {
            Holds::Always => self.always.push(schema),
            Holds::Sometimes => self.sometimes.push(schema),
        }
    }
}

impl<'a> Collected<'a> {
    /// What these schemas declare together.
    pub(super) fn new(document: &'a Document, schemas: &[SchemaId]) -> Self {
        let parts: Vec<Part> = schemas.iter().copied().map(Part::always).collect();
        Self::of(document, &parts)
    }

    /// What these parts declare together.
    pub(super) fn of(document: &'a Document, parts: &[Part]) -> Self {
        Self::by(Walk::new(document), parts)
    }

    fn by(mut walk: Walk<'a>, parts: &[Part]) -> Self {
        let document = walk.document;
        let alternatives: Vec<SchemaId> = parts.iter().map(|part| part.schema).collect();
        let mut certain = Vec::new();
        let mut properties: IndexMap<&str, Declarations> = IndexMap::new();
        let mut required = BTreeMap::new();
        let mut additional = Declarations::default();
        walk.over(parts, &mut |id, holds| {
            let schema = &document.schemas[id];
            let place = schema.origin.child("properties");
            for (name, &property) in &schema.properties {
                let declarations = properties.entry(name).or_default();
                declarations.push(Part { holds, ..Part::always(property) });
                declarations.place = Some(place.child(name));
            }
            if let Holds::Always = holds {
                required.extend(schema.required.iter().map(|name| (name.as_str(), id)));
                certain.push(schema);
            }
            if let Additional::Of(value) = schema.additional {
                additional.push(Part { holds, ..Part::always(value) });
            }
        });
        let lists = certain.into_iter().flat_map(|schema| [&schema.one_of, &schema.any_of]);
        // Of what not all of the alternatives declare, each has what all of those require that do.
        let are_all = parts.iter().all(|part| part.holds == Holds::Sometimes);
        for listed in lists.chain(Some(&alternatives).filter(|_| are_all)) {
            for (name, id) in required_by_all(document, listed, &walk.seen) {
                required.entry(name).or_insert(id);
            }
        }
        Self { properties, required, additional, seen: walk.seen }
    }
}

/// What each of these variants requires, and which says so first; nothing where some of them are not among the parts.
fn required_by_all<'a>(
    document: &'a Document,
    variants: &[SchemaId],
    parts: &BTreeSet<SchemaId>,
) -> Vec<(&'a str, SchemaId)> {
    let Some((&first, others)) = variants.split_first() else { return Vec::new() };
    if !variants.iter().all(|variant| parts.contains(variant)) {
        return Vec::new();
    }
    let mut required = required_by(document, first);
    for &other in others {
        let others = required_by(document, other);
        required.retain(|name, _| others.contains_key(name));
    }
    required.into_iter().collect()
}

/// What a schema and all that it takes in require.
pub(super) fn required_by(document: &Document, id: SchemaId) -> BTreeMap<&str, SchemaId> {
    let parts = inheritance::line(document, id).into_iter();
    parts.flat_map(|part| document.schemas[part].required.iter().map(move |name| (name.as_str(), part))).collect()
}

/// The names that a schema declares, in the order they are met: what a variant is called by, which needs no more of
/// them than a reader has patience for.
pub(super) fn names(document: &Document, id: SchemaId) -> IndexSet<&str> {
    declared(document, id).into_keys().collect()
}

/// The members that a schema declares, each by what is met first of it.
pub(super) fn declared(document: &Document, id: SchemaId) -> IndexMap<&str, SchemaId> {
    let mut declared = IndexMap::new();
    let mut walk = Walk { most: MOST_NAMING, ..Walk::new(document) };
    walk.over(&[Part::always(id)], &mut |id, _| {
        for (name, &property) in &document.schemas[id].properties {
            declared.entry(name.as_str()).or_insert(property);
        }
    });
    declared
}

/// What every value of a schema has as this member, in the order it is met.
pub(super) fn always(document: &Document, id: SchemaId, member: &str) -> Vec<SchemaId> {
    let mut always = Vec::new();
    Walk::new(document).over(&[Part::always(id)], &mut |id, holds| {
        if let Holds::Always = holds {
            always.extend(document.schemas[id].properties.get(member));
        }
    });
    always
}
