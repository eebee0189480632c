//! Rate limits, which are the same in Rust as in the document.

use crate::ir::{Quota, RateLimitGroup, RateLimits};
use crate::resolve;

/// Lowers the rate limits of a document.
pub(super) fn lower(rate_limits: &resolve::RateLimits) -> RateLimits {
    let resolve::RateLimits { name, penalty, pause, groups } = rate_limits;
    let group = |(name, quotas): (&String, &Vec<resolve::Quota>)| RateLimitGroup {
        name: name.clone(),
        quotas: quotas.iter().map(quota).collect(),
    };
    RateLimits { name: name.clone(), penalty: *penalty, pause: *pause, groups: groups.iter().map(group).collect() }
}

fn quota(quota: &resolve::Quota) -> Quota {
    let resolve::Quota { calls, seconds, pool } = quota;
    Quota { calls: *calls, seconds: *seconds, pool: pool.clone() }
}
