//! Typed ids and the lists they point into: after `resolve`, things are named by ids, never by strings.

use std::marker::PhantomData;
use std::ops::{Index, IndexMut};

/// What an [`Arena`] is indexed by.
pub(crate) trait Id: Copy {
    /// The id of the element at this place.
    fn from_index(index: usize) -> Self;
    /// The place of the element.
    fn index(self) -> usize;
}

/// Declares an id: a number that only its own arena takes.
macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(crate) struct $name(u32);

        impl $crate::arena::Id for $name {
            fn from_index(index: usize) -> Self {
                Self(u32::try_from(index).expect("invariant: load bounds the document to fewer than 2^32 nodes"))
            }

            fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}
pub(crate) use id;

/// A list that hands out ids. Elements are never removed, so an id stays valid.
#[derive(Clone, Debug)]
pub(crate) struct Arena<I, T> {
    elements: Vec<T>,
    id: PhantomData<I>,
}

impl<I: Id, T> Arena<I, T> {
    /// An arena without elements.
    pub(crate) fn new() -> Self {
        Self { elements: Vec::new(), id: PhantomData }
    }

    /// Adds an element and gives its id.
    pub(crate) fn push(&mut self, element: T) -> I {
        self.elements.push(element);
        I::from_index(self.elements.len() - 1)
    }

    /// Takes out all elements but the first ones.
    pub(crate) fn truncate(&mut self, length: usize) {
        self.elements.truncate(length);
    }

    /// Number of elements.
    pub(crate) fn len(&self) -> usize {
        self.elements.len()
    }

    /// The elements with their ids, in the order they came.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (I, &T)> {
        self.elements.iter().enumerate().map(|(index, element)| (I::from_index(index), element))
    }

    /// The ids, in order.
    pub(crate) fn ids(&self) -> impl Iterator<Item = I> + use<I, T> {
        (0..self.elements.len()).map(I::from_index)
    }

    /// The elements, in order.
    pub(crate) fn values(&self) -> impl Iterator<Item = &T> {
        self.elements.iter()
    }
}

impl<I: Id, T> Default for Arena<I, T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<I: Id, T> FromIterator<T> for Arena<I, T> {
    fn from_iter<Elements: IntoIterator<Item = T>>(elements: Elements) -> Self {
        Self { elements: elements.into_iter().collect(), id: PhantomData }
    }
}

impl<I: Id, T> Index<I> for Arena<I, T> {
    type Output = T;

    fn index(&self, id: I) -> &T {
        &self.elements[id.index()]
    }
}

impl<I: Id, T> IndexMut<I> for Arena<I, T> {
    fn index_mut(&mut self, id: I) -> &mut T {
        &mut self.elements[id.index()]
    }
}
