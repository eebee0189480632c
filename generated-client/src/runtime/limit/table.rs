//! Groups by name, and the windows that they share.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Mutex, Notify};
use tokio::time::Instant;

use super::Group;
use super::quota::Quota;
use super::state::RateLimit;
use super::window::{Told, Window};

/// Where the calls of a group wait.
#[derive(Debug, Default)]
pub(super) struct Gate {
    /// The right to look whether there is room; tokio gives it in the order of asking.
    pub(super) turn: Mutex<()>,
    /// An answer has changed what is known.
    pub(super) changed: Notify,
}

#[derive(Debug)]
pub(super) struct Table {
    /// The caller's quotas by key.
    quotas: BTreeMap<Key, Vec<Quota>>,
    groups: BTreeMap<Key, Entry>,
    windows: Vec<Window>,
    /// Windows that several groups share, by the name of limits and of pool.
    pools: BTreeMap<Key, usize>,
}

/// The name of limits, and of a group or a pool of theirs, in lower case: answers write names as they like.
type Key = (String, String);

#[derive(Debug)]
struct Entry {
    gate: Arc<Gate>,
    /// Places in the table's windows; there is always one.
    windows: Vec<usize>,
}

impl Table {
    pub(super) fn new(quotas: Vec<(String, String, Vec<Quota>)>) -> Self {
        let quotas = quotas.into_iter().map(|(limits, group, quotas)| (key(&limits, &group), quotas)).collect();
        Self { quotas, groups: BTreeMap::new(), windows: Vec::new(), pools: BTreeMap::new() }
    }

    pub(super) fn gate(&mut self, group: Group<'_>, now: Instant) -> Arc<Gate> {
        let key = self.known(group, now);
        self.groups.get(&key).map(|entry| Arc::clone(&entry.gate)).unwrap_or_default()
    }

    /// Whether calls, the caller or the document have named a group.
    pub(super) fn knows(&self, group: Group<'_>) -> bool {
        let key = key(group.limits.name(), group.name);
        let is_declared = || group.limits.quotas().iter().any(|(name, _)| name.eq_ignore_ascii_case(group.name));
        self.groups.contains_key(&key) || self.quotas.contains_key(&key) || is_declared()
    }

    /// Keeps room for a call in every window of its group, when all have some, else says when they will.
    pub(super) fn try_hold(&mut self, group: Group<'_>, now: Instant) -> Result<(), Instant> {
        let opens_at = self.opens_at(group, now);
        if opens_at > now {
            return Err(opens_at);
        }
        self.hold(group, now);
        Ok(())
    }

    /// Keeps room for a call, though there may be none.
    pub(super) fn hold(&mut self, group: Group<'_>, now: Instant) {
        self.for_each(group, now, Window::hold);
    }

    /// Gives the room of a call back.
    pub(super) fn let_go(&mut self, group: Group<'_>, now: Instant) {
        self.for_each(group, now, Window::let_go);
        self.wake(group, now);
    }

    /// Counts a call that is sent.
    pub(super) fn pass(&mut self, group: Group<'_>, now: Instant) {
        self.for_each(group, now, |window| window.pass(now));
    }

    pub(super) fn opens_at(&mut self, group: Group<'_>, now: Instant) -> Instant {
        let mut opens_at = now;
        self.for_each(group, now, |window| opens_at = opens_at.max(window.opens_at(now)));
        opens_at
    }

    /// Takes over what an answer tells, for the window that it is about: the day's, or else the group's first. The
    /// numbers of a day are for no shorter window.
    pub(super) fn correct(&mut self, group: Group<'_>, state: &RateLimit, now: Instant) {
        let RateLimit { group: _, kind: _, limit, remaining, window, reset } = *state;
        let told = Told { limit, remaining, window, reset };
        if let Some(window) = self.meant(group, Some(state), now) {
            window.correct(told, now);
        }
    }

    /// Closes the window that an answer 429 is about.
    pub(super) fn close(&mut self, group: Group<'_>, state: Option<&RateLimit>, time: Duration, now: Instant) {
        let state = state.filter(|state| self.meant(group, Some(state), now).is_some());
        if let Some(window) = self.meant(group, state, now) {
            window.close(time, now);
        }
    }

    /// Lets the calls look again that wait for a window of the group.
    pub(super) fn wake(&mut self, group: Group<'_>, now: Instant) {
        let key = self.known(group, now);
        let windows = self.groups.get(&key).map_or(&[][..], |entry| &entry.windows);
        for entry in self.groups.values().filter(|entry| entry.windows.iter().any(|place| windows.contains(place))) {
            entry.gate.changed.notify_one();
        }
    }

    fn for_each(&mut self, group: Group<'_>, now: Instant, mut act: impl FnMut(&mut Window)) {
        let key = self.known(group, now);
        for place in self.groups.get(&key).into_iter().flat_map(|entry| &entry.windows) {
            self.windows.get_mut(*place).into_iter().for_each(&mut act);
        }
    }

    /// The window that an answer is about; none where that is a day's and the group has no such.
    fn meant(&mut self, group: Group<'_>, state: Option<&RateLimit>, now: Instant) -> Option<&mut Window> {
        let key = self.known(group, now);
        let mut places = self.groups.get(&key)?.windows.iter();
        let place = if state.is_some_and(RateLimit::is_daily) {
            places.find(|place| self.windows.get(**place).is_some_and(Window::is_daily))
        } else {
            places.next()
        };
        self.windows.get_mut(*place?)
    }

    /// Makes sure that the group is there.
    fn known(&mut self, group: Group<'_>, now: Instant) -> Key {
        let key = key(group.limits.name(), group.name);
        if !self.groups.contains_key(&key) {
            let declared = group.limits.quotas().iter().find(|(name, _)| name.eq_ignore_ascii_case(group.name));
            let own = self.quotas.get(&key).cloned();
            let quotas = own.or_else(|| declared.map(|(_, quotas)| quotas.to_vec())).unwrap_or_default();
            let windows = match quotas.as_slice() {
                [] => vec![self.add(None, now)],
                quotas => quotas.iter().map(|quota| self.window(group, *quota, now)).collect(),
            };
            self.groups.insert(key.clone(), Entry { gate: Arc::default(), windows });
        }
        key
    }

    /// The window of a quota: a new one, or the one of its pool.
    fn window(&mut self, group: Group<'_>, quota: Quota, now: Instant) -> usize {
        let Some(pool) = quota.pool() else { return self.add(Some(quota), now) };
        let pool = key(group.limits.name(), pool);
        if let Some(place) = self.pools.get(&pool) {
            return *place;
        }
        let place = self.add(Some(self.pool_quota(&pool).unwrap_or(quota)), now);
        self.pools.insert(pool, place);
        place
    }

    /// What the caller says of a pool, with whichever of its groups: all share it.
    fn pool_quota(&self, pool: &Key) -> Option<Quota> {
        let of_limits = self.quotas.iter().filter(|((limits, _), _)| *limits == pool.0);
        let mut quotas = of_limits.flat_map(|(_, quotas)| quotas);
        quotas.find(|quota| quota.pool().is_some_and(|name| name.eq_ignore_ascii_case(&pool.1))).copied()
    }

    fn add(&mut self, quota: Option<Quota>, now: Instant) -> usize {
        self.windows.push(Window::new(quota, now));
        self.windows.len() - 1
    }
}

fn key(limits: &str, name: &str) -> Key {
    (limits.to_ascii_lowercase(), name.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use tokio::time::Instant;

    use super::super::quota::{Quota, RateLimits};
    use super::{Group, Table};

    const LIMITS: RateLimits = RateLimits::new("Sample").groups(&[
        ("heavy", &[Quota::per_second(9), Quota::per_day(2).in_pool("daily")]),
        ("bulk", &[Quota::per_day(2).in_pool("daily")]),
    ]);

    /// How many calls pass in turns of both groups.
    fn passing(mut table: Table) -> usize {
        let now = Instant::now();
        let groups = ["heavy", "bulk"].iter().cycle().map(|name| Group { limits: LIMITS, name });
        groups.take_while(|group| table.try_hold(*group, now).is_ok()).count()
    }

    #[test]
    fn groups_share_a_pool_whose_quota_is_the_callers_where_there_is_one() {
        assert_eq!(passing(Table::new(Vec::new())), 2);
        for group in ["heavy", "BULK"] {
            let own = vec![Quota::per_day(5).in_pool("Daily")];
            assert_eq!(passing(Table::new(vec![("sample".to_owned(), group.to_owned(), own)])), 5, "{group}");
        }
    }
}
