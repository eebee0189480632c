//! The texts of the formats that there are types for: those that the client reads, which takes base64 by the same
//! library. Dates are read by hand, as there: jiff and time refuse some of these texts (more than nine digits of a
//! fraction, a second 60), and jiff, time and chrono each take others (`2024-01-01T00:00Z`, any sign for the `T`,
//! `2024-1-1`, the minus sign U+2212).

use base64::Engine;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

/// Whether a text is of a format; of one that there is no type for, any is.
pub(super) fn takes(format: &str, text: &str) -> bool {
    match format {
        "date-time" => is_date_time(text),
        "date" => is_date(text),
        "byte" => is_base64(text),
        _ => true,
    }
}

/// RFC 3339, section 5.6, where the letters may be small and a blank holds date and time apart.
fn is_date_time(text: &str) -> bool {
    let Some((date, time)) = text.split_at_checked(10) else { return false };
    let Some(time) = time.strip_prefix(['T', 't', ' ']) else { return false };
    let Some((clock, zone)) = time.find(['Z', 'z', '+', '-']).and_then(|at| time.split_at_checked(at)) else {
        return false;
    };
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    let is_fraction = !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit());
    let is_clock = matches!(fields(clock, ':', [2, 2, 2]), Some([0..=23, 0..=59, 0..=60]));
    let is_offset = |offset: &str| matches!(fields(offset, ':', [2, 2]), Some([0..=23, 0..=59]));
    let is_zone = matches!(zone, "Z" | "z") || zone.strip_prefix(['+', '-']).is_some_and(is_offset);
    is_date(date) && is_clock && is_fraction && is_zone
}

/// A day of the Gregorian calendar.
fn is_date(text: &str) -> bool {
    let Some([year, month, day]) = fields(text, '-', [4, 2, 2]) else { return false };
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + u16::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=days).contains(&day)
}

/// RFC 4648, section 4, where the padding may be missing, or a part of it.
fn is_base64(text: &str) -> bool {
    const LENIENT: GeneralPurpose = GeneralPurpose::new(
        &alphabet::STANDARD,
        GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
    );
    LENIENT.decode(text).is_ok()
}

/// Numbers of fixed widths.
fn fields<const N: usize>(text: &str, separator: char, widths: [usize; N]) -> Option<[u16; N]> {
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
    #[test]
    fn texts_are_held_against_their_formats() {
        let table = [
            ("date-time", "2024-02-29T23:59:60.25+01:00", true),
            ("date-time", "1970-01-01 00:00:00z", true),
            ("date-time", "2023-02-29T00:00:00Z", false),
            ("date-time", "2024-01-01T00:00:00", false),
            ("date-time", "2024-01-01T00:00:00.Z", false),
            ("date-time", "2024-01-01T24:00:00Z", false),
            ("date-time", "\u{e9}\u{e9}\u{e9}\u{e9}\u{e9}T00:00:00Z", false),
            ("date-time", "now", false),
            ("date", "2024-12-31", true),
            ("date", "2024-1-1", false),
            ("date", "1900-02-29", false),
            ("date", "", false),
            ("byte", "", true),
            ("byte", "AQL//g==", true),
            ("byte", "AQL//g", true),
            ("byte", "AQL//g=", true),
            ("byte", "AQL//h==", false),
            ("byte", "AQL_-g==", false),
            ("byte", "A", false),
            ("uuid", "any", true),
        ];
        for (format, text, expected) in table {
            assert_eq!(super::takes(format, text), expected, "{format} {text}");
        }
    }
}
