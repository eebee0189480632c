//! The way from the root to a node, kept on the stack while a step walks the tree: it becomes an [`Origin`] only when a
//! diagnostic needs one.

use std::borrow::Cow;

use serde_json::Number;

use crate::source::{Origin, Pointer};

use super::Moved;
use super::operations::METHODS;

/// One step of the way.
#[derive(Clone, Copy)]
pub(super) enum Trail<'t> {
    Root(&'t Moved),
    Key(&'t Trail<'t>, &'t str),
    Index(&'t Trail<'t>, usize),
}

impl<'t> Trail<'t> {
    pub(super) fn child(&'t self, key: &'t str) -> Self {
        Self::Key(self, key)
    }

    pub(super) fn index(&'t self, index: usize) -> Self {
        Self::Index(self, index)
    }

    /// Whether the node is a part of an answer, be that one a component; a property may be called `responses`, too.
    pub(super) fn is_of_answer(&self) -> bool {
        let holds_answers = |holder: &Self| holder.is_key("components") || METHODS.iter().any(|key| holder.is_key(key));
        std::iter::successors(self.parent(), |step| step.parent())
            .any(|step| step.is_key("responses") && step.parent().is_some_and(holds_answers))
    }

    /// Whether the node is one of a list under one of these keys.
    pub(super) fn is_element_of(&self, names: &[&str]) -> bool {
        matches!(self, Self::Index(list, _) if names.iter().any(|name| list.is_key(name)))
    }

    /// Whether the node is a component of this section.
    pub(super) fn is_component_of(&self, section: &str) -> bool {
        let holder = self.parent().filter(|holder| holder.is_key(section));
        holder.and_then(Self::parent).is_some_and(|holder| holder.is_key("components"))
    }

    /// Whether the node is a property of a schema.
    pub(super) fn is_property(&self) -> bool {
        self.parent().is_some_and(|holder| holder.is_key("properties"))
    }

    /// Whether the node stands under this key.
    pub(super) fn is_key(&self, name: &str) -> bool {
        matches!(self, Self::Key(_, key) if *key == name)
    }

    /// Where the node stands in the tree.
    pub(super) fn pointer(&self) -> Pointer {
        let way: Vec<&Self> = std::iter::successors(Some(self), |step| step.parent()).collect();
        way.into_iter().rev().filter_map(Self::token).collect()
    }

    /// Where the node stands in the sources.
    pub(super) fn origin(&self) -> Origin {
        self.moved().origin(&self.pointer())
    }

    fn parent(&self) -> Option<&'t Self> {
        match self {
            Self::Root(_) => None,
            Self::Key(parent, _) | Self::Index(parent, _) => Some(parent),
        }
    }

    fn token(&self) -> Option<Cow<'t, str>> {
        match self {
            Self::Root(_) => None,
            Self::Key(_, key) => Some(Cow::Borrowed(key)),
            Self::Index(_, index) => Some(Cow::Owned(index.to_string())),
        }
    }

    /// How a number is written that stands here, where JSON would write it otherwise.
    pub(super) fn spelling(&self, number: &Number) -> Option<&'t str> {
        let moved = self.moved();
        moved.spelling(&self.pointer(), number)
    }

    /// Where the nodes of the tree stand in the sources.
    pub(super) fn moved(&self) -> &'t Moved {
        match self {
            Self::Root(moved) => moved,
            Self::Key(parent, _) | Self::Index(parent, _) => parent.moved(),
        }
    }
}
