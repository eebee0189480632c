//! What comes out of the client for each answer that a document declares.

use generated_client::ringcentral_user_settings::operations::PostBatchProvisionUsers;
use generated_client::{ErrorKind, ringcentral_user_settings, zoom_phone_users};
use serde_json::Value;

use super::server::{Reply, Server};
use super::session;
use crate::calls::{Answer, Operation, Service, services};
use crate::document::{Declared, Document};

/// Bytes that are no text, as an image has them.
const IMAGE: &[u8] = b"\x89PNG\r\n\x1a\n\x00\xff\xfe";

/// Answers that have neither an example nor bytes, so that there is nothing to serve: the older form of one answer.
const WITHOUT_EXAMPLE: [(&str, &str); 1] = [("updatePresenceStatus", "multipart/mixed")];

#[tokio::test]
async fn answers_of_success_decode() {
    let server = Server::start().await;
    let session = session();
    for Service { document: name, operations } in services() {
        let document = Document::read(name);
        for operation in &operations {
            for declared in document.operation(operation.id).answers().iter().filter(|answer| answer.is_success()) {
                let Some((reply, expected)) = success(operation, declared) else { continue };
                server.reply(reply);
                let answer = operation.calls[0].send(&session, Some(&server.url(""))).await;
                let answer = answer.unwrap_or_else(|error| panic!("{}, {declared:?}: {error}", operation.id));
                assert_eq!(answer, expected, "{}, {declared:?}", operation.id);
            }
        }
    }
}

/// What to serve for an answer of success, and what must come of it.
fn success(operation: &Operation, declared: &Declared<'_>) -> Option<(Reply, Answer)> {
    let status = declared.status.parse().expect("a status of success is a number");
    let Some(media_type) = declared.media_type else {
        return Some((Reply::empty(status), Answer::Value(Value::Null)));
    };
    if declared.is_binary() {
        let media_type = media_type.replace('*', "webp");
        return Some((Reply::new(status, &media_type, IMAGE), Answer::Bytes(IMAGE.to_vec())));
    }
    let Some(example) = declared.example else {
        assert!(WITHOUT_EXAMPLE.contains(&(operation.id, media_type)), "{} lacks an example", operation.id);
        return None;
    };
    let media_type = format!("{media_type}; charset=utf-8");
    Some((Reply::new(status, &media_type, example.to_string()), Answer::Value(example.clone())))
}

#[tokio::test]
async fn errors_have_their_type() {
    let server = Server::start().await;
    let session = session();
    for Service { document: name, operations } in services() {
        let document = Document::read(name);
        for operation in &operations {
            for declared in document.operation(operation.id).answers().iter().filter(|answer| !answer.is_success()) {
                let Some(example) = declared.example else { continue };
                // A status that nothing else is declared for stands in for `default`.
                let status = declared.status.parse().unwrap_or(418);
                server.reply(Reply::new(status, "application/json", example.to_string()));
                let answer = operation.calls[0].send(&session, Some(&server.url(""))).await;
                let error = answer.expect_err("an error status is an error");
                assert_eq!(error.kind(), ErrorKind::Api, "{}: {error}", operation.id);
                assert_eq!(error.status().map(|status| status.as_u16()), Some(status), "{}", operation.id);
                assert_eq!((operation.error_body)(&error).as_ref(), Some(example), "{}, {status}", operation.id);
            }
        }
    }
}

#[tokio::test]
async fn errors_that_are_no_json_keep_their_text() {
    let server = Server::start().await;
    let session = session();
    let page = "<html>502 Bad Gateway</html>";
    for operation in services().iter().flat_map(|service| &service.operations) {
        for reply in [Reply::new(404, "text/html", page), Reply::empty(404)] {
            let text = String::from_utf8(reply.body.clone()).expect("text");
            server.reply(reply);
            let answer = operation.calls[0].send(&session, Some(&server.url(""))).await;
            let error = answer.expect_err("an error status is an error");
            assert!(error.is_not_found(), "{}: {error}", operation.id);
            assert_eq!(error.api().map(|api| api.body_text().into_owned()), Some(text), "{}", operation.id);
            assert_eq!((operation.error_body)(&error), None, "{}", operation.id);
        }
    }
}

#[tokio::test]
async fn an_image_that_did_not_change_is_an_error_with_its_status() {
    let server = Server::start().await;
    server.reply(Reply::empty(304));
    let service = services().into_iter().find(|service| service.document == "ringcentral-user-settings");
    let operations = service.expect("the service").operations;
    let image =
        operations.iter().find(|operation| operation.id == "readUserProfileImageLegacy").expect("the operation");
    let error = image.calls[0].send(&session(), Some(&server.url(""))).await.expect_err("304 is no success");
    assert_eq!((error.kind(), error.status().map(|status| status.as_u16())), (ErrorKind::Api, Some(304)));
}

#[tokio::test]
async fn an_answer_that_is_not_the_declared_one_is_a_decode_error() {
    let server = Server::start().await;
    let session = session();
    for body in ["", "[1", "<html>"] {
        server.reply(Reply::new(200, "application/json", body));
        for operation in services().iter().flat_map(|service| &service.operations) {
            match operation.calls[0].send(&session, Some(&server.url(""))).await {
                // Bytes, and answers without a body, are taken as they come.
                Ok(Answer::Bytes(_) | Answer::Value(Value::Null)) => {}
                Ok(answer) => panic!("{} made {answer:?} of {body:?}", operation.id),
                Err(error) => {
                    assert_eq!(error.kind(), ErrorKind::Decode, "{}: {error}", operation.id);
                    assert_eq!(error.body().map(|kept| &kept[..]), Some(body.as_bytes()), "{}", operation.id);
                }
            }
        }
    }
}

#[tokio::test]
async fn responses_carry_status_and_headers() {
    let server = Server::start().await;
    let reply = Reply::new(201, "application/json", r#"[{"email":"ada@example.com","id":"q1"}]"#);
    server.reply(Reply {
        headers: [reply.headers.as_slice(), &[("x-zm-trackingid", "t1".to_owned())]].concat(),
        ..reply
    });
    let client = zoom_phone_users::Client::new(session()).with_base_url(server.url("")).expect("a URL");
    let response = client.batch_add_users().send().await.expect("a success");
    assert_eq!((response.status().as_u16(), response.header("X-ZM-TrackingId")), (201, Some("t1")));
    assert_eq!(response.body()[0].email.as_deref(), Some("ada@example.com"));
}

#[tokio::test]
async fn errors_of_several_types_go_by_their_status() {
    use ringcentral_user_settings::models::{BatchProvisionUsersRequest, NewUser};
    use ringcentral_user_settings::operations::PostBatchProvisionUsersError::{ErrorResponse, ParameterErrorResponse};
    let server = Server::start().await;
    let client = ringcentral_user_settings::Client::new(session()).with_base_url(server.url("")).expect("a URL");
    let body = r#"{"errors":[{"errorCode":"CMN-101","message":"No.","parameterName":"records"}]}"#;
    for status in [400, 403, 404, 429, 500, 503, 418] {
        server.reply(Reply::new(status, "application/json", body));
        let error = client
            .post_batch_provision_users(BatchProvisionUsersRequest::new([] as [NewUser; 0]))
            .await
            .expect_err("an error");
        match (status, PostBatchProvisionUsers::error_body(&error)) {
            (400, Some(ParameterErrorResponse(body))) => {
                assert_eq!(body.errors[0].parameter_name.as_deref(), Some("records"));
            }
            (403..=404 | 429 | 500 | 503, Some(ErrorResponse(body))) => {
                assert_eq!(body.errors[0].error_code, "CMN-101");
            }
            // Nothing is declared for it.
            (418, None) => {}
            (status, body) => panic!("{status} made {body:?}"),
        }
    }
}
