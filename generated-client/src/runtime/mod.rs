//! The runtime: everything that generated code is not.
//!
//! [`codec`] and [`validate`] know values, [`operation`], [`parameter`] and [`service`] hold what the document says
//! as constant data, [`call`] is filled by generated setters, [`request`] and [`send`] carry it out over
//! [`transport`]. The macros are the grammar of generated code.

pub(crate) mod auth;
pub(crate) mod batch;
#[cfg(feature = "blocking")]
pub mod blocking;
pub(crate) mod body;
pub(crate) mod call;
mod channel;
mod charset;
pub(crate) mod codec;
pub mod codegen;
mod cookies;
pub(crate) mod download;
pub(crate) mod error;
pub(crate) mod events;
mod exchange;
pub(crate) mod form;
pub(crate) mod header;
pub(crate) mod limit;
mod macros;
mod media;
pub(crate) mod observe;
pub(crate) mod operation;
mod origin;
pub(crate) mod pages;
pub(crate) mod parameter;
mod request;
pub(crate) mod response;
pub(crate) mod retry;
mod send;
pub(crate) mod service;
pub(crate) mod session;
mod style;
#[cfg(feature = "testing")]
pub mod testing;
pub(crate) mod transport;
pub(crate) mod untyped;
pub(crate) mod url_encoded;
pub(crate) mod validate;

#[cfg(test)]
mod tests;
