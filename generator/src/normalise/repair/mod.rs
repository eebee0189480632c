//! Repairs: what real documents get wrong and what they can only mean by it, one function each. Every repair is
//! reported as a warning with its place.

mod paths;

pub(super) use paths::complete;
