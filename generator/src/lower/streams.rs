//! Answers that come value by value: server-sent events, and JSON texts one after the other.

use super::Lowering;
use super::media::essence;
use crate::diagnostic::catalogue;
use crate::ir::{Context, Segment, Stream, StreamFormat, Type};
use crate::resolve::MediaType;

/// Takes the streams out of the representations of an answer. The first is read value by value, by the schema of one:
/// what the document declares for the media type, or, of a list, for its elements.
pub(super) fn take(
    lowering: &mut Lowering<'_>,
    content: &[MediaType],
    context: &Context,
) -> (Option<Stream>, Vec<MediaType>) {
    let (streams, others): (Vec<&MediaType>, Vec<&MediaType>) = content.iter().partition(|media| is_stream(media));
    for further in streams.iter().skip(1) {
        let reason = "the operation is read as another stream; ask for this one by `send_streaming`";
        lowering.diagnostics.push(catalogue::lower::degraded(&further.origin, &further.media_type, reason));
    }
    let stream = streams.first().and_then(|media| stream(lowering, media, context));
    (stream, others.into_iter().cloned().collect())
}

fn stream(lowering: &mut Lowering<'_>, media: &MediaType, context: &Context) -> Option<Stream> {
    let format = format(&media.media_type)?;
    let context = context.child(Segment::Media(media.media_type.clone()));
    let value = media.schema.map(|id| lowering.document.schemas[id].items.unwrap_or(id));
    let untyped = if format == StreamFormat::Events { Type::Text } else { Type::Json };
    let ty = value.map_or(untyped, |id| lowering.schema(id, &context).element());
    Some(Stream { format, media_type: media.media_type.clone(), ty })
}

/// Whether values come one by one.
pub(super) fn is_stream(media: &MediaType) -> bool {
    format(&media.media_type).is_some()
}

/// How values stand in a media type, where it is one of a stream.
fn format(media_type: &str) -> Option<StreamFormat> {
    match essence(media_type).as_str() {
        "text/event-stream" => Some(StreamFormat::Events),
        "application/x-ndjson"
        | "application/ndjson"
        | "application/jsonl"
        | "application/x-jsonl"
        | "application/jsonlines"
        | "application/x-jsonlines"
        | "application/json-lines" => Some(StreamFormat::Lines),
        "application/json-seq" | "application/geo+json-seq" => Some(StreamFormat::Sequence),
        _ => None,
    }
}
