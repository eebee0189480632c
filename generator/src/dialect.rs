//! The dialects of OpenAPI.

/// A dialect that documents are read in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// OpenAPI 3.0, whatever its patch.
    V3_0,
    /// OpenAPI 3.1, whatever its patch; and 3.2, which adds to it.
    V3_1,
}

impl Dialect {
    /// The dialect of a version, `major.minor.patch`; what differs in the patch is the specification's wording only.
    pub(crate) fn of(version: &str) -> Option<Self> {
        match version.split('.').collect::<Vec<_>>()[..] {
            ["3"] | ["3", "0", ..] => Some(Self::V3_0),
            ["3", "1" | "2", ..] => Some(Self::V3_1),
            _ => None,
        }
    }
}
