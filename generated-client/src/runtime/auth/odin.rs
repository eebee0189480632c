//! ODIN: login by name and password, refresh in place, logout (facts/WIRE.md).

use std::sync::Arc;
use std::time::Duration;

use http::{HeaderValue, Method};
use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;
use url::Url;

use super::AuthRequest;
use super::credentials::{sensitive, wiped};
use super::endpoint::{Endpoint, TokenRequest, unreadable};
use super::environment::variable;
use super::grant::{Before, Grant, below, is_refusal};
use super::provider::provider;
use super::token::Token;
use super::tokens::Tokens;
use crate::runtime::transport::BoxFuture;
use crate::{Error, Result};

/// The rate limit group of all operations.
const GROUP: Option<&str> = Some("Default");
/// The life of a token, which answers do not tell.
const LIFE: Duration = Duration::from_secs(24 * 3600);

/// Logs in to ODIN by user name and password.
///
/// A token lives a day; it is renewed by itself, and by a new login when the server does not take it any more.
///
/// ```no_run
/// use generated_client::{Session, auth};
///
/// let session = Session::builder().auth(auth::OdinLogin::new("john.smith", "password")).build()?;
/// # Ok::<(), generated_client::Error>(())
/// ```
#[derive(Clone)]
pub struct OdinLogin {
    grant: Arc<Login>,
    tokens: Tokens,
}

struct Login {
    username: String,
    password: SecretString,
}

impl OdinLogin {
    /// A user by name and password.
    pub fn new(username: impl Into<String>, password: impl Into<String>) -> Self {
        let grant = Arc::new(Login { username: username.into(), password: SecretString::from(password.into()) });
        Self { grant, tokens: Tokens::new() }
    }

    /// From the variables `ODIN_USERNAME` and `ODIN_PASSWORD`.
    ///
    /// # Errors
    ///
    /// One of them is missing or empty; the kind is auth.
    pub fn from_env() -> Result<Self> {
        Ok(Self::new(variable("ODIN_USERNAME")?, variable("ODIN_PASSWORD")?))
    }

    /// Ends the sessions at the servers that were called, and forgets their tokens, in the store too. The next call
    /// logs in again.
    ///
    /// # Errors
    ///
    /// The server cannot be reached, or the store cannot be written; the kind is auth.
    pub async fn log_out(&self) -> Result<()> {
        self.tokens.revoke(&self.grant(), None).await
    }
}

provider!(OdinLogin);

#[derive(Serialize)]
struct Name<'a> {
    username: &'a str,
    password: &'a str,
}

#[derive(Serialize)]
struct Logout<'a> {
    token: &'a str,
}

impl Login {
    async fn log_in(&self, endpoint: &Endpoint) -> Result<Token> {
        let body = Name { username: &self.username, password: self.password.expose_secret() };
        token(endpoint, request(Method::POST, endpoint.url.clone(), json(&body)?)).await
    }

    /// The new token takes the place of the one that asks for it. It may be sent again: at worst a login follows.
    async fn refresh(endpoint: &Endpoint, held: &Token) -> Result<Token> {
        let request = request(Method::PUT, endpoint.url.clone(), wiped("{}".to_owned()));
        token(endpoint, TokenRequest { authorization: Some(bearer(held)?), ..request }).await
    }
}

impl Grant for Login {
    fn token_url(&self, request: &AuthRequest<'_>) -> Result<Url> {
        below(request.server_url, "/auth/token")
    }

    fn subject(&self) -> String {
        format!("login {}", self.username)
    }

    fn obtain<'a>(&'a self, endpoint: &'a Endpoint, before: Before<'a>) -> BoxFuture<'a, Result<Token>> {
        Box::pin(async move {
            let Before::Good(token) = before else { return self.log_in(endpoint).await };
            match Self::refresh(endpoint, token).await {
                Err(error) if is_refusal(&error) => self.log_in(endpoint).await,
                result => result,
            }
        })
    }

    fn revoke<'a>(&'a self, endpoint: &'a Endpoint, token: &'a Token) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let url = below(endpoint.url.as_str(), "/logout")?;
            let body = json(&Logout { token: token.access.expose_secret() })?;
            let request = request(Method::POST, url, body);
            match endpoint.send(TokenRequest { authorization: Some(bearer(token)?), ..request }).await {
                Err(error) if !is_refusal(&error) => Err(error),
                Ok(_) | Err(_) => Ok(()),
            }
        })
    }
}

async fn token(endpoint: &Endpoint, request: TokenRequest) -> Result<Token> {
    let received = endpoint.send(request).await?;
    Token::of_odin_answer(&received.body, LIFE).ok_or_else(|| unreadable(&received))
}

fn request(method: Method, url: Url, body: bytes::Bytes) -> TokenRequest {
    TokenRequest {
        method,
        url,
        authorization: None,
        content_type: "application/json",
        body,
        group: GROUP,
        is_repeatable: true,
        user_agent: None,
    }
}

fn bearer(token: &Token) -> Result<HeaderValue> {
    sensitive("authorization", &Zeroizing::new(format!("Bearer {}", token.access.expose_secret())))
}

fn json(value: &impl Serialize) -> Result<bytes::Bytes> {
    let text = serde_json::to_string(value);
    text.map(wiped).map_err(|error| Error::auth("credentials cannot be JSON").because(error))
}
