//! Objects with members beside those of what they are one of: `allOf` distributes over `oneOf`, so that such an object
//! is a union, and each of its variants has the members of both.
//!
//! Only where a tag tells the variants for sure: else a reader may find several that fit, and a struct with all members
//! loses none of what it reads.

use std::collections::{BTreeMap, BTreeSet};

use super::called::called;
use super::shapes::{scalar_kind, shape_test};
use super::single;
use super::tagging::{self, Tagged};
use super::variants::{named_beside, refines, variants};
use crate::ir::{Context, Segment, Shape, Test, Type, Union, Variant};
use crate::lower::alike::says_all_of;
use crate::lower::annotated::{described, has_no_shape};
use crate::lower::budget::Crowded;
use crate::lower::enumeration::tag_texts;
use crate::lower::members::{self, Collected, Declarations, Part};
use crate::lower::{Lowering, inheritance, joined};
use crate::resolve::{Constraints, Document, Kind, Schema, SchemaId, inline_parts};

/// An object that is a union of its variants, each with the members of both.
pub(super) struct Distributed {
    /// The schema that lists the variants: the object itself, or what it takes in by `allOf`.
    union: SchemaId,
    variants: Vec<SchemaId>,
    told: Told,
}

/// What tells the variants apart.
enum Told {
    /// The discriminator of this schema.
    Discriminator(SchemaId),
    /// This member, which every value has: in each variant it is a value of its own.
    Constants(String),
}

impl Distributed {
    /// What an object is so; none where it has nothing beside its variants, or they are not told for sure.
    pub(super) fn new(document: &Document, id: SchemaId) -> Option<Self> {
        let schema = &document.schemas[id];
        if !is_object(schema) || schema.all_of.is_empty() && !schema.has_variants() {
            return None;
        }
        let union = union(document, id)?;
        let variants = variants(document, union);
        let is_beside = union != id || refines(document, id);
        let line = inheritance::line(document, id);
        let is_only = || line.iter().all(|&part| part == union || !document.schemas[part].has_variants());
        let is_one =
            || line.iter().any(|&part| named_beside(document, union, &document.schemas[part].all_of).is_some());
        let around = [&variants[..], &[id, union]].concat();
        let are_apart = || variants.iter().all(|&variant| is_apart(document, variant, &around));
        if !is_beside
            || variants.len() < 2
            || is_one()
            || !is_only()
            || !are_apart()
            || !is_small(document, id, &variants)
        {
            return None;
        }
        let told = told(document, (id, union), &variants)?;
        Some(Self { union, variants, told })
    }

    /// Whether a schema lists the variants of the union that it is.
    pub(super) fn is_listed_by(&self, id: SchemaId) -> bool {
        self.union == id
    }
}

/// How many members the structs of all variants may have together, those of the object in each of them.
const MOST_MEMBERS: usize = 10_000;

/// Whether the structs of an object and its variants are of a size to write, and each has all that is required of it.
fn is_small(document: &Document, id: SchemaId, variants: &[SchemaId]) -> bool {
    let whole = Collected::new(document, &[id]);
    let has = |id: SchemaId, name: &str| !members::always(document, id, name).is_empty();
    let is_of_some = |name: &str| !has(id, name) && variants.iter().any(|&variant| has(variant, name));
    let is_of_all = |name: &str| variants.iter().all(|&variant| has(variant, name));
    whole.properties.len().saturating_mul(variants.len()) <= MOST_MEMBERS
        && members::required_by(document, id).keys().all(|name| !is_of_some(name) || is_of_all(name))
}

/// The only schema with variants that an object is made of directly.
fn union(document: &Document, id: SchemaId) -> Option<SchemaId> {
    let own: Vec<SchemaId> = [id].into_iter().chain(inline_parts(&document.schemas, id)).collect();
    let parts = own.iter().flat_map(|&part| &document.schemas[part].all_of);
    let parts: BTreeSet<SchemaId> = parts.chain(&own).copied().collect();
    let mut unions = parts.into_iter().filter(|&part| document.schemas[part].has_variants());
    let union = unions.next().filter(|_| unions.next().is_none())?;
    let Schema { one_of, any_of, .. } = &document.schemas[union];
    let is_one_list = one_of.is_empty() || any_of.is_empty();
    (is_one_list && is_object(&document.schemas[union])).then_some(union)
}

/// Whether values are objects with members, and no other type is asked for.
fn is_object(schema: &Schema) -> bool {
    let may_be_object = matches!(schema.kind, None | Some(Kind::Object)) && schema.values.is_none();
    schema.has_members && may_be_object && schema.rust_type.is_none()
}

/// Whether a variant is an object that is one thing only, and builds on none of those around it.
fn is_apart(document: &Document, variant: SchemaId, around: &[SchemaId]) -> bool {
    let is_base = |id: SchemaId| inheritance::of_base(&document.schemas[id]).is_some();
    let is_around = |part: SchemaId| part != variant && around.contains(&part);
    let line = || inheritance::line(document, variant).into_iter();
    is_object(&document.schemas[variant])
        && !is_base(described(document, variant))
        && line().all(|part| !is_around(part) && !document.schemas[part].has_variants())
}

/// What tells the variants apart for sure.
fn told(document: &Document, (id, union): (SchemaId, SchemaId), variants: &[SchemaId]) -> Option<Told> {
    let tells = |&id: &SchemaId| document.schemas[id].discriminator.is_some();
    let telling: BTreeSet<SchemaId> = [id, union].into_iter().filter(tells).collect();
    match Vec::from_iter(telling)[..] {
        [] => constant(document, id, variants).map(Told::Constants),
        [telling] => is_told_by(document, telling, variants).then_some(Told::Discriminator(telling)),
        _ => None,
    }
}

/// Whether each of the variants is known by a discriminator, which speaks of them alone and of a member that is
/// declared.
fn is_told_by(document: &Document, telling: SchemaId, variants: &[SchemaId]) -> bool {
    let Some(discriminator) = &document.schemas[telling].discriminator else { return false };
    let declares = |&id: &SchemaId| !members::always(document, id, &discriminator.property).is_empty();
    let described: Vec<SchemaId> = variants.iter().map(|&variant| described(document, variant)).collect();
    let has_value = |variant: &SchemaId| {
        let is_constant = |&it: &SchemaId| tag_texts(document, it).is_some_and(|texts| texts.len() == 1);
        discriminator.mapping.iter().any(|(_, target)| target == variant)
            || members::always(document, *variant, &discriminator.property).iter().any(is_constant)
    };
    let values = |variant: SchemaId| -> BTreeSet<String> {
        let mapped = discriminator.mapping.iter().filter(|(_, target)| *target == variant);
        let mapped: BTreeSet<String> = mapped.map(|(value, _)| value.clone()).collect();
        let declared = || members::always(document, variant, &discriminator.property);
        let constants = || declared().into_iter().filter_map(|it| tag_texts(document, it)).flatten().collect();
        if mapped.is_empty() { constants() } else { mapped }
    };
    let are_different = || {
        let mut all = BTreeSet::new();
        let mut told = described.iter().map(|&variant| values(variant));
        told.all(|values| values.into_iter().all(|value| all.insert(value)))
    };
    // The one of a schema without variants may speak of what is built on it.
    let is_of_variants = || discriminator.mapping.iter().all(|(_, target)| described.contains(target));
    // What is declared in another part only is a member of something around it, for all that is known of the union.
    (declares(&telling) || variants.iter().all(declares))
        && are_different()
        && described.iter().all(has_value)
        && (document.schemas[telling].has_variants() || is_of_variants())
}

/// The member that all values have, and each variant as a value of its own.
fn constant(document: &Document, id: SchemaId, variants: &[SchemaId]) -> Option<String> {
    let required = members::required_by(document, id);
    let constants: Vec<BTreeMap<String, String>> =
        variants.iter().map(|&variant| constants(document, &required, variant)).collect();
    let tells = |name: &&String| {
        let values: BTreeSet<&String> = constants.iter().filter_map(|constants| constants.get(*name)).collect();
        values.len() == variants.len()
    };
    constants.first()?.keys().find(tells).cloned()
}

/// The members that a variant, or the object that it is of, requires, and that have one value only in it.
fn constants(document: &Document, required: &BTreeMap<&str, SchemaId>, variant: SchemaId) -> BTreeMap<String, String> {
    let Test::Object { needed, fixed } = shape_test(document, variant) else { return BTreeMap::new() };
    let needed = needed.into_iter().filter_map(|(name, constants)| match &constants[..] {
        [only] => Some((name, only.text())),
        _ => None,
    });
    let fixed = fixed.into_iter().filter(|(name, _)| required.contains_key(name.as_str()));
    needed.chain(fixed.map(|(name, constant)| (name, constant.text()))).collect()
}

/// The union that an object is with its variants; none where it is none, as above.
pub(super) fn lower(lowering: &mut Lowering<'_>, id: SchemaId, context: &Context) -> Option<Type> {
    let document = lowering.document;
    // What is built on a base is told where that is used.
    let is_base = inheritance::of_base(&document.schemas[id]).is_some() && lowering.heirs.contains_key(&id);
    let distributed = lowering.unions.distributed(id).filter(|_| !is_base)?;
    let &Distributed { union, ref variants, ref told } = &*distributed;
    let Ok(variants) = lowering.budget.make(|| variants, |variants| variants.len()) else { return None };
    let declared = lowering.declare(id, context, Shape::Union(Union { tag: None, variants: Vec::new() }));
    let (tag, tests) = told.tests(lowering, id, variants);
    let called = called(document, variants);
    let object = Object { id, union, tag: tag.as_deref() };
    let made = variants.iter().zip(tests).zip(called);
    let made = made.map(|((&variant, test), called)| object.variant(lowering, context, (variant, test, called)));
    let variants = made.collect();
    lowering.types[declared].shape = Shape::Union(Union { tag, variants });
    Some(Type::Declared(declared))
}

impl Told {
    /// The member that has the tag, where a discriminator names it, and how each of the variants is told.
    fn tests(&self, lowering: &mut Lowering<'_>, id: SchemaId, variants: &[SchemaId]) -> (Option<String>, Vec<Test>) {
        let document = lowering.document;
        match self {
            &Self::Discriminator(telling) => {
                let described: Vec<SchemaId> = variants.iter().map(|&variant| described(document, variant)).collect();
                members::report_discriminators_of_parts(lowering, id, telling);
                tagging::report_unlisted(lowering, &document.schemas[telling], &[variants, &described].concat());
                let tagged = tagging::lower(lowering, telling, variants);
                let tests = tagging::tests(document, tagged.as_ref(), variants);
                (tagged.filter(Tagged::tells).map(|tagged| tagged.property), tests)
            }
            Self::Constants(member) => {
                members::report_discriminators_of_parts(lowering, id, id);
                let test = |&variant: &SchemaId| demanding(shape_test(document, variant), member);
                (None, variants.iter().map(test).collect())
            }
        }
    }
}

/// The test of an object that must have a member, which has one value only.
fn demanding(test: Test, member: &str) -> Test {
    let Test::Object { mut needed, mut fixed } = test else { return test };
    if let Some(at) = fixed.iter().position(|(name, _)| name == member) {
        let (name, constant) = fixed.remove(at);
        needed.insert(0, (name, vec![constant]));
    }
    Test::Object { needed, fixed }
}

/// An object that is one of several.
struct Object<'d> {
    id: SchemaId,
    /// What lists its variants.
    union: SchemaId,
    /// The member that tells which one, which the union writes where a value has none.
    tag: Option<&'d str>,
}

impl Object<'_> {
    /// The object as one of its variants: the type of that where the object says no more, else a struct of both.
    fn variant(
        &self,
        lowering: &mut Lowering<'_>,
        context: &Context,
        (id, test, called): (SchemaId, Test, String),
    ) -> Variant {
        let document = lowering.document;
        let inline = context.child(Segment::Variant(called));
        let both = Part::as_variant(self.id, id);
        let collect = || (Collected::of(document, &[both]), Collected::new(document, &[id]));
        let collected = lowering.budget.make(collect, |(whole, own)| whole.properties.len() + own.properties.len());
        let whole = match collected {
            Ok((whole, own)) if self.is_said(document, &whole, &own) => {
                reach_beside(lowering, &whole, &own);
                return single(lowering, id, test, &inline);
            }
            Ok((whole, _)) => Some(whole),
            Err(Crowded) => None,
        };
        let schema = &document.schemas[id];
        let named = lowering.named(id, &inline);
        let of_both = match &schema.component {
            Some(name) => context.child(Segment::Variant(name.clone())),
            // Beside what it is in the union of another component.
            None if self.union != self.id && document.schemas[self.union].component.is_some() => inline,
            None => named.clone(),
        };
        let ty = Type::Declared(lowering.merged_of(vec![both, Part::always(id)], whole, &of_both));
        Variant { origin: schema.origin.clone(), description: None, ty, context: named, test, tag: None }
    }

    /// Whether a variant says all of its values itself.
    fn is_said(&self, document: &Document, whole: &Collected<'_>, own: &Collected<'_>) -> bool {
        let is_tag = |name: &str| self.tag == Some(name);
        let is_declared = |(name, declared): (&&str, &Declarations)| {
            let own = own.properties.get(name).map_or(&[][..], |own| &own.always);
            is_tag(name) || declared.always.iter().all(|&it| is_said_by(document, it, own))
        };
        whole.properties.iter().all(is_declared)
            && whole.required.keys().all(|name| is_tag(name) || own.required.contains_key(name))
            && whole.additional.always.iter().all(|value| own.additional.always.contains(value))
    }
}

/// Reaches what an object says beside a variant that says all of it itself.
fn reach_beside(lowering: &mut Lowering<'_>, whole: &Collected<'_>, own: &Collected<'_>) {
    let document = lowering.document;
    for &part in whole.seen.difference(&own.seen) {
        lowering.reached.insert(part);
        lowering.report_not(part);
        let said = document.schemas[part].properties.values();
        said.for_each(|&property| joined::reach_all(lowering, property));
    }
}

/// Whether one of these says of a value all that another schema does.
fn is_said_by(document: &Document, id: SchemaId, own: &[SchemaId]) -> bool {
    own.iter().any(|&own| says_all_of(document, own, id) || is_wider(document, id, own))
}

/// Whether a schema only says of which type the values of another one are.
fn is_wider(document: &Document, wide: SchemaId, narrow: SchemaId) -> bool {
    let kind = || scalar_kind(document, narrow).or(document.schemas[narrow].kind);
    let (wide, narrow) = (&document.schemas[wide], &document.schemas[narrow]);
    let is_bare = has_no_shape(wide) && wide.all_of.is_empty() && wide.not.is_none() && wide.default.is_none();
    is_bare
        && *wide.constraints == Constraints::default()
        && (wide.kind.is_none() || wide.kind == kind())
        && (wide.format.is_none() || wide.format == narrow.format)
        && (wide.nullable || !narrow.nullable)
        && (wide.read_only, wide.write_only) == (narrow.read_only, narrow.write_only)
        && !wide.deprecated
        && wide.rust_name.is_none()
}
