//! One sliding window: which calls it holds, and when it has room again.

use std::collections::VecDeque;
use std::time::Duration;

use tokio::time::Instant;

use super::quota::Quota;

/// The calls of the last while, as far as they count against a limit.
///
/// A sliding window and no token bucket: RingCentral counts the calls within any minute, and a bucket that is full at
/// first lets almost twice as many pass.
#[derive(Debug)]
pub(super) struct Window {
    /// Unknown until a document or an answer tells.
    limit: Option<u32>,
    length: Duration,
    /// When this session's calls were sent, oldest first; none are kept without a limit.
    passed: VecDeque<Instant>,
    /// Calls that have had their turn, and are not sent yet.
    held: usize,
    /// Calls of others that share the limit, as the last answer told, and when none of them counts any more.
    others: u32,
    others_until: Instant,
    /// Nothing passes before.
    closed_until: Instant,
}

impl Window {
    pub(super) fn new(quota: Option<Quota>, now: Instant) -> Self {
        Self {
            limit: quota.map(Quota::calls),
            length: quota.map_or(Duration::from_secs(60), Quota::window),
            passed: VecDeque::new(),
            held: 0,
            others: 0,
            others_until: now,
            closed_until: now,
        }
    }

    /// When the next call may pass: now, or later.
    pub(super) fn opens_at(&mut self, now: Instant) -> Instant {
        self.forget(now);
        let has_room = match self.limit {
            Some(limit) => self.room_at(limit, now),
            None => now,
        };
        has_room.max(self.closed_until)
    }

    /// Keeps room for a call that is to be sent soon.
    pub(super) fn hold(&mut self) {
        self.held += 1;
    }

    /// Gives the room of a call back, be it sent or not.
    pub(super) fn let_go(&mut self) {
        self.held = self.held.saturating_sub(1);
    }

    /// Counts a call that is sent.
    pub(super) fn pass(&mut self, now: Instant) {
        // Where limits are off nobody asks for room, and nothing else would be dropped.
        self.forget(now);
        if self.limit.is_some() {
            self.passed.push_back(now);
        }
    }

    /// Takes over what an answer tells of the limit.
    pub(super) fn correct(&mut self, told: Told, now: Instant) {
        self.limit = told.limit.map(|limit| limit.max(1)).or(self.limit);
        self.length = told.window.unwrap_or(self.length);
        self.forget(now);
        if let (Some(limit), Some(remaining)) = (self.limit, told.remaining) {
            let own = u32::try_from(self.passed.len()).unwrap_or(u32::MAX);
            self.others = limit.saturating_sub(remaining).saturating_sub(own);
            self.others_until = now + told.reset.unwrap_or(self.length);
        }
    }

    /// Lets nothing pass for a while.
    pub(super) fn close(&mut self, time: Duration, now: Instant) {
        self.closed_until = self.closed_until.max(now + time);
    }

    /// Whether it counts the calls of a day or more.
    pub(super) fn is_daily(&self) -> bool {
        self.length >= Duration::from_secs(86_400)
    }

    /// Drops what counts no more.
    fn forget(&mut self, now: Instant) {
        while self.passed.front().is_some_and(|passed| self.leaves_at(*passed) <= now) {
            self.passed.pop_front();
        }
        if self.others_until <= now {
            self.others = 0;
        }
    }

    /// When a call that was sent counts no more. The server saw it later than it was sent, by up to this margin.
    fn leaves_at(&self, passed: Instant) -> Instant {
        const MOST: Duration = Duration::from_secs(1);
        passed + self.length + (self.length / 50).min(MOST)
    }

    /// When enough calls have left to make room for one, if those that are not sent yet are sent now.
    fn room_at(&self, limit: u32, now: Instant) -> Instant {
        let (limit, own, others) = (limit as usize, self.passed.len() + self.held, self.others as usize);
        let Some(too_many) = (own + others + 1).checked_sub(limit).filter(|too_many| *too_many > 0) else {
            return now;
        };
        let passed = |place: usize| self.passed.get(place).copied().unwrap_or(now);
        let own_leave = |count: usize| count.checked_sub(1).map_or(now, |last| self.leaves_at(passed(last)));
        let with_others = self.others_until.max(own_leave(too_many.saturating_sub(others).min(own)));
        if too_many <= own { own_leave(too_many).min(with_others) } else { with_others }
    }
}

/// What an answer tells of one window.
#[derive(Clone, Copy, Debug)]
pub(super) struct Told {
    pub(super) limit: Option<u32>,
    pub(super) remaining: Option<u32>,
    pub(super) window: Option<Duration>,
    pub(super) reset: Option<Duration>,
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::time::Instant;

    use super::super::quota::Quota;
    use super::{Told, Window};

    const SECOND: Duration = Duration::from_secs(1);

    fn told(limit: u32, remaining: u32) -> Told {
        Told { limit: Some(limit), remaining: Some(remaining), window: None, reset: None }
    }

    #[test]
    fn no_span_of_its_length_holds_more_than_the_limit() {
        let start = Instant::now();
        let mut window = Window::new(Some(Quota::per_minute(3)), start);
        for second in [0, 10, 20] {
            let now = start + SECOND * second;
            assert_eq!(window.opens_at(now), now);
            window.pass(now);
        }
        let at = |second: u32| start + SECOND * second;
        assert_eq!(window.opens_at(at(20)), at(61), "the first leaves, and a second of margin");
        assert_eq!(window.opens_at(at(61)), at(61));
        window.pass(at(61));
        assert_eq!(window.opens_at(at(62)), at(71));
    }

    #[test]
    fn calls_of_others_count_until_answers_say_otherwise() {
        let now = Instant::now();
        let mut window = Window::new(Some(Quota::per_minute(10)), now);
        window.pass(now);
        window.correct(told(10, 0), now);
        assert_eq!(window.opens_at(now), now + SECOND * 60, "nine of others");
        window.correct(told(10, 4), now);
        assert_eq!(window.opens_at(now), now);
        window.correct(told(1, 0), now);
        assert_eq!(window.opens_at(now), now + SECOND * 61, "a limit of one, which is our own");
        window.correct(told(0, 0), now);
        assert!(window.opens_at(now) <= now + SECOND * 61, "no limit is below one call");
    }

    #[test]
    fn calls_that_count_no_more_are_not_kept() {
        let start = Instant::now();
        let mut window = Window::new(Some(Quota::per_second(3)), start);
        (0..100_000).for_each(|second| window.pass(start + SECOND * second));
        assert!(window.passed.len() <= 3, "{}", window.passed.len());
    }

    #[test]
    fn without_a_limit_only_closing_holds_back() {
        let now = Instant::now();
        let mut window = Window::new(None, now);
        (0..100_000).for_each(|_| window.pass(now));
        assert_eq!(window.opens_at(now), now);
        window.close(SECOND * 5, now);
        window.close(SECOND, now);
        assert_eq!(window.opens_at(now), now + SECOND * 5);
        assert!(window.passed.is_empty());
    }
}
