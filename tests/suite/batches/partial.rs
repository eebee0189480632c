//! Calls whose body asks for several things, of which some fail inside an answer of 200 (WIRE 1).

use generated_client::ringcentral_user_settings::Client;
use generated_client::ringcentral_user_settings::models::{
    BatchProvisionUsersRequest, BulkDeleteUsersRequest, NewUser, NewUserContact, UserProvisioningResult, UserReference,
};
use generated_client::ringcentral_user_settings::operations::{
    BulkDeleteUsersV2, BulkDeleteUsersV2Error, PostBatchProvisionUsers, PostBatchProvisionUsersError,
};
use generated_client::{Session, auth};

use crate::fake::{Fake, Outcome};

fn client(fake: &Fake) -> Client {
    let session = Session::builder().auth(auth::Bearer::new("token")).transport(fake.clone()).build();
    Client::new(session.expect("a session"))
}

/// One user who was created with a device, one who was refused for two reasons, and one of a kind that is new.
const PROVISIONED: &str = r#"{"results": [
    {"successful": true, "extension": {"id": "400131426008", "devices": [{"id": "401010008", "phoneNumber": "+16502223344"}]}},
    {"successful": false, "errors": [
        {"errorCode": "CMN-101", "message": "Parameter [email] value is invalid", "parameterName": "email", "parameterValue": "not a mail address", "records": 1},
        {"errorCode": "EXT-107", "message": "Extension number is already in use"}
    ]},
    {"successful": true, "queued": "2026-01-31T09:00:00Z"}
]}"#;

#[tokio::test]
async fn users_that_were_not_created_are_typed_results_of_a_success() {
    let fake = Fake::new(|_| Outcome::json(200, PROVISIONED));
    let user = |mail: &str| NewUser::new(NewUserContact::new("Ada", "Example", mail));
    let users = BatchProvisionUsersRequest::new([user("ada@example.com"), user("not a mail address"), user("b@c.de")]);
    let answer = client(&fake).post_batch_provision_users(users).await.expect("the call as a whole succeeds");
    assert_eq!(fake.sent()[0].url, "https://platform.ringcentral.com/restapi/v2/accounts/~/batch-provisioning/users");
    let [created, refused, other] = &answer.results[..] else { panic!("three results, not {answer:?}") };
    let UserProvisioningResult::UserProvisioningSuccess(created) = created else { panic!("created: {created:?}") };
    assert_eq!((created.successful, created.extension.id.as_str()), (true, "400131426008"));
    assert_eq!(created.extension.devices[0].phone_number, "+16502223344");
    let UserProvisioningResult::UserProvisioningFailure(refused) = refused else { panic!("refused: {refused:?}") };
    assert!(!refused.successful);
    let reasons: Vec<_> =
        refused.errors.iter().map(|error| (error.error_code.as_str(), error.parameter_name.as_deref())).collect();
    assert_eq!(reasons, [("CMN-101", Some("email")), ("EXT-107", None)]);
    assert_eq!(refused.errors[0].parameter_value.as_deref(), Some("not a mail address"));
    assert_eq!(refused.errors[0].extra.get("records"), Some(serde_json::json!(1)));
    let UserProvisioningResult::UnrecognizedValue(other) = other else { panic!("of no known kind: {other:?}") };
    assert!(other.as_str().contains("2026-01-31T09:00:00Z"));
}

#[tokio::test]
async fn users_that_were_not_deleted_are_typed_results_of_a_success() {
    let fake = Fake::new(|_| {
        Outcome::json(
            200,
            r#"{"records": [
                {"id": "12345", "bulkItemSuccessful": true},
                {"id": "12346", "bulkItemSuccessful": false, "bulkItemErrors": [{"errorCode": "CMN-102", "message": "Resource for parameter [extensionId] is not found"}]},
                {"bulkItemSuccessful": false, "bulkItemErrors": []}
            ]}"#,
        )
    });
    let users =
        BulkDeleteUsersRequest::new(["12345", "12346", "x"].map(UserReference::new)).keep_assets_in_inventory(true);
    let answer = client(&fake).bulk_delete_users_v2(users).await.expect("the call as a whole succeeds");
    let sent = &fake.sent()[0];
    assert_eq!(
        (sent.method.as_str(), sent.url.as_str()),
        ("DELETE", "https://platform.ringcentral.com/restapi/v2/accounts/~/extensions")
    );
    assert_eq!(sent.body, r#"{"keepAssetsInInventory":true,"records":[{"id":"12345"},{"id":"12346"},{"id":"x"}]}"#);
    let codes = |errors: &[generated_client::ringcentral_user_settings::models::ErrorDetail]| {
        errors.iter().map(|error| error.error_code.clone()).collect::<Vec<_>>()
    };
    let results: Vec<_> = answer
        .records
        .iter()
        .map(|one| (one.id.as_deref(), one.bulk_item_successful, one.bulk_item_errors.as_deref().map(codes)))
        .collect();
    let expected = [
        (Some("12345"), true, None),
        (Some("12346"), false, Some(vec!["CMN-102".to_owned()])),
        (None, false, Some(Vec::new())),
    ];
    assert_eq!(results, expected);
}

#[tokio::test]
async fn a_refusal_of_the_whole_is_an_error_with_its_declared_body() {
    const WRONG: &str = r#"{"errors":[{"errorCode":"CMN-101","message":"m","parameterName":"records"}]}"#;
    const FORBIDDEN: &str = r#"{"errors":[{"errorCode":"CMN-408","message":"m"}]}"#;
    let users = || BatchProvisionUsersRequest::new([NewUser::new(NewUserContact::new("Ada", "Example", "a@b.c"))]);
    let references = || BulkDeleteUsersRequest::new([UserReference::new("12345")]);
    let client = |status, body| client(&Fake::new(move |_| Outcome::json(status, body)));

    let error = client(400, WRONG).post_batch_provision_users(users()).await.expect_err("it is refused");
    let Some(PostBatchProvisionUsersError::ParameterErrorResponse(body)) = PostBatchProvisionUsers::error_body(&error)
    else {
        panic!("about a parameter: {error}")
    };
    assert_eq!(body.errors[0].parameter_name.as_deref(), Some("records"));
    let error = client(403, FORBIDDEN).bulk_delete_users_v2(references()).await.expect_err("it is refused");
    let Some(BulkDeleteUsersV2Error::ErrorResponse(body)) = BulkDeleteUsersV2::error_body(&error) else {
        panic!("of the plain kind: {error}")
    };
    assert_eq!(body.errors[0].error_code, "CMN-408");
}
