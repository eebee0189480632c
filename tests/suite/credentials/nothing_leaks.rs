//! Secrets show in no output, and go to no host without TLS but this machine.

use std::error::Error as _;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};

use generated_client::auth::{
    ApiKey, Auth, Basic, Bearer, ByScheme, Credentials, FileTokenStore, MemoryTokenStore, OdinLogin,
    RingCentralAuthorizationCode, RingCentralJwt, TokenStore, ZoomAuthorizationCode, ZoomServerToServer,
};
use generated_client::transport::Reach;
use generated_client::{Error, Method, RetryPolicy, odin_user_services as odin};
use http::header::AUTHORIZATION;
use secrecy::SecretString;

use super::{builder, service, session, success};
use crate::fake::{Fake, Outcome, Sent};

/// In every secret. All lower case, so that it would pass for a code of RFC 6749 section 5.2.
const SECRET: &str = "hunter_secret";

/// The providers that get tokens, each with secrets only.
fn token_providers() -> Vec<(&'static str, Arc<dyn Auth>)> {
    let ringcentral = RingCentralAuthorizationCode::new("id", "https://app.example");
    let zoom = ZoomAuthorizationCode::new("id", "https://app.example");
    vec![
        ("ringcentral jwt", Arc::new(RingCentralJwt::new("id", SECRET, SECRET))),
        ("ringcentral code", Arc::new(ringcentral.with_client_secret(SECRET).with_refresh_token(SECRET))),
        ("zoom account", Arc::new(ZoomServerToServer::new("account", "id", SECRET))),
        ("zoom code", Arc::new(zoom.with_client_secret(SECRET).with_refresh_token(SECRET))),
        ("odin", Arc::new(OdinLogin::new("john", SECRET))),
    ]
}

/// All providers.
fn providers() -> Vec<(&'static str, Arc<dyn Auth>)> {
    let mut providers = token_providers();
    providers.push(("bearer", Arc::new(Bearer::new(SECRET))));
    providers.push(("basic", Arc::new(Basic::new("john", SECRET))));
    providers.push(("by scheme", Arc::new(ByScheme::new().with("bearer", Bearer::new(SECRET)))));
    providers
}

fn assert_hidden(text: &str) {
    let encoded = ["hunter", "aHVudGVy", "aWQ6aHVudGVy", "am9objpodW50ZXJf"];
    assert!(encoded.iter().all(|secret| !text.contains(secret)), "{text}");
}

/// An error in all its forms, with all that caused it.
fn assert_error_is_hidden(error: &Error) {
    assert_hidden(&format!("{error} {error:?} {error:#?}"));
    let mut source = error.source();
    while let Some(cause) = source {
        assert_hidden(&format!("{cause} {cause:?}"));
        source = cause.source();
    }
    assert!(!error.to_string().contains(char::is_control), "{error:?}");
}

#[test]
fn providers_and_what_they_give_print_no_secret() {
    let code = || RingCentralAuthorizationCode::new("id", "https://app.example");
    let login = code().authorize_again(SECRET, format!("{SECRET}{}", "x".repeat(43))).expect("a login");
    let secret = SecretString::from(SECRET);
    let credentials = Credentials::bearer(&secret).expect("it fits").with_cookie("a", secret.clone());
    let store = MemoryTokenStore::new();
    drop(store.save("a", Some(secret.clone())));
    let shown: [&dyn Debug; 14] = [
        &RingCentralJwt::new("id", SECRET, SECRET),
        &code().with_client_secret(SECRET).with_refresh_token(SECRET),
        &ZoomServerToServer::new("account", "id", SECRET),
        &ZoomAuthorizationCode::new("id", "https://app.example").with_refresh_token(SECRET),
        &OdinLogin::new("john", SECRET),
        &Bearer::new(SECRET),
        &Basic::new("john", SECRET),
        &ApiKey::new(SECRET),
        &ByScheme::new().with("a", Bearer::new(SECRET)),
        &login,
        &credentials.with_query("b", secret),
        &store,
        &FileTokenStore::new("tokens.json"),
        &session(Bearer::new(SECRET), &Fake::new(|_| Outcome::Hangs)),
    ];
    for value in shown {
        assert_hidden(&format!("{value:?} {value:#?}"));
    }
    assert_hidden(&format!("{:?}", generated_client::Session::builder().auth(Bearer::new(SECRET))));
}

/// What a token endpoint may answer that shows a request for all to see.
fn echoes(sent: &Sent) -> Vec<Outcome> {
    let authorization = sent.header("authorization").unwrap_or_default().to_owned();
    let body = serde_json::json!({
        "error": SECRET, "error_description": sent.body, "message": authorization, "details": SECRET,
    });
    let body = body.to_string();
    let headers = [("x-request-id", "id"), ("x-echo", authorization.as_str())];
    vec![
        Outcome::with(400, &headers, &body),
        Outcome::with(401, &headers, SECRET),
        Outcome::with(503, &headers, &body),
        Outcome::with(200, &headers, &body),
        Outcome::with(200, &headers, SECRET),
        Outcome::with(302, &[("location", &format!("https://evil.example/?{}", sent.body))], ""),
        Outcome::Fails(Reach::Perhaps),
    ]
}

#[tokio::test(start_paused = true)]
async fn failures_of_token_endpoints_print_no_secret_that_is_echoed() {
    for (name, provider) in token_providers() {
        for kind in 0..7 {
            let fake = service(move |_, sent| echoes(sent).swap_remove(kind), success);
            let attempts = Arc::new(Mutex::new(String::new()));
            let seen = Arc::clone(&attempts);
            let builder = builder(Arc::clone(&provider), &fake).retry_policy(RetryPolicy::never());
            let hook = move |attempt: &generated_client::Attempt<'_>| {
                seen.lock().expect("no panic under the lock").push_str(&format!("{attempt:?}"));
            };
            let client = odin::Client::new(builder.on_attempt(hook).build().expect("a session"));
            let error = client.get_session().await.expect_err("there is no token");
            assert!(error.is_auth(), "{name}: {error}");
            assert_error_is_hidden(&error);
            let attempts = attempts.lock().expect("no panic under the lock");
            assert!(attempts.contains("\"token\""), "{name}: {attempts}");
            assert_hidden(&attempts);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn secrets_do_not_go_over_plain_http_to_another_host() {
    let urls = ["http://portal.example/api", "http://10.0.0.1", "http://localhost.example", "http://[::2]:80"];
    for (name, provider) in providers() {
        for url in urls {
            let fake = Fake::new(|_| Outcome::json(200, "{}"));
            // What lets calls without credentials through changes nothing for others.
            for builder in [builder(provider.clone(), &fake), builder(provider.clone(), &fake).allow_plain_http()] {
                let client = odin::Client::new(builder.build().expect("a session"));
                let client = client.with_base_url(url).expect("a URL");
                let error = client.request(Method::Get, "/x").send().await.expect_err("it is not sent");
                let expected = "credentials are not sent over plain http, except to this machine";
                assert!(error.to_string().contains(expected), "{name} {url}: {error}");
                assert_error_is_hidden(&error);
            }
            assert!(fake.sent().is_empty(), "{name} {url}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn secrets_go_over_plain_http_within_this_machine() {
    for (name, provider) in providers() {
        for url in ["http://127.0.0.1:4010", "http://[::1]:4010", "http://localhost:4010"] {
            let token = r#"{"access_token":"a","token":"a"}"#;
            let fake = Fake::new(move |_| Outcome::json(200, token));
            let client = odin::Client::new(session(provider.clone(), &fake)).with_base_url(url).expect("a URL");
            client.request(Method::Get, "/x").send().await.expect("the call succeeds");
            let sent = fake.sent();
            assert!(sent.iter().all(|sent| sent.url.starts_with(url)), "{name} {url}");
            assert!(sent.last().is_some_and(|call| call.headers[AUTHORIZATION].is_sensitive()), "{name} {url}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn secrets_are_in_no_url() {
    for (name, provider) in providers() {
        let token = r#"{"access_token":"a","token":"a","refresh_token":"r"}"#;
        let fake = Fake::new(move |_| Outcome::json(200, token));
        let client = odin::Client::new(session(provider, &fake));
        client.request(Method::Get, "/x").send().await.expect("the call succeeds");
        for sent in fake.sent() {
            assert!(!sent.url.contains('?') && !sent.url.contains('@'), "{name}: {}", sent.url);
            assert_hidden(&sent.url);
        }
    }
}
