//! All that generated code names, under the names it uses; no part of the public API.
//!
//! Generated files start with `use crate::codegen::*;`, those of other crates with `use generated_client::codegen::*;`.

pub use bytes::Bytes;
pub use serde;

pub use super::auth::SecurityScheme;
pub use super::batch::Batch;
pub use super::body::Upload;
pub use super::call::{BodyChoice, Call};
pub use super::codec::{
    Base64, Date, DateTime, Decode, DecodeResult, Encode, Extra, Json, Key, Kind, Map, MapSink, Member, Nullable,
    Number, OpenTuple, Reader, Rest, Scope, Shape, Slot, StringOrInteger, StringOrNumber, Tagged, Unrecognized,
    UnrecognizedInteger, Variant, Variants, Visitor, Writer, decode_integer, decode_text, decode_union, deserialize,
    encode_tagged, failed, payload_of, serialize, value_of,
};
pub use super::download::Download;
pub use super::error::{Error, Result};
pub use super::events::{Event, Events, Records, Separator};
pub use super::form::{Form, Part};
pub use super::header::Header;
pub use super::limit::RateLimiting;
pub use super::limit::quota::{Quota, RateLimits};
pub use super::operation::{Idempotency, Method, Operation};
pub use super::pages::{Items, Numbered, Pages, Paging};
pub use super::parameter::{Explode, In, Parameter, Style};
pub use super::response::{Answer, Output, Response};
pub use super::retry::RetryPolicy;
pub use super::service::{ServerDescription, Service, ServiceDescription};
pub use super::session::Session;
pub use super::transport::BoxFuture;
pub use super::untyped::Request;
pub use super::validate::{Checker, Rule, Validate, Violations};
pub use crate::{
    __batched as batched, __bodies as bodies, __builder as builder, __client as client, __events as events,
    __form as form, __integer_enum as integer_enum, __model as model, __operation as operation, __paged as paged,
    __records as records, __responses as responses, __string_enum as string_enum, __union as union,
};

use super::codec::DecodeError;

/// An argument as what it stands for.
pub fn into<T>(value: impl Into<T>) -> T {
    value.into()
}

/// The elements of an argument.
pub fn list<T>(items: impl IntoIterator<Item: Into<T>>) -> Vec<T> {
    items.into_iter().map(Into::into).collect()
}

/// The members of an argument.
pub fn map<T>(members: impl IntoIterator<Item = (impl Into<String>, impl Into<T>)>) -> Map<T> {
    members.into_iter().map(|(name, value)| (name.into(), value.into())).collect()
}

/// The name on the wire, which stands behind that of the field where the two differ; the `r#` of a raw identifier is
/// no part of a name.
pub fn wire_name(names: &[&'static str]) -> &'static str {
    match names {
        [field] => field.strip_prefix("r#").unwrap_or(field),
        [.., wire] => wire,
        [] => "",
    }
}

/// The body of an error's answer, read by its status, when it is what the document says. A success that no key of
/// `responses` names is one that `default` describes (OpenAPI 3.0.3, "Responses Object").
pub fn error_body<T: Output>(error: &Error, operation: &Operation) -> Option<T> {
    let answer = Answer::of_error(error).filter(|answer| operation.has_error_body(answer.status()))?;
    T::read(&answer).ok()
}

/// The error of an answer with a success that the document does not name.
#[cold]
pub fn undeclared(status: u16) -> DecodeError {
    DecodeError::new(0, format!("the document declares no answer with status {status}"))
}
