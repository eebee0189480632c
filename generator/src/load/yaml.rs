//! YAML as a stream of items, by the parser of the saphyr project (YAML 1.2).
//!
//! The parser is pulled, item by item: whoever has seen enough stops, so that depth is bounded by the reader. It
//! counts characters; items carry bytes.

use saphyr_parser::{Event as YamlEvent, Parser, ScalarStyle, Span as YamlSpan, StrInput, Tag as YamlTag};

use super::character_at;
use super::event::{Anchor, Broken, Event, Item, Items, Style, Tag};
use crate::source::Span;

/// The items of a YAML text.
pub(super) fn events(text: &str) -> YamlItems<'_> {
    YamlItems { parser: Parser::new_from_str(text), bytes: Bytes::new(text), failed: false }
}

/// The items of a YAML text; ends after the first error.
pub(super) struct YamlItems<'text> {
    parser: Parser<'text, StrInput<'text>>,
    bytes: Bytes<'text>,
    failed: bool,
}

impl<'text> Iterator for YamlItems<'text> {
    type Item = Result<Item<'text>, Broken>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.failed {
            match self.parser.next_event()? {
                Ok((event, span)) => match self.item(event, span) {
                    Some(item) => return Some(Ok(item)),
                    None => continue,
                },
                Err(error) => {
                    self.failed = true;
                    let span = character_at(self.bytes.text, self.bytes.at(error.marker().index()));
                    return Some(Err(Broken { span, reason: error.info().to_owned() }));
                }
            }
        }
        None
    }
}

impl<'text> Items<'text> for YamlItems<'text> {
    /// An alias further on may name an anchor in there.
    fn skip_inside(&mut self) {}
}

impl<'text> YamlItems<'text> {
    /// The item for an event of the parser; the ends of documents and streams are none.
    fn item(&mut self, event: YamlEvent<'text>, span: YamlSpan) -> Option<Item<'text>> {
        let (event, anchor, tag) = match event {
            YamlEvent::Nothing | YamlEvent::StreamStart | YamlEvent::StreamEnd | YamlEvent::DocumentEnd => return None,
            YamlEvent::DocumentStart(_) => (Event::Document, 0, None),
            YamlEvent::Alias(anchor) => (Event::Alias(anchor), 0, None),
            YamlEvent::Scalar(text, style, anchor, tag) => (Event::Scalar(text, style_of(style)), anchor, tag),
            YamlEvent::SequenceStart(anchor, tag) => (Event::Sequence, anchor, tag),
            YamlEvent::MappingStart(anchor, tag) => (Event::Mapping, anchor, tag),
            YamlEvent::SequenceEnd | YamlEvent::MappingEnd => (Event::End, 0, None),
        };
        let span = Span::new(self.bytes.at(span.start.index()), self.bytes.at(span.end.index()));
        Some(Item { event, span, anchor: anchor_of(anchor), tag: tag.as_deref().map(tag_of) })
    }
}

fn style_of(style: ScalarStyle) -> Style {
    match style {
        ScalarStyle::Plain => Style::Plain,
        ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted | ScalarStyle::Literal | ScalarStyle::Folded => {
            Style::Quoted
        }
    }
}

/// The parser counts anchors from 1; 0 is none.
fn anchor_of(number: usize) -> Option<Anchor> {
    (number > 0).then_some(number)
}

fn tag_of(tag: &YamlTag) -> Tag {
    if tag.handle.is_empty() && tag.suffix == "!" || tag.handle == "!" && tag.suffix.is_empty() {
        return Tag::Text;
    }
    let core = tag.is_yaml_core_schema().then_some(tag.suffix.as_str());
    match core {
        Some("str") => Tag::Text,
        Some("int") => Tag::Integer,
        Some("float") => Tag::Float,
        Some("bool") => Tag::Boolean,
        Some("null") => Tag::Null,
        Some("map" | "seq") => Tag::Collection,
        Some(other) => Tag::Other(format!("!!{other}")),
        None => Tag::Other(format!("{}{}", tag.handle, tag.suffix)),
    }
}

/// Turns counts of characters into bytes; cheap because one is asked for near the one before.
struct Bytes<'text> {
    text: &'text str,
    is_ascii: bool,
    character: usize,
    byte: usize,
}

impl<'text> Bytes<'text> {
    fn new(text: &'text str) -> Self {
        Self { text, is_ascii: text.is_ascii(), character: 0, byte: 0 }
    }

    /// The byte where the character `index` starts; past the end is the end.
    fn at(&mut self, index: usize) -> usize {
        if self.is_ascii {
            return index.min(self.text.len());
        }
        let (before, after) = self.text.split_at(self.byte);
        if index >= self.character {
            let mut steps = after.char_indices().map(|(at, _)| at);
            self.byte += steps.nth(index - self.character).unwrap_or(after.len());
        } else {
            let mut steps = before.char_indices().rev().map(|(at, _)| at);
            self.byte = steps.nth(self.character - index - 1).unwrap_or(0);
        }
        self.character = index;
        self.byte
    }
}
