//! An object that is split into variants, or made of them: each has some of its members, and demands its own.

use super::super::Wire;
use super::choices::{Demand, hold};
use super::fingerprint::fingerprint;
use super::schemas::{DEPTH, Value};
use super::view::{Member, Rest, Shape, View};
use super::{Position, Sides};
use crate::resolve::{Constraints, Document, Kind as Type};

impl Value<'_, '_> {
    /// What it means on the wire that an object is a union of objects now which say the same of its members, or the
    /// other way round: it is a matter of what there must be alone. None where they say something else.
    pub(super) fn split(&self) -> Option<Wire> {
        let Sides { base: one, head: other } = self.documents();
        let is_answer = match self.position {
            Position::Parameter => return None,
            Position::Request => false,
            Position::Response | Position::Error => true,
        };
        let (object, variants, is_read_as_object) = match (self.base.shape, self.head.shape) {
            (OBJECT, Shape::Union) => (&self.base, variants((one, &self.base), (other, &self.head))?, is_answer),
            (Shape::Union, OBJECT) => (&self.head, variants((other, &self.head), (one, &self.base))?, !is_answer),
            _ => return None,
        };
        let is_always_there = |it: &View<'_>| Demand::always(object).is_met_with(&Demand::always(it));
        let demands = variants.iter().map(Demand::always).collect();
        Some(match is_read_as_object {
            true if !variants.iter().all(is_always_there) => Wire::Breaking,
            true if variants.iter().all(|variant| hold(object.alternatives.as_ref(), variant)) => Wire::Safe,
            // Who reads an answer does not count its members.
            true if is_answer => Wire::Risky,
            false if hold(Some(&demands), object) => Wire::Safe,
            true | false => Wire::Breaking,
        })
    }
}

const OBJECT: Shape = Shape::Of(Type::Object);

/// The variants of a union, where all are objects that say no more of what there is than that, and that together have
/// the members of an object, each as the object has it.
fn variants<'d>(
    (document, object): (&Document, &View<'_>),
    (others, union): (&'d Document, &View<'d>),
) -> Option<Vec<View<'d>>> {
    let [only] = &union.unions[..] else { return None };
    let variants: Vec<View<'d>> = only.variants.iter().map(|&variant| View::new(others, &[variant])).collect();
    let is_plain = |view: &View<'_>| {
        view.shape == OBJECT && view.rest == Rest::Open && *view.constraints == Constraints::default()
    };
    let are_plain = is_plain(object) && variants.iter().all(|it| is_plain(it) && it.alternatives.is_none());
    if !are_plain || !union.members.is_empty() {
        return None;
    }
    let is_same = |(name, member): (&&str, &Member<'_>)| {
        object.members.get(name).is_some_and(|own| {
            fingerprint(document, &own.schemas, DEPTH) == fingerprint(others, &member.schemas, DEPTH)
        })
    };
    let has = |name: &str| variants.iter().any(|variant| variant.members.contains_key(name));
    let are_same =
        object.members.keys().all(|name| has(name)) && variants.iter().flat_map(|it| &it.members).all(is_same);
    are_same.then_some(variants)
}
