//! A process of its own for tests that need one: it makes calls with the tokens of a file, or says what provider its
//! environment gives.

use std::env;
use std::io::{self, Write};
use std::process::ExitCode;

use generated_client::auth::{
    FileTokenStore, OdinLogin, RingCentralAuthorizationCode, RingCentralJwt, ZoomServerToServer,
};
use generated_client::{Error, Method, Result, Session, ringcentral_presence as presence};

/// Calls at once.
const CALLS: usize = 20;

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match words[..] {
        ["calls", url, file] => calls(url, file).await.map(|()| "done".to_owned()),
        ["environment", provider] => provider_of_environment(provider),
        _ => Err(Error::auth("usage: caller calls URL FILE, or caller environment PROVIDER")),
    };
    let (text, code) = match result {
        Ok(text) => (text, ExitCode::SUCCESS),
        Err(error) => (error.to_string(), ExitCode::FAILURE),
    };
    match writeln!(io::stdout(), "{text}") {
        Ok(()) => code,
        Err(_) => ExitCode::FAILURE,
    }
}

/// Makes calls to a RingCentral server, as the user whose tokens are in the file.
async fn calls(url: &str, file: &str) -> Result<()> {
    let app = RingCentralAuthorizationCode::new("app", "https://app.example/back");
    let session = Session::builder().auth(app.with_token_store(FileTokenStore::new(file))).build()?;
    let client = presence::Client::new(session).with_base_url(url)?;
    let calls: tokio::task::JoinSet<_> =
        (0..CALLS).map(|_| client.request(Method::Get, "/restapi/v1.0").send()).collect();
    calls.join_all().await.into_iter().collect::<Result<Vec<_>>>().map(drop)
}

/// How the provider prints that the environment gives.
fn provider_of_environment(provider: &str) -> Result<String> {
    match provider {
        "RingCentralJwt" => RingCentralJwt::from_env().map(|provider| format!("{provider:?}")),
        "ZoomServerToServer" => ZoomServerToServer::from_env().map(|provider| format!("{provider:?}")),
        "OdinLogin" => OdinLogin::from_env().map(|provider| format!("{provider:?}")),
        _ => Err(Error::auth("no such provider")),
    }
}
