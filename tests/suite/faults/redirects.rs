//! Redirects: followed within the origin of the call, and given to the caller anywhere else.

use generated_client::ErrorKind::{Api, Transport};

use super::server::{FaultServer, Plan, Step};
use super::service::{TOKEN, client, client_of, session};
use super::{Call, answer, assert_printable, success};

/// A redirect, without a body.
fn redirect(status: u16, location: &str) -> Plan {
    vec![Step::Send(answer(status, &[("location", location)], b""))]
}

fn succeed() -> Plan {
    vec![Step::Send(success())]
}

#[tokio::test]
async fn a_redirect_within_the_origin_is_followed_as_its_status_says() {
    const BODY: &str = r#"{"id":"7"}"#;
    // RFC 9110, 15.4: some keep the method and the body, the others make a GET of a POST.
    let cases = [
        (307, Call::Post, "POST", BODY),
        (308, Call::Post, "POST", BODY),
        (301, Call::Post, "GET", ""),
        (302, Call::Post, "GET", ""),
        (303, Call::Post, "GET", ""),
        (303, Call::Get, "GET", ""),
        (307, Call::Get, "GET", ""),
    ];
    let session = session().build().expect("a session");
    for (status, call, method, body) in cases {
        let server = FaultServer::start([]);
        let client = client_of(&session, &server.url());
        let absolute = format!("{}/elsewhere?x=1", server.url());
        for location in ["/elsewhere?x=1", &absolute, &absolute.replace("://", "://user:password@")] {
            let name = &format!("{status} {call:?} {location}");
            server.plan([redirect(status, location), succeed()]);
            assert_eq!(call.send(&client).await.expect(name).id, "7", "{name}");
            let followed = server.seen().requests.pop().expect("two requests came");
            assert_eq!((&*followed.method, &*followed.target), (method, "/elsewhere?x=1"), "{name}");
            assert_eq!(followed.body, body.as_bytes(), "{name}");
            assert_eq!(followed.header("authorization"), Some(&*format!("Bearer {TOKEN}")), "{name}");
            assert_eq!(followed.header("content-type").is_some(), !body.is_empty(), "{name}");
            assert_eq!(followed.header("referer"), None, "{name}");
        }
        assert_eq!(server.seen().requests.len(), 6, "{status} {call:?}");
    }
}

#[tokio::test]
async fn a_redirect_to_another_origin_is_not_followed() {
    let (server, other) = (FaultServer::start([]), FaultServer::start([succeed()]));
    let (here, there) = (server.url(), other.url());
    let client = client(session(), &here);
    let port = here.rsplit(':').next().expect("a port");
    let places = [
        format!("{there}/shelves"),
        there.replace("http:", ""),
        there.replace("http://", "/\\"),
        there.replace("http://", "\\\\"),
        there.replace("http://", "http:"),
        there.replace("127.0.0.1", "localhost"),
        format!("http://localhost:{port}/shelves"),
        format!("http://127.0.0.2:{port}/shelves"),
        format!("https://127.0.0.1:{port}/shelves"),
        format!("http://127.0.0.1:{port}@{}", there.replace("http://", "")),
        "http://256.256.256.256/".to_owned(),
        "file:///etc/hostname".to_owned(),
        "javascript:alert(1)".to_owned(),
        String::new(),
    ];
    for status in [301, 302, 303, 307, 308] {
        for place in &places {
            for call in Call::BOTH {
                let name = &format!("{status} {call:?} {place:?}");
                server.plan([redirect(status, place), vec![Step::Send(answer(418, &[], b""))]]);
                let before = server.seen().requests.len();
                let error = call.send(&client).await.expect_err(name);
                assert_eq!((error.kind(), error.attempts()), (Api, 1), "{name}: {error}");
                assert_printable(&error, name);
                let status_of_error = error.status().map(|status| status.as_u16());
                if server.seen().requests.len() == before + 1 {
                    let location = error.api().and_then(|api| api.header("location"));
                    assert_eq!((status_of_error, location), (Some(status), Some(&**place)), "{name}");
                } else {
                    // Some of them are places in the origin, if strange ones.
                    assert_eq!(status_of_error, Some(418), "{name}");
                }
                assert_eq!(other.seen().connections, 0, "{name}");
            }
        }
    }
}

#[tokio::test]
async fn a_redirect_to_itself_ends() {
    for (status, call) in [(307, Call::Get), (307, Call::Post), (303, Call::Get)] {
        let server = FaultServer::start([redirect(status, "?again")]);
        let error = call.send(&client(session(), &server.url())).await.expect_err("it never ends");
        assert_eq!((error.kind(), error.attempts()), (Api, 1), "{error}");
        assert_eq!(error.status().map(|error| error.as_u16()), Some(status), "{error}");
        assert_eq!(server.seen().requests.len(), 11, "the first, and ten that follow");
    }
}

#[tokio::test]
async fn a_call_that_was_redirected_has_reached_the_server() {
    // The server has acted, and says where the result is; nobody is there any more.
    let see_other = |location| vec![Step::Send(answer(303, &[("location", location), ("connection", "close")], b""))];
    for location in ["/result", "/shelves"] {
        let server = FaultServer::start_once([see_other(location)]);
        let error = Call::Post.send(&client(session(), &server.url())).await.expect_err("there is no result");
        assert_eq!((error.kind(), error.attempts()), (Transport, 1), "{location}: {error}");
        assert!(error.may_have_reached_server(), "{location}: {error}");
        assert_printable(&error, location);
        Call::Post.assert_seen(&server, 1, location);
    }
}
