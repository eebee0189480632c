//! Headers and query pairs that no document names.

use generated_client::ErrorKind::Build;
use generated_client::ringcentral_user_settings::models::ProfileImageReplacementForm;
use generated_client::testing::{Answer, Fake, Recorded};
use generated_client::zoom_phone_users::models::UpdateCallingPlanRequest;
use generated_client::zoom_phone_users::{Client, operations::ListPhoneUsers};
use generated_client::{Part, Session, auth, ringcentral_user_settings};

fn fake() -> Fake {
    Fake::new().on("listPhoneUsers", Answer::json("{}")).on("updateCallingPlan", Answer::status(204))
}

/// The one call of a list that was changed.
async fn sent(change: impl FnOnce(ListPhoneUsers) -> ListPhoneUsers) -> Recorded {
    let fake = fake();
    let call = Client::new(fake.session()).list_phone_users();
    change(call).await.expect("the call is made");
    fake.calls().remove(0)
}

#[tokio::test]
async fn a_header_of_the_callers_takes_the_place_of_the_calls_own() {
    let call = sent(|call| {
        let call = call.with_header("X-Mine", "1").with_header("x-mine", "2").with_header("Accept", "text/csv");
        call.with_header("user-agent", "mine").with_header("authorization", "Basic abc")
    });
    let call = call.await;
    let values: Vec<_> = call.headers.get_all("x-mine").iter().collect();
    assert_eq!(values, ["1", "2"], "the caller's own are all sent");
    for (name, value) in [("accept", "text/csv"), ("user-agent", "mine"), ("authorization", "Basic abc")] {
        assert_eq!(call.headers.get_all(name).iter().collect::<Vec<_>>(), [value], "{name}");
    }
}

#[tokio::test]
async fn the_media_type_of_json_may_be_replaced_and_that_of_a_form_not() {
    let fake = fake().on("updateUserProfileImage", Answer::status(204));
    let body = UpdateCallingPlanRequest::new(1, 2);
    let call = Client::new(fake.session()).update_calling_plan("u").body(body);
    call.with_header("content-type", "application/vnd.x+json").await.expect("the call is made");
    let form = ProfileImageReplacementForm::new().image(Part::text("x"));
    let call = ringcentral_user_settings::Client::new(fake.session()).update_user_profile_image(form);
    call.with_header("content-type", "multipart/form-data; boundary=mine").await.expect("the call is made");
    let calls = fake.calls();
    assert_eq!(calls[0].header("content-type"), Some("application/vnd.x+json"));
    let boundary = calls[1].header("content-type").and_then(|text| text.strip_prefix("multipart/form-data; boundary="));
    assert!(calls[1].body_text().contains(&format!("--{}", boundary.expect("a boundary"))), "it is that of the body");
}

#[tokio::test]
async fn query_pairs_of_the_callers_come_behind_those_of_the_document() {
    let call =
        sent(|call| call.with_query("a&b", "c=d +é").with_query("page_size", "2").page_size(1).with_query("e", ""));
    let url = "https://api.zoom.us/v2/phone/users?page_size=1&a%26b=c%3Dd%20%2B%C3%A9&page_size=2&e=";
    assert_eq!(call.await.url, url);
}

#[tokio::test]
async fn what_cannot_be_a_header_is_an_error_that_says_so_once() {
    for (name, value) in [("a b", "1"), ("", "1"), ("x", "1\r\ny: 2"), ("x", "\0"), ("content-length", "1")] {
        let fake = fake();
        let error = Client::new(fake.session()).list_phone_users().with_header(name, value).await.expect_err(name);
        assert_eq!((error.kind(), fake.calls().len()), (Build, 0), "{error}");
        assert_eq!(error.to_string().matches("cannot be built").count(), 1, "{error}");
    }
    let call = Client::new(fake().session()).list_phone_users().with_server_url("ftp://x");
    let error = call.await.expect_err("it is no URL of http");
    assert_eq!(error.to_string().matches("cannot be built").count(), 1, "{error}");
}

#[tokio::test]
async fn credentials_of_the_callers_that_are_refused_leave_those_of_the_session() {
    let fake = Fake::new().on("token", Answer::json(r#"{"access_token":"t","expires_in":3600}"#));
    let fake = fake.on_call("listPhoneUsers", |call| match call.header("authorization") {
        Some("Bearer t") => Answer::json("{}"),
        _ => Answer::status(401),
    });
    let auth = auth::ZoomServerToServer::new("account", "id", "secret");
    let session: Session = fake.builder().auth(auth).build().expect("a session");
    let zoom = Client::new(session);
    zoom.list_phone_users().await.expect("the token is good");
    let call = zoom.list_phone_users().with_header("authorization", "Bearer mine");
    assert!(call.await.expect_err("it is refused").is_auth());
    zoom.list_phone_users().await.expect("the token is still good");
    fake.assert_calls(&["token", "listPhoneUsers", "listPhoneUsers", "listPhoneUsers"]);
}
