//! Fixtures with some of their bytes changed: what is left of a text after a bad transfer, or a bad merge.

use crate::decisions::Decisions;
use crate::seeds::Seeds;

/// Bytes that YAML and JSON have a meaning for, and two that no text has.
const BYTES: &[u8] = b"{}[]:,-&*!|>'\"%@`#?\n\t\\~ \0\xff";

/// Changes to one text.
const MOST_CHANGES: usize = 9;

/// The text that these bytes decide on.
pub fn document(bytes: &[u8], seeds: &Seeds) -> String {
    let mut decisions = Decisions::new(bytes);
    let text = decisions.one_of(&seeds.texts).map(String::as_str).unwrap_or_default();
    let mut text = text.as_bytes().to_vec();
    for _ in 0..=decisions.below(MOST_CHANGES) {
        change(&mut text, &mut decisions);
    }
    String::from_utf8_lossy(&text).into_owned()
}

fn change(text: &mut Vec<u8>, decisions: &mut Decisions<'_>) {
    let at = decisions.below(text.len());
    let byte = decisions.one_of(BYTES).copied().unwrap_or_default();
    match decisions.below(6) {
        0 | 1 if at < text.len() => drop(text.remove(at)),
        2 | 3 if at < text.len() => text[at] = byte,
        4 if at > 0 && decisions.below(4) == 0 => text.truncate(at),
        _ => text.insert(at, byte),
    }
}
