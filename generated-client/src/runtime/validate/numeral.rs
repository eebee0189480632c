//! Numbers and their bounds: a float holds no whole number beyond 53 bits as it is, so that these are compared as such.

use std::cmp::Ordering;
use std::fmt;

/// A number as it is written.
#[derive(Clone, Copy, Debug)]
pub(super) enum Numeral {
    Whole(i128),
    Float(f64),
}

impl Numeral {
    /// The number without a fraction that it is.
    fn whole(self) -> Option<i128> {
        /// 2^126.
        const LARGEST: f64 = 85_070_591_730_234_615_865_843_651_857_942_052_864.0;
        match self {
            Self::Whole(number) => Some(number),
            Self::Float(number) => (number.fract() == 0.0 && number.abs() <= LARGEST).then_some(number as i128),
        }
    }

    fn float(self) -> f64 {
        match self {
            Self::Whole(number) => number as f64,
            Self::Float(number) => number,
        }
    }

    /// Whether the quotient is integral, with room for what binary floats make of 0.1.
    pub(super) fn is_multiple_of(self, step: Self) -> bool {
        if let Some(rest) = self.whole().zip(step.whole()).and_then(|(number, step)| number.checked_rem(step)) {
            return rest == 0;
        }
        let quotient = self.float() / step.float();
        (quotient - quotient.round()).abs() <= f64::EPSILON * quotient.abs().max(1.0)
    }
}

impl PartialEq for Numeral {
    fn eq(&self, other: &Self) -> bool {
        self.partial_cmp(other) == Some(Ordering::Equal)
    }
}

impl PartialOrd for Numeral {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        match (self.whole(), other.whole()) {
            (Some(one), Some(other)) => Some(one.cmp(&other)),
            _ => self.float().partial_cmp(&other.float()),
        }
    }
}

impl fmt::Display for Numeral {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole(number) => fmt::Display::fmt(number, formatter),
            Self::Float(number) => fmt::Display::fmt(number, formatter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Numeral::{Float, Whole};

    /// 2^53, beyond which floats skip numbers.
    const EXACT: i128 = 1 << 53;

    #[test]
    fn whole_numbers_are_compared_as_they_are() {
        assert!(Whole(EXACT + 1) > Float(EXACT as f64) && Whole(EXACT + 1) < Whole(EXACT + 2));
        assert!(Whole(u64::MAX.into()) < Float(18_446_744_073_709_551_616.0));
        assert!(Whole(2) == Float(2.0) && Whole(2) > Float(1.5) && Float(1e300) > Whole(i128::MAX));
        assert!(!Whole(EXACT + 1).is_multiple_of(Float(2.0)) && Whole(EXACT + 2).is_multiple_of(Float(2.0)));
        assert!(Float(0.3).is_multiple_of(Float(0.1)) && !Whole(1).is_multiple_of(Float(0.0)));
    }
}
