//! One type for a value that several schemas speak of: the narrowest that reads what any of them allows. Documents say
//! things twice, and not always the same; an answer is read all the same.

mod apart;
mod enums;
mod narrowed;
mod types;

use std::collections::BTreeSet;

use indexmap::IndexSet;

use super::alike::shaped_alike;
use super::annotated::{Annotated, has_no_shape, is_any_object, says_nothing};
use super::enumeration::{known_integers, known_texts};
use super::members::{Declarations, Holds, Part};
use super::schemas::Lowered;
use super::{Lowering, inheritance, members, one_or_many, scalars, unions};
use crate::diagnostic::catalogue;
use crate::ir::{Context, Segment, Shape, Type};
use crate::resolve::{Additional, Document, Kind, Schema, SchemaId};
use crate::source::Origin;
use enums::{Enums, Share, is_any_number, is_any_text};
use types::{common, narrowest, report_contradiction, takes};

/// The type of a value that is declared like this; any JSON where nothing is said of it.
pub(super) fn lower(lowering: &mut Lowering<'_>, declarations: &Declarations, context: &Context) -> Lowered {
    let document = lowering.document;
    let all = declarations.all();
    let ids = apart::without_members(lowering, declarations, saying(document, declarations));
    // The others, and their parts, speak of the member that has the value, which is told what they say.
    lowering.reached.extend(&all);
    for &id in all.iter().filter(|&&id| says_nothing(document, id)) {
        lowering.reached.extend(inheritance::line(document, id));
    }
    all.iter().for_each(|&id| lowering.report_not(id));
    match ids[..] {
        [] => Lowered { ty: Type::Json, nullable: false },
        _ if is_unsigned(document, declarations, &ids) => {
            Lowered { ty: Type::Unsigned, nullable: nullable(lowering, declarations) }
        }
        [only] => match scalars::formatted(document, only, &all) {
            Some(ty) => Lowered { ty, nullable: lowering.nullable.contains(&only) },
            None => one(lowering, declarations, only, context),
        },
        _ => Lowered { ty: several(lowering, declarations, &ids, context), nullable: nullable(lowering, declarations) },
    }
}

/// The declarations that say what the value is, each once. The only one says all that there is; where one of several
/// variants takes anything, the others say nothing.
fn saying(document: &Document, declarations: &Declarations) -> Vec<SchemaId> {
    let says = |id: &SchemaId| !says_nothing(document, *id);
    let mut parts: IndexSet<SchemaId> = declarations.parts().collect();
    if parts.len() > 1 && !declarations.sometimes.iter().all(says) {
        parts = declarations.always.iter().copied().collect();
    }
    let saying: Vec<SchemaId> = parts.iter().copied().filter(says).collect();
    match declarations.whole.filter(|&whole| adds(document, whole, &saying)) {
        Some(whole) => saying.into_iter().chain([whole]).collect(),
        None if parts.len() == 1 => parts.into_iter().collect(),
        None => saying,
    }
}

/// Whether a schema says more of what its values are than its parts do.
fn adds(document: &Document, whole: SchemaId, parts: &[SchemaId]) -> bool {
    let schema = &document.schemas[whole];
    let Some(kind) = schema.kind else { return !has_no_shape(schema) };
    let is_plain = match kind {
        Kind::String => scalars::text(schema.format.as_deref()) == Type::Text,
        Kind::Integer => !scalars::is_unsigned(schema),
        Kind::Number | Kind::Boolean | Kind::Array | Kind::Object => true,
    };
    let is_told = |&part: &SchemaId| match document.schemas[part].kind {
        Some(told) => told == kind,
        None => narrowed::of_kind(document, part, kind).is_none(),
    };
    !has_no_shape(schema) || !is_plain || parts.is_empty() || !parts.iter().all(is_told)
}

/// The type of one of the declarations.
fn one(lowering: &mut Lowering<'_>, declarations: &Declarations, id: SchemaId, context: &Context) -> Lowered {
    match declarations.whole == Some(id) {
        true => Lowered { ty: lowering.alone(id, context), nullable: lowering.nullable.contains(&id) },
        false => lowering.schema(id, context),
    }
}

fn several(lowering: &mut Lowering<'_>, declarations: &Declarations, ids: &[SchemaId], context: &Context) -> Type {
    let document = lowering.document;
    let all = |ids: &[SchemaId]| ids.iter().map(|&id| self::described(document, id)).collect::<BTreeSet<SchemaId>>();
    let sometimes = &all(&declarations.sometimes) - &all(&declarations.always);
    let ids = if sometimes.is_empty() { &narrowed::by_others(lowering, ids) } else { ids };
    let ids = telling(lowering, ids, &sometimes);
    let last = match ids[..] {
        [.., _, last] => last,
        [only] => return one(lowering, declarations, only, context).ty,
        [] => return Type::Json,
    };
    let mut joining = Joining { lowering, declarations, ids, sometimes, last, context };
    let listed = joining.as_struct().or_else(|| joining.as_enum()).or_else(|| joining.as_list());
    listed.or_else(|| joining.as_map()).unwrap_or_else(|| joining.as_scalar())
}

/// A value that several schemas say something of: what it is by them all, by the first way that fits.
struct Joining<'j, 'd> {
    lowering: &'j mut Lowering<'d>,
    declarations: &'j Declarations,
    ids: Vec<SchemaId>,
    /// Those that hold only where a variant does.
    sometimes: BTreeSet<SchemaId>,
    last: SchemaId,
    context: &'j Context,
}

impl Joining<'_, '_> {
    /// Objects with members are one struct. A component is named by itself: what is more than it needs a type of its
    /// own.
    fn as_struct(&mut self) -> Option<Type> {
        let document = self.lowering.document;
        // What a variant has as one of several need be no object.
        let is_choice = |id: SchemaId| self.sometimes.contains(&id) && unions::is_of_variants(document, id);
        let is_object = |id: SchemaId| document.schemas[id].has_members && !is_choice(id);
        let is_part = |&id: &SchemaId| is_object(id) || is_any_object(&document.schemas[id]);
        let is_struct = self.ids.iter().all(is_part) && self.ids.iter().any(|&id| is_object(id));
        let parts = self.ids.iter().map(|&id| self.part(id, id)).collect();
        is_struct.then(|| Type::Declared(self.lowering.merged(parts, self.context)))
    }

    /// What holds where one of the schemas does.
    fn part(&self, whole: SchemaId, schema: SchemaId) -> Part {
        let holds = if self.sometimes.contains(&whole) { Holds::Sometimes } else { Holds::Always };
        Part { holds, ..Part::always(schema) }
    }

    /// Enums, beside any text or any number, are one of what they have in common.
    fn as_enum(&mut self) -> Option<Type> {
        let (document, ids) = (self.lowering.document, self.ids.as_slice());
        let texts = Enums { document, ids, values_of: known_texts, is_any: is_any_text }.common();
        let integers = || Enums { document, ids, values_of: known_integers, is_any: is_any_number }.common();
        let (share, shape) = match texts {
            Some((share, values)) => (share, Shape::StringEnum(values)),
            None => integers().map(|(share, values)| (share, Shape::IntegerEnum(values)))?,
        };
        self.lowering.reached.extend(ids);
        if let Share::Nothing { last } = share {
            self.report_disjoint(last);
        }
        Some(match share {
            Share::Whole(id) => self.lowering.schema(id, self.context).ty,
            Share::Part | Share::Nothing { .. } => {
                Type::Declared(self.lowering.described(self.last, self.context, shape))
            }
        })
    }

    /// Values of which each is to be of several enums; of variants, each may hold without the others.
    fn report_disjoint(&mut self, last: SchemaId) {
        if self.declarations.sometimes.is_empty() {
            let reason = "no value is in all of the enums that hold at once; those of any are taken";
            let origin = self.lowering.document.schemas[last].place("enum");
            self.lowering.diagnostics.push(catalogue::lower::degraded(&origin, "enum", reason));
        }
    }

    /// Lists are one of what all of their elements are.
    fn as_list(&mut self) -> Option<Type> {
        let items = items(self.lowering.document, &self.ids)?;
        Some(Type::List(Box::new(self.element(&items, Segment::Item))))
    }

    /// Maps are one of what all of their values are.
    fn as_map(&mut self) -> Option<Type> {
        let values = map_values(self.lowering.document, &self.ids)?;
        self.ids.iter().for_each(|&id| members::report_required_of_map(self.lowering, id));
        Some(Type::Map(Box::new(self.element(&values, Segment::MapValue))))
    }

    /// What the elements are that each of the schemas says something of, or nothing.
    fn element(&mut self, elements: &[Option<SchemaId>], segment: Segment) -> Type {
        self.lowering.reached.extend(&self.ids);
        let mut declarations = Declarations::default();
        for (&whole, &element) in self.ids.iter().zip(elements) {
            element.into_iter().for_each(|element| declarations.push(self.part(whole, element)));
        }
        // Where one of the variants takes any, the others say nothing.
        if self.ids.iter().zip(elements).any(|(id, element)| element.is_none() && self.sometimes.contains(id)) {
            declarations.sometimes.clear();
        }
        if !self.lowering.joining.insert(self.ids.clone()) {
            let origin = &self.lowering.document.schemas[self.last].origin;
            let reason = "the value contains itself without an object between; its values are read as any JSON";
            self.lowering.diagnostics.push(catalogue::lower::degraded(origin, "$ref", reason));
            return Type::Json;
        }
        let element = lower(self.lowering, &declarations, &self.context.child(segment)).element();
        self.lowering.joining.remove(&self.ids);
        element
    }

    /// The narrowest type of the values that all of the schemas allow, else one that takes those of each.
    fn as_scalar(&mut self) -> Type {
        let types: Vec<Type> =
            self.ids.iter().map(|&id| one(self.lowering, self.declarations, id, self.context).ty).collect();
        let is_certain = self.declarations.sometimes.is_empty();
        if is_certain {
            if let Some(ty) = narrowest(self.lowering, &types) {
                return ty;
            }
            report_contradiction(self.lowering, &types, &self.origin());
        }
        let Some(common) = common(&types) else { return self.as_always(&types).unwrap_or_else(|| self.as_any()) };
        if !is_certain && common == Type::Text && types.iter().any(|ty| *ty != Type::Text) {
            let reason = "one text is declared with several formats; any text is taken";
            self.lowering.diagnostics.push(catalogue::lower::simplified(&self.origin(), reason));
        }
        common
    }

    /// Any JSON, as no type takes what all of the schemas allow.
    fn as_any(&mut self) -> Type {
        let reason = "one value is declared with several types; any JSON value is taken";
        self.lowering.diagnostics.push(catalogue::lower::simplified(&self.origin(), reason));
        Type::Json
    }

    /// Where the value is declared: a component is by itself what it says.
    fn origin(&self) -> Origin {
        let whole = self.declarations.whole.unwrap_or(self.last);
        self.declarations.place.as_ref().unwrap_or(&self.lowering.document.schemas[whole].origin).clone()
    }

    /// What the value is wherever it stands, where a variant only says which of its values it is.
    fn as_always(&mut self, types: &[Type]) -> Option<Type> {
        let Declarations { always, sometimes, place, whole } = self.declarations;
        let says = |&id: &SchemaId| !says_nothing(self.lowering.document, id);
        if sometimes.is_empty() || !always.iter().any(says) {
            return None;
        }
        let always =
            Declarations { always: always.clone(), sometimes: Vec::new(), place: place.clone(), whole: *whole };
        let ty = lower(self.lowering, &always, self.context).ty;
        types.iter().all(|narrower| takes(self.lowering, &ty, narrower)).then_some(ty)
    }
}

/// What is described anew as itself, once, without what says only that the value is null, or an object, where others
/// say which, and without a union that is said again; a variant that takes any object does say so.
fn telling(lowering: &mut Lowering<'_>, ids: &[SchemaId], sometimes: &BTreeSet<SchemaId>) -> Vec<SchemaId> {
    let document = lowering.document;
    let (nulls, others): (IndexSet<SchemaId>, IndexSet<SchemaId>) =
        ids.iter().map(|&id| described(document, id)).partition(|&id| unions::is_null(&document.schemas[id]));
    let ids = if others.is_empty() { nulls } else { others };
    let is_any_object = |id: &SchemaId| is_any_object(&document.schemas[*id]) && !sometimes.contains(id);
    let tells = |id: &SchemaId| {
        let schema = &document.schemas[*id];
        let is_object = schema.kind == Some(Kind::Object) || matches!(schema.additional, Additional::Of(_));
        !is_any_object(id) && (is_object || schema.has_members)
    };
    let is_told = ids.iter().any(tells);
    let ids: Vec<SchemaId> = ids.into_iter().filter(|id| !(is_told && is_any_object(id))).collect();
    let is_again = |at: usize| {
        let is_same = |&later: &SchemaId| shaped_alike(document, ids[at], later);
        unions::is_of_variants(document, ids[at]) && ids[at + 1..].iter().any(is_same)
    };
    let (again, kept): (Vec<usize>, Vec<usize>) = (0..ids.len()).partition(|&at| is_again(at));
    again.into_iter().for_each(|at| reach_all(lowering, ids[at]));
    kept.into_iter().map(|at| ids[at]).collect()
}

/// The schema that another one only describes anew.
fn described(document: &Document, id: SchemaId) -> SchemaId {
    let schema = &document.schemas[id];
    match schema.all_of[..] {
        [only] if schema.kind.is_none() && schema.format.is_none() && Annotated::new(document, schema).is_some() => {
            only
        }
        _ => id,
    }
}

/// Reaches a schema and all that is in it, but for the components.
pub(super) fn reach_all(lowering: &mut Lowering<'_>, id: SchemaId) {
    let document = lowering.document;
    let (mut open, mut seen) = (vec![id], IndexSet::new());
    while let Some(id) = open.pop() {
        if document.schemas[id].component.is_none() && seen.insert(id) {
            let Schema { one_of, any_of, all_of, items, properties, .. } = &document.schemas[id];
            open.extend(one_of.iter().chain(any_of).chain(all_of).chain(items).chain(properties.values()));
        }
    }
    lowering.reached.extend(seen);
}

/// The elements of each of the lists, where all of the schemas are lists of like elements.
fn items(document: &Document, ids: &[SchemaId]) -> Option<Vec<Option<SchemaId>>> {
    let is_list = |&id: &SchemaId| match document.schemas[id].kind {
        Some(kind) => kind == Kind::Array && document.schemas[id].prefix_items.is_empty(),
        None => document.schemas[id].items.is_some() && one_or_many::alternatives(document, id).is_none(),
    };
    ids.iter().all(is_list).then(|| ids.iter().map(|&id| document.schemas[id].items).collect())
}

/// What each of the maps holds, where all of the schemas are maps.
fn map_values(document: &Document, ids: &[SchemaId]) -> Option<Vec<Option<SchemaId>>> {
    let value = |&id: &SchemaId| {
        let schema = &document.schemas[id];
        let is_map = matches!(schema.kind, None | Some(Kind::Object)) && !schema.has_members;
        match schema.additional {
            Additional::Of(value) => (is_map && schema.rust_type.is_none()).then_some(Some(value)),
            Additional::Open | Additional::Closed => None,
        }
    };
    ids.iter().map(value).collect()
}

/// Null is allowed where every schema that always holds allows it; of those that hold sometimes, one is enough.
fn nullable(lowering: &Lowering<'_>, declarations: &Declarations) -> bool {
    let says = |id: &&SchemaId| !says_nothing(lowering.document, **id);
    let always: Vec<&SchemaId> = declarations.always.iter().filter(says).collect();
    match always[..] {
        [] => declarations.sometimes.iter().any(|id| lowering.nullable.contains(id)),
        _ => always.into_iter().all(|id| lowering.nullable.contains(id)),
    }
}

/// Whether a value is a whole number of which only `u64` holds all that the declarations together allow.
fn is_unsigned(document: &Document, declarations: &Declarations, ids: &[SchemaId]) -> bool {
    let is_integer =
        |schema: &Schema| schema.kind == Some(Kind::Integer) && schema.values.is_none() && schema.rust_type.is_none();
    let all = declarations.all();
    declarations.sometimes.is_empty()
        && ids.iter().all(|&id| is_integer(&document.schemas[id]))
        && scalars::are_unsigned(all.iter().map(|&id| &document.schemas[id]))
}
