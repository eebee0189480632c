//! The member that only a discriminator names: it says which variant a value is, and no property declares it.

use super::inheritance;
use super::member::Facts;
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
    let is_declared = |tag: &str| collected.properties.contains_key(tag);
    discriminator(document, schemas, collected).filter(|tag| !is_declared(&tag.property))
}

/// The same for what is sent: a tag that only the service writes is not declared there.
pub(super) fn unsent<'d>(
    document: &'d Document,
    schemas: &[SchemaId],
    collected: &Collected<'_>,
) -> Option<&'d Discriminator> {
    let declared = |tag: &str| collected.properties.get(tag);
    let is_sent = |tag: &str| declared(tag).is_some_and(|declared| !Facts::of_all(document, declared).read_only);
    discriminator(document, schemas, collected).filter(|tag| !is_sent(&tag.property))
}

/// The discriminator of these schemas or of what they build on, where its values are known.
fn discriminator<'d>(
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
    wholes.find_map(discriminated).filter(|discriminator| !discriminator.mapping.is_empty())
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
        example: None,
        wish: None,
    }
}
