//! What can be wrong with names.

use super::{Quoted, key};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Origin;

/// What a document says to give an item another name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Naming {
    /// `x-rust-name`, of what has a place for it.
    RustName,
    /// `x-server-name`, of a server.
    ServerName,
    /// The names of the values beside an `enum`.
    ValueNames,
    /// Nothing but the name of the tag itself.
    Tag,
}

impl Naming {
    fn choice(self) -> &'static str {
        match self {
            Self::RustName => "choose a name by `x-rust-name`",
            Self::ServerName => "choose a name by `x-server-name`",
            Self::ValueNames => "choose names for all values of the `enum` by `x-enum-varnames`",
            Self::Tag => "call the tag otherwise, here and where operations have it",
        }
    }
}

/// What has the name that an item would have.
#[derive(Clone, Copy, Debug)]
pub enum Rival<'a> {
    /// Another item at this place: it has the name, or wants it as well, which is to be said of it.
    Item(&'a Origin, &'static str),
    /// Another item that has no place of its own.
    Unplaced,
    /// Something that is called so in all generated code of the kind.
    Generated,
}

/// Two items of a scope that are called the same in Rust, also with their context added.
///
/// `scope` says where ("the struct `User`").
pub fn name_collision(rust_name: &str, (scope, naming): (&str, Naming), first: &Origin, again: &Origin) -> Diagnostic {
    let message = format!("two items would be called {} in {scope}", Quoted(rust_name));
    Diagnostic::new(Code::NameCollision, message)
        .at(key(again), "this one")
        .at(key(first), "and this one")
        .help(naming.choice())
}

/// An item whose Rust name was taken and that is called by its context too.
pub fn renamed_on_clash(
    rust_name: &str,
    wire_name: &str,
    origin: &Origin,
    rival: Rival<'_>,
    naming: Naming,
) -> Diagnostic {
    let taken = match rival {
        Rival::Item(..) | Rival::Unplaced => "its own name is taken",
        Rival::Generated => "generated code has something else of this name",
    };
    let message = format!("{} is called {}, because {taken}", Quoted(wire_name), Quoted(rust_name));
    let diagnostic = Diagnostic::new(Code::RenamedOnClash, message).at(key(origin), "");
    let diagnostic = match rival {
        Rival::Item(rival, text) => diagnostic.at(key(rival), text),
        Rival::Unplaced | Rival::Generated => diagnostic,
    };
    diagnostic.help(naming.choice())
}
