//! One renewal of a token: what the store has by now, or a new one, into use and into the store.

use std::sync::Arc;
use std::time::Duration;

use secrecy::ExposeSecret;
use tokio::time::Instant;

use super::{Entry, HOLD_OFF, Held};
use crate::Result;
use crate::runtime::auth::endpoint::Endpoint;
use crate::runtime::auth::grant::{Before, Grant};
use crate::runtime::auth::store::{StoreLock, TokenStore};
use crate::runtime::auth::token::Token;

/// One renewal. Whoever runs it has the turn of the entry.
pub(super) struct Renewal {
    pub(super) grant: Arc<dyn Grant>,
    pub(super) entry: Arc<Entry>,
    /// The way there, of the session that needs the token.
    pub(super) endpoint: Endpoint,
    pub(super) store: Option<Arc<dyn TokenStore>>,
    pub(super) key: String,
    pub(super) slack: Duration,
}

impl Renewal {
    /// Renews the token; one that cannot be renewed yet is good until its end. A new one that could not be saved is
    /// for the calls after this.
    pub(super) async fn run(self) -> Result<Arc<Held>> {
        let before = self.entry.state().held.as_ref().map(|held| held.number);
        let renewed = self.renew().await;
        let mut state = self.entry.state();
        state.ended += 1;
        state.failure = renewed.as_ref().err().cloned();
        let Err(error) = renewed else { return renewed };
        let usable = state.usable(Instant::now()).filter(|held| Some(held.number) == before);
        let Some(held) = usable else { return Err(error) };
        state.hold_off = Some(Instant::now() + HOLD_OFF);
        Ok(held)
    }

    async fn renew(&self) -> Result<Arc<Held>> {
        let _lock = self.lock().await?;
        let stored = self.load().await?;
        let current = stored.as_ref().filter(|stored| !self.is_outdated(stored));
        if let Some(stored) = current.filter(|stored| self.is_news(stored)) {
            return Ok(self.hold(stored.clone()));
        }
        let held = self.entry.state().held.clone();
        let before = match current.or(held.as_ref().map(|held| &held.token)) {
            None => Before::Nothing,
            Some(token) if self.is_over(token) => Before::Over(token),
            Some(token) => Before::Good(token),
        };
        let token = self.grant.obtain(&self.endpoint, before).await?;
        self.keep(token, stored).await
    }

    /// Whether the token of the store has a successor, which could not be saved.
    fn is_outdated(&self, stored: &Token) -> bool {
        self.entry.state().outdated.as_ref().is_some_and(|outdated| outdated.is(stored))
    }

    /// Whether the time of a token is over, or the server does not take it any more.
    fn is_over(&self, token: &Token) -> bool {
        let state = self.entry.state();
        let is_held = state.held.as_ref().is_some_and(|held| held.token.is(token));
        token.has_ended() || (is_held && state.usable(Instant::now()).is_none())
    }

    /// Whether another process has renewed the token already.
    fn is_news(&self, stored: &Token) -> bool {
        let now = Instant::now();
        let fresh = Held::new(stored.clone(), self.slack);
        let is_other = self.entry.state().held.as_ref().is_none_or(|held| !held.token.is(stored));
        is_other && !fresh.is_due(now) && !fresh.has_ended(now)
    }

    /// Takes a token into use, and then into the store: a store that fails takes no token away. `stored` is what it
    /// has.
    pub(super) async fn keep(&self, token: Token, stored: Option<Token>) -> Result<Arc<Held>> {
        let held = self.hold(token);
        let Some(store) = &self.store else { return Ok(held) };
        let saved = store.save(&self.key, Some(held.token.to_text())).await;
        self.entry.state().outdated = stored.filter(|_| saved.is_err());
        saved.map(|()| held)
    }

    pub(super) fn hold(&self, token: Token) -> Arc<Held> {
        let held = Arc::new(Held::new(token, self.slack));
        let mut state = self.entry.state();
        state.held = Some(Arc::clone(&held));
        state.is_refused = false;
        state.hold_off = None;
        held
    }

    pub(super) async fn revoke(&self) -> Result<()> {
        let _lock = self.lock().await?;
        let stored = self.load().await?.filter(|stored| !self.is_outdated(stored));
        let held = self.entry.state().held.clone();
        if let Some(token) = stored.as_ref().or(held.as_ref().map(|held| &held.token)) {
            self.grant.revoke(&self.endpoint, token).await?;
        }
        self.entry.state().forget();
        match &self.store {
            Some(store) => store.save(&self.key, None).await,
            None => Ok(()),
        }
    }

    pub(super) async fn lock(&self) -> Result<Option<StoreLock>> {
        match &self.store {
            Some(store) => store.lock(&self.key).await.map(Some),
            None => Ok(None),
        }
    }

    pub(super) async fn load(&self) -> Result<Option<Token>> {
        let Some(store) = &self.store else { return Ok(None) };
        let text = store.load(&self.key).await?;
        Ok(text.and_then(|text| Token::of_text(text.expose_secret())))
    }
}
