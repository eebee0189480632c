//! Declared headers of answers: [`Header`], a name and what its values are read as.

use std::borrow::Cow;
use std::marker::PhantomData;

use http::header::SET_COOKIE;
use http::{HeaderMap, HeaderValue};

use super::charset::latin;
use super::codec::{Decode, DecodeError, DecodeResult, Encode, Scope, Writer, from_str};
use super::parameter::Explode;
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
    written: Written,
    value: PhantomData<fn() -> T>,
}

/// How the values of a header are written.
#[derive(Clone, Copy, Debug)]
enum Written {
    /// In the style `simple`, the only one that headers have.
    Simple(Explode),
    /// As JSON text (`content: application/json`).
    Json,
}

impl<T> Header<T> {
    /// A header by its name; the members of an object are a name and a value each: `a,1,b,2`.
    pub const fn new(name: &'static str) -> Self {
        Self { name, written: Written::Simple(Explode::No), value: PhantomData }
    }

    /// The members of an object are a pair each: `a=1,b=2` (`explode: true`).
    #[must_use]
    pub const fn explode(self) -> Self {
        Self { written: Written::Simple(Explode::Yes), ..self }
    }

    /// The value is JSON text (`content: application/json`).
    #[must_use]
    pub const fn json(self) -> Self {
        Self { written: Written::Json, ..self }
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
        let values: Vec<Cow<'_, str>> = headers.get_all(self.name).iter().map(decoded).collect();
        if values.is_empty() {
            return Ok(None);
        }
        let lines = || from_str(&format!("[{}]", values.iter().map(|line| json(line)).collect::<Vec<_>>().join(",")));
        let whole = values.join(", ");
        let read = match self.written {
            Written::Json => from_str(&whole),
            Written::Simple(explode) if self.name.eq_ignore_ascii_case(SET_COOKIE.as_str()) => {
                lines().or_else(|_| simple(&whole, explode))
            }
            Written::Simple(explode) => simple(&whole, explode),
        };
        let failed = || Error::decode(format!("header `{}` is not what the document says", self.name));
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

/// The header of this name, when it is there and text in UTF-8.
pub(crate) fn text<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    std::str::from_utf8(headers.get(name)?.as_bytes()).ok()
}

/// The text of a value: UTF-8, as services write it today, else Latin-1, which headers were once in (RFC 9110, 5.5).
fn decoded(value: &HeaderValue) -> Cow<'_, str> {
    let bytes = value.as_bytes();
    std::str::from_utf8(bytes).map_or_else(|_| latin(bytes), Cow::Borrowed)
}

/// The value of a header in the style `simple` (OpenAPI 3.0, "Header Object"): text, another scalar, a list or an
/// object, whichever the type can be read from.
fn simple<T: Decode>(text: &str, explode: Explode) -> DecodeResult<T> {
    if let Some(plain) = T::from_plain_text(text) {
        return Ok(plain);
    }
    // JSON, which some write against the word of the document.
    if text.starts_with(['{', '['])
        && let Ok(value) = from_str(text)
    {
        return Ok(value);
    }
    let elements = elements(text);
    let list = |written: fn(&str) -> String| {
        let elements: Vec<String> = elements.iter().map(|element| written(element)).collect();
        format!("[{}]", elements.join(","))
    };
    let read = from_str(&scalar(text))
        .or_else(|error| likelier(error, from_str(&json(text))))
        // Where that is no JSON, its error is not one of the value.
        .or_else(|error| from_str(&list(str::to_owned)).map_err(|_| error))
        .or_else(|error| likelier(error, from_str(&list(scalar))))
        .or_else(|error| likelier(error, from_str(&list(json))));
    let Some(pairs) = pairs(&elements, explode) else { return read };
    read.or_else(|error| likelier(error, from_str(&object(&pairs, scalar))))
        .or_else(|error| likelier(error, from_str(&object(&pairs, json))))
}

/// What another reading gives, or the error of the one that came further: the first that is inside the value, else the
/// first of all.
fn likelier<T>(error: DecodeError, read: DecodeResult<T>) -> DecodeResult<T> {
    read.map_err(|other| if other.is_inside() && !error.is_inside() { other } else { error })
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

/// The members `a=1,b=2` or, unless they are exploded, `a,1,b,2`; none where the elements are not those of an object.
fn pairs<'t>(elements: &[&'t str], explode: Explode) -> Option<Vec<(&'t str, &'t str)>> {
    let exploded: Option<Vec<_>> = elements.iter().map(|element| element.split_once('=')).collect();
    exploded.or_else(|| match (explode, elements.as_chunks()) {
        (Explode::No, (pairs, [])) => Some(pairs.iter().map(|&[name, value]| (name, value)).collect()),
        (Explode::No | Explode::Yes, _) => None,
    })
}

/// Members as JSON, each value `written`.
fn object(pairs: &[(&str, &str)], written: fn(&str) -> String) -> String {
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
    use http::header::SET_COOKIE;
    use http::{HeaderName, HeaderValue};

    use super::super::codec::{Date, Decode, DecodeResult, Map, Nullable};
    use super::super::parameter::Explode;
    use super::Header;
    use crate::ErrorKind;

    fn value<T: Decode>(text: &str) -> DecodeResult<T> {
        super::simple(text, Explode::No)
    }

    #[test]
    fn values_are_read_by_their_type() {
        assert_eq!(value::<String>("5, \"x\"").expect("text"), "5, \"x\"");
        assert_eq!(value::<i64>("5").expect("a number"), 5);
        assert!(value::<bool>("true").expect("a flag"));
        assert_eq!(value::<Date>("2026-01-31").expect("a date").as_str(), "2026-01-31");
        assert_eq!(value::<Vec<i64>>("1, 2").expect("numbers"), [1, 2]);
        assert_eq!(value::<Vec<String>>("a,2").expect("texts"), ["a", "2"]);
        assert_eq!(value::<Vec<String>>("a").expect("one text"), ["a"]);
        assert!(value::<Vec<String>>("").expect("no text").is_empty());
        assert!(value::<i64>("soon").is_err());
    }

    #[test]
    fn errors_are_of_the_reading_that_came_furthest() {
        let told = |error: crate::DecodeError| (error.message().to_owned(), error.json_path());
        let whole = told(value::<i64>("4x").expect_err("no number"));
        assert_eq!(whole, ("expected a 64-bit integer, found another scalar".to_owned(), "$".to_owned()));
        let flag = told(value::<bool>("1").expect_err("no flag"));
        assert_eq!(flag, ("expected a boolean, found another scalar".to_owned(), "$".to_owned()));
        let element = told(value::<Vec<i64>>("1,x").expect_err("one that is no number"));
        assert_eq!(element, ("expected a 64-bit integer, found another scalar".to_owned(), "$[1]".to_owned()));
        let member = told(value::<Map<i64>>("a,1,b,x").expect_err("one that is no number"));
        assert_eq!(member, ("expected a 64-bit integer, found another scalar".to_owned(), "$.b".to_owned()));
    }

    #[test]
    fn text_need_not_be_ascii() {
        let read = |bytes: &[u8]| {
            let value = HeaderValue::from_bytes(bytes).expect("a value");
            Header::<String>::new("x").read(&[(HeaderName::from_static("x"), value)].into_iter().collect())
        };
        assert_eq!(read("r\u{e9}sum\u{e9}.pdf".as_bytes()).expect("UTF-8").as_deref(), Some("r\u{e9}sum\u{e9}.pdf"));
        assert_eq!(read(b"r\xe9sum\xe9.pdf").expect("Latin-1").as_deref(), Some("r\u{e9}sum\u{e9}.pdf"));
    }

    #[test]
    fn objects_are_written_as_the_document_says() {
        const SIZE: Header<Map<i64>> = Header::new("size");
        let cases = [("R,100,G,200", SIZE), ("R=100,G=200", SIZE.explode()), ("{\"R\":100,\"G\":200}", SIZE.json())];
        // What only an object can be is read as one, whatever the document says; but JSON has no other form.
        let is_read = |at: usize, other: usize| at == other || at == 0 || (at == 1 && other == 2);
        for (at, (_, header)) in cases.iter().enumerate() {
            for (other, (text, _)) in cases.iter().enumerate() {
                let headers = [(HeaderName::from_static("size"), HeaderValue::from_static(text))].into_iter().collect();
                let read = header.read(&headers).ok().flatten();
                let expected = Map::from([("R".to_owned(), 100), ("G".to_owned(), 200)]);
                assert_eq!(read, is_read(at, other).then_some(expected), "{text} by {header:?}");
            }
        }
    }

    #[test]
    fn what_does_not_fit_is_an_error() {
        for (text, explode) in
            [("a", Explode::No), ("a,1,b", Explode::No), ("a=1,b=x,y", Explode::Yes), ("{", Explode::No)]
        {
            assert!(super::simple::<Map<String>>(text, explode).is_err(), "{text}");
        }
    }

    #[test]
    fn json_is_read_as_json() {
        let read = |text| {
            let headers = [(HeaderName::from_static("x"), HeaderValue::from_static(text))].into_iter().collect();
            Header::<Nullable<String>>::new("x").json().read(&headers).map_err(|error| error.kind())
        };
        assert_eq!(read("\"x,\\u00e9\"").expect("text"), Some(Nullable::Value("x,\u{e9}".to_owned())));
        assert_eq!(read("null").expect("null"), Some(Nullable::Null));
        assert_eq!(read("x,y").expect_err("no JSON"), ErrorKind::Decode);
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
