//! Bytes and lines of a text: an index that turns a byte into a line and a column.

use memchr::memchr_iter;

/// A piece of a text, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    /// The bytes from `start` up to `end`; empty at `start` when `end` is before it.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end: end.max(start) }
    }
}

/// A place as an editor names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

/// Bytes between two entries of the character index.
const STEP: usize = 1024;

/// Where the lines and characters of a text start: built in one scan, asked in constant or logarithmic time,
/// also where the whole text is one line.
#[derive(Debug)]
pub struct Lines<'text> {
    text: &'text str,
    /// The first byte of each line.
    starts: Vec<usize>,
    /// How many characters start before every `STEP`-th byte.
    characters: Vec<usize>,
}

impl<'text> Lines<'text> {
    /// Indexes a text.
    pub fn new(text: &'text str) -> Self {
        let after_breaks = memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
        let blocks = text.as_bytes().chunks(STEP).scan(0, |before, block| {
            *before += characters(block);
            Some(*before)
        });
        let characters = std::iter::once(0).chain(blocks).collect();
        Self { text, starts: std::iter::once(0).chain(after_breaks).collect(), characters }
    }

    /// The text that was indexed.
    pub fn text(&self) -> &'text str {
        self.text
    }

    /// The line and column of a byte; past the end counts as the end, inside a character as its start.
    pub fn place(&self, offset: usize) -> LineColumn {
        let last = offset.min(self.text.len());
        let offset = (0..=last).rev().find(|at| self.text.is_char_boundary(*at)).unwrap_or(0);
        let line = self.starts.partition_point(|start| *start <= offset);
        let column = self.character(offset) - self.character(self.starts[line - 1]) + 1;
        LineColumn { line, column }
    }

    /// The text of a line, counted from 1, without its line break; the place of its first byte with it.
    pub fn line(&self, line: usize) -> Option<(usize, &'text str)> {
        let start = *self.starts.get(line.checked_sub(1)?)?;
        let end = self.starts.get(line).copied().unwrap_or(self.text.len());
        Some((start, self.text[start..end].trim_end_matches(['\n', '\r'])))
    }

    /// The text of a line from a place on, without its line break.
    pub fn rest(&self, LineColumn { line, column }: LineColumn) -> Option<&'text str> {
        let (start, text) = self.line(line)?;
        let wanted = self.character(start) + column.checked_sub(1)?;
        let block = self.characters.partition_point(|before| *before <= wanted).checked_sub(1)?;
        let near = (start.max(block * STEP)..=self.text.len()).find(|at| self.text.is_char_boundary(*at))?;
        let rest = self.text.get(near..start + text.len())?;
        let (at, _) = rest.char_indices().nth(wanted.checked_sub(self.character(near))?)?;
        rest.get(at..)
    }

    /// How many characters stand before a byte, which starts one.
    fn character(&self, offset: usize) -> usize {
        let block = offset / STEP;
        self.characters[block] + characters(&self.text.as_bytes()[block * STEP..offset])
    }
}

/// How many characters start in these bytes of a text.
fn characters(bytes: &[u8]) -> usize {
    if bytes.is_ascii() {
        return bytes.len();
    }
    let is_start = |byte: &&u8| **byte & 0b1100_0000 != 0b1000_0000;
    bytes.iter().filter(is_start).count()
}

#[cfg(test)]
mod tests {
    use super::{LineColumn, Lines};

    #[test]
    fn places_bytes() {
        let text = format!("a\r\nüb\n{}x", "é".repeat(5000));
        let lines = Lines::new(&text);
        for (offset, line, column) in
            [(0, 1, 1), (3, 2, 1), (5, 2, 2), (7, 3, 1), (10_007, 3, 5001), (usize::MAX, 3, 5002)]
        {
            assert_eq!(lines.place(offset), LineColumn { line, column }, "{offset}");
        }
        assert_eq!(lines.line(2), Some((3, "üb")));
        assert_eq!(lines.line(4), None);
    }

    #[test]
    fn finds_what_stands_at_a_place() {
        let text = format!("a\nüb\n{}x", "é".repeat(5000));
        let lines = Lines::new(&text);
        for offset in (0..text.len()).filter(|at| text.is_char_boundary(*at)) {
            let rest = text[offset..].split('\n').next();
            assert_eq!(lines.rest(lines.place(offset)), rest.filter(|rest| !rest.is_empty()), "{offset}");
        }
        for (line, column) in [(0, 1), (1, 0), (1, 3), (2, 9), (3, 9_999), (4, 1)] {
            assert_eq!(lines.rest(LineColumn { line, column }), None, "{line}:{column}");
        }
    }

    #[test]
    fn empty_text_has_one_line() {
        let lines = Lines::new("");
        assert_eq!(lines.place(0), LineColumn { line: 1, column: 1 });
        assert_eq!(lines.line(1), Some((0, "")));
    }
}
