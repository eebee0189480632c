//! Conversions to and from the types of jiff.

use super::{Date, DateTime};

/// # Errors
///
/// The text has no offset, or is no point in time.
impl TryFrom<&DateTime> for jiff::Timestamp {
    type Error = jiff::Error;

    fn try_from(time: &DateTime) -> Result<Self, Self::Error> {
        time.as_str().parse()
    }
}

/// RFC 3339, in UTC.
impl From<jiff::Timestamp> for DateTime {
    fn from(time: jiff::Timestamp) -> Self {
        Self::from_text(time.to_string())
    }
}

/// # Errors
///
/// The text is no day.
impl TryFrom<&Date> for jiff::civil::Date {
    type Error = jiff::Error;

    fn try_from(date: &Date) -> Result<Self, Self::Error> {
        date.as_str().parse()
    }
}

impl From<jiff::civil::Date> for Date {
    fn from(date: jiff::civil::Date) -> Self {
        Self::from_text(date.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::{Date, DateTime};

    #[test]
    fn there_and_back() -> Result<(), jiff::Error> {
        let time = jiff::Timestamp::try_from(&DateTime::from("2026-01-02T03:04:05.5+01:00"))?;
        assert_eq!(DateTime::from(time).as_str(), "2026-01-02T02:04:05.5Z");
        let date = jiff::civil::Date::try_from(&Date::from("2026-01-02"))?;
        assert_eq!(Date::from(date).as_str(), "2026-01-02");
        assert!(jiff::Timestamp::try_from(&DateTime::from("yesterday")).is_err());
        assert!(jiff::civil::Date::try_from(&Date::from("2026-13-01")).is_err());
        Ok(())
    }
}
