//! The clients against a server in the process: what arrives is what the document wants, and what the document
//! declares as an answer comes out of the client.

mod answers;
mod coverage;
mod expectation;
mod request;
mod requests;
mod server;
mod servers;

use generated_client::{Session, auth};

/// A session with the token that expectations have.
fn session() -> Session {
    Session::builder().auth(auth::Bearer::new(expectation::TOKEN)).build().expect("a session")
}
