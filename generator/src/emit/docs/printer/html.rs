//! HTML as the Markdown that says the same. CommonMark lets it through as it is; here that would be text, tags and all.
//!
//! Tags need not match, neither one another nor the Markdown around them: what is open when its surroundings end, ends.

use pulldown_cmark::{Tag, TagEnd};

use super::super::code;
use super::super::escape::decoded;
use super::link::leads;
use super::tag::{Element, Piece, pieces};
use super::{Gap, HARD_BREAK, Printer, Row};

/// How many tags can be open; what is in further ones is read as if they were not there.
const DEPTH: usize = 60;

/// What of HTML is open.
#[derive(Default)]
pub(super) struct Html {
    open: Vec<Open>,
    /// How many items and quotes of Markdown are open.
    level: usize,
    code: Option<String>,
    /// Whether a heading or a cell of Markdown is under way, which is a line.
    is_line: bool,
    /// Whether the table that is open has its head.
    has_head: bool,
}

struct Open {
    element: Element,
    /// That of Markdown around it.
    level: usize,
    /// Where its text begins in the paragraph.
    start: usize,
}

impl Html {
    fn has(&self, element: Element) -> bool {
        self.open.iter().any(|open| open.element == element)
    }
}

impl Printer {
    pub(super) fn html(&mut self, html: &str) {
        for piece in pieces(html) {
            match piece {
                Piece::Text(text) => self.say(&decoded(text)),
                Piece::Start(element, address) => {
                    self.settle();
                    self.start_element(element, address);
                }
                Piece::End(element) => {
                    self.settle();
                    self.end_element(element);
                }
            }
        }
    }

    /// Adds text where it belongs now.
    pub(super) fn say(&mut self, text: &str) {
        let code = self.code_block.as_mut().or(self.html.code.as_mut());
        code.unwrap_or(&mut self.text).push_str(text);
    }

    /// The end of a line within a paragraph.
    pub(super) fn soft_break(&mut self) {
        let is_code = self.code_block.is_some() || self.html.code.is_some();
        if is_code { self.say("\n") } else { self.mark("\n") }
    }

    /// Adds code, apart from code before it.
    pub(super) fn code(&mut self, text: &str) {
        if let Some(code) = &mut self.html.code {
            code.push_str(text);
            return;
        }
        self.settle();
        if self.inline.ends_with('`') {
            self.inline.push(' ');
        }
        self.inline.push_str(&code(text));
    }

    /// What of Markdown begins has HTML of its own.
    pub(super) fn enter(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Item | Tag::BlockQuote(_) => self.html.level += 1,
            Tag::Heading { .. } | Tag::TableCell => self.html.is_line = true,
            _ => {}
        }
    }

    /// What of Markdown ends, and all HTML in it.
    pub(super) fn leave(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Item | TagEnd::BlockQuote(_) => {
                while self.html.open.last().is_some_and(|open| open.level >= self.html.level) {
                    self.end_last();
                }
                self.html.level = self.html.level.saturating_sub(1);
            }
            TagEnd::Heading(_) | TagEnd::TableCell => {
                self.end_inline();
                self.html.is_line = false;
            }
            _ => {}
        }
    }

    /// All that stands within a paragraph ends with it.
    pub(super) fn end_inline(&mut self) {
        while self.html.open.last().is_some_and(|open| open.element.is_inline()) {
            self.end_last();
        }
    }

    pub(super) fn end_html(&mut self) {
        while !self.html.open.is_empty() {
            self.end_last();
        }
    }

    fn start_element(&mut self, element: Element, address: String) {
        let is_deep = self.html.open.len() >= DEPTH && !matches!(element, Element::Break | Element::Rule);
        if is_deep || self.html.code.is_some() || self.html.has(Element::Preformatted) {
            return;
        }
        let is_of_table = matches!(element, Element::Row | Element::Cell);
        if !element.is_inline() && !is_of_table && (self.html.is_line || self.html.has(Element::Cell)) {
            if !self.inline.ends_with(' ') {
                self.inline.push(' ');
            }
            return;
        }
        match element {
            Element::Break => self.hard_break(),
            Element::Rule => self.rule(),
            Element::Plain => {}
            Element::Division => self.part(),
            Element::Strong | Element::Emphasis => {}
            Element::Code => self.html.code = Some(String::new()),
            Element::Link => self.link(leads(address)),
            _ => self.start_block_element(element),
        }
        if !matches!(element, Element::Break | Element::Rule | Element::Plain | Element::Division) {
            self.html.open.push(Open { element, level: self.html.level, start: self.inline.len() });
        }
    }

    fn start_block_element(&mut self, element: Element) {
        // A paragraph, an item, a row or a cell ends the one before.
        if matches!(element, Element::Paragraph | Element::Item | Element::Row | Element::Cell) {
            self.end_inline();
            if self.html.open.last().is_some_and(|open| open.element == element) {
                self.end_last();
            }
        }
        match element {
            Element::List => self.start(Tag::List(None)),
            Element::NumberedList => self.start(Tag::List(Some(1))),
            Element::Item => {
                if !self.html.has(Element::List) && !self.html.has(Element::NumberedList) {
                    self.start_element(Element::List, String::new());
                }
                self.start(Tag::Item);
            }
            Element::Quote => self.start(Tag::BlockQuote(None)),
            Element::Preformatted => {
                self.part();
                self.code_block = Some(String::new());
            }
            Element::Table => {
                self.part();
                self.html.has_head = false;
            }
            Element::Row | Element::Cell => {}
            _ => self.part(),
        }
    }

    /// Begins a part of the text that stands by itself.
    fn part(&mut self) {
        self.paragraph();
        // At the begin of an item that is so already.
        if self.containers.last().is_none_or(|container| container.marker.is_none()) {
            self.gap = Gap::EmptyLine;
        }
    }

    /// Two breaks end a paragraph.
    fn hard_break(&mut self) {
        if self.inline.trim_end_matches(' ').ends_with(HARD_BREAK) {
            self.part();
        } else if !self.inline.trim().is_empty() {
            self.inline.push_str(HARD_BREAK);
        }
    }

    fn end_element(&mut self, element: Element) {
        match element {
            Element::Division => self.part(),
            _ if self.html.has(element) => {
                while self.html.open.last().is_some_and(|open| open.element != element) {
                    self.end_last();
                }
                self.end_last();
            }
            _ => {}
        }
    }

    fn end_last(&mut self) {
        let Some(Open { element, start, .. }) = self.html.open.pop() else { return };
        self.settle();
        match element {
            Element::Strong => self.wrap(start, "**"),
            Element::Emphasis => self.wrap(start, "*"),
            Element::Code => {
                let said = self.html.code.take().unwrap_or_default();
                let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
                if !said.is_empty() {
                    self.code(&said);
                }
            }
            Element::Link => self.end_link(),
            Element::Heading(level) => {
                self.end(TagEnd::Heading(level));
                self.gap = Gap::EmptyLine;
            }
            Element::List | Element::NumberedList => {
                self.end(TagEnd::List(false));
                self.gap = Gap::EmptyLine;
            }
            Element::Item => {
                self.end(TagEnd::Item);
                self.gap = Gap::Newline;
            }
            Element::Quote => self.end(TagEnd::BlockQuote(None)),
            Element::Preformatted => {
                self.end_code_block();
                self.gap = Gap::EmptyLine;
            }
            Element::Cell => self.end(TagEnd::TableCell),
            Element::Row => {
                let row = if self.html.has_head { Row::Body } else { Row::Head };
                self.html.has_head = true;
                self.end_row(row);
            }
            Element::Table => self.end(TagEnd::Table),
            Element::Paragraph | Element::Division | Element::Plain | Element::Break | Element::Rule => self.part(),
        }
    }

    /// Puts marks around the text since `start`, within its spaces, which would part them from it.
    fn wrap(&mut self, start: usize, mark: &str) {
        let is_crossed = self.links.iter().any(|link| link.start > start);
        if is_crossed || self.inline.len() < start {
            return;
        }
        let text = self.inline.split_off(start);
        let said = text.trim();
        if said.is_empty() {
            self.inline.push_str(&text);
            return;
        }
        let (before, after) = text.split_once(said).unwrap_or_default();
        self.inline.extend([before, mark, said, mark, after]);
    }
}
