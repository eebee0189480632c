//! Diagnostics as text for people: `error[E002]: …`, file:line:col, the lines, what to write instead.
//!
//! Only here are places looked up in the texts: one scan per file, for all diagnostics together.

use std::collections::BTreeMap;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin as Header, Padding, Renderer, Snippet};

use super::excerpt::{Excerpt, Mark, Rank, excerpts};
use super::visible::visible;
use super::{Diagnostic, Diagnostics, Label, Part, Place, Severity};
use crate::load::Locations;
use crate::source::{FileId, Lines, Origin, Pointer, Sources, Span};

/// How many diagnostics are written out, errors before all others; the rest is counted. Nobody reads on, and a hostile
/// text has millions.
const MAX_SHOWN: usize = 1000;

/// What is said of a place that stands for others.
const ONCE: &str = "reported once, where it stands first";

/// Lines are cut before the renderer sees them, so that it has to cut none.
const WIDTH: usize = 4096;

/// Whether the text goes to a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Text only.
    Plain,
    /// With ANSI escape codes for colors.
    Colored,
}

/// Writes diagnostics out, sorted by file and place, separated by empty lines.
pub fn render(diagnostics: &Diagnostics, sources: &Sources, style: Style) -> String {
    let places = Places::find(diagnostics, sources);
    let mut sorted: Vec<(&Diagnostic, &[Origin])> = diagnostics.with_places().collect();
    let place = |(it, _): &(&Diagnostic, &[Origin])| (places.first(it), it.code, it.message.clone());
    let left_out = sorted.len().saturating_sub(MAX_SHOWN);
    if left_out > 0 {
        sorted.sort_by_cached_key(|found| (found.0.severity(), place(found)));
        sorted.truncate(MAX_SHOWN);
    }
    sorted.sort_by_cached_key(place);
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Colored => Renderer::styled(),
    };
    let renderer = renderer.term_width(WIDTH);
    let mut shown: Vec<String> = sorted.iter().map(|(it, further)| places.render(it, further, &renderer)).collect();
    if left_out > 0 {
        shown.push(format!("… and {left_out} more"));
    }
    shown.iter().map(|text| format!("{text}\n")).collect::<Vec<_>>().join("\n")
}

/// The texts that diagnostics point into, and where in them.
struct Places<'sources> {
    files: BTreeMap<FileId, File<'sources>>,
}

struct File<'sources> {
    name: &'sources str,
    lines: Lines<'sources>,
    locations: Locations,
    showing: Showing,
}

/// What is shown of a file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Showing {
    Lines,
    /// Where something stands, without the lines: a document can name any file, and whoever reads of it may not be who
    /// may read it.
    Places,
}

impl Showing {
    fn of(file: FileId, diagnostics: &Diagnostics, sources: &Sources) -> Self {
        let is_outside = sources.name(file).starts_with("../");
        if is_outside || diagnostics.withheld.contains(&file) { Self::Places } else { Self::Lines }
    }
}

impl<'sources> Places<'sources> {
    fn find(diagnostics: &Diagnostics, sources: &'sources Sources) -> Self {
        let mut wanted: BTreeMap<FileId, Vec<&Pointer>> = BTreeMap::new();
        for label in diagnostics.iter().flat_map(|diagnostic| &diagnostic.labels) {
            let pointers = wanted.entry(label.place.file()).or_default();
            match &label.place {
                Place::Node { origin, .. } => pointers.push(&origin.pointer),
                Place::Bytes { .. } => {}
            }
        }
        let files = wanted.into_iter().map(|(file, pointers)| {
            let text = sources.text(file);
            let locations = Locations::scan(text, pointers);
            let showing = Showing::of(file, diagnostics, sources);
            (file, File { name: sources.name(file), lines: Lines::new(text), locations, showing })
        });
        Self { files: files.collect() }
    }

    /// The place of the first label; by it diagnostics are sorted. What has none comes first.
    fn first(&self, diagnostic: &Diagnostic) -> Option<(FileId, Span)> {
        diagnostic.labels.first().map(|label| (label.place.file(), self.span(&label.place)))
    }

    fn span(&self, place: &Place) -> Span {
        match place {
            Place::Bytes { span, .. } => *span,
            Place::Node { origin, part } => {
                let file = self.files.get(&origin.file);
                let location = file.and_then(|file| file.locations.nearest(&origin.pointer));
                location.map_or(Span::new(0, 0), |location| match part {
                    Part::Key => location.key.unwrap_or(location.value),
                    Part::Value => location.value,
                })
            }
        }
    }

    fn render(&self, diagnostic: &Diagnostic, further: &[Origin], renderer: &Renderer) -> String {
        let excerpts = self.excerpts(diagnostic, further);
        let title = level(diagnostic).primary_title(visible(&diagnostic.message));
        let head = Group::with_title(title.id(diagnostic.code.as_str()));
        let help = diagnostic.help.as_ref().map(|help| Level::HELP.message(visible(help)));
        let is_plain =
            |file: &File<'_>, excerpt: &Excerpt| file.showing == Showing::Lines && excerpt.has_true_columns();
        if excerpts.iter().all(|(file, excerpt)| is_plain(file, excerpt)) {
            let snippets = excerpts.iter().map(|(file, excerpt)| snippet(excerpt).path(visible(file.name)));
            return renderer.render(&[head.elements(snippets).elements(help)]);
        }
        let more = || Group::with_level(level(diagnostic));
        let heads = std::iter::once(head).chain(std::iter::repeat_with(more));
        let is_last_shown = excerpts.last().is_some_and(|(file, _)| file.showing == Showing::Lines);
        let help = help.map(|help| if is_last_shown { more().element(Padding) } else { more() }.element(help));
        let groups = heads.zip(&excerpts).flat_map(|(head, (file, excerpt))| {
            let lines = (file.showing == Showing::Lines).then(|| more().element(snippet(excerpt)));
            std::iter::once(head.element(header(file.name, excerpt))).chain(lines)
        });
        renderer.render(&groups.chain(help).collect::<Vec<_>>())
    }

    /// The excerpts with all labels of a diagnostic; that with the first label first, which says where it stands for
    /// further places.
    fn excerpts(&self, diagnostic: &Diagnostic, further: &[Origin]) -> Vec<(&File<'sources>, Excerpt)> {
        let mut marks: BTreeMap<FileId, Vec<Mark>> = BTreeMap::new();
        for (at, label) in diagnostic.labels.iter().enumerate() {
            let rank = if at == 0 { Rank::Primary } else { Rank::Context };
            let mut mark = self.mark(label, rank);
            if at == 0 && further.iter().any(|place| Some(place) != label.place.origin()) {
                ONCE.clone_into(&mut mark.label);
            }
            marks.entry(label.place.file()).or_default().push(mark);
        }
        let in_file = |(file, marks)| {
            let file = self.files.get(&file)?;
            Some(excerpts(&file.lines, marks).into_iter().map(move |excerpt| (file, excerpt)))
        };
        let mut all: Vec<(&File<'sources>, Excerpt)> = marks.into_iter().filter_map(in_file).flatten().collect();
        all.sort_by_key(|(_, excerpt)| excerpt.rank());
        all
    }

    fn mark(&self, label: &Label, rank: Rank) -> Mark {
        Mark { span: self.span(&label.place), label: visible(&label.text).into_owned(), rank }
    }
}

fn level(diagnostic: &Diagnostic) -> Level<'static> {
    match diagnostic.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}

/// The place of an excerpt whose lines were cut or escaped: the renderer would count its column in what is left, so
/// that header and lines have to be groups of their own.
fn header<'name>(name: &'name str, excerpt: &Excerpt) -> Header<'name> {
    Header::path(visible(name)).line(excerpt.place.line).char_column(excerpt.place.column)
}

/// The lines of an excerpt, for the renderer to lay out.
fn snippet(excerpt: &Excerpt) -> Snippet<'_, Annotation<'_>> {
    let annotations = excerpt.marks.iter().map(|(range, mark)| {
        let kind = match mark.rank {
            Rank::Primary => AnnotationKind::Primary,
            Rank::Context => AnnotationKind::Context,
        };
        kind.span(range.clone()).label(Some(mark.label.as_str()).filter(|label| !label.is_empty()))
    });
    Snippet::source(&excerpt.source).line_start(excerpt.first_line).annotations(annotations)
}
