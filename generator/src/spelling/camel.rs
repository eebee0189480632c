//! Words of ASCII written together.

/// Words written together, each with a capital; numbers stay apart as in snake case, `16:9` from `169`.
pub(super) fn together<'w>(words: impl Iterator<Item = &'w str>) -> String {
    let mut together = String::new();
    for word in words {
        if together.ends_with(|c: char| c.is_ascii_digit()) && word.starts_with(|c: char| c.is_ascii_digit()) {
            together.push('_');
        }
        let (first, rest) = word.split_at(word.len().min(1));
        together.extend(first.chars().map(|first| first.to_ascii_uppercase()));
        together.push_str(rest);
    }
    together
}
