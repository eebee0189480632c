//! Unions of which another schema leaves one variant: the only one of the kind that all of those say which say one, or,
//! of `oneOf`, itself.

use indexmap::IndexSet;

use crate::lower::annotated::has_no_shape;
use crate::lower::{Lowering, unions};
use crate::resolve::{Document, Kind, SchemaId};

/// The schemas that all hold, with the variant that is left in the place of each union.
pub(super) fn by_others(lowering: &mut Lowering<'_>, ids: &[SchemaId]) -> Vec<SchemaId> {
    let document = lowering.document;
    let kinds: IndexSet<Kind> = ids.iter().filter_map(|&id| document.schemas[id].kind).collect();
    let kind = kinds.first().copied().filter(|_| kinds.len() == 1);
    let left = |&id: &SchemaId| {
        let is_union = unions::is_of_variants(document, id);
        let named = unions::named_beside(document, id, ids).filter(|&named| is_union && named != id);
        named.or_else(|| of_kind(document, id, kind?))
    };
    let mut narrowed: IndexSet<SchemaId> = ids.iter().map(|id| left(id).unwrap_or(*id)).collect();
    if ids.iter().any(|&id| kind.is_some_and(|kind| of_kind(document, id, kind).is_some())) {
        // Of what kind the variant is, it says itself.
        let variants: IndexSet<SchemaId> = ids.iter().filter_map(left).collect();
        let says_more = |id: &SchemaId| !has_no_shape(&document.schemas[*id]) || document.schemas[*id].format.is_some();
        narrowed.retain(|id| variants.contains(id) || says_more(id));
    }
    for &union in ids.iter().filter(|id| !narrowed.contains(*id)) {
        super::reach_all(lowering, union);
    }
    narrowed.into_iter().collect()
}

/// The only variant of a union that is of a kind.
pub(super) fn of_kind(document: &Document, union: SchemaId, kind: Kind) -> Option<SchemaId> {
    if !unions::is_of_variants(document, union) || document.schemas[union].kind.is_some() {
        return None;
    }
    let is_of_it = |own: Kind| own == kind || (own, kind) == (Kind::Integer, Kind::Number);
    let variants = unions::variants(document, union);
    let mut left = variants.iter().copied().filter(|&it| document.schemas[it].kind.is_none_or(is_of_it));
    let only = left.next().filter(|&only| document.schemas[only].kind.is_some())?;
    (variants.len() > 1 && left.next().is_none()).then_some(only)
}
