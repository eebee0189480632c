//! Words that documentation prints alike: it prints Markdown anew, to which blank lines more are nothing.

use serde_json::Value;

use super::Kind::{self, *};
use super::finding::{Draft, Found};
use super::trees::Trees;
use super::wire::Sides;
use super::{Rust, emit};
use crate::source::Origin;

/// The kinds that are about words alone.
const OF_WORDS: [Kind; 7] =
    [OpSummaryChanged, ParamDocChanged, BodyDocChanged, ReqDocChanged, ResDocChanged, RespDescChanged, InfoDescription];

/// Has those mean nothing for the crate of which it prints the same words, and takes those away of which nobody reads
/// any: a text that is empty is none.
pub(super) fn compare(found: &mut Vec<Found>, trees: Sides<&Trees<'_>>) {
    found.retain_mut(|Found { draft, .. }| {
        let others = differing(draft, trees);
        let is_printed_alike = others.iter().all(|(was, is)| emit::printed(was) == emit::printed(is));
        if is_printed_alike && !others.is_empty() {
            draft.least = Rust::None;
        }
        others.is_empty() || others.iter().any(|(was, is)| was != is)
    });
}

/// The texts that differ at the place of a finding that is about words, if only in whether they are there.
fn differing<'t>(draft: &Draft, trees: Sides<&'t Trees<'_>>) -> Vec<(&'t str, &'t str)> {
    let (Some(base), Some(head)) = (&draft.base, &draft.head) else { return Vec::new() };
    if !OF_WORDS.contains(&draft.kind) || draft.is_of_example() {
        return Vec::new();
    }
    let both = texts(trees.base, base).into_iter().zip(texts(trees.head, head));
    let text = |said: Option<&'t str>| said.unwrap_or_default();
    both.filter(|(was, is)| was != is).map(|(was, is)| (text(was), text(is))).collect()
}

/// What stands at a place for people: the text itself, or those of what is there.
fn texts<'t>(trees: &'t Trees<'_>, place: &Origin) -> [Option<&'t str>; 3] {
    let value = trees.get(place);
    let below = |key| value.and_then(|value| value.get(key)).and_then(Value::as_str);
    [value.and_then(Value::as_str), below("summary"), below("description")]
}
