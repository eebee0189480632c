//! What arrives at the server, call by call, against what the document wants.

use super::expectation::{self, expected};
use super::request::Request;
use super::server::Server;
use super::session;
use crate::calls::{Service, services};
use crate::document::Document;

/// A base URL with a path of its own, which comes before that of the operation.
const BASE_PATH: &str = "/base/v9";

#[tokio::test]
async fn requests_arrive_as_the_documents_want_them() {
    let server = Server::start().await;
    let base_url = server.url(BASE_PATH);
    let session = session();
    for Service { document: name, operations } in services() {
        let document = Document::read(name);
        for operation in &operations {
            for call in &operation.calls {
                // Only what arrives counts here: the answer is empty whatever the operation gives.
                let answer = call.send(&session, Some(&base_url)).await;
                let arrived = server.take();
                assert_eq!(arrived.len(), 1, "{}, {:?}: {answer:?}", operation.id, call.extent);
                let expected = expected(document.operation(operation.id), call, BASE_PATH);
                assert_eq!(Request::arrived(&arrived[0]), expected, "{}, {:?}", operation.id, call.extent);
            }
        }
    }
}

#[tokio::test]
async fn a_session_without_credentials_sends_none() {
    let server = Server::start().await;
    let session = generated_client::Session::builder().user_agent_suffix("tests/1.0").build().expect("a session");
    for operation in services().iter().flat_map(|service| &service.operations) {
        let _only_the_request_counts = operation.calls[0].send(&session, Some(&server.url(""))).await;
        let arrived = server.take();
        assert_eq!(arrived[0].header("authorization"), None, "{}", operation.id);
        let user_agent = arrived[0].header("user-agent").expect("a user agent");
        assert!(user_agent.starts_with("generated-client/") && user_agent.ends_with(" tests/1.0"), "{user_agent}");
    }
}

#[test]
fn expectations_encode_as_the_standards_do() {
    // The examples of RFC 6570, 3.2.2 and 3.2.8, and what the calls rely on beside them.
    let table = [
        ("value", "value"),
        ("Hello World!", "Hello%20World%21"),
        ("/foo/bar", "%2Ffoo%2Fbar"),
        ("1024,768", "1024%2C768"),
        ("ada+1@example.com", "ada%2B1%40example.com"),
        ("-~._", "-~._"),
        ("100%25", "100%2525"),
        ("Zoë", "Zo%C3%AB"),
    ];
    for (text, encoded) in table {
        assert_eq!(expectation::encoded(text), encoded);
    }
}
