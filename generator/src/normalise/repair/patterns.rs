//! Patterns in the notation of languages that have one.

use serde_json::{Map, Value};

use super::objects::Done;

/// `/^[a-z]+$/i`: some languages write expressions between slashes, with flags behind. Only what begins or ends at an
/// end of the text, and lists no others that do not, is read so: with a slash outside of that it would match nothing,
/// and the slashes around another may be those of a path.
pub(super) fn between_slashes(members: &mut Map<String, Value>, done: &mut Done) {
    let Some(Value::String(pattern)) = members.get_mut("pattern") else { return };
    let Some((inner, flags)) = pattern.strip_prefix('/').and_then(|rest| rest.rsplit_once('/')) else { return };
    let is_at_end = inner.starts_with('^') || inner.ends_with('$') && !inner.ends_with(r"\$");
    if !is_at_end || inner.contains('|') || !flags.chars().all(|flag| MEANT.contains(&flag)) {
        return;
    }
    let (meant, reading) = match flags.contains('i') {
        true => (format!("(?i:{inner})"), "is read without the slashes around it, and in letters of either case"),
        false => (inner.to_owned(), "is read without the slashes around it, which are no part of an expression"),
    };
    *pattern = meant;
    done.say("pattern", reading);
}

/// The flags that say nothing else of whether an expression matches: `g` is about all matches, `u` is assumed.
const MEANT: [char; 3] = ['g', 'i', 'u'];
