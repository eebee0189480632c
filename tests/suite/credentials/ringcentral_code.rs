//! RingCentral by authorization code and PKCE: a user logs in, and the application holds the tokens.

use std::time::Duration;

use generated_client::auth::{Authorization, MemoryTokenStore, RingCentralAuthorizationCode};
use generated_client::transport::Reach;
use generated_client::{Result, Session, ringcentral_presence as presence};
use tokio::time::advance;

use super::{hourly, refusal, ringcentral, service, session, success, tokens};
use crate::fake::{Fake, Outcome};

/// RFC 7636 appendix B.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const BACK: &str = "https://app.example/back?code=a%2Bcode&state=the+state";
const EXCHANGE: &str = "grant_type=authorization_code&code=a%2Bcode&redirect_uri=https%3A%2F%2Fapp.example%2Fback\
                        &code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

fn app() -> RingCentralAuthorizationCode {
    RingCentralAuthorizationCode::new("my client", "https://app.example/back")
}

fn login(app: &RingCentralAuthorizationCode) -> Authorization {
    app.authorize_again("the state", VERIFIER).expect("a login")
}

async fn exchange(app: &RingCentralAuthorizationCode, session: &Session) -> Result<()> {
    app.exchange(session, &login(app), BACK).await
}

async fn call(session: &Session) -> Result<()> {
    presence::Client::new(session.clone()).get_presence_status().await.map(drop)
}

#[test]
fn users_are_sent_to_a_url_with_the_challenge() {
    let pairs = "?response_type=code&client_id=my+client&redirect_uri=https%3A%2F%2Fapp.example%2Fback\
                 &state=the+state&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256";
    let sandbox = "https://platform.devtest.ringcentral.com";
    let cases = [
        (app(), "https://platform.ringcentral.com/restapi/oauth/authorize"),
        (app().with_client_secret("s3cret"), "https://platform.ringcentral.com/restapi/oauth/authorize"),
        (app().with_server_url(sandbox), "https://platform.devtest.ringcentral.com/restapi/oauth/authorize"),
    ];
    for (app, endpoint) in cases {
        assert_eq!(login(&app).url(), format!("{endpoint}{pairs}"));
        let fresh = app.authorize().expect("a login");
        assert!(fresh.url().contains(fresh.state()) && fresh.url().starts_with(endpoint));
    }
    let error = app().authorize_again("state", "too short").expect_err("no verifier of RFC 7636");
    assert!(error.is_auth() && error.to_string().contains("43 to 128"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn codes_are_exchanged_with_what_proves_the_application() {
    let cases = [
        (app(), None, format!("{EXCHANGE}&client_id=my+client")),
        (app().with_client_secret("s3cret"), Some("Basic bXkgY2xpZW50OnMzY3JldA=="), EXCHANGE.to_owned()),
    ];
    for (app, authorization, form) in cases {
        let fake = service(hourly, success);
        let session = session(app.clone(), &fake);
        exchange(&app, &session).await.expect("tokens");
        call(&session).await.expect("the call succeeds");
        let sent = &fake.sent()[0];
        assert_eq!(sent.url, "https://platform.ringcentral.com/restapi/oauth/token");
        assert_eq!((sent.method.as_str(), &sent.body), ("POST", &form));
        assert_eq!(sent.header("authorization"), authorization);
        assert_eq!((fake.sent().len(), fake.bearers()), (2, vec!["Bearer access-0".to_owned()]));
    }
}

#[tokio::test(start_paused = true)]
async fn a_code_is_sent_once_unless_it_surely_did_not_arrive() {
    let cases: [(fn() -> Outcome, usize); 5] = [
        (|| Outcome::Fails(Reach::Never), 2),
        (|| Outcome::status(429), 2),
        (|| Outcome::Fails(Reach::Perhaps), 1),
        (|| Outcome::status(503), 1),
        (|| Outcome::Hangs, 1),
    ];
    for (first, expected) in cases {
        let fake = service(move |number, sent| if number == 0 { first() } else { hourly(number, sent) }, success);
        let app = app();
        let result = exchange(&app, &session(app.clone(), &fake)).await;
        assert_eq!(fake.for_tokens().len(), expected);
        assert_eq!(result.is_ok(), expected > 1, "{result:?}");
        assert!(result.err().is_none_or(|error| error.is_auth()));
    }
}

#[tokio::test(start_paused = true)]
async fn a_return_that_is_not_the_logins_own_is_not_exchanged() {
    let cases = [
        ("https://app.example/back?code=c&state=another", "does not belong to this login"),
        ("https://app.example/back?code=c", "does not belong to this login"),
        ("https://app.example/back?error=access_denied&state=another", "does not belong to this login"),
        ("https://app.example/back?error=access_denied&state=the+state", "access_denied"),
        ("https://app.example/back?error=a%0Ab%1b&state=the+state", r"a\nb"),
        ("https://app.example/back?state=the+state", "has no code"),
        ("https://app.example/back?code=&state=the+state", "has no code"),
        ("", "does not belong to this login"),
    ];
    for (redirect, expected) in cases {
        let fake = service(hourly, success);
        let app = app();
        let session = session(app.clone(), &fake);
        let error = app.exchange(&session, &login(&app), redirect).await.expect_err("it is refused");
        let text = error.to_string();
        assert!(error.is_auth() && text.contains(expected) && !text.contains(char::is_control), "{text}");
        assert!(fake.sent().is_empty());
    }
}

#[tokio::test(start_paused = true)]
async fn calls_before_a_login_say_what_to_do() {
    let fake = service(hourly, success);
    let error = call(&session(app(), &fake)).await.expect_err("nobody is logged in");
    assert_eq!(
        error.to_string(),
        "getPresenceStatus: no credentials: nobody is logged in at https://platform.ringcentral.com: \
         send the user to `authorize`"
    );
    assert!(error.is_auth() && !error.is_retryable() && fake.sent().is_empty());
}

#[tokio::test(start_paused = true)]
async fn logins_are_those_of_one_server() {
    let fake = service(hourly, success);
    let app = app().with_server_url("https://platform.devtest.ringcentral.com");
    let session = session(app.clone(), &fake);
    exchange(&app, &session).await.expect("tokens");
    assert_eq!(fake.sent()[0].url, "https://platform.devtest.ringcentral.com/restapi/oauth/token");
    let client = presence::Client::new(session.clone()).with_server(presence::Server::Sandbox);
    client.get_presence_status().await.expect("the call succeeds");
    let error = call(&session).await.expect_err("nobody is logged in at the production server");
    assert!(error.is_auth(), "{error}");
    assert_eq!(fake.bearers(), ["Bearer access-0"], "the token goes to its server alone");
}

#[tokio::test(start_paused = true)]
async fn a_login_before_goes_on_by_its_refresh_token() {
    let fake = service(hourly, success);
    let client = ringcentral(app().with_refresh_token("kept"), &fake);
    for _ in 0..3 {
        client.get_presence_status().await.expect("the call succeeds");
        advance(Duration::from_secs(3600)).await;
    }
    let expected = ["kept", "refresh-0", "refresh-1"];
    let form = |token: &str| format!("grant_type=refresh_token&refresh_token={token}&client_id=my+client");
    assert_eq!(fake.forms(), expected.map(form));
}

#[tokio::test(start_paused = true)]
async fn a_refresh_token_that_is_refused_is_the_error_of_the_call() {
    let fake = service(|_, _| refusal(400, "invalid_grant"), success);
    let client = ringcentral(app().with_refresh_token("kept"), &fake);
    let error = client.get_presence_status().await.expect_err("there is no token");
    assert!(error.is_auth() && error.to_string().contains("`invalid_grant`"), "{error}");
    assert_eq!(fake.sent().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn users_are_kept_apart_in_a_store() {
    let store = MemoryTokenStore::new();
    let fake = service(hourly, success);
    for user in ["ada", "bob"] {
        let app = app().with_token_store(store.clone()).for_user(user);
        exchange(&app, &session(app.clone(), &fake)).await.expect("tokens");
    }
    // As another process would find them.
    for user in ["bob", "ada"] {
        call(&session(app().with_token_store(store.clone()).for_user(user), &fake)).await.expect("the call succeeds");
    }
    assert_eq!(fake.bearers(), ["Bearer access-1", "Bearer access-0"]);
    let nobody = call(&session(app().with_token_store(store).for_user("eve"), &fake)).await;
    assert!(nobody.is_err_and(|error| error.is_auth()));
}

/// Whether a session of an application finds a login in a store.
async fn is_logged_in(store: &MemoryTokenStore, fake: &Fake) -> bool {
    call(&session(app().with_token_store(store.clone()), fake)).await.is_ok()
}

#[tokio::test(start_paused = true)]
async fn revoking_ends_the_session_of_the_user_in_the_store_too() {
    let store = MemoryTokenStore::new();
    let fake = service(|number, _| tokens(number, 3600), success);
    let first = app().with_token_store(store.clone());
    exchange(&first, &session(first.clone(), &fake)).await.expect("tokens");
    assert!(is_logged_in(&store, &fake).await);

    // By another process, which has not called yet.
    let other = app().with_token_store(store.clone());
    let session = session(other.clone(), &fake);
    other.revoke(&session).await.expect("it is revoked");
    let sent = fake.sent().pop().expect("the revocation");
    assert_eq!(sent.url, "https://platform.ringcentral.com/restapi/oauth/revoke");
    assert_eq!((sent.body.as_str(), sent.header("authorization")), ("token=refresh-0&client_id=my+client", None));
    let error = call(&session).await.expect_err("nobody is logged in");
    assert!(error.to_string().contains("nobody is logged in"), "{error}");
    assert!(!is_logged_in(&store, &fake).await);
}
