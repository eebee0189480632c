//! Dates and times, kept as their text and parsed on demand.

#[cfg(feature = "chrono")]
mod chrono;
#[cfg(feature = "jiff")]
mod jiff;

use std::time::{Duration, SystemTime};

/// A point in time as the service wrote it: `format: date-time`, by RFC 3339 where the service keeps to it.
///
/// Equality is that of the text.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct DateTime(String);

/// A day as the service wrote it: `format: date`.
///
/// Equality is that of the text.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Date(String);

impl DateTime {
    pub(super) fn from_text(text: String) -> Self {
        Self(text)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The point in time, when the text is by RFC 3339 and the system's clock can hold it. A leap second counts as
    /// the second after it.
    pub fn to_system_time(&self) -> Option<SystemTime> {
        let (date, time) = self.0.split_at_checked(10)?;
        let days = days_from_epoch(date)?;
        let time = time.strip_prefix(['T', 't', ' '])?;
        let zone_at = time.find(['Z', 'z', '+', '-'])?;
        let (clock, zone) = time.split_at_checked(zone_at)?;
        let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
        let seconds = days * 86_400 + seconds_of_day(clock)? - zone_offset(zone)?;
        let whole = Duration::from_secs(seconds.unsigned_abs());
        let start = if seconds < 0 {
            SystemTime::UNIX_EPOCH.checked_sub(whole)?
        } else {
            SystemTime::UNIX_EPOCH.checked_add(whole)?
        };
        start.checked_add(nanoseconds(fraction)?)
    }
}

impl Date {
    pub(super) fn from_text(text: String) -> Self {
        Self(text)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Days from 1970-01-01 to a day of the Gregorian calendar (`YYYY-MM-DD`).
///
/// Years are counted from March, so that the leap day is the last one (Howard Hinnant, `days_from_civil`).
fn days_from_epoch(date: &str) -> Option<i64> {
    let [year, month, day] = fields(date, '-', [4, 2, 2])?;
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = match month {
        2 => 28 + i64::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    if !(1..=length).contains(&day) {
        return None;
    }
    let year = if month <= 2 { year - 1 } else { year };
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    Some(era * 146_097 + day_of_era - 719_468)
}

fn seconds_of_day(clock: &str) -> Option<i64> {
    let [hour, minute, second] = fields(clock, ':', [2, 2, 2])?;
    (hour < 24 && minute < 60 && second <= 60).then_some(hour * 3600 + minute * 60 + second)
}

/// Seconds that local time is ahead of UTC.
fn zone_offset(zone: &str) -> Option<i64> {
    let sign = match zone.split_at_checked(1)? {
        ("Z" | "z", "") => return Some(0),
        ("+", _) => 1,
        _ => -1,
    };
    let [hour, minute] = fields(zone.get(1..)?, ':', [2, 2])?;
    (hour < 24 && minute < 60).then_some(sign * (hour * 3600 + minute * 60))
}

fn nanoseconds(fraction: &str) -> Option<Duration> {
    let digits = fraction.get(..fraction.len().min(9))?;
    let is_number = !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit());
    let value: u64 = digits.parse().ok().filter(|_| is_number)?;
    let scale = (digits.len()..9).fold(1, |scale, _| scale * 10);
    Some(Duration::from_nanos(value * scale))
}

/// Splits text into numbers of fixed widths.
fn fields<const N: usize>(text: &str, separator: char, widths: [usize; N]) -> Option<[i64; N]> {
    let mut parts = text.split(separator);
    let mut numbers = [0; N];
    for (number, width) in numbers.iter_mut().zip(widths) {
        let part = parts.next()?;
        let is_number = part.len() == width && part.bytes().all(|byte| byte.is_ascii_digit());
        *number = part.parse().ok().filter(|_| is_number)?;
    }
    parts.next().is_none().then_some(numbers)
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use super::DateTime;

    #[test]
    fn points_in_time_by_rfc_3339() {
        let cases = [
            ("1970-01-01T00:00:00Z", Some(0.0)),
            ("2024-02-29T23:59:60.25+01:00", Some(1_709_247_600.25)),
            ("2000-03-01 00:00:00.000001z", Some(951_868_800.000_001)),
            ("1969-12-31T23:59:59.5-00:30", Some(1799.5)),
            ("1900-01-01T00:00:00Z", Some(-2_208_988_800.0)),
            ("2023-02-29T00:00:00Z", None),
            ("2024-13-01T00:00:00Z", None),
            ("2024-01-01T24:00:00Z", None),
            ("2024-01-01T00:00:00", None),
            ("2024-01-01T00:00:00.Z", None),
            ("2024-01-01", None),
            ("2024-1-1T00:00:00Z", None),
            ("+024-01-01T00:00:00Z", None),
            ("2024-01-01T00:00:00+1:00", None),
            ("\u{e9}\u{e9}\u{e9}\u{e9}\u{e9}T00:00:00Z", None),
            ("", None),
        ];
        for (text, seconds) in cases {
            let expected = seconds.map(|seconds| {
                let distance = Duration::from_secs_f64(f64::abs(seconds));
                let epoch = SystemTime::UNIX_EPOCH;
                if seconds < 0.0 { epoch - distance } else { epoch + distance }
            });
            let difference = DateTime::from(text)
                .to_system_time()
                .zip(expected)
                .map(|(found, expected)| found.duration_since(expected).unwrap_or_else(|error| error.duration()));
            assert_eq!(difference.is_some(), seconds.is_some(), "{text}");
            assert!(difference.is_none_or(|difference| difference < Duration::from_micros(1)), "{text} {difference:?}");
        }
    }
}
