//! Zoom: server-to-server and authorization code, and the host that a token answer names.

use std::time::Duration;

use generated_client::{Method, auth, zoom_phone_users as zoom};
use tokio::time::advance;

use super::{hourly, service, session, success};
use crate::fake::{Fake, Outcome};

const URL: &str = "https://zoom.us/oauth/token";
const FORM: &str = "grant_type=account_credentials&account_id=acc%2F1";
/// `client:s3cret` by RFC 7617.
const BASIC: &str = "Basic Y2xpZW50OnMzY3JldA==";

fn provider() -> auth::ZoomServerToServer {
    auth::ZoomServerToServer::new("acc/1", "client", "s3cret")
}

async fn call(client: &zoom::Client) {
    client.list_phone_users().await.expect("the call succeeds");
}

#[tokio::test(start_paused = true)]
async fn account_credentials_are_asked_for_as_documented() {
    let fake = service(hourly, success);
    let client = zoom::Client::new(session(provider(), &fake));
    call(&client).await;
    call(&client).await;
    let sent = &fake.sent()[0];
    assert_eq!((sent.method.as_str(), sent.url.as_str(), sent.body.as_str()), ("POST", URL, FORM));
    let agent = concat!("generated-client/", env!("CARGO_PKG_VERSION"));
    let headers = [
        ("accept", "application/json"),
        ("authorization", BASIC),
        ("content-type", "application/x-www-form-urlencoded"),
        ("user-agent", agent),
    ];
    assert_eq!(sent.headers.len(), headers.len());
    for (name, value) in headers {
        assert_eq!(sent.header(name), Some(value));
    }
    assert!(sent.headers["authorization"].is_sensitive());
    assert_eq!((fake.sent().len(), fake.bearers()), (3, vec!["Bearer access-0".to_owned(); 2]));
}

#[tokio::test(start_paused = true)]
async fn all_hosts_of_zoom_share_a_token_and_others_have_their_own() {
    let fake = service(hourly, success);
    let session = session(provider(), &fake);
    let client = || zoom::Client::new(session.clone());
    call(&client()).await;
    call(&client().with_server(zoom::Server::Europe)).await;
    call(&client().with_base_url("https://vanity.zoom.us/v2").expect("a URL")).await;
    call(&client().with_base_url("https://evilzoom.us/v2").expect("a URL")).await;
    call(&client().with_base_url("http://127.0.0.1:4010/v2").expect("a URL")).await;
    let urls: Vec<String> = fake.for_tokens().into_iter().map(|sent| sent.url).collect();
    assert_eq!(urls, [URL, "https://evilzoom.us/oauth/token", "http://127.0.0.1:4010/oauth/token"]);
    let numbers = [0, 0, 0, 1, 2].map(|number| format!("Bearer access-{number}"));
    assert_eq!(fake.bearers(), numbers);
}

/// A service whose token answer names a host.
fn naming(api_url: &str) -> Fake {
    let body = serde_json::json!({ "access_token": "a", "expires_in": 3599, "api_url": api_url }).to_string();
    service(move |_, _| Outcome::json(200, &body), success)
}

/// Where the call went that was sent last.
fn last_url(fake: &Fake) -> String {
    fake.sent().pop().map(|sent| sent.url).unwrap_or_default()
}

#[tokio::test(start_paused = true)]
async fn calls_go_to_the_host_that_the_token_answer_names() {
    let cases = [
        ("https://api-eu.zoom.us", "https://api-eu.zoom.us/v2/phone/users"),
        ("https://api-eu.zoom.us:8443/ignored?x#y", "https://api-eu.zoom.us:8443/v2/phone/users"),
        ("https://user:word@api-eu.zoom.us", "https://api-eu.zoom.us/v2/phone/users"),
    ];
    for (api_url, expected) in cases {
        let fake = naming(api_url);
        let client = zoom::Client::new(session(provider(), &fake));
        call(&client).await;
        assert_eq!(last_url(&fake), expected);
        client.request(Method::Get, "/phone/users?x=1").send().await.expect("the call succeeds");
        assert_eq!(last_url(&fake), format!("{expected}?x=1"), "a request that no document names");
    }
}

#[tokio::test(start_paused = true)]
async fn a_host_that_is_not_zooms_own_or_not_private_is_not_called() {
    let refused = [
        "http://api-eu.zoom.us",
        "https://evil.example",
        "https://evilzoom.us",
        "https://zoom.us.evil.example",
        "https://evil.example/zoom.us",
        "https://zoom.us@evil.example",
        "http://127.0.0.1",
        "ftp://api-eu.zoom.us",
        "api-eu.zoom.us",
        "",
    ];
    for api_url in refused {
        let fake = naming(api_url);
        call(&zoom::Client::new(session(provider(), &fake))).await;
        assert_eq!(last_url(&fake), "https://api.zoom.us/v2/phone/users", "{api_url}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_server_that_was_chosen_is_called() {
    let fake = naming("https://api-eu.zoom.us");
    let client = zoom::Client::new(session(provider(), &fake));
    call(&client.clone().with_server(zoom::Server::Global)).await;
    assert_eq!(last_url(&fake), "https://api.zoom.us/v2/phone/users");
    call(&client.clone().with_base_url("https://vanity.zoom.us/v2").expect("a URL")).await;
    assert_eq!(last_url(&fake), "https://vanity.zoom.us/v2/phone/users");
    let operation = client.list_phone_users().with_server_url("https://api-in.zoom.us/v2");
    operation.await.expect("the call succeeds");
    assert_eq!(last_url(&fake), "https://api-in.zoom.us/v2/phone/users");
    assert_eq!(fake.for_tokens().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn account_credentials_are_asked_for_anew_at_the_end_of_a_token() {
    let fake = service(hourly, success);
    let client = zoom::Client::new(session(provider(), &fake));
    for _ in 0..3 {
        call(&client).await;
        advance(Duration::from_secs(3550)).await;
    }
    assert_eq!(fake.forms(), [FORM; 3]);
}

#[tokio::test(start_paused = true)]
async fn users_log_in_by_authorization_code_and_stay_by_refresh_tokens() {
    let fake = service(hourly, success);
    let app = auth::ZoomAuthorizationCode::new("client", "https://app.example/back").with_client_secret("s3cret");
    let session = session(app.clone(), &fake);
    let client = zoom::Client::new(session.clone());
    let error = client.list_phone_users().await.expect_err("nobody is logged in");
    assert!(error.is_auth() && error.to_string().contains("nobody is logged in at https://zoom.us"), "{error}");

    let login = app.authorize().expect("a login");
    let begin = "https://zoom.us/oauth/authorize?response_type=code&client_id=client&redirect_uri=https%3A%2F%2F";
    assert!(login.url().starts_with(begin), "{}", login.url());
    let back = format!("https://app.example/back?code=c&state={}", login.state());
    app.exchange(&session, &login, &back).await.expect("tokens");
    for _ in 0..3 {
        call(&client).await;
        advance(Duration::from_secs(3600)).await;
    }
    let forms = fake.forms();
    assert!(forms[0].starts_with("grant_type=authorization_code&code=c&redirect_uri="), "{}", forms[0]);
    let refresh = [0, 1].map(|number| format!("grant_type=refresh_token&refresh_token=refresh-{number}"));
    assert_eq!(forms[1..], refresh);
    let requests = fake.for_tokens();
    assert!(requests.iter().all(|sent| sent.url == URL && sent.header("authorization") == Some(BASIC)));
}
