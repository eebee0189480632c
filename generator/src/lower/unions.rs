//! `oneOf` and `anyOf`: which of them need a type of their own, and how its variants are told apart.

mod called;
mod distributed;
mod scalars;
mod shapes;
pub(super) mod tagging;
mod variants;

use super::annotated::described;
use super::members::Collected;
use super::{Lowering, members, rules};
use crate::ir::{Context, Segment, Shape, Test, Type, Union, Variant};
use crate::resolve::{Kind, Schema, SchemaId};

use scalars::{Choice, Joint};
pub(super) use shapes::{holds_others, shape_test, shaping};
use tagging::Tagged;
pub(super) use variants::{Unions, contexts, is_null, is_of_variants, named_beside, variants};

/// The type of a schema with variants; none where it has none, or where they only refine an object that has members and
/// no tag tells which of them it is.
pub(super) fn lower(lowering: &mut Lowering<'_>, id: SchemaId, context: &Context) -> Option<Type> {
    let document = lowering.document;
    if !is_of_variants(document, id) {
        return distributed::lower(lowering, id, context);
    }
    let schema = &document.schemas[id];
    let listed: Vec<SchemaId> = schema.one_of.iter().chain(&schema.any_of).copied().collect();
    let all = variants(document, id);
    let variants = variants::distinct(document, &all);
    if variants::only_bounds(document, id) {
        lowering.reached.extend(&listed);
        rules::report_unchecked(lowering, &variants);
        variants::report_alternatives(lowering, id);
        return None;
    }
    variants::report_both(lowering, id);
    members::report_discriminators_of_parts(lowering, id, id);
    if variants.len() < all.len() {
        let left: Vec<SchemaId> = all.iter().filter(|variant| !variants.contains(variant)).copied().collect();
        variants::report_same(lowering, schema, &left);
    }
    // What the schema says of members, its variants say as well.
    lowering.reached.extend(schema.properties.values());
    variants::report_undeclared(lowering, schema, &variants);
    report_optional(lowering, id, &variants);
    // A component has a type of its own, whatever is made of it here.
    lowering.reached.extend(listed.iter().filter(|&&variant| document.schemas[variant].component.is_none()));
    let described = listed.iter().map(|&variant| described(document, variant)).collect();
    tagging::report_unlisted(lowering, schema, &[listed, variants.clone(), described].concat());
    Some(match variants[..] {
        [] => Type::Json,
        [only] => match tagging::of_only(lowering, id, only) {
            Some(tagged) => union(lowering, id, (&variants, Some(tagged)), context),
            None => {
                rules::report_unchecked(lowering, &all);
                lowering.schema(only, context).ty
            }
        },
        _ => scalars::lower(lowering, id, &variants, context).unwrap_or_else(|| {
            let tagged = tagging::lower(lowering, id, &variants);
            union(lowering, id, (&variants, tagged), context)
        }),
    })
}

/// Reports the members that a union requires beside its variants, and a variant does not, as each has a type of its
/// own. A tag is always written.
fn report_optional(lowering: &mut Lowering<'_>, id: SchemaId, variants: &[SchemaId]) {
    let document = lowering.document;
    let Schema { required, discriminator, .. } = &document.schemas[id];
    let is_tag = |name: &str| discriminator.as_ref().is_some_and(|it| it.property == name);
    let asked: Vec<&String> = required.iter().filter(|name| !is_tag(name)).collect();
    if asked.is_empty() {
        return;
    }
    let is_object = |leaf: &SchemaId| {
        let leaf = &document.schemas[*leaf];
        leaf.has_members || leaf.kind == Some(Kind::Object)
    };
    let objects: Vec<SchemaId> =
        shapes::leaves(document, variants.iter().copied()).into_iter().filter(is_object).collect();
    for name in asked {
        let requires = |&object: &SchemaId| Collected::new(document, &[object]).required.contains_key(name.as_str());
        if !objects.iter().all(requires) {
            let reason =
                "it is said beside the variants, and not in each: a value of those that lack it may be without";
            members::report_required(lowering, id, name, reason);
        }
    }
}

fn union(
    lowering: &mut Lowering<'_>,
    id: SchemaId,
    (variants, tagged): (&[SchemaId], Option<Tagged>),
    context: &Context,
) -> Type {
    let document = lowering.document;
    let declared = lowering.declare(id, context, Shape::Union(Union { tag: None, variants: Vec::new() }));
    let called = called::called(document, variants);
    let tests = tagging::tests(document, tagged.as_ref(), variants);
    let choices = scalars::choices(document, id, variants).into_iter().map(|choice| match choice {
        Choice::Single(at) => {
            let inline = context.child(Segment::Variant(called[at].clone()));
            single(lowering, variants[at], tests[at].clone(), &inline)
        }
        Choice::Several { variants, test, joint } => {
            if let Joint::Plain(_) = joint {
                scalars::report_unnamed(lowering, id, &variants);
            }
            let inline = context.child(Segment::Variant(called::kind(&test).to_owned()));
            several(lowering, &variants, (test, joint), inline)
        }
    });
    let variants = choices.collect();
    let tag = tagged.filter(Tagged::tells).map(|tagged| tagged.property);
    lowering.types[declared].shape = Shape::Union(Union { tag, variants });
    Type::Declared(declared)
}

fn single(lowering: &mut Lowering<'_>, variant: SchemaId, test: Test, inline: &Context) -> Variant {
    let context = lowering.named(variant, inline);
    let ty = lowering.schema(variant, &context).ty;
    let schema = &lowering.document.schemas[variant];
    let described = schema.description.clone().or_else(|| schema.title.clone());
    let is_anew = self::described(lowering.document, variant) != variant;
    let description = described.filter(|_| is_anew || ty.declared().is_empty());
    Variant { origin: schema.origin.clone(), description, ty, context, test, tag: None }
}

/// The variant of several scalars. What one of them says of itself holds for it alone.
fn several(
    lowering: &mut Lowering<'_>,
    variants: &[SchemaId],
    (test, joint): (Test, Joint),
    context: Context,
) -> Variant {
    lowering.reached.extend(variants);
    let first = variants[0];
    let ty = match joint {
        Joint::Component(component) => lowering.schema(component, &context).ty,
        Joint::Plain(ty) => ty,
        Joint::Enum(shape, others) => {
            let declared = lowering.described(first, &context, shape);
            lowering.types[declared].description = None;
            lowering.types[declared].others = others;
            Type::Declared(declared)
        }
    };
    let origin = lowering.document.schemas[first].origin.clone();
    Variant { origin, description: None, ty, context, test, tag: None }
}
