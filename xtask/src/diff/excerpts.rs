//! What stands at the places of changes.

use std::borrow::Cow;
use std::collections::BTreeMap;

use generator::diagnostic::visible;
use generator::diff::Spot;
use generator::source::{LineColumn, Lines};
use similar::{Algorithm, DiffTag, capture_diff_slices};

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
        let LineColumn { line, column } = spot.whole;
        let Some((_, first)) = lines.line(line) else { return Vec::new() };
        if first.chars().nth(COLUMNS).is_some() {
            // A document in one line: what stands from the place on.
            let from = lines.rest(LineColumn { line, column }).unwrap_or_default();
            return vec![from.chars().take(COLUMNS).chain(['…']).collect::<String>().into()];
        }
        let following = (line + 1..).map_while(|line| Some(lines.line(line)?.1));
        let inside = following.take_while(|line| line.trim().is_empty() || indent(line) > indent(first));
        let bare = |line: &'s str| line.get(indent(first)..).unwrap_or_default().into();
        [first].into_iter().chain(inside).take(LINES_COMPARED).map(bare).collect()
    }
}

/// A line of a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    pub(super) text: String,
    /// Whether the other side lacks it.
    pub(super) differs: bool,
}

/// What stood at a place and what stands there now, cut to the lines around the first that differs.
pub(super) fn excerpts(
    (was, base): (&Excerpts<'_>, Option<&Spot>),
    (is, head): (&Excerpts<'_>, Option<&Spot>),
) -> (Option<Vec<Line>>, Option<Vec<Line>>) {
    let (was, is) = (base.map(|spot| was.lines(spot)), head.map(|spot| is.lines(spot)));
    let (was, is) = match (was, is) {
        (Some(was), Some(is)) => {
            let (was, is) = compared(&was, &is);
            (Some(was), Some(is))
        }
        (was, is) => (was.map(|lines| marked(&lines, false)), is.map(|lines| marked(&lines, false))),
    };
    let cut = |lines: Option<Vec<_>>| lines.filter(|lines| !lines.is_empty()).map(|lines| cut(&lines));
    (cut(was), cut(is))
}

/// The lines of both sides, those marked that the other one lacks.
fn compared(was: &[Cow<'_, str>], is: &[Cow<'_, str>]) -> (Vec<Line>, Vec<Line>) {
    let (mut old, mut new) = (marked(was, true), marked(is, true));
    for same in capture_diff_slices(Algorithm::Myers, was, is).iter().filter(|part| part.tag() == DiffTag::Equal) {
        old[same.old_range()].iter_mut().chain(&mut new[same.new_range()]).for_each(|line| line.differs = false);
    }
    (old, new)
}

fn marked(lines: &[Cow<'_, str>], differs: bool) -> Vec<Line> {
    lines.iter().map(|line| Line { text: visible(line).into_owned(), differs }).collect()
}

/// The first lines, or the first and those around the first that differs, where that one stands further down.
fn cut(lines: &[Line]) -> Vec<Line> {
    match lines.iter().position(|line| line.differs) {
        Some(line) if line >= LINES => {
            let gap = Line { text: "…".to_owned(), differs: false };
            let around = lines[line - BEFORE..].iter().cloned();
            [lines[0].clone(), gap].into_iter().chain(around).take(LINES).collect()
        }
        _ => lines.iter().take(LINES).cloned().collect(),
    }
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::{Line, compared, cut};

    fn lines(numbers: impl Iterator<Item = usize>) -> Vec<Cow<'static, str>> {
        numbers.map(|number| number.to_string().into()).collect()
    }

    /// The lines of an excerpt, with a star before each that differs.
    fn shown(lines: &[Line]) -> String {
        let star = |line: &Line| if line.differs { format!("*{}", line.text) } else { line.text.clone() };
        lines.iter().map(star).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn lines_that_the_other_side_lacks_are_marked() {
        let (was, is) = compared(&lines(0..5), &lines([0, 7, 1, 3, 4].into_iter()));
        assert_eq!((shown(&was), shown(&is)), ("0 1 *2 3 4".to_owned(), "0 *7 1 3 4".to_owned()));
    }

    #[test]
    fn what_differs_further_down_is_shown() {
        let (was, is) = compared(&lines((0..20).chain([30])), &lines(0..21));
        assert_eq!(shown(&cut(&was)), "0 … 17 18 19 *30");
        assert_eq!(shown(&cut(&is)), "0 … 17 18 19 *20");
    }

    #[test]
    fn what_differs_at_once_is_shown_from_the_start() {
        let (was, _) = compared(&lines(0..30), &lines((0..2).chain(3..30)));
        assert_eq!(shown(&cut(&was)), "0 1 *2 3 4 5 6 7 8 9 10 11");
    }
}
