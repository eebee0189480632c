//! Several values in one call, against a fake transport: what is asked, and what is made of each answer.

mod json;
mod multipart;
mod partial;
mod requests;

use generated_client::ringcentral_presence::models::PresenceInfo;
use generated_client::ringcentral_presence::operations::GetPresenceStatus;
use generated_client::{BatchResult, Response, Result, Session, auth, ringcentral_presence};

use crate::fake::{Fake, Outcome};

const MIXED: &str = "multipart/mixed; boundary=Boundary_1";
const VENDOR: &str = "application/vnd.ringcentral.multipart+json";

/// Presences as extensions have them.
const AVAILABLE: &str = r#"{"uri":"https://platform.ringcentral.com/restapi/v1.0/account/1/extension/101/presence","extension":{"id":101},"presenceStatus":"Available"}"#;
const BUSY: &str = r#"{"presenceStatus":"Busy","telephonyStatus":"CallConnected","newMember":[1]}"#;

/// Errors as `/restapi/v1.0` has them: the first one's members at the top, too (WIRE 1).
const FORBIDDEN: &str = r#"{"errorCode":"CMN-408","message":"Needs [ReadPresenceStatus] permission","errors":[{"errorCode":"CMN-408","message":"Needs [ReadPresenceStatus] permission","permissionName":"ReadPresenceStatus"}]}"#;
const MISSING: &str = r#"{"errorCode":"CMN-102","message":"Resource for parameter [extensionId] is not found","parameterName":"extensionId"}"#;

fn client(fake: &Fake) -> ringcentral_presence::Client {
    let session = Session::builder().auth(auth::Bearer::new("token")).transport(fake.clone()).build();
    ringcentral_presence::Client::new(session.expect("a session"))
}

/// A batch whose request is answered like this.
async fn answered(
    (status, media_type): (u16, &str),
    body: &str,
    ids: &[&str],
) -> Result<Response<Vec<BatchResult<PresenceInfo>>>> {
    let (media_type, body) = (media_type.to_owned(), body.to_owned());
    let fake = Fake::new(move |_| Outcome::with(status, &[("content-type", media_type.as_str())], &body));
    client(&fake).get_presence_status().batch(ids.iter().copied()).send().await
}

/// What came of each value of a batch that is answered with 207 in this media type.
async fn results(media_type: &str, body: &str, ids: &[&str]) -> Vec<String> {
    let answer = answered((207, media_type), body, ids).await.expect("the batch as a whole succeeds");
    assert_eq!(answer.status(), 207);
    answer.body().iter().map(shown).collect()
}

/// A result in a line: value, status, and presence or error.
fn shown(one: &BatchResult<PresenceInfo>) -> String {
    let BatchResult { id, status, result, .. } = one;
    let what = match result {
        Ok(presence) => presence.presence_status.as_ref().map_or("-", |status| status.as_str()).to_owned(),
        Err(error) => {
            let code = GetPresenceStatus::error_body(error).and_then(|body| body.error_code);
            assert_eq!(error.operation_id(), Some("getPresenceStatus"), "{error}");
            assert_eq!(error.attempts(), 1, "{error}");
            format!("{:?} {}", error.kind(), code.as_deref().unwrap_or("-"))
        }
    };
    format!("{id} {} {what}", status.as_u16())
}

/// The parts of `multipart/mixed`, each with its header lines, ended by `\r\n`.
fn mixed(parts: &[&str]) -> String {
    let parts = parts.iter().map(|part| format!("--Boundary_1\r\n{part}\r\n"));
    format!("{}--Boundary_1--\r\n", parts.collect::<String>())
}

/// A part in JSON.
fn part(json: &str) -> String {
    format!("Content-Type: application/json\r\n\r\n{json}")
}

/// The first part: the statuses of the others.
fn list(statuses: &[u16]) -> String {
    let line = |status: &u16| {
        let href = "https://platform.ringcentral.com/restapi/v1.0/account/1/extension/101/presence";
        format!(r#"{{"href":"{href}","status":{status},"responseDescription":"as its number says"}}"#)
    };
    part(&format!(r#"{{"response":[{}]}}"#, statuses.iter().map(line).collect::<Vec<_>>().join(",")))
}
