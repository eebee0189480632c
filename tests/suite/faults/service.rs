//! A small service, written as the generator writes one: an idempotent call, one that is not, a value in every place
//! where a request has values, and a key in every place where a key can be.

use std::time::Duration;

use generated_client::codegen::*;
use generated_client::{RetryBudget, SessionBuilder, auth};

/// The token of the sessions here.
pub(crate) const TOKEN: &str = "secret-token";

/// A shelf.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub(super) struct Shelf {
    pub(super) id: String,
    pub(super) books: Option<Vec<i64>>,
    pub(super) topics: Option<Map<i64>>,
    pub(super) extra: Extra,
}

model! { Shelf { id required, books, topics } }
builder! { Shelf (id: text) { books: list(i64), topics: map(i64) } [extra] }

const KEYS: &[&[(&str, &[&str])]] =
    &[&[("token", &[])], &[("query key", &[])], &[("header key", &[])], &[("cookie key", &[])]];

const READ_SHELF: Operation = Operation::get("readShelf", "/halls/{hall}/shelves/{shelf}/books")
    .parameters(&[
        Parameter::path("hall").default("~"),
        Parameter::header("X-Trace"),
        Parameter::cookie("crumb"),
        Parameter::query("plain").allow_reserved(),
    ])
    .secured_by(KEYS);

const MAKE_SHELF: Operation = Operation::post("makeShelf", "/shelves").secured_by(KEYS);

/// Reads a shelf.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until it is awaited or sent"]
pub(super) struct ReadShelf(Call);

operation! { ReadShelf => Shelf, READ_SHELF }

impl ReadShelf {
    pub(super) fn hall(mut self, hall: &str) -> Self {
        self.0.set_text("hall", hall);
        self
    }

    pub(super) fn topic(mut self, topic: &str) -> Self {
        self.0.set_text("topic", topic);
        self
    }

    pub(super) fn plain(mut self, plain: &str) -> Self {
        self.0.set_text("plain", plain);
        self
    }

    pub(super) fn trace(mut self, trace: &str) -> Self {
        self.0.set_text("X-Trace", trace);
        self
    }

    pub(super) fn crumb(mut self, crumb: &str) -> Self {
        self.0.set_text("crumb", crumb);
        self
    }
}

/// Makes a shelf.
#[derive(Clone, Debug)]
#[must_use = "an operation does nothing until it is awaited or sent"]
pub(super) struct MakeShelf(Call);

operation! { MakeShelf => Shelf, MAKE_SHELF }

static SERVICE: ServiceDescription = ServiceDescription::new("shelves")
    .servers(&[ServerDescription::new("https://{tenant}.example.com/{base}")
        .variables(&[("tenant", "library"), ("base", "api")])])
    .schemes(&[
        SecurityScheme::bearer("token"),
        SecurityScheme::api_key("query key", In::Query, "api_key"),
        SecurityScheme::api_key("header key", In::Header, "X-Api-Key"),
        SecurityScheme::api_key("cookie key", In::Cookie, "sid"),
    ]);

/// The client.
#[derive(Clone, Debug)]
pub(super) struct Client(Service);

/// The servers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub(super) enum Server {
    Production,
}

client! { Client, Server, SERVICE }

impl Client {
    pub(super) fn read_shelf(&self, shelf: &str) -> ReadShelf {
        let mut call = self.0.call(&READ_SHELF);
        call.set_text("shelf", shelf);
        ReadShelf(call)
    }

    /// At the server of the document, whose URL has variables.
    pub(super) fn at_production(session: &Session) -> Self {
        Self::new(session.clone()).with_server(Server::Production)
    }

    pub(super) fn make_shelf(&self, body: impl Into<Shelf>) -> MakeShelf {
        let mut call = self.0.call(&MAKE_SHELF);
        call.json(&body.into());
        MakeShelf(call)
    }
}

/// A session with the token, that tries a call three times within milliseconds.
pub(crate) fn session() -> SessionBuilder {
    let policy = RetryPolicy::new().with_attempts(3).with_backoff(Duration::from_millis(1), Duration::from_millis(1));
    let builder = Session::builder().auth(auth::Bearer::new(TOKEN)).retry_policy(policy);
    builder.retry_budget(RetryBudget::unlimited()).rate_limiting(RateLimiting::Off)
}

/// The client of a new session at a server.
pub(super) fn client(session: SessionBuilder, url: &str) -> Client {
    client_of(&session.build().expect("a session"), url)
}

/// The client of a session at a server.
pub(super) fn client_of(session: &Session, url: &str) -> Client {
    Client::new(session.clone()).with_base_url(url).expect("a URL")
}
