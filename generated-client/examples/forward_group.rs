//! Switches Call Forwarding Always on or off for a group of ODIN users.
//!
//! For each user the settings are read, the one service is changed, and that service is written back: members that
//! this client does not know come back as they were, and services that are not named keep their settings. A user
//! whose service is in that state already is left alone; one that fails does not keep the others from being switched.
//! Nothing is written unless `--write` is given.
//!
//! | variable | what it holds |
//! |---|---|
//! | `ODIN_USERNAME`, `ODIN_PASSWORD` | the login of an administrator of the group |
//! | `ODIN_HOST` | the host of the tenant, where it is not `portal.odinapi.net` |
//! | `CLIENT_BASE_URL` | the URL of a mock server, which is called in place of ODIN with a token that says nothing |
//!
//! To try it without an account, start Prism, which answers with the examples of the document (`cargo xtask test` has
//! installed it), and leave it running:
//!
//! ```console
//! $ npx --prefix tests/node prism mock spec/odin-user-services.yaml --port 4010
//! ```
//!
//! and in another terminal:
//!
//! ```console
//! $ export CLIENT_BASE_URL=http://127.0.0.1:4010
//! $ cargo run --package generated-client --example forward_group -- on ada@example.com grace@example.com
//! $ cargo run --package generated-client --example forward_group -- on --to +16505550142 --write ada@example.com
//! $ cargo run --package generated-client --example forward_group -- off ada@example.com
//! ```
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program for the terminal")]

use std::env;
use std::process::ExitCode;

use generated_client::odin_user_services::Client;
use generated_client::odin_user_services::models::UserServiceSettings;
use generated_client::{Nullable, Result, Session, auth};

const USAGE: &str = "usage: forward_group on|off [--to NUMBER] [--write] USER…";

/// What is to be done.
struct Switch {
    is_active: bool,
    number: Option<String>,
    writes: bool,
    users: Vec<String>,
}

#[tokio::main]
async fn main() -> ExitCode {
    let Some(switch) = arguments(env::args().skip(1)) else {
        eprintln!("{USAGE}");
        return ExitCode::FAILURE;
    };
    let client = match client() {
        Ok(client) => client,
        Err(error) => {
            eprintln!("ODIN cannot be called: {error}");
            return ExitCode::FAILURE;
        }
    };
    let mut failed = 0;
    for user in &switch.users {
        match switch_user(&client, &switch, user).await {
            Ok(done) => println!("{user}: {done}"),
            Err(error) => {
                failed += 1;
                eprintln!("{user}: {error}");
            }
        }
    }
    println!("users: {}, failed: {failed}", switch.users.len());
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn arguments(mut given: impl Iterator<Item = String>) -> Option<Switch> {
    let is_active = match given.next()?.as_str() {
        "on" => true,
        "off" => false,
        _ => return None,
    };
    let mut switch = Switch { is_active, number: None, writes: false, users: Vec::new() };
    while let Some(argument) = given.next() {
        match argument.as_str() {
            "--to" => switch.number = Some(given.next()?),
            "--write" => switch.writes = true,
            _ => switch.users.push(argument),
        }
    }
    (!switch.users.is_empty()).then_some(switch)
}

/// At ODIN, or at the mock server that the environment names.
fn client() -> Result<Client> {
    if let Ok(url) = env::var("CLIENT_BASE_URL") {
        return Client::new(Session::builder().auth(auth::Bearer::new("mock")).build()?).with_base_url(url);
    }
    let client = Client::new(Session::builder().auth(auth::OdinLogin::from_env()?).build()?);
    Ok(env::var("ODIN_HOST").into_iter().fold(client, |client, host| client.with_server_variable("host", host)))
}

/// Says in a word or two what came of it.
async fn switch_user(client: &Client, switch: &Switch, user: &str) -> Result<&'static str> {
    let settings = client.get_user_service_settings(user).await?;
    let Some(before) = settings.call_forwarding_always else { return Ok("does not have the service") };
    let mut after = before.clone();
    after.is_active = Some(switch.is_active);
    if let Some(number) = &switch.number {
        after.forward_to_phone_number = Nullable::Value(number.as_str().into());
    }
    if switch.is_active && after.forward_to_phone_number.as_option().is_none() {
        return Ok("has no number to forward to: give one by --to");
    }
    if after == before {
        return Ok("is so already");
    }
    if switch.writes {
        client.put_user_service_settings(UserServiceSettings::new(user).call_forwarding_always(after)).await?;
    }
    Ok(if switch.writes { "switched" } else { "would be switched" })
}
