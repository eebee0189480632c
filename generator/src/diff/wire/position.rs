//! What a change means by the way that a value goes.

use super::super::finding::Draft;
use super::super::{Kind, Wire};
use super::Position;

impl Position {
    /// The kind of a change for this position.
    pub(super) fn kind(self, parameter: Kind, request: Kind, response: Kind) -> Kind {
        match self {
            Self::Parameter => parameter,
            Self::Request => request,
            Self::Response | Self::Error => response,
        }
    }

    /// A difference of a value; an error that is read otherwise is no broken call.
    pub(super) fn judged(self, draft: Draft) -> Draft {
        if self == Self::Error { self.tempered(draft.of_error()) } else { draft }
    }

    /// A difference in an answer as a whole, with what it means here.
    pub(super) fn tempered(self, draft: Draft) -> Draft {
        let wire = self.at_most(draft.wire);
        draft.wire(wire)
    }

    /// What something means here that can be no more than risky in errors.
    pub(super) fn at_most(self, wire: Wire) -> Wire {
        if self == Self::Error { wire.min(Wire::Risky) } else { wire }
    }

    /// The position of what stands inside a value.
    pub(super) fn inside(self) -> Self {
        match self {
            Self::Parameter => Self::Request,
            inside => inside,
        }
    }
}
