//! What the page of a service says of its rate limits.

use std::num::NonZeroU32;

use super::super::Context;
use super::super::docs::{code, paragraphs};
use super::table;
use crate::ir::{Quota, RateLimitGroup, RateLimits};

/// The section; nothing where the document states no limits.
pub(super) fn section(ctx: &Context<'_>) -> String {
    let Some(rate_limits) = &ctx.api.rate_limits else { return String::new() };
    let RateLimits { name, penalty, pause, groups } = rate_limits;
    let shared = name
        .as_ref()
        .map(|name| format!("A session keeps to these limits, over all services that are limited as {}.", code(name)));
    let intro = shared.unwrap_or_else(|| "A session keeps to these limits.".to_owned());
    let rows: Vec<_> = groups.iter().map(|group| vec![code(&group.name), limit(rate_limits, group)]).collect();
    let penalty = penalty.map(|time| format!("A group that was exceeded stays closed for {}.", seconds(time)));
    let pause = pause.map(|time| {
        let answer = "an answer 429 that says neither a time nor the state of the limit";
        format!("After {answer}, the session waits for {}.", seconds(time))
    });
    let after: Vec<String> = penalty.into_iter().chain(pause).collect();
    paragraphs(["## Rate limits", &intro, &table(["Group", "Limit"], &rows), &after.join(" ")])
}

/// All quotas of a group.
fn limit(rate_limits: &RateLimits, group: &RateLimitGroup) -> String {
    let quotas: Vec<String> = group.quotas.iter().map(|quota| self::quota(rate_limits, quota)).collect();
    if quotas.is_empty() { "as the answers say".to_owned() } else { quotas.join(" and ") }
}

fn quota(rate_limits: &RateLimits, quota: &Quota) -> String {
    let sharing = quota.pool.iter().flat_map(|pool| rate_limits.sharing(pool));
    let sharing: Vec<String> = sharing.map(|group| code(&group.name)).collect();
    let shared = if sharing.len() > 1 { format!(" (shared by {})", sharing.join(", ")) } else { String::new() };
    format!("{} {}{shared}", grouped(quota.calls), window(quota.seconds))
}

fn window(time: NonZeroU32) -> String {
    match time.get() {
        1 => "a second".to_owned(),
        60 => "a minute".to_owned(),
        3_600 => "an hour".to_owned(),
        86_400 => "a day".to_owned(),
        _ => format!("in {}", seconds(time)),
    }
}

fn seconds(time: NonZeroU32) -> String {
    if time.get() == 1 { "1 second".to_owned() } else { format!("{} seconds", grouped(time)) }
}

/// A number with a comma between thousands.
fn grouped(number: NonZeroU32) -> String {
    let digits = number.to_string();
    let comma = |at: usize| if at > 0 && (digits.len() - at).is_multiple_of(3) { "," } else { "" };
    digits.char_indices().map(|(at, digit)| format!("{}{digit}", comma(at))).collect()
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU32;

    use super::{grouped, window};

    #[test]
    fn groups_thousands() {
        for (number, expected) in [(1, "1"), (999, "999"), (1_000, "1,000"), (u32::MAX, "4,294,967,295")] {
            assert_eq!(grouped(NonZeroU32::new(number).expect("none is zero")), expected);
        }
    }

    #[test]
    fn calls_usual_windows_by_name() {
        for (seconds, expected) in [(1, "a second"), (3_600, "an hour"), (7_200, "in 7,200 seconds")] {
            assert_eq!(window(NonZeroU32::new(seconds).expect("none is zero")), expected);
        }
    }
}
