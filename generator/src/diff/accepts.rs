//! What calls take beside the type that they name: arguments and setters convert what they are given.

use std::collections::{BTreeMap, BTreeSet};

use crate::emit::{Argument, Item};

/// The scalars that are made of any text.
const OF_TEXT: &[&str] = &["Base64", "Date", "DateTime", "StringOrInteger", "StringOrNumber"];
/// The scalars that are made of any integer.
const OF_INTEGER: &[&str] = &["Number", "StringOrInteger", "StringOrNumber"];
/// The numbers that are made of those of fewer bits.
const NUMBERS: &[&str] = &["i64", "u64", "f64"];

/// What calls of the head take.
pub(super) struct Accepts<'i> {
    /// The open enums of the base: what took one took texts or integers, too.
    enums: BTreeSet<&'i str>,
    /// The enums that are made of texts.
    texts: BTreeSet<&'i str>,
    /// The enums that are made of integers.
    integers: BTreeSet<&'i str>,
    /// What the enums by media type are made of.
    bodies: BTreeSet<(&'i str, &'i str)>,
}

impl<'i> Accepts<'i> {
    /// The items of both sides, those of the base by the names of the head, those of the head by what tells them apart.
    pub(super) fn of(base: impl Iterator<Item = &'i Item>, head: &BTreeMap<String, &'i Item>) -> Self {
        let head = || head.values().copied();
        let is = |kind| move |item: &&Item| item.says.starts_with(kind);
        let name = |item: &'i Item| last(&item.path);
        let bodies = head().filter_map(|item| {
            let (body, _) = item.path.rsplit_once("::")?;
            let (held, _) = item.says.strip_prefix('(')?.split_once(") = ")?;
            held.starts_with("models::").then_some((last(body), held))
        });
        Self {
            enums: base.filter(is(": enum of ")).map(name).collect(),
            texts: head().filter(is(": enum of text")).map(name).collect(),
            integers: head().filter(is(": enum of integers")).map(name).collect(),
            bodies: bodies.collect(),
        }
    }

    /// Whether what is given for an argument is taken for the one that stands there now.
    pub(super) fn given(&self, (was, is): (&Argument, &Argument)) -> bool {
        was.ty == is.ty || self.takes(&was.ty, &is.ty)
    }

    /// Whether what took the one takes it still. Of a list, each element is converted; what is in an element is not.
    /// A list of numbers took those of fewer bits, too, of which no other type is made.
    pub(super) fn takes(&self, was: &str, is: &str) -> bool {
        match (generic("Vec", was), generic("Vec", is)) {
            (Some(was), Some(is)) => !NUMBERS.contains(&was) && self.converts(was, is),
            _ => self.converts(was, is),
        }
    }

    /// Whether what the one was made of in one step makes the other.
    fn converts(&self, was: &str, is: &str) -> bool {
        let is_scalar = |ty: &str| OF_TEXT.contains(&ty) || OF_INTEGER.contains(&ty);
        // Of what the one was made, these are not made in one step, but for the scalars.
        let is_plain = !was.contains('<') && !self.enums.contains(last(was));
        if let Some(held) = generic("Nullable", is) {
            return is_plain && was == held || is_scalar(held) && self.converts(was, held);
        }
        if let Some(held) = generic("Option", is) {
            return is_plain && was == held && was != "String" && !is_scalar(was);
        }
        match was {
            "String" => OF_TEXT.contains(&is) || self.texts.contains(last(is)),
            "i64" => OF_INTEGER.contains(&is) || self.integers.contains(last(is)),
            "f64" => matches!(is, "Number" | "StringOrNumber"),
            _ => self.bodies.contains(&(is, was)),
        }
    }
}

/// The name of a type, without the way to it.
fn last(path: &str) -> &str {
    path.rsplit("::").next().unwrap_or_default()
}

/// The argument of a generic type.
fn generic<'t>(name: &str, ty: &'t str) -> Option<&'t str> {
    ty.strip_prefix(name)?.strip_prefix('<')?.strip_suffix('>')
}
