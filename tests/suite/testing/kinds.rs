//! All kinds of calls over the fake: logins, lists, batches, files.

use generated_client::ringcentral_user_settings::models::{ProfileImageUploadForm, ScaleSize};
use generated_client::testing::{Answer, Fake};
use generated_client::{
    Part, SessionBuilder, auth, odin_user_services as odin, ringcentral_presence as presence,
    ringcentral_user_settings as settings, zoom_phone_users as zoom,
};

#[tokio::test]
async fn logins_are_calls_of_their_own() {
    let fake = Fake::new().on("token", Answer::json(r#"{"token": "t", "access_token": "t", "expires_in": 3600}"#));
    fake.on("getUserServiceSettings", Answer::json(r#"{"userId": "1@odin"}"#)).on("phoneUser", Answer::json("{}"));
    let session = |builder: SessionBuilder| builder.build().expect("a session");

    let login = session(fake.builder().auth(auth::OdinLogin::new("john", "password")));
    odin::Client::new(login).get_user_service_settings("1@odin").await.expect("an answer");
    fake.assert_calls(&["token", "getUserServiceSettings"]);
    let calls = fake.take_calls();
    assert_eq!(calls[0].body_text(), r#"{"username":"john","password":"password"}"#);
    assert_eq!(calls[1].header("authorization"), Some("Bearer t"));

    let account = session(fake.builder().auth(auth::ZoomServerToServer::new("account", "id", "secret")));
    zoom::Client::new(account).phone_user("me").await.expect("an answer");
    fake.assert_calls(&["token", "phoneUser"]);
    assert_eq!(fake.calls()[0].body_text(), "grant_type=account_credentials&account_id=account");
}

#[tokio::test]
async fn a_login_that_is_refused_is_the_error_of_the_call() {
    let fake = Fake::new().on("token", Answer::json(r#"{"error": "invalid_client"}"#).with_status(401));
    let session = fake.builder().auth(auth::ZoomServerToServer::new("account", "id", "wrong")).build();
    let error = zoom::Client::new(session.expect("a session")).phone_user("me").await.expect_err("no credentials");
    assert!(error.is_auth(), "{error}");
    fake.assert_calls(&["token"]);
}

#[tokio::test]
async fn a_list_is_read_from_one_answer_after_the_other() {
    let fake = Fake::new();
    for page in [
        r#"{"users": [{"email": "a"}, {"email": "b"}], "next_page_token": "p2"}"#,
        r#"{"users": [], "next_page_token": "p3"}"#,
        r#"{"users": [{"email": "c"}], "next_page_token": ""}"#,
    ] {
        fake.on("listPhoneUsers", Answer::json(page));
    }
    let mut users = zoom::Client::new(fake.session()).list_phone_users().page_size(2).items();
    let mut emails = Vec::new();
    while let Some(user) = users.next().await {
        emails.extend(user.expect("a user").email);
    }
    assert_eq!(emails, ["a", "b", "c"]);
    let tokens: Vec<_> = fake.calls().iter().map(|call| call.query("next_page_token").map(str::to_owned)).collect();
    assert_eq!(tokens, [None, Some("p2".to_owned()), Some("p3".to_owned())]);
}

#[tokio::test]
async fn a_batch_has_a_result_for_each_value() {
    let parts = [
        r#"{"response": [{"status": 200}, {"status": 404}]}"#,
        r#"{"presenceStatus": "Available"}"#,
        r#"{"errorCode": "CMN-102", "message": "Not found."}"#,
    ];
    let part = |json: &str| format!("--b\r\nContent-Type: application/json\r\n\r\n{json}\r\n");
    let multipart = parts.map(part).concat() + "--b--\r\n";
    let list = r#"[{"resourceId": "1", "status": 200, "body": {"presenceStatus": "Available"}}, {"resourceId": "2", "status": 404}]"#;
    let answers = [
        Answer::bytes("multipart/mixed; boundary=b", multipart),
        Answer::bytes("application/vnd.ringcentral.multipart+json", list),
    ];
    for answer in answers {
        let fake = Fake::new().on("getPresenceStatus", answer.with_status(207));
        let call = presence::Client::new(fake.session()).get_presence_status().batch(["1", "2"]);
        let results = call.await.expect("an answer");
        assert_eq!(results.iter().map(|result| result.status.as_u16()).collect::<Vec<_>>(), [200, 404]);
        assert!(
            results[0].result.is_ok() && results[1].result.as_ref().is_err_and(generated_client::Error::is_not_found)
        );
        assert!(fake.calls()[0].path().ends_with("/extension/1,2/presence"), "{:?}", fake.calls());
    }
}

#[tokio::test]
async fn files_go_both_ways() {
    let fake = Fake::new().on("createUserProfileImage", Answer::status(204));
    fake.on("readScaledProfileImage", Answer::bytes("image/png", b"PNG".as_slice()).with_header("etag", "\"1\""));
    let client = settings::Client::new(fake.session());
    let image = Part::from(b"\x89PNG".as_slice()).file_name("a.png");
    client.create_user_profile_image(ProfileImageUploadForm::new(image)).await.expect("an answer");
    let sent = fake.calls_of("createUserProfileImage").remove(0);
    assert!(sent.body.windows(4).any(|bytes| bytes == b"\x89PNG"), "{}", sent.body_text());
    assert!(sent.body_text().contains("filename=\"a.png\"\r\nContent-Type: image/png\r\n\r\n"));

    let whole = client.read_scaled_profile_image(ScaleSize::Original).send().await.expect("an answer");
    assert_eq!((whole.etag(), &whole.body()[..]), (Some("\"1\""), &b"PNG"[..]));
    let streamed = client.read_scaled_profile_image(ScaleSize::Original).send_streaming().await.expect("an answer");
    let mut image = streamed.into_body();
    assert_eq!(image.length(), Some(3));
    assert_eq!(image.next().await.expect("a piece").expect("the image"), "PNG");
}
