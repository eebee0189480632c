//! Calls of the golden operations, and models there and back.
