//! RingCentral: JWT grant and authorization code, both with refresh tokens that are good for one use (facts/WIRE.md).

use std::sync::Arc;
use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};
use url::Url;

use super::client::Client;
use super::code::{Code, Service, refreshed, request, revoke};
use super::endpoint::Endpoint;
use super::environment::variable;
use super::grant::{Before, Grant, below, fingerprint, is_refusal};
use super::provider::{code_provider, provider};
use super::token::Token;
use super::tokens::Tokens;
use super::{AuthRequest, Authorization};
use crate::runtime::limit::quota::{Quota, RateLimits};
use crate::runtime::transport::BoxFuture;
use crate::{Result, Session};

/// The rate limit group of the token endpoint.
const GROUP: Option<&str> = Some("Auth");
const TOKEN_PATH: &str = "/restapi/oauth/token";
const REVOKE_PATH: Option<&str> = Some("/restapi/oauth/revoke");

const SERVICE: Service = Service {
    server_url: "https://platform.ringcentral.com",
    authorize_path: "/restapi/oauth/authorize",
    token_url,
    revoke_path: REVOKE_PATH,
    rate_limits: RateLimits::new("RingCentral").penalty(60).pause(30).groups(&[("Auth", &[Quota::per_minute(5)])]),
    group: GROUP,
};

/// The token URL of each environment is on its platform host, which is the server of the client also where an
/// operation goes to the media host.
fn token_url(server_url: &str) -> Result<Url> {
    below(server_url, TOKEN_PATH)
}

/// Logs in to RingCentral by a JWT credential: an application that acts for one user, without that user's presence.
///
/// The token is renewed by its refresh token, and by the JWT again when the server does not take that.
///
/// ```no_run
/// use generated_client::{Session, auth};
///
/// let auth = auth::RingCentralJwt::new("client id", "client secret", "the JWT");
/// let session = Session::builder().auth(auth).build()?;
/// # Ok::<(), generated_client::Error>(())
/// ```
#[derive(Clone)]
pub struct RingCentralJwt {
    grant: Arc<Jwt>,
    tokens: Tokens,
}

#[derive(Clone)]
struct Jwt {
    client: Client,
    assertion: SecretString,
    access_life: Option<Duration>,
    refresh_life: Option<Duration>,
}

impl RingCentralJwt {
    /// An application by its id and secret, and the JWT that its user made for it.
    pub fn new(client_id: impl Into<String>, client_secret: impl Into<String>, jwt: impl Into<String>) -> Self {
        let client = Client::confidential(client_id, client_secret);
        let assertion = SecretString::from(jwt.into());
        let grant = Arc::new(Jwt { client, assertion, access_life: None, refresh_life: None });
        Self { grant, tokens: Tokens::new() }
    }

    /// From the variables `RINGCENTRAL_CLIENT_ID`, `RINGCENTRAL_CLIENT_SECRET` and `RINGCENTRAL_JWT`.
    ///
    /// # Errors
    ///
    /// One of them is missing or empty; the kind is auth.
    pub fn from_env() -> Result<Self> {
        let [id, secret, jwt] = ["RINGCENTRAL_CLIENT_ID", "RINGCENTRAL_CLIENT_SECRET", "RINGCENTRAL_JWT"];
        Ok(Self::new(variable(id)?, variable(secret)?, variable(jwt)?))
    }

    /// How long access tokens are to live: 10 minutes to an hour, the default.
    #[must_use]
    pub fn with_access_token_life(self, life: Duration) -> Self {
        Self { grant: Arc::new(Jwt { access_life: Some(life), ..(*self.grant).clone() }), ..self }
    }

    /// How long refresh tokens are to live: 30 days at most, a week by default.
    #[must_use]
    pub fn with_refresh_token_life(self, life: Duration) -> Self {
        Self { grant: Arc::new(Jwt { refresh_life: Some(life), ..(*self.grant).clone() }), ..self }
    }

    /// Ends the sessions behind the tokens of the servers that were called, and forgets them, in the store too.
    ///
    /// # Errors
    ///
    /// The server cannot be reached, or the store cannot be written; the kind is auth.
    pub async fn revoke(&self) -> Result<()> {
        self.tokens.revoke(&self.grant(), None).await
    }
}

provider!(RingCentralJwt);

impl Jwt {
    async fn log_in(&self, endpoint: &Endpoint) -> Result<Token> {
        let seconds = |life: Option<Duration>| life.map(|life| life.as_secs().to_string());
        let (access, refresh) = (seconds(self.access_life), seconds(self.refresh_life));
        let mut pairs = vec![
            ("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"),
            ("assertion", self.assertion.expose_secret()),
        ];
        pairs.extend(access.as_deref().map(|seconds| ("access_token_ttl", seconds)));
        pairs.extend(refresh.as_deref().map(|seconds| ("refresh_token_ttl", seconds)));
        endpoint.token(request(&self.client, endpoint, GROUP, &pairs)?).await
    }
}

impl Grant for Jwt {
    fn token_url(&self, request: &AuthRequest<'_>) -> Result<Url> {
        token_url(request.server_url)
    }

    fn subject(&self) -> String {
        format!("jwt {} {}", self.client.id, fingerprint(&self.assertion))
    }

    fn obtain<'a>(&'a self, endpoint: &'a Endpoint, before: Before<'a>) -> BoxFuture<'a, Result<Token>> {
        Box::pin(async move {
            let Some(refresh) = before.refresh() else { return self.log_in(endpoint).await };
            match refreshed(&self.client, endpoint, GROUP, refresh).await {
                Err(error) if is_refusal(&error) => self.log_in(endpoint).await,
                result => Ok(result?.or_refresh(refresh, before.token())),
            }
        })
    }

    fn revoke<'a>(&'a self, endpoint: &'a Endpoint, token: &'a Token) -> BoxFuture<'a, Result<()>> {
        Box::pin(revoke(&self.client, endpoint, REVOKE_PATH, token))
    }
}

/// Users log in to RingCentral, and the application acts for them: authorization code with PKCE (RFC 7636).
///
/// A clone of it is the `auth` of the session; calls fail until [`exchange`](Self::exchange) has ended well. One is for
/// one user: an application with several has one, and a session, for each.
///
/// ```no_run
/// use generated_client::{Session, auth};
///
/// # async fn demo() -> generated_client::Result<()> {
/// let app = auth::RingCentralAuthorizationCode::new("client id", "https://app.example/back");
/// let session = Session::builder().auth(app.clone()).build()?;
/// let login = app.authorize()?;
/// println!("log in at {}", login.url());
/// // The user comes back to a URL that the server has put a code into.
/// app.exchange(&session, &login, "https://app.example/back?code=…&state=…").await?;
/// # Ok(()) }
/// ```
#[derive(Clone)]
pub struct RingCentralAuthorizationCode {
    grant: Arc<Code>,
    tokens: Tokens,
}

provider!(RingCentralAuthorizationCode);
code_provider!(RingCentralAuthorizationCode, SERVICE);

impl RingCentralAuthorizationCode {
    /// Ends the user's session, and forgets its tokens, in the store too.
    ///
    /// # Errors
    ///
    /// The server cannot be reached, or the store cannot be written; the kind is auth.
    pub async fn revoke(&self, session: &Session) -> Result<()> {
        self.tokens.revoke(&self.grant(), Some(self.grant.endpoint(session)?)).await
    }
}
