//! RingCentral by JWT: what is sent for a token, where, and what becomes of it.

use std::time::Duration;

use generated_client::ringcentral_user_settings::models::ScaleSize;
use generated_client::{
    RateLimiting, Session, auth, ringcentral_presence as presence, ringcentral_user_settings as settings,
};
use http::header::AUTHORIZATION;

use super::{builder, hourly, refusal, ringcentral, service, session, success, tokens};
use crate::fake::{Fake, Outcome};

/// Id and secret of the application by RFC 7617.
const BASIC: &str = "Basic Y2xpZW50OnMzY3JldA==";

const LOGIN: &str = "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=a.jwt%2B";

fn provider() -> auth::RingCentralJwt {
    auth::RingCentralJwt::new("client", "s3cret", "a.jwt+")
}

#[tokio::test(start_paused = true)]
async fn the_jwt_is_exchanged_for_a_token_that_calls_bear() {
    let fake = service(hourly, success);
    let session = builder(provider(), &fake).user_agent_suffix("app/1.2").build().expect("a session");
    let client = presence::Client::new(session);
    for _ in 0..2 {
        client.get_presence_status().await.expect("the call succeeds");
    }
    let sent = fake.sent();
    assert_eq!(sent.len(), 3, "one token for both calls");
    assert_eq!((sent[0].method.as_str(), sent[0].body.as_str()), ("POST", LOGIN));
    let agent = concat!("generated-client/", env!("CARGO_PKG_VERSION"), " app/1.2");
    let headers = [
        ("accept", "application/json"),
        ("authorization", BASIC),
        ("content-type", "application/x-www-form-urlencoded"),
        ("user-agent", agent),
    ];
    assert_eq!(sent[0].headers.len(), headers.len());
    for (name, value) in headers {
        assert_eq!(sent[0].header(name), Some(value));
    }
    assert_eq!(fake.bearers(), ["Bearer access-0"; 2]);
    assert!(sent.iter().all(|sent| sent.headers[AUTHORIZATION].is_sensitive()));
}

#[tokio::test(start_paused = true)]
async fn each_server_has_a_token_of_its_own() {
    let fake = service(hourly, success);
    let session = session(provider(), &fake);
    let client = || presence::Client::new(session.clone());
    let local = |url| client().with_base_url(url).expect("a URL");
    let clients = [
        (client(), "https://platform.ringcentral.com/restapi/oauth/token"),
        (
            client().with_server(presence::Server::Sandbox),
            "https://platform.devtest.ringcentral.com/restapi/oauth/token",
        ),
        (
            client().with_server(presence::Server::SegregatedPartners),
            "https://platform.ringcentral.biz/restapi/oauth/token",
        ),
        (local("http://127.0.0.1:4010/"), "http://127.0.0.1:4010/restapi/oauth/token"),
        (local("https://proxy.example/rc"), "https://proxy.example/rc/restapi/oauth/token"),
    ];
    for (number, (client, url)) in clients.into_iter().enumerate() {
        for _ in 0..2 {
            client.get_presence_status().with_rate_limiting(RateLimiting::Off).await.expect("the call succeeds");
        }
        let requests = fake.for_tokens();
        assert_eq!((requests.len(), requests[number].url.as_str()), (number + 1, url));
        let bearer = format!("Bearer access-{number}");
        assert_eq!(fake.bearers()[2 * number..], [bearer.as_str(), bearer.as_str()]);
    }
}

#[tokio::test(start_paused = true)]
async fn operations_of_the_media_host_have_the_token_of_the_platform() {
    let fake = service(hourly, success);
    let session = session(provider(), &fake);
    let client = settings::Client::new(session.clone());
    client.read_scaled_profile_image(ScaleSize::Original).await.expect("an image");
    presence::Client::new(session).get_presence_status().await.expect("the call succeeds");
    let sent = fake.sent();
    assert_eq!(sent[0].url, "https://platform.ringcentral.com/restapi/oauth/token");
    assert!(sent[1].url.starts_with("https://media.ringcentral.com/"), "{}", sent[1].url);
    assert_eq!((sent.len(), fake.bearers()), (3, vec!["Bearer access-0".to_owned(); 2]));
}

#[tokio::test(start_paused = true)]
async fn requests_for_tokens_keep_to_the_group_auth() {
    let fake = service(|number, _| tokens(number, 0), success);
    let session = builder(provider(), &fake).timeout(Duration::from_secs(90)).build().expect("a session");
    let client = presence::Client::new(session);
    for _ in 0..6 {
        client.get_presence_status().await.expect("the call succeeds");
    }
    let at: Vec<u64> = fake.for_tokens().iter().map(|sent| sent.at.as_secs()).collect();
    assert_eq!(at, [0, 0, 0, 0, 0, 61], "five a minute, and a second of margin");
}

#[tokio::test(start_paused = true)]
async fn a_token_that_the_rate_limit_does_not_allow_is_an_error_that_says_so() {
    let fake = service(|number, _| tokens(number, 0), success);
    let session = builder(provider(), &fake).rate_limiting(RateLimiting::Fail).build().expect("a session");
    let client = presence::Client::new(session);
    for _ in 0..5 {
        client.get_presence_status().await.expect("the call succeeds");
    }
    let error = client.get_presence_status().await.expect_err("the sixth token is not allowed yet");
    assert!(error.is_auth() && error.is_rate_limited() && error.is_retryable(), "{error}");
    assert_eq!(error.retry_after(), Some(Duration::from_secs(61)));
    assert!(!error.may_have_reached_server());
    assert_eq!(fake.sent().len(), 10);
}

#[tokio::test(start_paused = true)]
async fn a_refused_jwt_is_the_error_of_the_call() {
    let fake = service(|_, _| refusal(400, "invalid_grant"), success);
    let error = ringcentral(provider(), &fake).get_presence_status().await.expect_err("there is no token");
    assert_eq!(
        error.to_string(),
        "getPresenceStatus: no credentials: token endpoint answered 400 Bad Request (`invalid_grant`)"
    );
    assert!(error.is_auth() && !error.is_retryable() && !error.may_have_reached_server());
    assert_eq!(error.api().map(|api| api.status().as_u16()), Some(400));
    assert_eq!(fake.sent().len(), 1, "neither the request for a token again, nor the call");
}

#[tokio::test(start_paused = true)]
async fn an_answer_without_a_token_is_an_error_without_its_body() {
    for body in ["", "<html>s3cret</html>", r#"{"access_token":""}"#, r#"{"token":"s3cret"}"#, "[]"] {
        let fake = service(move |_, _| Outcome::json(200, body), success);
        let error = ringcentral(provider(), &fake).get_presence_status().await.expect_err("there is no token");
        assert!(error.is_auth() && error.to_string().contains("has no token"), "{error}");
        assert!(error.body().is_none() && !format!("{error:?}").contains("s3cret"));
    }
}

#[tokio::test(start_paused = true)]
async fn lives_of_tokens_are_asked_for() {
    let fake = service(hourly, success);
    let days = |days: u64| Duration::from_secs(days * 86_400);
    let provider = provider().with_access_token_life(Duration::from_secs(600)).with_refresh_token_life(days(30));
    ringcentral(provider, &fake).get_presence_status().await.expect("the call succeeds");
    assert_eq!(fake.forms(), [format!("{LOGIN}&access_token_ttl=600&refresh_token_ttl=2592000")]);
}

/// Logs in, revokes and calls again; the revocation is answered like this.
async fn revoke(outcome: fn() -> Outcome) -> (Fake, generated_client::Result<()>) {
    let call = move |_, sent: &crate::fake::Sent| match sent.url.ends_with("/revoke") {
        true => outcome(),
        false => Outcome::json(200, "{}"),
    };
    let fake = service(hourly, call);
    let provider = provider();
    let session: Session = session(provider.clone(), &fake);
    let client = presence::Client::new(session);
    client.get_presence_status().await.expect("the call succeeds");
    let revoked = provider.revoke().await;
    client.get_presence_status().await.expect("the call succeeds");
    (fake, revoked)
}

#[tokio::test(start_paused = true)]
async fn revoking_ends_the_session_and_the_next_call_logs_in_anew() {
    // What the server does not know any more is as good as revoked.
    for outcome in [|| Outcome::status(200), || refusal(400, "invalid_token")] {
        let (fake, revoked) = revoke(outcome).await;
        revoked.expect("it is revoked");
        let sent = &fake.sent()[2];
        assert_eq!(sent.url, "https://platform.ringcentral.com/restapi/oauth/revoke");
        assert_eq!((sent.method.as_str(), sent.body.as_str()), ("POST", "token=refresh-0"));
        assert_eq!(sent.header("authorization"), Some(BASIC));
        assert_eq!(fake.forms(), [LOGIN, LOGIN]);
    }
}

#[tokio::test(start_paused = true)]
async fn a_token_that_cannot_be_revoked_is_kept() {
    let (fake, revoked) = revoke(|| Outcome::status(503)).await;
    let error = revoked.expect_err("the server is out of order");
    assert!(error.is_auth() && error.is_retryable(), "{error}");
    assert_eq!(fake.forms(), [LOGIN]);
}
