//! The tests of the project, in `suite`; in `bin`, what they need as processes of their own; here, what both share.

pub mod server;
