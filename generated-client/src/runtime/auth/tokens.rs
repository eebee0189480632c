//! The tokens of a provider: cached by token URL, renewed once at a time, shared through a store.
//!
//! A renewal runs in a task of its own, which ends whatever becomes of the calls that wait for it: a refresh token that
//! is good for one use is never lost with a call that was dropped.

use std::collections::BTreeMap;
use std::pin::pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use tokio::time::{Instant, timeout};

use super::endpoint::Endpoint;
use super::grant::{Before, Grant};
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
        let job = self.job(grant, &entry, &endpoint);
        // Whatever becomes of the store, the code was good for one use.
        job.hold(token.clone());
        let _lock = job.lock().await?;
        let stored = job.load().await?;
        job.keep(token, stored).await.map(drop)
    }

    /// Gives all tokens back to the service. `known` is where there may be one in the store.
    pub(super) async fn revoke(&self, grant: &Arc<dyn Grant>, known: Option<Endpoint>) -> Result<()> {
        known.iter().for_each(|endpoint| drop(self.entry(endpoint)));
        let entries: Vec<_> = self.entries().values().cloned().collect();
        for entry in entries {
            let _turn = entry.turn.lock().await;
            let endpoint = entry.endpoint().clone();
            self.job(grant, &entry, &endpoint).revoke().await?;
        }
        Ok(())
    }

    /// The token of a call. One that can still be used is, where the next one takes long: the renewal goes on.
    async fn token(&self, grant: &Arc<dyn Grant>, entry: &Arc<Entry>, endpoint: &Endpoint) -> Result<Arc<Held>> {
        let seen = match entry.look() {
            Look::Use(held) => return Ok(held),
            Look::Renew(seen) => seen,
        };
        let mut renewal = pin!(Self::renewed(self.job(grant, entry, endpoint), seen));
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
    async fn renewed(job: Job, seen: u64) -> Result<Arc<Held>> {
        let entry = &job.entry;
        let turn = Arc::clone(&entry.turn).lock_owned().await;
        if let Look::Use(held) = entry.look() {
            return Ok(held);
        }
        if let Some(failure) = entry.failure_since(seen) {
            return Err(failure);
        }
        let renewal = tokio::spawn(async move {
            let _turn = turn;
            job.run().await
        });
        renewal.await.unwrap_or_else(|error| Err(Error::auth("renewal of the token broke off").because(error)))
    }

    fn job(&self, grant: &Arc<dyn Grant>, entry: &Arc<Entry>, endpoint: &Endpoint) -> Job {
        let key = format!("{} {}", endpoint.url, grant.subject());
        let (grant, entry, endpoint) = (Arc::clone(grant), Arc::clone(entry), endpoint.clone());
        Job { grant, entry, endpoint, store: self.store.clone(), key, slack: self.slack }
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

/// One renewal. Whoever runs it has the turn of the entry.
struct Job {
    grant: Arc<dyn Grant>,
    entry: Arc<Entry>,
    /// The way there, of the session that needs the token.
    endpoint: Endpoint,
    store: Option<Arc<dyn TokenStore>>,
    key: String,
    slack: Duration,
}

impl Job {
    /// Renews the token; one that cannot be renewed yet is good until its end. A new one that could not be saved is
    /// for the calls after this.
    async fn run(self) -> Result<Arc<Held>> {
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
    async fn keep(&self, token: Token, stored: Option<Token>) -> Result<Arc<Held>> {
        let held = self.hold(token);
        let Some(store) = &self.store else { return Ok(held) };
        let saved = store.save(&self.key, Some(held.token.to_text())).await;
        self.entry.state().outdated = stored.filter(|_| saved.is_err());
        saved.map(|()| held)
    }

    fn hold(&self, token: Token) -> Arc<Held> {
        let held = Arc::new(Held::new(token, self.slack));
        let mut state = self.entry.state();
        state.held = Some(Arc::clone(&held));
        state.is_refused = false;
        state.hold_off = None;
        held
    }

    async fn revoke(&self) -> Result<()> {
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

    async fn lock(&self) -> Result<Option<super::StoreLock>> {
        match &self.store {
            Some(store) => store.lock(&self.key).await.map(Some),
            None => Ok(None),
        }
    }

    async fn load(&self) -> Result<Option<Token>> {
        use secrecy::ExposeSecret;

        let Some(store) = &self.store else { return Ok(None) };
        let text = store.load(&self.key).await?;
        Ok(text.and_then(|text| Token::of_text(text.expose_secret())))
    }
}
