//! RingCentral's refresh tokens, which are good for one use: when they are used, and what follows when that fails.

use std::time::Duration;

use generated_client::transport::Reach;
use generated_client::{RetryPolicy, auth, ringcentral_presence as presence};
use tokio::time::{Instant, advance};

use super::{builder, hourly, refusal, ringcentral, service, success, tokens};
use crate::fake::{Fake, Outcome};

const HOUR: Duration = Duration::from_secs(3600);

fn provider() -> auth::RingCentralJwt {
    auth::RingCentralJwt::new("client", "s3cret", "a.jwt")
}

/// What stands in for the JWT grant in lists of [`ways`].
const JWT: &str = "jwt";

/// How each token was got: by the JWT, or by the refresh token that is named.
fn ways(fake: &Fake) -> Vec<String> {
    let way = |form: String| match form.strip_prefix("grant_type=refresh_token&refresh_token=") {
        Some(refresh) => refresh.to_owned(),
        None => {
            assert!(form.contains("jwt-bearer"), "{form}");
            JWT.to_owned()
        }
    };
    fake.forms().into_iter().map(way).collect()
}

async fn call(client: &presence::Client) {
    client.get_presence_status().await.expect("the call succeeds");
}

#[tokio::test(start_paused = true)]
async fn tokens_are_refreshed_ahead_of_their_end() {
    let (minute, two_hours) = (Duration::from_secs(60), 2 * HOUR);
    // Life, slack and the age at which it is due, in seconds.
    let cases = [
        (3600, None, 3540),
        (3600, Some(5 * minute), 3300),
        (3600, Some(two_hours), 2700),
        (3600, Some(Duration::ZERO), 3600),
        (100, None, 75),
    ];
    for (life, slack, due) in cases {
        let fake = service(move |number, _| tokens(number, life), success);
        let provider = match slack {
            Some(slack) => provider().with_refresh_slack(slack),
            None => provider(),
        };
        let client = ringcentral(provider, &fake);
        call(&client).await;
        advance(Duration::from_secs(due - 2)).await;
        call(&client).await;
        assert_eq!(ways(&fake), [JWT], "{life} {slack:?}");
        advance(Duration::from_secs(3)).await;
        call(&client).await;
        assert_eq!(ways(&fake), [JWT, "refresh-0"], "{life} {slack:?}");
        assert_eq!(fake.bearers(), ["Bearer access-0", "Bearer access-0", "Bearer access-1"]);
    }
}

#[tokio::test(start_paused = true)]
async fn each_refresh_token_is_used_once() {
    let fake = service(hourly, success);
    let client = ringcentral(provider(), &fake);
    for _ in 0..4 {
        call(&client).await;
        advance(HOUR).await;
    }
    assert_eq!(ways(&fake), [JWT, "refresh-0", "refresh-1", "refresh-2"]);
    let basic = fake.for_tokens().into_iter().all(|sent| sent.header("authorization").is_some());
    assert!(basic, "the application proves itself each time");
}

#[tokio::test(start_paused = true)]
async fn a_refresh_token_is_kept_where_no_new_one_comes() {
    let only_first = |number, sent: &_| match number {
        0 => hourly(number, sent),
        _ => Outcome::json(200, r#"{"access_token":"another","expires_in":3600}"#),
    };
    let fake = service(only_first, success);
    let client = ringcentral(provider(), &fake);
    for _ in 0..3 {
        call(&client).await;
        advance(HOUR).await;
    }
    assert_eq!(ways(&fake), [JWT, "refresh-0", "refresh-0"]);
}

#[tokio::test(start_paused = true)]
async fn the_jwt_takes_the_place_of_a_refresh_token_that_is_refused() {
    for (status, code) in [(400, "invalid_grant"), (401, "invalid_client"), (403, "access_denied")] {
        let answer = move |number, sent: &_| if number == 1 { refusal(status, code) } else { hourly(number, sent) };
        let fake = service(answer, success);
        let client = ringcentral(provider(), &fake);
        call(&client).await;
        advance(HOUR).await;
        call(&client).await;
        assert_eq!(ways(&fake), [JWT, "refresh-0", JWT], "{status}");
        assert_eq!(fake.bearers(), ["Bearer access-0", "Bearer access-2"]);
    }
}

#[tokio::test(start_paused = true)]
async fn the_jwt_takes_the_place_of_a_refresh_token_that_is_none_or_over() {
    let bodies = [
        r#"{"access_token":"a","expires_in":3600}"#,
        r#"{"access_token":"a","expires_in":3600,"refresh_token":""}"#,
        r#"{"access_token":"a","expires_in":3600,"refresh_token":"r","refresh_token_expires_in":0}"#,
    ];
    for body in bodies {
        let fake = service(move |_, _| Outcome::json(200, body), success);
        let client = ringcentral(provider(), &fake);
        call(&client).await;
        advance(HOUR).await;
        call(&client).await;
        assert_eq!(ways(&fake), [JWT, JWT], "{body}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_refresh_whose_answer_is_lost_is_repeated_within_the_grace() {
    let answer = |number, sent: &_| match number {
        1 => Outcome::Fails(Reach::Perhaps),
        _ => hourly(number, sent),
    };
    let fake = service(answer, success);
    let client = ringcentral(provider(), &fake);
    call(&client).await;
    advance(HOUR).await;
    call(&client).await;
    assert_eq!(ways(&fake), [JWT, "refresh-0", "refresh-0"]);
    let sent = fake.for_tokens();
    assert!(sent[2].at - sent[1].at < Duration::from_secs(10), "RingCentral repeats its answer for so long");
}

/// A client whose token is near its end while the token endpoint is out of order, and whose requests are sent once.
async fn near_the_end(outage: fn() -> Outcome) -> (Fake, presence::Client) {
    let answer = move |number, sent: &_| if number == 0 { hourly(number, sent) } else { outage() };
    let fake = service(answer, success);
    let session = builder(provider(), &fake).retry_policy(RetryPolicy::never()).build().expect("a session");
    let client = presence::Client::new(session);
    call(&client).await;
    advance(Duration::from_secs(3545)).await;
    (fake, client)
}

#[tokio::test(start_paused = true)]
async fn a_token_that_cannot_be_renewed_yet_is_used_to_its_end() {
    let (fake, client) = near_the_end(|| Outcome::status(503)).await;
    for _ in 0..3 {
        call(&client).await;
    }
    assert_eq!(fake.for_tokens().len(), 2, "one try, then a pause");
    advance(Duration::from_secs(6)).await;
    call(&client).await;
    assert_eq!(fake.for_tokens().len(), 3, "another try after the pause");
    assert_eq!(fake.bearers(), ["Bearer access-0"; 5]);

    advance(Duration::from_secs(60)).await;
    let error = client.get_presence_status().await.expect_err("the token has ended");
    assert!(error.is_auth() && error.is_retryable(), "{error}");
    assert_eq!(error.api().map(|api| api.status().as_u16()), Some(503));
    assert_eq!(fake.bearers().len(), 5, "a token that has ended is not sent");
}

#[tokio::test(start_paused = true)]
async fn a_token_endpoint_that_hangs_does_not_hold_up_calls_that_have_a_token() {
    let (fake, client) = near_the_end(|| Outcome::Hangs).await;
    let start = Instant::now();
    for _ in 0..10 {
        call(&client).await;
    }
    assert!(start.elapsed() <= Duration::from_secs(10), "calls went on after {:?}", start.elapsed());
    assert_eq!((fake.for_tokens().len(), fake.bearers()), (2, vec!["Bearer access-0".to_owned(); 11]));
}
