//! Says who is free now: the extensions whose presence is `Available`.
//!
//! Without arguments it asks for the whole account, page by page; with ids of extensions, for these alone, 30 in a
//! call. An extension whose presence cannot be had is named, and does not keep the others from being seen.
//!
//! | variable | what it holds |
//! |---|---|
//! | `RINGCENTRAL_CLIENT_ID`, `RINGCENTRAL_CLIENT_SECRET`, `RINGCENTRAL_JWT` | the application, and the user that it acts for |
//! | `CLIENT_BASE_URL` | the URL of a mock server, which is called in place of RingCentral with a token that says nothing |
//!
//! To try it without an account, start Prism, which answers with the examples of the document (`cargo xtask test` has
//! installed it), and leave it running:
//!
//! ```console
//! $ npx --prefix tests/node prism mock spec/ringcentral-presence.yaml --port 4010
//! ```
//!
//! and in another terminal:
//!
//! ```console
//! $ export CLIENT_BASE_URL=http://127.0.0.1:4010
//! $ cargo run --package generated-client --example who_is_free
//! $ cargo run --package generated-client --example who_is_free -- 3011
//! ```
//!
//! Prism refuses several ids in one call, as it cannot know of the answer to them.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program for the terminal")]

use std::env;
use std::process::ExitCode;

use generated_client::ringcentral_presence::Client;
use generated_client::ringcentral_presence::models::{PresenceInfo, PresenceStatus};
use generated_client::{Result, Session, auth};

/// What RingCentral takes in one call.
const MOST_IDS: usize = 30;

#[tokio::main]
async fn main() -> ExitCode {
    let ids: Vec<String> = env::args().skip(1).collect();
    match count(&ids).await {
        Ok(tally) => {
            println!("free: {} of {} extensions", tally.free, tally.seen);
            if tally.missing == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(error) => {
            eprintln!("the presence cannot be read: {error}");
            ExitCode::FAILURE
        }
    }
}

/// At RingCentral, or at the mock server that the environment names.
fn client() -> Result<Client> {
    match env::var("CLIENT_BASE_URL") {
        Ok(url) => Client::new(Session::builder().auth(auth::Bearer::new("mock")).build()?).with_base_url(url),
        Err(_) => Ok(Client::new(Session::builder().auth(auth::RingCentralJwt::from_env()?).build()?)),
    }
}

#[derive(Default)]
struct Tally {
    seen: usize,
    free: usize,
    missing: usize,
}

async fn count(ids: &[String]) -> Result<Tally> {
    let client = client()?;
    let mut tally = Tally::default();
    if ids.is_empty() {
        let mut account = client.account_presence().per_page(1000).items();
        while let Some(presence) = account.next().await {
            tally.add(&presence?);
        }
    }
    for ids in ids.chunks(MOST_IDS) {
        for one in client.get_presence_status().batch(ids).await? {
            match one.result {
                Ok(presence) => tally.add(&presence),
                Err(error) => {
                    tally.missing += 1;
                    eprintln!("{}: {error}", one.id);
                }
            }
        }
    }
    Ok(tally)
}

impl Tally {
    fn add(&mut self, presence: &PresenceInfo) {
        self.seen += 1;
        // A status that this client does not know yet is a value like any other: not available.
        if presence.presence_status == Some(PresenceStatus::Available) {
            self.free += 1;
            println!("{} is free", name(presence));
        }
    }
}

/// The number that colleagues dial; not every kind of extension has one.
fn name(presence: &PresenceInfo) -> String {
    let Some(extension) = &presence.extension else { return "an extension without a name".to_owned() };
    match (&extension.extension_number, &extension.id) {
        (Some(number), _) => format!("extension {number}"),
        (None, Some(id)) => format!("the extension with id {id}"),
        (None, None) => "an extension without a name".to_owned(),
    }
}
