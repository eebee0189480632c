//! A service as constant data, and a client's view of it: session, server, variables.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use url::Url;

use super::auth::SecurityScheme;
use super::call::Call;
use super::limit::quota::RateLimits;
use super::operation::{Method, Operation};
use super::session::Session;
use super::style;
use super::untyped::Request;
use crate::{Error, Result};

/// What the document says of a service as a whole.
#[derive(Clone, Copy, Debug)]
pub struct ServiceDescription {
    name: &'static str,
    servers: &'static [ServerDescription],
    schemes: &'static [SecurityScheme],
    rate_limits: RateLimits,
}

/// A server of a document: a URL template, and the defaults of its variables.
#[derive(Clone, Copy, Debug)]
pub struct ServerDescription {
    url: &'static str,
    variables: &'static [(&'static str, &'static str)],
    /// The variables that the document limits to some values.
    limited: &'static [(&'static str, &'static [&'static str])],
}

impl ServiceDescription {
    /// A service without servers and security schemes. `name` is that of its module.
    pub const fn new(name: &'static str) -> Self {
        Self { name, servers: &[], schemes: &[], rate_limits: RateLimits::new(name) }
    }

    /// Declares the servers, in the order of the client's `Server` enum; the first is the default.
    #[must_use]
    pub const fn servers(self, servers: &'static [ServerDescription]) -> Self {
        Self { servers, ..self }
    }

    /// Declares the security schemes.
    #[must_use]
    pub const fn schemes(self, schemes: &'static [SecurityScheme]) -> Self {
        Self { schemes, ..self }
    }

    /// Declares the rate limits. Without them they are the service's own, and known from answers alone.
    #[must_use]
    pub const fn rate_limits(self, rate_limits: RateLimits) -> Self {
        Self { rate_limits, ..self }
    }

    /// The URL template of a server, by its place in the document.
    pub const fn server_url(&self, index: usize) -> &'static str {
        if index < self.servers.len() { self.servers[index].url } else { "" }
    }
}

impl ServerDescription {
    /// A server by its URL, which may have `{variables}`.
    pub const fn new(url: &'static str) -> Self {
        Self { url, variables: &[], limited: &[] }
    }

    /// Declares the variables by name and default.
    #[must_use]
    pub const fn variables(self, variables: &'static [(&'static str, &'static str)]) -> Self {
        Self { variables, ..self }
    }

    /// Declares which values variables can have.
    #[must_use]
    pub const fn limited(self, limited: &'static [(&'static str, &'static [&'static str])]) -> Self {
        Self { limited, ..self }
    }
}

/// A client's view of its service. Cheap to clone.
#[derive(Clone)]
pub struct Service {
    session: Session,
    description: &'static ServiceDescription,
    base: Base,
    /// Where the document was found: relative URLs of servers begin there.
    document_url: Option<Arc<str>>,
    variables: Arc<[(String, String)]>,
}

/// Where calls go, unless their operation says otherwise.
#[derive(Clone)]
enum Base {
    /// The first server of the document: nobody has chosen.
    Default,
    /// A server of the document, by its place.
    Server(usize),
    /// A URL of the caller's, for all operations. Without a slash at its end.
    Url(Arc<str>),
}

impl Service {
    /// The service at the first server of its document.
    pub fn new(session: Session, description: &'static ServiceDescription) -> Self {
        Self { session, description, base: Base::Default, document_url: None, variables: Arc::from([]) }
    }

    /// The service at another server of its document, by its place.
    #[must_use]
    pub fn with_server(self, index: usize) -> Self {
        Self { base: Base::Server(index), ..self }
    }

    /// The service at a URL, which overrides every server of the document.
    ///
    /// # Errors
    ///
    /// The text is no URL of http or https, or has user information, a query or a fragment; the kind is build.
    pub fn with_base_url(self, url: &str) -> Result<Self> {
        Ok(Self { base: Base::Url(base_url(url)?.into()), ..self })
    }

    /// The service of a document found at this URL, against which relative URLs of its servers are resolved.
    ///
    /// # Errors
    ///
    /// The text is no URL of http or https, or has user information, a query or a fragment; the kind is build.
    pub fn with_document_url(self, url: &str) -> Result<Self> {
        base_url(url)?;
        Ok(Self { document_url: Some(url.into()), ..self })
    }

    /// The service with a value for a variable of its servers' URLs. A value that a URL cannot hold is an error of
    /// the calls.
    #[must_use]
    pub fn with_server_variable(self, name: &str, value: String) -> Self {
        let others = self.variables.iter().filter(|(other, _)| other != name).cloned();
        let variables = others.chain([(name.to_owned(), value)]).collect();
        Self { variables, ..self }
    }

    /// The session of the client.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Starts a call of an operation.
    pub fn call(&self, operation: &'static Operation) -> Call {
        Call::new(self.clone(), operation)
    }

    /// Starts a request that the document does not name.
    pub fn request(&self, method: Method, path: String) -> Request {
        Request::new(self.clone(), method, path)
    }

    pub(crate) fn name(&self) -> &'static str {
        self.description.name
    }

    /// Whether the server is the document's first, as nobody has chosen another.
    pub(crate) fn has_default_server(&self) -> bool {
        matches!(self.base, Base::Default)
    }

    pub(crate) fn limits(&self) -> RateLimits {
        self.description.rate_limits
    }

    pub(crate) fn schemes(&self) -> &'static [SecurityScheme] {
        self.description.schemes
    }

    /// The URL that an operation's path is below: the caller's, the operation's own, the document's. Without a slash at
    /// its end.
    pub(crate) fn base_for(&self, own: Option<ServerDescription>) -> Result<Cow<'_, str>> {
        let index = match &self.base {
            Base::Url(url) => return Ok(Cow::Borrowed(url)),
            Base::Default => 0,
            Base::Server(index) => *index,
        };
        let Some(server) = own.or_else(|| self.description.servers.get(index).copied()) else {
            return Err(Error::build("the document names no server: give one by `with_base_url`"));
        };
        base_url(&self.absolute(self.expand(server)?)).map(Cow::Owned)
    }

    /// The URL of a server, from where the document was found (OpenAPI 3.0, "Server Object", `url`).
    fn absolute(&self, url: String) -> String {
        let document_url = self.document_url.as_ref().and_then(|document_url| Url::parse(document_url).ok());
        document_url.and_then(|document_url| document_url.join(&url).ok()).map_or(url, String::from)
    }

    /// Puts the variables into a server's URL.
    fn expand(&self, server: ServerDescription) -> Result<String> {
        let mut url = String::new();
        let mut rest = server.url;
        while let Some((literal, after)) = rest.split_once('{') {
            let Some((name, after)) = after.split_once('}') else {
                break;
            };
            url.push_str(literal);
            let value = self.variable(server, name)?;
            if !declares(server, name, value) && !fits(value, &url, after) {
                return Err(Error::build(format!("value of server variable `{name}` cannot be part of a URL")));
            }
            url.push_str(value);
            rest = after;
        }
        url.push_str(rest);
        Ok(url)
    }

    fn variable<'s>(&'s self, server: ServerDescription, name: &str) -> Result<&'s str> {
        let given = self.variables.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str());
        let default = || server.variables.iter().find(|(other, _)| *other == name).map(|(_, value)| *value);
        let limits = server.limited.iter().find(|(other, _)| *other == name).map(|(_, values)| *values);
        // The document's default stands, whatever it limits the caller to.
        if let (Some(value), Some(values)) = (given, limits)
            && !values.contains(&value)
        {
            let known = values.join(", ");
            return Err(Error::build(format!("server variable `{name}` cannot be {value:?}; it is one of {known}")));
        }
        given.or_else(default).ok_or_else(|| {
            Error::build(format!("server variable `{name}` has no value: give one by `with_server_variable`"))
        })
    }
}

impl fmt::Debug for Service {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let server = match &self.base {
            Base::Default => self.description.server_url(0),
            Base::Server(index) => self.description.server_url(*index),
            Base::Url(url) => url,
        };
        formatter.debug_struct("Service").field("name", &self.name()).field("server", &server).finish_non_exhaustive()
    }
}

/// Whether a value is the document's own.
fn declares(server: ServerDescription, name: &str, value: &str) -> bool {
    let is_default = |(other, default): &(&str, &str)| *other == name && *default == value;
    let is_listed = |(other, values): &(&str, &[&str])| *other == name && values.contains(&value);
    server.variables.iter().any(is_default) || server.limited.iter().any(is_listed)
}

/// Whether a value between these parts of a URL leaves the rest of it where it is: one in the host ends that only where
/// the host is all there, so that no value chooses another host than the document, and none goes up the path.
fn fits(value: &str, begin: &str, after: &str) -> bool {
    let ends_host = value.starts_with('/') && !begin.ends_with("://") && (after.is_empty() || after.starts_with('/'));
    let splits_url = |character: char| character.is_control() || " \\?#@".contains(character);
    let is_in_host = begin.split_once("://").is_some_and(|(_, rest)| !rest.contains('/'));
    let splits = value.contains(splits_url) || (is_in_host && value.contains('/') && !ends_host);
    !splits && !value.split('/').any(style::is_dots)
}

/// Checks a base URL and takes the slash off its end.
pub(crate) fn base_url(text: &str) -> Result<String> {
    let url = Url::parse(text).map_err(|error| {
        Error::build("server URL is not absolute: give one by `with_base_url`, or `with_document_url`").because(error)
    })?;
    // The parser would look for a missing host in the path.
    let names_host = text.split_once("://").is_some_and(|(_, rest)| !rest.starts_with(['/', '\\']));
    let is_http = matches!(url.scheme(), "http" | "https") && names_host;
    let is_bare = url.query().is_none() && url.fragment().is_none();
    let is_anonymous = url.username().is_empty() && url.password().is_none();
    if !(is_http && is_bare && is_anonymous) {
        return Err(Error::build(
            "server URL must be http or https with a host, and no user information, query or fragment",
        ));
    }
    Ok(url.as_str().trim_end_matches('/').to_owned())
}

#[cfg(test)]
mod tests {
    use super::{ServerDescription, declares, fits};

    #[test]
    fn values_of_variables_stay_where_they_are() {
        let cases = [
            ("api", "https://", ".example.com", true),
            ("evil/", "https://", ".example.com", false),
            ("/evil", "https://api.", ".example.com", false),
            ("/evil", "https://", "/v1", false),
            ("/api/v2", "https://h.test", "", true),
            ("/api", "https://h.test", "/v2", true),
            ("a/b", "https://h.test/", "", true),
            ("/../b", "https://h.test", "", false),
            ("https", "", "://h.test", true),
        ];
        for (value, begin, after, expected) in cases {
            assert_eq!(fits(value, begin, after), expected, "{begin}{value}{after}");
        }
        let server = ServerDescription::new("https://{host}").variables(&[("host", "h.test/api")]);
        assert!(declares(server, "host", "h.test/api") && !declares(server, "host", "h.test/other"));
    }
}
