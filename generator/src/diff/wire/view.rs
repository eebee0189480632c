//! What a value must be like, whatever words the document has for it: `allOf` and unions of one are taken together, so
//! that two schemas with the same meaning look the same.

use std::borrow::Cow;
use std::collections::BTreeSet;

use indexmap::IndexMap;
use serde_json::Number;

use super::choices::{self, Alternatives, Choice, Values};
use super::literals::{Listed, alike, listed};
use super::nulls::{allows_null, variants_but_null};
use super::variants::{Union, unions};
use crate::resolve::{Additional, Bound, Constraints, Document, Kind, Schema, SchemaId};
use crate::source::Origin;

pub(super) use super::shape::Shape;

/// The schemas that hold for one value, all at once.
pub(super) type Schemas = Vec<SchemaId>;

/// What all of them say together.
pub(super) struct View<'d> {
    /// The schemas, and all that they take in by `allOf`; not empty.
    pub(super) all: Vec<&'d Schema>,
    pub(super) shape: Shape,
    pub(super) nullable: bool,
    /// The names of the variants that allow null.
    pub(super) null_by: BTreeSet<&'d str>,
    pub(super) format: Option<&'d str>,
    /// The values that all enums have.
    pub(super) values: Option<Listed<'d>>,
    /// Values that are named beside any others of the type.
    pub(super) known: Listed<'d>,
    /// The schemas that say a part of the values each, for people.
    pub(super) described: Vec<&'d Schema>,
    pub(super) constraints: Cow<'d, Constraints>,
    /// In document order.
    pub(super) members: IndexMap<&'d str, Member<'d>>,
    pub(super) rest: Rest,
    pub(super) items: Schemas,
    pub(super) positions: Vec<Schemas>,
    /// Unions whose variants say more than values, or members that must be there.
    pub(super) unions: Vec<Union<'d>>,
    /// The members that must be there beside those that always must.
    pub(super) alternatives: Option<Alternatives<'d>>,
}

/// A member of an object.
#[derive(Default)]
pub(super) struct Member<'d> {
    pub(super) schemas: Schemas,
    pub(super) required: bool,
    /// The parts of an `allOf` that declare it, each inside the one before; none for the schema itself.
    pub(super) parts: Vec<Part<'d>>,
    /// The schema that declares it, and its name.
    declared: Option<(&'d Origin, &'d str)>,
}

/// A part of an `allOf`.
#[derive(Clone, Copy)]
pub(super) struct Part<'d> {
    /// What it is.
    pub(super) schema: &'d Origin,
    /// Its name, where it is a component.
    pub(super) name: Option<&'d str>,
    /// What it is a part of.
    pub(super) whole: &'d Origin,
    index: usize,
}

impl Part<'_> {
    /// Where it is listed.
    pub(super) fn place(&self) -> Origin {
        self.whole.child("allOf").index(self.index)
    }

    /// Whether it is written where it is listed.
    pub(super) fn is_written_out(&self) -> bool {
        *self.schema == self.place()
    }
}

impl Member<'_> {
    /// Whether a schema declares it.
    pub(super) fn is_declared_in(&self, schema: &Schema) -> bool {
        self.declared.is_some_and(|(origin, _)| *origin == schema.origin)
    }

    /// Where it is declared, be it by a reference.
    pub(super) fn place(&self) -> Option<Origin> {
        self.declared.map(|(schema, name)| schema.child("properties").child(name))
    }
}

/// What may stand beside the declared members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Rest {
    Open,
    Closed,
    Of(Schemas),
}

impl<'d> View<'d> {
    /// What the schemas say together.
    pub(super) fn new(document: &'d Document, schemas: &[SchemaId]) -> Self {
        Self::without(document, schemas, None)
    }

    /// The same without a part that they take in.
    pub(super) fn without(document: &'d Document, schemas: &[SchemaId], part: Option<SchemaId>) -> Self {
        let seen = part.into_iter().collect();
        let mut gathered = Gathered { document, all: Vec::new(), seen, members: IndexMap::new() };
        let nulls: Vec<bool> = schemas.iter().filter_map(|&schema| gathered.take(schema, &[])).collect();
        let Gathered { all, members, .. } = gathered;
        let unions: Vec<Union<'d>> = all.iter().flat_map(|schema| unions(document, schema)).collect();
        let mut view = View {
            shape: Shape::of(&all),
            nullable: all_allow(&nulls).unwrap_or_default(),
            null_by: BTreeSet::new(),
            format: all.iter().rev().find_map(|schema| schema.format.as_deref()),
            values: values(&all),
            known: Listed::new(),
            described: Vec::new(),
            constraints: constraints(&all),
            rest: rest(document, &all),
            items: all.iter().filter_map(|schema| schema.items).collect(),
            positions: positions(&all),
            members,
            unions: Vec::new(),
            alternatives: None,
            all,
        };
        unions.into_iter().for_each(|union| view.choose(document, union));
        if view.shape == Shape::Any && view.values.is_none() {
            // Null is one of all values.
            view.nullable = true;
        }
        let shape = view.shape;
        view.values = view.values.map(|values| alike(shape, values));
        if view.shape == Shape::Of(Kind::Boolean) {
            view.values = view.values.filter(|values| !are_all_flags(values));
        }
        if view.shape == Shape::Of(Kind::Integer) {
            view.constraints = of_integers(view.constraints);
        }
        for name in view.all.iter().flat_map(|schema| &schema.required) {
            if let Some(member) = view.members.get_mut(name.as_str()) {
                member.required = true;
            }
        }
        view
    }

    /// Has no value, whatever else is said.
    pub(super) fn is_nothing(&mut self) {
        self.shape = Shape::Nothing;
        self.nullable = false;
        self.unions.clear();
    }

    /// Takes in a union, as what it comes to.
    fn choose(&mut self, document: &'d Document, union: Union<'d>) {
        match Choice::of(document, &union, self.shape) {
            Some(Choice::Values(values)) => self.list((document, &union.variants), values),
            Some(Choice::Demanded(demands)) => {
                self.alternatives = Some(choices::both(self.alternatives.take(), demands));
            }
            None => {
                let is_said = self.any(|schema| schema.kind.is_some_and(|kind| kind != Kind::Object));
                self.shape = if is_said { self.shape } else { Shape::Union };
                // Null is a matter of the whole, whichever variant allows it.
                self.nullable |= union.has_null;
                for &variant in union.variants.iter().filter(|variant| allows_null(document, **variant)) {
                    match &document.schemas[variant].component {
                        Some(name) => _ = self.null_by.insert(name),
                        None => self.nullable = true,
                    }
                }
                self.unions.push(union);
            }
        }
    }

    /// Reads a union of variants of one type as that type, where it is the type that is asked for.
    pub(super) fn read_as(&mut self, document: &'d Document, asked: Shape) -> bool {
        let [union] = &self.unions[..] else { return false };
        let (variants, values) = (union.variants.clone(), choices::one_type(document, union));
        match values.filter(|values| self.shape == Shape::Union && values.shape == asked) {
            Some(values) => {
                self.list((document, &variants), values);
                self.unions.clear();
                true
            }
            None => false,
        }
    }

    /// Reads numbers that are multiples of a whole one as integers.
    pub(super) fn read_as_integers(&mut self) -> bool {
        let are_integers = self.constraints.multiple_of.as_ref().and_then(Number::as_f64).is_some_and(is_whole);
        if are_integers {
            self.shape = Shape::Of(Kind::Integer);
            self.constraints = of_integers(std::mem::take(&mut self.constraints));
        }
        are_integers
    }

    /// Takes in the values that the variants of a union come to.
    fn list(&mut self, (document, variants): (&'d Document, &[SchemaId]), values: Values<'d>) {
        self.described.extend(variants.iter().map(|&variant| &document.schemas[variant]));
        self.shape = values.shape;
        self.nullable |= values.nullable;
        self.known = alike(self.shape, values.known);
        self.values = common(self.values.take(), values.listed.map(|listed| alike(values.shape, listed)));
    }

    /// The bounds before any was made that of integers.
    pub(super) fn written(&self) -> Cow<'d, Constraints> {
        constraints(&self.all)
    }

    /// Where the value is declared first.
    pub(super) fn origin(&self) -> &'d Origin {
        &self.all[0].origin
    }

    /// The first that is said of it by a keyword, the schema that is used itself before what it takes in.
    pub(super) fn first<T>(&self, keyword: impl Fn(&'d Schema) -> Option<T>) -> Option<T> {
        self.all.iter().copied().find_map(keyword)
    }

    /// Whether any schema says it.
    pub(super) fn any(&self, flag: impl Fn(&Schema) -> bool) -> bool {
        self.all.iter().any(|schema| flag(schema))
    }

    /// The type as people say it.
    pub(super) fn said(&self) -> String {
        let name = self.shape.said();
        match self.format {
            Some(format) => format!("{name} ({format})"),
            None => name,
        }
    }
}

struct Gathered<'d> {
    document: &'d Document,
    all: Vec<&'d Schema>,
    seen: BTreeSet<SchemaId>,
    members: IndexMap<&'d str, Member<'d>>,
}

impl<'d> Gathered<'d> {
    /// Takes in a schema; gives whether it allows null, where it or what it takes in says a type.
    fn take(&mut self, id: SchemaId, parts: &[Part<'d>]) -> Option<bool> {
        if !self.seen.insert(id) {
            return None;
        }
        let schema = &self.document.schemas[id];
        self.all.push(schema);
        for (name, &property) in &schema.properties {
            let member = self.members.entry(name).or_insert_with(|| Member {
                parts: parts.to_vec(),
                declared: Some((&schema.origin, name)),
                ..Member::default()
            });
            member.schemas.push(property);
        }
        let mut nulls = Vec::new();
        for (index, &member) in schema.all_of.iter().enumerate() {
            let part_of = &self.document.schemas[member];
            let own =
                Part { schema: &part_of.origin, name: part_of.component.as_deref(), whole: &schema.origin, index };
            nulls.extend(self.take(member, &[parts, &[own]].concat()));
        }
        for (&variant, is_null_beside) in only_variants(self.document, schema) {
            let allows = self.take(variant, parts);
            nulls.extend(if is_null_beside { Some(true) } else { allows });
        }
        match schema.kind {
            // Null may stand beside a reference, in what wraps it, which has to say a type in 3.0.3.
            _ if schema.nullable => Some(true),
            Some(_) => Some(false),
            None => all_allow(&nulls),
        }
    }
}

/// The variants of unions that have no other but null: each always holds where there is a value. With it, whether null
/// is beside it.
pub(super) fn only_variants<'d>(document: &Document, schema: &'d Schema) -> impl Iterator<Item = (&'d SchemaId, bool)> {
    let unions = [&schema.one_of, &schema.any_of].into_iter();
    unions.filter_map(|variants| match variants_but_null(document, variants)[..] {
        [(_, variant)] => Some((variant, variants.len() > 1)),
        _ => None,
    })
}

/// Whether all allow null that say something of it; none where nothing does.
fn all_allow(nulls: &[bool]) -> Option<bool> {
    (!nulls.is_empty()).then(|| nulls.iter().all(|allows| *allows))
}

/// Whether a list has both values that a flag can have.
fn are_all_flags(values: &Listed<'_>) -> bool {
    [true, false].iter().all(|flag| values.iter().any(|value| value.as_bool() == Some(*flag)))
}

fn values<'d>(all: &[&'d Schema]) -> Option<Listed<'d>> {
    let enums = all.iter().filter_map(|schema| schema.values.as_ref());
    enums.fold(None, |common, values| self::common(common, Some(listed(values))))
}

/// The values that two lists have, where no list is one of all values.
fn common<'d>(one: Option<Listed<'d>>, other: Option<Listed<'d>>) -> Option<Listed<'d>> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.into_iter().filter(|value| other.contains(value)).collect()),
        (one, other) => one.or(other),
    }
}

fn rest(document: &Document, all: &[&Schema]) -> Rest {
    let typed = |schema: &&Schema| if let Additional::Of(value) = schema.additional { Some(value) } else { None };
    let says_something = |value: &SchemaId| !is_any(&document.schemas[*value]);
    let values: Schemas = all.iter().filter_map(typed).filter(says_something).collect();
    let is_closed = all.iter().any(|schema| matches!(schema.additional, Additional::Closed));
    match values {
        _ if is_closed => Rest::Closed,
        values if values.is_empty() => Rest::Open,
        values => Rest::Of(values),
    }
}

/// Whether a schema holds for any value.
pub(super) fn is_any(schema: &Schema) -> bool {
    has_no_shape(schema) && [&schema.all_of, &schema.one_of, &schema.any_of].iter().all(|parts| parts.is_empty())
}

/// Whether a schema itself says nothing of the value, whatever those say that it is made of.
pub(super) fn has_no_shape(schema: &Schema) -> bool {
    schema.kind.is_none()
        && schema.values.is_none()
        && schema.items.is_none()
        && schema.prefix_items.is_empty()
        && schema.properties.is_empty()
        && matches!(schema.additional, Additional::Open)
}

fn positions(all: &[&Schema]) -> Vec<Schemas> {
    let longest = all.iter().map(|schema| schema.prefix_items.len()).max().unwrap_or_default();
    let at = |index: usize| all.iter().filter_map(|schema| schema.prefix_items.get(index).copied()).collect();
    (0..longest).map(at).collect()
}

/// The tightest of all bounds.
fn constraints<'d>(all: &[&'d Schema]) -> Cow<'d, Constraints> {
    let none = Constraints::default();
    let mut said = all.iter().map(|schema| &*schema.constraints).filter(|constraints| **constraints != none);
    let first = said.next().map_or_else(|| Cow::Owned(none.clone()), Cow::Borrowed);
    said.fold(first, |common, other| Cow::Owned(common.and(other)))
}

/// The bounds of integers, of which none is between a number and the next, and all are multiples of one.
fn of_integers(constraints: Cow<'_, Constraints>) -> Cow<'_, Constraints> {
    let (maximum, minimum) =
        (whole(constraints.maximum.as_ref(), -1, f64::floor), whole(constraints.minimum.as_ref(), 1, f64::ceil));
    let is_of_all = |of: &Number| of.as_f64().is_some_and(|of| of > 0.0 && (1.0 / of).fract() == 0.0);
    let is_multiple_said = !constraints.multiple_of.as_ref().is_some_and(is_of_all);
    if maximum.is_none() && minimum.is_none() && is_multiple_said {
        return constraints;
    }
    let mut constraints = constraints.into_owned();
    constraints.maximum = maximum.or(constraints.maximum);
    constraints.minimum = minimum.or(constraints.minimum);
    constraints.multiple_of = constraints.multiple_of.filter(|of| !is_of_all(of));
    Cow::Owned(constraints)
}

fn is_whole(number: f64) -> bool {
    number > 0.0 && number.fract() == 0.0
}

/// The integer that a bound comes to where it is none, or is excluded itself.
#[expect(clippy::cast_possible_truncation, reason = "larger numbers have no fraction")]
fn whole(bound: Option<&Bound>, step: i64, round: fn(f64) -> f64) -> Option<Bound> {
    let Bound { value, exclusive } = bound?;
    let is_fraction = |number: &f64| number.fract() != 0.0;
    let value = match (value.as_i64(), value.as_f64().filter(is_fraction)) {
        (Some(integer), _) if *exclusive => integer.checked_add(step)?,
        (None, Some(fraction)) => round(fraction) as i64,
        _ => return None,
    };
    Some(Bound { value: value.into(), exclusive: false })
}
