//! The table of a model's members: what reading, writing and checking need to know, as constant data.

use super::plain::is_plain;
use crate::runtime::validate::Rule;

/// One member of a model: its wire name and what holds of it.
///
/// Generated code builds the table through `model!`; the methods are its marks.
#[derive(Clone, Copy, Debug)]
pub struct Member {
    pub(crate) name: &'static str,
    /// Whether the name stands in JSON text as it is.
    pub(crate) is_plain: bool,
    /// Must be there when read; written as null when it is absent.
    pub(crate) required: bool,
    /// Left out of requests.
    pub(crate) read_only: bool,
    pub(crate) rules: &'static [Rule],
}

impl Member {
    /// An optional member named like its field; the `r#` of a raw identifier is no part of the name.
    pub const fn new(field: &'static str) -> Self {
        let name = match field.as_bytes() {
            [b'r', b'#', ..] => field.split_at(2).1,
            _ => field,
        };
        Self { name, is_plain: Self::is_plain(name), required: false, read_only: false, rules: &[] }
    }

    const fn is_plain(name: &str) -> bool {
        let mut bytes = name.as_bytes();
        while let [byte, rest @ ..] = bytes {
            if !is_plain(*byte) {
                return false;
            }
            bytes = rest;
        }
        true
    }

    /// The wire name, where it is not the field's.
    #[must_use]
    pub const fn named(self, name: &'static str) -> Self {
        Self { name, is_plain: Self::is_plain(name), ..self }
    }

    /// A member that every answer has; one whose value is null or absent is written as null.
    #[must_use]
    pub const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// A member that only the server writes.
    #[must_use]
    pub const fn read_only(self) -> Self {
        Self { read_only: true, ..self }
    }

    /// What `validate` checks.
    #[must_use]
    pub const fn rules(self, rules: &'static [Rule]) -> Self {
        Self { rules, ..self }
    }
}
