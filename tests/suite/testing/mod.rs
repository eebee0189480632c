//! The fake for the tests of others, as a crate uses it that has but this client.

mod answers;
mod calls;
mod kinds;

use generated_client::testing::Fake;
use generated_client::zoom_phone_users::Client;

/// Zoom over a session that the fake makes.
fn zoom(fake: &Fake) -> Client {
    Client::new(fake.session())
}
