//! From a call to a request: URL, headers and media types. All that can be wrong with a call shows here.
//!
//! The URL is built as text, once, and must come through the URL parser unchanged: what the caller gave as data
//! stays data.

use std::borrow::Cow;

use http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, USER_AGENT};
use http::{HeaderMap, HeaderName, HeaderValue};
use http_body::Body as _;
use url::{Position, Url};

use super::auth::Credentials;
use super::body::Body;
use super::call::{Call, Payload, SECRET, Target};
use super::channel::PlainHttp;
use super::charset;
use super::codec::{Extra, Rest, Scope, Writer};
use super::cookies::{add_cookies, has_cookie};
use super::media::{choose, default_type, is_url_encoded};
use super::operation::Operation;
use super::origin::is_private;
use super::parameter::{In, Parameter};
use super::response::is_json;
use super::style::{self, Value};
use super::transport::{ParsedUrl, TransportRequest};
use super::url_encoded::url_encoded;
use crate::{Error, Result};

/// A request that can be sent as often as its payload can.
#[derive(Debug)]
pub(crate) struct Prepared {
    method: http::Method,
    url: Url,
    headers: HeaderMap,
    payload: Encoded,
    server: Server,
}

/// Who says where a request goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Server {
    /// The caller, or the operation.
    Chosen,
    /// The document's first: a token answer may name another.
    Default,
}

/// A payload in its media type.
#[derive(Debug)]
enum Encoded {
    None,
    Bytes(bytes::Bytes),
    Form(super::form::Form),
    Upload(super::body::Upload),
}

impl Prepared {
    /// # Errors
    ///
    /// The call is missing something, or has a value that cannot be where it belongs; the kind is build.
    pub(crate) fn of(call: &Call) -> Result<Self> {
        call.check()?;
        let (method, url) = match &call.target {
            Target::Declared(operation) => (operation.method(), declared_url(call, operation)?),
            Target::Path(method, path) => (*method, free_url(call, path)?),
        };
        let mut headers = HeaderMap::new();
        headers.insert(USER_AGENT, call.service.session().channel().user_agent.clone());
        headers.insert(ACCEPT, accept(&call.target)?);
        if let Target::Declared(operation) = &call.target {
            add_parameters(&mut headers, call, operation)?;
        }
        let (content_type, payload) = encode(call)?;
        headers.extend(content_type.map(|content_type| (CONTENT_TYPE, content_type)));
        replace(&mut headers, &call.headers);
        let own = match &call.target {
            Target::Declared(operation) => operation.server(),
            Target::Path(..) => None,
        };
        let is_default = call.server_url.is_none() && own.is_none() && call.service.has_default_server();
        let server = if is_default { Server::Default } else { Server::Chosen };
        Ok(Self { method: method.to_http(), url, headers, payload, server })
    }

    /// Scheme, host and port of where the request goes. Its URL has no user information, which would be between them.
    pub(crate) fn origin(&self) -> &str {
        &self.url[..Position::BeforePath]
    }

    pub(crate) fn method(&self) -> &http::Method {
        &self.method
    }

    /// Whether each attempt can have its body anew.
    pub(crate) fn is_replayable(&self) -> bool {
        match &self.payload {
            Encoded::None | Encoded::Bytes(_) => true,
            Encoded::Form(form) => form.is_replayable(),
            Encoded::Upload(upload) => upload.is_replayable(),
        }
    }

    /// The request for one attempt.
    ///
    /// # Errors
    ///
    /// A file cannot be read, a stream was sent before, a credential does not fit, or the way is not private enough;
    /// the kind is build.
    pub(crate) async fn request(&self, credentials: &Credentials, plain_http: PlainHttp) -> Result<TransportRequest> {
        let url = self.url_with(credentials);
        // Those that the caller set as headers are credentials, too.
        let has_credentials = !credentials.is_empty() || self.headers.values().any(HeaderValue::is_sensitive);
        match plain_http {
            _ if is_private(&url) => {}
            PlainHttp::Anywhere if !has_credentials => {}
            PlainHttp::Anywhere | PlainHttp::Loopback if has_credentials => {
                return Err(Error::build("credentials are not sent over plain http, except to this machine"));
            }
            PlainHttp::Anywhere | PlainHttp::Loopback => {
                return Err(Error::build("plain http is for this machine alone, unless `allow_plain_http` is set"));
            }
        }
        let mut headers = self.headers.clone();
        add_credentials(&mut headers, credentials)?;
        let body = match &self.payload {
            Encoded::None => Body::empty(),
            Encoded::Bytes(bytes) => Body::from(bytes.clone()),
            Encoded::Upload(upload) => upload.open().await?,
            Encoded::Form(form) => {
                let (content_type, body) = form.open().await?;
                headers.insert(CONTENT_TYPE, header_value("content-type", &content_type)?);
                body
            }
        };
        if body.is_end_stream() && self.expects_content() {
            headers.insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        let request = http::Request::builder().method(self.method.clone()).uri(url.as_str()).body(body);
        let mut request = request.map_err(|error| Error::build("URL is too long, or no URL").because(error))?;
        *request.headers_mut() = headers;
        request.extensions_mut().insert(ParsedUrl(url.into_owned()));
        Ok(request)
    }

    /// Whether a request without content says so (RFC 9110 section 8.6): where the caller gives some, be it of no byte,
    /// or the method has a meaning for it.
    fn expects_content(&self) -> bool {
        !matches!(self.payload, Encoded::None)
            || matches!(self.method, http::Method::POST | http::Method::PUT | http::Method::PATCH)
    }

    /// The URL with what the credentials add, at the host that they name where nobody has chosen one. The caller's own
    /// pairs take their place.
    fn url_with(&self, credentials: &Credentials) -> Cow<'_, Url> {
        let mut url = Cow::Borrowed(&self.url);
        if let Some(api_url) = credentials.api_url().filter(|_| self.server == Server::Default) {
            let url = url.to_mut();
            // Neither fails for an http URL with a host, which both are.
            let _ = url.set_host(api_url.host_str());
            let _ = url.set_port(api_url.port());
        }
        let is_given = |name: &str| self.url.query_pairs().any(|(given, _)| given == name);
        for (name, value) in credentials.query().filter(|(name, _)| !is_given(name)) {
            let others = url.query().map(|query| format!("{query}&")).unwrap_or_default();
            let query = format!("{others}{}={}", style::data(name), style::data(value));
            url.to_mut().set_query(Some(&query));
        }
        url
    }
}

/// Headers and cookies of the credentials; the caller's own take their place.
fn add_credentials(headers: &mut HeaderMap, credentials: &Credentials) -> Result<()> {
    for (name, value) in credentials.headers() {
        headers.entry(name).or_insert(value.clone());
    }
    let own = credentials.cookies().filter(|(name, _)| !has_cookie(headers, name));
    let own: Vec<_> = own.map(|(name, value)| format!("{name}={}", style::data(value))).collect();
    if let Some(cookies) = add_cookies(headers, &own)? {
        cookies.set_sensitive(true);
    }
    Ok(())
}

/// The URL of an operation: server, path and query.
fn declared_url(call: &Call, operation: &Operation) -> Result<Url> {
    let base = match &call.server_url {
        Some(url) => url.into(),
        None => call.service.base_for(operation.server())?,
    };
    // Room for values of a usual length.
    let mut url = String::with_capacity(base.len() + operation.path().len() + 64);
    url.push_str(&base);
    add_path(&mut url, call, operation)?;
    let mut pairs = Vec::new();
    for (parameter, value) in values(call, operation, In::Query)? {
        pairs.extend(style::in_pairs(&parameter, &value));
    }
    finished_url(call, url, pairs)
}

/// The URL of a path that no document names.
fn free_url(call: &Call, path: &str) -> Result<Url> {
    let base = match &call.server_url {
        Some(url) => url.into(),
        None => call.service.base_for(None)?,
    };
    if !path.starts_with('/') {
        return Err(Error::build("path does not start with a slash"));
    }
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let pairs = query.split('&').filter(|pair| !pair.is_empty()).map(str::to_owned).collect();
    finished_url(call, format!("{base}{}", style::literal(path)), pairs)
}

fn finished_url(call: &Call, url: String, mut pairs: Vec<String>) -> Result<Url> {
    pairs.extend(call.query.iter().map(|(name, value)| format!("{}={}", style::data(name), style::data(value))));
    let text = with_query(url, &pairs);
    let url = Url::parse(&text).map_err(|error| Error::build("URL cannot be parsed").because(error))?;
    let unchanged = url.as_str() == text || url.as_str().strip_suffix('/') == Some(&text);
    // A fragment is not sent, nor is what was meant to be behind it.
    if unchanged && url.fragment().is_none() {
        Ok(url)
    } else {
        Err(Error::build("path or query would not come to the server as given"))
    }
}

fn with_query(mut url: String, pairs: &[String]) -> String {
    for pair in pairs {
        url.push(if url.contains('?') { '&' } else { '?' });
        url.push_str(pair);
    }
    url
}

/// Fills the path template.
fn add_path(url: &mut String, call: &Call, operation: &Operation) -> Result<()> {
    let mut rest = operation.path();
    let mut values = Vec::new();
    while let Some((literal, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else {
            break;
        };
        url.push_str(&style::literal(literal));
        values.push((name, url.len()));
        url.push_str(&path_value(call, operation, name)?);
        rest = after;
    }
    url.push_str(&style::literal(rest));
    for (name, at) in values {
        let fault = match style::segment(url, at) {
            "" => "empty",
            segment if style::is_dots(segment) => "`.` or `..`",
            _ => continue,
        };
        return Err(Error::build(format!("path parameter `{name}` is {fault}, which would change the path")));
    }
    Ok(())
}

fn path_value(call: &Call, operation: &Operation, name: &'static str) -> Result<String> {
    let parameter = &operation.parameter_or_implied(Some(In::Path), name);
    let value = value(call, parameter)?;
    Ok(value.and_then(|value| style::in_path(parameter, &value)).unwrap_or_default())
}

/// The values of a location that are to be sent: those that were set, in that order, then the declared ones that have a
/// default or are missing.
fn values<'c>(call: &'c Call, operation: &Operation, location: In) -> Result<Vec<(Parameter, Cow<'c, Value>)>> {
    let set = call.parameters.iter().map(|(parameter, _)| *parameter);
    let is_set = |parameter: &Parameter| call.parameters.iter().any(|(other, _)| other.is(parameter));
    let unset = operation.declared().iter().copied().filter(|parameter| !is_set(parameter));
    let mut values = Vec::new();
    for parameter in set.chain(unset).filter(|parameter| parameter.location() == location) {
        values.extend(value(call, &parameter)?.map(|value| (parameter, value)));
    }
    Ok(values)
}

/// What a parameter was set to, or its default when it is required.
fn value<'c>(call: &'c Call, parameter: &Parameter) -> Result<Option<Cow<'c, Value>>> {
    let set = call.parameters.iter().find(|(other, _)| other.is(parameter));
    match (set, parameter.default_value()) {
        (Some((_, value)), _) if *value != Value::Absent => Ok(Some(Cow::Borrowed(value))),
        (_, Some(default)) if parameter.is_required() => Ok(Some(Cow::Owned(Value::Scalar(default.to_owned())))),
        _ if !parameter.is_required() => Ok(None),
        (Some(_), _) => Err(Error::build(format!(
            "parameter `{}` is required, and nothing is sent of it: it is empty",
            parameter.name()
        ))),
        (None, _) => Err(Error::build(format!("parameter `{}` is required", parameter.name()))),
    }
}

/// Headers and cookies of the document.
fn add_parameters(headers: &mut HeaderMap, call: &Call, operation: &Operation) -> Result<()> {
    for (parameter, value) in values(call, operation, In::Header)? {
        if let Some(text) = style::in_header(&parameter, &value) {
            let name = HeaderName::try_from(parameter.name());
            let name =
                name.map_err(|error| Error::build(format!("{:?} is no header name", parameter.name())).because(error))?;
            let mut value = header_value(parameter.name(), &text)?;
            value.set_sensitive(SECRET.contains(&name));
            headers.insert(name, value);
        }
    }
    let cookies = values(call, operation, In::Cookie)?;
    let pairs: Vec<_> = cookies.iter().flat_map(|(parameter, value)| style::in_pairs(parameter, value)).collect();
    add_cookies(headers, &pairs).map(drop)
}

/// The caller's headers take the place of those of the same name.
fn replace(headers: &mut HeaderMap, given: &HeaderMap) {
    for name in given.keys() {
        headers.remove(name);
    }
    headers.extend(given.iter().map(|(name, value)| (name.clone(), value.clone())));
}

fn accept(target: &Target) -> Result<HeaderValue> {
    match target {
        Target::Path(..) => Ok(HeaderValue::from_static("*/*")),
        Target::Declared(operation) => match operation.response_types() {
            [] | ["application/json"] => Ok(HeaderValue::from_static("application/json")),
            types => header_value("accept", &types.join(", ")),
        },
    }
}

/// The payload in the media type of the request.
fn encode(call: &Call) -> Result<(Option<HeaderValue>, Encoded)> {
    let declared = match (&call.target, call.request_types) {
        (_, Some(request_types)) => request_types,
        (Target::Declared(operation), None) => operation.request_types(),
        (Target::Path(..), None) => &[],
    };
    let payload = with_members(&call.payload, &call.members)?;
    if matches!(*payload, Payload::None) {
        return Ok((None, Encoded::None));
    }
    let content_type = match (&call.content_type, form_by_header(call, &payload)) {
        (Some(chosen), _) => choose(declared, chosen)?,
        (None, Some(chosen)) => chosen,
        (None, None) => default_type(declared, &payload)?,
    };
    let payload = match payload.into_owned() {
        Payload::None => Encoded::None,
        Payload::Json(json) if is_json(content_type) => Encoded::Bytes(json.into()),
        Payload::Json(json) if is_url_encoded(content_type) => {
            let members = match &call.target {
                Target::Declared(operation) => operation.members(),
                Target::Path(..) => &[],
            };
            Encoded::Bytes(url_encoded(&json, members)?.into())
        }
        Payload::Json(_) => {
            return Err(Error::build(format!("no encoding of a value as `{content_type}` is known")));
        }
        Payload::Form(form) => Encoded::Form(form),
        Payload::Text(text) => Encoded::Bytes(charset::encode(text, content_type)?.into()),
        Payload::Upload(upload) => Encoded::Upload(upload),
    };
    Ok((Some(header_value("content-type", content_type)?), payload))
}

/// The header by which the caller says that a value is sent as a form: what is labelled so is written so.
fn form_by_header<'c>(call: &'c Call, payload: &Payload) -> Option<&'c str> {
    let is_value = matches!(payload, Payload::Json(_));
    let chosen = call.headers.get(CONTENT_TYPE).filter(|_| is_value)?.to_str().ok()?;
    is_url_encoded(chosen).then_some(chosen)
}

/// The payload with the members that the caller adds.
fn with_members<'p>(payload: &'p Payload, added: &Extra) -> Result<Cow<'p, Payload>> {
    let members = match payload {
        _ if added.is_empty() => return Ok(Cow::Borrowed(payload)),
        Payload::None => Some(Extra::new()),
        Payload::Json(json) => std::str::from_utf8(json).ok().and_then(|text| Extra::of_object(text).ok()),
        Payload::Form(_) | Payload::Text(_) | Payload::Upload(_) => None,
    };
    let Some(mut members) = members else {
        let name = added.iter().map(|(name, _)| name).next().unwrap_or_default();
        return Err(Error::build(format!("body is no JSON object, and can have no member {name:?}")));
    };
    members.extend(added);
    let mut json = Writer::new(Scope::Request);
    json.map(|json| members.write(json));
    Ok(Cow::Owned(Payload::Json(json.into_bytes())))
}

fn header_value(name: &str, text: &str) -> Result<HeaderValue> {
    HeaderValue::from_str(text)
        .map_err(|error| Error::build(format!("header `{name}` has a value that no header can have")).because(error))
}
