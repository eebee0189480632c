//! What is seen of an object at once, by which a union tells its variants apart.

use super::{Kind, Reader};
use crate::runtime::codec::DecodeResult;

/// A member's name, and what its value is at first sight.
pub(in crate::runtime::codec) type Sketch = (Box<str>, Sight);

/// What tells a value from others without reading all of it.
#[derive(Debug)]
pub(in crate::runtime::codec) enum Sight {
    /// A string, a number or a boolean, by its text.
    Scalar(Box<str>),
    /// `null`
    Null,
    /// Anything else.
    Other,
}

impl Reader<'_> {
    /// The members of an object: their names, and what is seen of each at once.
    pub(in crate::runtime::codec) fn sketch(&mut self) -> DecodeResult<Vec<Sketch>> {
        let mut members = Vec::new();
        let mut more = self.object_start()?;
        while more {
            let name = self.lexer.name().map_err(|problem| self.malformed(problem))?;
            let sight = match self.kind()? {
                Kind::Boolean | Kind::Number | Kind::String => self.seen_scalar()?,
                Kind::Null => self.raw().map(|_| Sight::Null)?,
                Kind::Array | Kind::Object => self.raw().map(|_| Sight::Other)?,
            };
            members.push((name.into(), sight));
            more = self.step(b'}')?;
        }
        Ok(members)
    }

    /// A string that no text can be, which is JSON all the same, tells nothing.
    fn seen_scalar(&mut self) -> DecodeResult<Sight> {
        let start = self.offset();
        if let Ok(text) = self.scalar_text() {
            return Ok(Sight::Scalar(text.into()));
        }
        self.lexer.go_to(start);
        self.raw().map(|_| Sight::Other)
    }
}
