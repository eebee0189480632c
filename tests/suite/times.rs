//! Dates and times of jiff and chrono: what services send becomes theirs, and theirs is what services get.

use chrono::{FixedOffset, NaiveDate, TimeZone};
use generated_client::zoom_phone_users::models::Holiday;
use generated_client::{Date, DateTime, json};
use jiff::Timestamp;

/// The nanoseconds of a second.
const SECOND: i128 = 1_000_000_000;

#[test]
fn texts_of_services_are_points_in_time() {
    // In nanoseconds, for jiff and for chrono; none where the text is no point in time to them.
    let alike = |text, nanoseconds: i128| (text, Some(nanoseconds), Some(nanoseconds));
    let cases = [
        // As RingCentral writes it, and as Zoom does.
        alike("2026-03-02T14:05:31.000Z", 1_772_460_331 * SECOND),
        alike("2024-06-06T07:01:14Z", 1_717_657_274 * SECOND),
        alike("2024-06-06T09:01:14+02:00", 1_717_657_274 * SECOND),
        alike("2024-06-06T01:31:14-05:30", 1_717_657_274 * SECOND),
        alike("2024-06-06T07:01:14-00:00", 1_717_657_274 * SECOND),
        alike("2024-06-06t07:01:14z", 1_717_657_274 * SECOND),
        alike("2024-06-06 07:01:14Z", 1_717_657_274 * SECOND),
        alike("2024-06-06T07:01:14.123456789Z", 1_717_657_274 * SECOND + 123_456_789),
        alike("1969-12-31T23:59:59.9Z", -SECOND / 10),
        alike("0000-01-01T00:00:00Z", -62_167_219_200 * SECOND),
        // A leap second: jiff takes it for the one before, chrono counts on.
        ("2016-12-31T23:59:60Z", Some(1_483_228_799 * SECOND), Some(1_483_228_800 * SECOND)),
        // The end of jiff's time is a day earlier, so that every offset has room.
        ("9999-12-31T23:59:59Z", None, Some(253_402_300_799 * SECOND)),
        ("2024-06-06T07:01:14", None, None),
        ("2024-06-06", None, None),
        ("2024-02-30T00:00:00Z", None, None),
        ("2024-06-06T24:00:00Z", None, None),
        ("yesterday", None, None),
        ("", None, None),
    ];
    for (text, of_jiff, of_chrono) in cases {
        let time = DateTime::from(text);
        let found = Timestamp::try_from(&time).ok().map(Timestamp::as_nanosecond);
        assert_eq!(found, of_jiff, "jiff: {text}");
        let found = chrono::DateTime::<FixedOffset>::try_from(&time).ok();
        let nanoseconds = found.map(|time| {
            let fraction = i128::from(time.timestamp_subsec_nanos());
            i128::from(time.timestamp()) * SECOND + fraction
        });
        assert_eq!(nanoseconds, of_chrono, "chrono: {text}");
        assert_eq!(time.as_str(), text, "it stays as it was");
    }
}

#[test]
fn points_in_time_are_written_by_rfc_3339() {
    let east = |seconds| FixedOffset::east_opt(seconds).expect("an offset");
    let at = |offset: FixedOffset| offset.timestamp_opt(1_717_657_274, 0).single().expect("a time");
    let cases: [(DateTime, &str); 11] = [
        (Timestamp::UNIX_EPOCH.into(), "1970-01-01T00:00:00Z"),
        (Timestamp::new(1_717_657_274, 123_456_789).expect("a time").into(), "2024-06-06T07:01:14.123456789Z"),
        (Timestamp::new(0, -1).expect("a time").into(), "1969-12-31T23:59:59.999999999Z"),
        (Timestamp::MAX.into(), "9999-12-30T22:00:00.999999999Z"),
        (at(east(0)).into(), "2024-06-06T07:01:14Z"),
        (at(east(0)).to_utc().into(), "2024-06-06T07:01:14Z"),
        (at(east(7200)).into(), "2024-06-06T09:01:14+02:00"),
        (at(east(-19_800)).into(), "2024-06-06T01:31:14-05:30"),
        (chrono::DateTime::from_timestamp_nanos(123_456_789).into(), "1970-01-01T00:00:00.123456789Z"),
        // Amsterdam until 1937, which no offset of RFC 3339 can write.
        (at(east(1172)).into(), "2024-06-06T07:01:14Z"),
        (at(east(-1172)).into(), "2024-06-06T07:01:14Z"),
    ];
    for (time, text) in cases {
        assert_eq!(time.as_str(), text);
    }
}

#[test]
fn a_point_in_time_comes_back_as_it_was() {
    for text in ["2016-12-31T23:59:60Z", "2024-06-06T09:01:14.000000001+02:00", "0001-01-01T00:00:00Z"] {
        let time = chrono::DateTime::<FixedOffset>::try_from(&DateTime::from(text)).expect(text);
        assert_eq!(DateTime::from(time).as_str(), text);
    }
    for time in [Timestamp::MIN, Timestamp::MAX, Timestamp::UNIX_EPOCH] {
        assert_eq!(Timestamp::try_from(&DateTime::from(time)).ok(), Some(time));
    }
    for time in [chrono::DateTime::<chrono::Utc>::MIN_UTC, chrono::DateTime::<chrono::Utc>::MAX_UTC] {
        let text = DateTime::from(time);
        assert!(text.as_str().starts_with(['-', '+']), "a year beyond 9999 shows: {text}");
        assert!(text.to_system_time().is_none(), "it is not by RFC 3339: {text}");
    }
}

#[test]
fn setters_take_what_a_crate_has() {
    let begin = Timestamp::from_second(1_717_657_274).expect("a time");
    let end = chrono::DateTime::from_timestamp(1_717_657_275, 0).expect("a time");
    let holiday = Holiday::new().from_value(begin).to(end);
    assert_eq!(json::to_string(&holiday), r#"{"from":"2024-06-06T07:01:14Z","to":"2024-06-06T07:01:15Z"}"#);
    let read: Holiday = json::from_str(r#"{"from":"2024-06-06T09:01:14+02:00"}"#).expect("a holiday");
    assert_eq!(read.from.as_ref().and_then(|time| Timestamp::try_from(time).ok()), Some(begin));
}

#[test]
fn days_are_days_to_both() {
    for (text, is_day) in [
        ("2024-02-29", true),
        ("0001-01-01", true),
        ("9999-12-31", true),
        ("2023-02-29", false),
        ("2024-13-01", false),
        ("06/06/2024", false),
        ("", false),
    ] {
        let date = Date::from(text);
        let of_jiff = jiff::civil::Date::try_from(&date).ok().map(Date::from);
        let of_chrono = NaiveDate::try_from(&date).ok().map(Date::from);
        let expected = is_day.then_some(date);
        assert_eq!((&of_jiff, &of_chrono), (&expected, &expected), "{text}");
    }
}
