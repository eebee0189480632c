//! Connections that are used again, and answers before the answer.

use std::time::Duration;

use generated_client::ErrorKind::{Api, Transport};

use super::server::{FaultServer, Step};
use super::service::{client, session};
use super::{Call, answer, head, success};

#[tokio::test]
async fn a_connection_is_used_again() {
    let server = FaultServer::start([vec![Step::Send(success())]]);
    let client = client(session(), &server.url());
    for _ in 0..10 {
        Call::Post.send(&client).await.expect("a success");
    }
    assert_eq!((server.seen().requests.len(), server.seen().connections), (10, 1));
}

#[tokio::test]
async fn a_connection_that_was_closed_while_idle_costs_no_call() {
    for end in [Step::Close, Step::Reset] {
        let server = FaultServer::start([vec![Step::Send(success()), end]]);
        let client = client(session(), &server.url());
        for call in [Call::Post, Call::Get, Call::Post] {
            call.send(&client).await.expect("a success");
            // The end of the connection comes behind the answer: let the client see it.
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        assert_eq!(server.lines(), ["POST /shelves", "GET /halls/~/shelves/7/books", "POST /shelves"]);
        assert_eq!(server.seen().connections, 3);
    }
}

#[tokio::test]
async fn a_connection_that_ends_as_it_is_used_again_may_have_brought_the_request() {
    for end in [Step::Close, Step::Reset] {
        for (call, attempts) in [(Call::Get, 3), (Call::Post, 1)] {
            let server = FaultServer::start([vec![Step::Send(success())], vec![end.clone()]]);
            let client = client(session(), &server.url());
            call.send(&client).await.expect("the first is answered");
            let error = call.send(&client).await.expect_err("the second is not");
            assert_eq!((error.kind(), error.attempts()), (Transport, attempts), "{error}");
            assert!(error.may_have_reached_server(), "{error}");
            call.assert_seen(&server, 1 + attempts, "all of them were read");
        }
    }
}

#[tokio::test]
async fn answers_before_the_answer_are_passed_over() {
    let early = [head(100, &[]), head(103, &[("link", "</style.css>; rel=preload")]), head(102, &[])].concat();
    let server = FaultServer::start([vec![Step::Send([early, success()].concat())]]);
    let response = client(session(), &server.url()).read_shelf("7").send().await.expect("a success");
    assert_eq!((response.status().as_u16(), response.attempts(), response.header("link")), (200, 1, None));
}

#[tokio::test]
async fn answers_before_the_answer_without_end_are_a_timeout() {
    let early = head(103, &[("link", "</style.css>; rel=preload")]).repeat(1000);
    let server = FaultServer::start([vec![Step::Pour(early, u64::MAX)]]);
    let client = client(session().attempt_timeout(Duration::from_millis(60)), &server.url());
    let error = Call::Post.send(&client).await.expect_err("there is no answer");
    assert!(error.is_timeout() && error.may_have_reached_server(), "{error}");
    server.gone(1).await;
}

#[tokio::test]
async fn a_switch_of_protocols_that_nobody_asked_for_is_a_refusal() {
    let plan = vec![Step::Send(head(101, &[("upgrade", "websocket"), ("connection", "upgrade")])), Step::Stall];
    let server = FaultServer::start([plan]);
    let error = Call::Get.send(&client(session(), &server.url())).await.expect_err("101 is no success");
    assert_eq!((error.kind(), error.attempts()), (Api, 1), "{error}");
}

#[tokio::test]
async fn bytes_behind_an_answer_are_no_answer_to_the_next_call() {
    let smuggled = answer(200, &[("content-type", "application/json")], br#"{"id":"smuggled"}"#);
    let server = FaultServer::start([vec![Step::Send([success(), smuggled].concat())], vec![Step::Send(success())]]);
    let client = client(session(), &server.url());
    for _ in 0..3 {
        assert_eq!(Call::Post.send(&client).await.expect("a success").id, "7");
    }
}
