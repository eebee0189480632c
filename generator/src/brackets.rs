//! Lines of a listing of the public API have types and arguments in brackets, which can stand in each other.

/// What stands before the bracket that closes an open one, and behind it.
pub fn closed(text: &str) -> Option<(&str, &str)> {
    let mut depth = 1;
    let end = text.char_indices().find(|(_, c)| {
        depth += i32::from(*c == '(') - i32::from(*c == ')');
        depth == 0
    });
    end.map(|(at, _)| (&text[..at], &text[at + 1..]))
}

/// The parts of a list, whose elements may have commas in brackets of their own; a comma at its end is none.
pub fn separated(text: &str) -> Vec<&str> {
    let (mut depth, mut start, mut parts) = (0, 0, Vec::new());
    for (at, c) in text.char_indices() {
        depth += i32::from("(<[".contains(c)) - i32::from(")>]".contains(c));
        if depth == 0 && text[at..].starts_with(", ") {
            parts.push(&text[start..at]);
            start = at + 2;
        }
    }
    parts.push(text[start..].trim_end_matches(','));
    parts.retain(|part| !part.is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::{closed, separated};

    #[test]
    fn brackets_are_closed_by_their_own() {
        assert_eq!(closed("of: Map<(i64, i64)>) -> Save"), Some(("of: Map<(i64, i64)>", " -> Save")));
        assert_eq!(closed("of: i64"), None);
    }

    #[test]
    fn arguments_are_told_apart() {
        assert_eq!(separated("a: Map<(i64, String,)>, b: bool"), ["a: Map<(i64, String,)>", "b: bool"]);
        assert_eq!(separated("i64,"), ["i64"]);
        assert_eq!(separated(""), [""; 0]);
    }
}
