//! Where credentials come from and how they are renewed, against a fake transport under a paused clock.

mod any_document;
mod environment;
mod files;
mod herd;
mod nothing_leaks;
mod odin;
mod processes;
mod ringcentral_code;
mod ringcentral_jwt;
mod ringcentral_refresh;
mod rotation;
mod stores;
mod zoom;

use std::sync::atomic::{AtomicUsize, Ordering};

use generated_client::auth::Auth;
use generated_client::{Session, SessionBuilder, ringcentral_presence as presence};

use crate::fake::{Fake, Outcome, Sent};

/// A service that answers requests for tokens and all others, each by how many of its kind came before.
fn service(
    token: impl Fn(usize, &Sent) -> Outcome + Send + Sync + 'static,
    call: impl Fn(usize, &Sent) -> Outcome + Send + Sync + 'static,
) -> Fake {
    let (tokens, calls) = (AtomicUsize::new(0), AtomicUsize::new(0));
    Fake::new(move |sent| {
        if is_for_token(sent) {
            token(tokens.fetch_add(1, Ordering::SeqCst), sent)
        } else {
            call(calls.fetch_add(1, Ordering::SeqCst), sent)
        }
    })
}

fn is_for_token(sent: &Sent) -> bool {
    ["/oauth/token", "/auth/token"].iter().any(|path| sent.url.ends_with(path))
}

/// A call that succeeds, of any service.
fn success(_before: usize, _sent: &Sent) -> Outcome {
    Outcome::json(200, r#"{"userId":"1@odin"}"#)
}

/// Tokens by number that live for an hour: `access-0` with `refresh-0`, `access-1` with `refresh-1`.
fn hourly(number: usize, _sent: &Sent) -> Outcome {
    tokens(number, 3600)
}

/// The tokens of a number, by their life in seconds.
fn tokens(number: usize, life: u64) -> Outcome {
    let body = format!(r#"{{"access_token":"access-{number}","token_type":"bearer","expires_in":{life},"#,)
        + &format!(r#""refresh_token":"refresh-{number}","refresh_token_expires_in":604800,"scope":"a b"}}"#);
    Outcome::json(200, &body)
}

/// A refusal by RFC 6749 section 5.2.
fn refusal(status: u16, code: &str) -> Outcome {
    Outcome::json(status, &format!(r#"{{"error":"{code}","error_description":"It is refused."}}"#))
}

fn builder(auth: impl Auth + 'static, fake: &Fake) -> SessionBuilder {
    Session::builder().auth(auth).transport(fake.clone())
}

fn session(auth: impl Auth + 'static, fake: &Fake) -> Session {
    builder(auth, fake).build().expect("a session")
}

/// A client of a RingCentral service.
fn ringcentral(auth: impl Auth + 'static, fake: &Fake) -> presence::Client {
    presence::Client::new(session(auth, fake))
}

impl Fake {
    /// The requests for tokens.
    fn for_tokens(&self) -> Vec<Sent> {
        self.sent().into_iter().filter(is_for_token).collect()
    }

    /// The bodies of the requests for tokens.
    fn forms(&self) -> Vec<String> {
        self.for_tokens().into_iter().map(|sent| sent.body).collect()
    }

    /// The `Authorization` of all that is no request for a token.
    fn bearers(&self) -> Vec<String> {
        let calls = self.sent().into_iter().filter(|sent| !is_for_token(sent));
        calls.map(|sent| sent.header("authorization").unwrap_or_default().to_owned()).collect()
    }
}
