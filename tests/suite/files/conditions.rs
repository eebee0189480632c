//! Conditional requests (RFC 9110 section 13): an image that is known already is not sent again.

use generated_client::ErrorKind::Api;

use super::{IMAGE, client};
use crate::faults::server::{FaultServer, Step};
use crate::faults::service::session;
use crate::faults::{answer, head};

const TAG: &str = "W/\"1,2\"";
const DATE: &str = "Mon, 02 Mar 2026 14:05:31 GMT";

fn image(tag: &str) -> Vec<Step> {
    vec![Step::Send(answer(200, &[("content-type", "image/png"), ("etag", tag), ("last-modified", DATE)], IMAGE))]
}

#[tokio::test]
async fn an_image_that_has_not_changed_is_an_error_that_says_so() {
    let unchanged = vec![Step::Send(head(304, &[("etag", TAG)]))];
    let server = FaultServer::start([image(TAG), unchanged]);
    let client = client(session(), &server);
    let first = client.read_user_profile_image_legacy().send().await.expect("the image is there");
    let (tag, date) = (first.etag().expect("a tag"), first.header("last-modified").expect("a date"));
    assert_eq!((tag, date), (TAG, DATE));

    for (name, value) in [("if-none-match", tag), ("If-Modified-Since", date)] {
        let call = || client.read_user_profile_image_legacy().with_header(name, value);
        let whole = call().await.expect_err("it is the same");
        let streamed = call().send_streaming().await.expect_err("it is the same");
        for error in [whole, streamed] {
            assert_eq!((error.kind(), error.is_not_modified(), error.attempts()), (Api, true, 1), "{error}");
            assert!(!error.is_retryable() && !error.is_not_found(), "{error}");
            assert_eq!(error.headers().expect("an answer")["etag"], TAG);
            let sent = server.seen().requests.pop().expect("a request");
            assert_eq!(sent.header(name), Some(value), "{name}");
        }
    }
    assert_eq!(server.seen().connections, 1, "an answer without content leaves the connection as it was");
}

#[tokio::test]
async fn an_image_that_has_changed_comes_with_its_new_tag() {
    let server = FaultServer::start([image(TAG), image("\"3\"")]);
    let client = client(session(), &server);
    let tag = client.read_user_profile_image_legacy().send().await.expect("an image").etag().map(str::to_owned);
    let call = client.read_user_profile_image_legacy().with_header("if-none-match", &tag.expect("a tag"));
    let second = call.send().await.expect("another image");
    assert_eq!((second.etag(), &second.body()[..]), (Some("\"3\""), IMAGE));
}

#[tokio::test]
async fn other_refusals_are_not_taken_for_an_unchanged_image() {
    for status in [300, 302, 404, 412] {
        let server = FaultServer::start([vec![Step::Send(answer(status, &[], b""))]]);
        let error = client(session(), &server).read_user_profile_image_legacy().await.expect_err("a refusal");
        assert!(!error.is_not_modified(), "{error}");
    }
}
