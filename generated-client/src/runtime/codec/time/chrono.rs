//! Conversions to and from the types of chrono.

use chrono::{FixedOffset, NaiveDate, ParseError, SecondsFormat, TimeZone};

use super::{Date, DateTime};

/// Keeps the offset.
///
/// # Errors
///
/// The text is not by RFC 3339.
impl TryFrom<&DateTime> for chrono::DateTime<FixedOffset> {
    type Error = ParseError;

    fn try_from(time: &DateTime) -> Result<Self, Self::Error> {
        Self::parse_from_rfc3339(time.as_str())
    }
}

/// RFC 3339, with the offset of the time; in UTC where that is of seconds, which RFC 3339 cannot write. Years beyond
/// 9999 have a sign and more digits.
impl<Z: TimeZone> From<chrono::DateTime<Z>> for DateTime {
    fn from(time: chrono::DateTime<Z>) -> Self {
        let time = time.fixed_offset();
        let is_of_minutes = time.offset().local_minus_utc() % 60 == 0;
        let time = if is_of_minutes { time } else { time.to_utc().fixed_offset() };
        Self::from_text(time.to_rfc3339_opts(SecondsFormat::AutoSi, true))
    }
}

/// # Errors
///
/// The text is no day.
impl TryFrom<&Date> for NaiveDate {
    type Error = ParseError;

    fn try_from(date: &Date) -> Result<Self, Self::Error> {
        date.as_str().parse()
    }
}

impl From<NaiveDate> for Date {
    fn from(date: NaiveDate) -> Self {
        Self::from_text(date.to_string())
    }
}

#[cfg(test)]
mod tests {
    use chrono::{FixedOffset, NaiveDate};

    use super::{Date, DateTime};

    #[test]
    fn there_and_back() -> Result<(), chrono::ParseError> {
        let time = chrono::DateTime::<FixedOffset>::try_from(&DateTime::from("2026-01-02T03:04:05.5+01:00"))?;
        assert_eq!(DateTime::from(time).as_str(), "2026-01-02T03:04:05.500+01:00");
        assert_eq!(DateTime::from(time.to_utc()).as_str(), "2026-01-02T02:04:05.500Z");
        let date = NaiveDate::try_from(&Date::from("2026-01-02"))?;
        assert_eq!(Date::from(date).as_str(), "2026-01-02");
        assert!(chrono::DateTime::<FixedOffset>::try_from(&DateTime::from("yesterday")).is_err());
        assert!(NaiveDate::try_from(&Date::from("2026-13-01")).is_err());
        Ok(())
    }
}
