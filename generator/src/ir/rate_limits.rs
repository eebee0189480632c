//! How often a service may be called.

use std::num::NonZeroU32;

/// The rate limits of a service.
#[derive(Clone, Debug)]
pub(crate) struct RateLimits {
    /// The name that services share whose limits are the same.
    pub(crate) name: Option<String>,
    /// Seconds for which a group that was exceeded stays closed.
    pub(crate) penalty: Option<NonZeroU32>,
    /// Seconds to wait after an answer 429 that says neither a time nor the state of the limit.
    pub(crate) pause: Option<NonZeroU32>,
    pub(crate) groups: Vec<RateLimitGroup>,
}

/// Operations that share a limit; [`Operation::rate_limit`](super::Operation::rate_limit) names it, in any case.
#[derive(Clone, Debug)]
pub(crate) struct RateLimitGroup {
    pub(crate) name: String,
    /// All of them hold; without any, the limit is known from answers alone.
    pub(crate) quotas: Vec<Quota>,
}

/// A number of calls within a number of seconds.
#[derive(Clone, Debug)]
pub(crate) struct Quota {
    pub(crate) calls: NonZeroU32,
    pub(crate) seconds: NonZeroU32,
    /// What the groups name that share it; the numbers are the same in each of them.
    pub(crate) pool: Option<String>,
}

impl RateLimits {
    /// The groups that share a pool.
    pub(crate) fn sharing(&self, pool: &str) -> impl Iterator<Item = &RateLimitGroup> {
        let names_it = move |quota: &Quota| quota.pool.as_deref() == Some(pool);
        self.groups.iter().filter(move |group| group.quotas.iter().any(names_it))
    }
}
