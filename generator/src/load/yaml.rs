//! YAML as a stream of items, by a parser of YAML 1.2 that takes what the parsers of other languages take as well
//! (brackets and quotes whose lines are not indented).
//!
//! The parser is pulled, item by item: whoever has seen enough stops, so that depth is bounded by the reader.

use granit_parser::{
    ErrorKind, Event as YamlEvent, Marker, Options, Parser, ScalarStyle, ScanError, Span as YamlSpan, StrInput,
    Tag as YamlTag, options,
};

use super::character_at;
use super::event::{Anchor, Broken, Event, Item, Items, Reason, Style, Tag};
use crate::source::Span;

/// Characters of a key that stands before its colon: YAML allows 1,024 (section 7.4.2), names of properties may be
/// longer.
const KEY_CHARACTERS: usize = 1 << 16;

/// The items of a YAML text.
pub(super) fn events(text: &str) -> YamlItems<'_> {
    YamlItems { text, parser: Parser::new_from_str_with_options(text, lenient()), failed: false }
}

fn lenient() -> Options {
    options! { simple_key_max_lookahead: KEY_CHARACTERS }
}

/// The items of a YAML text; ends after the first error.
pub(super) struct YamlItems<'text> {
    text: &'text str,
    parser: Parser<'text, StrInput<'text>>,
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
                    let span = character_at(self.text, self.byte(*error.marker()));
                    return Some(Err(Broken { span, reason: reason(&error) }));
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
    fn item(&self, event: YamlEvent<'text>, span: YamlSpan) -> Option<Item<'text>> {
        let (event, anchor, tag) = match event {
            YamlEvent::DocumentStart(..) => (Event::Document, 0, None),
            YamlEvent::Alias(anchor) => (Event::Alias(anchor), 0, None),
            // Nothing is a null as a value, and a name of no characters as a key; the parser writes `~` for it.
            YamlEvent::Scalar(_, ScalarStyle::Plain, anchor, tag) if span.is_empty() => {
                (Event::Scalar("".into(), Style::Plain), anchor, tag)
            }
            YamlEvent::Scalar(text, style, anchor, tag) => (Event::Scalar(text, style_of(style)), anchor, tag),
            YamlEvent::SequenceStart(_, anchor, tag) => (Event::Sequence, anchor, tag),
            YamlEvent::MappingStart(_, anchor, tag) => (Event::Mapping, anchor, tag),
            YamlEvent::SequenceEnd | YamlEvent::MappingEnd => (Event::End, 0, None),
            // Comments and the names of anchors are not asked for.
            _ => return None,
        };
        let start = span.tag_start().unwrap_or(span.start);
        let span = Span::new(self.byte(start), self.byte(span.end));
        Some(Item { event, span, anchor: anchor_of(anchor), tag: tag.as_deref().map(tag_of) })
    }

    /// Where a marker stands; the parser knows the bytes of a text that it was given whole.
    fn byte(&self, marker: Marker) -> usize {
        marker.byte_offset().unwrap_or(0).min(self.text.len())
    }
}

fn reason(error: &ScanError) -> Reason {
    match error.kind() {
        ErrorKind::RecursionLimitExceeded => Reason::TooDeep,
        _ => Reason::Syntax(error.info()),
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
    match (tag.core_suffix(), tag.parts()) {
        (Some("str"), _) | (None, ("", "!") | ("!", "")) => Tag::Text,
        (Some("int"), _) => Tag::Integer,
        (Some("float"), _) => Tag::Float,
        (Some("bool"), _) => Tag::Boolean,
        (Some("null"), _) => Tag::Null,
        (Some(_), _) => Tag::Collection,
        (None, _) => Tag::Other(tag.original()),
    }
}
