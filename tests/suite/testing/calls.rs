//! What a fake tells of the calls that were made, and what it holds of them.

use std::panic::{AssertUnwindSafe, catch_unwind};

use generated_client::Json;
use generated_client::testing::{Answer, Fake, Recorded};
use generated_client::zoom_phone_users::models::UpdateCallingPlanRequest;

use super::zoom;

fn fake() -> Fake {
    let fake = Fake::new().on("listPhoneUsers", Answer::json("{}"));
    fake.on("updateCallingPlan", Answer::status(204)).on("phoneUser", Answer::status(404))
}

/// What an assertion says when it fails.
fn failure(assertion: impl FnOnce()) -> String {
    let panic = catch_unwind(AssertUnwindSafe(assertion)).expect_err("it does not hold");
    *panic.downcast::<String>().expect("a message")
}

#[tokio::test]
async fn a_call_is_recorded_as_it_would_have_been_sent() {
    let fake = fake();
    let body = UpdateCallingPlanRequest::new(100, 200);
    let call = zoom(&fake).update_calling_plan("a/b").body(body.clone()).with_query("q", "ä &").with_query("q", "2");
    call.with_header("x-mine", "1").await.expect("an answer");
    let call: Recorded = fake.calls().remove(0);
    assert_eq!((&*call.operation, &*call.method), ("updateCallingPlan", "PUT"));
    assert_eq!(call.url, "https://api.zoom.us/v2/phone/users/a%2Fb/calling_plans?q=%C3%A4%20%26&q=2");
    assert_eq!(call.path(), "/v2/phone/users/a%2Fb/calling_plans");
    assert_eq!((call.query("q"), call.query("r")), (Some("ä &"), None));
    assert_eq!(call.query_pairs().collect::<Vec<_>>(), [("q", "ä &"), ("q", "2")]);
    assert_eq!((call.header("X-Mine"), call.header("authorization")), (Some("1"), Some("Bearer token")));
    assert_eq!(call.body::<UpdateCallingPlanRequest>().expect("that model"), body);
    assert_eq!(call.body::<Json>().expect("JSON").as_str(), call.body_text());
    assert!(call.body::<Vec<i64>>().is_err(), "it is an object");
    let shown = format!("{call:?} {fake:?}");
    assert!(!shown.contains("token") && !shown.contains("source_type"), "{shown}");
}

#[tokio::test]
async fn calls_are_counted_and_can_be_counted_anew() {
    let fake = fake();
    fake.assert_called("listPhoneUsers", 0);
    fake.assert_calls(&[]);
    let zoom = zoom(&fake);
    zoom.list_phone_users().page_size(1).await.expect("an answer");
    zoom.phone_user("u").await.expect_err("a refusal");
    zoom.list_phone_users().page_size(2).await.expect("an answer");
    fake.assert_called("listPhoneUsers", 2);
    fake.assert_calls(&["listPhoneUsers", "phoneUser", "listPhoneUsers"]);
    let sizes: Vec<_> =
        fake.calls_of("listPhoneUsers").iter().map(|call| call.query("page_size").map(str::to_owned)).collect();
    assert_eq!(sizes, [Some("1".to_owned()), Some("2".to_owned())]);

    assert_eq!(fake.take_calls().len(), 3);
    fake.assert_calls(&[]);
    zoom.list_phone_users().await.expect("answers are as they were");
    fake.assert_calls(&["listPhoneUsers"]);
}

#[tokio::test]
async fn what_does_not_hold_says_what_was_called() {
    let fake = fake();
    let zoom = zoom(&fake);
    zoom.list_phone_users().await.expect("an answer");
    zoom.phone_user("u").await.expect_err("a refusal");
    let called = "called were [\n    Recorded(listPhoneUsers: GET /v2/phone/users),\n    \
                  Recorded(phoneUser: GET /v2/phone/users/u),\n]";
    let message = failure(|| fake.assert_called("phoneUser", 2));
    assert_eq!(message, format!("calls of `phoneUser`: 1, where 2 were expected; {called}"));
    let message = failure(|| fake.assert_calls(&["phoneUser", "listPhoneUsers"]));
    assert_eq!(message, format!(r#"expected were calls of ["phoneUser", "listPhoneUsers"]; {called}"#));
    for wrong in [&["listPhoneUsers"][..], &["listPhoneUsers", "phoneUser", "phoneUser"], &[]] {
        failure(|| fake.assert_calls(wrong));
    }
}

#[tokio::test]
async fn a_fake_goes_on_after_an_assertion_that_failed_or_an_answer_that_panicked() {
    let fake = fake();
    failure(|| fake.assert_called("listPhoneUsers", 1));
    fake.on_call("batchAddUsers", |call| panic!("no answer for {}", call.path()));
    let call = tokio::spawn(zoom(&fake).batch_add_users().send());
    assert!(call.await.expect_err("the panic is that of the test").is_panic());
    zoom(&fake).list_phone_users().await.expect("an answer");
    fake.assert_calls(&["batchAddUsers", "listPhoneUsers"]);
}
