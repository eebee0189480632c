//! Downloads that do not come to their end: refused, lost, dropped.

use std::time::Duration;

use generated_client::Error;
use generated_client::ErrorKind::{Api, Timeout, Transport};

use super::{IMAGE, MEBIBYTE, client, rest};
use crate::faults::server::{FaultServer, Plan, Step};
use crate::faults::service::{TOKEN, session};
use crate::faults::{answer, head};

/// A success whose body is to be sent.
fn begun(header: (&str, &str), beginning: &[u8]) -> Step {
    Step::Send([&head(200, &[header]), beginning].concat())
}

#[tokio::test]
async fn a_refusal_comes_before_the_download_with_a_body_of_its_own() {
    let body = br#"{"errorCode":"CMN-102","message":"Resource for parameter [extensionId] is not found"}"#;
    let server = FaultServer::start([vec![Step::Send(answer(404, &[], body))]]);
    let call = client(session(), &server).read_user_profile_image_legacy().extension_id("1");
    let error = call.send_streaming().await.expect_err("it is not there");
    assert!(error.kind() == Api && error.is_not_found(), "{error}");
    assert_eq!(error.body().map(|body| &body[..]), Some(&body[..]));
    assert_eq!(error.operation_id(), Some("readUserProfileImageLegacy"));
}

#[tokio::test]
async fn a_download_is_tried_again_up_to_its_head() {
    let faults: [Plan; 3] = [
        vec![Step::Send(answer(503, &[], b"later"))],
        vec![Step::Reset],
        vec![Step::Send(b"HTTP/1.1 2".to_vec()), Step::Close],
    ];
    for fault in faults {
        let server = FaultServer::start([fault.clone(), fault, vec![Step::Send(answer(200, &[], IMAGE))]]);
        let answer = client(session(), &server).read_user_profile_image_legacy().send_streaming().await;
        let answer = answer.expect("the third attempt is answered");
        assert_eq!(answer.attempts(), 3);
        assert_eq!(rest(answer.into_body()).await.expect("it comes"), IMAGE);
    }
}

#[tokio::test]
async fn a_body_that_breaks_off_is_an_error_behind_what_came() {
    let (length, chunks) = (("content-length", "100"), ("transfer-encoding", "chunked"));
    let zipped = [&head(200, &[("content-encoding", "gzip"), length])[..], b"\x1f\x8b\x08"].concat();
    let cases: [(&str, usize, Plan); 6] = [
        ("reset", 1, vec![begun(length, b"x"), Step::Reset]),
        ("closed", 1, vec![begun(length, b"x"), Step::Close]),
        ("closed between chunks", 1, vec![begun(chunks, b"1\r\nx\r\n"), Step::Close]),
        ("closed in a chunk", 1, vec![begun(chunks, b"5\r\nx"), Step::Close]),
        ("a chunk of no length", 1, vec![begun(chunks, b"1\r\nx\r\nzz\r\n"), Step::Close]),
        ("a code that is cut", 0, vec![Step::Send(zipped), Step::Close]),
    ];
    for (name, most, plan) in cases {
        let server = FaultServer::start([plan]);
        let answer = client(session(), &server).read_user_profile_image_legacy().send_streaming().await;
        let mut download = answer.expect(name).into_body();
        let mut error = None;
        while let Some(piece) = download.next().await {
            assert!(error.is_none(), "{name}: the error is the end");
            error = piece.err();
        }
        let error = error.expect(name);
        assert_eq!((error.kind(), error.attempts()), (Transport, 1), "{name}: {error}");
        assert!(error.may_have_reached_server() && error.is_retryable(), "{name}: {error}");
        assert!(download.received() <= most as u64, "{name}: {}", download.received());
        assert_printable(&error, name);
        assert_eq!(server.lines().len(), 1, "{name}: what has begun to come is not asked for again");
    }
}

#[tokio::test]
async fn what_came_before_a_body_broke_off_is_in_the_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("face.png");
    let server = FaultServer::start([vec![begun(("content-length", "100"), IMAGE), Step::Close]]);
    let answer = client(session(), &server).read_user_profile_image_legacy().send_streaming().await;
    let error = answer.expect("a success").into_body().save_to(&path).await.expect_err("it breaks off");
    assert_eq!(error.kind(), Transport, "{error}");
    assert_eq!(std::fs::read(path).expect("the file is there"), IMAGE);
}

#[tokio::test]
async fn a_server_that_stalls_in_the_body_is_left() {
    let server = FaultServer::start([vec![begun(("content-length", "100"), IMAGE), Step::Stall]]);
    let client = client(session().attempt_timeout(Duration::from_millis(100)), &server);
    let answer = client.read_user_profile_image_legacy().send_streaming().await;
    let mut download = answer.expect("a success").into_body();
    assert_eq!(download.next().await.expect("a piece").expect("it came"), IMAGE);
    let error = download.next().await.expect("an end").expect_err("nothing more comes");
    assert!(error.kind() == Timeout && error.is_timeout(), "{error}");
    assert_printable(&error, "stalled");
    server.gone(1).await;
    assert!(download.next().await.is_none());
}

#[tokio::test]
async fn a_download_that_is_dropped_ends_its_connection_and_no_other_call() {
    let large = head(200, &[("content-length", &(1u64 << 30).to_string())]);
    let plan = vec![Step::Send(large), Step::Pour(vec![7; 64 * 1024], 1 << 30)];
    let server = FaultServer::start([plan, vec![Step::Send(answer(200, &[], IMAGE))]]);
    let client = client(session(), &server);
    let mut download = client.read_user_profile_image_legacy().send_streaming().await.expect("it comes").into_body();
    download.next().await.expect("there is content").expect("a piece");
    drop(download);
    let seen = server.gone(1).await;
    assert!(seen.poured < 64 * MEBIBYTE as u64, "{} bytes were taken", seen.poured);
    assert_eq!(client.read_user_profile_image_legacy().await.expect("the next call works"), IMAGE);
    assert_eq!(server.seen().connections, 2);
}

/// No secret, and one line that names the operation.
fn assert_printable(error: &Error, name: &str) {
    let all = format!("{error} {error:?}");
    assert!(error.to_string().starts_with("readUserProfileImageLegacy: "), "{name}: {error}");
    assert!(!all.contains(TOKEN) && !all.contains("http://"), "{name}: {all}");
}
