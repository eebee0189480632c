//! Media types of request bodies: the caller's choice, or the one that fits the payload.

use mime::Mime;

use super::call::Payload;
use super::response::is_json;
use crate::{Error, Result};

/// The caller's choice, when it is declared, be it by a range (`image/*`).
///
/// # Errors
///
/// It is not declared; the kind is build.
pub(crate) fn choose<'t>(declared: &[&str], chosen: &'t str) -> Result<&'t str> {
    let is_declared = declared.is_empty() || declared.iter().any(|range| in_range(chosen, range));
    if is_declared {
        return Ok(chosen);
    }
    Err(Error::build(format!("media type {chosen:?} is not declared; declared: {}", declared.join(", "))))
}

/// The first declared type that the payload can be sent as, a range only where there is no other; the payload's own
/// where none is declared.
///
/// # Errors
///
/// Only a range is declared, or a type of parts whose boundary the payload has, so the caller must say which; the kind
/// is build.
pub(crate) fn default_type(declared: &[&'static str], payload: &Payload) -> Result<&'static str> {
    let own = own_type(payload);
    let fitting = || declared.iter().copied().filter(|media_type| fits(media_type, payload));
    let named = fitting().find(|media_type| !media_type.contains('*'));
    let declared = named.or_else(|| fitting().next()).unwrap_or(own);
    match declared {
        "*/*" => Ok(own),
        range if range.contains('*') && in_range(own, range) => Ok(own),
        range if range.contains('*') => {
            Err(Error::build(format!("media type is declared as `{range}`: choose one by `with_content_type`")))
        }
        parts if parts.starts_with("multipart/") && !matches!(payload, Payload::Form(_)) => {
            Err(Error::build(format!("`{parts}` needs the boundary of its parts: give it by `with_content_type`")))
        }
        concrete => Ok(concrete),
    }
}

/// Whether a media type is that of forms in the manner of a query string.
pub(crate) fn is_url_encoded(media_type: &str) -> bool {
    media_type.starts_with("application/x-www-form-urlencoded")
}

fn own_type(payload: &Payload) -> &'static str {
    match payload {
        Payload::Json(_) => "application/json",
        Payload::Form(_) => "multipart/form-data",
        Payload::Text(_) => "text/plain; charset=utf-8",
        Payload::None | Payload::Upload(_) => "application/octet-stream",
    }
}

fn fits(media_type: &str, payload: &Payload) -> bool {
    match payload {
        Payload::Json(_) => is_json(media_type) || is_url_encoded(media_type),
        Payload::Form(_) => media_type.starts_with("multipart/form-data"),
        Payload::Text(_) => !media_type.starts_with("multipart/"),
        Payload::None | Payload::Upload(_) => !media_type.starts_with("multipart/form-data"),
    }
}

/// Whether a media type is in a range (RFC 9110 section 12.5.1). Parameters do not count.
pub(crate) fn in_range(media_type: &str, range: &str) -> bool {
    let essence = |text: &str| text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let (media_type, range) = (essence(media_type), essence(range));
    match range.split_once('*') {
        Some(("", "/*")) => true,
        // `application/*+json` is a range that documents invent.
        Some((prefix, suffix)) => media_type.starts_with(prefix) && media_type.ends_with(suffix),
        None => media_type == range,
    }
}

/// Whether a media type has the parameters that a range names (RFC 9110 section 12.5.1).
pub(crate) fn has_parameters(media_type: &str, range: &str) -> bool {
    if !range.contains(';') {
        return true;
    }
    match (media_type.parse::<Mime>(), range.parse::<Mime>()) {
        (Ok(own), Ok(range)) => range.params().all(|(name, value)| own.get_param(name) == Some(value)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::body::Upload;
    use super::super::form::Form;
    use super::{Payload, choose, default_type, has_parameters};

    #[test]
    fn the_default_fits_the_payload() {
        let json = || Payload::Json(Vec::new());
        let upload = || Payload::Upload(Upload::from("x"));
        let cases = [
            (json(), &[][..], Some("application/json")),
            (json(), &["text/plain", "application/merge-patch+json"], Some("application/merge-patch+json")),
            (json(), &["application/x-www-form-urlencoded"], Some("application/x-www-form-urlencoded")),
            (Payload::Form(Form::new()), &["application/json", "multipart/form-data"], Some("multipart/form-data")),
            (Payload::Text(String::new()), &["text/*"], Some("text/plain; charset=utf-8")),
            (Payload::Text(String::new()), &["text/csv"], Some("text/csv")),
            (upload(), &["*/*"], Some("application/octet-stream")),
            (upload(), &["image/png", "image/gif"], Some("image/png")),
            (upload(), &["image/*"], None),
            (upload(), &["multipart/mixed"], None),
            (json(), &["application/*+json", "application/json"], Some("application/json")),
            (json(), &["application/*+json"], None),
        ];
        for (payload, declared, expected) in cases {
            assert_eq!(default_type(declared, &payload).ok(), expected, "{declared:?}");
        }
    }

    #[test]
    fn the_choice_must_be_declared() {
        let cases = [
            (&["image/*"][..], "IMAGE/png; q=1", true),
            (&["image/*"], "text/png", false),
            (&["application/*+json"], "application/merge-patch+json", true),
            (&["application/*+json"], "application/json", false),
            (&["application/json; charset=utf-8"], "application/json", true),
            (&["*/*"], "x/y", true),
            (&[], "x/y", true),
        ];
        for (declared, chosen, is_declared) in cases {
            assert_eq!(choose(declared, chosen).is_ok(), is_declared, "{declared:?} {chosen}");
        }
    }
    #[test]
    fn parameters_that_a_range_names_must_be_there() {
        let cases = [
            ("application/json", "application/json", true),
            ("application/json; charset=utf-8", "application/json", true),
            ("application/json;version=2", "application/json; version=2", true),
            ("application/json;charset=UTF-8; Version=\"2\"", "application/json;version=2;charset=utf-8", true),
            ("application/json;version=1", "application/json;version=2", false),
            ("application/json", "application/json;version=2", false),
            ("application/json;", "application/json;version=2", false),
        ];
        for (own, range, has_all) in cases {
            assert_eq!(has_parameters(own, range), has_all, "{own} {range}");
        }
    }
}
