//! Objects that are written as a parameter for each member (OpenAPI 3.0.3, "Style Examples"): a document can say these
//! one by one, which is the same on the wire.

use super::super::Kind::*;
use super::super::finding::Draft;
use super::super::kind::Effect;
use super::types::is_scalar;
use super::view::{Member, Shape, View};
use super::{Comparison, Pair, Position, Sides, parameters, subjects};
use crate::resolve::{Document, Parameter, ParameterLocation, ParameterValue, SchemaId, Style};
use crate::source::Origin;

/// An object with the parameters of the other side that its members are.
struct Object<'d, 'p> {
    whole: &'p Parameter,
    members: Vec<(Member<'d>, &'p Parameter)>,
}

/// A member of an object and the parameter that it is, of which one is in the base and the other in the head.
struct Part {
    schemas: Sides<Vec<SchemaId>>,
    required: Sides<bool>,
    /// Where it is declared, and where its schema is.
    origins: Sides<Origin>,
    place: Sides<Origin>,
}

/// Compares what one side says as an object and the other as single parameters; taken from the lists.
pub(super) fn compare<'p>(
    comparison: &mut Comparison<'_>,
    operation: usize,
    gone: &mut Vec<&'p Parameter>,
    new: &mut Vec<&'p Parameter>,
) {
    let Sides { base, head } = comparison.documents;
    for Object { whole, members } in taken(base, gone, new) {
        let places = Sides { base: &whole.origin, head: &members[0].1.origin };
        said_otherwise(comparison, operation, whole, places);
        for part in members.iter().filter_map(|(member, single)| part((whole, member), single)) {
            compare_part(comparison, operation, part);
        }
    }
    for Object { whole, members } in taken(head, new, gone) {
        let places = Sides { base: &members[0].1.origin, head: &whole.origin };
        said_otherwise(comparison, operation, whole, places);
        for part in members.iter().filter_map(|(member, single)| part((whole, member), single)) {
            compare_part(comparison, operation, part.reversed());
        }
    }
}

/// The objects of a list of which all members are in the other; both are taken.
fn taken<'d, 'p>(
    document: &'d Document,
    wholes: &mut Vec<&'p Parameter>,
    singles: &mut Vec<&'p Parameter>,
) -> Vec<Object<'d, 'p>> {
    let mut found = Vec::new();
    wholes.retain(|&whole| {
        let of = |name: &str| singles.iter().position(|single| is_single(single, (whole, name)));
        let members = members(document, whole);
        let parts: Option<Vec<_>> =
            members.into_iter().map(|(name, member)| Some((member, singles[of(&name)?]))).collect();
        let Some(members) = parts.filter(|parts| !parts.is_empty()) else { return true };
        singles.retain(|single| members.iter().all(|(_, other)| !std::ptr::eq(*single, *other)));
        found.push(Object { whole, members });
        false
    });
    found
}

/// The members of an object that is written as a parameter for each, by the names of these; none of what is written
/// otherwise, or has members that are.
fn members<'d>(document: &'d Document, parameter: &Parameter) -> Vec<(String, Member<'d>)> {
    let ParameterValue::Styled { schema, style, explode, .. } = parameter.value else { return Vec::new() };
    let name = |member: &str| match style {
        Style::DeepObject => Some(format!("{}[{member}]", parameter.name)),
        Style::Form if explode => Some(member.to_owned()),
        _ => None,
    };
    let is_text =
        |member: &Member<'_>| matches!(View::new(document, &member.schemas).shape, Shape::Of(kind) if is_scalar(kind));
    let members = View::new(document, &[schema]).members.into_iter();
    let named: Option<Vec<_>> =
        members.map(|(key, member)| name(key).filter(|_| is_text(&member)).map(|name| (name, member))).collect();
    named.unwrap_or_default()
}

/// Whether a parameter is a member of an object, under the name that this has there.
fn is_single(single: &Parameter, (whole, name): (&Parameter, &str)) -> bool {
    let reserved = |parameter: &Parameter| match parameter.value {
        ParameterValue::Styled { allow_reserved, .. } => Some(allow_reserved),
        ParameterValue::Content { .. } => None,
    };
    let is_in_query = single.location == ParameterLocation::Query && whole.location == ParameterLocation::Query;
    is_in_query && single.name == name && reserved(single) == reserved(whole)
}

/// A member of an object of the base, as the parameter that it is in the head.
fn part((whole, member): (&Parameter, &Member<'_>), single: &Parameter) -> Option<Part> {
    let declared = member.place()?;
    Some(Part {
        schemas: Sides { base: member.schemas.clone(), head: parameters::schema(single).into_iter().collect() },
        required: Sides { base: whole.required && member.required, head: single.required },
        origins: Sides { base: declared.clone(), head: single.origin.clone() },
        place: Sides { base: declared, head: parameters::place(single) },
    })
}

impl Part {
    /// The same the other way round.
    fn reversed(self) -> Self {
        fn swapped<T>(Sides { base, head }: Sides<T>) -> Sides<T> {
            Sides { base: head, head: base }
        }
        Self {
            schemas: swapped(self.schemas),
            required: swapped(self.required),
            origins: swapped(self.origins),
            place: swapped(self.place),
        }
    }
}

/// Notes that an object is said in other words.
fn said_otherwise(comparison: &mut Comparison<'_>, operation: usize, whole: &Parameter, places: Sides<&Origin>) {
    let subject = ("exploded", subjects::parameter(whole));
    let draft = Draft::new(ReqAllOfRefactor, subject, Some(places.base), Some(places.head));
    comparison.say_of(operation, draft.effect(Effect::Name));
}

/// Compares a member with the parameter that it is.
fn compare_part(comparison: &mut Comparison<'_>, operation: usize, part: Part) {
    let Part { schemas, required, origins, place } = part;
    let kind = match (required.base, required.head) {
        (false, true) => Some(ParamBecameRequired),
        (true, false) => Some(ParamBecameOptional),
        _ => None,
    };
    if let Some(kind) = kind {
        let subject = ("required", comparison.subjects.head.said(&origins.head));
        comparison.say_of(operation, Draft::new(kind, subject, Some(&origins.base), Some(&origins.head)));
    }
    comparison.pair(operation, Pair::of((schemas.base, schemas.head), Position::Parameter, place));
}
