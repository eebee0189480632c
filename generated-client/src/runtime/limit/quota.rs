//! Rate limits as constant data: what a document says of its groups of operations, and what a caller may say instead.

use std::time::Duration;

/// A number of calls within any span of time of a length: a sliding window.
///
/// ```
/// use generated_client::Quota;
///
/// let light = Quota::per_minute(50);
/// let heavy = [Quota::per_second(5), Quota::new(15_000, 86_400).in_pool("daily")];
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    calls: u32,
    window: Duration,
    pool: Option<&'static str>,
}

impl Quota {
    /// `calls` within any `seconds`. Zero counts as one.
    pub const fn new(calls: u32, seconds: u64) -> Self {
        let calls = if calls == 0 { 1 } else { calls };
        let seconds = if seconds == 0 { 1 } else { seconds };
        Self { calls, window: Duration::from_secs(seconds), pool: None }
    }

    /// `calls` within any second.
    pub const fn per_second(calls: u32) -> Self {
        Self::new(calls, 1)
    }

    /// `calls` within any minute.
    pub const fn per_minute(calls: u32) -> Self {
        Self::new(calls, 60)
    }

    /// `calls` within any 24 hours.
    pub const fn per_day(calls: u32) -> Self {
        Self::new(calls, 86_400)
    }

    /// The same quota, shared by the groups that name this pool.
    #[must_use]
    pub const fn in_pool(self, pool: &'static str) -> Self {
        Self { pool: Some(pool), ..self }
    }

    /// The number of calls.
    pub const fn calls(self) -> u32 {
        self.calls
    }

    /// The length of the window.
    pub const fn window(self) -> Duration {
        self.window
    }

    /// The pool whose groups share it; without one it belongs to its group alone.
    pub const fn pool(self) -> Option<&'static str> {
        self.pool
    }
}

/// The rate limits of a service (`x-rate-limits` of its document).
#[derive(Clone, Copy, Debug)]
pub struct RateLimits {
    name: &'static str,
    groups: &'static [(&'static str, &'static [Quota])],
    penalty: Option<Duration>,
    pause: Option<Duration>,
}

impl RateLimits {
    /// Limits without numbers: groups are as free as the answers' headers say. Services with the same name share
    /// theirs.
    pub const fn new(name: &'static str) -> Self {
        Self { name, groups: &[], penalty: None, pause: None }
    }

    /// Declares the quotas of the groups.
    #[must_use]
    pub const fn groups(self, groups: &'static [(&'static str, &'static [Quota])]) -> Self {
        Self { groups, ..self }
    }

    /// Declares the seconds for which a group that was exceeded stays closed.
    #[must_use]
    pub const fn penalty(self, seconds: u64) -> Self {
        Self { penalty: Some(Duration::from_secs(seconds)), ..self }
    }

    /// Declares the seconds to wait after an answer 429 that tells neither a time nor the state of the limit.
    #[must_use]
    pub const fn pause(self, seconds: u64) -> Self {
        Self { pause: Some(Duration::from_secs(seconds)), ..self }
    }

    pub(crate) const fn name(&self) -> &'static str {
        self.name
    }

    pub(crate) const fn quotas(&self) -> &'static [(&'static str, &'static [Quota])] {
        self.groups
    }

    /// How long to stay away after an answer 429 without `Retry-After`.
    pub(crate) const fn away(&self, tells_state: bool) -> Option<Duration> {
        if tells_state { self.penalty } else { self.pause }
    }
}
