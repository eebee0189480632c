//! A line of a listing of the public API, taken apart as far as a caller of it must know.

use generator::brackets::closed;

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

#[cfg(test)]
mod tests {
    use super::{Line, Says};

    #[test]
    fn lines_are_taken_apart() {
        let read = |line| {
            let Line { text, path, says } = Line::read(line);
            assert_eq!(line, format!("api::{text}"));
            match says {
                Says::Is(kind) => format!("{path} is {kind}"),
                Says::Takes { given, gives } => format!("{path} takes {given} gives {}", gives.unwrap_or("itself")),
                Says::Nothing => path.to_owned(),
            }
        };
        for (line, expected) in [
            ("api::Client: struct", "Client is struct"),
            (
                "api::Client::save(of: Map<(i64, i64)>) -> operations::Save, deprecated",
                "Client::save takes of: Map<(i64, i64)> gives operations::Save",
            ),
            ("api::Server::Default = \"https://a.example/(b)\"", "Server::Default"),
            ("api::models::Line.kind: Option<Kind> = \"Kind\", deprecated", "models::Line.kind is Option<Kind>"),
            ("api::models::Line: Default", "models::Line is Default"),
            ("api::models::Kind::Busy = \"busy: (no)\"", "models::Kind::Busy"),
            ("api::operations::Save::page(i64) = \"Page\"", "operations::Save::page takes i64 gives itself"),
        ] {
            assert_eq!(read(line), expected);
        }
    }
}
