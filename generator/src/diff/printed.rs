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

/// Has those mean nothing for the crate of which it prints the same words.
pub(super) fn compare(found: &mut [Found], trees: Sides<&Trees<'_>>) {
    let is_of_words = |draft: &Draft| OF_WORDS.contains(&draft.kind) && !draft.is_of_example();
    for Found { draft, .. } in found.iter_mut().filter(|found| is_of_words(&found.draft)) {
        if is_printed_alike(draft, trees) {
            draft.least = Rust::None;
        }
    }
}

/// Whether texts differ at the place of a finding, and none of them is printed otherwise.
fn is_printed_alike(draft: &Draft, trees: Sides<&Trees<'_>>) -> bool {
    let (Some(base), Some(head)) = (&draft.base, &draft.head) else { return false };
    let both = texts(trees.base, base).into_iter().zip(texts(trees.head, head));
    let others: Vec<_> = both.filter(|(was, is)| was != is).collect();
    let printed = |text: &Option<&str>| text.map(emit::printed).unwrap_or_default();
    let is_alike = |(was, is): &(Option<&str>, Option<&str>)| printed(was) == printed(is);
    !others.is_empty() && others.iter().all(is_alike)
}

/// What stands at a place for people: the text itself, or those of what is there.
fn texts<'t>(trees: &'t Trees<'_>, place: &Origin) -> [Option<&'t str>; 3] {
    let value = trees.get(place);
    let below = |key| value.and_then(|value| value.get(key)).and_then(Value::as_str);
    [value.and_then(Value::as_str), below("summary"), below("description")]
}
