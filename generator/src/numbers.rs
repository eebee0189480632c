//! Numbers of documents, compared as they are written: a float holds no whole number beyond 53 bits as it is.

use std::cmp::Ordering;

use serde_json::Number;

/// Which number is the greater; none where one is beyond what can be compared.
pub(crate) fn compare(one: &Number, other: &Number) -> Option<Ordering> {
    match (whole(one), whole(other)) {
        (Some(one), Some(other)) => Some(one.cmp(&other)),
        _ => one.as_f64()?.partial_cmp(&other.as_f64()?),
    }
}

/// Whether a number is a multiple of another, with room for what binary floats make of 0.1.
pub(crate) fn is_multiple(number: &Number, step: &Number) -> bool {
    if let Some(rest) = whole(number).zip(whole(step)).and_then(|(number, step)| number.checked_rem(step)) {
        return rest == 0;
    }
    let quotient = number.as_f64().zip(step.as_f64()).map(|(number, step)| number / step);
    quotient.is_none_or(|quotient| {
        let is_beyond = !quotient.is_finite();
        is_beyond || (quotient - quotient.round()).abs() <= f64::EPSILON * quotient.abs().max(1.0)
    })
}

/// The number without a fraction that it is; none where it has one, or is beyond 127 bits.
pub(crate) fn whole(number: &Number) -> Option<i128> {
    /// 2^126.
    const LARGEST: f64 = 85_070_591_730_234_615_865_843_651_857_942_052_864.0;
    let integer = number.as_i64().map(i128::from).or_else(|| number.as_u64().map(i128::from));
    integer.or_else(|| {
        let float = number.as_f64().filter(|float| float.fract() == 0.0 && float.abs() <= LARGEST)?;
        Some(float as i128)
    })
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering::{Equal, Greater, Less};

    use serde_json::Number;

    #[test]
    fn numbers_are_compared_as_they_are_written() {
        let table = [
            ("9007199254740993", "9007199254740992", Greater),
            ("9007199254740993", "9007199254740992.0", Greater),
            ("18446744073709551615", "18446744073709551614", Greater),
            ("-9223372036854775808", "18446744073709551615", Less),
            ("1.0", "1", Equal),
            ("0.5", "1", Less),
            ("1e300", "18446744073709551615", Greater),
        ];
        for (one, other, expected) in table {
            let [first, second] = [one, other].map(|text| text.parse::<Number>().expect("is a number"));
            assert_eq!(super::compare(&first, &second), Some(expected), "{one} and {other}");
        }
    }

    #[test]
    fn multiples_are_those_of_decimals() {
        let table = [
            ("0.3", "0.1", true),
            ("0.35", "0.1", false),
            ("18446744073709551615", "5", true),
            ("18446744073709551614", "5", false),
            ("1", "0", true),
        ];
        for (one, other, expected) in table {
            let [number, step] = [one, other].map(|text| text.parse::<Number>().expect("is a number"));
            assert_eq!(super::is_multiple(&number, &step), expected, "{one} and {other}");
        }
    }
}
