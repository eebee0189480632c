//! Bodies that are read bit by bit: [`Download`].

use std::borrow::Cow;
use std::fmt;
use std::future::poll_fn;
use std::io;
use std::path::Path;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use http_body::{Body as _, Frame};
use tokio::fs::File;
use tokio::io::AsyncWriteExt;
use tokio::time::{Sleep, sleep};

use super::body::Body;
use super::transport::{Reach, TransportError};
use crate::{Error, Result};

/// The body of an answer, read as it comes. No limit holds for its size; each piece must come within the time for an
/// attempt.
///
/// ```no_run
/// # async fn demo(client: generated_client::ringcentral_user_settings::Client) -> generated_client::Result<()> {
/// use generated_client::ringcentral_user_settings::models::ScaleSize;
///
/// let mut image = client.read_scaled_profile_image(ScaleSize::Original).send_streaming().await?.into_body();
/// while let Some(piece) = image.next().await {
///     println!("{} bytes, {} of {:?}", piece?.len(), image.received(), image.length());
/// }
/// # Ok(()) }
/// ```
pub struct Download {
    operation: Cow<'static, str>,
    /// How often the request was sent.
    attempts: u32,
    body: Body,
    length: Option<u64>,
    received: u64,
    patience: Duration,
    waiting: Option<Pin<Box<Sleep>>>,
}

impl Download {
    pub(crate) fn new(operation: Cow<'static, str>, attempts: u32, body: Body, patience: Duration) -> Self {
        let length = body.size_hint().exact();
        Self { operation, attempts, body, length, received: 0, patience, waiting: None }
    }

    /// All bytes there will be, when the server has said so and they are not encoded on the way.
    pub fn length(&self) -> Option<u64> {
        self.length
    }

    /// The bytes so far.
    pub fn received(&self) -> u64 {
        self.received
    }

    /// The next piece; none at the end.
    ///
    /// # Errors
    ///
    /// The connection is lost, or nothing comes in time.
    pub async fn next(&mut self) -> Option<Result<Bytes>> {
        poll_fn(|context| self.poll_piece(context)).await
    }

    pub(crate) fn poll_piece(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes>>> {
        loop {
            let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(context) else {
                let waiting = self.waiting.get_or_insert_with(|| Box::pin(sleep(self.patience)));
                ready!(waiting.as_mut().poll(context));
                return Poll::Ready(Some(Err(self.failed(Error::timeout(self.patience, Reach::Perhaps)))));
            };
            self.waiting = None;
            match frame.map(|frame| frame.map(Frame::into_data)) {
                Some(Ok(Ok(piece))) => {
                    self.received += piece.len() as u64;
                    return Poll::Ready(Some(Ok(piece)));
                }
                // Trailers.
                Some(Ok(Err(_))) => {}
                Some(Err(error)) => {
                    let error = TransportError::of_body(error).into();
                    return Poll::Ready(Some(Err(self.failed(error))));
                }
                None => return Poll::Ready(None),
            }
        }
    }

    /// Ends the body, so that it is not waited for again.
    fn failed(&mut self, error: Error) -> Error {
        self.body = Body::empty();
        self.about(error)
    }

    /// An error about what came.
    pub(crate) fn about(&self, error: Error) -> Error {
        error.of(self.operation.clone()).with_attempts(self.attempts)
    }

    /// Writes what is left into a file, which is made or overwritten, and gives the bytes of all.
    ///
    /// # Errors
    ///
    /// As of [`next`](Self::next), and build when the file cannot be written. What came by then is in the file.
    pub async fn save_to(mut self, path: impl AsRef<Path>) -> Result<u64> {
        let path = path.as_ref();
        let failed = |error| Error::build(format!("cannot write `{}`", path.display())).because(error);
        let mut file = File::create(path).await.map_err(failed)?;
        let written = self.write_to(&mut file, &failed).await;
        // A file of tokio's is written behind the call: what came must be there before an error, too.
        let flushed = file.flush().await.map_err(failed);
        written.and(flushed).map(|()| self.received)
    }

    async fn write_to(&mut self, file: &mut File, failed: &(dyn Fn(io::Error) -> Error + Sync)) -> Result<()> {
        while let Some(piece) = self.next().await {
            file.write_all(&piece?).await.map_err(failed)?;
        }
        Ok(())
    }
}

impl fmt::Debug for Download {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut fields = formatter.debug_struct("Download");
        fields
            .field("operation", &self.operation)
            .field("length", &self.length)
            .field("received", &self.received)
            .finish()
    }
}

#[cfg(feature = "stream")]
impl futures_core::Stream for Download {
    type Item = Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_piece(context)
    }
}
