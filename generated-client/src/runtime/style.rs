//! Parameter values as text: the styles of OpenAPI 3.0, which are those of RFC 6570.
//!
//! A value comes as JSON from the codec, so that whatever can be in a body can be a parameter. What OpenAPI leaves open
//! is written as servers most often read it:
//!
//! - an array or object inside another one is JSON text, as in a form; `deepObject` goes on in brackets, members by
//!   name and elements by index (`filter[tags][0]=a`), for lists at the top as well (`ids[0]=1`);
//! - `spaceDelimited` and `pipeDelimited`, exploded, and with scalars, are what `form` is;
//! - `deepObject` of a scalar is a plain pair;
//! - an empty list or object is not sent, as in RFC 6570, 3.2.1.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::codec::{Decode, DecodeResult, Encode, Json, Kind, MapSink, Reader, Scope, Writer};
use super::parameter::{Encoding, Explode, Parameter, Reserved, Style};

/// All but the unreserved characters of RFC 3986.
const DATA: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// What `allowReserved` leaves alone: not what would end the query (`#`) or a pair (`&`, `+` for a space), nor what
/// URL parsers rewrite (`'`, `[`, `]`).
const RESERVED: &AsciiSet = &DATA
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b';')
    .remove(b'=');

/// What a path template may hold as it is, between its parameters (`pchar` of RFC 3986, and slashes).
const PATH: &AsciiSet = &RESERVED.add(b'?').remove(b'&').remove(b'+').remove(b'\'');

/// What there is no text for.
pub(crate) const NOT_FINITE: &str = "has a number that is not finite";

/// A parameter's value: what the styles know.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    /// Nothing to send: absent, null, or empty.
    Absent,
    /// One text.
    Scalar(String),
    /// The elements of a list.
    List(Vec<String>),
    /// The members of an object.
    Pairs(Vec<(String, String)>),
    /// What `deepObject` makes of lists and objects: scalars, each with the way to it in brackets.
    Deep(Vec<(String, String)>),
}

impl Value {
    /// The value as the parameter will write it.
    ///
    /// # Errors
    ///
    /// The value is not what the codec writes, or the style has no way to write it.
    pub(crate) fn of(value: &dyn Encode, parameter: &Parameter) -> Result<Self, &'static str> {
        if value.is_absent() {
            return Ok(Self::Absent);
        }
        let mut json = Writer::new(Scope::Request);
        value.encode(&mut json);
        if json.has_lost() {
            return Err(NOT_FINITE);
        }
        let text = String::from_utf8(json.into_bytes()).map_err(|_| "is no text")?;
        let read = match parameter.encoding().style {
            Style::Json => return Ok(Self::Scalar(text)),
            Style::DeepObject => Self::read_deep(&mut Reader::new(&text)),
            Style::Simple
            | Style::Label
            | Style::Matrix
            | Style::Form
            | Style::SpaceDelimited
            | Style::PipeDelimited => Self::read(&mut Reader::new(&text)),
        };
        let value = read.map_err(|_| "cannot be written in its style")?;
        if value.has_delimiter(parameter) {
            Err("has an element with the sign in it that separates elements in this style")
        } else {
            Ok(value)
        }
    }

    /// Whether the server would see other elements: `spaceDelimited` and `pipeDelimited` write the sign between them as
    /// they write one within (OpenAPI 3.1.1, appendix E).
    fn has_delimiter(&self, parameter: &Parameter) -> bool {
        let Encoding { style, explode, .. } = parameter.encoding();
        let delimiter = style.delimiter();
        // A comma within an element is encoded.
        if explode == Explode::Yes || delimiter == "," {
            return false;
        }
        match self {
            Self::List(texts) => texts.iter().any(|text| text.contains(delimiter)),
            Self::Pairs(pairs) => pairs.iter().any(|(name, text)| name.contains(delimiter) || text.contains(delimiter)),
            Self::Absent | Self::Scalar(_) | Self::Deep(_) => false,
        }
    }

    /// Text as the parameter will write it.
    pub(crate) fn of_text(text: String, parameter: &Parameter) -> Result<Self, &'static str> {
        if parameter.encoding().style == Style::Json { Self::of(&text, parameter) } else { Ok(Self::Scalar(text)) }
    }

    fn read(json: &mut Reader<'_>) -> DecodeResult<Self> {
        Ok(match json.kind()? {
            Kind::Null => Self::Absent,
            Kind::Boolean | Kind::Number | Kind::String => Self::Scalar(scalar(json)?),
            Kind::Array => {
                let elements = Vec::<Json>::decode(json)?;
                let texts: Vec<_> = elements.iter().filter_map(text_of).collect();
                if texts.is_empty() { Self::Absent } else { Self::List(texts) }
            }
            Kind::Object => {
                let Members(members) = json.object(&[], &mut [])?;
                let text = |(name, json): (String, Json)| text_of(&json).map(|text| (name, text));
                let pairs: Vec<_> = members.into_iter().filter_map(text).collect();
                if pairs.is_empty() { Self::Absent } else { Self::Pairs(pairs) }
            }
        })
    }

    fn read_deep(json: &mut Reader<'_>) -> DecodeResult<Self> {
        if !matches!(json.kind()?, Kind::Array | Kind::Object) {
            return Self::read(json);
        }
        let mut pairs = Vec::new();
        collect_deep(String::new(), json, &mut pairs)?;
        Ok(if pairs.is_empty() { Self::Absent } else { Self::Deep(pairs) })
    }
}

/// Adds the scalars of a value, each with the way to it. The codec limits how deep a value is.
fn collect_deep(way: String, json: &mut Reader<'_>, pairs: &mut Vec<(String, String)>) -> DecodeResult<()> {
    match json.kind()? {
        Kind::Null => json.raw().map(drop)?,
        Kind::Boolean | Kind::Number | Kind::String => pairs.push((way, scalar(json)?)),
        Kind::Array => {
            for (at, element) in Vec::<Json>::decode(json)?.iter().enumerate() {
                collect_deep(format!("{way}[{at}]"), &mut Reader::new(element.as_str()), pairs)?;
            }
        }
        Kind::Object => {
            let Members(members) = json.object(&[], &mut [])?;
            for (name, member) in members {
                collect_deep(format!("{way}[{name}]"), &mut Reader::new(member.as_str()), pairs)?;
            }
        }
    }
    Ok(())
}

/// A parameter in the path: what replaces its place in the template. `None` when there is nothing to send.
pub(crate) fn in_path(parameter: &Parameter, value: &Value) -> Option<String> {
    let mut form = Form::of(parameter);
    if parameter.encoding().reserved == Reserved::Allowed {
        form.encode = literal;
    }
    match parameter.encoding().style {
        Style::Label => {
            let separator = if form.explode == Explode::Yes { "." } else { "," };
            form.joined(value, separator).map(|text| format!(".{text}"))
        }
        Style::Matrix => {
            let pairs = form.named(value, ",");
            let part = |named: &(String, String)| match named {
                // An empty value has no sign (RFC 6570, 3.2.7).
                (name, text) if text.is_empty() => format!(";{}", data(name)),
                named => format!(";{}", pair(named)),
            };
            (!pairs.is_empty()).then(|| pairs.iter().map(part).collect())
        }
        Style::Simple
        | Style::Form
        | Style::SpaceDelimited
        | Style::PipeDelimited
        | Style::DeepObject
        | Style::Json => form.joined(value, ","),
    }
}

/// A parameter in the query, or a cookie: pairs of `name=value`, percent-encoded.
pub(crate) fn in_pairs(parameter: &Parameter, value: &Value) -> Vec<String> {
    let form = Form::of(parameter);
    let style = parameter.encoding().style;
    match (style, style.delimiter()) {
        (Style::DeepObject, _) => form.deep(value).iter().map(pair).collect(),
        (_, ",") => form.pairs(value, ","),
        (_, delimiter) => form.pairs(value, &data(delimiter)),
    }
}

/// A value as the parts of a form, by name, which are not percent-encoded.
pub(crate) fn in_parts(parameter: &Parameter, value: &Value) -> Vec<(String, String)> {
    let form = Form { encode: str::to_owned, ..Form::of(parameter) };
    match parameter.encoding().style {
        Style::DeepObject => form.deep(value),
        style => form.named(value, style.delimiter()),
    }
}

/// A parameter in a header, which is not percent-encoded. `None` when there is nothing to send.
pub(crate) fn in_header(parameter: &Parameter, value: &Value) -> Option<String> {
    Form { encode: str::to_owned, ..Form::of(parameter) }.joined(value, ",")
}

/// The value of JSON text, in no style of its own.
pub(crate) fn value_of(json: &str) -> DecodeResult<Value> {
    Value::read(&mut Reader::new(json))
}

/// A name or value of a query pair, percent-encoded.
pub(crate) fn data(text: &str) -> String {
    utf8_percent_encode(text, DATA).to_string()
}

/// The fixed part of a path template: what a path cannot hold is percent-encoded.
pub(crate) fn literal(text: &str) -> String {
    besides_triplets(text, PATH)
}

/// The segment of a path around a place.
pub(crate) fn segment(path: &str, at: usize) -> &str {
    let begin = path[..at].rfind('/').map_or(0, |slash| slash + 1);
    let end = path[at..].find('/').map_or(path.len(), |length| at + length);
    &path[begin..end]
}

/// Whether a segment of a path stands for this or the one above (RFC 3986, 3.3; WHATWG URL has them encoded, too).
pub(crate) fn is_dots(segment: &str) -> bool {
    matches!(&*segment.to_ascii_lowercase().replace("%2e", "."), "." | "..")
}

fn reserved(text: &str) -> String {
    besides_triplets(text, RESERVED)
}

/// Percent-encodes what is not in a set. Percent-encoded triplets pass, as in RFC 6570's reserved expansion (3.2.1);
/// any other percent sign is one that is meant.
fn besides_triplets(text: &str, set: &'static AsciiSet) -> String {
    let mut pieces = text.split('%');
    let first = pieces.next().unwrap_or_default();
    let mut encoded = utf8_percent_encode(first, set).to_string();
    for piece in pieces {
        let is_triplet = matches!(piece.as_bytes(), [a, b, ..] if a.is_ascii_hexdigit() && b.is_ascii_hexdigit());
        encoded.push_str(if is_triplet { "%" } else { "%25" });
        encoded.extend(utf8_percent_encode(piece, set));
    }
    encoded
}

/// How the parts of a value are put together.
struct Form {
    name: &'static str,
    explode: Explode,
    encode: fn(&str) -> String,
}

impl Form {
    fn of(parameter: &Parameter) -> Self {
        let Encoding { explode, reserved: allowed, .. } = parameter.encoding();
        let encode = match allowed {
            Reserved::Encoded => data,
            Reserved::Allowed => reserved,
        };
        Self { name: parameter.name(), explode, encode }
    }

    /// The value without its name.
    fn joined(&self, value: &Value, separator: &str) -> Option<String> {
        let encode = self.encode;
        match value {
            Value::Absent => None,
            Value::Scalar(text) => Some(encode(text)),
            Value::List(texts) => Some(join(texts.iter().map(|text| encode(text)), separator)),
            Value::Pairs(pairs) | Value::Deep(pairs) => {
                let (sign, separator) =
                    if self.explode == Explode::Yes { ("=", separator) } else { (separator, separator) };
                Some(join(pairs.iter().map(|(name, value)| [&encode(name), sign, &encode(value)].concat()), separator))
            }
        }
    }

    /// The value as pairs of a query.
    fn pairs(&self, value: &Value, separator: &str) -> Vec<String> {
        self.named(value, separator).iter().map(pair).collect()
    }

    /// The value under its name, or the names of its members: each part by itself when it is exploded, else all as one.
    fn named(&self, value: &Value, separator: &str) -> Vec<(String, String)> {
        let named = |name: &str, text: &str| (name.to_owned(), (self.encode)(text));
        match (value, self.explode) {
            (Value::List(texts), Explode::Yes) => texts.iter().map(|text| named(self.name, text)).collect(),
            (Value::Pairs(pairs), Explode::Yes) => pairs.iter().map(|(name, value)| named(name, value)).collect(),
            _ => self.joined(value, separator).map(|text| (self.name.to_owned(), text)).into_iter().collect(),
        }
    }

    /// Members as `name[key]`.
    fn deep(&self, value: &Value) -> Vec<(String, String)> {
        match value {
            Value::Deep(pairs) => {
                let name = |way: &String| [self.name, way].concat();
                pairs.iter().map(|(way, value)| (name(way), (self.encode)(value))).collect()
            }
            Value::Absent | Value::Scalar(_) | Value::List(_) | Value::Pairs(_) => self.named(value, ","),
        }
    }
}

/// A pair of a query, whose value is encoded; the brackets of a name are encoded, as RFC 3986 wants them there.
fn pair((name, encoded): &(String, String)) -> String {
    format!("{}={encoded}", data(name))
}

fn join(texts: impl Iterator<Item = String>, separator: &str) -> String {
    texts.collect::<Vec<_>>().join(separator)
}

/// The text of an element; none when it is null, an error when it is no scalar.
pub(crate) fn scalar_of(json: &Json) -> Option<DecodeResult<String>> {
    let mut reader = Reader::new(json.as_str());
    (json.as_str() != "null").then(|| scalar(&mut reader))
}

/// A scalar's text; an integral float without its point, as most servers read numbers in parameters as integers.
fn scalar(json: &mut Reader<'_>) -> DecodeResult<String> {
    let is_number = json.kind()? == Kind::Number;
    let text = json.text()?;
    Ok(if is_number { text.strip_suffix(".0").unwrap_or(&text).to_owned() } else { text.into_owned() })
}

/// An element or a member as text, JSON where it is no scalar; none where it is null.
fn text_of(json: &Json) -> Option<String> {
    scalar_of(json).map(|text| text.unwrap_or_else(|_| json.as_str().to_owned()))
}

/// The members of an object.
#[derive(Default)]
struct Members(Vec<(String, Json)>);

impl MapSink for Members {
    fn keep(&mut self, name: Box<str>, json: &mut Reader<'_>) -> DecodeResult<()> {
        self.0.push((name.into(), Json::decode(json)?));
        Ok(())
    }
}

#[cfg(test)]
mod tests;
