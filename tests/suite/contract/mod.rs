//! The clients against Prism, a mock server made from each document by others: it refuses requests that the
//! document does not allow, and answers with the document's examples.

mod prism;

use generated_client::{Error, Session, auth};

use self::prism::Prism;
use crate::calls::services;
use crate::document;

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

/// Makes every call of a service to Prism: each must be allowed, and its answer must decode.
async fn hold_contract(name: &str) {
    let prism = match Prism::start(&document::path(name)).await {
        Ok(prism) => prism,
        Err(missing) => return skip(name, &missing),
    };
    let session = Session::builder().auth(auth::Bearer::new("token")).build().expect("a session");
    let service = services().into_iter().find(|service| service.document == name).expect("the service has calls");
    let mut faults = Vec::new();
    for operation in &service.operations {
        for call in &operation.calls {
            if let Err(error) = call.send(&session, Some(&prism.url)).await {
                faults.push(format!("{}, {:?}: {}", operation.id, call.extent, described(&error)));
            }
        }
    }
    assert!(faults.is_empty(), "Prism refused {} calls:\n{}", faults.len(), faults.join("\n"));
}

/// The error with all that Prism said: the body names what was violated, and where.
fn described(error: &Error) -> String {
    let body = error.body().map(|body| String::from_utf8_lossy(body).into_owned());
    format!("{error} {}", body.unwrap_or_default())
}

/// Goes on without the test, where that is allowed.
#[expect(clippy::print_stderr, reason = "a test that is left out must say so")]
fn skip(name: &str, missing: &str) {
    assert!(std::env::var_os("CI").is_none(), "{missing}, and in CI the contract of {name} must be tested");
    eprintln!("skipped: the contract of {name}: {missing}");
}
