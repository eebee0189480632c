//! What media types bodies have, said in the words of Swagger 2.0: `consumes` and `produces`, which an operation has
//! itself or the document for all.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::references::JSON;
use crate::diagnostic::{Diagnostics, catalogue};
use crate::media_type::{essence, is_json};
use crate::normalise::Moved;
use crate::normalise::operations::operations;
use crate::normalise::paths::list;
use crate::normalise::refuse::remove;
use crate::source::Pointer;

/// The media types that an operation has by such a key, and where they stand.
pub(super) struct Said<'t> {
    pub(super) media_types: Vec<&'t str>,
    pub(super) place: Pointer,
}

impl<'t> Said<'t> {
    /// None where nothing is said.
    pub(super) fn of(tree: &'t Value, operation: Pointer, key: &str) -> Option<Self> {
        let places = [operation, Pointer::root()].map(|holder| holder.child(key));
        let mut said = places.into_iter().map(|place| {
            let media_types = list(place.value_in(tree)).iter().filter_map(Value::as_str).collect();
            Self { media_types, place }
        });
        said.find(|said: &Self| !said.media_types.is_empty())
    }
}

/// The media type that is meant by several: JSON, or a type that is written in it, unless there are only others.
pub(super) fn meant<'t>(media_types: &[&'t str]) -> &'t str {
    let plain = media_types.iter().find(|media_type| essence(media_type) == JSON);
    let json = plain.or_else(|| media_types.iter().find(|media_type| is_json(media_type)));
    json.or(media_types.first()).copied().unwrap_or(JSON)
}

/// Gives the responses that have a schema without media types what their operations produce. Components have no
/// operation that is theirs.
pub(super) fn mend(tree: &mut Value, moved: &mut Moved, diagnostics: &mut Diagnostics) {
    let of_operations = operations(tree).map(|operation| (operation.pointer(), operation.pointer().child("responses")));
    let found: Vec<Found> =
        of_operations.flat_map(|(holder, responses)| Found::all(tree, holder, &responses)).collect();
    let places: BTreeSet<Pointer> = found.iter().map(|found| found.produced.clone()).collect();
    for found in found {
        found.put(tree, moved, diagnostics);
    }
    for place in places {
        let reading = "is read for the media type of answers";
        diagnostics.push(catalogue::normalise::repaired(&moved.origin(&place), reading));
        remove(tree, moved, &place);
    }
}

/// A response that has a schema itself.
struct Found {
    response: Pointer,
    media_type: String,
    /// Where it is said.
    produced: Pointer,
}

impl Found {
    /// Those of an operation.
    fn all(tree: &Value, holder: Pointer, responses: &Pointer) -> Vec<Self> {
        let Some(Said { media_types, place }) = Said::of(tree, holder, "produces") else { return Vec::new() };
        let is_bare = |(_, response): &(&String, &Value)| {
            response.get("content").is_none() && response.get("schema").is_some_and(Value::is_object)
        };
        let members = responses.value_in(tree).and_then(Value::as_object).into_iter().flatten();
        let found = members.filter(is_bare).map(|(name, _)| Self {
            response: responses.child(name),
            media_type: meant(&media_types).to_owned(),
            produced: place.clone(),
        });
        found.collect()
    }

    fn put(self, tree: &mut Value, moved: &mut Moved, diagnostics: &mut Diagnostics) {
        let Self { response, media_type, produced: _ } = self;
        let schema_pointer = response.child("schema");
        let origin = moved.origin(&schema_pointer);
        diagnostics.push(catalogue::normalise::repaired(&origin, "is read as that of a body of what is produced"));
        moved.insert(&response.child("content").child(&media_type).child("schema"), origin);
        let members = tree.pointer_mut(response.as_str()).and_then(Value::as_object_mut);
        let Some((members, schema)) = members.and_then(|it| it.shift_remove("schema").map(|schema| (it, schema)))
        else {
            return;
        };
        members.insert("content".to_owned(), json!({ media_type: { "schema": schema } }));
    }
}
