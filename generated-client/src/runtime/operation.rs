//! What generated code says about an operation, as constant data: [`Operation`].

use http::StatusCode;

use super::parameter::{In, Parameter};
use super::service::ServerDescription;

/// A security scheme by name, and the scopes of it that are all needed.
pub type Requirement = (&'static str, &'static [&'static str]);

/// An operation of an API: what is sent where, and what the document says of it.
///
/// Generated code puts it together, and says only what the runtime would not assume anyway.
#[derive(Clone, Copy, Debug)]
pub struct Operation {
    id: &'static str,
    method: Method,
    path: &'static str,
    parameters: &'static [Parameter],
    form_members: &'static [Parameter],
    request_types: &'static [&'static str],
    response_types: &'static [&'static str],
    without_error_body: &'static [(u16, u16)],
    rate_limit: Option<&'static str>,
    permissions: &'static [&'static str],
    security: &'static [&'static [Requirement]],
    server: Option<ServerDescription>,
    idempotency: Idempotency,
    redirects: Redirects,
}

/// A method of HTTP (RFC 9110 section 9).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// `GET`
    Get,
    /// `PUT`
    Put,
    /// `POST`
    Post,
    /// `DELETE`
    Delete,
    /// `OPTIONS`
    Options,
    /// `HEAD`
    Head,
    /// `PATCH`
    Patch,
    /// `TRACE`
    Trace,
}

/// Whether a call that is repeated does no more than one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Idempotency {
    /// As the document says.
    Yes,
    /// As the document says.
    No,
    /// As HTTP says of the method (RFC 9110 section 9.2.2).
    ByMethod,
}

/// What becomes of a redirect (RFC 9110 section 15.4).
///
/// [`Given`](Self::Given) stands among the extensions of the requests of such an operation, for their
/// [`Transport`](crate::transport::Transport).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Redirects {
    /// It is followed within the origin of the call; one that leads elsewhere is an error.
    Followed,
    /// It is the answer: the document declares no other success.
    Given,
}

impl Redirects {
    /// Whether an answer with this status is a success.
    pub(crate) fn count_as_success(self, status: StatusCode) -> bool {
        let is_redirect = status.is_redirection() && status != StatusCode::NOT_MODIFIED;
        status.is_success() || self == Self::Given && is_redirect
    }
}

/// A const function for each method.
macro_rules! begin {
    ($($function:ident $method:ident),+) => {$(
        #[doc(hidden)]
        pub const fn $function(id: &'static str, path: &'static str) -> Self {
            Self::new(id, Method::$method, path)
        }
    )+};
}

impl Operation {
    begin!(get Get, put Put, post Post, delete Delete, options Options, head Head, patch Patch, trace Trace);

    /// Without security, and with bodies in JSON.
    const fn new(id: &'static str, method: Method, path: &'static str) -> Self {
        Self {
            id,
            method,
            path,
            parameters: &[],
            form_members: &[],
            request_types: &["application/json"],
            response_types: &["application/json"],
            without_error_body: &[],
            rate_limit: None,
            permissions: &[],
            security: &[],
            server: None,
            idempotency: Idempotency::ByMethod,
            redirects: Redirects::Followed,
        }
    }

    /// Declares the parameters that are not what their name alone tells: in the path where the template has the name,
    /// else in the query, in the usual form.
    #[doc(hidden)]
    #[must_use]
    pub const fn parameters(self, parameters: &'static [Parameter]) -> Self {
        Self { parameters, ..self }
    }

    /// Declares how members of an URL-encoded form are written, where that is not as OpenAPI does by default.
    #[doc(hidden)]
    #[must_use]
    pub const fn form_members(self, form_members: &'static [Parameter]) -> Self {
        Self { form_members, ..self }
    }

    /// Declares the media types of the request body; the first is taken unless the caller chooses.
    #[doc(hidden)]
    #[must_use]
    pub const fn consumes(self, request_types: &'static [&'static str]) -> Self {
        Self { request_types, ..self }
    }

    /// Declares the media types of the answer, for `Accept`.
    #[doc(hidden)]
    #[must_use]
    pub const fn produces(self, response_types: &'static [&'static str]) -> Self {
        Self { response_types, ..self }
    }

    /// Declares which errors have no body, although a wider key of `responses` has one: statuses, from the first to
    /// the last of each run.
    #[doc(hidden)]
    #[must_use]
    pub const fn without_error_body(self, without_error_body: &'static [(u16, u16)]) -> Self {
        Self { without_error_body, ..self }
    }

    /// Names the rate limit group.
    #[doc(hidden)]
    #[must_use]
    pub const fn in_rate_limit(self, group: &'static str) -> Self {
        Self { rate_limit: Some(group), ..self }
    }

    /// Names the permissions that the caller's account must have.
    #[doc(hidden)]
    #[must_use]
    pub const fn with_permissions(self, permissions: &'static [&'static str]) -> Self {
        Self { permissions, ..self }
    }

    /// Declares the alternatives of security. An empty alternative allows anonymous calls; no alternative at all means
    /// that no credentials are sent.
    #[doc(hidden)]
    #[must_use]
    pub const fn secured_by(self, security: &'static [&'static [Requirement]]) -> Self {
        Self { security, ..self }
    }

    /// Declares a server of the operation's own, in place of the document's.
    #[doc(hidden)]
    #[must_use]
    pub const fn on_server(self, server: ServerDescription) -> Self {
        Self { server: Some(server), ..self }
    }

    /// Declares whether it is idempotent, against what its method says.
    #[doc(hidden)]
    #[must_use]
    pub const fn idempotent(self, idempotency: Idempotency) -> Self {
        Self { idempotency, ..self }
    }

    /// Declares that it answers with a redirect.
    #[doc(hidden)]
    #[must_use]
    pub const fn giving_redirects(self) -> Self {
        Self { redirects: Redirects::Given, ..self }
    }

    /// The operation's id in the document.
    pub const fn id(&self) -> &'static str {
        self.id
    }

    /// The method.
    pub const fn method(&self) -> Method {
        self.method
    }

    /// The path template, below the server's URL.
    pub const fn path(&self) -> &'static str {
        self.path
    }

    /// The rate limit group that the service counts it in.
    pub const fn rate_limit(&self) -> Option<&'static str> {
        self.rate_limit
    }

    /// The permissions that the caller's account must have.
    pub const fn permissions(&self) -> &'static [&'static str] {
        self.permissions
    }

    /// The alternatives of security, each a list of schemes and scopes that are all needed.
    pub const fn security(&self) -> &'static [&'static [Requirement]] {
        self.security
    }

    /// The media types of the request body, the usual one first.
    pub const fn request_types(&self) -> &'static [&'static str] {
        self.request_types
    }

    /// The media types of the answer.
    pub const fn response_types(&self) -> &'static [&'static str] {
        self.response_types
    }

    /// Whether repeating a call does no more than one, by the document or else by the method.
    pub const fn is_idempotent(&self) -> bool {
        match self.idempotency {
            Idempotency::Yes => true,
            Idempotency::No => false,
            Idempotency::ByMethod => !matches!(self.method, Method::Post | Method::Patch),
        }
    }

    /// What becomes of a redirect.
    pub const fn redirects(&self) -> Redirects {
        self.redirects
    }

    /// Whether the document says what errors with this status hold.
    pub(crate) fn has_error_body(&self, status: u16) -> bool {
        !self.without_error_body.iter().any(|&(first, last)| (first..=last).contains(&status))
    }

    pub(crate) const fn server(&self) -> Option<ServerDescription> {
        self.server
    }

    pub(crate) const fn members(&self) -> &'static [Parameter] {
        self.form_members
    }

    pub(crate) const fn declared(&self) -> &'static [Parameter] {
        self.parameters
    }

    /// The parameter of this name, and location when it is given: a declared one, or else what the name tells.
    pub(crate) fn parameter_or_implied(&self, location: Option<In>, name: &'static str) -> Parameter {
        let is_meant = |parameter: &&Parameter| {
            parameter.name() == name && location.is_none_or(|location| parameter.location() == location)
        };
        let in_template = || self.path.contains(&format!("{{{name}}}"));
        let implied =
            || Parameter::usual(name, location.unwrap_or_else(|| if in_template() { In::Path } else { In::Query }));
        self.parameters.iter().find(is_meant).copied().unwrap_or_else(implied)
    }
}

impl Method {
    pub(crate) fn to_http(self) -> http::Method {
        match self {
            Self::Get => http::Method::GET,
            Self::Put => http::Method::PUT,
            Self::Post => http::Method::POST,
            Self::Delete => http::Method::DELETE,
            Self::Options => http::Method::OPTIONS,
            Self::Head => http::Method::HEAD,
            Self::Patch => http::Method::PATCH,
            Self::Trace => http::Method::TRACE,
        }
    }
}
