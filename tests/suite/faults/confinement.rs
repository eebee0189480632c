//! Credentials go to the origin of the call, over TLS or within this machine, and nowhere else.

use generated_client::ErrorKind::{Api, Build};
use generated_client::auth::{Anonymous, ApiKey, Basic, Bearer, ByScheme};
use generated_client::{Method, SessionBuilder};

use super::server::{FaultServer, Step};
use super::service::{Client, TOKEN, client, client_of, session};
use super::{Call, answer, assert_printable, success};
use crate::fake::{Fake, Outcome};
use crate::wire::server::Recorded;

/// A way to have credentials.
struct Credential {
    name: &'static str,
    give: fn(SessionBuilder) -> SessionBuilder,
}

const CREDENTIALS: [Credential; 5] = [
    Credential { name: "a token", give: |session| session.auth(Bearer::new(TOKEN)) },
    Credential {
        name: "a password",
        give: |session| session.auth(ByScheme::new().with("token", Basic::new(TOKEN, TOKEN))),
    },
    Credential { name: "a query", give: |session| session.auth(ByScheme::new().with("query key", ApiKey::new(TOKEN))) },
    Credential {
        name: "a header",
        give: |session| session.auth(ByScheme::new().with("header key", ApiKey::new(TOKEN))),
    },
    Credential {
        name: "a cookie",
        give: |session| session.auth(ByScheme::new().with("cookie key", ApiKey::new(TOKEN))),
    },
];

/// Whether a request has a credential, of whatever kind.
fn is_authorized(request: &Recorded) -> bool {
    let headers = ["authorization", "x-api-key", "cookie"].iter().any(|name| request.header(name).is_some());
    headers || request.target.contains("api_key")
}

#[tokio::test]
async fn credentials_do_not_follow_a_redirect_to_another_origin() {
    let (here, there) = (FaultServer::start([]), FaultServer::start([vec![Step::Send(success())]]));
    let port = there.url().rsplit(':').next().expect("a port").to_owned();
    let places = [
        format!("http://127.0.0.1:{port}/"),
        format!("http://localhost:{port}/"),
        format!("https://127.0.0.1:{port}/"),
        format!("//127.0.0.1:{port}/"),
        here.url().replace("http:", "https:"),
        here.url().replace("127.0.0.1", "localhost"),
    ];
    for Credential { name, give } in CREDENTIALS {
        let client = client(give(session()), &here.url());
        for place in &places {
            for status in [301, 302, 303, 307, 308] {
                here.plan([vec![Step::Send(answer(status, &[("location", place)], b""))]]);
                let before = here.seen().requests.len();
                let error = Call::Post.send(&client).await.expect_err(place);
                assert_eq!((error.kind(), error.attempts()), (Api, 1), "{name} {place}: {error}");
                assert_printable(&error, name);
                let requests = here.seen().requests.split_off(before);
                assert!(requests.len() == 1 && is_authorized(&requests[0]), "{name} {place}: {requests:?}");
                assert_eq!(there.seen().connections, 0, "{name} {place}");
            }
        }
    }
}

#[tokio::test]
async fn credentials_follow_a_redirect_within_the_origin_but_for_the_query() {
    for Credential { name, give } in CREDENTIALS {
        let server = FaultServer::start([
            vec![Step::Send(answer(307, &[("location", "/elsewhere")], b""))],
            vec![Step::Send(success())],
        ]);
        Call::Post.send(&client(give(session()), &server.url())).await.expect(name);
        let requests = server.seen().requests;
        let are_authorized: Vec<bool> = requests.iter().map(is_authorized).collect();
        // The server says which query it wants.
        assert_eq!(are_authorized, [true, name != "a query"], "{name}");
    }
}

#[tokio::test]
async fn credentials_are_not_given_to_the_url_of_an_answer() {
    // Whatever the answer says of places, the next call goes to the client's own.
    let links =
        [("location", "http://127.0.0.1:1/"), ("content-location", "http://127.0.0.1:1/"), ("alt-svc", "h2=\":1\"")];
    let server = FaultServer::start([vec![Step::Send(answer(200, &links, b"{\"id\":\"7\"}"))]]);
    let client = client(session(), &server.url());
    for _ in 0..2 {
        Call::Get.send(&client).await.expect("a success");
    }
    Call::Get.assert_seen(&server, 2, "both came here");
}

/// Hosts by whether they are this machine.
const HOSTS: [(&str, bool); 20] = [
    ("localhost", true),
    ("LOCALHOST:8080", true),
    ("api.localhost", true),
    ("127.0.0.1", true),
    ("127.0.0.2:1", true),
    ("127.1", true),
    ("2130706433", true),
    ("[::1]", true),
    ("[0:0:0:0:0:0:0:1]:1", true),
    ("localhost.example.com", false),
    ("127.0.0.1.example.com", false),
    ("notlocalhost", false),
    ("localhost.", false),
    ("0.0.0.0", false),
    ("[::]", false),
    ("[::ffff:192.168.0.1]", false),
    ("128.0.0.1", false),
    ("192.168.0.1", false),
    ("169.254.169.254", false),
    ("example.com", false),
];

/// What else a resolver would say of them does not count: they may have credentials over plain http.
#[tokio::test]
async fn names_of_this_machine_are_not_looked_up() {
    let server = FaultServer::start([vec![Step::Send(success())]]);
    let session = session().build().expect("a session");
    for host in ["localhost", "LocalHost", "api.localhost", "tenant.api.localhost"] {
        let url = server.url().replace("127.0.0.1", host);
        assert_eq!(Call::Post.send(&client_of(&session, &url)).await.expect(host).id, "7", "{host}");
    }
    Call::Post.assert_seen(&server, 4, "all came here");
}

/// The URLs that came to the transport.
async fn sent(session: SessionBuilder, url: &str, call: impl AsyncFn(&Client)) -> Vec<String> {
    let fake = Fake::new(|_| Outcome::json(200, r#"{"id":"7"}"#));
    call(&client(session.transport(fake.clone()), url)).await;
    fake.sent().into_iter().map(|sent| sent.url).collect()
}

#[tokio::test]
async fn plain_http_stays_within_this_machine() {
    for (host, is_this_machine) in HOSTS {
        for call in Call::BOTH {
            for (name, session) in [("a token", session()), ("none", session().auth(Anonymous))] {
                let refused = async |client: &Client| match call.send(client).await {
                    Ok(_) => assert!(is_this_machine, "{name} {host}"),
                    Err(error) => {
                        assert_eq!((error.kind(), error.attempts()), (Build, 0), "{name} {host}: {error}");
                        assert!(!error.may_have_reached_server() && !is_this_machine, "{name} {host}: {error}");
                        assert_printable(&error, host);
                    }
                };
                let urls = sent(session, &format!("http://{host}"), refused).await;
                assert_eq!(urls.len(), usize::from(is_this_machine), "{name} {host}: {urls:?}");
            }
        }
    }
}

#[tokio::test]
async fn plain_http_that_is_allowed_goes_without_credentials() {
    for (host, is_this_machine) in HOSTS {
        let url = format!("http://{host}");
        let call = async |client: &Client| drop(Call::Get.send(client).await);
        let urls = sent(session().auth(Anonymous).allow_plain_http(), &url, call).await;
        assert_eq!(urls.len(), 1, "{host}");
        for Credential { name, give } in CREDENTIALS {
            let urls = sent(give(session()).allow_plain_http(), &url, call).await;
            assert_eq!(urls.len(), usize::from(is_this_machine), "{name} {host}: {urls:?}");
        }
    }
}

/// They are credentials, too, though the session does not know them.
#[tokio::test]
async fn plain_http_that_is_allowed_goes_without_the_callers_own_credentials() {
    for name in ["Authorization", "Cookie", "Proxy-Authorization"] {
        for (url, count) in [("http://example.com", 0), ("http://127.0.0.1", 2), ("https://example.com", 2)] {
            let calls = async |client: &Client| {
                let declared = client.read_shelf("7").with_header(name, "secret").await.map(drop);
                let untyped = client.request(Method::Get, "/a").header(name, "secret").send().await.map(drop);
                for result in [declared, untyped] {
                    assert_eq!(result.err().map(|error| error.kind()), (count == 0).then_some(Build), "{name} {url}");
                }
            };
            let urls = sent(session().auth(Anonymous).allow_plain_http(), url, calls).await;
            assert_eq!(urls.len(), count, "{name} {url}: {urls:?}");
        }
    }
}

#[tokio::test]
async fn an_operation_without_security_gets_no_credentials() {
    use generated_client::odin_user_services as odin;
    let server = FaultServer::start([vec![Step::Send(answer(401, &[], b""))]]);
    let client = odin::Client::new(session().build().expect("a session")).with_base_url(server.url()).expect("a URL");
    let request = odin::models::TokenRequest::new("name", "password");
    let error = client.create_token(request).await.expect_err("401");
    assert!(error.is_auth() && error.attempts() == 1, "{error}");
    assert_eq!(server.seen().requests[0].header("authorization"), None);
}

/// Two clients of one session: each origin has what its own call was given.
#[tokio::test]
async fn a_url_for_one_call_changes_no_other() {
    let [one, other] = [0, 1].map(|_| FaultServer::start([vec![Step::Send(success())]]));
    let session = session().build().expect("a session");
    let client = client_of(&session, &one.url());
    client.read_shelf("7").with_server_url(&other.url()).await.expect("a success");
    client.read_shelf("7").await.expect("a success");
    assert_eq!((one.seen().requests.len(), other.seen().requests.len()), (1, 1));
}
