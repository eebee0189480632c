//! Enums of which a value is to be of several at once.

use std::hash::Hash;

use indexmap::IndexMap;

use crate::ir::Known;
use crate::resolve::{Document, Kind, Schema, SchemaId};

/// How the values of a type are those of the enums that hold at once.
pub(super) enum Share {
    /// All of this enum.
    Whole(SchemaId),
    /// What the enums have in common.
    Part,
    /// Those of any, since they have none in common; the last of the enums.
    Nothing { last: SchemaId },
}

/// Schemas that may all be enums of one kind.
pub(super) struct Enums<'a, T> {
    pub(super) document: &'a Document,
    pub(super) ids: &'a [SchemaId],
    pub(super) values_of: fn(&Document, SchemaId) -> Option<Vec<Known<T>>>,
    /// Whether a schema takes any value of the kind.
    pub(super) is_any: fn(&Schema) -> bool,
}

impl<T: Clone + Eq + Hash> Enums<'_, T> {
    /// The values that all the enums have, or, where they have none in common, that any has; none where a schema is of
    /// another kind, or there is no enum.
    pub(super) fn common(&self) -> Option<(Share, Vec<Known<T>>)> {
        let mut enums: Vec<(SchemaId, Vec<Known<T>>)> = Vec::new();
        for &id in self.ids {
            match (self.values_of)(self.document, id) {
                Some(values) => enums.push((id, values)),
                None if (self.is_any)(&self.document.schemas[id]) => {}
                None => return None,
            }
        }
        let &(last, _) = enums.last()?;
        let mut having: IndexMap<&T, (&Known<T>, usize)> = IndexMap::new();
        for known in enums.iter().flat_map(|(_, values)| values) {
            having.entry(&known.value).or_insert((known, 0)).1 += 1;
        }
        let is_shared = having.values().any(|(_, count)| *count == enums.len());
        let common = having.into_values().filter(|(_, count)| !is_shared || *count == enums.len());
        let common: Vec<Known<T>> = common.map(|(known, _)| known.clone()).collect();
        let whole = enums.iter().find(|(_, values)| same_values(values, &common)).map(|(id, _)| Share::Whole(*id));
        let share = whole.unwrap_or(if is_shared { Share::Part } else { Share::Nothing { last } });
        Some((share, common)).filter(|(_, common)| !common.is_empty())
    }
}

/// Whether enums have the same values, whatever is said of them.
fn same_values<T: Eq>(one: &[Known<T>], other: &[Known<T>]) -> bool {
    one.iter().map(|known| &known.value).eq(other.iter().map(|known| &known.value))
}

pub(super) fn is_any_text(schema: &Schema) -> bool {
    schema.kind == Some(Kind::String) && schema.values.is_none()
}

pub(super) fn is_any_number(schema: &Schema) -> bool {
    matches!(schema.kind, Some(Kind::Integer | Kind::Number)) && schema.values.is_none()
}
