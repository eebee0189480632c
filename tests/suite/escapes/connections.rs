//! Connections that calls share, and a client of the caller's own that makes them.

use std::sync::Arc;
use std::time::Duration;

use generated_client::ErrorKind::{Api, Timeout};
use generated_client::transport::ReqwestTransport;
use generated_client::{Session, ringcentral_presence, ringcentral_user_settings};
use tokio::task::JoinSet;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

use crate::faults::server::{FaultServer, Step};
use crate::faults::service::{TOKEN, session};
use crate::faults::{answer, head};

fn serving() -> FaultServer {
    FaultServer::start([vec![Step::Send(answer(200, &[("content-type", "application/json")], b"{\"id\":1}"))]])
}

fn settings(session: &Session, server: &FaultServer) -> ringcentral_user_settings::Client {
    ringcentral_user_settings::Client::new(session.clone()).with_base_url(server.url()).expect("a URL")
}

fn presence(session: &Session, server: &FaultServer) -> ringcentral_presence::Client {
    ringcentral_presence::Client::new(session.clone()).with_base_url(server.url()).expect("a URL")
}

#[tokio::test]
async fn clients_of_a_session_share_a_connection() {
    let server = serving();
    let session = session().build().expect("a session");
    for _ in 0..100 {
        settings(&session, &server).read_extension().await.expect("a success");
        presence(&session, &server).get_presence_status().await.expect("a success");
    }
    assert_eq!((server.seen().requests.len(), server.seen().connections), (200, 1));
}

#[tokio::test]
async fn calls_at_once_use_connections_again() {
    let server = serving();
    let session = session().build().expect("a session");
    for _ in 0..10 {
        let mut calls = JoinSet::new();
        for _ in 0..8 {
            let settings = settings(&session, &server);
            calls.spawn(async move { settings.read_extension().await });
        }
        while let Some(result) = calls.join_next().await {
            result.expect("no panic").expect("a success");
        }
    }
    let seen = server.seen();
    assert_eq!(seen.requests.len(), 80);
    // One that is free a moment too late is not waited for.
    assert!(seen.connections <= 20, "{} connections", seen.connections);
}

#[tokio::test]
async fn sessions_have_connections_of_their_own() {
    let server = serving();
    for _ in 0..3 {
        let session = session().build().expect("a session");
        for _ in 0..3 {
            settings(&session, &server).read_extension().await.expect("a success");
        }
    }
    assert_eq!(server.seen().connections, 3);
}

/// A session over a client of the caller's.
fn over(client: reqwest::ClientBuilder) -> Session {
    let client = client.build().expect("a client");
    session().transport(ReqwestTransport::with_client(client)).build().expect("a session")
}

/// With a TLS that trusts nobody: the servers here have none.
fn client() -> reqwest::ClientBuilder {
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let config = config.with_safe_default_protocol_versions().expect("ring has them");
    let config = config.with_root_certificates(RootCertStore::empty()).with_no_client_auth();
    reqwest::Client::builder().tls_backend_preconfigured(config).no_proxy()
}

#[tokio::test]
async fn a_client_of_the_callers_makes_the_requests() {
    let server = serving();
    let mut headers = reqwest::header::HeaderMap::new();
    headers.insert("x-mine", reqwest::header::HeaderValue::from_static("1"));
    headers.insert("user-agent", reqwest::header::HeaderValue::from_static("not this one"));
    let session = over(client().default_headers(headers));
    for _ in 0..3 {
        settings(&session, &server).read_extension().await.expect("a success");
    }
    let seen = server.seen();
    assert_eq!((seen.requests.len(), seen.connections), (3, 1));
    for request in seen.requests {
        assert_eq!(request.header("x-mine"), Some("1"));
        assert_eq!(request.header("authorization"), Some(&*format!("Bearer {TOKEN}")));
        assert!(request.header("user-agent").is_some_and(|agent| agent.starts_with("generated-client/")));
    }
}

#[tokio::test]
async fn a_client_that_follows_no_redirect_leaves_it_to_the_caller() {
    let server = FaultServer::start([vec![Step::Send(answer(302, &[("location", "/elsewhere")], b""))]]);
    let session = over(client().redirect(reqwest::redirect::Policy::none()));
    let error = settings(&session, &server).read_extension().await.expect_err("it is no success");
    assert_eq!((error.kind(), error.status().map(|status| status.as_u16())), (Api, Some(302)), "{error}");
    assert_eq!(server.lines().len(), 1);
}

#[tokio::test]
async fn the_time_limit_of_a_client_is_a_timeout_in_the_head_and_in_the_body() {
    let begun = head(200, &[("content-length", "100")]);
    for plan in [vec![Step::Stall], vec![Step::Send(begun), Step::Stall]] {
        let server = FaultServer::start([plan]);
        let session = over(client().timeout(Duration::from_millis(100)));
        let error = settings(&session, &server).read_extension().await.expect_err("nothing comes");
        assert!(error.kind() == Timeout && error.is_timeout(), "{error:?}");
        assert!(!format!("{error:?}").contains("127.0.0.1"), "{error:?}");
    }
}
