//! `Retry-After` in all its forms.

use std::time::{Duration, SystemTime};

use http::HeaderMap;
use http::header::RETRY_AFTER;

use crate::DateTime;

/// The time to stay away, counted from `now`.
///
/// Seconds or a date (RFC 9110 section 10.2.3), or a timestamp by ISO 8601, as Zoom writes it (facts/WIRE.md). What is
/// past is no time at all; what is none of these is not there.
pub(crate) fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // A century, so that the sum of it and any point in time is one.
        const MOST: u64 = 100 * 366 * 86_400;
        return Some(Duration::from_secs(text.parse().unwrap_or(MOST).min(MOST)));
    }
    let date = httpdate::parse_http_date(text).ok().or_else(|| DateTime::from(text).to_system_time())?;
    Some(date.duration_since(now).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use http::header::RETRY_AFTER;
    use http::{HeaderMap, HeaderValue};

    use super::retry_after;

    #[test]
    fn each_form_is_read() {
        // 2026-01-01T00:00:00Z
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_767_225_600);
        let cases = [
            ("120", Some(120)),
            (" 0 ", Some(0)),
            ("Thu, 01 Jan 2026 00:01:30 GMT", Some(90)),
            ("Thursday, 01-Jan-26 00:01:30 GMT", Some(90)),
            ("Thu Jan  1 00:01:30 2026", Some(90)),
            ("2026-01-01T00:00:05Z", Some(5)),
            ("2026-01-01T01:00:05+01:00", Some(5)),
            ("2025-12-31T23:59:59Z", Some(0)),
            ("99999999999999999999999", Some(100 * 366 * 86_400)),
            ("soon", None),
            ("-5", None),
            ("1.5", None),
            ("", None),
        ];
        for (text, seconds) in cases {
            let headers = HeaderMap::from_iter([(RETRY_AFTER, HeaderValue::from_static(text))]);
            assert_eq!(retry_after(&headers, now), seconds.map(Duration::from_secs), "{text:?}");
        }
        assert_eq!(retry_after(&HeaderMap::new(), now), None);
    }
}
