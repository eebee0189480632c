//! What stands at the places of changes.

use std::collections::BTreeMap;

use generator::diff::Spot;
use generator::source::{Lines, Sources};

/// How many lines of a place are shown.
const LINES: usize = 12;

/// How much of a document in one line is shown.
const COLUMNS: usize = 160;

/// The files of a side by their names, each with an index of its lines.
pub(super) struct Excerpts<'s>(BTreeMap<&'s str, Lines<'s>>);

impl<'s> Excerpts<'s> {
    /// Indexes all files of a side.
    pub(super) fn of(sources: &'s Sources) -> Self {
        Self(sources.files().map(|file| (sources.name(file), Lines::new(sources.text(file)))).collect())
    }

    /// The lines of a place: the first, and those that belong to it by their indentation.
    pub(super) fn at(&self, spot: &Spot) -> Option<String> {
        let lines = self.0.get(spot.file.as_str())?;
        let (_, first) = lines.line(spot.line)?;
        if first.chars().nth(COLUMNS).is_some() {
            // A document in one line: what stands from the place on.
            return Some(first.chars().skip(spot.column - 1).take(COLUMNS).chain(['…']).collect());
        }
        let following = (spot.line + 1..).map_while(|line| Some(lines.line(line)?.1));
        let inside = following.take_while(|line| line.trim().is_empty() || indent(line) > indent(first));
        let shown: Vec<&str> = [first].into_iter().chain(inside).take(LINES).collect();
        let bare = shown.iter().map(|line| line.get(indent(first)..).unwrap_or_default());
        Some(bare.collect::<Vec<_>>().join("\n"))
    }
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}
