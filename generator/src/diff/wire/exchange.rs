//! What a value is sent in, and what a difference comes to there.

use super::super::finding::{Draft, Weight};
use super::super::{Rust, Wire};
use super::callbacks::is_wording;
use super::media::Media;
use super::view::{Shape, View};
use super::{Comparison, Pair, Position, Sides};
use crate::media_type::{is_form_data, is_json, is_url_encoded, stream_format};
use crate::resolve::{Document, Kind as Type, MediaType, SchemaId};

/// What a value is sent in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::diff) enum Exchange {
    /// A call of an operation, and its answer.
    Call,
    /// The same, in a media type whose values are given as they are written; no types come of it.
    Untyped,
    /// What the service sends by itself, and the answer to it.
    Webhook,
    /// What it sends where an operation asks for it; no types come of it.
    Callback,
    /// A call whose value is taken in any case: of a variant, where another one takes all values of its type.
    Anyway,
    /// What has no part in it: members that are only read, in requests, and those that are only written, in answers.
    Unsent,
}

impl Exchange {
    /// The same for what is taken in any case. What the service sends by itself is judged as before.
    pub(super) fn anyway(self) -> Self {
        if self == Self::Call { Self::Anyway } else { self }
    }

    /// A difference as it is told of what is sent so: where only words differ, that is the same anywhere.
    pub(super) fn told(self, draft: Draft) -> Draft {
        match (self, is_wording(draft.kind)) {
            (Self::Call, _) | (Self::Webhook, true) => draft,
            (Self::Untyped, _) => draft.without_types(),
            (Self::Webhook, false) => draft.of_callback(),
            (Self::Callback, true) => draft.least(Rust::None).counts(Weight::OfItems),
            (Self::Callback, false) => draft.of_callback().least(Rust::None),
            (Self::Anyway, _) => draft.wire(Wire::Safe),
            (Self::Unsent, _) => draft.wire(Wire::Safe).counts(Weight::OfItems),
        }
    }
}

impl Comparison<'_> {
    /// A pair of what a body or an answer holds, in the media types that it is sent as.
    pub(super) fn sent_as(&self, media: &Media<'_>, pair: Pair) -> Pair {
        let mut both = media.both.iter().copied().chain(media.replaced());
        let is_typed = both.any(|(one, other)| has_types(one, pair.position) && has_types(other, pair.position));
        let Sides { base, head } = self.documents;
        let is_of_types = is_typed || !has_parts(base, &pair.base) || !has_parts(head, &pair.head);
        if is_of_types { pair } else { Pair { exchange: Exchange::Untyped, ..pair } }
    }
}

/// Whether values of a media type are of the types that their schemas say: in JSON, in forms, and where they come one
/// after the other, which only answers do.
fn has_types(MediaType { media_type, .. }: &MediaType, position: Position) -> bool {
    let is_stream = position == Position::Response && stream_format(media_type).is_some();
    is_json(media_type) || is_url_encoded(media_type) || is_form_data(media_type) || is_stream
}

/// Whether values are made of others. Those that are not are text or bytes, as their schema says.
fn has_parts(document: &Document, schemas: &[SchemaId]) -> bool {
    let shape = |schemas| View::new(document, schemas).shape;
    !schemas.is_empty() && matches!(shape(schemas), Shape::Union | Shape::Of(Type::Object | Type::Array))
}
