//! What stands at the places of changes.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use generator::diagnostic::visible;
use generator::diff::Spot;
use generator::source::{LineColumn, Lines};
use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::snapshot::Snapshot;

/// How many lines of a place are shown.
const LINES: usize = 12;

/// How many lines are shown before what differs, where that stands further down.
const BEFORE: usize = 3;

/// How far a place is looked through for what differs.
const LINES_COMPARED: usize = 1_000;

/// How much of a line is shown.
const COLUMNS: usize = 160;

/// How far a line is looked through for what differs.
const COLUMNS_COMPARED: usize = 10_000;

/// How much of a long line is shown before what differs in it.
const COLUMNS_BEFORE: usize = 40;

/// The files of a side by their names, each with an index of its lines.
pub(super) struct Excerpts<'s>(BTreeMap<&'s str, Lines<'s>>);

/// The lines of a place, without the indentation of the first.
struct Place<'s> {
    lines: Vec<Cow<'s, str>>,
    /// The line of the keyword that is another, counted from the first; that one where there is none.
    keyword: usize,
    /// Whether the keyword is beside the place, and the lines are those around it.
    is_beside: bool,
    /// Whether the place has more lines.
    is_cut: bool,
}

impl<'s> Excerpts<'s> {
    /// Indexes all files of a side.
    pub(super) fn of(side: &'s Snapshot) -> Self {
        let sources = &side.sources;
        let documents = sources.files().map(|file| (sources.name(file), sources.text(file)));
        let others = side.files.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        Self(documents.chain(others).map(|(name, text)| (name, Lines::new(text))).collect())
    }

    fn place(&self, spot: &Spot) -> Option<Place<'s>> {
        let lines = self.0.get(spot.file.as_str())?;
        let LineColumn { line, column } = spot.whole;
        let is_long = |line: &str| line.chars().nth(COLUMNS).is_some();
        if line == spot.line && lines.line(line).is_some_and(|(_, line)| is_long(line)) {
            // As in a document in one line: what stands from the place on.
            let from = lines.rest(LineColumn { line, column: column.max(spot.column) })?;
            let line = from.chars().take(COLUMNS_COMPARED).collect::<String>().into();
            return Some(Place { lines: vec![line], keyword: 0, is_beside: false, is_cut: false });
        }
        let place = Place::at(lines, line)?;
        match spot.line.checked_sub(line) {
            Some(keyword @ 1..) if keyword < place.lines.len() && is_path(spot) => Some(place.only(keyword)),
            Some(keyword) if keyword < place.lines.len() => Some(Place { keyword, ..place }),
            Some(_) if place.is_cut => Some(place),
            _ => Place::around(lines, spot.line).or(Some(place)),
        }
    }
}

impl<'s> Place<'s> {
    /// A line, and those that belong to it by their indentation.
    fn at(lines: &Lines<'s>, line: usize) -> Option<Self> {
        let (_, first) = lines.line(line)?;
        let following = (line + 1..).map_while(|line| Some(lines.line(line)?.1));
        let inside = following.take_while(|line| line.trim().is_empty() || indent(line) > indent(first));
        let bare = |line: &'s str| line.get(indent(first)..).unwrap_or_default().into();
        let mut lines: Vec<Cow<'s, str>> =
            [first].into_iter().chain(inside).take(LINES_COMPARED + 1).map(bare).collect();
        let is_cut = lines.len() > LINES_COMPARED;
        lines.truncate(LINES_COMPARED);
        Some(Self { lines, keyword: 0, is_beside: false, is_cut })
    }

    /// What a line stands in.
    fn around(lines: &Lines<'s>, keyword: usize) -> Option<Self> {
        let (_, shown) = lines.line(keyword)?;
        let is_around = |text: &str| !text.trim().is_empty() && indent(text) < indent(shown);
        let start = (1..keyword).rev().find(|&line| lines.line(line).is_some_and(|(_, text)| is_around(text)))?;
        let place = Self::at(lines, start)?;
        let keyword = Some(keyword - start).filter(|keyword| *keyword < place.lines.len())?;
        Some(Self { keyword, is_beside: true, ..place })
    }

    /// The first line, and one part with what belongs to it by its indentation: nothing is told of the others.
    fn only(self, part: usize) -> Self {
        let depth = indent(&self.lines[part]);
        let behind = self.lines.iter().enumerate().skip(part + 1);
        let mut others = behind.filter(|(_, line)| !line.trim().is_empty() && indent(line) <= depth);
        let end = others.next().map_or(self.lines.len(), |(index, _)| index);
        let is_cut = self.is_cut && end == self.lines.len();
        let lines = self.lines.into_iter().enumerate().filter(|(index, _)| *index == 0 || (part..end).contains(index));
        Self { lines: lines.map(|(_, line)| line).collect(), keyword: 1, is_beside: false, is_cut }
    }

    /// What is shown of it by itself: the start, or what is around a keyword beside it.
    fn alone(&self) -> Vec<Line> {
        let focus = if self.is_beside { self.keyword..self.keyword + 1 } else { 0..0 };
        let marks = [Mark { focus: focus.clone(), others: &[] }];
        self.shown(&marks, &focus, Start::of(&[&focus]))
    }

    /// The first line and those around what differs, or all from the first on.
    fn shown(&self, marks: &[Mark<'_>], focus: &Range<usize>, start: Start) -> Vec<Line> {
        let from = match start {
            Start::First => 0,
            Start::Focus => focus.start.saturating_sub(BEFORE),
        };
        let gap = || Line { text: "…".to_owned(), differs: false };
        let line = |index: usize| {
            let mark = marks.iter().find(|mark| mark.focus.contains(&index));
            let other = mark.and_then(|mark| mark.others.get(index - mark.focus.start));
            let text = brief(&self.lines[index], other.map(AsRef::as_ref));
            Line { text: visible(&text).into_owned(), differs: mark.is_some() }
        };
        // A gap takes as much room as a line.
        let before = if from > 2 { vec![line(0), gap()] } else { (0..from).map(line).collect() };
        let to = self.lines.len().min(from + LINES - before.len());
        let after = (to < self.lines.len() || self.is_cut).then(gap);
        before.into_iter().chain((from..to).map(line)).chain(after).collect()
    }
}

/// Whether all of a path is named, in which methods stand.
fn is_path(spot: &Spot) -> bool {
    spot.pointer.strip_prefix("/paths/").is_some_and(|path| !path.contains('/'))
}

/// Lines that the other side lacks.
struct Mark<'l> {
    focus: Range<usize>,
    /// Those that it has instead.
    others: &'l [Cow<'l, str>],
}

/// From where lines are shown.
#[derive(Clone, Copy)]
enum Start {
    First,
    Focus,
}

impl Start {
    /// From the first, where what differs is shown then.
    fn of(focuses: &[&Range<usize>]) -> Self {
        if focuses.iter().all(|focus| focus.end <= LINES) { Self::First } else { Self::Focus }
    }
}

/// A line of a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    pub(super) text: String,
    /// Whether the other side lacks it.
    pub(super) differs: bool,
}

/// What stood at a place and what stands there now, cut to the lines around what the change is about.
pub(super) fn excerpts(
    (was, base): (&Excerpts<'_>, Option<&Spot>),
    (is, head): (&Excerpts<'_>, Option<&Spot>),
) -> (Option<Vec<Line>>, Option<Vec<Line>>) {
    match (base.and_then(|spot| was.place(spot)), head.and_then(|spot| is.place(spot))) {
        (Some(was), Some(is)) if !was.is_beside && !is.is_beside => {
            let (was, is) = compared(&was, &is);
            (Some(was), Some(is))
        }
        (was, is) => (was.map(|place| place.alone()), is.map(|place| place.alone())),
    }
}

/// The lines of both sides around the same difference, those marked that the other one lacks.
fn compared(was: &Place<'_>, is: &Place<'_>) -> (Vec<Line>, Vec<Line>) {
    let parts = differing(was, is);
    let holds = |(old, new): &&Part| old.contains(&was.keyword) || new.contains(&is.keyword);
    let follows = |(old, new): &&Part| old.end > was.keyword || new.end > is.keyword;
    let focus = parts.iter().find(holds).or_else(|| parts.iter().find(follows)).or(parts.first());
    let (old, new) = focus.cloned().unwrap_or_default();
    let start = Start::of(&[&old, &new]);
    let mark = |(old, new): &Part| {
        let gone = Mark { focus: old.clone(), others: is.lines.get(new.clone()).unwrap_or_default() };
        (gone, Mark { focus: new.clone(), others: was.lines.get(old.clone()).unwrap_or_default() })
    };
    let (gone, come): (Vec<Mark<'_>>, Vec<Mark<'_>>) = parts.iter().map(mark).unzip();
    (was.shown(&gone, &old, start), is.shown(&come, &new, start))
}

/// Lines of both sides that stand at the same point.
type Part = (Range<usize>, Range<usize>);

/// What differs between two places.
fn differing<'p>(was: &'p Place<'_>, is: &'p Place<'_>) -> Vec<Part> {
    let all = |place: &'p Place<'_>| -> Vec<&'p str> { place.lines.iter().map(|line| said(line)).collect() };
    let (old, new) = (all(was), all(is));
    let parts = capture_diff_slices(Algorithm::Myers, &old, &new);
    let differing = parts.iter().filter(|part| part.tag() != DiffTag::Equal);
    let mut differing: Vec<Part> = differing.map(|part| (part.old_range(), part.new_range())).collect();
    let is_last = |(before, now): &Part| before.end == old.len() && now.end == new.len();
    if (was.is_cut || is.is_cut) && differing.len() > 1 && differing.last().is_some_and(is_last) {
        // What was not looked at may have the same lines.
        differing.pop();
    }
    differing
}

/// What a line says: in JSON one gets a comma by what follows it.
fn said(line: &str) -> &str {
    let line = line.trim_end();
    line.strip_suffix(',').unwrap_or(line)
}

/// A long line without what is far from where it begins to differ from another one.
fn brief<'l>(line: &'l str, other: Option<&str>) -> Cow<'l, str> {
    if line.chars().nth(COLUMNS).is_none() {
        return line.into();
    }
    let alike = |other: &str| line.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
    let from = other.map_or(0, alike).saturating_sub(COLUMNS_BEFORE);
    let spaces = indent(line);
    let from = if from > spaces + COLUMNS_BEFORE { from } else { 0 };
    let before = if from > 0 { format!("{}…", " ".repeat(spaces)) } else { String::new() };
    let shown: String = line.chars().skip(from).take(COLUMNS).collect();
    let after = if line.chars().nth(from + COLUMNS).is_some() { "…" } else { "" };
    format!("{before}{shown}{after}").into()
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::{LINES_COMPARED, Line, Place, brief, compared};

    fn place(keyword: usize, numbers: impl Iterator<Item = usize>) -> Place<'static> {
        let mut lines: Vec<Cow<'_, str>> = numbers.map(|number| number.to_string().into()).collect();
        let is_cut = lines.len() > LINES_COMPARED;
        lines.truncate(LINES_COMPARED);
        Place { lines, keyword, is_beside: false, is_cut }
    }

    /// The lines of an excerpt, with a star before each that differs.
    fn shown(lines: &[Line]) -> String {
        let star = |line: &Line| if line.differs { format!("*{}", line.text) } else { line.text.clone() };
        lines.iter().map(star).collect::<Vec<_>>().join(" ")
    }

    fn both(was: &Place<'_>, is: &Place<'_>) -> [String; 2] {
        let (was, is) = compared(was, is);
        [shown(&was), shown(&is)]
    }

    #[test]
    fn lines_that_the_other_side_lacks_are_marked() {
        let (was, is) = (place(0, 0..5), place(0, [0, 7, 1, 3, 4].into_iter()));
        assert_eq!(both(&was, &is), ["0 1 *2 3 4", "0 *7 1 3 4"]);
    }

    #[test]
    fn what_differs_further_down_is_shown_on_both_sides() {
        let (was, is) = (place(0, 0..20), place(0, (0..15).chain([30, 31]).chain(15..20)));
        assert_eq!(both(&was, &is), ["0 … 12 13 14 15 16 17 18 19", "0 … 12 13 14 *30 *31 15 16 17 18 19"]);
    }

    #[test]
    fn what_differs_at_once_is_shown_from_the_start() {
        let (was, is) = (place(0, 0..30), place(0, (0..2).chain(3..30)));
        let now = "0 1 3 4 5 6 7 8 9 10 11 12 …";
        assert_eq!(both(&was, &is), ["0 1 *2 3 4 5 6 7 8 9 10 11 …", now]);
    }

    #[test]
    fn of_several_differences_that_of_the_keyword_is_shown() {
        let (was, is) = (place(0, 0..30), place(21, (0..2).chain([40]).chain(2..20).chain([41]).chain(20..30)));
        let now = "0 … 17 18 19 *41 20 21 22 23 24 25 …";
        assert_eq!(both(&was, &is), ["0 … 17 18 19 20 21 22 23 24 25 26 …", now]);
    }

    #[test]
    fn what_is_beyond_all_that_is_compared_differs_in_nothing() {
        let (was, is) = (place(0, 0..3_000), place(0, [0, 9_999].into_iter().chain(1..3_000)));
        assert_eq!(both(&was, &is), ["0 1 2 3 4 5 6 7 8 9 10 11 …", "0 *9999 1 2 3 4 5 6 7 8 9 10 …"]);
    }

    fn lines(lines: &[&'static str]) -> Place<'static> {
        let lines = lines.iter().map(|&line| line.into()).collect();
        Place { lines, keyword: 0, is_beside: false, is_cut: false }
    }

    #[test]
    fn of_a_path_the_method_that_is_meant_is_shown() {
        let was = lines(&["/a:", "  get:", "    tags: [a]", "  put:", "    tags: [b]", "  post:"]).only(3);
        let is = lines(&["/b:", "  put:", "    tags: [b]"]).only(1);
        assert_eq!(both(&was, &is), ["*/a:   put:     tags: [b]", "*/b:   put:     tags: [b]"]);
    }

    #[test]
    fn a_comma_is_no_difference() {
        assert_eq!(both(&lines(&["[", "1"]), &lines(&["[", "1,", "2"])), ["[ 1", "[ 1, *2"]);
    }

    #[test]
    fn long_lines_are_shown_where_they_differ() {
        let (was, is) = (format!("  {}a", "x".repeat(300)), format!("  {}b", "x".repeat(300)));
        assert_eq!(brief(&was, Some(&is)), format!("  …{}a", "x".repeat(40)));
        assert_eq!(brief(&was, None), format!("  {}…", "x".repeat(158)));
        assert_eq!(brief("a", Some("b")), "a");
    }
}
