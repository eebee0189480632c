//! How long a download waits: for each piece as long as for an attempt, for all of them without end.

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use generated_client::ErrorKind::Timeout;
use generated_client::ringcentral_user_settings::Client;
use generated_client::transport::{Body, BoxFuture, Transport, TransportError, TransportRequest, TransportResponse};
use generated_client::{Download, Session};
use http_body_util::StreamBody;
use tokio::time::{Sleep, sleep};

/// Answers each request with a body of pieces that take their time.
struct Slowly(Vec<Duration>);

/// A piece of one byte after each time.
struct Late {
    times: std::vec::IntoIter<Duration>,
    waiting: Option<Pin<Box<Sleep>>>,
}

impl Stream for Late {
    type Item = Result<http_body::Frame<Bytes>, std::io::Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.waiting.is_none() {
            let Some(time) = self.times.next() else { return Poll::Ready(None) };
            self.waiting = Some(Box::pin(sleep(time)));
        }
        let waiting = self.waiting.as_mut().expect("it was set above");
        ready!(waiting.as_mut().poll(context));
        self.waiting = None;
        Poll::Ready(Some(Ok(http_body::Frame::data(Bytes::from_static(b"x")))))
    }
}

impl Transport for Slowly {
    fn execute(&self, _request: TransportRequest) -> BoxFuture<'_, Result<TransportResponse, TransportError>> {
        let body = StreamBody::new(Late { times: self.0.clone().into_iter(), waiting: None });
        Box::pin(async { Ok(TransportResponse::new(Body::wrap(body))) })
    }
}

/// A download of a session with 30 seconds for an attempt and 60 for a call.
async fn download(times: Vec<Duration>) -> Download {
    let session = Session::builder().transport(Slowly(times));
    let session = session.attempt_timeout(Duration::from_secs(30)).timeout(Duration::from_secs(60));
    let client = Client::new(session.build().expect("a session"));
    client.read_user_profile_image_legacy().send_streaming().await.expect("a success").into_body()
}

#[tokio::test(start_paused = true)]
async fn a_download_may_take_longer_than_a_call_while_pieces_come() {
    let mut download = download(vec![Duration::from_secs(29); 100]).await;
    while let Some(piece) = download.next().await {
        piece.expect("it comes in time");
    }
    assert_eq!(download.received(), 100);
}

#[tokio::test(start_paused = true)]
async fn a_caller_may_take_longer_than_the_server() {
    let mut download = download(vec![Duration::from_secs(1); 3]).await;
    while let Some(piece) = download.next().await {
        piece.expect("it comes in time");
        sleep(Duration::from_secs(3600)).await;
    }
    assert_eq!(download.received(), 3);
}

#[tokio::test(start_paused = true)]
async fn a_piece_that_does_not_come_in_time_ends_the_download() {
    let mut download = download(vec![Duration::from_secs(1), Duration::from_secs(31)]).await;
    download.next().await.expect("a piece").expect("it comes in time");
    let error = download.next().await.expect("an end").expect_err("it does not come in time");
    assert_eq!((error.kind(), error.attempts()), (Timeout, 1), "{error}");
    assert_eq!(error.to_string(), "readUserProfileImageLegacy: timed out: no answer within 30s");
    assert!(error.is_timeout() && error.is_retryable() && error.may_have_reached_server(), "{error}");
    assert!(download.next().await.is_none(), "it is not waited for again");
    assert_eq!(download.received(), 1);
}

#[tokio::test(start_paused = true)]
async fn waiting_for_a_piece_can_be_given_up_and_taken_up() {
    let mut download = download(vec![Duration::from_secs(20)]).await;
    for _ in 0..3 {
        let waited = tokio::time::timeout(Duration::from_secs(5), download.next()).await;
        assert!(waited.is_err(), "it is not there yet");
    }
    download.next().await.expect("a piece").expect("nothing was lost");
    assert!(download.next().await.is_none());
}
