//! Tokens that sessions share through a store, and stores that fail.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use generated_client::auth::{MemoryTokenStore, RingCentralAuthorizationCode, RingCentralJwt, StoreLock, TokenStore};
use generated_client::transport::BoxFuture;
use generated_client::{Error, Result, ringcentral_presence as presence};
use secrecy::SecretString;
use tokio::time::advance;

use super::{hourly, ringcentral, service, session, success};
use crate::fake::{Fake, Outcome, Sent};

const HOUR: Duration = Duration::from_secs(3600);

fn provider(store: impl TokenStore + 'static) -> RingCentralJwt {
    RingCentralJwt::new("client", "s3cret", "a.jwt").with_token_store(store)
}

/// A token whose answer takes a second.
fn slowly(number: usize, sent: &Sent) -> Outcome {
    hourly(number, sent).after(Duration::from_secs(1))
}

/// The refresh tokens that were sent.
fn refreshes(fake: &Fake) -> Vec<String> {
    let refresh = |form: &String| form.strip_prefix("grant_type=refresh_token&refresh_token=").map(str::to_owned);
    fake.forms().iter().filter_map(refresh).collect()
}

#[tokio::test(start_paused = true)]
async fn sessions_that_share_a_store_get_and_renew_one_token() {
    let store = MemoryTokenStore::new();
    let fake = service(slowly, success);
    let clients = [0; 4].map(|_| ringcentral(provider(store.clone()), &fake));
    for round in 0..3 {
        let [a, b, c, d] = clients.each_ref().map(|client| client.get_presence_status().into_future());
        tokio::try_join!(a, b, c, d).expect("the calls succeed");
        assert_eq!(fake.for_tokens().len(), round + 1);
        advance(HOUR).await;
    }
    assert_eq!(refreshes(&fake), ["refresh-0", "refresh-1"]);
}

#[tokio::test(start_paused = true)]
async fn a_token_that_one_session_has_renewed_is_taken_over_when_it_is_refused() {
    let store = MemoryTokenStore::new();
    let fake = service(hourly, |before, sent| match (before, sent.header("authorization")) {
        (2.., Some("Bearer access-0")) => Outcome::status(401),
        _ => success(before, sent),
    });
    let [one, other] = [0; 2].map(|_| ringcentral(provider(store.clone()), &fake));
    for client in [&one, &other, &one, &other] {
        client.get_presence_status().await.expect("the call succeeds");
    }
    assert_eq!((fake.for_tokens().len(), refreshes(&fake)), (2, vec!["refresh-0".to_owned()]));
}

#[tokio::test(start_paused = true)]
async fn accounts_are_kept_apart() {
    let store = MemoryTokenStore::new();
    let fake = service(hourly, success);
    for jwt in ["one", "other", "one"] {
        let provider = RingCentralJwt::new("client", "s3cret", jwt).with_token_store(store.clone());
        ringcentral(provider, &fake).get_presence_status().await.expect("the call succeeds");
    }
    assert_eq!(fake.bearers(), ["Bearer access-0", "Bearer access-1", "Bearer access-0"]);
}

#[tokio::test(start_paused = true)]
async fn a_revoked_token_is_taken_out_of_the_store() {
    let store = MemoryTokenStore::new();
    let fake = service(hourly, success);
    let revoking = provider(store.clone());
    let client = ringcentral(revoking.clone(), &fake);
    client.get_presence_status().await.expect("the call succeeds");
    revoking.revoke().await.expect("it is revoked");
    ringcentral(provider(store), &fake).get_presence_status().await.expect("the call succeeds");
    assert_eq!((fake.for_tokens().len(), refreshes(&fake).len()), (2, 0), "two logins");
}

/// A store that does not do what it is told to fail at.
#[derive(Default)]
struct Failing {
    inner: MemoryTokenStore,
    load: AtomicBool,
    save: AtomicBool,
    lock: AtomicBool,
}

/// What a store is told to fail at.
type Switch = fn(&Failing) -> &AtomicBool;

impl Failing {
    fn new() -> &'static Self {
        Box::leak(Box::default())
    }

    fn check(switch: &AtomicBool, action: &'static str) -> Result<()> {
        if switch.load(Ordering::SeqCst) { Err(Error::auth(format!("the disk is full: {action}"))) } else { Ok(()) }
    }
}

impl TokenStore for &'static Failing {
    fn load<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<Option<SecretString>>> {
        Box::pin(async move {
            Failing::check(&self.load, "load")?;
            self.inner.load(key).await
        })
    }

    fn save<'a>(&'a self, key: &'a str, text: Option<SecretString>) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            Failing::check(&self.save, "save")?;
            self.inner.save(key, text).await
        })
    }

    fn lock<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<StoreLock>> {
        Box::pin(async move {
            Failing::check(&self.lock, "lock")?;
            self.inner.lock(key).await
        })
    }
}

#[tokio::test(start_paused = true)]
async fn a_token_that_cannot_be_saved_is_an_error_once_and_used_afterwards() {
    let store = Failing::new();
    store.save.store(true, Ordering::SeqCst);
    let fake = service(hourly, success);
    let client = ringcentral(provider(store), &fake);
    let error = client.get_presence_status().await.expect_err("the token cannot be saved");
    assert!(error.is_auth() && error.to_string().contains("the disk is full: save"), "{error}");
    for _ in 0..2 {
        client.get_presence_status().await.expect("the call succeeds");
    }
    assert_eq!((fake.for_tokens().len(), fake.bearers().len()), (1, 2));
}

#[tokio::test(start_paused = true)]
async fn a_refresh_token_that_could_not_be_saved_is_the_next_that_is_used() {
    let store = Failing::new();
    let fake = service(hourly, success);
    let client = ringcentral(provider(store), &fake);
    client.get_presence_status().await.expect("the call succeeds");
    advance(HOUR).await;
    store.save.store(true, Ordering::SeqCst);
    client.get_presence_status().await.expect_err("the token cannot be saved");
    advance(HOUR).await;
    store.save.store(false, Ordering::SeqCst);
    client.get_presence_status().await.expect("the call succeeds");
    assert_eq!(refreshes(&fake), ["refresh-0", "refresh-1"], "not the one in the store, which is used up");
}

#[tokio::test(start_paused = true)]
async fn a_login_is_not_lost_with_a_store_that_fails() {
    let switches: [Switch; 3] = [|store| &store.load, |store| &store.save, |store| &store.lock];
    for switch in switches {
        let store = Failing::new();
        switch(store).store(true, Ordering::SeqCst);
        let fake = service(hourly, success);
        let app = RingCentralAuthorizationCode::new("client", "https://app.example/back").with_token_store(store);
        let session = session(app.clone(), &fake);
        let login = app.authorize().expect("a login");
        let back = format!("?code=c&state={}", login.state());
        let error = app.exchange(&session, &login, &back).await.expect_err("the token cannot be saved");
        assert!(error.is_auth() && error.to_string().contains("the disk is full"), "{error}");
        presence::Client::new(session).get_presence_status().await.expect("the code was good for one use");
        assert_eq!(fake.bearers(), ["Bearer access-0"]);
    }
}

#[tokio::test(start_paused = true)]
async fn a_store_that_cannot_be_read_or_locked_stops_renewals_but_no_token_in_use() {
    let actions: [(&str, Switch); 2] = [("load", |store| &store.load), ("lock", |store| &store.lock)];
    for (action, switch) in actions {
        let store = Failing::new();
        let fake = service(hourly, success);
        let client = ringcentral(provider(store), &fake);
        client.get_presence_status().await.expect("the call succeeds");
        switch(store).store(true, Ordering::SeqCst);
        advance(Duration::from_secs(3545)).await;
        client.get_presence_status().await.expect("the token is good yet");
        advance(HOUR).await;
        let error = client.get_presence_status().await.expect_err("the token has ended");
        assert!(error.is_auth() && error.to_string().contains(&format!("the disk is full: {action}")), "{error}");
        assert_eq!(fake.for_tokens().len(), 1, "without the store no refresh token is used");
    }
}
