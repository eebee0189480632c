//! The `Cookie` header: pairs of the caller's, of parameters and of credentials, all in one (RFC 6265 section 5.4).

use http::header::COOKIE;
use http::{HeaderMap, HeaderValue};

use crate::{Error, Result};

/// Whether a cookie of this name is there.
pub(super) fn has_cookie(headers: &HeaderMap, name: &str) -> bool {
    let is_named = |pair: &str| pair.split_once('=').is_some_and(|(given, _)| given.trim() == name);
    let mut given = headers.get_all(COOKIE).into_iter();
    given.any(|value| String::from_utf8_lossy(value.as_bytes()).split(';').any(is_named))
}

/// Adds cookies behind those that are there, and gives the header, where there is one to add.
///
/// # Errors
///
/// A cookie cannot be in a header; the kind is build.
pub(super) fn add_cookies<'h>(headers: &'h mut HeaderMap, pairs: &[String]) -> Result<Option<&'h mut HeaderValue>> {
    if pairs.is_empty() {
        return Ok(None);
    }
    let given = headers.get_all(COOKIE).into_iter().map(HeaderValue::as_bytes).filter(|text| !text.is_empty());
    let all: Vec<&[u8]> = given.chain(pairs.iter().map(String::as_bytes)).collect();
    let mut value = HeaderValue::from_bytes(&all.join(&b"; "[..]))
        .map_err(|error| Error::build("header `cookie` has a value that no header can have").because(error))?;
    value.set_sensitive(headers.get_all(COOKIE).into_iter().any(HeaderValue::is_sensitive));
    headers.insert(COOKIE, value);
    Ok(headers.get_mut(COOKIE))
}
