//! Makes 10,000 calls, 256 at a time, behind others that let connections grow to their size, and prints what came of
//! all, and the connections and bytes that were in use before the 10,000 and behind them.
//!
//! A process of its own, as the allocator counts for all of its threads.

use std::alloc::System;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use generated_client::{Error, RateLimiting, Session, auth, zoom_phone_users};
use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};
use tests::server::{Reply, Request, Server};
use tokio::task::JoinSet;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

const CALLS: usize = FIRST + 10_000;
const AT_ONCE: usize = 256;
/// By then each connection has the buffers that it will have: some thirty calls each.
const FIRST: usize = 15_000;

/// Answers each user with its own id, and requests for a token with one.
fn answer(request: &Request<'_>, tokens: &AtomicUsize) -> Reply {
    const JSON: &str = "content-type: application/json\r\n";
    if request.line == "POST /oauth/token" {
        tokens.fetch_add(1, Ordering::Relaxed);
        return Reply::Answer(200, JSON, r#"{"access_token": "t", "expires_in": 3600}"#.to_owned());
    }
    match request.line.strip_prefix("GET /phone/users/") {
        Some(id) => Reply::Answer(200, JSON, format!(r#"{{"id": "{id}", "email": "{id}@example.com"}}"#)),
        None => Reply::Answer(404, JSON, "{}".to_owned()),
    }
}

/// Makes the calls up to a number, many at once, and gives how many had their own answer.
async fn calls(zoom: &zoom_phone_users::Client, next: &Arc<AtomicUsize>, end: usize) -> usize {
    let mut workers = JoinSet::new();
    for _ in 0..AT_ONCE {
        let (zoom, next) = (zoom.clone(), Arc::clone(next));
        workers.spawn(async move {
            let mut right = 0;
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= end {
                    return right;
                }
                let id = format!("u{number}");
                let user = zoom.phone_user(&id).await;
                right += usize::from(user.is_ok_and(|user| user.id == Some(id)));
            }
        });
    }
    workers.join_all().await.into_iter().sum()
}

/// Bytes that are in use.
fn live() -> usize {
    let stats = ALLOCATOR.stats();
    stats.bytes_allocated.saturating_sub(stats.bytes_deallocated)
}

#[expect(clippy::print_stdout, reason = "the figures are what the test reads")]
#[tokio::main(worker_threads = 2)]
async fn main() -> Result<(), Error> {
    let tokens = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&tokens);
    let server = Server::start(move |request| answer(request, &counted));
    let server = server.map_err(|error: io::Error| Error::auth("the server does not start").because(error))?;
    let auth = auth::ZoomServerToServer::new("account", "client", "secret");
    let session = Session::builder().auth(auth).rate_limiting(RateLimiting::Off).build()?;
    let zoom = zoom_phone_users::Client::new(session).with_base_url(&server.url)?;
    let mut right = calls(&zoom, &Arc::new(AtomicUsize::new(0)), FIRST).await;
    let after_first = (server.connections(), live());
    right += calls(&zoom, &Arc::new(AtomicUsize::new(FIRST)), CALLS).await;
    let tokens = tokens.load(Ordering::Relaxed);
    println!("{right} {tokens} {} {} {} {}", after_first.0, after_first.1, server.connections(), live());
    Ok(())
}
