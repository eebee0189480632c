//! What is counted, and the counts.

use std::fmt;
use std::iter::Sum;
use std::ops::Add;

use super::Fate;

/// What a place of a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// A method of a path item.
    Operation,
    /// A parameter that is no reference.
    Parameter,
    /// A request body that is no reference.
    Body,
    /// A response that is no reference.
    Response,
    /// A schema that is no reference, `true` or `false`.
    Schema,
    /// A key of an object of the specification that is none of the other units.
    Keyword,
    /// A key that begins with `x-`.
    Extension,
}

impl Unit {
    /// All kinds of units.
    pub const ALL: &[Self] =
        &[Self::Operation, Self::Parameter, Self::Body, Self::Response, Self::Schema, Self::Keyword, Self::Extension];

    /// The name in reports.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Operation => "operation",
            Self::Parameter => "parameter",
            Self::Body => "body",
            Self::Response => "response",
            Self::Schema => "schema",
            Self::Keyword => "keyword",
            Self::Extension => "extension",
        }
    }

    /// Whether it is an object of the specification, of which a pass tells that it was read.
    pub(super) const fn is_object(self) -> bool {
        !matches!(self, Self::Keyword | Self::Extension)
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// How many units ended as what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Generated as the document says.
    pub generated: usize,
    /// Not in the selection of operations, nor needed by it.
    pub left_out: usize,
    /// Generated as something simpler, or kept as documentation only.
    pub degraded: usize,
    /// Not generated.
    pub refused: usize,
}

impl Tally {
    /// All units.
    pub const fn total(self) -> usize {
        self.generated + self.left_out + self.degraded + self.refused
    }

    /// Counts one more.
    pub(super) fn add(&mut self, fate: Fate) {
        *match fate {
            Fate::Generated => &mut self.generated,
            Fate::LeftOut => &mut self.left_out,
            Fate::Degraded => &mut self.degraded,
            Fate::Refused => &mut self.refused,
        } += 1;
    }
}

impl Add for Tally {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            generated: self.generated + other.generated,
            left_out: self.left_out + other.left_out,
            degraded: self.degraded + other.degraded,
            refused: self.refused + other.refused,
        }
    }
}

impl Sum for Tally {
    fn sum<Tallies: Iterator<Item = Self>>(tallies: Tallies) -> Self {
        tallies.fold(Self::default(), Add::add)
    }
}
