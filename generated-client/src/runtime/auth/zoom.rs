//! Zoom: server-to-server (`account_credentials`) and authorization code (facts/WIRE.md).

use std::sync::Arc;

use secrecy::SecretString;
use url::Url;

use super::client::Client;
use super::code::{Code, Service, request};
use super::endpoint::Endpoint;
use super::environment::variable;
use super::grant::{Before, Grant, below};
use super::provider::{code_provider, provider};
use super::token::Token;
use super::tokens::Tokens;
use super::{AuthRequest, Authorization};
use crate::runtime::limit::quota::RateLimits;
use crate::runtime::origin::is_within;
use crate::runtime::transport::BoxFuture;
use crate::{Result, Session};

const PATH: &str = "/oauth/token";

const SERVICE: Service = Service {
    server_url: "https://zoom.us",
    authorize_path: "/oauth/authorize",
    token_url,
    revoke_path: None,
    rate_limits: RateLimits::new("Zoom").pause(1),
    group: None,
};

/// All regions and vanity hosts have their tokens from one; any other server, such as a test's, has its own.
fn token_url(server_url: &str) -> Result<Url> {
    let (url, own) = (below(server_url, "")?, below(SERVICE.server_url, PATH)?);
    if is_within(&url, &own) { Ok(own) } else { below(&url.origin().ascii_serialization(), PATH) }
}

/// An application that acts for a Zoom account, without a user: server-to-server OAuth.
///
/// The token answer names the host of the account's region, and calls go there unless the client's server was chosen.
///
/// ```no_run
/// use generated_client::{Session, auth};
///
/// let auth = auth::ZoomServerToServer::new("account id", "client id", "client secret");
/// let session = Session::builder().auth(auth).build()?;
/// # Ok::<(), generated_client::Error>(())
/// ```
#[derive(Clone)]
pub struct ZoomServerToServer {
    grant: Arc<AccountCredentials>,
    tokens: Tokens,
}

struct AccountCredentials {
    account_id: String,
    client: Client,
}

impl ZoomServerToServer {
    /// An account, and the application by its id and secret.
    pub fn new(account_id: impl Into<String>, client_id: impl Into<String>, client_secret: impl Into<String>) -> Self {
        let client = Client::confidential(client_id, client_secret);
        Self { grant: Arc::new(AccountCredentials { account_id: account_id.into(), client }), tokens: Tokens::new() }
    }

    /// From the variables `ZOOM_ACCOUNT_ID`, `ZOOM_CLIENT_ID` and `ZOOM_CLIENT_SECRET`.
    ///
    /// # Errors
    ///
    /// One of them is missing or empty; the kind is auth.
    pub fn from_env() -> Result<Self> {
        Ok(Self::new(variable("ZOOM_ACCOUNT_ID")?, variable("ZOOM_CLIENT_ID")?, variable("ZOOM_CLIENT_SECRET")?))
    }
}

provider!(ZoomServerToServer);

impl Grant for AccountCredentials {
    fn token_url(&self, request: &AuthRequest<'_>) -> Result<Url> {
        token_url(request.server_url)
    }

    fn subject(&self) -> String {
        format!("account_credentials {} {}", self.client.id, self.account_id)
    }

    /// There are no refresh tokens, and several tokens may live at once.
    fn obtain<'a>(&'a self, endpoint: &'a Endpoint, _before: Before<'a>) -> BoxFuture<'a, Result<Token>> {
        Box::pin(async move {
            let pairs = [("grant_type", "account_credentials"), ("account_id", self.account_id.as_str())];
            endpoint.token(request(&self.client, endpoint, SERVICE.group, &pairs)?).await
        })
    }

    fn revoke<'a>(&'a self, _endpoint: &'a Endpoint, _token: &'a Token) -> BoxFuture<'a, Result<()>> {
        Box::pin(std::future::ready(Ok(())))
    }
}

/// Users log in to Zoom, and the application acts for them: authorization code with PKCE (RFC 7636).
///
/// A clone of it is the `auth` of the session; calls fail until [`exchange`](Self::exchange) has ended well. One is for
/// one user: an application with several has one, and a session, for each. Operations on oneself take the user `me`.
///
/// ```no_run
/// use generated_client::{Session, auth};
///
/// # async fn demo() -> generated_client::Result<()> {
/// let app = auth::ZoomAuthorizationCode::new("client id", "https://app.example/back").with_client_secret("secret");
/// let session = Session::builder().auth(app.clone()).build()?;
/// let login = app.authorize()?;
/// println!("log in at {}", login.url());
/// // The user comes back to a URL that the server has put a code into.
/// app.exchange(&session, &login, "https://app.example/back?code=…&state=…").await?;
/// # Ok(()) }
/// ```
#[derive(Clone)]
pub struct ZoomAuthorizationCode {
    grant: Arc<Code>,
    tokens: Tokens,
}

provider!(ZoomAuthorizationCode);
code_provider!(ZoomAuthorizationCode, SERVICE);

#[cfg(test)]
mod tests {
    use super::token_url;

    #[test]
    fn each_host_of_zoom_has_its_tokens_from_one() -> crate::Result<()> {
        let cases = [
            ("https://api.zoom.us/v2", "https://zoom.us/oauth/token"),
            ("https://api-eu.zoom.us/v2", "https://zoom.us/oauth/token"),
            ("https://example.zoom.us/v2", "https://zoom.us/oauth/token"),
            ("https://evilzoom.us/v2", "https://evilzoom.us/oauth/token"),
            ("http://127.0.0.1:4010", "http://127.0.0.1:4010/oauth/token"),
        ];
        for (server_url, expected) in cases {
            assert_eq!(token_url(server_url)?.as_str(), expected);
        }
        Ok(())
    }
}
