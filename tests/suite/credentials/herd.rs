//! Many calls at once: tokens are got once, failures are shared, and what is dropped loses nothing.

use std::time::Duration;

use generated_client::auth::{Auth, RingCentralJwt};
use generated_client::{
    Method, Result, RetryPolicy, ringcentral_presence as presence, ringcentral_user_settings as settings,
};
use tokio::task::JoinSet;
use tokio::time::{advance, sleep, timeout};

use super::{builder, hourly, refusal, ringcentral, service, session, success, tokens};
use crate::fake::{Fake, Outcome, Sent};

const MANY: usize = 1000;
const HOUR: Duration = Duration::from_secs(3600);

fn provider() -> RingCentralJwt {
    RingCentralJwt::new("client", "s3cret", "a.jwt")
}

/// A token whose answer takes a second.
fn slowly(number: usize, sent: &Sent) -> Outcome {
    hourly(number, sent).after(Duration::from_secs(1))
}

/// A refusal that takes a second, so that all calls have been sent by then.
fn refused(_before: usize, _sent: &Sent) -> Outcome {
    Outcome::status(401).after(Duration::from_secs(1))
}

/// A call that no rate limit counts.
async fn call(client: presence::Client) -> Result<u32> {
    let response = client.request(Method::Get, "/restapi/v1.0").send().await?;
    Ok(response.attempts())
}

/// Makes many calls at once.
async fn call_many(client: &presence::Client) -> Vec<Result<u32>> {
    let calls: JoinSet<_> = (0..MANY).map(|_| call(client.clone())).collect();
    calls.join_all().await
}

#[tokio::test(start_paused = true)]
async fn many_calls_without_a_token_ask_for_one_once() {
    let fake = service(slowly, success);
    let client = ringcentral(provider(), &fake);
    assert!(call_many(&client).await.iter().all(Result::is_ok));
    assert_eq!((fake.for_tokens().len(), fake.bearers()), (1, vec!["Bearer access-0".to_owned(); MANY]));
}

#[tokio::test(start_paused = true)]
async fn many_calls_on_an_expired_token_renew_it_once() {
    let fake = service(slowly, success);
    let client = ringcentral(provider(), &fake);
    call(client.clone()).await.expect("the call succeeds");
    advance(HOUR).await;
    assert!(call_many(&client).await.iter().all(Result::is_ok));
    assert_eq!(fake.for_tokens().len(), 2);
    assert_eq!(fake.bearers()[1..], vec!["Bearer access-1"; MANY]);
}

#[tokio::test(start_paused = true)]
async fn many_calls_on_a_token_that_is_due_renew_it_once() {
    let fake = service(slowly, success);
    let client = ringcentral(provider(), &fake);
    call(client.clone()).await.expect("the call succeeds");
    advance(Duration::from_secs(3545)).await;
    assert!(call_many(&client).await.iter().all(Result::is_ok));
    assert_eq!(fake.for_tokens().len(), 2);
}

#[tokio::test(start_paused = true)]
async fn calls_that_wait_share_one_failure() {
    let refused = service(|_, _| refusal(401, "invalid_client").after(Duration::from_secs(1)), success);
    let client = ringcentral(provider(), &refused);
    let results = call_many(&client).await;
    assert!(results.iter().all(|result| result.as_ref().is_err_and(|error| error.is_auth() && !error.is_retryable())));
    assert_eq!(refused.sent().len(), 1);
    call(client).await.expect_err("it is refused again");
    assert_eq!(refused.sent().len(), 2, "a call that comes later tries anew");

    let down = service(|_, _| Outcome::status(503).after(Duration::from_secs(1)), success);
    let session = builder(provider(), &down).retry_policy(RetryPolicy::new().with_attempts(3)).build();
    let results = call_many(&presence::Client::new(session.expect("a session"))).await;
    assert!(results.iter().all(|result| result.as_ref().is_err_and(|error| error.is_auth() && error.is_retryable())));
    assert_eq!(down.sent().len(), 3, "one request, as often as the policy says");
}

/// A service that refuses the first token.
fn refusing_the_first() -> Fake {
    service(slowly, |before, sent| match sent.header("authorization") {
        Some("Bearer access-0") => refused(before, sent),
        _ => success(before, sent),
    })
}

#[tokio::test(start_paused = true)]
async fn many_calls_that_are_refused_renew_the_token_once() {
    let fake = refusing_the_first();
    let results = call_many(&ringcentral(provider(), &fake)).await;
    assert!(results.iter().all(|result| result.as_ref().is_ok_and(|attempts| *attempts == 2)));
    let sent: Vec<&str> = fake
        .bearers()
        .iter()
        .map(|bearer| &bearer["Bearer ".len()..])
        .map(|token| match token {
            "access-0" => "old",
            "access-1" => "new",
            _ => "another",
        })
        .collect();
    assert_eq!((fake.for_tokens().len(), sent), (2, [vec!["old"; MANY], vec!["new"; MANY]].concat()));
}

#[tokio::test(start_paused = true)]
async fn a_late_refusal_of_an_old_token_does_not_drop_the_new_one() {
    let fake = service(hourly, |before, sent| match before {
        0 => Outcome::status(401).after(Duration::from_secs(10)),
        1 => Outcome::status(401),
        _ => success(before, sent),
    });
    let client = ringcentral(provider(), &fake);
    let late = tokio::spawn(call(client.clone()));
    sleep(Duration::from_secs(1)).await;
    assert_eq!(call(client).await.expect("the call succeeds"), 2);
    assert_eq!(late.await.expect("no panic").expect("the call succeeds"), 2);
    assert_eq!(fake.for_tokens().len(), 2);
    assert_eq!(fake.bearers()[2..], ["Bearer access-1"; 2]);
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_refused_again_ends_after_two_attempts() {
    let fake = service(hourly, |_, _| Outcome::status(401));
    let client = ringcentral(provider(), &fake);
    for round in 1..=2 {
        let error = call(client.clone()).await.expect_err("it is refused");
        assert!(error.is_auth() && error.attempts() == 2, "{error}");
        assert_eq!((fake.for_tokens().len(), fake.bearers().len()), (1 + round, 2 * round));
    }
    let many = service(slowly, refused);
    let results = call_many(&ringcentral(provider(), &many)).await;
    assert!(results.iter().all(|result| result.as_ref().is_err_and(|error| error.attempts() == 2)));
    assert_eq!((many.for_tokens().len(), many.bearers().len()), (2, 2 * MANY));
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_dropped_does_not_lose_the_token() {
    let fake = service(slowly, success);
    let client = ringcentral(provider(), &fake);
    call(client.clone()).await.expect("the call succeeds");
    advance(HOUR).await;
    let dropped = timeout(Duration::from_millis(500), call(client.clone())).await;
    dropped.expect_err("the renewal takes longer");
    let operation = client.get_presence_status().with_timeout(Duration::from_millis(100));
    let error = operation.await.expect_err("the renewal takes longer still");
    assert!(error.is_timeout() && !error.may_have_reached_server(), "{error}");
    call(client).await.expect("the call succeeds");
    let forms = fake.forms();
    assert_eq!((forms.len(), forms[1].as_str()), (2, "grant_type=refresh_token&refresh_token=refresh-0"));
    assert_eq!(fake.bearers(), ["Bearer access-0", "Bearer access-1"]);
}

#[tokio::test(start_paused = true)]
async fn calls_that_are_dropped_do_not_hold_up_others() {
    let fake = service(slowly, success);
    let client = ringcentral(provider(), &fake);
    let mut calls: Vec<_> = (0..MANY).map(|_| tokio::spawn(call(client.clone()))).collect();
    sleep(Duration::from_millis(500)).await;
    let rest = calls.split_off(MANY / 2);
    calls.iter().for_each(tokio::task::JoinHandle::abort);
    for call in rest {
        call.await.expect("no panic").expect("the call succeeds");
    }
    assert_eq!((fake.for_tokens().len(), fake.bearers().len()), (1, MANY / 2));
}

#[tokio::test(start_paused = true)]
async fn clients_of_one_session_share_a_token() {
    let fake = service(hourly, success);
    let session = session(provider(), &fake);
    presence::Client::new(session.clone()).get_presence_status().await.expect("the call succeeds");
    settings::Client::new(session).request(Method::Get, "/restapi/v1.0").send().await.expect("the call succeeds");
    assert_eq!((fake.for_tokens().len(), fake.bearers()), (1, vec!["Bearer access-0".to_owned(); 2]));
}

#[tokio::test(start_paused = true)]
async fn sessions_of_one_provider_share_a_token_and_others_do_not() {
    let fake = service(hourly, success);
    let shared: std::sync::Arc<dyn Auth> = std::sync::Arc::new(provider());
    for _ in 0..2 {
        call(ringcentral(shared.clone(), &fake)).await.expect("the call succeeds");
    }
    assert_eq!(fake.for_tokens().len(), 1);
    call(ringcentral(provider(), &fake)).await.expect("the call succeeds");
    assert_eq!(fake.for_tokens().len(), 2);
}

#[tokio::test(start_paused = true)]
async fn each_session_reaches_the_token_endpoint_on_its_own_way() {
    let provider = provider();
    let [gone, own] = [0; 2].map(|_| service(|number, _| tokens(number, 0), success));
    for fake in [&gone, &own] {
        call(ringcentral(provider.clone(), fake)).await.expect("the call succeeds");
    }
    assert_eq!((gone.for_tokens().len(), own.for_tokens().len()), (1, 1));
    provider.revoke().await.expect("it is revoked");
    assert_eq!((gone.sent().len(), own.sent().len()), (2, 3), "by the session that called last");
}
