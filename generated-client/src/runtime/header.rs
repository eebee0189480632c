//! Declared headers of answers: [`Header`], a name and what its values are read as.

use std::marker::PhantomData;

use http::HeaderMap;
use http::header::SET_COOKIE;

use super::codec::{Decode, DecodeResult, Encode, Scope, Writer, from_str};
use super::response::Response;
use crate::{Error, Result};

/// A header that answers of a service have, read as `T`. A service has its own in its module `headers`.
///
/// ```
/// use generated_client::Header;
///
/// const REMAINING: Header<i64> = Header::new("x-rate-limit-remaining");
/// assert_eq!(REMAINING.name(), "x-rate-limit-remaining");
/// ```
#[derive(Debug)]
pub struct Header<T> {
    name: &'static str,
    value: PhantomData<fn() -> T>,
}

impl<T> Header<T> {
    /// A header by its name.
    pub const fn new(name: &'static str) -> Self {
        Self { name, value: PhantomData }
    }

    /// The name.
    pub const fn name(&self) -> &'static str {
        self.name
    }
}

impl<T: Decode> Header<T> {
    /// Reads the header out of these; none where it is not there. Several of one name are one list, but for
    /// `Set-Cookie`, each of which stands for itself (RFC 9110, 5.3).
    ///
    /// # Errors
    ///
    /// Its value is not what the document says; the kind is decode.
    pub fn read(&self, headers: &HeaderMap) -> Result<Option<T>> {
        let values: Vec<_> = headers.get_all(self.name).iter().map(|value| value.to_str()).collect();
        if values.is_empty() {
            return Ok(None);
        }
        let failed = || Error::decode(format!("header `{}` is not what the document says", self.name));
        let values: Vec<&str> =
            values.into_iter().collect::<Result<_, _>>().map_err(|error| failed().because(error))?;
        let lines = || from_str(&format!("[{}]", values.iter().map(|line| json(line)).collect::<Vec<_>>().join(",")));
        let is_by_line = self.name.eq_ignore_ascii_case(SET_COOKIE.as_str());
        let read = if is_by_line { lines().or_else(|_| value(&values.join(", "))) } else { value(&values.join(", ")) };
        read.map(Some).map_err(|error| failed().because(error))
    }
}

impl<T> Response<T> {
    /// A header that the document declares, from the module `headers` of the service; none where the answer does not
    /// have it.
    ///
    /// # Errors
    ///
    /// Its value is not what the document says; the kind is decode.
    pub fn declared_header<H: Decode>(&self, header: &Header<H>) -> Result<Option<H>> {
        header.read(self.headers())
    }
}

/// The value of a header: text, JSON, or a list or an object in the style `simple` (OpenAPI 3.0, "Header Object"),
/// whichever the type can be read from.
fn value<T: Decode>(text: &str) -> DecodeResult<T> {
    if let Some(plain) = T::from_plain_text(text) {
        return Ok(plain);
    }
    let elements = elements(text);
    let quoted: Vec<String> = elements.iter().map(|element| json(element)).collect();
    from_str(text)
        .or_else(|_| from_str(&json(text)))
        .or_else(|_| from_str(&format!("[{}]", elements.join(","))))
        .or_else(|_| from_str(&format!("[{}]", quoted.join(","))))
        .or_else(|_| from_str(&object(&elements, scalar)))
        .or_else(|_| from_str(&object(&elements, json)))
}

/// The elements of a list. A comma is none between them in quotes (RFC 9110, 5.6.1), nor in the `<…>` that the target
/// of a link stands in (RFC 8288, section 3).
fn elements(text: &str) -> Vec<&str> {
    let (mut within, mut is_first, mut before) = (None, true, ' ');
    let is_between = |c: char| {
        let is_escaped = within == Some('"') && before == '\\';
        let is_between = within.is_none() && c == ',';
        within = match (within, c) {
            (Some(end), c) if c == end && !is_escaped => None,
            (None, '"') if !before.is_alphanumeric() => Some('"'),
            (None, '<') if is_first => Some('>'),
            (within, _) => within,
        };
        is_first = is_between || is_first && c.is_whitespace();
        before = if is_escaped { ' ' } else { c };
        is_between
    };
    text.split(is_between).map(str::trim).collect()
}

/// The members `a=1,b=2` or `a,1,b,2` as JSON, each value `written`.
fn object(elements: &[&str], written: fn(&str) -> String) -> String {
    let exploded = elements.iter().map(|element| element.split_once('='));
    let pairs: Vec<(&str, &str)> = exploded.collect::<Option<_>>().unwrap_or_else(|| {
        let (pairs, _) = elements.as_chunks();
        pairs.iter().map(|&[name, value]| (name, value)).collect()
    });
    let members: Vec<String> = pairs.iter().map(|(name, value)| format!("{}:{}", json(name), written(value))).collect();
    format!("{{{}}}", members.join(","))
}

/// A number or a boolean as it stands, all else as text.
fn scalar(text: &str) -> String {
    if from_str::<f64>(text).is_ok() || from_str::<bool>(text).is_ok() { text.to_owned() } else { json(text) }
}

/// A text as JSON.
fn json(text: &str) -> String {
    let mut json = Writer::new(Scope::Request);
    text.to_owned().encode(&mut json);
    String::from_utf8(json.into_bytes()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;
    use http::header::SET_COOKIE;

    use super::super::codec::{Date, Map};
    use super::{Header, value};

    #[test]
    fn values_are_read_by_their_type() {
        assert_eq!(value::<String>("5, \"x\"").expect("text"), "5, \"x\"");
        assert_eq!(value::<i64>("5").expect("a number"), 5);
        assert!(value::<bool>("true").expect("a flag"));
        assert_eq!(value::<Date>("2026-01-31").expect("a date").as_str(), "2026-01-31");
        assert_eq!(value::<Vec<i64>>("1, 2").expect("numbers"), [1, 2]);
        assert_eq!(value::<Vec<String>>("a,2").expect("texts"), ["a", "2"]);
        assert_eq!(value::<Vec<String>>("a").expect("one text"), ["a"]);
        let expected = Map::from([("R".to_owned(), 100), ("G".to_owned(), 200)]);
        for text in ["R=100,G=200", "R,100,G,200", "{\"R\":100,\"G\":200}"] {
            assert_eq!(value::<Map<i64>>(text).expect("an object"), expected, "{text}");
        }
        assert!(value::<i64>("soon").is_err());
    }

    #[test]
    fn commas_in_quotes_and_links_hold_nothing_apart() {
        let cases: [(&str, &[&str]); 5] = [
            (
                "<https://a.example/?ids=1,2&page=2>; rel=\"next\", <https://a.example/>; title=\"a, \\\"b,\"",
                &["<https://a.example/?ids=1,2&page=2>; rel=\"next\"", "<https://a.example/>; title=\"a, \\\"b,\""],
            ),
            ("\"a,b\",c", &["\"a,b\"", "c"]),
            ("5\", 3\"", &["5\"", "3\""]),
            ("a<b,c>d", &["a<b", "c>d"]),
            (",", &["", ""]),
        ];
        for (text, expected) in cases {
            assert_eq!(value::<Vec<String>>(text).expect("texts"), expected, "{text}");
        }
    }

    #[test]
    fn cookies_are_a_line_each() {
        let cookies = ["a=1; Expires=Tue, 15 Nov 1994 08:12:31 GMT", "b=2"];
        let headers = cookies.map(|cookie| (SET_COOKIE, HeaderValue::from_static(cookie))).into_iter().collect();
        let read = Header::<Vec<String>>::new("Set-Cookie").read(&headers).expect("texts");
        assert_eq!(read, Some(cookies.map(str::to_owned).to_vec()));
        let read = Header::<String>::new("set-cookie").read(&headers).expect("text");
        assert_eq!(read, Some(cookies.join(", ")));
    }
}
