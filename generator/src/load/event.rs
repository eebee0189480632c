//! What a YAML or JSON text says, one thing after the other, with its place: common to building and locating.

use std::borrow::Cow;

use super::scalar;
use crate::source::Span;

/// The number that a YAML parser gave an anchor (`&name`); used anew for each definition.
pub(super) type Anchor = usize;

/// Something that starts, ends or stands in a text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Item<'text> {
    pub(super) event: Event<'text>,
    pub(super) span: Span,
    pub(super) anchor: Option<Anchor>,
    pub(super) tag: Option<Tag>,
}

/// What a text says, one item after the other.
pub(super) trait Items<'text>: Iterator<Item = Result<Item<'text>, Broken>> {
    /// Passes over what is left of the innermost mapping or sequence, up to its end; may pass over nothing.
    fn skip_inside(&mut self);
}

impl<'text> Item<'text> {
    /// An item without anchor and tag.
    pub(super) fn new(event: Event<'text>, span: Span) -> Self {
        Self { event, span, anchor: None, tag: None }
    }

    /// Whether it is a null, as is what is left out.
    pub(super) fn is_null(&self) -> bool {
        let Event::Scalar(text, style) = &self.event else { return false };
        scalar::resolve(text, *style, self.tag.as_ref()).is_some_and(|value| value.is_null())
    }
}

/// What stands there. Keys and values of a mapping follow each other.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Event<'text> {
    /// A YAML document starts; JSON has no such thing.
    Document,
    Mapping,
    Sequence,
    /// The innermost mapping or sequence ends.
    End,
    Scalar(Cow<'text, str>, Style),
    Alias(Anchor),
}

/// Whether quotes say that a scalar is text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Plain,
    Quoted,
}

/// A YAML tag: a type of the core schema (YAML 1.2.2, section 10.3), or another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    Text,
    Integer,
    Float,
    Boolean,
    Null,
    Collection,
    Other(String),
}

/// Why there is no next item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Broken {
    pub(super) span: Span,
    pub(super) reason: Reason,
}

/// What is wrong with a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    /// It nests deeper than its parser follows.
    TooDeep,
    /// It is none of its format, in the words of the parser.
    Syntax(String),
}

/// The key that merges other mappings into its own (YAML 1.1, merge key language-independent type).
pub(super) fn is_merge_key(text: &str, style: Style) -> bool {
    text == "<<" && style == Style::Plain
}
