//! Reads a long list and prints the most bytes that were in use at once: by the end of page 10, and of the whole.
//!
//! A process of its own, as the allocator counts for all of its threads.

use std::alloc::System;

use bytes::Bytes;
use generated_client::transport::{Body, BoxFuture, Transport, TransportError, TransportRequest, TransportResponse};
use generated_client::{Result, Session, auth, zoom_phone_users};
use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

const PAGES: usize = 1_000;
const ITEMS: usize = 100;

/// A server of a list, which keeps nothing.
struct Server;

impl Transport for Server {
    fn execute(&self, request: TransportRequest) -> BoxFuture<'_, Result<TransportResponse, TransportError>> {
        let query = request.uri().query().unwrap_or_default();
        let token = query.split('&').find_map(|pair| pair.strip_prefix("next_page_token="));
        let page = page(token.map_or(0, |token| token.parse().unwrap_or_default()));
        Box::pin(async { Ok(TransportResponse::new(Body::from(Bytes::from(page)))) })
    }
}

/// A page whose token, like those of the others, is as long as numbers can be.
fn page(number: usize) -> String {
    let user =
        |item| format!(r#"{{"id": "{number:08}-{item:08}", "email": "ada@example.com", "added": ["{item:08}"]}}"#);
    let users: Vec<String> = (0..ITEMS).map(user).collect();
    let next = number + 1;
    let next = if next < PAGES { format!("{next:08}") } else { String::new() };
    format!(r#"{{"users": [{}], "next_page_token": "{next}"}}"#, users.join(", "))
}

/// Bytes that are in use.
fn live() -> usize {
    let stats = ALLOCATOR.stats();
    stats.bytes_allocated.saturating_sub(stats.bytes_deallocated)
}

#[expect(clippy::print_stdout, reason = "the figures are what the test reads")]
#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let session = Session::builder().auth(auth::Bearer::new("token")).transport(Server);
    // Without a quota, whose calls of the last second would be kept.
    let zoom = zoom_phone_users::Client::new(session.rate_limit("Zoom", "MEDIUM", []).build()?);
    let mut users = zoom.list_phone_users().page_size(100).items();
    let (mut count, mut most, mut most_at_first) = (0, 0, 0);
    while let Some(user) = users.next().await {
        let user = user?;
        count += usize::from(user.id.is_some());
        most = most.max(live());
        if count == 10 * ITEMS {
            most_at_first = most;
        }
    }
    println!("{count} {most_at_first} {most}");
    Ok(())
}
