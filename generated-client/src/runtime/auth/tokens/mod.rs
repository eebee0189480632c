//! The tokens of a provider: cached by token URL, renewed once at a time, shared through a store.
//!
//! A renewal runs in a task of its own, which ends whatever becomes of the calls that wait for it: a refresh token that
//! is good for one use is never lost with a call that was dropped.

mod renewal;

use std::collections::BTreeMap;
use std::pin::pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use tokio::time::{Instant, timeout};

use self::renewal::Renewal;
use super::endpoint::Endpoint;
use super::grant::Grant;
use super::store::TokenStore;
use super::token::{Life, Token};
use super::{AuthRequest, Credentials};
use crate::runtime::exchange::after;
use crate::runtime::origin::{is_private, is_within};
use crate::{Error, Result};

/// Where a provider keeps its tokens. Clones share them.
#[derive(Clone)]
pub(super) struct Tokens {
    entries: Arc<Mutex<BTreeMap<String, Arc<Entry>>>>,
    store: Option<Arc<dyn TokenStore>>,
    slack: Duration,
}

/// The token of one token URL.
struct Entry {
    /// The way there, of the session that called last.
    endpoint: Mutex<Endpoint>,
    /// The right to renew it.
    turn: Arc<tokio::sync::Mutex<()>>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    held: Option<Arc<Held>>,
    /// The server does not take the held one any more.
    is_refused: bool,
    /// Renewals that have ended, and how the last one failed.
    ended: u64,
    failure: Option<Error>,
    /// What the store has instead of the held one, which could not be saved.
    outdated: Option<Token>,
    /// Until then the held one is used although it is due, as it could not be renewed.
    hold_off: Option<Instant>,
}

/// A token in use.
pub(super) struct Held {
    pub(super) token: Token,
    number: u64,
    /// When it is due for renewal, and when it ends, by the clock that timers go by.
    due: Option<Instant>,
    end: Option<Instant>,
}

/// What to do about a token.
enum Look {
    Use(Arc<Held>),
    /// After so many renewals.
    Renew(u64),
}

/// The pause after a renewal ahead of time that failed, or takes long.
const HOLD_OFF: Duration = Duration::from_secs(5);

/// How long a call that has a usable token waits for the next one.
const PATIENCE: Duration = Duration::from_secs(5);

impl Tokens {
    /// Without a store; renewed a minute ahead of their end, as Zoom's own client does (facts/WIRE.md).
    pub(super) fn new() -> Self {
        Self { entries: Arc::default(), store: None, slack: Duration::from_secs(60) }
    }

    pub(super) fn with_store(self, store: Arc<dyn TokenStore>) -> Self {
        Self { entries: Arc::default(), store: Some(store), ..self }
    }

    pub(super) fn with_slack(self, slack: Duration) -> Self {
        Self { entries: Arc::default(), slack, ..self }
    }

    /// The credentials of a call: its token, which is got or renewed where it has to be.
    pub(super) async fn credentials(&self, grant: &Arc<dyn Grant>, request: &AuthRequest<'_>) -> Result<Credentials> {
        let url = grant.token_url(request)?;
        let endpoint = Endpoint::new(url, request);
        let entry = self.entry(&endpoint);
        let held = self.token(grant, &entry, &endpoint).await?;
        let credentials = Credentials::bearer(&held.token.access)?.of_token(held.number);
        Ok(credentials.at(held.api_url(&endpoint)))
    }

    /// Drops the token that the credentials were made of, unless there is another one already.
    pub(super) fn refuse(&self, grant: &Arc<dyn Grant>, request: &AuthRequest<'_>, refused: &Credentials) -> bool {
        let Ok(url) = grant.token_url(request) else { return false };
        let entry = self.entry(&Endpoint::new(url, request));
        let mut state = entry.state();
        if state.held.as_ref().is_some_and(|held| refused.is_of_token(held.number)) {
            state.is_refused = true;
        }
        true
    }

    /// Takes a token that was got on another way than by a call.
    pub(super) async fn adopt(&self, grant: &Arc<dyn Grant>, endpoint: Endpoint, token: Token) -> Result<()> {
        let entry = self.entry(&endpoint);
        let _turn = entry.turn.lock().await;
        let renewal = self.renewal(grant, &entry, &endpoint);
        // Whatever becomes of the store, the code was good for one use.
        renewal.hold(token.clone());
        let _lock = renewal.lock().await?;
        let stored = renewal.load().await?;
        renewal.keep(token, stored).await.map(drop)
    }

    /// Gives all tokens back to the service. `known` is where there may be one in the store.
    pub(super) async fn revoke(&self, grant: &Arc<dyn Grant>, known: Option<Endpoint>) -> Result<()> {
        known.iter().for_each(|endpoint| drop(self.entry(endpoint)));
        let entries: Vec<_> = self.entries().values().cloned().collect();
        for entry in entries {
            let _turn = entry.turn.lock().await;
            let endpoint = entry.endpoint().clone();
            self.renewal(grant, &entry, &endpoint).revoke().await?;
        }
        Ok(())
    }

    /// The token of a call. One that can still be used is, where the next one takes long: the renewal goes on.
    async fn token(&self, grant: &Arc<dyn Grant>, entry: &Arc<Entry>, endpoint: &Endpoint) -> Result<Arc<Held>> {
        let seen = match entry.look() {
            Look::Use(held) => return Ok(held),
            Look::Renew(seen) => seen,
        };
        let mut renewal = pin!(Self::renewed(self.renewal(grant, entry, endpoint), seen));
        if entry.usable().is_some() {
            if let Ok(result) = timeout(PATIENCE, &mut renewal).await {
                return result;
            }
            if let Some(held) = entry.usable() {
                entry.hold_off();
                return Ok(held);
            }
        }
        renewal.await
    }

    /// The token after a renewal: that of this call, or of another that came first.
    async fn renewed(renewal: Renewal, seen: u64) -> Result<Arc<Held>> {
        let entry = &renewal.entry;
        let turn = Arc::clone(&entry.turn).lock_owned().await;
        if let Look::Use(held) = entry.look() {
            return Ok(held);
        }
        if let Some(failure) = entry.failure_since(seen) {
            return Err(failure);
        }
        let renewal = tokio::spawn(async move {
            let _turn = turn;
            renewal.run().await
        });
        renewal.await.unwrap_or_else(|error| Err(Error::auth("renewal of the token broke off").because(error)))
    }

    fn renewal(&self, grant: &Arc<dyn Grant>, entry: &Arc<Entry>, endpoint: &Endpoint) -> Renewal {
        let key = format!("{} {}", endpoint.url, grant.subject());
        let (grant, entry, endpoint) = (Arc::clone(grant), Arc::clone(entry), endpoint.clone());
        Renewal { grant, entry, endpoint, store: self.store.clone(), key, slack: self.slack }
    }

    fn entry(&self, endpoint: &Endpoint) -> Arc<Entry> {
        let mut entries = self.entries();
        let entry = entries.entry(endpoint.url.to_string()).or_insert_with(|| {
            Arc::new(Entry { endpoint: Mutex::new(endpoint.clone()), turn: Arc::default(), state: Mutex::default() })
        });
        *entry.endpoint() = endpoint.clone();
        Arc::clone(entry)
    }

    fn entries(&self) -> MutexGuard<'_, BTreeMap<String, Arc<Entry>>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Entry {
    fn look(&self) -> Look {
        let state = self.state();
        let now = Instant::now();
        let holds_off = state.hold_off.is_some_and(|until| now < until);
        match state.usable(now).filter(|held| holds_off || !held.is_due(now)) {
            Some(held) => Look::Use(held),
            None => Look::Renew(state.ended),
        }
    }

    fn usable(&self) -> Option<Arc<Held>> {
        self.state().usable(Instant::now())
    }

    fn hold_off(&self) {
        self.state().hold_off = Some(Instant::now() + HOLD_OFF);
    }

    /// How a renewal failed that ended after so many.
    fn failure_since(&self, seen: u64) -> Option<Error> {
        let state = self.state();
        state.failure.clone().filter(|_| state.ended > seen)
    }

    fn endpoint(&self) -> MutexGuard<'_, Endpoint> {
        self.endpoint.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// The token, due or not, while the server takes it.
    fn usable(&self, now: Instant) -> Option<Arc<Held>> {
        self.held.clone().filter(|held| !self.is_refused && !held.has_ended(now))
    }

    /// Forgets the token. Calls that wait count renewals on.
    fn forget(&mut self) {
        *self = Self { ended: self.ended, ..Self::default() };
    }
}

impl Held {
    fn new(token: Token, slack: Duration) -> Self {
        static NUMBERS: AtomicU64 = AtomicU64::new(0);
        let number = NUMBERS.fetch_add(1, Ordering::Relaxed);
        let now = Instant::now();
        let left = |life: Life| life.until.duration_since(SystemTime::now()).unwrap_or_default();
        let end = token.life.map(|life| after(now, left(life)));
        let slack = |life: Life| slack.min(life.length / 4);
        let due = token.life.map(|life| after(now, left(life).saturating_sub(slack(life))));
        Self { token, number, due, end }
    }

    fn is_due(&self, now: Instant) -> bool {
        self.due.is_some_and(|due| due <= now)
    }

    /// By either clock: timers stand still while a machine sleeps.
    fn has_ended(&self, now: Instant) -> bool {
        self.token.has_ended() || self.end.is_some_and(|end| end <= now)
    }

    /// Where the service wants to be called: a host of the site that gave the token.
    fn api_url(&self, endpoint: &Endpoint) -> Option<url::Url> {
        let url = url::Url::parse(self.token.api_url.as_deref()?).ok()?;
        (is_private(&url) && is_within(&url, &endpoint.url)).then_some(url)
    }
}
