//! One call being put together: what generated setters write into.

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use http::header::{ACCEPT, AUTHORIZATION, CONTENT_LENGTH, COOKIE, PROXY_AUTHORIZATION, TRANSFER_ENCODING};
use http::{HeaderMap, HeaderName, HeaderValue};
use serde::Serialize;

use super::batch::Batch;
use super::body::Upload;
use super::codec::{Decode, Encode, Extra, Scope, Writer};
use super::download::Download;
use super::events::{EVENT_STREAM, Events, Records, Separator};
use super::form::Form;
use super::limit::RateLimiting;
use super::media::in_range;
use super::operation::{Method, Operation};
use super::pages::{Items, Pages, Paging};
use super::parameter::{In, Parameter};
use super::response::{Answer, Output, Response};
use super::retry::RetryPolicy;
use super::send;
use super::service::{Service, base_url};
use super::style::Value;
use super::transport::BoxFuture;
use crate::{Error, Result};

/// Headers that say where a message ends (RFC 9112 section 6): two opinions on that would be an injection.
const FRAMING: [HeaderName; 2] = [CONTENT_LENGTH, TRANSFER_ENCODING];

/// Headers that show in no output and in no table of HTTP/2.
pub(super) const SECRET: [HeaderName; 3] = [AUTHORIZATION, PROXY_AUTHORIZATION, COOKIE];

/// A call of an operation: its parameters, body, and what the caller adds. Owned, and cheap to clone.
///
/// Setters do not fail: the first problem is kept and comes out, as an error of the kind build, when the call is sent.
#[derive(Clone)]
pub struct Call {
    pub(crate) service: Service,
    pub(crate) target: Target,
    /// In the order in which they were set.
    pub(crate) parameters: Vec<(Parameter, Value)>,
    pub(crate) payload: Payload,
    /// What the payload can be sent as, where that is not each type that the operation declares.
    pub(crate) request_types: Option<&'static [&'static str]>,
    /// Members of the body, given by the caller in place of those of the same name.
    pub(crate) members: Extra,
    /// Chosen by the caller among the declared ones.
    pub(crate) content_type: Option<String>,
    /// Given by the caller, in place of what the call would have.
    pub(crate) headers: HeaderMap,
    /// Given by the caller, behind the declared parameters.
    pub(crate) query: Vec<(String, String)>,
    pub(crate) server_url: Option<String>,
    pub(crate) timeout: Option<Duration>,
    pub(crate) retry: Option<RetryPolicy>,
    pub(crate) limiting: Option<RateLimiting>,
    /// The rate limit group of a call that no document names.
    pub(crate) group: Option<String>,
    pub(crate) problem: Option<Error>,
}

/// What is called.
#[derive(Clone)]
pub(crate) enum Target {
    /// An operation of the document.
    Declared(&'static Operation),
    /// A path below the server's URL, which may have a query.
    Path(Method, String),
}

/// A request body, as often as it is needed.
#[derive(Clone)]
pub(crate) enum Payload {
    None,
    /// JSON text, sent as the request's media type wants it.
    Json(Vec<u8>),
    Form(Form),
    Text(String),
    Upload(Upload),
}

/// An enum of the bodies that an operation can be sent with.
pub trait BodyChoice {
    /// Puts the body into the call, and gives the media types that it can be sent as.
    fn put(self, call: &mut Call) -> &'static [&'static str];
}

impl Call {
    pub(crate) fn new(service: Service, operation: &'static Operation) -> Self {
        Self::to(service, Target::Declared(operation))
    }

    pub(crate) fn to(service: Service, target: Target) -> Self {
        Self {
            service,
            target,
            parameters: Vec::new(),
            payload: Payload::None,
            request_types: None,
            members: Extra::new(),
            content_type: None,
            headers: HeaderMap::new(),
            query: Vec::new(),
            server_url: None,
            timeout: None,
            retry: None,
            limiting: None,
            group: None,
            problem: None,
        }
    }

    /// Sets the parameter `name`, in place of what was set before. An absent or null value unsets it.
    pub fn set(&mut self, name: &'static str, value: &dyn Encode) {
        self.set_parameter(None, name, value);
    }

    /// Sets the parameter `name` of a location, where another location has one of the same name.
    pub fn set_in(&mut self, location: In, name: &'static str, value: &dyn Encode) {
        self.set_parameter(Some(location), name, value);
    }

    /// Sets the parameter `name` to text.
    pub fn set_text(&mut self, name: &'static str, text: impl Into<String>) {
        let parameter = self.parameter(None, name);
        self.put(parameter, Value::of_text(text.into(), &parameter));
    }

    fn set_parameter(&mut self, location: Option<In>, name: &'static str, value: &dyn Encode) {
        let parameter = self.parameter(location, name);
        self.put(parameter, Value::of(value, &parameter));
    }

    fn parameter(&self, location: Option<In>, name: &'static str) -> Parameter {
        match &self.target {
            Target::Declared(operation) => operation.parameter_or_implied(location, name),
            Target::Path(..) => Parameter::query(name),
        }
    }

    fn put(&mut self, parameter: Parameter, value: Result<Value, &'static str>) {
        let value = match value {
            Ok(value) => value,
            Err(problem) => return self.report(Error::build(format!("parameter `{}` {problem}", parameter.name()))),
        };
        match self.parameters.iter_mut().find(|(other, _)| other.is(&parameter)) {
            Some((_, place)) => *place = value,
            None => self.parameters.push((parameter, value)),
        }
    }

    /// Sets the body to a value, sent as JSON or as an URL-encoded form, by the request's media type. What JSON has no
    /// text for (RFC 8259, section 6: NaN, the infinities) is not sent: null may mean something else there.
    pub fn json(&mut self, value: &dyn Encode) {
        if value.is_absent() {
            self.payload = Payload::None;
            return;
        }
        let mut json = Writer::new(Scope::Request);
        value.encode(&mut json);
        if json.has_lost() {
            self.report(Error::build("a number of the body is not finite, and JSON has no text for it"));
        }
        self.payload = Payload::Json(json.into_bytes());
    }

    /// Sets a member of the body, whether that is set before or later; without one, the members are the body.
    pub fn add_body_member(&mut self, name: &str, value: impl Serialize) {
        if let Err(error) = self.members.insert(name, value) {
            self.report(error);
        }
    }

    /// Sets the body to a form.
    pub fn form(&mut self, form: impl Into<Form>) {
        let form = form.into();
        if let Some(problem) = form.problem() {
            self.report(Error::build(problem));
        }
        self.payload = Payload::Form(form);
    }

    /// Sets the body to text.
    pub fn text(&mut self, text: impl Into<String>) {
        self.payload = Payload::Text(text.into());
    }

    /// Sets the body to bytes, a file or a stream.
    pub fn upload(&mut self, upload: impl Into<Upload>) {
        self.payload = Payload::Upload(upload.into());
    }

    /// Sets the body to one of those that the operation can be sent with.
    pub fn choose(&mut self, body: impl BodyChoice) {
        self.request_types = Some(body.put(self));
    }

    /// Adds a header of the caller's; it replaces one that the call would have.
    pub fn add_header(&mut self, name: &str, value: &str) {
        match (HeaderName::try_from(name), HeaderValue::from_str(value)) {
            (Ok(name), _) if FRAMING.contains(&name) => {
                self.report(Error::build(format!("header `{name}` is the transport's own")));
            }
            (Ok(name), Ok(mut value)) => {
                value.set_sensitive(SECRET.contains(&name));
                self.headers.append(name, value);
            }
            _ => {
                self.report(Error::build(format!("header {name:?} has a name or value that a header cannot have")));
            }
        }
    }

    /// Adds a query pair of the caller's.
    pub fn add_query(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.query.push((name.into(), value.into()));
    }

    /// Sets the time for the call as a whole.
    pub fn set_timeout(&mut self, timeout: Duration) {
        self.timeout = Some(timeout);
    }

    /// Sets when the call is tried again.
    pub fn set_retry_policy(&mut self, policy: RetryPolicy) {
        self.retry = Some(policy);
    }

    /// Sets what happens when a rate limit does not allow the call yet.
    pub fn set_rate_limiting(&mut self, limiting: RateLimiting) {
        self.limiting = Some(limiting);
    }

    /// Counts a call that no document names in a rate limit group of its service.
    pub fn set_rate_limit_group(&mut self, group: impl Into<String>) {
        self.group = Some(group.into());
    }

    /// Sends the call to another server.
    pub fn set_server_url(&mut self, url: &str) {
        match base_url(url) {
            Ok(url) => self.server_url = Some(url),
            Err(error) => self.report(error),
        }
    }

    /// Chooses the media type of the body.
    pub fn set_content_type(&mut self, content_type: &str) {
        self.content_type = Some(content_type.to_owned());
    }

    /// Sends the call and reads the answer's body. The future is boxed, so that no caller's grows by it.
    pub fn send(self) -> BoxFuture<'static, Result<Answer>> {
        Box::pin(async move { send::send(&self).await })
    }

    /// Sends the call and reads the answer's body as a `T`.
    pub fn read<T: Output + 'static>(self) -> BoxFuture<'static, Result<Response<T>>> {
        let answer = self.send();
        Box::pin(async move { answer.await?.read() })
    }

    /// The same, for the body alone.
    pub fn body<T: Output + 'static>(self) -> BoxFuture<'static, Result<T>> {
        let answer = self.send();
        Box::pin(async move { answer.await?.read().map(Response::into_body) })
    }

    /// Sends the call and gives the answer with its body still to be read.
    pub fn open(self) -> BoxFuture<'static, Result<Response<Download>>> {
        Box::pin(async move { send::open(&self).await })
    }

    /// Sends the call and gives the events of the answer as they come; an error, where it is no stream of events.
    pub fn events<T: Decode + 'static>(self) -> BoxFuture<'static, Result<Response<Events<T>>>> {
        self.events_of(&[])
    }

    /// The same, where a value is made of these members of an event, and not of its data alone.
    pub fn events_of<T: Decode + 'static>(
        self,
        members: &'static [&'static str],
    ) -> BoxFuture<'static, Result<Response<Events<T>>>> {
        Box::pin(async move {
            let most = self.service.session().channel().limits.response_size;
            let answer = self.open_as(EVENT_STREAM).await?;
            let media_type = answer.header("content-type").unwrap_or(EVENT_STREAM).to_owned();
            if !in_range(&media_type, EVENT_STREAM) {
                let reason = format!("answer is `{media_type}`, no stream of events");
                return Err(answer.body().about(Error::decode(reason)));
            }
            Ok(answer.map(|download| Events::new(download, members, most)))
        })
    }

    /// Sends the call and gives the values of the answer as they come.
    pub fn records<T: Decode + 'static>(
        self,
        media_type: &'static str,
        separator: Separator,
    ) -> BoxFuture<'static, Result<Response<Records<T>>>> {
        Box::pin(async move {
            let most = self.service.session().channel().limits.response_size;
            Ok(self.open_as(media_type).await?.map(|download| Records::new(download, separator, most)))
        })
    }

    /// Asks for a media type, unless the caller did.
    fn open_as(mut self, media_type: &'static str) -> BoxFuture<'static, Result<Response<Download>>> {
        self.headers.entry(ACCEPT).or_insert(HeaderValue::from_static(media_type));
        self.open()
    }

    /// Reads the list behind the call page by page.
    pub fn pages<T: Decode + Send + 'static, I: 'static>(self, paging: &'static Paging<T, I>) -> Pages<T, I> {
        Pages::new(self, paging)
    }

    /// Reads the list behind the call item by item.
    pub fn items<T: Decode + Send + 'static, I: 'static>(self, paging: &'static Paging<T, I>) -> Items<T, I> {
        Items::new(self.pages(paging))
    }

    /// The text that a query parameter was set to.
    pub(crate) fn query_text(&self, name: &'static str) -> Option<&str> {
        let (_, value) = self.parameters.iter().find(|(parameter, _)| parameter.is(&Parameter::query(name)))?;
        match value {
            Value::Scalar(text) => Some(text),
            Value::Absent | Value::List(_) | Value::Pairs(_) | Value::Deep(_) => None,
        }
    }

    /// Makes the call for several values of a path parameter, up to `most`.
    pub fn batch<T: Decode + Send + 'static>(
        self,
        parameter: &'static str,
        most: usize,
        ids: impl IntoIterator<Item: Into<String>>,
    ) -> Batch<T> {
        Batch::new(self, parameter, ids.into_iter().map(Into::into).collect(), most)
    }

    /// What errors call it by.
    pub(crate) fn operation_id(&self) -> Cow<'static, str> {
        match &self.target {
            Target::Declared(operation) => Cow::Borrowed(operation.id()),
            Target::Path(method, path) => {
                let path = path.split('?').next().unwrap_or_default();
                Cow::Owned(format!("{} {path}", method.to_http()))
            }
        }
    }

    /// The first problem of the setters, as the error it is.
    pub(crate) fn check(&self) -> Result<()> {
        match &self.problem {
            Some(problem) => Err(problem.clone()),
            None => Ok(()),
        }
    }

    fn report(&mut self, problem: Error) {
        self.problem.get_or_insert(problem);
    }
}

/// Without parameters and bodies, which may be personal or secret.
impl fmt::Debug for Call {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Call").field("operation", &self.operation_id()).finish_non_exhaustive()
    }
}
