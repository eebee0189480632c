//! Real processes that share one token file, against a server whose refresh tokens are good for one use.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use generated_client::auth::{FileTokenStore, RingCentralAuthorizationCode};
use generated_client::{Method, Session, ringcentral_presence as presence};
use tokio::process::{Child, Command};

use super::rotation::Rotation;

/// Calls that a process makes.
const CALLS: usize = 20;

/// A file whose token has ended, and whose refresh token `refresh-1` is in force.
async fn expired(server: &Rotation, folder: &Path) -> PathBuf {
    let path = folder.join("tokens.json");
    let app = RingCentralAuthorizationCode::new("app", "https://app.example/back");
    let app = app.with_refresh_token("refresh-0").with_token_store(FileTokenStore::new(&path));
    let session = Session::builder().auth(app).build().expect("a session");
    let client = presence::Client::new(session).with_base_url(&server.url).expect("a URL");
    client.request(Method::Get, "/restapi/v1.0").send().await.expect("the call succeeds");
    let mut seen = server.seen();
    assert_eq!(seen.refreshes, ["refresh-0"]);
    (seen.refreshes, seen.calls, seen.life) = (Vec::new(), 0, 3600);
    path
}

fn start(server: &Rotation, file: &Path) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_caller"));
    command.args(["calls", &server.url]).arg(file).stdout(Stdio::piped()).kill_on_drop(true);
    command.spawn().expect("the process starts")
}

/// Waits for the end of a process, whose calls have all succeeded.
async fn succeeds(process: Child) {
    let output = process.wait_with_output().await.expect("the process ends");
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim_end(), "done");
}

#[tokio::test]
async fn processes_that_start_with_an_expired_token_renew_it_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = Rotation::start().await;
    let file = expired(&server, folder.path()).await;
    let processes = [0; 4].map(|_| start(&server, &file));
    for process in processes {
        succeeds(process).await;
    }
    let seen = server.seen();
    assert_eq!(seen.refreshes, ["refresh-1"], "one refresh in all");
    assert_eq!((seen.calls, seen.refused), (4 * CALLS, 0));
}

#[tokio::test]
async fn a_process_that_is_killed_while_it_renews_does_not_hold_up_the_others() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = Rotation::start().await;
    let file = expired(&server, folder.path()).await;
    server.seen().hangs = true;
    let mut killed = start(&server, &file);
    server.has_hung().await;
    let others = [0; 2].map(|_| start(&server, &file));
    killed.kill().await.expect("it is killed");
    for process in others {
        succeeds(process).await;
    }
    let seen = server.seen();
    assert_eq!(seen.refreshes, ["refresh-1", "refresh-1"], "that of the killed one, and one more");
    assert_eq!((seen.calls, seen.refused), (2 * CALLS, 0));
}
