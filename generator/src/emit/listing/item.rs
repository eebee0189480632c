//! An item of the public API: a line of the listing.

use std::fmt;

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
        Self { path, arguments: None, says, origin: None }
    }

    pub(super) fn call(path: String, arguments: Vec<Argument>, says: String) -> Self {
        Self { path, arguments: Some(arguments), says, origin: None }
    }

    /// With the place that declares it, unless it has one that says more.
    pub(super) fn declared_at(mut self, origin: &Origin) -> Self {
        self.origin.get_or_insert_with(|| origin.clone());
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
