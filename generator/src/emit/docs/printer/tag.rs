//! Tags of HTML that mark text up, as every fourth document writes them in its descriptions.

use pulldown_cmark::HeadingLevel;

use super::super::escape::decoded;

/// What a tag says of what it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Element {
    Paragraph,
    /// A part of a page that says nothing else of its text.
    Division,
    Heading(HeadingLevel),
    List,
    NumberedList,
    Item,
    Quote,
    Preformatted,
    Table,
    Row,
    Cell,
    Strong,
    Emphasis,
    Code,
    Link,
    /// Words that only look different.
    Plain,
    Break,
    Rule,
}

impl Element {
    fn named(name: &str) -> Option<Self> {
        Some(match name.to_ascii_lowercase().as_str() {
            "p" => Self::Paragraph,
            "div" | "section" | "center" | "dl" | "dt" | "dd" | "details" | "summary" => Self::Division,
            // These are the services' of Amazon.
            "note" | "important" | "fullname" => Self::Division,
            "h1" => Self::Heading(HeadingLevel::H1),
            "h2" => Self::Heading(HeadingLevel::H2),
            "h3" => Self::Heading(HeadingLevel::H3),
            "h4" => Self::Heading(HeadingLevel::H4),
            "h5" => Self::Heading(HeadingLevel::H5),
            "h6" => Self::Heading(HeadingLevel::H6),
            "ul" => Self::List,
            "ol" => Self::NumberedList,
            "li" => Self::Item,
            "blockquote" => Self::Quote,
            "pre" => Self::Preformatted,
            "table" => Self::Table,
            "tr" => Self::Row,
            "td" | "th" => Self::Cell,
            "b" | "strong" => Self::Strong,
            "i" | "em" => Self::Emphasis,
            "code" | "tt" | "kbd" | "samp" => Self::Code,
            "a" => Self::Link,
            "span" | "font" | "small" | "u" | "sup" | "sub" | "thead" | "tbody" => Self::Plain,
            "br" => Self::Break,
            "hr" => Self::Rule,
            _ => return None,
        })
    }

    /// Whether this stands within a paragraph.
    pub(super) const fn is_inline(self) -> bool {
        matches!(self, Self::Strong | Self::Emphasis | Self::Code | Self::Link | Self::Plain | Self::Break)
    }
}

/// A piece of HTML. What is no tag of an [`Element`] is text, as it stands: most of these are placeholders (`<id>`).
pub(super) enum Piece<'a> {
    Text(&'a str),
    /// The beginning of an element, with the address of a link.
    Start(Element, String),
    End(Element),
}

/// Splits HTML into its pieces.
pub(super) fn pieces(html: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut said, mut from) = (0, 0);
    while let Some(start) = html[from..].find('<').map(|at| from + at) {
        match tag(&html[start..]) {
            Some((piece, length)) => {
                pieces.extend([Piece::Text(&html[said..start]), piece]);
                said = start + length;
                from = said;
            }
            None => from = start + 1,
        }
    }
    pieces.push(Piece::Text(&html[said..]));
    pieces.retain(|piece| !matches!(piece, Piece::Text("")));
    pieces
}

/// The tag that a text begins with, and its length.
fn tag(text: &str) -> Option<(Piece<'_>, usize)> {
    let length = tag_length(text)?;
    let inner = &text[1..length - 1];
    let (is_end, inner) = inner.strip_prefix('/').map_or((false, inner), |inner| (true, inner));
    let name_length = inner.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let (name, attributes) = inner.split_at(name_length);
    let is_tag = attributes.is_empty() || attributes.starts_with(|c: char| c.is_whitespace() || c == '/');
    let element = Element::named(name).filter(|_| is_tag)?;
    let piece = match is_end {
        true => Piece::End(element),
        false => Piece::Start(element, address(attributes).map(decoded).unwrap_or_default()),
    };
    Some((piece, length))
}

/// How long the tag is, which ends outside of quotation marks.
fn tag_length(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match (quote, byte) {
            (Some(open), byte) if open == byte => quote = None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'<') => return None,
            (None, b'>') => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// Where a link leads.
fn address(attributes: &str) -> Option<&str> {
    let at = attributes.to_ascii_lowercase().find("href")?;
    let value = attributes[at + "href".len()..].trim_start().strip_prefix('=')?.trim_start();
    match value.chars().next()? {
        quote @ ('"' | '\'') => value[1..].split(quote).next(),
        _ => value.split_whitespace().next(),
    }
}
