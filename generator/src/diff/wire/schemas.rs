//! Two schemas for the same value: first the type, and where that is the same, what else they say.

use super::super::Kind::{self, *};
use super::super::finding::{Draft, Values, Weight};
use super::super::{Rust, Wire};
use super::fingerprint::fingerprint;
use super::names::names;
use super::view::{Rest, Schemas, Shape, View};
use super::{
    Comparison, Exchange, Holder, Pair, Position, Role, Sides, Topic, bounds, exclusive, heirs, lifted, members,
    retyped, scalars, unions, unread,
};
use crate::emit::Mark;
use crate::resolve::{Document, Schema, SchemaId};
use crate::source::Origin;

/// How far two schemas are looked into when they are held to be the same.
pub(super) const DEPTH: usize = 4;

/// Where something is in the base, and in the head.
pub(super) type Places<'p> = (Option<&'p Origin>, Option<&'p Origin>);

/// Two views of the same value, and where its differences are noted.
pub(super) struct Value<'c, 'd> {
    pub(super) comparison: &'c mut Comparison<'d>,
    pub(super) base: View<'d>,
    pub(super) head: View<'d>,
    pub(super) position: Position,
    pub(super) role: Role,
    pub(super) exchange: Exchange,
    pub(super) place: Sides<Origin>,
    /// The schemas, where they are variants.
    pub(super) variant: Option<(SchemaId, SchemaId)>,
    pub(super) number: usize,
    pub(super) found: usize,
    /// Whether both are read as one type, which one of them does not name.
    pub(super) is_reworded: bool,
    /// Whether what differs is told where the value is used, of which both sides declare something else.
    pub(super) is_told_at_use: bool,
    /// That it is another schema now, which is no type of its own.
    pub(super) another: Option<Draft>,
    /// What it means for the Rust API that this one has other words for people, where it has.
    pub(super) other_words: Option<Rust>,
}

/// What the schemas of a pair say, with what is only written.
fn views<'d>(comparison: &Comparison<'d>, pair: &Pair) -> (View<'d>, View<'d>) {
    let Sides { base, head } = comparison.documents;
    let (mut base, mut head) = (View::new(base, &pair.base), View::new(head, &pair.head));
    for (view, trees) in [(&mut base, comparison.trees.base), (&mut head, comparison.trees.head)] {
        if unread::refuses_all(trees, view) {
            view.is_nothing();
        }
        view.nullable &= view.shape != Shape::Any || !unread::refuses_null(trees, view);
    }
    unread::null_among_values(comparison.trees, (&mut base, &mut head));
    (base, head)
}

/// Compares the two schemas of a pair.
pub(super) fn compare(comparison: &mut Comparison<'_>, pair: &Pair, number: usize) {
    let (base, head) = views(comparison, pair);
    let Pair { position, role, exchange, .. } = *pair;
    let place = pair.place.clone();
    let variant = match (role, &pair.base[..], &pair.head[..]) {
        (Role::Variant | Role::VariantOrNull, &[base], &[head]) => Some((base, head)),
        _ => None,
    };
    let mut value = Value {
        comparison,
        base,
        head,
        position,
        role,
        exchange,
        place,
        variant,
        number,
        found: 0,
        is_reworded: false,
        is_told_at_use: false,
        another: None,
        other_words: None,
    };
    value.read_alike(pair);
    if value.is_unfollowed() {
        value.comparison.unlike.insert(number);
        return;
    }
    if let Some(swap) = value.swapped(pair) {
        swap.say(&mut value);
        value.comparison.unlike.insert(number);
        return value.carried(pair);
    }
    if let Some((kind, values)) = value.unlike(pair) {
        let wire = value.weight_of_type(pair, kind);
        value.say_of_type(("type", kind), values, wire);
        value.comparison.unlike.insert(number);
        retyped::compare(&mut value);
        return value.carried(pair);
    }
    if value.called() {
        return;
    }
    value.parts_called();
    scalars::compare(&mut value);
    bounds::compare(&mut value);
    lifted::lift(&mut value);
    members::compare(&mut value);
    unions::compare(&mut value);
    exclusive::compare(&mut value);
    if let (&[base], &[head]) = (&pair.base[..], &pair.head[..]) {
        heirs::compare(&mut value, (base, head));
    }
    elements(&mut value);
    said_otherwise(&mut value);
}

impl<'d> Value<'_, 'd> {
    /// Notes a difference of the value itself.
    pub(super) fn say(&mut self, change: Topic, values: Values) {
        let Sides { base, head } = self.whole();
        self.say_at(change, (Some(&base), Some(&head)), values);
    }

    /// Notes a difference in a keyword.
    pub(super) fn say_of(&mut self, change: Topic, values: Values, is_same: impl Fn(&Schema, &Schema) -> bool) {
        let Sides { base, head } = self.differing(is_same);
        self.say_at(change, (Some(&base), Some(&head)), values);
    }

    /// Notes that the value is another: where a component says so that both use, or where it is used.
    fn say_of_type(&mut self, change: Topic, values: Values, wire: Option<Wire>) {
        let Sides { base, head } = self.differing(|one, other| one.kind == other.kind);
        let is_below = base != *self.base.origin() || self.wrapped().is_some();
        let is_taken_in = is_below && base.pointer == head.pointer;
        let place = if is_taken_in { Sides { base, head } } else { self.place.clone() };
        let draft = self.draft(change, (Some(&place.base), Some(&place.head))).values(values);
        self.note(match wire {
            Some(wire) => draft.wire(wire),
            None => draft,
        });
    }

    /// Notes a difference between two places in it.
    pub(super) fn say_at(&mut self, change: Topic, places: Places<'_>, values: Values) {
        let draft = self.draft(change, places).values(values);
        self.note(draft);
    }

    /// Notes a difference in one of several things that are said of the value, which the values name and marks tell
    /// from each other in what is generated.
    pub(super) fn say_one(
        &mut self,
        change: Topic,
        values: Values,
        marks: impl IntoIterator<Item = Mark>,
        is_same: impl Fn(&Schema, &Schema) -> bool,
    ) {
        let draft = self.one(change, values, marks, is_same);
        self.note(draft);
    }

    /// The same of values of one list, which are one cause where they change alike.
    pub(super) fn say_listed(
        &mut self,
        change: Topic,
        values: Values,
        marks: impl IntoIterator<Item = Mark>,
        is_same: impl Fn(&Schema, &Schema) -> bool,
    ) {
        let draft = self.one(change, values, marks, is_same);
        self.note(draft.listed());
    }

    /// A difference in one of several things that are said of the value.
    pub(super) fn one(
        &self,
        change: Topic,
        values: Values,
        marks: impl IntoIterator<Item = Mark>,
        is_same: impl Fn(&Schema, &Schema) -> bool,
    ) -> Draft {
        let Sides { base, head } = self.differing(is_same);
        let draft = self.draft(change, (Some(&base), Some(&head))).values(values);
        draft.one_of_several().marked(marks)
    }

    /// Notes that the value has lost or gained a part of its `allOf`, which means on the wire what its members mean, of
    /// which this is one.
    pub(super) fn say_of_part(
        &mut self,
        (kind, member): (Kind, &str),
        place: Sides<Origin>,
        (wire, weight): (Wire, Weight),
        values: Values,
    ) {
        let draft = self.draft(("allOf", kind), (Some(&place.base), Some(&place.head)));
        self.note(draft.at(place).wire(wire).of_part(values).with_member(member).counts(weight));
    }

    /// A difference between two places.
    pub(super) fn draft(&self, (topic, kind): Topic, (base, head): Places<'_>) -> Draft {
        let subjects = &self.comparison.subjects;
        let subject = match (base, head) {
            (_, Some(head)) => subjects.head.said(head),
            (Some(base), None) => subjects.base.said(base),
            (None, None) => String::new(),
        };
        self.position.judged(Draft::new(kind, (topic, subject), base, head))
    }

    pub(super) fn note(&mut self, draft: Draft) {
        self.found += 1;
        self.comparison.drafts.push((Some(Holder::Pair(self.number)), self.exchange.told(draft)));
    }

    /// Has something inside compared.
    pub(super) fn inside(&mut self, base: &[SchemaId], head: &[SchemaId], role: Role, place: Sides<Origin>) {
        self.inside_as(self.exchange, (base, head), role, place);
    }

    /// The same of what is not sent as all of the value is.
    pub(super) fn inside_as(
        &mut self,
        exchange: Exchange,
        (base, head): (&[SchemaId], &[SchemaId]),
        role: Role,
        place: Sides<Origin>,
    ) {
        let is_element = matches!(role, Role::Item | Role::FieldItem | Role::Document | Role::Header);
        let position = if is_element { self.position } else { self.position.inside() };
        let pair = Pair { role, exchange, ..Pair::of((base.to_vec(), head.to_vec()), position, place) };
        self.comparison.hold(Some(Holder::Pair(self.number)), pair);
    }

    /// Whether what may stand beside the members is not what it was.
    pub(super) fn has_other_rest(&self) -> bool {
        match (&self.base.rest, &self.head.rest) {
            (Rest::Of(base), Rest::Of(head)) => !self.is_same(base, head),
            (base, head) => base != head,
        }
    }

    /// Has a member compared that has no part in what is sent, but in the types.
    pub(super) fn unsent(&mut self, base: &[SchemaId], head: &[SchemaId], place: Sides<Origin>) {
        self.inside_as(Exchange::Unsent, (base, head), Role::Member, place);
    }

    /// What a keyword holds.
    pub(super) fn child(&self, keyword: &str) -> Sides<Origin> {
        let (base, head) = self.wrapped().unwrap_or((self.base.all[0], self.head.all[0]));
        Sides { base: base.origin.child(keyword), head: head.origin.child(keyword) }
    }

    /// Whether two lists of schemas say the same.
    pub(super) fn is_same(&self, base: &[SchemaId], head: &[SchemaId]) -> bool {
        if base.is_empty() || head.is_empty() {
            return base.is_empty() && head.is_empty();
        }
        let documents = self.comparison.documents;
        fingerprint(documents.base, base, DEPTH) == fingerprint(documents.head, head, DEPTH)
    }

    pub(super) fn documents(&self) -> Sides<&'d Document> {
        self.comparison.documents
    }

    /// How the change is told where the value is another altogether.
    fn unlike(&self, pair: &Pair) -> Option<(Kind, Values)> {
        Some((self.other_type(pair)?, (Some(self.base.said()), Some(self.head.said()))))
    }

    /// Has compared what is left of the value in one of another type: the variant that it is, the element.
    fn carried(&mut self, pair: &Pair) {
        let Sides { base, head } = self.documents();
        let components = |document: &'d Document, schemas: &[SchemaId]| -> Vec<(SchemaId, String)> {
            let names = names(document, &View::new(document, schemas)).into_iter();
            names.filter_map(|name| Some((document.components.get(&name).copied()?, name))).collect()
        };
        let parts = |view: &View<'_>| -> Vec<SchemaId> {
            view.unions.iter().flat_map(|union| &union.variants).chain(&view.items).copied().collect()
        };
        let of_all = |document: &'d Document, parts: Vec<SchemaId>| -> Vec<(SchemaId, String)> {
            parts.into_iter().flat_map(|part| components(document, &[part])).collect()
        };
        let in_head = (components(base, &pair.base), of_all(head, parts(&self.head)));
        let in_base = (of_all(base, parts(&self.base)), components(head, &pair.head));
        for (were, are) in [in_head, in_base] {
            for (one, was) in &were {
                for (other, _) in are.iter().filter(|(_, is)| is == was) {
                    self.inside(&[*one], &[*other], self.variant_role(), pair.place.clone());
                }
            }
        }
        for (one, other) in heirs::listed(self, pair).unwrap_or_default() {
            self.inside(&[one], &[other], self.variant_role(), pair.place.clone());
        }
    }
}

/// Elements, values of maps, and what may stand beside the declared members.
fn elements(value: &mut Value<'_, '_>) {
    if value.has_other_positions() {
        let kind = value.position.kind(ParamTypeChanged, ReqArrayItemType, ResItemType);
        let wire = value.position.at_most(value.weight_of_positions());
        let draft = value.draft(("elements", kind), (Some(value.base.origin()), Some(value.head.origin())));
        value.note(draft.wire(wire));
    }
    let (base, head) = (value.base.items.clone(), value.head.items.clone());
    let role = match value.role {
        Role::Field => Role::FieldItem,
        // A list in a list has no style, and is written as a document.
        Role::Item if value.position == Position::Parameter => Role::Document,
        role @ (Role::Document | Role::Header) => role,
        _ => Role::Item,
    };
    value.inside(&base, &head, role, value.child("items"));
    let positions: Vec<(Schemas, Schemas)> =
        value.base.positions.iter().cloned().zip(value.head.positions.iter().cloned()).collect();
    for (index, (base, head)) in positions.into_iter().enumerate() {
        let Sides { base: one, head: other } = value.child("prefixItems");
        value.inside(&base, &head, role, Sides { base: one.index(index), head: other.index(index) });
    }
    rest(value);
}

fn rest(value: &mut Value<'_, '_>) {
    let position = value.position.inside();
    let kind = match (&value.base.rest, &value.head.rest) {
        (Rest::Of(base), Rest::Of(head)) => {
            let (base, head) = (base.clone(), head.clone());
            value.inside(&base, &head, Role::MapValue, value.child("additionalProperties"));
            return;
        }
        (Rest::Open, Rest::Open) | (Rest::Closed, Rest::Closed) => return,
        (_, Rest::Closed) => position.kind(ParamTypeChanged, ReqAddPropsClosed, ResAddPropsClosed),
        (Rest::Closed, _) => position.kind(ParamTypeChanged, ReqAddPropsOpened, ResAddPropsOpened),
        (Rest::Open, Rest::Of(_)) => position.kind(ParamTypeChanged, ReqMapValueType, ResAddPropsValueType),
        (Rest::Of(_), Rest::Open) => position.kind(ParamTypeChanged, ReqAddPropsOpened, ResAddPropsValueType),
    };
    let Sides { base, head } = value.differing(SAME_REST);
    let draft = value.draft(("rest", kind), (Some(&base), Some(&head)));
    value.note(match (&value.base.rest, &value.head.rest) {
        (Rest::Open, Rest::Of(_)) if kind == ResAddPropsValueType => draft.wire(Wire::Safe),
        // Entries came that were declared, and no longer do.
        (Rest::Of(_), Rest::Closed) if kind == ResAddPropsClosed => draft.wire(Wire::Risky),
        _ => draft,
    });
}

/// Whether two schemas are open alike.
const SAME_REST: fn(&Schema, &Schema) -> bool =
    |one, other| std::mem::discriminant(&one.additional) == std::mem::discriminant(&other.additional);

/// The same meaning, put together otherwise.
fn said_otherwise(value: &mut Value<'_, '_>) {
    if let Some(draft) = value.another.take() {
        let other_words = value.other_words.filter(|_| value.found == 0);
        value.note(match other_words {
            Some(least) => draft.least(least),
            None => draft.counts(Weight::OfItemsLeft),
        });
    }
    let parts = |view: &View<'_>| view.all.len();
    let says_null = |view: &View<'_>| view.shape == Shape::Any && view.any(|schema| schema.nullable);
    let is_reworded = value.is_reworded
        || parts(&value.base) != parts(&value.head)
        || says_null(&value.base) != says_null(&value.head);
    if value.found == 0 && is_reworded {
        value.say(("words", value.position.kind(ReqAllOfRefactor, ReqAllOfRefactor, ResAllOfFlatten)), (None, None));
    }
}

impl Comparison<'_> {
    /// Whether two schemas are of one type, whatever else they say.
    pub(super) fn are_alike(&self, pair: &Pair) -> bool {
        if pair.base.is_empty() || pair.head.is_empty() {
            return false;
        }
        let Sides { base, head } = self.documents;
        let names = |document: &Document, schemas: &[SchemaId]| document.schemas[schemas[0]].component.clone();
        let (was, is) = (names(base, &pair.base), names(head, &pair.head));
        View::new(base, &pair.base).shape == View::new(head, &pair.head).shape
            && (was.is_none() || is.is_none() || was == is)
    }
}
