//! Tuples: arrays whose elements have types by their position.
//!
//! An element that is not there reads as [`Decode::absent`] says, and is an error where that says nothing. Elements
//! beyond the last are passed over.

use super::{Decode, DecodeResult, Encode, Reader, Writer};
use crate::runtime::validate::Checker;

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
    while more {
        json.raw()?;
        more = json.array_step()?;
    }
    Ok(())
}

/// Writes an array without the elements at its end that are absent.
fn write(json: &mut Writer, elements: &[&dyn Encode]) {
    let count = elements.iter().rposition(|element| !element.is_absent()).map_or(0, |last| last + 1);
    json.array(|json| elements.iter().take(count).for_each(|element| json.element(*element)));
}

macro_rules! tuples {
    ($($($element:ident $at:tt),+;)+) => {$(
        impl<$($element: Decode),+> Decode for ($($element,)+) {
            fn decode(json: &mut Reader<'_>) -> DecodeResult<Self> {
                let mut more = json.array_start()?;
                let tuple = ($(position::<$element>(json, &mut more, $at)?,)+);
                pass_over(json, more)?;
                Ok(tuple)
            }
        }

        impl<$($element: Encode),+> Encode for ($($element,)+) {
            fn encode(&self, json: &mut Writer) {
                write(json, &[$(&self.$at),+]);
            }

            fn check(&self, checker: &mut Checker) {
                let elements: &[&dyn Encode] = &[$(&self.$at),+];
                checker.list(elements.iter().copied());
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
