//! How the operations of a generated crate are called, as data: enough to write a program that calls each of them with
//! values which are known only when it runs.
//!
//! Types are given as Rust, as code beside the crate's modules `models` and `operations` names them.

use crate::source::Origin;

/// An operation, as a caller sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// Where the document has it.
    pub origin: Origin,
    /// The method of the client.
    pub method: String,
    /// Its parameters; those that are arguments in the order of the method's.
    pub parameters: Vec<Taken>,
    /// Its body; as an argument, the last of the method's.
    pub body: Option<Body>,
}

/// A parameter of a call, or a part of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// Where it travels: `path`, `query`, `header`, `cookie`, or `form`.
    pub place: &'static str,
    /// What it is called there.
    pub wire: String,
    /// What the caller gives.
    pub kind: Kind,
    /// How the caller gives it.
    pub way: Way,
}

/// What a caller gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A value of this type.
    Value(String),
    /// A file.
    File,
    /// Files, one after the other.
    Files,
}

/// How a caller gives something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// As an argument, to what makes the call or the form.
    Argument,
    /// By the setter of this name.
    Setter(String),
}

/// The body of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// How it is given.
    pub way: Way,
    /// What it can be; the first is preferred.
    pub choices: Vec<Choice>,
}

/// One of the things that a body can be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The types that it can be sent as, the usual one first.
    pub media_types: Vec<String>,
    /// What makes a body of it: a variant of an enum, where there are several choices.
    pub variant: Option<String>,
    /// What it is made from.
    pub content: Content,
}

/// What a body is made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A value of this type.
    Value(String),
    /// A form of this type, from its parts.
    Form {
        /// The type.
        name: String,
        /// The parts; those that are arguments in the order in which the form is made of them.
        parts: Vec<Taken>,
    },
    /// A form whose parts the caller names.
    OpenForm,
    /// Bytes.
    Bytes,
    /// Text.
    Text,
}
