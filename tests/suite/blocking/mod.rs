//! Calls without async: where they can wait, and where they cannot.

mod outside;
mod runtimes;

use std::time::Duration;

use generated_client::testing::{Answer, Fake};
use generated_client::zoom_phone_users::{Client, operations::PhoneUser};
use generated_client::{Result, blocking};

/// A fake that answers a little later, so that waiting takes a turn of the runtime's clock.
fn fake() -> Fake {
    Fake::new().on("phoneUser", Answer::json(r#"{"email": "ada"}"#).after(Duration::from_millis(1)))
}

fn call(fake: &Fake) -> PhoneUser {
    Client::new(fake.session()).phone_user("u")
}

/// Waits for a call and gives what came of it.
fn wait(fake: &Fake) -> Result<Option<String>> {
    blocking::wait(call(fake)).map(|user| user.email)
}

/// Asserts that waiting has succeeded.
fn assert_answered(result: Result<Option<String>>) {
    assert_eq!(result.expect("an answer").as_deref(), Some("ada"));
}
