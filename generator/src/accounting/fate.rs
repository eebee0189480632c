//! What a unit ends as, and which diagnostics make it so.

use std::fmt;

use crate::diagnostic::{Code, Severity};

/// What became of a unit, from the best to the worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fate {
    /// It is in the client as the document says.
    Generated,
    /// It is not in the selection of operations, nor needed by it.
    LeftOut,
    /// It is in the client as something simpler, or not at all, for a reason that lies with the generator.
    Degraded,
    /// It is not in the client, for something is wrong with it.
    Refused,
}

impl fmt::Display for Fate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Generated => "generated",
            Self::LeftOut => "left out",
            Self::Degraded => "degraded",
            Self::Refused => "refused",
        })
    }
}

/// What a diagnostic of this kind makes of the unit that it is about; none where it takes nothing from it.
pub(super) fn fate(code: Code) -> Option<Fate> {
    if INFORMING.contains(&code) {
        return None;
    }
    match code.severity() {
        Severity::Error => Some(Fate::Refused),
        Severity::Warning => Some(Fate::Degraded),
        Severity::Note => DEGRADING_NOTES.contains(&code).then_some(Fate::Degraded),
    }
}

/// Errors and warnings after which a unit is generated with all that it says.
const INFORMING: &[Code] = &[
    Code::MissingOperationId,
    Code::MissingSchema,
    Code::UndeclaredPlaceholder,
    Code::QueryInPath,
    Code::OptionalPathParameter,
    Code::NoResponses,
    Code::RenamedOnClash,
    Code::LaterForm,
    Code::EarlierForm,
    Code::NewerVersion,
    Code::MisrootedReference,
    // About what was asked for, not about the document.
    Code::UnknownSelection,
];

/// Notes about what is not in the client.
const DEGRADING_NOTES: &[Code] = &[Code::NotCarried, Code::ForeignExtension, Code::UnusedComponent];
