//! Items to tree: aliases expanded, mappings merged, keys unique; each breach reported with its place.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::event::{Anchor, Broken, Event, Item, Reason, Style, Tag, is_merge_key};
use super::{BYTES_PER_NODE, MAX_ALIAS_NODES, MAX_DEPTH, Spellings, scalar};
use crate::diagnostic::{Diagnostic, Diagnostics, catalogue};
use crate::source::{FileId, Span};

/// Builds one tree from a stream of items.
pub(super) struct Builder<Items> {
    file: FileId,
    items: Items,
    found: Diagnostics,
    /// What each complete anchor names.
    anchored: BTreeMap<Anchor, Anchored>,
    /// Nodes that were copied for anchors and aliases.
    copied: usize,
    /// The numbers so far that JSON would write otherwise.
    spellings: Vec<Spelling>,
}

/// How a number is written, and the way to it from the node that is being read, backwards.
#[derive(Clone)]
struct Spelling {
    way: Vec<String>,
    text: String,
}

/// A node that an alias can repeat.
struct Anchored {
    value: Value,
    size: Size,
    spellings: Vec<Spelling>,
}

/// How much of the bounds a node takes.
#[derive(Clone, Copy)]
struct Size {
    nodes: usize,
    depth: usize,
}

/// The reason to stop was reported.
struct Stop;

impl<'text, Items: Iterator<Item = Result<Item<'text>, Broken>>> Builder<Items> {
    pub(super) fn new(file: FileId, items: Items) -> Self {
        Self { file, items, found: Diagnostics::new(), anchored: BTreeMap::new(), copied: 0, spellings: Vec::new() }
    }

    /// The tree, without what is wrong in it, and how its numbers are written; none where the text could not be read to
    /// its end.
    pub(super) fn build(mut self, diagnostics: &mut Diagnostics) -> Option<(Value, Spellings)> {
        let value = self.document();
        diagnostics.append(self.found);
        let spelling = |Spelling { way, text }: Spelling| (way.into_iter().rev().collect(), text);
        Some((value.ok()?, self.spellings.into_iter().map(spelling).collect()))
    }

    /// The only document of the stream that is something: nothing is as good as null, and before or behind the document
    /// as good as not there.
    fn document(&mut self) -> Result<Value, Stop> {
        let mut document = Value::Null;
        while let Some(start) = self.next()? {
            let span = start.span;
            let first = if start.event == Event::Document { self.next()? } else { Some(start) };
            let value = match first {
                Some(item) => self.node(item, 0)?,
                None => Value::Null,
            };
            if document.is_null() {
                document = value;
            } else if !value.is_null() {
                return self.stop(catalogue::load::several_documents(self.file, span));
            }
        }
        Ok(document)
    }

    /// The value that an item starts, inside of `depth` mappings and sequences.
    fn node(&mut self, item: Item<'text>, depth: usize) -> Result<Value, Stop> {
        let Item { event, span, anchor, tag } = item;
        if let Some(Tag::Other(tag)) = &tag {
            self.found.push(catalogue::load::unknown_tag(self.file, span, tag));
        }
        let spelt = self.spellings.len();
        let value = match event {
            Event::Mapping => self.mapping(depth, span)?,
            Event::Sequence => self.sequence(depth, span)?,
            Event::Scalar(text, style) => self.scalar(text, style, (tag.as_ref(), span)),
            Event::Alias(anchor) => self.alias(anchor, span, depth)?,
            Event::Document | Event::End => Value::Null, // neither the parser nor the callers give one here
        };
        if let Some(anchor) = anchor {
            self.remember(anchor, (&value, spelt), span)?;
        }
        Ok(value)
    }

    fn scalar(&mut self, text: Cow<'text, str>, style: Style, (tag, span): (Option<&Tag>, Span)) -> Value {
        let nearest = || {
            let nearest = scalar::nearest(&text)?;
            self.found.push(catalogue::load::number_out_of_range(self.file, span, &text));
            Some(nearest.into())
        };
        let Some(value) = scalar::resolve(&text, style, tag).or_else(nearest) else {
            self.found.push(catalogue::load::number_not_json(self.file, span, &text));
            return text.into();
        };
        if value.is_number() && value.to_string() != text {
            self.spellings.push(Spelling { way: Vec::new(), text: text.into_owned() });
        }
        value
    }

    /// The value of a member or an element, which is `step` away.
    fn inner(&mut self, item: Item<'text>, depth: usize, step: impl Fn() -> String) -> Result<Value, Stop> {
        let spelt = self.spellings.len();
        let value = self.node(item, depth)?;
        self.spellings[spelt..].iter_mut().for_each(|spelling| spelling.way.push(step()));
        Ok(value)
    }

    /// The depth inside of a mapping or sequence that stands at `depth`.
    fn deeper(&mut self, depth: usize, span: Span) -> Result<usize, Stop> {
        if depth < MAX_DEPTH { Ok(depth + 1) } else { self.stop(catalogue::load::too_deep(self.file, span, MAX_DEPTH)) }
    }

    fn sequence(&mut self, depth: usize, span: Span) -> Result<Value, Stop> {
        let inside = self.deeper(depth, span)?;
        let mut elements = Vec::new();
        while let Some(item) = self.next_inside()? {
            let index = elements.len();
            elements.push(self.inner(item, inside, || index.to_string())?);
        }
        Ok(Value::Array(elements))
    }

    fn mapping(&mut self, depth: usize, span: Span) -> Result<Value, Stop> {
        let inside = self.deeper(depth, span)?;
        let mut mapping = Mapping::default();
        while let Some(item) = self.next_inside()? {
            let key_span = item.span;
            let is_merge = matches!(&item.event, Event::Scalar(text, style) if is_merge_key(text, *style));
            let key = self.key(item, inside)?;
            let Some(item) = self.next_inside()? else {
                break;
            };
            let value_span = item.span;
            if is_merge {
                // What comes in by it has its place in the mapping itself.
                let value = self.node(item, inside)?;
                self.merge(&mut mapping, value, value_span);
            } else {
                let value = self.inner(item, inside, || key.clone())?;
                mapping.insert(key, value, key_span);
            }
        }
        for (key, first, again) in mapping.repeated() {
            self.found.push(catalogue::load::duplicate_key(self.file, key, first, again));
        }
        Ok(Value::Object(mapping.merged()))
    }

    /// The text of a key, whatever its type: `200:` is `"200"`.
    fn key(&mut self, item: Item<'text>, depth: usize) -> Result<String, Stop> {
        let span = item.span;
        if let Event::Scalar(text, _) = &item.event {
            let text = text.clone().into_owned();
            if item.anchor.is_some() || item.tag.is_some() {
                self.node(item, depth)?;
            }
            return Ok(text);
        }
        match self.node(item, depth)? {
            Value::String(text) => Ok(text),
            Value::Null => Ok("null".to_owned()),
            Value::Bool(value) => Ok(value.to_string()),
            Value::Number(value) => Ok(value.to_string()),
            Value::Array(_) | Value::Object(_) => {
                self.found.push(catalogue::load::key_not_scalar(self.file, span));
                Ok(String::new())
            }
        }
    }

    /// Takes over the members of a mapping, or of each mapping of a list; earlier ones win.
    fn merge(&mut self, mapping: &mut Mapping, value: Value, span: Span) {
        let others = match value {
            Value::Array(others) => others,
            other => vec![other],
        };
        for other in others {
            match other {
                Value::Object(members) => mapping.inherited.push(members),
                _ => self.found.push(catalogue::load::merge_not_mapping(self.file, span)),
            }
        }
    }

    fn alias(&mut self, anchor: Anchor, span: Span, depth: usize) -> Result<Value, Stop> {
        let Some(Anchored { value, size, spellings }) = self.anchored.get(&anchor) else {
            return self.stop(catalogue::load::alias_in_itself(self.file, span));
        };
        if depth + size.depth > MAX_DEPTH {
            return self.stop(catalogue::load::too_deep(self.file, span, MAX_DEPTH));
        }
        self.copied += size.nodes;
        if self.copied > MAX_ALIAS_NODES {
            return self.stop(catalogue::load::alias_bomb(self.file, span, MAX_ALIAS_NODES));
        }
        self.spellings.extend_from_slice(spellings);
        Ok(value.clone())
    }

    /// Keeps a copy of an anchored node, which counts as if an alias had made it. Its numbers are spelt as is noted
    /// from `spelt` on.
    fn remember(&mut self, anchor: Anchor, (value, spelt): (&Value, usize), span: Span) -> Result<(), Stop> {
        let size = Size::of(value);
        self.copied += size.nodes;
        if self.copied > MAX_ALIAS_NODES {
            return self.stop(catalogue::load::alias_bomb(self.file, span, MAX_ALIAS_NODES));
        }
        let spellings = self.spellings[spelt..].to_vec();
        self.anchored.insert(anchor, Anchored { value: value.clone(), size, spellings });
        Ok(())
    }

    fn next(&mut self) -> Result<Option<Item<'text>>, Stop> {
        match self.items.next() {
            Some(Ok(item)) => Ok(Some(item)),
            Some(Err(Broken { span, reason })) => self.stop(match reason {
                Reason::TooDeep => catalogue::load::too_deep(self.file, span, MAX_DEPTH),
                Reason::Syntax(words) => catalogue::load::syntax(self.file, span, &words),
            }),
            None => Ok(None),
        }
    }

    /// The next item of the innermost mapping or sequence; none at its end.
    fn next_inside(&mut self) -> Result<Option<Item<'text>>, Stop> {
        Ok(self.next()?.filter(|item| item.event != Event::End))
    }

    fn stop<T>(&mut self, diagnostic: Diagnostic) -> Result<T, Stop> {
        self.found.push(diagnostic);
        Err(Stop)
    }
}

impl Size {
    fn of(value: &Value) -> Self {
        let leaf = |bytes: usize| Self { nodes: 1 + bytes / BYTES_PER_NODE, depth: 0 };
        match value {
            Value::Null | Value::Bool(_) | Value::Number(_) => leaf(0),
            Value::String(text) => leaf(text.len()),
            Value::Array(elements) => Self::around(elements.iter().map(Self::of)),
            Value::Object(members) => Self::around(members.iter().map(|(key, value)| {
                let Self { nodes, depth } = Self::of(value);
                Self { nodes: nodes + key.len() / BYTES_PER_NODE, depth }
            })),
        }
    }

    fn around(inner: impl Iterator<Item = Self>) -> Self {
        let empty = Self { nodes: 1, depth: 1 };
        inner.fold(empty, |all, one| Self { nodes: all.nodes + one.nodes, depth: all.depth.max(one.depth + 1) })
    }
}

/// A mapping while it is read.
#[derive(Default)]
struct Mapping {
    members: Map<String, Value>,
    /// Where the key of each member stands, in their order.
    places: Vec<Span>,
    /// Keys that were there already.
    again: Vec<(String, Span)>,
    /// What merge keys bring in.
    inherited: Vec<Map<String, Value>>,
}

impl Mapping {
    fn insert(&mut self, key: String, value: Value, span: Span) {
        if self.members.contains_key(&key) {
            self.again.push((key, span));
        } else {
            self.members.insert(key, value);
            self.places.push(span);
        }
    }

    /// Each repeated key, where it stands first and where again.
    fn repeated(&self) -> impl Iterator<Item = (&str, Span, Span)> {
        let keys = self.members.keys().map(String::as_str).zip(self.places.iter().copied());
        let first: BTreeMap<&str, Span> = if self.again.is_empty() { BTreeMap::new() } else { keys.collect() };
        self.again.iter().filter_map(move |(key, again)| Some((key.as_str(), *first.get(key.as_str())?, *again)))
    }

    /// The members with those of the merge keys before them; its own win, then the earlier ones.
    fn merged(self) -> Map<String, Value> {
        if self.inherited.is_empty() {
            return self.members;
        }
        let mut merged = Map::new();
        for (key, value) in self.inherited.into_iter().flatten() {
            merged.entry(key).or_insert(value);
        }
        merged.extend(self.members);
        merged
    }
}
