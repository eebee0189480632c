//! The member that only a discriminator names: it says which variant a value is, and no property declares it.

use super::inheritance;
use super::members::Collected;
use crate::ir::{Access, Member, Presence, Type};
use crate::resolve::{Discriminator, Document, SchemaId};
use crate::source::Origin;

/// What a discriminator says of such a member.
pub(super) struct Undeclared<'d> {
    pub(super) origin: Origin,
    pub(super) property: &'d str,
    /// The values and what they stand for.
    pub(super) mapping: &'d [(String, SchemaId)],
}

/// The member that says which variant a value of these schemas is; none where a property declares it, or no values are
/// known.
pub(super) fn undeclared<'d>(
    document: &'d Document,
    schemas: &[SchemaId],
    collected: &Collected<'_>,
) -> Option<Undeclared<'d>> {
    let discriminated = |id: SchemaId| {
        let union = Some(&document.schemas[id]).filter(|it| inheritance::of_base(it).is_none())?;
        Some((union, union.discriminator.as_ref()?))
    };
    // Most take in none: the way to what they are built on is long.
    collected.seen.iter().find_map(|&id| discriminated(id))?;
    let mut wholes = schemas.iter().flat_map(|&id| inheritance::line(document, id));
    let (union, Discriminator { property, mapping }) = wholes.find_map(discriminated)?;
    let is_declared = collected.properties.contains_key(property.as_str());
    let origin = union.origin.child("discriminator");
    (!is_declared && !mapping.is_empty()).then_some(Undeclared { origin, property, mapping })
}

impl Undeclared<'_> {
    /// The member of a struct. It may be missing, as no property says that it must be there.
    pub(super) fn member(self) -> Member {
        let values: Vec<String> = self.mapping.iter().map(|(value, _)| format!("`{value}`")).collect();
        Member {
            origin: self.origin,
            wire: self.property.to_owned(),
            ty: Type::Text,
            presence: Presence::Optional,
            access: Access::Both,
            description: Some(format!("Says which variant the value is: {}.", values.join(", "))),
            deprecated: false,
            default: None,
            filled: None,
            rules: Vec::new(),
            element: None,
            wish: None,
        }
    }
}
