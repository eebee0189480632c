//! Groups by name, and the windows that they share.

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

/// Groups, quotas and pools are searched one by one: a service has a handful of each.
#[derive(Debug)]
pub(super) struct Table {
    /// The caller's quotas.
    quotas: Vec<(Name, Vec<Quota>)>,
    groups: Vec<Entry>,
    windows: Vec<Window>,
    /// Windows that several groups share, by the name of the pool.
    pools: Vec<(Name, usize)>,
}

/// The name of limits, and of a group or a pool of theirs.
#[derive(Debug)]
struct Name {
    limits: String,
    own: String,
}

#[derive(Debug)]
struct Entry {
    name: Name,
    gate: Arc<Gate>,
    /// Places in the table's windows; there is always one.
    windows: Vec<usize>,
}

impl Name {
    fn new(limits: &str, own: &str) -> Self {
        Self { limits: limits.to_owned(), own: own.to_owned() }
    }

    /// Without regard to case, as answers write names as they like; mostly they are the same, which is faster to see.
    fn is(&self, limits: &str, own: &str) -> bool {
        let is_same = |one: &str, other: &str| one == other || one.eq_ignore_ascii_case(other);
        is_same(&self.own, own) && is_same(&self.limits, limits)
    }

    fn is_of(&self, group: Group<'_>) -> bool {
        self.is(group.limits.name(), group.name)
    }
}

impl Table {
    pub(super) fn new(quotas: Vec<(String, String, Vec<Quota>)>) -> Self {
        let named = |(limits, own, quotas)| (Name { limits, own }, quotas);
        let quotas = quotas.into_iter().map(named).collect();
        Self { quotas, groups: Vec::new(), windows: Vec::new(), pools: Vec::new() }
    }

    pub(super) fn gate(&mut self, group: Group<'_>, now: Instant) -> Arc<Gate> {
        Arc::clone(&self.entry(group, now).gate)
    }

    /// Whether calls, the caller or the document have named a group.
    pub(super) fn knows(&self, group: Group<'_>) -> bool {
        let is_declared = || group.limits.quotas().iter().any(|(name, _)| name.eq_ignore_ascii_case(group.name));
        self.groups.iter().any(|entry| entry.name.is_of(group)) || self.given(group).is_some() || is_declared()
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
        let place = self.place(group, now);
        let shares = |entry: &&Entry| entry.windows.iter().any(|window| self.groups[place].windows.contains(window));
        for entry in self.groups.iter().filter(shares) {
            entry.gate.changed.notify_one();
        }
    }

    fn for_each(&mut self, group: Group<'_>, now: Instant, mut act: impl FnMut(&mut Window)) {
        let place = self.place(group, now);
        for window in &self.groups[place].windows {
            act(&mut self.windows[*window]);
        }
    }

    /// The window that an answer is about; none where that is a day's and the group has no such.
    fn meant(&mut self, group: Group<'_>, state: Option<&RateLimit>, now: Instant) -> Option<&mut Window> {
        let place = self.place(group, now);
        let mut windows = self.groups[place].windows.iter().copied();
        let window = if state.is_some_and(RateLimit::is_daily) {
            windows.find(|window| self.windows[*window].is_daily())
        } else {
            windows.next()
        };
        window.map(|window| &mut self.windows[window])
    }

    fn entry(&mut self, group: Group<'_>, now: Instant) -> &Entry {
        let place = self.place(group, now);
        &self.groups[place]
    }

    /// The place of a group, which is there from now on.
    fn place(&mut self, group: Group<'_>, now: Instant) -> usize {
        if let Some(place) = self.groups.iter().position(|entry| entry.name.is_of(group)) {
            return place;
        }
        let declared = group.limits.quotas().iter().find(|(name, _)| name.eq_ignore_ascii_case(group.name));
        let quotas = self.given(group).or(declared.map(|(_, quotas)| *quotas)).unwrap_or_default().to_vec();
        let windows = match quotas.as_slice() {
            [] => vec![self.add(None, now)],
            quotas => quotas.iter().map(|quota| self.window(group, *quota, now)).collect(),
        };
        let name = Name::new(group.limits.name(), group.name);
        self.groups.push(Entry { name, gate: Arc::default(), windows });
        self.groups.len() - 1
    }

    /// The caller's quotas for a group, those that were given last.
    fn given(&self, group: Group<'_>) -> Option<&[Quota]> {
        self.quotas.iter().rfind(|(name, _)| name.is_of(group)).map(|(_, quotas)| quotas.as_slice())
    }

    /// The window of a quota: a new one, or the one of its pool.
    fn window(&mut self, group: Group<'_>, quota: Quota, now: Instant) -> usize {
        let Some(pool) = quota.pool() else { return self.add(Some(quota), now) };
        let limits = group.limits.name();
        if let Some((_, place)) = self.pools.iter().find(|(name, _)| name.is(limits, pool)) {
            return *place;
        }
        let place = self.add(Some(self.pool_quota(limits, pool).unwrap_or(quota)), now);
        self.pools.push((Name::new(limits, pool), place));
        place
    }

    /// What the caller says of a pool, with whichever of its groups: all share it.
    fn pool_quota(&self, limits: &str, pool: &str) -> Option<Quota> {
        let of_limits = self.quotas.iter().filter(|(name, _)| name.limits.eq_ignore_ascii_case(limits));
        let mut quotas = of_limits.flat_map(|(_, quotas)| quotas);
        quotas.find(|quota| quota.pool().is_some_and(|name| name.eq_ignore_ascii_case(pool))).copied()
    }

    fn add(&mut self, quota: Option<Quota>, now: Instant) -> usize {
        self.windows.push(Window::new(quota, now));
        self.windows.len() - 1
    }
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
