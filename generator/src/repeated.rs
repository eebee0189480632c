//! How much text is said again and again: what many refer to is repeated for each of them.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostics, catalogue};
use crate::source::Origin;

/// How many bytes of long texts each pass that puts texts together takes whole: many times what the largest documents
/// have.
const MOST: usize = 64 << 20;

/// From how many bytes on a text is long.
const LONG: usize = 1_000;

/// The room that is left for long texts.
pub(crate) struct Repeated {
    left: Cell<usize>,
    /// The places of those that were cut, each of which is reported once.
    cut: RefCell<BTreeSet<Origin>>,
}

impl Repeated {
    pub(crate) fn new() -> Self {
        Self { left: Cell::new(MOST), cut: RefCell::default() }
    }

    /// A text, of which only the beginning is said where texts have come to too much. `origin` is its place.
    pub(crate) fn text(&self, text: String, origin: &Origin, diagnostics: &mut Diagnostics) -> String {
        if !is_long(&text) {
            return text;
        }
        if let Some(left) = self.left.get().checked_sub(text.len()) {
            self.left.set(left);
            return text;
        }
        if self.cut.borrow_mut().insert(origin.clone()) {
            let reason = "it is repeated so often that only its beginning is shown";
            diagnostics.push(catalogue::lower::simplified(origin, reason));
        }
        beginning(&text).into_owned()
    }
}

/// Whether a text takes longer to read than documentation should.
pub(crate) fn is_long(text: &str) -> bool {
    text.len() > LONG
}

/// A text up to where it gets long.
pub(crate) fn beginning(text: &str) -> Cow<'_, str> {
    if !is_long(text) {
        return Cow::Borrowed(text);
    }
    let end = text.char_indices().map(|(at, _)| at).take_while(|at| *at <= LONG).last().unwrap_or_default();
    Cow::Owned(format!("{}\u{2026}", &text[..end]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Pointer, Sources};

    #[test]
    fn long_texts_are_cut_where_they_come_to_too_much() {
        let repeated = Repeated { left: Cell::new(2 * LONG + 2), cut: RefCell::default() };
        let file = Sources::new([("api.yaml", "")]).find("api.yaml").expect("the file above");
        let origin = Origin::new(file, Pointer::root().child("description"));
        let mut diagnostics = Diagnostics::new();
        let long = "\u{e9}".repeat(LONG / 2 + 1);
        let mut said = |text: &str| repeated.text(text.to_owned(), &origin, &mut diagnostics);
        assert_eq!(said(&long), long);
        assert_eq!(said(&long[2..]), long[2..], "short ones take no room");
        assert_eq!(said(&long), format!("{}\u{2026}", &long[2..]));
        assert_eq!(said(&long), format!("{}\u{2026}", &long[2..]));
        assert_eq!(diagnostics.len(), 1, "a place is told once");
    }
}
