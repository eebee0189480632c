//! Files on their way: images that are uploaded, and content that is downloaded, whole or bit by bit.
//!
//! The servers are real ones on this machine, but where time has to pass.

mod conditions;
mod downloads;
mod endings;
mod patience;
mod uploads;

use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use generated_client::ringcentral_user_settings::Client;
use generated_client::{Download, SessionBuilder};

use crate::faults::server::FaultServer;

/// An image of bytes that are no text, with what could be taken for the end of a part, a line or a chunk.
const IMAGE: &[u8] = b"\x89PNG\r\n\x1a\n\x00\xff\xfe\r\n--generated-client-\r\n--\r\n0\r\n\r\n";

const MEBIBYTE: usize = 1 << 20;

/// The client of a new session at a server.
fn client(session: SessionBuilder, server: &FaultServer) -> Client {
    Client::new(session.build().expect("a session")).with_base_url(server.url()).expect("a URL")
}

/// A stream of pieces that are there already.
struct Pieces(std::vec::IntoIter<std::io::Result<Bytes>>);

impl Pieces {
    fn of(pieces: impl IntoIterator<Item = std::io::Result<&'static [u8]>>) -> Self {
        let pieces = pieces.into_iter().map(|piece| piece.map(Bytes::from_static));
        Self(pieces.collect::<Vec<_>>().into_iter())
    }
}

impl Stream for Pieces {
    type Item = std::io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, _context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.next())
    }
}

/// What is left of a download, as the stream that it is.
async fn rest(mut download: Download) -> generated_client::Result<Vec<u8>> {
    let mut rest = Vec::new();
    while let Some(piece) = poll_fn(|context| Pin::new(&mut download).poll_next(context)).await {
        rest.extend_from_slice(&piece?);
    }
    Ok(rest)
}
