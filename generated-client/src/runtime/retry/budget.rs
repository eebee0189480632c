//! How much a session may retry, whatever its calls would.

use std::sync::atomic::{AtomicU32, Ordering};

/// The retries that a session's calls share: a reserve that each retry takes from, and each call adds to.
///
/// When a service is down, retries multiply what it has to bear. With the budget they stay a part of the calls, beyond
/// a reserve for short troubles. Waiting for a rate limit (429) takes nothing, as no call is sent before its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryBudget {
    reserve: u32,
    percent: u32,
}

impl RetryBudget {
    /// A reserve of `reserve` retries, to which each call adds `percent` of one.
    pub const fn new(reserve: u32, percent: u32) -> Self {
        Self { reserve, percent }
    }

    /// As many retries as calls want.
    pub const fn unlimited() -> Self {
        Self::new(u32::MAX, 0)
    }
}

impl Default for RetryBudget {
    /// A reserve of 50, and a fifth of a retry for each call.
    fn default() -> Self {
        Self::new(50, 20)
    }
}

/// What is left of a budget, in hundredths of a retry.
#[derive(Debug)]
pub(crate) struct Purse {
    budget: RetryBudget,
    left: AtomicU32,
}

impl Purse {
    pub(crate) const fn new(budget: RetryBudget) -> Self {
        Self { budget, left: AtomicU32::new(budget.reserve.saturating_mul(100)) }
    }

    /// A call is made.
    pub(crate) fn put(&self) {
        let most = self.budget.reserve.saturating_mul(100);
        let more = |left: u32| Some(left.saturating_add(self.budget.percent).min(most));
        let _ = self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, more);
    }

    /// Takes a retry, if there is one left.
    pub(crate) fn take(&self) -> bool {
        if self.budget == RetryBudget::unlimited() {
            return true;
        }
        self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(100)).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::{Purse, RetryBudget};

    #[test]
    fn retries_are_a_part_of_calls_beyond_the_reserve() {
        let purse = Purse::new(RetryBudget::new(2, 50));
        assert!(purse.take() && purse.take() && !purse.take());
        purse.put();
        assert!(!purse.take());
        purse.put();
        assert!(purse.take() && !purse.take());
        (0..1000).for_each(|_| purse.put());
        assert!(purse.take() && purse.take() && !purse.take(), "it holds no more than the reserve");
        let endless = Purse::new(RetryBudget::unlimited());
        assert!((0..1_000_000).all(|_| endless.take()));
    }
}
