//! The authorization code grant (RFC 6749 section 4.1): a user logs in, and the application holds the tokens.

use std::sync::Arc;

use secrecy::{ExposeSecret, SecretString};
use url::Url;

use super::client::Client;
use super::endpoint::{Endpoint, TokenRequest, form};
use super::grant::{Before, Grant, below, is_refusal};
use super::token::Token;
use super::tokens::Tokens;
use super::{AuthRequest, Authorization};
use crate::runtime::limit::quota::RateLimits;
use crate::runtime::transport::BoxFuture;
use crate::{Error, Result, Session};

/// An OAuth service: where its endpoints are.
#[derive(Clone, Copy)]
pub(super) struct Service {
    /// The server where users log in, unless the application chooses another.
    pub(super) server_url: &'static str,
    pub(super) authorize_path: &'static str,
    /// The token URL of a server that is called.
    pub(super) token_url: fn(&str) -> Result<Url>,
    pub(super) revoke_path: Option<&'static str>,
    /// The limits that its documents name, and the group of its token endpoint.
    pub(super) rate_limits: RateLimits,
    pub(super) group: Option<&'static str>,
}

/// An application that users log in to.
#[derive(Clone)]
pub(super) struct Code {
    pub(super) service: Service,
    pub(super) client: Client,
    pub(super) redirect_uri: String,
    pub(super) server_url: String,
    /// From a login before.
    pub(super) refresh: Option<SecretString>,
    /// The user, for a store.
    pub(super) user: Option<String>,
}

impl Code {
    pub(super) fn new(service: Service, client_id: String, redirect_uri: String) -> Self {
        let server_url = service.server_url.to_owned();
        Self { service, client: Client::public(client_id), redirect_uri, server_url, refresh: None, user: None }
    }

    pub(super) fn authorize(&self) -> Result<Authorization> {
        Authorization::begin(self.authorize_url()?, &self.parameters())
    }

    pub(super) fn authorize_again(&self, state: String, verifier: SecretString) -> Result<Authorization> {
        Authorization::again(self.authorize_url()?, &self.parameters(), state, verifier)
    }

    /// The token URL of the server where users log in.
    pub(super) fn endpoint(&self, session: &Session) -> Result<Endpoint> {
        let url = (self.service.token_url)(&self.server_url)?;
        Ok(Endpoint::over(url, session.channel(), self.service.rate_limits))
    }

    /// Exchanges the code of a login for tokens. A code is good for one use, so this is sent once, in a task of its own
    /// that ends whatever becomes of who waits for it.
    pub(super) async fn exchange(
        self: &Arc<Self>,
        tokens: &Tokens,
        session: &Session,
        (login, redirect): (&Authorization, &str),
    ) -> Result<()> {
        let code = login.code(redirect)?;
        let endpoint = self.endpoint(session)?;
        let pairs = [
            ("grant_type", "authorization_code"),
            ("code", code.expose_secret()),
            ("redirect_uri", &self.redirect_uri),
            ("code_verifier", login.verifier().expose_secret()),
        ];
        let request = request(&self.client, &endpoint, self.service.group, &pairs)?;
        let (grant, tokens): (Arc<dyn Grant>, _) = (self.clone(), tokens.clone());
        let exchange = tokio::spawn(async move {
            let token = endpoint.token(TokenRequest { is_repeatable: false, ..request }).await?;
            tokens.adopt(&grant, endpoint, token).await
        });
        exchange.await.unwrap_or_else(|error| Err(Error::auth("exchange of the code broke off").because(error)))
    }

    fn authorize_url(&self) -> Result<Url> {
        below(&self.server_url, self.service.authorize_path)
    }

    fn parameters(&self) -> [(&str, &str); 2] {
        [("client_id", &self.client.id), ("redirect_uri", &self.redirect_uri)]
    }
}

impl Grant for Code {
    fn token_url(&self, request: &AuthRequest<'_>) -> Result<Url> {
        (self.service.token_url)(request.server_url)
    }

    fn subject(&self) -> String {
        let user = self.user.as_deref().unwrap_or_default();
        format!("authorization_code {} {user}", self.client.id)
    }

    fn obtain<'a>(&'a self, endpoint: &'a Endpoint, before: Before<'a>) -> BoxFuture<'a, Result<Token>> {
        Box::pin(async move {
            let given = || self.refresh.as_ref().filter(|_| before.token().is_none());
            let Some(refresh) = before.refresh().or_else(given) else {
                let origin = endpoint.url.origin().ascii_serialization();
                return Err(Error::auth(format!("nobody is logged in at {origin}: send the user to `authorize`")));
            };
            let token = refreshed(&self.client, endpoint, self.service.group, refresh).await?;
            Ok(token.or_refresh(refresh, before.token()))
        })
    }

    fn revoke<'a>(&'a self, endpoint: &'a Endpoint, token: &'a Token) -> BoxFuture<'a, Result<()>> {
        Box::pin(revoke(&self.client, endpoint, self.service.revoke_path, token))
    }
}

/// A token by a refresh token (RFC 6749 section 6).
///
/// It may be sent again: RingCentral answers a repetition within seconds with the same token, and a server that does
/// not has at worst used up what a lost answer has used up anyway.
pub(super) async fn refreshed(
    client: &Client,
    endpoint: &Endpoint,
    group: Option<&'static str>,
    refresh: &SecretString,
) -> Result<Token> {
    let pairs = [("grant_type", "refresh_token"), ("refresh_token", refresh.expose_secret())];
    endpoint.token(request(client, endpoint, group, &pairs)?).await
}

/// Gives a token back (RFC 7009): the refresh token where there is one. A token that the server does not know any more
/// is as good as given back.
pub(super) async fn revoke(
    client: &Client,
    endpoint: &Endpoint,
    path: Option<&'static str>,
    token: &Token,
) -> Result<()> {
    let Some(path) = path else { return Ok(()) };
    let url = below(&endpoint.url.origin().ascii_serialization(), path)?;
    let text = token.usable_refresh().unwrap_or(&token.access);
    let request = request(client, endpoint, None, &[("token", text.expose_secret())])?;
    match endpoint.send(TokenRequest { url, ..request }).await {
        Err(error) if !is_refusal(&error) => Err(error),
        Ok(_) | Err(_) => Ok(()),
    }
}

/// A form to the token endpoint, with what proves the application.
pub(super) fn request(
    client: &Client,
    endpoint: &Endpoint,
    group: Option<&'static str>,
    pairs: &[(&str, &str)],
) -> Result<TokenRequest> {
    Ok(TokenRequest {
        method: http::Method::POST,
        url: endpoint.url.clone(),
        authorization: client.authorization()?,
        content_type: "application/x-www-form-urlencoded",
        body: form(pairs.iter().copied().chain(client.form())),
        group,
        is_repeatable: true,
        user_agent: None,
    })
}
