//! The proxy that the environment names: for other machines, not for this one.

use std::env;
use std::time::Duration;

use generated_client::ErrorKind::{Build, Transport};
use generated_client::auth;
use tokio::process::Command;

use super::server::{FaultServer, Step};
use super::service::{client, session};
use super::{Call, answer, success};

/// Set in the process that has a proxy.
const CHILD: &str = "FAULTS_BEHIND_A_PROXY";

/// The environment is the process's, so this runs itself again in a process that has a proxy.
#[tokio::test]
async fn calls_to_this_machine_take_no_proxy_and_others_do() {
    if env::var_os(CHILD).is_some() {
        return behind_a_proxy().await;
    }
    let proxied = answer(200, &[("content-type", "application/json")], br#"{"id":"proxied"}"#);
    let proxy = FaultServer::start([vec![Step::Send(proxied)], vec![Step::Send(answer(403, &[], b"")), Step::Close]]);
    let mut child = Command::new(env::current_exe().expect("this is a program"));
    child.args(["--exact", "faults::proxy::calls_to_this_machine_take_no_proxy_and_others_do"]).env(CHILD, "1");
    for name in ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"] {
        child.env(name, proxy.url());
    }
    let output = child.env_remove("NO_PROXY").env_remove("no_proxy").kill_on_drop(true).output();
    let output = tokio::time::timeout(Duration::from_secs(60), output).await.expect("it ends").expect("it starts");
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && text.contains("1 passed"), "{text}");
    let connect = "CONNECT books.example.com:443";
    assert_eq!(
        proxy.lines(),
        ["GET http://books.example.com/halls/~/shelves/7/books", connect, connect, connect],
        "nothing that was for this machine"
    );
    for request in proxy.seen().requests {
        assert_eq!((request.header("authorization"), request.header("cookie")), (None, None), "{request:?}");
    }
}

async fn behind_a_proxy() {
    let server = FaultServer::start([vec![Step::Send(success())]]);
    for url in [server.url(), server.url().replace("127.0.0.1", "localhost")] {
        assert_eq!(Call::Get.send(&client(session(), &url)).await.expect("a success").id, "7", "{url}");
    }
    Call::Get.assert_seen(&server, 2, "both came here");

    let elsewhere = "http://books.example.com";
    let open = session().auth(auth::Anonymous).allow_plain_http();
    assert_eq!(Call::Get.send(&client(open, elsewhere)).await.expect("a success").id, "proxied");
    let error = Call::Get.send(&client(session().allow_plain_http(), elsewhere)).await.expect_err("it has a token");
    assert_eq!(error.kind(), Build, "{error}");

    // The proxy refuses to pass it on: not a byte for the server has left.
    let error = Call::Post.send(&client(session(), "https://books.example.com")).await.expect_err("there is no way");
    assert_eq!((error.kind(), error.attempts()), (Transport, 3), "{error}");
    assert!(!error.may_have_reached_server(), "{error}");
}
