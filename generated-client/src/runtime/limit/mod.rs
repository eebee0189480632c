//! Rate limits of a session: calls of a group wait, in order, until its windows have room.
//!
//! Limits come from documents and the caller, and are corrected by what answers tell. `governor` and `leaky-bucket`
//! count tokens, which do not hold for a sliding window, and their state cannot be corrected from outside.

pub(crate) mod quota;
pub(crate) mod state;
mod table;
mod window;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use http::{HeaderMap, StatusCode};
use tokio::time::{Instant, timeout_at};

use self::quota::{Quota, RateLimits};
use self::state::RateLimit;
use self::table::{Gate, Table};
use crate::{Error, Result};

/// What a session does about calls that a rate limit does not allow yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum RateLimiting {
    /// They wait for their turn, as long as the time for the call allows.
    #[default]
    Wait,
    /// They fail at once, with an error that says when to come back; an answer 429 is not waited out either.
    Fail,
    /// They are sent.
    Off,
}

/// The room of a call in the windows of its group, until it is sent.
///
/// It counts from then on and not from its turn, which may be long before: credentials are fetched, files opened.
#[derive(Debug)]
#[must_use = "the room is given back when it is dropped"]
pub(crate) struct Pass<'a> {
    limiter: &'a Limiter,
    group: Group<'a>,
}

impl Pass<'_> {
    /// The call is sent now: its room becomes a count in one step, so that no other call ever sees both.
    pub(crate) fn sent(self) {
        let now = Instant::now();
        let mut table = self.limiter.table();
        table.pass(self.group, now);
        table.let_go(self.group, now);
        drop(table);
        // The room is given back already.
        std::mem::forget(self);
    }
}

impl Drop for Pass<'_> {
    fn drop(&mut self) {
        self.limiter.table().let_go(self.group, Instant::now());
    }
}

/// The group that a call is counted in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Group<'a> {
    pub(crate) limits: RateLimits,
    pub(crate) name: &'a str,
}

/// The windows of all groups that the session's calls have named.
#[derive(Debug)]
pub(crate) struct Limiter(Mutex<Table>);

impl Limiter {
    /// With the caller's quotas, by name of limits and of group, in place of the documents'.
    pub(crate) fn new(quotas: Vec<(String, String, Vec<Quota>)>) -> Self {
        Self(Mutex::new(Table::new(quotas)))
    }

    /// Lets a call of the group pass, as soon as that is its turn.
    ///
    /// Calls that wait hold no window, and a [`Pass`] gives its room back: one that is dropped before it is sent is as
    /// if it had never come.
    ///
    /// # Errors
    ///
    /// It cannot pass before the deadline, or now where it should not wait; the kind is rate limit.
    pub(crate) async fn enter<'a>(
        &'a self,
        group: Group<'a>,
        deadline: Instant,
        limiting: RateLimiting,
    ) -> Result<Pass<'a>> {
        let now = Instant::now();
        match limiting {
            RateLimiting::Off => self.table().hold(group, now),
            // Without a turn: that would be in the way of others that do not wait either.
            RateLimiting::Fail => {
                let passed = self.table().try_hold(group, now);
                passed.map_err(|opens_at| Error::held_back(group.name, opens_at - now))?;
            }
            RateLimiting::Wait => self.wait(group, deadline).await?,
        }
        Ok(Pass { limiter: self, group })
    }

    async fn wait(&self, group: Group<'_>, deadline: Instant) -> Result<()> {
        // Whoever is before cannot pass earlier.
        bounded(group, self.opens_at(group), deadline)?;
        let gate = self.gate(group);
        let turn = timeout_at(deadline, gate.turn.lock()).await;
        let _turn = turn.map_err(|_| Error::behind_others(group.name, self.opens_at(group) - Instant::now()))?;
        loop {
            let passed = self.table().try_hold(group, Instant::now());
            let Err(opens_at) = passed else { return Ok(()) };
            bounded(group, opens_at, deadline)?;
            // An answer may open the group earlier, or close it for longer: look again then.
            let _ = timeout_at(opens_at, gate.changed.notified()).await;
        }
    }

    /// Learns from an answer.
    pub(crate) fn learn(&self, group: Group<'_>, answer: &Heard<'_>) {
        let now = Instant::now();
        let state = RateLimit::of(answer.headers);
        let told = state.as_ref().and_then(|state| state.group.as_deref()).map(|name| Group { name, ..group });
        let mut table = self.table();
        // A name that nobody knows is another one for the call's own group: no other call would heed it.
        let group = told.filter(|told| table.knows(*told)).unwrap_or(group);
        if let Some(state) = &state {
            table.correct(group, state, now);
        }
        let away = || answer.retry_after.or_else(|| group.limits.away(state.is_some()));
        if let Some(time) = (answer.status == StatusCode::TOO_MANY_REQUESTS).then(away).flatten() {
            table.close(group, state.as_ref(), time, now);
        }
        table.wake(group, now);
    }

    /// When a call of the group could pass, if none came before.
    pub(crate) fn opens_at(&self, group: Group<'_>) -> Instant {
        self.table().opens_at(group, Instant::now())
    }

    fn gate(&self, group: Group<'_>) -> Arc<Gate> {
        self.table().gate(group, Instant::now())
    }

    fn table(&self) -> MutexGuard<'_, Table> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// # Errors
///
/// The group opens too late.
fn bounded(group: Group<'_>, opens_at: Instant, deadline: Instant) -> Result<()> {
    let now = Instant::now();
    if opens_at > now && opens_at >= deadline { Err(Error::held_back(group.name, opens_at - now)) } else { Ok(()) }
}

/// What the limiter hears of an answer.
#[derive(Debug)]
pub(crate) struct Heard<'a> {
    pub(crate) status: StatusCode,
    pub(crate) headers: &'a HeaderMap,
    pub(crate) retry_after: Option<Duration>,
}
