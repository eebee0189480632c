//! ODIN: login, refresh in place, logout.

use std::time::Duration;

use generated_client::odin_user_services::models::TokenRequest;
use generated_client::transport::Reach;
use generated_client::{auth, odin_user_services as odin};
use http::header::AUTHORIZATION;
use tokio::time::advance;

use super::{service, session, success};
use crate::fake::{Fake, Outcome, Sent};

const URL: &str = "https://portal.odinapi.net/api/v2/auth/token";
const LOGIN: (&str, &str) = ("POST", r#"{"username":"john.smith","password":"p\"w é"}"#);
const REFRESH: (&str, &str) = ("PUT", "{}");
const DAY: u64 = 24 * 3600;

fn provider() -> auth::OdinLogin {
    auth::OdinLogin::new("john.smith", "p\"w é")
}

fn client(fake: &Fake) -> odin::Client {
    odin::Client::new(session(provider(), fake))
}

async fn call(client: &odin::Client) {
    client.get_user_service_settings("1@odin").await.expect("the call succeeds");
}

fn token(number: usize, _sent: &Sent) -> Outcome {
    Outcome::json(200, &format!(r#"{{"token":"token-{number}","username":"john.smith"}}"#))
}

/// How each token was asked for: method, body, and credentials.
fn ways(fake: &Fake) -> Vec<(String, String, Option<String>)> {
    let way = |sent: Sent| {
        let authorization = sent.header("authorization").map(str::to_owned);
        (sent.method, sent.body, authorization)
    };
    fake.for_tokens().into_iter().map(way).collect()
}

fn way(request: (&str, &str), authorization: Option<&str>) -> (String, String, Option<String>) {
    (request.0.to_owned(), request.1.to_owned(), authorization.map(str::to_owned))
}

#[tokio::test(start_paused = true)]
async fn a_login_is_sent_as_json() {
    let fake = service(token, success);
    let client = client(&fake);
    call(&client).await;
    call(&client).await;
    let sent = &fake.sent()[0];
    assert_eq!((sent.url.as_str(), sent.header("content-type")), (URL, Some("application/json")));
    assert_eq!(ways(&fake), [way(LOGIN, None)]);
    assert_eq!(fake.bearers(), ["Bearer token-0"; 2]);
    assert!(fake.sent()[1].headers[AUTHORIZATION].is_sensitive());
}

#[tokio::test(start_paused = true)]
async fn tokens_come_from_the_server_that_is_called() {
    let fake = service(token, success);
    let client = client(&fake);
    call(&client.clone().with_server_variable("host", "tenant.prod.odinapi.net")).await;
    call(&client.with_base_url("http://127.0.0.1:4010/api/v2").expect("a URL")).await;
    let urls: Vec<String> = fake.for_tokens().into_iter().map(|sent| sent.url).collect();
    let expected = ["https://tenant.prod.odinapi.net/api/v2/auth/token", "http://127.0.0.1:4010/api/v2/auth/token"];
    assert_eq!(urls, expected);
}

#[tokio::test(start_paused = true)]
async fn a_token_lives_a_day_and_is_renewed_in_place() {
    let fake = service(token, success);
    let client = client(&fake);
    call(&client).await;
    advance(Duration::from_secs(DAY - 62)).await;
    call(&client).await;
    assert_eq!(fake.for_tokens().len(), 1);
    advance(Duration::from_secs(3)).await;
    call(&client).await;
    let renewal = &fake.for_tokens()[1];
    assert_eq!((renewal.url.as_str(), renewal.header("content-type")), (URL, Some("application/json")));
    assert!(renewal.headers[AUTHORIZATION].is_sensitive());
    assert_eq!(ways(&fake)[1..], [way(REFRESH, Some("Bearer token-0"))]);
    assert_eq!(fake.bearers(), ["Bearer token-0", "Bearer token-0", "Bearer token-1"]);
}

#[tokio::test(start_paused = true)]
async fn a_token_that_has_ended_is_followed_by_a_login() {
    let fake = service(token, success);
    let client = client(&fake);
    call(&client).await;
    advance(Duration::from_secs(DAY)).await;
    call(&client).await;
    assert_eq!(ways(&fake), [way(LOGIN, None), way(LOGIN, None)]);
}

#[tokio::test(start_paused = true)]
async fn a_token_that_a_call_was_refused_with_is_followed_by_a_login() {
    let refused_once = |before, sent: &_| if before == 0 { Outcome::status(401) } else { success(before, sent) };
    let fake = service(token, refused_once);
    call(&client(&fake)).await;
    assert_eq!(ways(&fake), [way(LOGIN, None), way(LOGIN, None)]);
    assert_eq!(fake.bearers(), ["Bearer token-0", "Bearer token-1"]);
}

#[tokio::test(start_paused = true)]
async fn a_refresh_that_is_refused_is_followed_by_a_login() {
    let refused = |number, sent: &_| if number == 1 { Outcome::status(401) } else { token(number, sent) };
    // The server has acted on a request whose answer was lost: the old token is gone.
    let lost = |number, sent: &_| match number {
        1 => Outcome::Fails(Reach::Perhaps),
        2 => Outcome::status(401),
        _ => token(number, sent),
    };
    let refresh = || way(REFRESH, Some("Bearer token-0"));
    let cases = [
        (service(refused, success), vec![way(LOGIN, None), refresh(), way(LOGIN, None)]),
        (service(lost, success), vec![way(LOGIN, None), refresh(), refresh(), way(LOGIN, None)]),
    ];
    for (fake, expected) in cases {
        let client = client(&fake);
        call(&client).await;
        advance(Duration::from_secs(DAY - 30)).await;
        call(&client).await;
        assert_eq!(ways(&fake), expected);
    }
}

#[tokio::test(start_paused = true)]
async fn a_login_that_is_refused_is_the_error_of_the_call() {
    let body = r#"{"error":"Invalid credentials for john.smith","status":401,"details":{}}"#;
    let fake = service(move |_, _| Outcome::json(401, body), success);
    let error = client(&fake).get_user_service_settings("1@odin").await.expect_err("there is no token");
    let expected = "getUserServiceSettings: no credentials: token endpoint answered 401 Unauthorized";
    assert_eq!(error.to_string(), expected);
    assert!(error.is_auth() && !error.is_retryable());
    assert_eq!(error.api().map(|api| api.body_text().into_owned()).as_deref(), Some(body));
    assert_eq!(fake.sent().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn logging_out_gives_the_token_back_and_the_next_call_logs_in() {
    let fake = service(token, success);
    let provider = provider();
    let client = odin::Client::new(session(provider.clone(), &fake));
    provider.log_out().await.expect("nobody is logged in yet");
    assert!(fake.sent().is_empty());
    call(&client).await;
    provider.log_out().await.expect("the session ends");
    let logout = &fake.sent()[2];
    assert_eq!(logout.url, "https://portal.odinapi.net/api/v2/auth/token/logout");
    assert_eq!((logout.method.as_str(), logout.body.as_str()), ("POST", r#"{"token":"token-0"}"#));
    assert_eq!(logout.header("authorization"), Some("Bearer token-0"));
    call(&client).await;
    assert_eq!(ways(&fake), [way(LOGIN, None), way(LOGIN, None)]);
}

#[tokio::test(start_paused = true)]
async fn operations_without_security_have_no_credentials_and_cause_no_login() {
    let fake = service(token, success);
    let answer = client(&fake).create_token(TokenRequest::new("ada", "pw")).await.expect("a token");
    assert_eq!(answer.token, "token-0");
    let sent = fake.sent();
    assert_eq!((sent.len(), sent[0].url.as_str(), sent[0].header("authorization")), (1, URL, None));
}
