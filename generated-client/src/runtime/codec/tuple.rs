//! Tuples: arrays whose elements have types by their position.
//!
//! An element that is not there reads as [`Decode::absent`] says, and is an error where that says nothing. Where more
//! may follow the elements that have types by their position, it is kept by an [`OpenTuple`]; else it is passed over,
//! so that of the variants of a union a tuple of that length goes before.

use std::ops::{Deref, DerefMut};

use super::{Decode, DecodeResult, Encode, Json, Reader, Writer};
use crate::runtime::validate::Checker;

/// A tuple that more elements may follow. It is used as the tuple that it holds, and made from one.
///
/// ```
/// use generated_client::OpenTuple;
///
/// let mut point: OpenTuple<(f64, f64), i64> = (0.5, 1.5).into();
/// point.further.push(7);
/// assert_eq!((point.0, point.1, &point.further[..]), (0.5, 1.5, &[7][..]));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OpenTuple<T, F = Json> {
    /// The elements that have types by their position.
    pub known: T,
    /// What follows them.
    pub further: Vec<F>,
}

impl<T, F> Deref for OpenTuple<T, F> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.known
    }
}

impl<T, F> DerefMut for OpenTuple<T, F> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.known
    }
}

impl<T, F> From<T> for OpenTuple<T, F> {
    fn from(known: T) -> Self {
        Self { known, further: Vec::new() }
    }
}

/// A tuple, read and written by its elements.
pub trait Positions: Sized + 'static {
    /// How many elements there are.
    const COUNT: usize;

    /// Reads the elements of an array that has been entered; `more` says whether another one is next.
    ///
    /// # Errors
    ///
    /// As [`Decode::decode`].
    fn read(json: &mut Reader<'_>, more: &mut bool) -> DecodeResult<Self>;

    /// The elements in their order.
    fn elements(&self) -> Vec<&dyn Encode>;
}

impl<T: Positions, F: Decode> Decode for OpenTuple<T, F> {
    fn decode(json: &mut Reader<'_>) -> DecodeResult<Self> {
        let mut more = json.array_start()?;
        let known = T::read(json, &mut more)?;
        let mut further = Vec::new();
        while more {
            further.push(json.element().map_err(|error| error.in_element(T::COUNT + further.len()))?);
            more = json.array_step()?;
        }
        Ok(Self { known, further })
    }
}

impl<T: Positions, F: Encode> OpenTuple<T, F> {
    fn elements(&self) -> Vec<&dyn Encode> {
        let further = self.further.iter().map(|element| element as &dyn Encode);
        self.known.elements().into_iter().chain(further).collect()
    }
}

impl<T: Positions, F: Encode> Encode for OpenTuple<T, F> {
    fn encode(&self, json: &mut Writer) {
        write(json, &self.elements(), T::COUNT);
    }

    fn check(&self, checker: &mut Checker) {
        checker.list(self.elements().into_iter());
    }
}

/// Reads the element at `at`, if there are more; then says whether there are further ones.
fn position<T: Decode>(json: &mut Reader<'_>, more: &mut bool, at: usize) -> DecodeResult<T> {
    if !*more {
        let missing = || json.error("the array ends before this element").in_element(at);
        return T::absent().ok_or_else(missing);
    }
    let element = json.element().map_err(|error| error.in_element(at))?;
    *more = json.array_step()?;
    Ok(element)
}

/// Passes over what is left of an array.
fn pass_over(json: &mut Reader<'_>, mut more: bool) -> DecodeResult<()> {
    if more {
        json.take_liberty();
    }
    while more {
        json.raw()?;
        more = json.array_step()?;
    }
    Ok(())
}

/// Writes an array without the elements at its end that are absent. Those beyond `known` are all there.
fn write(json: &mut Writer, elements: &[&dyn Encode], known: usize) {
    let present = elements.iter().rposition(|element| !element.is_absent()).map_or(0, |last| last + 1);
    let count = if elements.len() > known { elements.len() } else { present };
    json.array(|json| elements.iter().take(count).for_each(|element| json.element(*element)));
}

macro_rules! tuples {
    ($($($element:ident $at:tt),+;)+) => {$(
        impl<$($element: Decode + Encode),+> Positions for ($($element,)+) {
            const COUNT: usize = [$($at),+].len();

            fn read(json: &mut Reader<'_>, more: &mut bool) -> DecodeResult<Self> {
                Ok(($(position::<$element>(json, more, $at)?,)+))
            }

            fn elements(&self) -> Vec<&dyn Encode> {
                vec![$(&self.$at),+]
            }
        }

        impl<$($element: Decode + Encode),+> Decode for ($($element,)+) {
            fn decode(json: &mut Reader<'_>) -> DecodeResult<Self> {
                let mut more = json.array_start()?;
                let tuple = Self::read(json, &mut more)?;
                pass_over(json, more)?;
                Ok(tuple)
            }
        }

        impl<$($element: Decode + Encode),+> Encode for ($($element,)+) {
            fn encode(&self, json: &mut Writer) {
                write(json, &self.elements(), Self::COUNT);
            }

            fn check(&self, checker: &mut Checker) {
                checker.list(self.elements().into_iter());
            }
        }
    )+};
}

tuples! {
    A 0;
    A 0, B 1;
    A 0, B 1, C 2;
    A 0, B 1, C 2, D 3;
    A 0, B 1, C 2, D 3, E 4;
    A 0, B 1, C 2, D 3, E 4, F 5;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11;
}
