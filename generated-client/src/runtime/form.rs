//! Forms: `multipart/form-data` by RFC 7578, with names escaped as browsers do (WHATWG HTML, multipart form data).

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};

use bytes::Bytes;
use http::HeaderValue;

use super::body::{Body, Upload};
use super::codec::{Encode, Json, Scope, Writer, from_slice};
use super::parameter::{Explode, Parameter, Style};
use super::response::is_json;
use super::style;
use crate::{Error, Result};

/// The parts of a form, in the order they were added. Generated forms are made of one; where a document names no parts,
/// it is the body itself.
///
/// ```
/// use generated_client::{Form, Part};
///
/// let mut form = Form::from([("image", Part::path("face.png"))]);
/// form.value("note", &"from the left".to_owned());
/// ```
#[derive(Clone, Debug, Default)]
pub struct Form(Vec<(String, Part)>);

/// A part of a form: content, and optionally a file name and a media type.
///
/// ```
/// use generated_client::Part;
///
/// let image = Part::path("face.png"); // read when sent; file name and media type from the path
/// let image = Part::from(vec![0x89, 0x50]).file_name("face.png").content_type("image/png");
/// ```
#[derive(Clone, Debug)]
pub struct Part {
    upload: Upload,
    content: Content,
    file_name: Option<String>,
    content_type: Option<String>,
    /// Whether it goes where another part of its name comes.
    yields: bool,
}

/// What a part is, where neither the caller nor a file name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Content {
    /// Text, which needs no media type (RFC 7578 section 4.4).
    Text,
    /// Bytes, which without one would be taken for text.
    Bytes,
    /// What cannot be written, for this reason.
    Unwritten(&'static str),
}

/// How the values of a part are written.
#[derive(Clone, Copy)]
enum Written<'t> {
    /// As text, without a media type.
    Plainly,
    /// As this media type.
    As(&'t str),
    /// As text that is of this media type by itself.
    Of(&'t str),
}

impl Part {
    /// A file, opened and read when the form is sent; its name and media type are taken from the path.
    pub fn path(path: impl Into<std::path::PathBuf>) -> Self {
        Self::from(Upload::path(path))
    }

    /// A stream. It can be sent once: a call with it is not repeated.
    pub fn stream(stream: impl futures_core::Stream<Item = std::io::Result<Bytes>> + Send + 'static) -> Self {
        Self::from(Upload::stream(stream))
    }

    /// Text, without a file name.
    pub fn text(text: impl Into<String>) -> Self {
        Self { content: Content::Text, ..Self::from(Upload::from(text.into())) }
    }

    /// Names the file.
    #[must_use]
    pub fn file_name(self, file_name: impl Into<String>) -> Self {
        Self { file_name: Some(file_name.into()), ..self }
    }

    /// Sets the media type; else it is guessed from the file name.
    #[must_use]
    pub fn content_type(self, content_type: impl Into<String>) -> Self {
        Self { content_type: Some(content_type.into()), ..self }
    }

    /// Sets the media type that the document names, where the caller has named none.
    #[doc(hidden)]
    #[must_use]
    pub fn or_content_type(self, content_type: &str) -> Self {
        let content_type = self.content_type.or_else(|| Some(content_type.to_owned()));
        Self { content_type, ..self }
    }

    /// The lines of the part's header, up to the empty one.
    fn header(&self, name: &str) -> Result<String> {
        let mut header = format!("Content-Disposition: form-data; name=\"{}\"", escape(name));
        if let Some(file_name) = &self.file_name {
            header.extend(["; filename=\"", &escape(file_name), "\""]);
        }
        if let Some(content_type) = self.media_type() {
            let value = HeaderValue::from_str(&content_type);
            value.map_err(|error| {
                Error::build(format!("media type of part `{name}` is no header value")).because(error)
            })?;
            header.extend(["\r\nContent-Type: ", &content_type]);
        }
        header.push_str("\r\n\r\n");
        Ok(header)
    }

    /// As set, or guessed from the file name, or that of any bytes.
    fn media_type(&self) -> Option<String> {
        let guess = |name: &String| mime_guess::from_path(name).first_or_octet_stream().to_string();
        let any = || (self.content == Content::Bytes).then(|| mime::APPLICATION_OCTET_STREAM.to_string());
        self.content_type.clone().or_else(|| self.file_name.as_ref().map(guess)).or_else(any)
    }
}

impl From<Upload> for Part {
    fn from(upload: Upload) -> Self {
        let file_name = upload.file_name();
        Self { upload, content: Content::Bytes, file_name, content_type: None, yields: false }
    }
}

impl From<Bytes> for Part {
    fn from(bytes: Bytes) -> Self {
        Self::from(Upload::from(bytes))
    }
}

impl From<Vec<u8>> for Part {
    fn from(bytes: Vec<u8>) -> Self {
        Self::from(Upload::from(bytes))
    }
}

impl From<&'static [u8]> for Part {
    fn from(bytes: &'static [u8]) -> Self {
        Self::from(Upload::from(bytes))
    }
}

impl Form {
    /// Without parts.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Adds a part. A file that has no name of its own is called as the part: many services take a part for a file only
    /// where it has one (RFC 7578, section 4.2).
    pub fn part(&mut self, name: &str, part: impl Into<Part>) {
        let part = part.into();
        // Those that yield come first, each of a name of its own.
        let default = self.0.iter().take_while(|(_, part)| part.yields).position(|(other, _)| other == name);
        default.map(|at| self.0.remove(at));
        let file_name = part.file_name.or_else(|| (part.content == Content::Bytes).then(|| name.to_owned()));
        self.0.push((name.to_owned(), Part { file_name, ..part }));
    }

    /// Lets each part so far go where another one of its name comes: it is sent where the caller gives none.
    #[doc(hidden)]
    pub fn yield_to_others(&mut self) {
        self.0.iter_mut().for_each(|(_, part)| part.yields = true);
    }

    /// Adds a value: a scalar as text, the elements of a list one by one, an object as JSON.
    pub fn value(&mut self, name: &str, value: &dyn Encode) {
        self.elements(name, value, Written::Plainly);
    }

    /// Adds a value with a media type: of JSON, each element is written as JSON.
    pub fn value_as(&mut self, name: &str, value: &dyn Encode, content_type: &str) {
        self.elements(name, value, Written::As(content_type));
    }

    /// Adds a value whose texts are of a media type by themselves: of JSON, too, each is sent as it is.
    #[doc(hidden)]
    pub fn value_of(&mut self, name: &str, value: &dyn Encode, content_type: &str) {
        self.elements(name, value, Written::Of(content_type));
    }

    /// Adds a value in a style, as a parameter of a query would be, which may take several parts.
    #[doc(hidden)]
    pub fn value_in(&mut self, name: &'static str, value: &dyn Encode, style: Style, explode: Explode) {
        let parameter = Parameter::query(name).style(style).explode(explode);
        let written = match style::Value::of(value, &parameter) {
            Ok(written) => written,
            Err(reason) => return self.unwritten(name, reason),
        };
        for (name, text) in style::in_parts(&parameter, &written) {
            self.part(&name, Part::text(text));
        }
    }

    fn elements(&mut self, name: &str, value: &dyn Encode, written: Written<'_>) {
        if value.is_absent() {
            return;
        }
        let mut json = Writer::new(Scope::Request);
        value.encode(&mut json);
        if json.has_lost() {
            return self.unwritten(name, style::NOT_FINITE);
        }
        let json = json.into_bytes();
        let elements = from_slice::<Vec<Json>>(&json).or_else(|_| from_slice(&json).map(|only| vec![only]));
        for element in elements.unwrap_or_default() {
            let json = |content_type: &str| Part::text(element.as_str()).content_type(content_type);
            match (style::scalar_of(&element), written) {
                (None, _) => {}
                (Some(_), Written::As(content_type)) if is_json(content_type) => self.part(name, json(content_type)),
                (Some(Ok(text)), Written::As(content_type) | Written::Of(content_type)) => {
                    self.part(name, Part::text(text).content_type(content_type));
                }
                (Some(Ok(text)), Written::Plainly) => self.part(name, Part::text(text)),
                (Some(Err(_)), _) => self.part(name, json("application/json")),
            }
        }
    }

    fn unwritten(&mut self, name: &str, reason: &'static str) {
        self.part(name, Part { content: Content::Unwritten(reason), ..Part::text("") });
    }

    /// What cannot be sent of it.
    pub(crate) fn problem(&self) -> Option<String> {
        self.0.iter().find_map(|(name, part)| match part.content {
            Content::Unwritten(reason) => Some(format!("part `{name}` {reason}")),
            Content::Text | Content::Bytes => None,
        })
    }

    /// Whether each attempt can have it anew.
    pub(crate) fn is_replayable(&self) -> bool {
        self.0.iter().all(|(_, part)| part.upload.is_replayable())
    }

    /// Opens the form for one attempt: its media type, with the boundary, and its body.
    pub(crate) async fn open(&self) -> Result<(String, Body)> {
        let boundary = boundary();
        let mut body = Body::empty();
        for (name, part) in &self.0 {
            let header = format!("--{boundary}\r\n{}", part.header(name)?);
            body.append(Body::from(Bytes::from(header)));
            body.append(part.upload.open().await?);
            body.append(Body::from(Bytes::from_static(b"\r\n")));
        }
        body.append(Body::from(Bytes::from(format!("--{boundary}--\r\n"))));
        Ok((format!("multipart/form-data; boundary={boundary}"), body))
    }
}

impl<N: AsRef<str>, P: Into<Part>, const PARTS: usize> From<[(N, P); PARTS]> for Form {
    fn from(parts: [(N, P); PARTS]) -> Self {
        let mut form = Self::new();
        for (name, part) in parts {
            form.part(name.as_ref(), part);
        }
        form
    }
}

/// The characters that would end a quoted name or its line.
fn escape(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

/// A boundary that no content holds by chance: 128 random bits, from the keys of the standard library's hasher.
fn boundary() -> String {
    let random = || RandomState::new().build_hasher().finish();
    format!("generated-client-{:016x}{:016x}", random(), random())
}
