//! Requests to paths that no document names: what an operation has, they have too.

use std::time::Duration;

use generated_client::testing::{Answer, Fake};
use generated_client::{
    ErrorKind, Method, Quota, RateLimiting, Request, RetryPolicy, SessionBuilder, Upload, auth, odin_user_services,
    ringcentral_user_settings, zoom_phone_users,
};
use serde_json::json;

const TOKEN: &str = r#"{"access_token":"first","expires_in":3600}"#;
const OTHER_TOKEN: &str = r#"{"access_token":"second","expires_in":3600}"#;

fn zoom(session: SessionBuilder) -> zoom_phone_users::Client {
    zoom_phone_users::Client::new(session.build().expect("a session"))
}

#[tokio::test]
async fn a_request_is_sent_as_it_is_put_together() {
    let fake = Fake::new().on_call("PUT /phone/new", |_| Answer::json("[1]").with_header("x-request-id", "r-1"));
    let zoom = zoom_phone_users::Client::new(fake.session());
    let request = zoom.request(Method::Put, "/phone/new?a=1").query("b", "2 3").header("X-Mine", "4");
    let answer = request.json(json!({"c": [5]})).expect("it is JSON").send().await.expect("a success");
    assert_eq!((&answer.body()[..], answer.request_id(), answer.attempts()), (&b"[1]"[..], Some("r-1"), 1));
    let upload = zoom.request(Method::Put, "/phone/new").bytes("audio/wav", Upload::from("RIFF"));
    upload.send().await.expect("a success");

    let calls = fake.calls();
    assert_eq!(calls[0].url, "https://api.zoom.us/v2/phone/new?a=1&b=2%203");
    assert_eq!((calls[0].header("x-mine"), calls[0].header("accept")), (Some("4"), Some("*/*")));
    assert_eq!((&*calls[0].body_text(), calls[0].header("content-type")), (r#"{"c":[5]}"#, Some("application/json")));
    assert_eq!((&*calls[1].body_text(), calls[1].header("content-type")), ("RIFF", Some("audio/wav")));
    assert!(calls.iter().all(|call| call.header("authorization") == Some("Bearer token")));
}

#[tokio::test]
async fn a_request_logs_in_and_renews_what_is_refused_once() {
    let fake = Fake::new().on("token", Answer::json(TOKEN)).on("token", Answer::json(OTHER_TOKEN));
    let fake = fake.on_call("GET /phone/new", |call| match call.header("authorization") {
        Some("Bearer second") => Answer::json("{}"),
        _ => Answer::status(401),
    });
    let zoom = zoom(fake.builder().auth(auth::ZoomServerToServer::new("account", "id", "secret")));
    zoom.request(Method::Get, "/phone/new").send().await.expect("the second token is good");
    fake.assert_calls(&["token", "GET /phone/new", "token", "GET /phone/new"]);
}

#[tokio::test]
async fn each_service_gives_its_requests_the_credentials_of_its_scheme() {
    let fake = Fake::new().on("token", Answer::json(r#"{"access_token":"t","token":"t","expires_in":3600}"#));
    let fake = fake.on("GET /new", Answer::json("{}"));
    let builder = || fake.builder();
    let odin = builder().auth(auth::OdinLogin::new("john", "password")).build().expect("a session");
    let ringcentral = builder().auth(auth::RingCentralJwt::new("id", "secret", "jwt")).build().expect("a session");
    let zoom = builder().auth(auth::ZoomServerToServer::new("account", "id", "secret")).build().expect("a session");
    let requests: [Request; 3] = [
        odin_user_services::Client::new(odin).request(Method::Get, "/new"),
        ringcentral_user_settings::Client::new(ringcentral).request(Method::Get, "/new"),
        zoom_phone_users::Client::new(zoom).request(Method::Get, "/new"),
    ];
    for request in requests {
        request.send().await.expect("a success");
        fake.assert_calls(&["token", "GET /new"]);
        assert_eq!(fake.take_calls()[1].header("authorization"), Some("Bearer t"));
    }
}

#[tokio::test(start_paused = true)]
async fn a_request_is_tried_again_as_its_method_allows() {
    for (method, id, attempts) in [(Method::Get, "GET /new", 3), (Method::Post, "POST /new", 1)] {
        for fault in [Answer::status(503), Answer::lost_connection()] {
            let fake = Fake::new().on(id, fault.clone()).on(id, fault).on(id, Answer::json("{}"));
            let zoom = zoom(fake.builder().auth(auth::Bearer::new("t")).retry_policy(RetryPolicy::new()));
            let result = zoom.request(method, "/new").send().await;
            assert_eq!(result.is_ok(), attempts == 3, "{id}");
            fake.assert_called(id, attempts);
        }
        let fake = Fake::new().on(id, Answer::status(503));
        let zoom = zoom(fake.builder().auth(auth::Bearer::new("t")).retry_policy(RetryPolicy::new()));
        let error =
            zoom.request(method, "/new").retry_policy(RetryPolicy::never()).send().await.expect_err("a refusal");
        assert_eq!(error.attempts(), 1, "{id}: {error}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_request_keeps_to_the_limit_of_the_group_that_it_is_counted_in() {
    let fake = Fake::new().on("GET /new", Answer::json("{}"));
    let session = fake.builder().auth(auth::Bearer::new("t")).rate_limiting(RateLimiting::Wait);
    let zoom = zoom(session.rate_limit("Zoom", "LIGHT", [Quota::per_second(1)]));
    let counted = || zoom.request(Method::Get, "/new").rate_limit("LIGHT");
    counted().send().await.expect("there is room");
    let error = counted().rate_limiting(RateLimiting::Fail).send().await.expect_err("there is no room");
    assert_eq!((error.kind(), error.operation_id()), (ErrorKind::RateLimit, Some("GET /new")), "{error}");
    let started = tokio::time::Instant::now();
    counted().send().await.expect("there is room again");
    assert!(started.elapsed() >= Duration::from_millis(900), "{:?}", started.elapsed());
    fake.assert_called("GET /new", 2);
}

#[tokio::test(start_paused = true)]
async fn a_request_has_its_own_time() {
    let fake = Fake::new().on("GET /new", Answer::json("{}").after(Duration::from_secs(10)));
    let zoom = zoom(fake.builder().auth(auth::Bearer::new("t")));
    let error = zoom.request(Method::Get, "/new").timeout(Duration::from_secs(9)).send().await.expect_err("it is late");
    assert!(error.kind() == ErrorKind::Timeout, "{error}");
    zoom.request(Method::Get, "/new").send().await.expect("it is there in time");
}
