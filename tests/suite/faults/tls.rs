//! TLS: which servers are believed, and that nothing is told to any other.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use generated_client::ErrorKind::{Build, Timeout, Transport};
use generated_client::Session;
use rcgen::{CertificateParams, KeyPair, date_time_ymd};
use tokio::io::{AsyncWriteExt, BufReader};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

use super::server::{FaultServer, Seen, Step, read};
use super::service::{client, client_of, session};
use super::{Call, assert_printable, success};

/// A server with a certificate of its own making.
struct TlsServer {
    port: u16,
    pem: String,
    seen: Arc<Mutex<Seen>>,
    accepting: JoinHandle<()>,
}

/// The years of a certificate that is in force.
const IN_FORCE: (i32, i32) = (2020, 4000);

impl TlsServer {
    /// Starts one that says that it is this host, from the first of these years to the second.
    async fn start(host: &str, years: (i32, i32)) -> Self {
        let mut params = CertificateParams::new([host.to_owned()]).expect("a host");
        params.not_before = date_time_ymd(years.0, 1, 1);
        params.not_after = date_time_ymd(years.1, 1, 1);
        let key = KeyPair::generate().expect("a key");
        let certificate = params.self_signed(&key).expect("a certificate");
        let key = PrivateKeyDer::try_from(key.serialize_der()).expect("a key that was just made");
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()));
        let config = config.with_safe_default_protocol_versions().expect("ring has them").with_no_client_auth();
        let config = config.with_single_cert(vec![certificate.der().clone()], key).expect("the key is that of it");
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let seen = Arc::new(Mutex::default());
        let accepting = tokio::spawn(accept(listener, TlsAcceptor::from(Arc::new(config)), Arc::clone(&seen)));
        Self { port, pem: certificate.pem(), seen, accepting }
    }

    fn url(&self) -> String {
        format!("https://127.0.0.1:{}", self.port)
    }

    fn seen(&self) -> Seen {
        self.seen.lock().expect("no panic under the lock").clone()
    }
}

impl Drop for TlsServer {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

async fn accept(listener: TcpListener, acceptor: TlsAcceptor, seen: Arc<Mutex<Seen>>) {
    while let Ok((stream, _)) = listener.accept().await {
        seen.lock().expect("no panic under the lock").connections += 1;
        // Who does not believe the certificate goes away.
        let Ok(stream) = acceptor.accept(stream).await else { continue };
        let mut stream = BufReader::new(stream);
        let Some(request) = read(&mut stream).await else { continue };
        seen.lock().expect("no panic under the lock").requests.push(request);
        let _ = stream.write_all(&success()).await;
        let _ = stream.shutdown().await;
    }
}

#[tokio::test]
async fn a_server_that_cannot_show_who_it_is_is_told_nothing() {
    let unknown = TlsServer::start("127.0.0.1", IN_FORCE).await;
    let other = TlsServer::start("other.example.com", IN_FORCE).await;
    let expired = TlsServer::start("127.0.0.1", (2019, 2020)).await;
    let future = TlsServer::start("127.0.0.1", (3999, 4000)).await;
    let stranger = TlsServer::start("127.0.0.1", IN_FORCE).await;
    // The server, and the certificate that the client is given.
    let cases = [
        ("unknown", &unknown, None),
        ("of another host", &other, Some(&other)),
        ("expired", &expired, Some(&expired)),
        ("of the future", &future, Some(&future)),
        ("not the one that is trusted", &unknown, Some(&stranger)),
    ];
    for (name, server, trusted) in cases {
        for call in Call::BOTH {
            let session = match trusted {
                Some(trusted) => session().root_certificate(trusted.pem.clone()),
                None => session(),
            };
            let before = server.seen().connections;
            let error = call.send(&client(session, &server.url())).await.expect_err(name);
            assert_eq!((error.kind(), error.attempts(), error.status()), (Transport, 3, None), "{name}: {error}");
            assert!(!error.may_have_reached_server(), "{name}: {error}");
            assert!(error.to_string().contains("certificate"), "{name}: {error}");
            assert_printable(&error, name);
            assert!(server.seen().connections > before, "{name}: it was asked for its certificate");
            assert!(server.seen().requests.is_empty(), "{name}: {:?}", server.seen().requests);
        }
    }
}

#[tokio::test]
async fn a_certificate_that_is_trusted_is_accepted() {
    let [one, other] = [TlsServer::start("127.0.0.1", IN_FORCE).await, TlsServer::start("127.0.0.1", IN_FORCE).await];
    let session = session().root_certificate(one.pem.clone()).root_certificate(other.pem.clone());
    let session = session.build().expect("certificates in PEM");
    let both = Session::builder().root_certificate(format!("{}\n{}", one.pem, other.pem)).build();
    for session in [session, both.expect("a bundle in PEM")] {
        for server in [&one, &other] {
            let client = client_of(&session, &server.url());
            assert_eq!(Call::Get.send(&client).await.expect("a success").id, "7");
        }
    }
    assert_eq!((one.seen().requests.len(), other.seen().requests.len()), (2, 2));
}

#[tokio::test]
async fn a_root_certificate_that_is_none_is_an_error_of_the_session() {
    let pem = TlsServer::start("127.0.0.1", IN_FORCE).await.pem.clone();
    let key = KeyPair::generate().expect("a key").serialize_pem();
    let cases = [
        "",
        "no PEM",
        "-----BEGIN CERTIFICATE-----",
        "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n",
        "-----BEGIN CERTIFICATE-----\n!!!!\n-----END CERTIFICATE-----\n",
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        &pem[..pem.len() / 2],
        &format!("{pem}{}", &pem[..pem.len() / 2]),
        &key,
    ];
    for text in cases {
        let error = Session::builder().root_certificate(text).build().expect_err(text);
        assert_eq!(error.kind(), Build, "{text:?}: {error}");
        let error = Session::builder().root_certificate(pem.as_str()).root_certificate(text).build().expect_err(text);
        assert_eq!(error.kind(), Build, "{text:?}: {error}");
    }
}

#[tokio::test]
async fn a_handshake_that_stalls_is_a_timeout_before_anything_was_sent() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let url = format!("https://{}", listener.local_addr().expect("an address"));
    for call in Call::BOTH {
        let client = client(session().connect_timeout(Duration::from_millis(30)), &url);
        let error = call.send(&client).await.expect_err("nobody answers");
        assert_eq!((error.kind(), error.attempts()), (Timeout, 3), "{error}");
        assert!(error.is_timeout() && error.is_retryable() && !error.may_have_reached_server(), "{error}");
        assert_printable(&error, "a stalled handshake");
    }
}

#[tokio::test]
async fn a_server_without_tls_is_told_nothing() {
    let server = FaultServer::start([vec![Step::Send(success())]]);
    let url = server.url().replace("http:", "https:");
    let error = Call::Post.send(&client(session(), &url)).await.expect_err("there is no TLS");
    assert_eq!((error.kind(), error.may_have_reached_server()), (Transport, false), "{error}");
    assert_eq!(server.lines(), [""; 0]);
}
