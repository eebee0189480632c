//! What decoding refuses: where (JSON path and offset) and why. It keeps no body; [`Error`](crate::Error) does.

use std::fmt;

/// The result of decoding.
pub type DecodeResult<T> = Result<T, DecodeError>;

/// JSON text that does not fit the type it was decoded into.
///
/// One pointer wide, since it travels through every decode function.
#[derive(Clone, PartialEq, Eq)]
pub struct DecodeError(Box<Inner>);

#[derive(Clone, PartialEq, Eq)]
struct Inner {
    /// Innermost first: each level adds its own on the way out.
    steps: Vec<Step>,
    offset: usize,
    message: Box<str>,
}

/// One step of a JSON path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// A member of an object, by name.
    Member(Box<str>),
    /// An element of an array, from 0.
    Index(usize),
}

impl DecodeError {
    /// An error at `offset` bytes into the text; the path grows as the error leaves the values around it.
    #[cold]
    pub fn new(offset: usize, message: impl Into<Box<str>>) -> Self {
        Self(Box::new(Inner { steps: Vec::new(), offset, message: message.into() }))
    }

    /// The same error, inside the member `name`.
    #[cold]
    pub fn in_member(mut self, name: &str) -> Self {
        self.0.steps.push(Step::Member(name.into()));
        self
    }

    /// The same error, inside the element at `index`.
    #[cold]
    pub fn in_element(mut self, index: usize) -> Self {
        self.0.steps.push(Step::Index(index));
        self
    }

    /// The JSON path of the value that was refused: `$.records[3].status`.
    pub fn json_path(&self) -> String {
        json_path(self.0.steps.iter().rev())
    }

    /// Whether the value that was refused is one within the whole.
    pub(crate) fn is_inside(&self) -> bool {
        !self.0.steps.is_empty()
    }

    /// Where in the text the reader stood, in bytes from its start.
    pub fn offset(&self) -> usize {
        self.0.offset
    }

    /// What is wrong there.
    pub fn message(&self) -> &str {
        &self.0.message
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} at {:.MOST_SHOWN$} (byte {})", self.message(), self.json_path(), self.offset())
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "DecodeError({self})")
    }
}

impl std::error::Error for DecodeError {}

/// Characters of a path that show in a line: its names may be the server's.
const MOST_SHOWN: usize = 256;

/// Writes steps, outermost first, as a JSON path; names that are no identifiers are quoted.
pub(crate) fn json_path<'a>(steps: impl Iterator<Item = &'a Step>) -> String {
    let mut path = String::from("$");
    for step in steps {
        match step {
            Step::Member(name) if is_plain(name) => path.extend([".", name]),
            Step::Member(name) => path.extend(["[", &format!("{name:?}"), "]"]),
            Step::Index(index) => path.extend(["[", itoa::Buffer::new().format(*index), "]"]),
        }
    }
    path
}

fn is_plain(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}
