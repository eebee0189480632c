//! Media types: which of them carry JSON, a form, text, files or a stream.

/// A media type without its parameters, in lower case (RFC 9110, 8.3.1).
pub(crate) fn essence(media_type: &str) -> String {
    without_parameters(media_type).to_ascii_lowercase()
}

/// A media type without its parameters, as it is written.
pub(crate) fn without_parameters(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default().trim()
}

/// JSON, or a type with its suffix (RFC 6839).
pub(crate) fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    matches!(essence.as_str(), "application/json" | "text/json" | "*/*" | "application/*") || essence.ends_with("+json")
}

/// A type whose bodies are text to read: `text/*`, and what is text by another name.
pub(crate) fn is_text(media_type: &str) -> bool {
    const NAMED: &[&str] = &[
        "application/ecmascript",
        "application/graphql",
        "application/javascript",
        "application/jose",
        "application/jwt",
        "application/markdown",
        "application/n-quads",
        "application/n-triples",
        "application/pem-certificate-chain",
        "application/sdp",
        "application/sparql-query",
        "application/sparql-update",
        "application/sql",
        "application/text",
        "application/toml",
        "application/trig",
        "application/x-javascript",
        "application/x-pem-file",
        "application/x-yaml",
        "application/xml",
        "application/xml-dtd",
        "application/yaml",
    ];
    const SUFFIXES: &[&str] = &["+jwt", "+xml", "+yaml"];
    let essence = essence(media_type);
    essence.starts_with("text/") && !is_json(&essence)
        || NAMED.contains(&essence.as_str())
        || SUFFIXES.iter().any(|suffix| essence.ends_with(suffix))
}

/// Whether a text is written in the charset that a type names (`runtime/charset.rs`): UTF-8, ASCII or Latin-1.
pub(crate) fn is_written_in_its_charset(media_type: &str) -> bool {
    const KNOWN: &[&str] = &["utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1"];
    let mut parameters = media_type.split(';').skip(1).filter_map(|parameter| parameter.split_once('='));
    let charset = parameters.find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"));
    let is_known = |charset: &str| KNOWN.iter().any(|known| known.eq_ignore_ascii_case(charset));
    charset.is_none_or(|(_, charset)| is_known(charset.trim().trim_matches('"')))
}

/// A type that nothing but a file is written as (RFC 6838, 4.2; OpenAPI 3.1.1, "Considerations for File Uploads").
pub(crate) fn is_of_files(media_type: &str) -> bool {
    let essence = essence(media_type);
    let is_of = |(kind, subtype): (&str, &str)| match kind {
        "audio" | "font" | "image" | "video" => true,
        "application" => matches!(subtype, "gzip" | "octet-stream" | "pdf" | "zip"),
        _ => false,
    };
    essence.split_once('/').is_some_and(is_of)
}

/// XML, by its names and its suffix (RFC 7303).
pub(crate) fn is_xml(media_type: &str) -> bool {
    let essence = essence(media_type);
    matches!(essence.as_str(), "application/xml" | "text/xml") || essence.ends_with("+xml")
}

/// A form of parts (RFC 7578).
pub(crate) fn is_form_data(media_type: &str) -> bool {
    essence(media_type) == "multipart/form-data"
}

/// A form in the manner of a query string (WHATWG URL, `application/x-www-form-urlencoded`).
pub(crate) fn is_url_encoded(media_type: &str) -> bool {
    essence(media_type) == "application/x-www-form-urlencoded"
}

/// How the values of a stream stand one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StreamFormat {
    /// Server-sent events.
    Events,
    /// JSON in lines.
    Lines,
    /// JSON behind record separators (RFC 7464).
    Sequence,
}

/// How values stand in a media type, where it is one of a stream.
pub(crate) fn stream_format(media_type: &str) -> Option<StreamFormat> {
    match essence(media_type).as_str() {
        "text/event-stream" => Some(StreamFormat::Events),
        "application/x-ndjson"
        | "application/ndjson"
        | "application/jsonl"
        | "application/x-jsonl"
        | "application/jsonlines"
        | "application/x-jsonlines"
        | "application/json-lines"
        | "application/stream+json" => Some(StreamFormat::Lines),
        "application/json-seq" | "application/geo+json-seq" => Some(StreamFormat::Sequence),
        _ => None,
    }
}

/// The media types of a list of types and ranges (OpenAPI 3.0.3, `contentType` of "Encoding Object"), without the
/// ranges.
pub(crate) fn listed_types(listed: &str) -> impl Iterator<Item = &str> {
    separated(listed).filter_map(one_type)
}

/// The elements of a list, whose commas are none in quotes (RFC 9110, 5.6.1 and 5.6.4).
pub(crate) fn separated(listed: &str) -> impl Iterator<Item = &str> {
    let (mut is_quoted, mut is_escaped) = (false, false);
    listed.split(move |c| {
        is_quoted ^= c == '"' && !is_escaped;
        is_escaped = c == '\\' && is_quoted && !is_escaped;
        c == ',' && !is_quoted
    })
}

/// A media type that is no range.
fn one_type(listed: &str) -> Option<&str> {
    let listed = listed.trim();
    let is_part = |part: &str| {
        let is_token = |c: char| c.is_ascii_alphanumeric() || "!#$&-^_.+".contains(c);
        !part.is_empty() && part.chars().all(is_token)
    };
    let (kind, subtype) = listed.split(';').next()?.trim().split_once('/')?;
    let is_one = is_part(kind) && is_part(subtype);
    (is_one && listed.chars().all(|c| c == ' ' || c.is_ascii_graphic())).then_some(listed)
}

#[cfg(test)]
mod tests {
    use super::listed_types;

    #[test]
    fn a_listed_type_is_no_range_and_no_header_of_its_own() {
        let table = [
            ("image/png", Some("image/png")),
            (" text/markdown; charset=utf-8 ", Some("text/markdown; charset=utf-8")),
            ("application/merge-patch+json", Some("application/merge-patch+json")),
            ("image/png, image/jpeg", Some("image/png")),
            ("image/*, image/png", Some("image/png")),
            (r#"text/plain; a="\",b", image/png"#, Some(r#"text/plain; a="\",b""#)),
            ("image/*", None),
            ("*/*", None),
            ("png", None),
            ("", None),
            ("text/plain\r\nX-Injected: yes", None),
            ("text/plain; name=é", None),
        ];
        for (listed, expected) in table {
            assert_eq!(listed_types(listed).next(), expected, "{listed:?}");
        }
    }
}
