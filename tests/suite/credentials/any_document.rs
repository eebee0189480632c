//! Credentials of any document: what its security schemes and requirements ask for.

use std::sync::Mutex;

use generated_client::auth::{
    Anonymous, ApiKey, Auth, AuthRequest, Basic, Bearer, ByScheme, Credentials, In, OdinLogin, SecurityScheme,
};
use generated_client::codegen::{Operation, Parameter, ServerDescription, Service, ServiceDescription};
use generated_client::transport::BoxFuture;
use generated_client::{Error, Result};
use secrecy::SecretString;

use super::{service, session, success};
use crate::fake::{Fake, Outcome};

static SERVICE: ServiceDescription =
    ServiceDescription::new("lamps").servers(&[ServerDescription::new("https://lamps.example/v1")]).schemes(&[
        SecurityScheme::bearer("token"),
        SecurityScheme::basic("user"),
        SecurityScheme::api_key("header", In::Header, "X-Key"),
        SecurityScheme::api_key("query", In::Query, "api key"),
        SecurityScheme::api_key("cookie", In::Cookie, "key"),
    ]);

static OPEN: Operation = Operation::get("open", "/open");
static TOKEN: Operation = Operation::get("token", "/x").secured_by(&[&[("token", &[])]]);
static HEADER: Operation = Operation::get("header", "/x").secured_by(&[&[("header", &[])]]);
static QUERY: Operation = Operation::get("query", "/x").secured_by(&[&[("query", &[])]]);
static COOKIE: Operation = Operation::get("cookie", "/x").secured_by(&[&[("cookie", &[])]]);
static BOTH: Operation = Operation::get("both", "/x").secured_by(&[&[("user", &[]), ("header", &[])]]);
static EITHER: Operation =
    Operation::get("either", "/x").secured_by(&[&[("token", &[])], &[("user", &[]), ("query", &[])], &[]]);
static MAYBE: Operation = Operation::get("maybe", "/x").secured_by(&[&[], &[("header", &[])]]);

/// What of a request bears credentials: `Authorization`, the key's header, cookies and the query.
type Borne<'a> = (Option<&'a str>, Option<&'a str>, Option<&'a str>, &'a str);

async fn call(auth: impl Auth + 'static, operation: &'static Operation) -> (Fake, Result<()>) {
    let fake = service(success, success);
    let session = session(auth, &fake);
    let result = Service::new(session, &SERVICE).call(operation).send().await;
    (fake, result.map(drop))
}

#[tokio::test(start_paused = true)]
async fn credentials_go_where_the_document_says() {
    let key = || ApiKey::new("k=/&é");
    let by_scheme = || ByScheme::new().with("user", Basic::new("ada", "pw")).with("header", ApiKey::new("hk"));
    let basic = Some("Basic YWRhOnB3");
    let cases: [(Box<dyn Auth>, &'static Operation, Borne<'_>); 14] = [
        (Box::new(Bearer::new("t")), &TOKEN, (Some("Bearer t"), None, None, "")),
        (Box::new(Basic::new("ada", "pw")), &TOKEN, (basic, None, None, "")),
        (Box::new(Basic::new("Aladdin", "é:")), &TOKEN, (Some("Basic QWxhZGRpbjrDqTo="), None, None, "")),
        (Box::new(ApiKey::new("k")), &HEADER, (None, Some("k"), None, "")),
        (Box::new(key()), &QUERY, (None, None, None, "api%20key=k%3D%2F%26%C3%A9")),
        (Box::new(key()), &COOKIE, (None, None, Some("key=k%3D%2F%26%C3%A9"), "")),
        (Box::new(by_scheme()), &BOTH, (basic, Some("hk"), None, "")),
        (Box::new(by_scheme().with("query", ApiKey::new("q"))), &EITHER, (basic, None, None, "api%20key=q")),
        (Box::new(by_scheme().with("token", Bearer::new("t"))), &EITHER, (Some("Bearer t"), None, None, "")),
        (Box::new(by_scheme()), &EITHER, (None, None, None, "")),
        (Box::new(ApiKey::new("k")), &EITHER, (None, None, None, "")),
        (Box::new(ApiKey::new("k")), &MAYBE, (None, Some("k"), None, "")),
        (Box::new(Bearer::new("t")), &OPEN, (None, None, None, "")),
        (Box::new(Anonymous), &TOKEN, (None, None, None, "")),
    ];
    for (number, (auth, operation, expected)) in cases.into_iter().enumerate() {
        let (fake, result) = call(Boxed(auth), operation).await;
        result.expect("the call succeeds");
        let sent = fake.sent().remove(0);
        let query = sent.url.split_once('?').map_or("", |(_, query)| query);
        let headers = ["authorization", "x-key", "cookie"].map(|name| sent.header(name));
        assert_eq!((headers[0], headers[1], headers[2], query), expected, "case {number}");
        let secret = ["authorization", "x-key", "cookie"].map(|name| sent.headers.get(name));
        assert!(secret.into_iter().flatten().all(http::HeaderValue::is_sensitive), "case {number}");
    }
}

/// Providers of several types in one list.
struct Boxed(Box<dyn Auth>);

impl Auth for Boxed {
    fn credentials<'a>(&'a self, request: AuthRequest<'a>) -> BoxFuture<'a, Result<Credentials>> {
        self.0.credentials(request)
    }

    fn renew<'a>(&'a self, request: AuthRequest<'a>, refused: &'a Credentials) -> BoxFuture<'a, bool> {
        self.0.renew(request, refused)
    }
}

#[tokio::test(start_paused = true)]
async fn credentials_that_cannot_be_sent_are_an_error_before_anything_is() {
    let cases: [(Box<dyn Auth>, &'static Operation, &str); 6] = [
        (Box::new(Basic::new("a:b", "pw")), &TOKEN, "colon"),
        (Box::new(Bearer::new("t\r\nX-Evil: 1")), &TOKEN, "cannot be in the header `authorization`"),
        (Box::new(ApiKey::new("k\n")), &HEADER, "cannot be in the header `x-key`"),
        (Box::new(ApiKey::new("k")), &BOTH, "accepts no key by itself"),
        (
            Box::new(ByScheme::new().with("user", Basic::new("a", "b"))),
            &BOTH,
            "no provider for any of (`user` and `header`)",
        ),
        (Box::new(ByScheme::new()), &TOKEN, "no provider for any of `token`"),
    ];
    for (auth, operation, expected) in cases {
        let (fake, result) = call(Boxed(auth), operation).await;
        let error = result.expect_err("there are no credentials");
        assert!(error.is_auth() && error.to_string().contains(expected), "{error}");
        assert!(fake.sent().is_empty());
    }
}

#[tokio::test(start_paused = true)]
async fn what_the_caller_gives_itself_takes_the_place_of_credentials() {
    const GIVEN: &[Parameter] = &[Parameter::query("api key"), Parameter::cookie("key"), Parameter::header("X-Key")];
    static GIVEN_QUERY: Operation = QUERY.parameters(GIVEN);
    static GIVEN_COOKIE: Operation = COOKIE.parameters(GIVEN);
    static GIVEN_HEADER: Operation = HEADER.parameters(GIVEN);
    let cases: [(&'static Operation, &'static str, &str); 3] = [
        (&GIVEN_QUERY, "api key", "api%20key=own"),
        (&GIVEN_COOKIE, "key", "key=own"),
        (&GIVEN_HEADER, "X-Key", "own"),
    ];
    for (operation, name, expected) in cases {
        let fake = service(success, success);
        let mut call = Service::new(session(ApiKey::new("k"), &fake), &SERVICE).call(operation);
        call.set_text(name, "own");
        call.send().await.expect("the call succeeds");
        let sent = fake.sent().remove(0);
        let query = sent.url.split_once('?').map(|(_, query)| query);
        assert_eq!(sent.header("cookie").or(sent.header("x-key")).or(query), Some(expected));
    }
}

#[tokio::test(start_paused = true)]
async fn credentials_that_never_change_are_sent_once_when_they_are_refused() {
    let cases: [Box<dyn Auth>; 3] = [
        Box::new(Bearer::new("t")),
        Box::new(Basic::new("ada", "pw")),
        Box::new(ByScheme::new().with("token", Bearer::new("t"))),
    ];
    for auth in cases {
        let fake = service(success, |_, _| Outcome::status(401));
        let service = Service::new(session(Boxed(auth), &fake), &SERVICE);
        let error = service.call(&TOKEN).send().await.expect_err("it is refused");
        assert!(error.is_auth() && error.attempts() == 1, "{error}");
        assert_eq!(fake.sent().len(), 1);
    }
}

/// A caller's own provider: passwords of one use, from a list.
struct OneTime {
    passwords: Mutex<Vec<&'static str>>,
    /// What it was asked.
    asked: Mutex<Vec<String>>,
}

impl Auth for &'static OneTime {
    fn credentials<'a>(&'a self, request: AuthRequest<'a>) -> BoxFuture<'a, Result<Credentials>> {
        let scopes = request.security.iter().flat_map(|all| all.iter()).map(|(scheme, _)| *scheme);
        let asked = format!("{} {} {}", request.origin, request.server_url, scopes.collect::<String>());
        self.asked.lock().expect("no panic under the lock").push(asked);
        let password = self.passwords.lock().expect("no panic under the lock").last().copied();
        let password = password.ok_or_else(|| Error::auth("the passwords are used up"));
        Box::pin(async move { Credentials::bearer(&SecretString::from(password?)) })
    }

    fn renew<'a>(&'a self, _request: AuthRequest<'a>, _refused: &'a Credentials) -> BoxFuture<'a, bool> {
        Box::pin(async { self.passwords.lock().expect("no panic under the lock").pop().is_some() })
    }
}

#[tokio::test(start_paused = true)]
async fn a_provider_of_the_callers_is_asked_for_others_once_a_call() {
    let provider: &'static OneTime =
        Box::leak(Box::new(OneTime { passwords: Mutex::new(vec!["c", "b", "a"]), asked: Mutex::default() }));
    let fake = service(success, |before, sent| if before == 1 { success(before, sent) } else { Outcome::status(401) });
    let service = Service::new(session(provider, &fake), &SERVICE);
    service.call(&TOKEN).send().await.expect("the second password is taken");
    assert_eq!(fake.bearers(), ["Bearer a", "Bearer b"]);
    assert_eq!(
        provider.asked.lock().expect("no panic under the lock")[0],
        "https://lamps.example https://lamps.example/v1 token"
    );

    let error = service.call(&TOKEN).send().await.expect_err("both are refused");
    assert!(error.is_auth() && error.attempts() == 2, "{error}");
    assert_eq!(fake.bearers()[2..], ["Bearer b", "Bearer c"]);
    provider.passwords.lock().expect("no panic under the lock").clear();
    let error = service.call(&TOKEN).send().await.expect_err("there are no passwords");
    assert_eq!(error.to_string(), "token: no credentials: the passwords are used up");
}

#[tokio::test(start_paused = true)]
async fn of_two_tokens_that_a_call_needs_both_are_renewed() {
    static SCHEMES: ServiceDescription = ServiceDescription::new("doors")
        .servers(&[ServerDescription::new("https://doors.example")])
        .schemes(&[SecurityScheme::bearer("one"), SecurityScheme::bearer("other")]);
    static ENTER: Operation = Operation::get("enter", "/x").secured_by(&[&[("one", &[]), ("other", &[])]]);
    let token = |number, _: &_| Outcome::json(200, &format!(r#"{{"token":"token-{number}"}}"#));
    let fake = service(token, |before, sent| if before == 0 { Outcome::status(401) } else { success(before, sent) });
    let auth = ByScheme::new().with("one", OdinLogin::new("a", "pw")).with("other", OdinLogin::new("b", "pw"));
    Service::new(session(auth, &fake), &SCHEMES).call(&ENTER).send().await.expect("the call succeeds");
    assert_eq!(fake.for_tokens().len(), 4, "nobody knows which of the two was refused");
}
