//! The member that only a discriminator names: it says which variant a value is, and no property declares it.

use super::inheritance;
use super::members::Collected;
use crate::ir::{Access, Member, Presence, Type};
use crate::resolve::{Discriminator, Document, SchemaId};

/// The discriminator whose member says which variant a value of these schemas is; none where a property declares that
/// member, or no values are known.
pub(super) fn undeclared<'d>(
    document: &'d Document,
    schemas: &[SchemaId],
    collected: &Collected<'_>,
) -> Option<&'d Discriminator> {
    let discriminated = |id: SchemaId| {
        let union = Some(&document.schemas[id]).filter(|it| inheritance::of_base(it).is_none())?;
        union.discriminator.as_ref()
    };
    // Most take in none: the way to what they are built on is long.
    collected.seen.iter().find_map(|&id| discriminated(id))?;
    let mut wholes = schemas.iter().flat_map(|&id| inheritance::line(document, id));
    let discriminator = wholes.find_map(discriminated)?;
    let is_declared = collected.properties.contains_key(discriminator.property.as_str());
    (!is_declared && !discriminator.mapping.is_empty()).then_some(discriminator)
}

/// It as a member of a struct. It may be missing, as no property says that it must be there.
pub(super) fn member(Discriminator { origin, property, mapping, .. }: &Discriminator) -> Member {
    let values: Vec<String> = mapping.iter().map(|(value, _)| format!("`{value}`")).collect();
    Member {
        origin: origin.clone(),
        wire: property.clone(),
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
