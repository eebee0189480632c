//! An item of the public API: a line of the listing.

use std::fmt;

use crate::brackets::{closed, separated};
use crate::source::Origin;

/// An item: where it is, and what it says.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    /// `models::User.name`, `Client::list_users`.
    pub(crate) path: String,
    /// What a call is given at once; none for what is no call.
    pub(crate) arguments: Option<Vec<Argument>>,
    /// What follows the path and the arguments.
    pub(crate) says: String,
    /// Where the document declares it; none for what every service has.
    pub(crate) origin: Option<Origin>,
    /// Which of several it is that are declared there.
    pub(crate) mark: Option<Mark>,
    /// The operation that it is of.
    pub(crate) operation: Option<Origin>,
}

/// What tells one from others that are declared at the same place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// A value, in JSON.
    Value(String),
    /// The place of what it holds.
    Place(Origin),
    /// The parts of its operation that it is made of, answers or the body; those of one type together.
    Parts(Vec<Vec<Origin>>),
}

impl Mark {
    /// A part of an operation alone.
    pub(crate) fn part(origin: &Origin) -> Self {
        Self::Parts(vec![vec![origin.clone()]])
    }
}

/// An argument of a call.
#[derive(Clone, Debug)]
pub(crate) struct Argument {
    pub(crate) name: String,
    pub(crate) ty: String,
    /// Its name on the wire.
    pub(crate) wire: String,
    pub(crate) origin: Option<Origin>,
}

impl Item {
    pub(super) fn new(path: String, says: String) -> Self {
        Self { path, arguments: None, says, origin: None, mark: None, operation: None }
    }

    pub(super) fn call(path: String, arguments: Vec<Argument>, says: String) -> Self {
        Self { arguments: Some(arguments), ..Self::new(path, says) }
    }

    /// Reads a line of a listing.
    pub(crate) fn parse(line: &str) -> Self {
        let ends = ["(", ": ", " = "].iter().filter_map(|end| line.find(end));
        let (path, says) = line.split_at(ends.min().unwrap_or(line.len()));
        let is_call = path.ends_with("::new") || path.contains("::Client::");
        let given = says.strip_prefix('(').filter(|_| is_call).and_then(closed);
        match given {
            Some((arguments, says)) => {
                let arguments = separated(arguments).into_iter().map(Argument::parse).collect();
                Self::call(path.to_owned(), arguments, says.to_owned())
            }
            None => Self::new(path.to_owned(), says.to_owned()),
        }
    }

    /// With the place that declares it, unless it has one that says more.
    pub(super) fn declared_at(mut self, origin: &Origin) -> Self {
        self.origin.get_or_insert_with(|| origin.clone());
        self
    }

    /// Of an operation, which declares it unless that is said.
    pub(super) fn of_operation(mut self, origin: &Origin) -> Self {
        self.operation = Some(origin.clone());
        self.declared_at(origin)
    }

    /// One of several that are declared at a place.
    pub(super) fn marked(mut self, mark: Mark) -> Self {
        self.mark = Some(mark);
        self
    }

    /// The same in a module or type.
    pub(super) fn within(mut self, parent: &str) -> Self {
        let separator = if self.path.starts_with(['.', ':']) || self.path.is_empty() { "" } else { "::" };
        self.path = [parent, separator, &self.path].concat();
        self
    }
}

impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        if let Some(arguments) = &self.arguments {
            let arguments: Vec<String> =
                arguments.iter().map(|argument| format!("{}: {}", argument.name, argument.ty)).collect();
            write!(f, "({})", arguments.join(", "))?;
        }
        f.write_str(&self.says)
    }
}

impl Argument {
    fn parse(text: &str) -> Self {
        let (name, ty) = text.split_once(": ").unwrap_or((text, ""));
        Self { name: name.to_owned(), ty: ty.to_owned(), wire: name.to_owned(), origin: None }
    }
}
