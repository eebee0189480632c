//! Answers that come value by value: server-sent events, and JSON texts one after the other. Of an event, the schema is
//! that of its data, or of the event as a whole.

use super::Lowering;
use super::alike::alike;
use super::members::Collected;
use crate::diagnostic::catalogue;
use crate::ir::{Context, Segment, Stream, Type};
use crate::media_type::{StreamFormat, essence, stream_format};
use crate::resolve::{Document, MediaType, SchemaId};

/// Takes the streams out of the representations of an answer that the operation gives; `read` is the one that it reads
/// value by value, be it of another status, by the schema of one: what the document declares for the media type, or, of
/// a list, for its elements. Those of an error are read as a whole, as is the body of every error.
pub(super) fn take(
    lowering: &mut Lowering<'_>,
    content: &[MediaType],
    read: Option<&MediaType>,
    context: &Context,
) -> (Option<Stream>, Vec<MediaType>) {
    let Some(read) = read else { return (None, content.to_vec()) };
    let (streams, others): (Vec<&MediaType>, Vec<&MediaType>) = content.iter().partition(|media| is_stream(media));
    let document = lowering.document;
    let is_read = |media: &&&MediaType| {
        essence(&media.media_type) == essence(&read.media_type) && alike(document, media.schema, read.schema)
    };
    let taken = streams.iter().find(is_read).map(|media| &media.media_type);
    for further in streams.iter().filter(|further| Some(&further.media_type) != taken) {
        let reason = "the operation is read as another stream; ask for this one by `send_streaming`";
        lowering.diagnostics.push(catalogue::lower::degraded(&further.origin, &further.media_type, reason));
    }
    let stream = taken.and_then(|_| stream(lowering, read, context));
    (stream, others.into_iter().cloned().collect())
}

fn stream(lowering: &mut Lowering<'_>, media: &MediaType, context: &Context) -> Option<Stream> {
    let format = stream_format(&media.media_type)?;
    let context = context.child(Segment::Media(media.media_type.clone()));
    let value = media.schema.map(|id| lowering.document.schemas[id].items.unwrap_or(id));
    let untyped = if format == StreamFormat::Events { Type::Text } else { Type::Json };
    let members = match format {
        StreamFormat::Events => value.map(|id| members(lowering.document, id)).unwrap_or_default(),
        StreamFormat::Lines | StreamFormat::Sequence => Vec::new(),
    };
    let ty = value.map_or(untyped, |id| lowering.schema(id, &context).element());
    Some(Stream { format, media_type: media.media_type.clone(), ty, members })
}

/// The fields of an event (WHATWG HTML, section 9.2.6).
const FIELDS: [&str; 4] = ["id", "event", "data", "retry"];

/// The fields that a schema has as members: that of the event as a whole has `data`, and nothing that is no field. Of
/// all others, which are those of the data, none.
fn members(document: &Document, id: SchemaId) -> Vec<&'static str> {
    let collected = Collected::new(document, &[id]);
    let is_declared = |field: &&str| collected.properties.contains_key(*field);
    let members: Vec<&str> = FIELDS.into_iter().filter(is_declared).collect();
    let is_event = members.contains(&"data") && members.len() == collected.properties.len();
    if is_event { members } else { Vec::new() }
}

/// Whether values come one by one.
pub(super) fn is_stream(media: &MediaType) -> bool {
    stream_format(&media.media_type).is_some()
}
