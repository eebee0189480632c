//! The clients against a server in the process: what arrives is what the document wants, and what the document
//! declares as an answer comes out of the client.

mod answers;
mod coverage;
mod expectation;
mod request;
mod requests;
pub(crate) mod server;
mod servers;

use generated_client::{RateLimiting, RetryPolicy, Session, auth};

/// A session with the token that expectations have, which sends every call once and at once.
fn session() -> Session {
    let builder = Session::builder().auth(auth::Bearer::new(expectation::TOKEN));
    builder.retry_policy(RetryPolicy::never()).rate_limiting(RateLimiting::Off).build().expect("a session")
}
