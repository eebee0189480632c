//! The clients against Prism, a mock server made from each document by others: it refuses requests that the
//! document does not allow, and answers with the document's examples.

mod examples;
mod prism;

use generated_client::{Error, RateLimiting, Result, RetryPolicy, Session, auth};

use self::prism::{Answers, Prism};
use crate::calls::{Answer, services};
use crate::document::{self, Described, Document};

#[tokio::test]
async fn ringcentral_user_settings_holds_its_contract() {
    hold_contract("ringcentral-user-settings").await;
}

#[tokio::test]
async fn ringcentral_presence_holds_its_contract() {
    hold_contract("ringcentral-presence").await;
}

#[tokio::test]
async fn odin_user_services_holds_its_contract() {
    hold_contract("odin-user-services").await;
}

#[tokio::test]
async fn zoom_phone_users_holds_its_contract() {
    hold_contract("zoom-phone-users").await;
}

/// Makes every call of a service to Prism: each must be allowed, and its answer must be the document's example.
async fn hold_contract(name: &str) {
    let prism = match Prism::start(&document::path(name), Answers::Examples).await {
        Ok(prism) => prism,
        Err(missing) => return skip(name, &missing),
    };
    let document = Document::read(name);
    let builder = Session::builder().auth(auth::Bearer::new("token"));
    let builder = builder.retry_policy(RetryPolicy::never()).rate_limiting(RateLimiting::Off);
    let session = builder.build().expect("a session");
    let service = services().into_iter().find(|service| service.document == name).expect("the service has calls");
    let mut faults = Vec::new();
    for operation in &service.operations {
        for call in &operation.calls {
            let answer = call.send(&session, Some(&prism.url)).await;
            let fault = fault(document.operation(operation.id), answer);
            faults.extend(fault.map(|fault| format!("{}, {:?}: {fault}", operation.id, call.extent)));
        }
    }
    assert!(faults.is_empty(), "{} calls failed:\n{}", faults.len(), faults.join("\n"));
}

/// What is wrong with what came of a call.
fn fault(operation: Described<'_>, answer: Result<Answer>) -> Option<String> {
    let answers = operation.answers();
    let example = answers.iter().find(|answer| answer.is_success()).and_then(|answer| answer.example);
    match answer {
        Ok(Answer::Value(value)) => {
            let is_example = example.is_none_or(|example| *example == value);
            (!is_example).then(|| format!("the answer is not the example: {value}"))
        }
        Ok(Answer::Bytes(bytes)) => bytes.is_empty().then(|| "the answer is empty".to_owned()),
        Err(error) => Some(described(&error)),
    }
}

/// The error with all that Prism said: what was violated, and where, stands in a header of its own.
fn described(error: &Error) -> String {
    let violations = error.api().and_then(|api| api.header("sl-violations"));
    let body = error.body().map(|body| String::from_utf8_lossy(body).into_owned());
    format!("{error} {} {}", violations.unwrap_or_default(), body.unwrap_or_default())
}

/// Goes on without the test, where that is allowed.
#[expect(clippy::print_stderr, reason = "a test that is left out must say so")]
fn skip(name: &str, missing: &str) {
    assert!(std::env::var_os("CI").is_none(), "{missing}, and in CI the contract of {name} must be tested");
    eprintln!("skipped: the contract of {name}: {missing}");
}
