//! The links of an answer, which tell people what can be called with it: calls are what they are without.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::super::Kind::RespDescChanged;
use super::super::Rust;
use super::super::finding::Draft;
use super::super::trees::Trees;
use super::{Comparison, Sides};
use crate::resolve::Response;
use crate::source::Origin;

/// Compares the links of an answer of an operation, be they there by references.
pub(super) fn compare(
    comparison: &mut Comparison<'_>,
    operation: usize,
    (base, head): (&Response, &Response),
    answer: &str,
) {
    let Sides { base: tree, head: other } = comparison.trees;
    let places = Sides { base: base.origin.child("links"), head: head.origin.child("links") };
    let names = |trees: &Trees<'_>, place: &Origin| -> Vec<String> {
        let links = trees.get(place).and_then(Value::as_object);
        links.into_iter().flat_map(Map::keys).cloned().collect()
    };
    let names: BTreeSet<String> = names(tree, &places.base).into_iter().chain(names(other, &places.head)).collect();
    for name in names {
        let (one, another) = (places.base.child(&name), places.head.child(&name));
        let (was, is) = (tree.found(&one), other.found(&another));
        if was != is {
            let subject = ("link", format!("link `{name}` of {answer}"));
            let (one, another) = (was.map(|_| &one), is.map(|_| &another));
            comparison.say_of(operation, Draft::new(RespDescChanged, subject, one, another).least(Rust::None));
        }
    }
}
