//! Members of a body that no document names.

use std::collections::BTreeMap;

use generated_client::odin_user_services::models::{TokenRequest, UserServiceSettings};
use generated_client::ringcentral_user_settings::models::{
    ExtensionUpdateRequest, ProfileImageReplacementForm, ProfileImageUploadForm,
};
use generated_client::testing::{Answer, Fake};
use generated_client::zoom_phone_users::models::UpdateCallingPlanRequest;
use generated_client::{
    ErrorKind, Part, Result, odin_user_services as odin, ringcentral_user_settings as settings,
    zoom_phone_users as zoom,
};
use serde::Serialize;
use serde_json::{Value, json};

/// A service of each kind over one fake, which takes what it is given.
struct Clients {
    fake: Fake,
    zoom: zoom::Client,
    odin: odin::Client,
    settings: settings::Client,
}

impl Clients {
    fn new() -> Self {
        let fake = Fake::new();
        for operation in ["updateCallingPlan", "updateExtension", "createUserProfileImage", "updateUserProfileImage"] {
            fake.on(operation, Answer::status(204));
        }
        let session = fake.session();
        Self {
            zoom: zoom::Client::new(session.clone()),
            odin: odin::Client::new(session.clone()),
            settings: settings::Client::new(session),
            fake,
        }
    }

    /// The body of the one call that was made, as text and media type.
    fn sent<T>(&self, _only_the_request_counts: Result<T>) -> (String, Option<String>) {
        let calls = self.fake.take_calls();
        assert_eq!(calls.len(), 1);
        (calls[0].body_text().into_owned(), calls[0].header("content-type").map(str::to_owned))
    }
}

#[derive(Serialize)]
struct Mine {
    deep: [u8; 2],
}

#[tokio::test]
async fn members_are_added_to_the_body_in_whatever_order_it_is_set() {
    let clients = Clients::new();
    let plan = || clients.zoom.update_calling_plan("u");
    let body = || UpdateCallingPlanRequest::new(100, 200);
    let mut settings = UserServiceSettings::new("1@odin");
    settings.extra.insert("Kept", 1).expect("a number is JSON");
    let cases = [
        (plan().body(body()).with_body_member("x", 1).await, r#"{"source_type":100,"target_type":200,"x":1}"#),
        (plan().with_body_member("x", 1).body(body()).await, r#"{"source_type":100,"target_type":200,"x":1}"#),
        (
            plan().with_body_member("target_type", "many").body(body()).await,
            r#"{"source_type":100,"target_type":"many"}"#,
        ),
        (plan().with_body_member("x", 1).with_body_member("y", ()).await, r#"{"x":1,"y":null}"#),
        (plan().with_body_member("x", 1).with_body_member("y", 2).with_body_member("x", 3).await, r#"{"x":3,"y":2}"#),
        (plan().with_body_member("a \"b\"\n", Mine { deep: [1, 2] }).await, r#"{"a \"b\"\n":{"deep":[1,2]}}"#),
    ];
    let calls = clients.fake.take_calls();
    for (call, (result, expected)) in calls.iter().zip(cases) {
        result.expect(expected);
        assert_eq!(call.body_text(), expected);
        assert_eq!(call.header("content-type"), Some("application/json"), "{expected}");
    }
    let call = clients.odin.put_user_service_settings(settings).with_body_member("Kept", 2).with_body_member("New", 3);
    assert_eq!(clients.sent(call.await).0, r#"{"userId":"1@odin","Kept":2,"New":3}"#);
    let call = clients.settings.update_extension(ExtensionUpdateRequest::new()).with_body_member("x", json!([]));
    assert_eq!(clients.sent(call.await).0, r#"{"x":[]}"#);
}

#[tokio::test]
async fn a_method_without_a_body_gets_one_of_members() {
    let clients = Clients::new();
    let call = clients.odin.get_user_service_settings("1@odin").with_body_member("userId", "1@odin");
    let expected = (r#"{"userId":"1@odin"}"#.to_owned(), Some("application/json".to_owned()));
    assert_eq!(clients.sent(call.await), expected);
}

#[tokio::test]
async fn a_body_without_members_is_an_error_before_anything_is_sent() {
    let clients = Clients::new();
    let update = || clients.settings.update_user_profile_image(ProfileImageReplacementForm::new());
    let create = ProfileImageUploadForm::new(Part::from(b"x".as_slice()));
    let keys = BTreeMap::from([((1, 2), 3)]);
    let cases = [
        (update().with_body_member("x", 1).await, "body is no JSON object, and can have no member \"x\""),
        (
            clients.settings.create_user_profile_image(create).with_body_member("y", 1).await,
            "body is no JSON object, and can have no member \"y\"",
        ),
        (clients.zoom.update_calling_plan("u").with_body_member("z", &keys).await, "value of `z` cannot be JSON"),
    ];
    for (result, words) in cases {
        let error = result.expect_err(words);
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Build, 0), "{error}");
        assert!(error.to_string().ends_with(&format!(": request cannot be built: {words}")), "{error}");
        assert_eq!(error.to_string().matches("cannot be built").count(), 1, "{error}");
    }
    assert_eq!(clients.fake.calls().len(), 0);
}

#[tokio::test]
async fn members_are_sent_in_the_media_type_of_the_body() {
    let clients = Clients::new();
    let call = || clients.odin.create_token(TokenRequest::new("john", "p&q")).with_body_member("x", "1 2");
    let (body, media_type) = clients.sent(call().await);
    assert_eq!(media_type.as_deref(), Some("application/json"));
    let body: Value = serde_json::from_str(&body).expect("it is JSON");
    assert_eq!(body, json!({"username": "john", "password": "p&q", "x": "1 2"}));
    let form = "application/x-www-form-urlencoded";
    let (body, media_type) = clients.sent(call().with_content_type(form).await);
    assert_eq!((&*body, media_type.as_deref()), ("username=john&password=p%26q&x=1+2", Some(form)));
}
