//! What of much a sentence tells: the first of several, and of a long value the part that differs.

/// How many of a kind a sentence tells.
pub const TOLD: usize = 3;

/// The first of several, and how many more there are.
pub(super) fn some(all: &[String], separator: &str) -> String {
    let told = all.iter().take(TOLD).cloned().collect::<Vec<_>>().join(separator);
    match all.len().saturating_sub(TOLD) {
        0 => told,
        more => format!("{told} and {more} more"),
    }
}

/// How many characters of a value a sentence shows.
const SHOWN: usize = 160;
/// How many of them are those before the first that differs.
const BEFORE: usize = 40;

/// A value, as long as a pattern can be, beside the one that it is instead of.
pub(super) fn shortened(value: &str, other: &str) -> String {
    let length = value.chars().count();
    if length <= SHOWN {
        return value.to_owned();
    }
    let alike = value.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
    let from = alike.saturating_sub(BEFORE).min(length - SHOWN);
    let shown: String = value.chars().skip(from).take(SHOWN).collect();
    let (before, after) = (if from > 0 { "…" } else { "" }, if from + SHOWN < length { "…" } else { "" });
    format!("{before}{shown}{after}")
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn long_values_are_shown_where_they_differ() {
        let (long, alike) = ("a".repeat(160), "a".repeat(300));
        let cases = [
            ("a".to_owned(), "", "a".to_owned()),
            (long.clone(), "", long.clone()),
            (format!("{long}b"), "", format!("{long}…")),
            (format!("{alike}b"), &*alike, format!("…{}b", "a".repeat(159))),
            (format!("{alike}b{alike}"), &*alike, format!("…{}b{}…", "a".repeat(40), "a".repeat(119))),
        ];
        for (value, other, expected) in cases {
            assert_eq!(shortened(&value, other), expected);
        }
    }
}
