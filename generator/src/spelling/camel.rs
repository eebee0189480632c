//! Words written together.

/// Words written together, each with a capital; numbers stay apart as in snake case, `16:9` from `169`.
pub(super) fn together<'w>(words: impl Iterator<Item = &'w str>) -> String {
    let mut together = String::new();
    for word in words {
        if together.ends_with(|c: char| c.is_ascii_digit()) && word.starts_with(|c: char| c.is_ascii_digit()) {
            together.push('_');
        }
        together.push_str(&capitalized(word));
    }
    together
}

fn capitalized(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
