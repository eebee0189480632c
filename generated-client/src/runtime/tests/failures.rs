//! What fails, of which kind, and what the error says.

use std::time::Duration;

use super::sample::{Client, GetUser, Picture};
use super::server::{Playback, USER};
use crate::{ErrorKind, Part, RetryPolicy, Session, auth};

/// A client that no test lets reach a server.
fn client() -> crate::Result<Client> {
    let builder = Session::builder().auth(auth::Bearer::new("secret-token"));
    Ok(Client::new(builder.retry_policy(RetryPolicy::never()).build()?))
}

#[tokio::test]
async fn what_cannot_be_built_is_not_sent() -> crate::Result<()> {
    let client = client()?;
    let sandbox = client.clone().with_base_url("http://127.0.0.1:9")?;
    let cases = [
        (sandbox.get_user("."), "path parameter `userId` is `.` or `..`, which would change the path"),
        (sandbox.get_user(".."), "path parameter `userId` is `.` or `..`, which would change the path"),
        (sandbox.get_user(""), "path parameter `userId` is empty, which would change the path"),
        (sandbox.get_user("a").x_trace("a\r\nb"), "header `X-Trace` has a value that no header can have"),
        (sandbox.get_user("a").crumb(f64::NAN), "parameter `crumb` has a number that is not finite"),
        (sandbox.get_user("a").with_header("b", "c\0"), "header \"b\" has a name or value that a header cannot have"),
        (sandbox.get_user("a").with_server_url("/x"), "server URL is not absolute: give one by `with_base_url`"),
        (client.get_user("a"), "credentials are not sent over plain http, except to this machine"),
        (
            client.clone().with_server_variable("host", "evil/@x").get_user("a"),
            "value of server variable `host` cannot be part of a URL",
        ),
        (sandbox.get_user("a").with_body_member("b", (1, f32::NAN)), "value of `b` cannot be JSON"),
    ];
    for (call, problem) in cases {
        let error = call.await.expect_err(problem);
        assert_eq!(error.kind(), ErrorKind::Build, "{error}");
        assert!(
            error.to_string().starts_with("getUser: request cannot be built: ") && error.to_string().contains(problem),
            "{error}"
        );
        assert!(!error.may_have_reached_server() && !error.is_retryable());
    }
    let parted = Picture::new(Part::text("x")).joined(["a|b"]);
    let error = sandbox.send_picture(parted).await.expect_err("the part would be two elements");
    assert!(error.to_string().contains("part `joined` has an element with the sign in it"), "{error}");
    let error = sandbox.send_raw_picture("x").with_content_type("text/html").await.expect_err("not declared");
    assert!(error.to_string().contains("declared: multipart/form-data, image/*"), "{error}");
    Ok(())
}

#[tokio::test]
async fn an_error_status_keeps_all_that_was_said() -> crate::Result<()> {
    const DENIED: &str = "HTTP/1.1 429 Too Many Requests\r\nRCRequestId: ab-1\r\ncontent-length: 12\r\nconnection: close\r\n\r\n{\"code\": 77}";
    let server = Playback::of([DENIED]).await;
    let error = server.client()?.get_user("a").await.expect_err("the status is no success");
    assert_eq!(error.to_string(), "getUser: server answered 429 Too Many Requests (request id ab-1)");
    let api = error.api().expect("the server answered");
    assert_eq!((api.status().as_u16(), api.request_id(), &*api.body_text()), (429, Some("ab-1"), "{\"code\": 77}"));
    assert!(error.is_rate_limited() && error.is_retryable() && error.may_have_reached_server());
    assert_eq!(GetUser::error_body(&error).and_then(|problem| problem.code), Some(77));
    Ok(())
}

#[tokio::test]
async fn an_answer_that_does_not_decode_keeps_its_body() -> crate::Result<()> {
    const WRONG: &str = "HTTP/1.1 200 OK\r\ncontent-length: 37\r\nconnection: close\r\n\r\n{\"id\":\"a\",\"boss\":{\"id\":[]},\"e\":\"\u{e9}\"}  ";
    const EMPTY: &str = "HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
    let server = Playback::of([WRONG, EMPTY]).await;
    let client = server.client()?;
    let error = client.get_user("a").await.expect_err("the id is no string");
    assert_eq!((error.kind(), error.json_path().as_deref()), (ErrorKind::Decode, Some("$.boss.id")));
    assert_eq!(
        error.to_string(),
        "getUser: answer does not decode: expected a string, found an array at $.boss.id (byte 23)"
    );
    assert_eq!(error.body().map(bytes::Bytes::len), Some(37));
    let error = client.get_user("a").await.expect_err("there is no body");
    assert_eq!(
        error.to_string(),
        "getUser: answer does not decode: the body is empty where JSON is expected at $ (byte 0)"
    );
    Ok(())
}

#[tokio::test]
async fn a_redirect_is_followed_within_its_origin_only() -> crate::Result<()> {
    const NEAR: &str =
        "HTTP/1.1 307 Temporary Redirect\r\nlocation: /near\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
    const FAR: &str = "HTTP/1.1 307 Temporary Redirect\r\nlocation: http://localhost:9/\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
    let server = Playback::of([NEAR, USER, FAR]).await;
    let client = server.client()?;
    assert_eq!(client.get_user("a").await?.id, "7");
    let error = client.get_user("a").await.expect_err("the redirect leads elsewhere");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(307));
    let lines: Vec<_> = server.requests().await.into_iter().map(|request| request.line).collect();
    assert_eq!(lines[1], "GET /near HTTP/1.1");
    Ok(())
}

#[tokio::test]
async fn a_redirect_is_not_followed_that_is_the_answer() -> crate::Result<()> {
    const HERE: &str = "HTTP/1.1 303 See Other\r\nlocation: /near\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
    let server = Playback::of([HERE]).await;
    let answer = server.client()?.find_user().send().await?;
    assert_eq!(answer.status().as_u16(), 303);
    assert_eq!(answer.headers()["location"], "/near");
    assert_eq!(server.requests().await.len(), 1);
    Ok(())
}

#[tokio::test]
async fn limits_of_time_and_size() -> crate::Result<()> {
    let server = Playback::of([USER]).await;
    let session = Session::builder().max_response_size(31).build()?;
    let error = Client::new(session).with_base_url(&server.url)?.get_user("a").await.expect_err("32 bytes");
    assert_eq!(error.to_string(), "getUser: answer does not decode: answer is larger than 31 bytes");

    let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
    let url = format!("http://{}", silent.local_addr().expect("a bound listener has an address"));
    let call = client()?.with_base_url(&url)?.get_user("a").with_timeout(Duration::from_millis(20));
    let error = call.await.expect_err("nobody answers");
    assert!(error.is_timeout() && error.may_have_reached_server() && error.is_retryable(), "{error:?}");

    drop(silent);
    let error =
        client()?.with_base_url(url)?.get_user("a").with_query("token", "hush").await.expect_err("nobody listens");
    assert_eq!((error.kind(), error.may_have_reached_server()), (ErrorKind::Transport, false));
    assert!(!format!("{error} {error:?}").contains("hush"), "{error:?}");
    Ok(())
}

#[test]
fn nothing_prints_a_secret() -> crate::Result<()> {
    let session = Session::builder().auth(auth::Bearer::new("secret-token")).build()?;
    let client = Client::new(session.clone());
    let call = client.get_user("a").with_header("authorization", "secret-token").with_query("k", "secret-token");
    let printed = format!("{session:?} {client:?} {call:?} {:?}", auth::Bearer::new("secret-token"));
    assert!(!printed.contains("secret-token"), "{printed}");
    Ok(())
}
