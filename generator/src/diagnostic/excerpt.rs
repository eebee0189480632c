//! The lines of a text that a diagnostic shows: few, short, and nothing hidden in them.
//!
//! The renderer lays out whatever it is given, so that what it is given has to be small: lines far from each
//! other become excerpts of their own, and of a long line (a document in one line) only a window is taken.

use std::ops::Range;

use super::visible::visible;
use crate::source::{LineColumn, Lines, Span};

/// Lines between two marks that are still shown in one excerpt.
const MAX_GAP: usize = 4;

/// Bytes of a line that is shown whole.
const MAX_LINE: usize = 120;

/// Bytes of a long line that are shown before the start of a mark.
const WINDOW_BEFORE: usize = 40;

/// Bytes of a long line that are shown from the start of a mark on.
const WINDOW_AFTER: usize = 72;

/// What stands for the part of a line that is not shown.
const CUT: &str = "…";

/// A place to mark in a text.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    pub(super) span: Span,
    pub(super) label: String,
    pub(super) rank: Rank,
}

/// Whether a mark is the place to change or one that explains.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    Primary,
    Context,
}

/// Lines to show, with the marks in them.
#[derive(Clone, Debug)]
pub(super) struct Excerpt {
    /// The lines as shown, joined by line feeds.
    pub(super) source: String,
    /// The number of the first line.
    pub(super) first_line: usize,
    /// Where the most important mark is, for the header.
    pub(super) place: LineColumn,
    /// The marks, at bytes of `source`.
    pub(super) marks: Vec<(Range<usize>, Mark)>,
}

/// The excerpts that show all marks of a text; the one with the primary mark first.
pub(super) fn excerpts(lines: &Lines<'_>, marks: impl IntoIterator<Item = Mark>) -> Vec<Excerpt> {
    let mut marks: Vec<Mark> = marks.into_iter().map(|mark| within_line(lines, mark)).collect();
    marks.sort_by_key(|mark| (mark.span, mark.rank));
    let groups = marks.chunk_by(|one, next| belong_together(lines, one, next));
    let mut excerpts: Vec<Excerpt> = groups.filter_map(|group| excerpt(lines, group)).collect();
    excerpts.sort_by_key(Excerpt::rank);
    excerpts
}

impl Excerpt {
    /// The rank of the most important mark.
    pub(super) fn rank(&self) -> Rank {
        self.marks.iter().map(|(_, mark)| mark.rank).min().unwrap_or(Rank::Context)
    }

    /// Whether the most important mark has its column also in the lines as shown.
    pub(super) fn has_true_columns(&self) -> bool {
        let Some((range, _)) = self.marks.iter().min_by_key(|(_, mark)| mark.rank) else {
            return true;
        };
        let before = &self.source[..range.start];
        let line_start = before.rfind('\n').map_or(0, |line_feed| line_feed + 1);
        before[line_start..].chars().count() + 1 == self.place.column
    }
}

/// A mark cut to the line it starts in, on whole characters.
fn within_line(lines: &Lines<'_>, mark: Mark) -> Mark {
    let start = boundary_before(lines.text(), mark.span.start);
    let (line_start, line) = line_at(lines, start);
    let end = boundary_before(lines.text(), mark.span.end).min(line_start + line.len());
    Mark { span: Span::new(start, end), ..mark }
}

/// Whether two marks, in their order, are shown in one excerpt.
fn belong_together(lines: &Lines<'_>, one: &Mark, next: &Mark) -> bool {
    let (from, to) = (lines.place(one.span.start).line, lines.place(next.span.start).line);
    let is_short = |line: usize| lines.line(line).is_some_and(|(_, text)| text.len() <= MAX_LINE);
    to - from <= MAX_GAP && (from..=to).all(is_short)
}

/// The excerpt around marks that belong together.
fn excerpt(lines: &Lines<'_>, marks: &[Mark]) -> Option<Excerpt> {
    let (first, last) = (marks.first()?, marks.last()?);
    let (start, first_line) = line_at(lines, first.span.start);
    let (last_start, last_line) = line_at(lines, last.span.start);
    let whole = start..last_start + last_line.len();
    let shown =
        if first_line.len() > MAX_LINE { window(lines.text(), &whole, first.span.start) } else { whole.clone() };
    let before = if shown.start > whole.start { CUT } else { "" };
    let after = if shown.end < whole.end { CUT } else { "" };
    let text = lines.text();
    let offset = |at: usize| before.len() + visible(&text[shown.start..at.clamp(shown.start, shown.end)]).len();
    let primary = marks.iter().min_by_key(|mark| mark.rank).unwrap_or(first);
    Some(Excerpt {
        source: format!("{before}{}{after}", visible(&text[shown.clone()])),
        first_line: lines.place(first.span.start).line,
        place: lines.place(primary.span.start),
        marks: marks.iter().map(|mark| (offset(mark.span.start)..offset(mark.span.end), mark.clone())).collect(),
    })
}

/// The line of a byte: where it starts, and its text.
fn line_at<'text>(lines: &Lines<'text>, offset: usize) -> (usize, &'text str) {
    lines.line(lines.place(offset).line).unwrap_or_default()
}

/// The bytes of a long line that are shown around a place in it.
fn window(text: &str, line: &Range<usize>, at: usize) -> Range<usize> {
    let start = boundary_before(text, at.saturating_sub(WINDOW_BEFORE)).max(line.start);
    let end = boundary_before(text, at + WINDOW_AFTER).clamp(at, line.end.max(at));
    start..end
}

/// The last byte up to `offset` where a character starts, or the end.
fn boundary_before(text: &str, offset: usize) -> usize {
    let last = offset.min(text.len());
    (0..=last).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}
