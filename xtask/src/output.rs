//! Machine-written files in a folder: what has to change so that it holds them, and the changes carried out.

pub(crate) mod apply;
pub(crate) mod plan;
pub(crate) mod preview;
#[cfg(test)]
mod tests;

use std::path::PathBuf;

/// A folder that generated files live in, beside others.
pub(crate) struct Target {
    pub(crate) folder: PathBuf,
    /// The folders and files below it that hold or are machine-written ones.
    pub(crate) managed: &'static [&'static str],
}
