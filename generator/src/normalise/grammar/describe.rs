//! The tables for users: what becomes of each key of each object.

use std::collections::BTreeSet;

use super::meanings::MEANINGS;
use super::objects::DOCUMENT;
use super::{Key, Members, Object, ObjectKind, Referable, Role, Shape, is_extension};

/// The keys of an object, with what becomes of each.
pub(crate) struct Described {
    pub(crate) object: &'static str,
    pub(crate) is_referable: bool,
    /// In the order of the table.
    pub(crate) keys: Vec<(&'static str, Becomes)>,
}

/// What becomes of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Becomes {
    /// It is read, and an object without it is in error.
    Required(&'static str),
    /// It is read.
    Read(&'static str),
    /// It is documentation that the client does not show.
    NotCarried,
    /// It is not generated, for this reason.
    NotGenerated(&'static str),
}

/// The objects that are read, in the order in which a document comes to them. What stands below a key that is not read
/// is not read either.
pub(crate) fn describe() -> Vec<Described> {
    let mut described: Vec<Described> = Vec::new();
    let mut seen: BTreeSet<ObjectKind> = BTreeSet::new();
    let mut open: Vec<&'static Object> = vec![&DOCUMENT];
    while let Some(object) = open.pop() {
        let keys = object.keys.iter().filter(|key| !is_extension(key.name));
        let rows = keys.clone().map(|key| (key.name, becomes(object, key)));
        if seen.insert(object.kind) {
            let is_referable = object.referable != Referable::No;
            described.push(Described { object: object.kind.name(), is_referable, keys: rows.collect() });
        } else if let Some(known) = described.iter_mut().find(|known| known.object == object.kind.name()) {
            let more: Vec<_> = rows.filter(|row| !known.keys.contains(row)).collect();
            if more.is_empty() {
                continue;
            }
            known.keys.extend(more);
        }
        let below = keys.filter(|key| is_read(key)).filter_map(|key| held(key.shape));
        let below: Vec<&'static Object> = members(object).into_iter().chain(below).collect();
        open.extend(below.into_iter().rev());
    }
    described
}

fn is_read(key: &Key) -> bool {
    match key.role {
        Role::Required | Role::Optional => true,
        Role::Documentation | Role::Unused(_) | Role::Degraded(_) | Role::Refused(_) => false,
    }
}

fn becomes(object: &Object, key: &Key) -> Becomes {
    match key.role {
        Role::Required => Becomes::Required(meaning(object, key)),
        Role::Optional => Becomes::Read(meaning(object, key)),
        Role::Documentation => Becomes::NotCarried,
        Role::Unused(reason) | Role::Degraded(reason) | Role::Refused(reason) => Becomes::NotGenerated(reason),
    }
}

/// The sentence about a key; empty where there is none, which the test below does not let pass.
fn meaning(object: &Object, key: &Key) -> &'static str {
    let meanings = MEANINGS.iter().find(|(kind, _)| *kind == object.kind);
    let meaning = meanings.and_then(|(_, keys)| keys.iter().find(|(name, _)| *name == key.name));
    meaning.map_or("", |(_, meaning)| meaning)
}

/// The object that stands below a key.
fn held(shape: Shape) -> Option<&'static Object> {
    match shape {
        Shape::One(object) | Shape::List(object) | Shape::Map(object) | Shape::FlagOr(object) => Some(object),
        Shape::Text
        | Shape::Flag
        | Shape::Number
        | Shape::Count
        | Shape::Positive
        | Shape::Choice(_)
        | Shape::Texts
        | Shape::TextMap
        | Shape::Free
        | Shape::FreeList
        | Shape::Lists(_)
        | Shape::TextsOr(_)
        | Shape::Requirements => None,
    }
}

/// The object that stands below keys that the document chooses.
fn members(object: &Object) -> Option<&'static Object> {
    match object.members {
        Members::None => None,
        Members::Paths(object) | Members::Statuses(object) | Members::Any(object) => Some(object),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::meanings::MEANINGS;
    use super::{Becomes, describe};

    #[test]
    fn each_key_that_is_read_has_a_meaning_and_each_meaning_its_key() {
        let read = |becomes| matches!(becomes, Becomes::Required(_) | Becomes::Read(_));
        let keys: BTreeSet<(&str, &str)> = describe()
            .into_iter()
            .flat_map(|object| object.keys.into_iter().map(move |(key, becomes)| (object.object, key, becomes)))
            .filter_map(|(object, key, becomes)| read(becomes).then_some((object, key)))
            .collect();
        let meanings: BTreeSet<(&str, &str)> =
            MEANINGS.iter().flat_map(|(object, keys)| keys.iter().map(|(key, _)| (object.name(), *key))).collect();
        assert_eq!(keys.difference(&meanings).collect::<Vec<_>>(), Vec::<&(&str, &str)>::new(), "without a meaning");
        assert_eq!(meanings.difference(&keys).collect::<Vec<_>>(), Vec::<&(&str, &str)>::new(), "without a key");
    }
}
