//! Calls of the golden operations over a transport that records.
//!
//! What is expected comes from the fixtures and from OpenAPI 3.0.3, "Style Examples", not from the code.

mod answers;
mod bodies;
mod lists;
mod parameters;
mod recorder;
mod services;
