//! What stands at the places of changes.

use std::borrow::Cow;
use std::collections::BTreeMap;

use generator::diff::Spot;
use generator::source::{LineColumn, Lines};

use super::snapshot::Snapshot;

/// How many lines of a place are shown.
const LINES: usize = 12;

/// How many lines are shown before the first that differs, where that one stands further down.
const BEFORE: usize = 3;

/// How far a place is looked through for what differs.
const LINES_COMPARED: usize = 500;

/// How much of a document in one line is shown.
const COLUMNS: usize = 160;

/// The files of a side by their names, each with an index of its lines.
pub(super) struct Excerpts<'s>(BTreeMap<&'s str, Lines<'s>>);

impl<'s> Excerpts<'s> {
    /// Indexes all files of a side.
    pub(super) fn of(side: &'s Snapshot) -> Self {
        let sources = &side.sources;
        let documents = sources.files().map(|file| (sources.name(file), sources.text(file)));
        let others = side.files.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        Self(documents.chain(others).map(|(name, text)| (name, Lines::new(text))).collect())
    }

    /// The lines of a place, the first and those that belong to it by their indentation, without that of the first.
    fn lines(&self, spot: &Spot) -> Vec<Cow<'s, str>> {
        let Some(lines) = self.0.get(spot.file.as_str()) else { return Vec::new() };
        let Some((_, first)) = lines.line(spot.line) else { return Vec::new() };
        if first.chars().nth(COLUMNS).is_some() {
            // A document in one line: what stands from the place on.
            let from = lines.rest(LineColumn { line: spot.line, column: spot.column }).unwrap_or_default();
            return vec![from.chars().take(COLUMNS).chain(['…']).collect::<String>().into()];
        }
        let following = (spot.line + 1..).map_while(|line| Some(lines.line(line)?.1));
        let inside = following.take_while(|line| line.trim().is_empty() || indent(line) > indent(first));
        let bare = |line: &'s str| line.get(indent(first)..).unwrap_or_default().into();
        [first].into_iter().chain(inside).take(LINES_COMPARED).map(bare).collect()
    }
}

/// What stood at a place and what stands there now, cut to the lines around the first that differs.
pub(super) fn excerpts(
    (was, base): (&Excerpts<'_>, Option<&Spot>),
    (is, head): (&Excerpts<'_>, Option<&Spot>),
) -> (Option<String>, Option<String>) {
    let (was, is) = (base.map(|spot| was.lines(spot)), head.map(|spot| is.lines(spot)));
    let differs = match (&was, &is) {
        (Some(was), Some(is)) => first_difference(was, is),
        _ => None,
    };
    let cut = |lines: Option<Vec<_>>| lines.filter(|lines| !lines.is_empty()).map(|lines| cut(&lines, differs));
    (cut(was), cut(is))
}

/// The first line that is not the same, where both go on so far or one ends before.
fn first_difference(was: &[Cow<'_, str>], is: &[Cow<'_, str>]) -> Option<usize> {
    (0..was.len().max(is.len())).find(|&line| was.get(line) != is.get(line))
}

/// The first lines, or the first and those around a line that stands further down.
fn cut(lines: &[Cow<'_, str>], differs: Option<usize>) -> String {
    match differs {
        Some(line) if line >= LINES => {
            let around = lines.get(line - BEFORE..).unwrap_or_default();
            let shown = [&lines[..1], &["…".into()], around].concat();
            shown[..shown.len().min(LINES)].join("\n")
        }
        _ => lines[..lines.len().min(LINES)].join("\n"),
    }
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::{cut, first_difference};

    fn lines(count: usize) -> Vec<Cow<'static, str>> {
        (0..count).map(|line| line.to_string().into()).collect()
    }

    #[test]
    fn what_differs_further_down_is_shown() {
        let (was, is) = (lines(20), lines(21));
        let differs = first_difference(&was, &is);
        assert_eq!(differs, Some(20));
        assert_eq!(cut(&was, differs), "0\n…\n17\n18\n19");
        assert_eq!(cut(&is, differs), "0\n…\n17\n18\n19\n20");
    }

    #[test]
    fn what_differs_at_once_is_shown_from_the_start() {
        let long = lines(30);
        assert_eq!(cut(&long, Some(2)), lines(12).join("\n"));
        assert_eq!(cut(&long, None), lines(12).join("\n"));
    }
}
