//! A line of a listing of the public API, taken apart as far as a caller of it must know.

/// An item of the public API.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'l> {
    /// All of it behind the name of the crate.
    pub(super) text: &'l str,
    /// `models::User.name`, `Client::list_users`.
    pub(super) path: &'l str,
    /// What follows the path, without what it is on the wire and whether it is deprecated.
    pub(super) says: Says<'l>,
}

/// What a line says of its path.
#[derive(Clone, Copy, Debug)]
pub(super) enum Says<'l> {
    /// `: struct`, `: Option<String>`.
    Is(&'l str),
    /// `(name: String) -> operations::GetUser`, `(String)`.
    Takes { given: &'l str, gives: Option<&'l str> },
    /// ` = "active"`.
    Nothing,
}

impl<'l> Line<'l> {
    /// The lines of a listing, without its header.
    pub(super) fn all(listing: &'l str) -> Vec<Self> {
        listing.lines().filter(|line| !line.starts_with('#')).map(Self::read).collect()
    }

    fn read(line: &'l str) -> Self {
        let text = line.split_once("::").map_or(line, |(_, inside)| inside);
        let ends = ["(", ": ", " = "].iter().filter_map(|end| text.find(end));
        let (path, rest) = text.split_at(ends.min().unwrap_or(text.len()));
        let rest = rest.strip_suffix(", deprecated").unwrap_or(rest);
        let says = if let Some(kind) = rest.strip_prefix(": ") {
            Says::Is(before(kind, " = "))
        } else if let Some((given, rest)) = rest.strip_prefix('(').and_then(closed) {
            Says::Takes { given, gives: rest.strip_prefix(" -> ") }
        } else {
            Says::Nothing
        };
        Self { text, path, says }
    }

    /// The path of the type that the item is in, and its name there.
    pub(super) fn parent(&self) -> Option<(&'l str, &'l str)> {
        self.path.rsplit_once('.').or_else(|| self.path.rsplit_once("::"))
    }
}

/// What stands before a word, or all.
pub(super) fn before<'t>(text: &'t str, word: &str) -> &'t str {
    text.split_once(word).map_or(text, |(before, _)| before)
}

/// What stands before the bracket that closes an open one, and behind it.
fn closed(text: &str) -> Option<(&str, &str)> {
    let mut depth = 1;
    let end = text.char_indices().find(|(_, c)| {
        depth += i32::from(*c == '(') - i32::from(*c == ')');
        depth == 0
    });
    end.map(|(at, _)| (&text[..at], &text[at + 1..]))
}

/// The parts of a list, whose elements may have commas in brackets of their own.
pub(super) fn separated(text: &str) -> Vec<&str> {
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
