//! The tests of the project, in `suite`; and, in `bin`, what they need as processes of their own.
