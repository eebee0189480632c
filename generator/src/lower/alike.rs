//! Schemas that say the same: documents repeat an inline schema for each media type.

use crate::resolve::{Additional, Document, Schema, SchemaId};

/// Whether two schemas have the same values. Components are the same only as themselves, so the comparison ends.
pub(super) fn alike(document: &Document, one: Option<SchemaId>, other: Option<SchemaId>) -> bool {
    Likeness { document, compared: Compared::Bounds }.of(one, other)
}

/// Whether two schemas have values of one shape, be they bounded otherwise.
pub(super) fn shaped_alike(document: &Document, one: SchemaId, other: SchemaId) -> bool {
    Likeness { document, compared: Compared::Shape }.of(Some(one), Some(other))
}

/// Whether a schema says all that another one does: of values the same, and that they are not to be used any more where
/// the other one says so.
pub(super) fn says_all_of(document: &Document, one: SchemaId, other: SchemaId) -> bool {
    Likeness { document, compared: Compared::Use }.of(Some(one), Some(other))
}

/// How schemas are compared.
struct Likeness<'d> {
    document: &'d Document,
    compared: Compared,
}

/// What of schemas is compared: each with what stands before it.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Compared {
    Shape,
    Bounds,
    Use,
}

impl Likeness<'_> {
    fn of(&self, one: Option<SchemaId>, other: Option<SchemaId>) -> bool {
        let document = self.document;
        let (Some(one), Some(other)) = (one, other) else { return one == other };
        if one == other {
            return true;
        }
        let (one, other) = (&document.schemas[one], &document.schemas[other]);
        let is_inline = one.component.is_none() && other.component.is_none();
        let is_bounded_so = self.compared < Compared::Bounds
            || (&one.constraints, &one.default) == (&other.constraints, &other.default);
        let is_used_so = self.compared < Compared::Use || one.deprecated || !other.deprecated;
        is_inline && is_bounded_so && is_used_so && facts_alike(one, other) && self.parts_alike(one, other)
    }

    /// What schemas say by others.
    fn parts_alike(&self, one: &Schema, other: &Schema) -> bool {
        let pair = |(&one, &other): (&SchemaId, &SchemaId)| self.of(Some(one), Some(other));
        let all = |one: &[SchemaId], other: &[SchemaId]| one.len() == other.len() && one.iter().zip(other).all(pair);
        let additional = match (&one.additional, &other.additional) {
            (Additional::Of(one), Additional::Of(other)) => self.of(Some(*one), Some(*other)),
            (Additional::Open, Additional::Open) | (Additional::Closed, Additional::Closed) => true,
            (Additional::Open | Additional::Closed | Additional::Of(_), _) => false,
        };
        let told_apart = match (&one.discriminator, &other.discriminator) {
            (Some(one), Some(other)) => (&one.property, &one.mapping) == (&other.property, &other.mapping),
            (one, other) => one.is_none() && other.is_none(),
        };
        additional
            && told_apart
            && self.of(one.items, other.items)
            && self.of(one.not, other.not)
            && one.properties.keys().eq(other.properties.keys())
            && one.properties.values().zip(other.properties.values()).all(pair)
            && all(&one.prefix_items, &other.prefix_items)
            && all(&one.all_of, &other.all_of)
            && all(&one.one_of, &other.one_of)
            && all(&one.any_of, &other.any_of)
    }
}

/// What schemas say of themselves.
fn facts_alike(one: &Schema, other: &Schema) -> bool {
    (one.kind, &one.format, &one.values) == (other.kind, &other.format, &other.values)
        && (one.nullable, one.read_only, one.write_only) == (other.nullable, other.read_only, other.write_only)
        && one.required == other.required
        && (&one.rust_name, &one.rust_type) == (&other.rust_name, &other.rust_type)
        && one.value_notes == other.value_notes
}
