//! The document with every reference followed.

use openapiv3::{Example, Header, Parameter, RequestBody, Response, Schema, SecurityScheme};
use serde_json::Value;

use super::index::Index;
use super::model::SchemaId;
use super::table::{Linked, Lost, Table};
use crate::arena::Id;
use crate::diagnostic::{Diagnostic, Diagnostics, catalogue};
use crate::normalise::Normal;
use crate::repeated::Repeated;
use crate::source::{FileId, Origin, Pointer, PointerError};

/// Every place of every kind, with the item that it has or names.
pub(super) struct References<'n> {
    normal: &'n Normal,
    pub(super) repeated: Repeated,
    pub(super) schemas: Linked<'n, Schema>,
    pub(super) parameters: Linked<'n, Parameter>,
    pub(super) bodies: Linked<'n, RequestBody>,
    pub(super) responses: Linked<'n, Response>,
    pub(super) headers: Linked<'n, Header>,
    pub(super) examples: Linked<'n, Example>,
    pub(super) security_schemes: Linked<'n, SecurityScheme>,
}

/// A kind of thing that can be referenced.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    Schema,
    Parameter,
    RequestBody,
    Response,
    Header,
    Example,
    SecurityScheme,
}

impl Target {
    const ALL: [Self; 7] = [
        Self::Schema,
        Self::Parameter,
        Self::RequestBody,
        Self::Response,
        Self::Header,
        Self::Example,
        Self::SecurityScheme,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Schema => "a schema",
            Self::Parameter => "a parameter",
            Self::RequestBody => "a request body",
            Self::Response => "a response",
            Self::Header => "a header",
            Self::Example => "an example",
            Self::SecurityScheme => "a security scheme",
        }
    }

    /// The key under `components`.
    fn section(self) -> &'static str {
        match self {
            Self::Schema => "schemas",
            Self::Parameter => "parameters",
            Self::RequestBody => "requestBodies",
            Self::Response => "responses",
            Self::Header => "headers",
            Self::Example => "examples",
            Self::SecurityScheme => "securitySchemes",
        }
    }
}

impl<'n> References<'n> {
    /// Follows the references of a document; the ones that lead nowhere are reported.
    pub(super) fn follow(normal: &'n Normal, diagnostics: &mut Diagnostics) -> Self {
        let Index { schemas, parameters, bodies, responses, headers, examples, security_schemes, normal: _ } =
            Index::new(normal);
        let mut lost = Vec::new();
        let references = Self {
            normal,
            repeated: Repeated::new(),
            schemas: link(schemas, Target::Schema, normal, &mut lost),
            parameters: link(parameters, Target::Parameter, normal, &mut lost),
            bodies: link(bodies, Target::RequestBody, normal, &mut lost),
            responses: link(responses, Target::Response, normal, &mut lost),
            headers: link(headers, Target::Header, normal, &mut lost),
            examples: link(examples, Target::Example, normal, &mut lost),
            security_schemes: link(security_schemes, Target::SecurityScheme, normal, &mut lost),
        };
        let mut suggestions = SUGGESTIONS;
        for (kind, lost) in lost {
            diagnostics.push(match lost {
                Lost::Circle(places) => {
                    let cycle: Vec<Origin> = places.iter().map(|place| place.child("$ref")).collect();
                    catalogue::resolve::cyclic_reference(&cycle)
                }
                Lost::Nowhere { origin, reference } => {
                    suggestions = suggestions.saturating_sub(1);
                    let available = if suggestions == 0 { Vec::new() } else { references.available(kind, origin.file) };
                    references.nowhere(kind, &origin, reference, &available)
                }
            });
        }
        references
    }

    /// The document whose references these are.
    pub(super) fn normal(&self) -> &'n Normal {
        self.normal
    }

    /// The schema that a place has or names; where its reference leads nowhere, the one of any value.
    pub(super) fn schema(&self, place: &Origin) -> Option<SchemaId> {
        let is_lost = || self.schemas.is_lost(place).then(|| self.schemas.items().len());
        self.schemas.index(place).or_else(is_lost).map(SchemaId::from_index)
    }

    /// The schema that a place names, where there is one.
    pub(super) fn known_schema(&self, place: &Origin) -> Option<SchemaId> {
        self.schemas.index(place).map(SchemaId::from_index)
    }

    /// The place of the component that a reference to a schema names; none where it names something else.
    pub(super) fn component(&self, reference: &str) -> Option<Pointer> {
        let components = Pointer::root().child("components").child(Target::Schema.section());
        pointer(reference).ok().filter(|pointer| pointer.parent().is_some_and(|parent| parent == components))
    }

    /// Why a reference leads nowhere. `origin` is that of its text.
    fn nowhere(&self, kind: Target, origin: &Origin, text: &str, available: &[String]) -> Diagnostic {
        let pointer = match pointer(text) {
            Ok(pointer) => pointer,
            Err(_) if !text.contains('#') => {
                // A name alone, as the mapping of a discriminator may give it.
                let names = available.iter().filter_map(|reference| reference.rsplit('/').next());
                return catalogue::resolve::dangling_reference(origin, text, names);
            }
            Err(reason) => return catalogue::resolve::malformed_reference(origin, text, &reason),
        };
        let place = self.normal.origin(&pointer);
        let found = Target::ALL.into_iter().find(|kind| self.contains(*kind, &place)).map(Target::name);
        let exists = || pointer.value_in(self.normal.tree()).map(|_| "something else");
        match found.or_else(exists) {
            Some(found) => catalogue::resolve::mistargeted_reference(origin, text, kind.name(), found),
            None => catalogue::resolve::dangling_reference(origin, text, available.iter().map(String::as_str)),
        }
    }

    /// The references to the components of a kind that a file has, wherever they stand in it.
    fn available(&self, kind: Target, file: FileId) -> Vec<String> {
        let section = Pointer::root().child("components").child(kind.section());
        let components = section.value_in(self.normal.tree()).and_then(Value::as_object);
        let origin = |name: &String| self.normal.origin(&section.child(name));
        let origins = components.into_iter().flatten().map(|(name, _)| origin(name));
        origins.filter(|origin| origin.file == file).map(|origin| origin.pointer.to_fragment()).collect()
    }

    fn contains(&self, kind: Target, place: &Origin) -> bool {
        match kind {
            Target::Schema => self.schemas.index(place).is_some(),
            Target::Parameter => self.parameters.index(place).is_some(),
            Target::RequestBody => self.bodies.index(place).is_some(),
            Target::Response => self.responses.index(place).is_some(),
            Target::Header => self.headers.index(place).is_some(),
            Target::Example => self.examples.index(place).is_some(),
            Target::SecurityScheme => self.security_schemes.index(place).is_some(),
        }
    }
}

/// How many of the references that lead nowhere are compared with all that there are; in a hostile document both are
/// many.
const SUGGESTIONS: usize = 100;

fn link<'n, T>(
    table: Table<'n, T>,
    kind: Target,
    normal: &Normal,
    lost: &mut Vec<(Target, Lost<'n>)>,
) -> Linked<'n, T> {
    let components = Pointer::root().child("components").child(kind.section());
    let (linked, broken) = table.link(|reference| match pointer(reference) {
        Ok(pointer) => Some(normal.origin(&pointer)),
        // The mapping of a discriminator may give the name alone.
        Err(_) => Some(normal.origin(&components.child(reference))),
    });
    lost.extend(broken.into_iter().map(|broken| (kind, broken)));
    linked
}

/// The place in the tree that a reference names, or why it names none.
fn pointer(reference: &str) -> Result<Pointer, String> {
    let fragment = reference.strip_prefix('#').ok_or("it does not start with `#`")?;
    Pointer::from_fragment(fragment).map_err(PointerError::of_reference)
}
