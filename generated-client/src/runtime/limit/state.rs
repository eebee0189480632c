//! What an answer's headers say of the rate limit: [`RateLimit`].

use std::time::{Duration, SystemTime};

use http::{HeaderMap, HeaderName};

/// The state of a rate limit as an answer tells it. Services tell different parts of it, or none.
///
/// Read from RingCentral's `X-Rate-Limit-Group`, `-Limit`, `-Remaining` and `-Window` (seconds), Zoom's
/// `X-RateLimit-Category` and `-Type`, and the common `X-RateLimit-Limit`, `-Remaining` and `-Reset`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RateLimit {
    /// The group of operations that it counts, as the service writes it.
    pub group: Option<String>,
    /// Which of the group's limits it is, such as Zoom's `Daily-limit`.
    pub kind: Option<String>,
    /// Calls within a window.
    pub limit: Option<u32>,
    /// Calls that are left.
    pub remaining: Option<u32>,
    /// The length of the window.
    pub window: Option<Duration>,
    /// Time from the answer until calls are given anew.
    pub reset: Option<Duration>,
}

/// Longer windows are no rate limits, but mistakes or malice.
const LONGEST: Duration = Duration::from_secs(7 * 86_400);

// Names as they are in a map, so that no answer has them parsed.
static GROUP: [HeaderName; 2] = names("x-rate-limit-group", "x-ratelimit-category");
static KIND: [HeaderName; 2] = names("x-rate-limit-type", "x-ratelimit-type");
static LIMIT: [HeaderName; 2] = names("x-rate-limit-limit", "x-ratelimit-limit");
static REMAINING: [HeaderName; 2] = names("x-rate-limit-remaining", "x-ratelimit-remaining");
static WINDOW: [HeaderName; 2] = names("x-rate-limit-window", "x-ratelimit-window");
static RESET: [HeaderName; 2] = names("x-rate-limit-reset", "x-ratelimit-reset");

const fn names(first: &'static str, second: &'static str) -> [HeaderName; 2] {
    [HeaderName::from_static(first), HeaderName::from_static(second)]
}

impl RateLimit {
    /// What the headers tell, if anything.
    pub(crate) fn of(headers: &HeaderMap) -> Option<Self> {
        let text = |names: &[HeaderName; 2]| names.iter().find_map(|name| headers.get(name)?.to_str().ok());
        let number = |names| text(names)?.trim().parse::<u64>().ok();
        let count = |names| number(names).map(|number| u32::try_from(number).unwrap_or(u32::MAX));
        let window = number(&WINDOW);
        let state = Self {
            group: text(&GROUP).map(str::to_owned),
            kind: text(&KIND).map(str::to_owned),
            limit: count(&LIMIT),
            remaining: count(&REMAINING),
            window: window.filter(|seconds| *seconds > 0).map(Duration::from_secs).filter(|window| *window <= LONGEST),
            reset: number(&RESET).and_then(until),
        };
        let tells = state.group.is_some() || state.limit.is_some() || state.remaining.is_some();
        tells.then_some(state)
    }

    /// Whether it is the limit of a day.
    pub(crate) fn is_daily(&self) -> bool {
        self.kind.as_ref().is_some_and(|kind| kind.to_ascii_lowercase().starts_with("daily"))
    }
}

/// `X-RateLimit-Reset` is seconds from now with some services, seconds of Unix time with others.
fn until(seconds: u64) -> Option<Duration> {
    /// The year 2001, and 31 years from now.
    const UNIX_TIMES: u64 = 1_000_000_000;
    let seconds = Duration::from_secs(seconds);
    let left = if seconds.as_secs() < UNIX_TIMES {
        Some(seconds)
    } else {
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).ok()?;
        Some(seconds.saturating_sub(now))
    };
    left.filter(|left| *left <= LONGEST)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use http::{HeaderMap, HeaderName, HeaderValue};

    use super::RateLimit;

    fn read(headers: &[(&'static str, &'static str)]) -> Option<RateLimit> {
        let pairs =
            headers.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
        RateLimit::of(&HeaderMap::from_iter(pairs))
    }

    #[test]
    fn each_service_is_understood() {
        let ringcentral = read(&[
            ("x-rate-limit-group", "light"),
            ("x-rate-limit-limit", "50"),
            ("x-rate-limit-remaining", "0"),
            ("x-rate-limit-window", "60"),
        ]);
        let ringcentral = ringcentral.expect("the state is there");
        assert_eq!((ringcentral.group.as_deref(), ringcentral.limit), (Some("light"), Some(50)));
        assert_eq!((ringcentral.remaining, ringcentral.window), (Some(0), Some(Duration::from_secs(60))));

        let zoom = read(&[("x-ratelimit-category", "Heavy"), ("x-ratelimit-type", "Daily-limit")]);
        let zoom = zoom.expect("the state is there");
        assert!(zoom.is_daily() && zoom.group.as_deref() == Some("Heavy") && zoom.limit.is_none());

        let common = read(&[("x-ratelimit-limit", "5000"), ("x-ratelimit-reset", "30")]).expect("the state is there");
        assert_eq!((common.limit, common.reset), (Some(5000), Some(Duration::from_secs(30))));
    }

    #[test]
    fn nonsense_says_nothing() {
        assert_eq!(read(&[("x-ratelimit-reset", "30"), ("content-type", "text/html")]), None);
        assert_eq!(read(&[("x-rate-limit-limit", "many"), ("x-rate-limit-remaining", "-1")]), None);
        let odd = read(&[("x-rate-limit-limit", "99999999999"), ("x-rate-limit-window", "99999999999")]);
        let odd = odd.expect("there is a limit");
        assert_eq!((odd.limit, odd.window), (Some(u32::MAX), None));
    }
}
