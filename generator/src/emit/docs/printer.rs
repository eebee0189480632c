//! Descriptions parsed as Markdown, by the parser that rustdoc has, and printed anew.
//!
//! What comes out is made here, mark by mark: code blocks are fenced and marked as text, so that none is a doctest;
//! HTML is Markdown where it marks text up, else text; links lead to the web addresses that the description names,
//! never to an item. Text is escaped.

mod definitions;
mod html;
mod link;
mod tag;

use std::collections::BTreeSet;

use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use self::html::Html;
use self::link::{Leads, Link, leads};
use super::escape::{escaped, is_plain, line_start, linked};
use super::{code, hides, longest_run, visible};

/// Markdown of a document as Markdown of ours.
pub(in crate::emit) fn safe(text: &str) -> String {
    safe_below(text, 0)
}

/// The same below a heading of this level, which those of the text do not reach.
pub(in crate::emit) fn safe_below(text: &str, level: usize) -> String {
    print(text, Layout::Page { below: level })
}

/// The same in one line, for cells, items of lists and sentences.
pub(in crate::emit) fn safe_line(text: &str) -> String {
    print(text, Layout::Line)
}

fn print(text: &str, layout: Layout) -> String {
    if is_plain(text) { text.to_owned() } else { Printer::new(layout).print(text) }
}

/// A title or a name, which is no Markdown, in a line.
pub(in crate::emit) fn literal(text: &str) -> String {
    line_start(&linked(&visible(&text.split_whitespace().collect::<Vec<_>>().join(" "))))
}

/// Put between a bracket and its colon: no reference definition is left, which Markdown would hide, but of links.
/// A description has none of its own, as it [`hides`].
const JOINER: char = '\u{2060}';

/// The end of a line that stays one.
const HARD_BREAK: &str = "\\\n";

/// How deep quotes and lists go; the text of deeper ones stands in the last.
const DEPTH: usize = 6;

/// The highest number of a list item (CommonMark 0.31 section 5.2).
const LAST_ITEM: u64 = 999_999_999;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    Page { below: usize },
    Line,
}

/// What stands between a block and the one before.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    Newline,
    EmptyLine,
}

/// A quote or an item of a list. An item that stays empty leaves no trace.
struct Container {
    /// What its first line begins with; none once that is written.
    marker: Option<String>,
    /// What its further lines begin with.
    indent: String,
}

pub(super) struct Printer {
    layout: Layout,
    out: String,
    gap: Gap,
    containers: Vec<Container>,
    /// The number of the next item of each list that is open; none in lists with bullets.
    lists: Vec<Option<u64>>,
    /// The paragraph, heading or cell under way.
    inline: String,
    /// Text of it that is not escaped yet: the parser gives it in pieces.
    text: String,
    /// Where the text of each open link begins in `inline`, and where it leads; links within links lead nowhere.
    links: Vec<Link>,
    row: Vec<String>,
    code_block: Option<String>,
    html: Html,
}

impl Printer {
    pub(super) fn new(layout: Layout) -> Self {
        Self {
            layout,
            out: String::new(),
            gap: Gap::Newline,
            containers: Vec::new(),
            lists: Vec::new(),
            inline: String::new(),
            text: String::new(),
            links: Vec::new(),
            row: Vec::new(),
            code_block: None,
            html: Html::default(),
        }
    }

    pub(super) fn print(mut self, text: &str) -> String {
        let source = source(text, &definitions::used(text));
        for event in parser(&source) {
            self.event(event);
        }
        self.end_html();
        self.paragraph();
        self.out
    }

    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => {
                self.enter(&tag);
                self.start(tag);
            }
            Event::End(tag) => {
                self.leave(tag);
                self.end(tag);
            }
            Event::Html(text) | Event::InlineHtml(text) => self.html(&said(&text)),
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => {
                self.say(&said(&text));
            }
            Event::Code(text) => self.code(&said(&text)),
            Event::SoftBreak => self.soft_break(),
            Event::HardBreak => self.mark(HARD_BREAK),
            Event::Rule => self.rule(),
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Emphasis => self.mark("*"),
            Tag::Strong => self.mark("**"),
            Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. } => self.link(Leads::Nowhere),
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => self.link(leads(said(&dest_url))),
            Tag::Strikethrough | Tag::Superscript | Tag::Subscript | Tag::TableCell => {}
            tag => {
                self.paragraph();
                self.start_block(&tag);
            }
        }
    }

    fn start_block(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::List(first) => {
                // A list that begins with a number interrupts no paragraph (CommonMark 0.31 section 5.3).
                if self.lists.is_empty() || first.is_some() {
                    self.gap = Gap::EmptyLine;
                }
                self.lists.push(*first);
            }
            Tag::Item => {
                let marker = self.item_marker();
                let indent = " ".repeat(marker.len());
                self.contain(marker, indent);
            }
            Tag::BlockQuote(_) => {
                self.gap = Gap::EmptyLine;
                self.contain("> ".to_owned(), "> ".to_owned());
            }
            Tag::CodeBlock(_) => self.code_block = Some(String::new()),
            Tag::TableRow => {}
            _ => self.gap = Gap::EmptyLine,
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis => self.mark("*"),
            TagEnd::Strong => self.mark("**"),
            TagEnd::Link | TagEnd::Image => self.end_link(),
            TagEnd::Heading(level) => {
                let heading = self.take_line();
                match self.layout {
                    Layout::Page { below } => {
                        let marks = "#".repeat((level as usize + below).min(6));
                        self.block(&[&format!("{marks} {heading}")]);
                    }
                    Layout::Line => self.block(&[&line_start(&heading)]),
                }
            }
            TagEnd::CodeBlock => self.end_code_block(),
            TagEnd::TableCell => {
                let cell = self.take_line();
                self.row.push(cell.replace('|', "\\|"));
            }
            TagEnd::TableHead => self.end_row(Row::Head),
            TagEnd::TableRow => self.end_row(Row::Body),
            TagEnd::Table => self.gap = Gap::EmptyLine,
            TagEnd::List(_) => {
                self.lists.pop();
            }
            TagEnd::Item | TagEnd::BlockQuote(_) => {
                self.paragraph();
                self.containers.pop();
            }
            TagEnd::Paragraph | TagEnd::HtmlBlock => self.paragraph(),
            _ => {}
        }
    }

    fn item_marker(&mut self) -> String {
        match self.lists.last_mut() {
            Some(Some(number)) => {
                let marker = format!("{number}. ");
                *number = (*number + 1).min(LAST_ITEM);
                marker
            }
            Some(None) | None => "- ".to_owned(),
        }
    }

    fn contain(&mut self, marker: String, indent: String) {
        let is_shown = self.containers.len() < DEPTH && self.layout != Layout::Line;
        let (marker, indent) = if is_shown { (Some(marker), indent) } else { (None, String::new()) };
        self.containers.push(Container { marker, indent });
    }

    /// Puts a mark of ours after the text that came before it.
    fn mark(&mut self, mark: &str) {
        self.settle();
        self.inline.push_str(mark);
    }

    /// Escapes the text that has come. In the text of a link an address is no link of its own.
    fn settle(&mut self) {
        let text = std::mem::take(&mut self.text);
        let is_linked = self.links.first().is_some_and(|link| matches!(link.leads, Leads::Web(_)));
        self.inline.push_str(&if is_linked { escaped(&text) } else { linked(&text) });
    }

    /// Writes the paragraph under way.
    fn paragraph(&mut self) {
        let inline = match self.layout {
            Layout::Page { .. } => self.take_inline(),
            Layout::Line => self.take_line(),
        };
        let lines: Vec<String> =
            inline.lines().map(str::trim).filter(|line| !line.is_empty()).map(line_start).collect();
        self.block(&lines.iter().map(String::as_str).collect::<Vec<_>>());
    }

    fn take_inline(&mut self) -> String {
        self.end_inline();
        self.settle();
        self.links.iter_mut().for_each(|link| link.start = 0);
        // A break at the end of a paragraph breaks nothing, and would be a sign of its own.
        while let Some(text) = self.inline.trim_end_matches(' ').strip_suffix(HARD_BREAK) {
            self.inline.truncate(text.len());
        }
        std::mem::take(&mut self.inline)
    }

    /// What is under way, as a line.
    fn take_line(&mut self) -> String {
        let inline = self.take_inline().replace(HARD_BREAK, "\n");
        inline.lines().map(str::trim).collect::<Vec<_>>().join(" ").trim().to_owned()
    }

    fn rule(&mut self) {
        self.paragraph();
        self.gap = Gap::EmptyLine;
        match self.layout {
            Layout::Page { .. } => self.block(&["***"]),
            Layout::Line => {}
        }
    }

    fn end_code_block(&mut self) {
        let code_block = self.code_block.take().unwrap_or_default().replace('\t', "    ");
        let content = code_block.trim_end();
        if content.trim().is_empty() {
            return;
        }
        match self.layout {
            Layout::Page { .. } => {
                let fence = "`".repeat((longest_run(content) + 1).max(3));
                let open = format!("{fence}text");
                let lines = std::iter::once(open.as_str()).chain(content.lines()).chain([fence.as_str()]);
                self.gap = Gap::EmptyLine;
                self.block(&lines.collect::<Vec<_>>());
            }
            Layout::Line => self.block(&[&code(&content.split_whitespace().collect::<Vec<_>>().join(" "))]),
        }
    }

    fn end_row(&mut self, row: Row) {
        let cells = std::mem::take(&mut self.row);
        match (self.layout, row) {
            (Layout::Line, _) => self.block(&[&line_start(&cells.join(" "))]),
            (Layout::Page { .. }, Row::Body) => self.block(&[&format!("| {} |", cells.join(" | "))]),
            (Layout::Page { .. }, Row::Head) => {
                let rule = vec!["---"; cells.len()].join(" | ");
                self.block(&[&format!("| {} |", cells.join(" | ")), &format!("| {rule} |")]);
            }
        }
    }

    /// Writes the lines of a block, each behind what its containers want.
    fn block(&mut self, lines: &[&str]) {
        for (at, line) in lines.iter().enumerate() {
            match self.layout {
                Layout::Line if self.out.is_empty() => {}
                Layout::Line => self.out.push(' '),
                Layout::Page { .. } => {
                    let gap = if at == 0 { self.gap } else { Gap::Newline };
                    self.begin_line(gap);
                }
            }
            self.out.push_str(line);
            self.gap = Gap::Newline;
        }
    }

    fn begin_line(&mut self, gap: Gap) {
        if !self.out.is_empty() {
            if gap == Gap::EmptyLine {
                self.out.push('\n');
                let open = self.containers.iter().take_while(|container| container.marker.is_none());
                let indent: String = open.map(|container| container.indent.as_str()).collect();
                self.out.push_str(indent.trim_end());
            }
            self.out.push('\n');
        }
        for container in &mut self.containers {
            match container.marker.take() {
                Some(marker) => self.out.push_str(&marker),
                None => self.out.push_str(&container.indent),
            }
        }
    }
}

enum Row {
    Head,
    Body,
}

fn parser(source: &str) -> Parser<'_> {
    Parser::new_ext(source, Options::ENABLE_TABLES)
}

/// A description as the parser gets it: characters that hide are shown, and nothing is a reference definition but those
/// of these labels.
fn source(text: &str, labels: &BTreeSet<String>) -> String {
    let mut source = String::with_capacity(text.len());
    for line in text.replace("\r\n", "\n").split_inclusive('\n') {
        let mut is_definition = definitions::label_of(line).is_some_and(|label| labels.contains(&label));
        for c in line.chars() {
            match c {
                '\n' | '\t' => source.push(c),
                ':' if source.ends_with(']') && !std::mem::take(&mut is_definition) => source.extend([JOINER, ':']),
                _ if hides(c) => source.extend(c.escape_unicode()),
                _ => source.push(c),
            }
        }
    }
    source
}

/// What the parser gives, as the description had it; references to characters that hide are shown as these are.
fn said(text: &CowStr<'_>) -> String {
    let mut said = String::with_capacity(text.len());
    for c in text.chars().filter(|c| *c != JOINER) {
        if hides(c) && !matches!(c, '\n' | '\t') { said.extend(c.escape_unicode()) } else { said.push(c) }
    }
    said
}
