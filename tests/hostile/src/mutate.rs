//! Documents made from the fixtures by edits: near enough to a good one to get far, wrong where nobody expects it.

mod edit;
mod print;
mod vocabulary;

use serde_json::Value;

use crate::decisions::Decisions;
use crate::seeds::{MOST_VALUES, Seeds, count};

/// Edits of one document.
const MOST_EDITS: usize = 24;

/// The document that these bytes decide on, as YAML or JSON.
pub fn document(bytes: &[u8], seeds: &Seeds) -> String {
    let mut decisions = Decisions::new(bytes);
    let decisions = &mut decisions;
    let mut tree = decisions.one_of(&seeds.trees).cloned().unwrap_or(Value::Null);
    let lines = decisions.below(8);
    let form = decisions.below(4);
    for _ in 0..MOST_EDITS {
        if !decisions.are_left() {
            break;
        }
        let mut edited = tree.clone();
        edit::edit(&mut edited, seeds, decisions);
        if count(&edited) > MOST_VALUES {
            break;
        }
        tree = edited;
    }
    let text = if form == 0 { print::json(&tree) } else { print::yaml(&tree) };
    if lines == 0 { print::with_lines_edited(&text, decisions) } else { text }
}
