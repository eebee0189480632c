//! Copies settings of one RingCentral extension to others, and prints what changes.
//!
//! Copied are whether the called party sees name and number, and which events are notified of and how; numbers, devices
//! and addresses stay. The settings of a target are read first, and written back with what this client does not know,
//! without what cannot be written. One target that fails does not stop the rest. Nothing is written without `--write`.
//!
//! | variable | what it holds |
//! |---|---|
//! | `RINGCENTRAL_CLIENT_ID`, `RINGCENTRAL_CLIENT_SECRET`, `RINGCENTRAL_JWT` | the application, and the user that it acts for |
//! | `CLIENT_BASE_URL` | the URL of a mock server, which is called in place of RingCentral with a token that says nothing |
//!
//! To try it without an account, start Prism (`cargo xtask test` has installed it), here with settings made up:
//!
//! ```console
//! $ npx --prefix tests/node prism mock --dynamic spec/ringcentral-user-settings.yaml --port 4010
//! ```
//!
//! and in another terminal:
//!
//! ```console
//! $ export CLIENT_BASE_URL=http://127.0.0.1:4010
//! $ cargo run --package generated-client --example copy_settings -- 4107 4108 4109
//! $ cargo run --package generated-client --example copy_settings -- --write 4107 4108 4109
//! ```
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program for the terminal")]

use std::env;
use std::process::ExitCode;

use generated_client::ringcentral_user_settings::Client;
use generated_client::ringcentral_user_settings::models::{CallerIdSettings, NotificationSettingsUpdateRequest};
use generated_client::{Result, Session, auth, json};
use serde_json::{Value, json};

/// Switches about the recipients, who are each extension's own.
const KEPT: [&str; 2] = ["advancedMode", "includeManagers"];
/// Members of notification settings that an update has no place for.
const READ_ONLY: [&str; 4] = ["uri", "emailRecipients", "smsRecipients", "includeSmsRecipients"];

#[tokio::main]
async fn main() -> ExitCode {
    let (options, extensions): (Vec<_>, Vec<_>) = env::args().skip(1).partition(|argument| argument == "--write");
    let [source, targets @ ..] = extensions.as_slice() else {
        eprintln!("usage: copy_settings [--write] SOURCE TARGET…");
        return ExitCode::FAILURE;
    };
    let read = Copier::new(source, !options.is_empty()).await;
    let read = read.inspect_err(|error| eprintln!("extension {source} cannot be read: {error}"));
    let Ok(copier) = read else { return ExitCode::FAILURE };
    let mut failed = 0;
    for target in targets {
        let Err(error) = copier.copy_to(target).await else { continue };
        failed += 1;
        eprintln!("extension {target}: {error}");
    }
    println!("targets: {}, failed: {failed}", targets.len());
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

struct Copier {
    client: Client,
    source: [Value; 2],
    writes: bool,
}

impl Copier {
    /// At RingCentral, or at the mock server that the environment names.
    async fn new(source: &str, writes: bool) -> Result<Self> {
        let client = match env::var("CLIENT_BASE_URL") {
            Ok(url) => Client::new(Session::builder().auth(auth::Bearer::new("mock")).build()?).with_base_url(url)?,
            Err(_) => Client::new(Session::builder().auth(auth::RingCentralJwt::from_env()?).build()?),
        };
        Ok(Self { source: read(&client, source).await?, client, writes })
    }

    async fn copy_to(&self, target: &str) -> Result<()> {
        let [mut caller_id, mut notifications] = read(&self.client, target).await?;
        let [source_caller_id, source_notifications] = &self.source;
        println!("extension {target}");
        let changes = copy_switches(source_caller_id, &mut caller_id, "callerId");
        if self.writes && changes > 0 {
            let settings: CallerIdSettings = json::from_str(&caller_id.to_string())?;
            self.client.update_extension_caller_id(settings).extension_id(target).await?;
        }
        let changes = copy_switches(source_notifications, &mut notifications, "notifications");
        if self.writes && changes > 0 {
            let settings: NotificationSettingsUpdateRequest = json::from_str(&notifications.to_string())?;
            self.client.update_notification_settings(settings).extension_id(target).await?;
        }
        Ok(())
    }
}

/// Caller id and notifications, as they may be written back.
async fn read(client: &Client, extension: &str) -> Result<[Value; 2]> {
    let caller_id = client.read_extension_caller_id().extension_id(extension).await?;
    let mut notifications = json!(client.read_notification_settings().extension_id(extension).await?);
    if let Some(members) = notifications.as_object_mut() {
        // A list may be empty where it is read, but not where it is written.
        members.retain(|name, value| !READ_ONLY.contains(&name.as_str()) && *value != Value::Array(Vec::new()));
    }
    Ok([json!(caller_id), notifications])
}

/// Copies what is true or false and the target has too, at any depth but not in lists; prints and counts the changes.
fn copy_switches(source: &Value, target: &mut Value, path: &str) -> usize {
    let mut changes = 0;
    for (name, source) in source.as_object().into_iter().flatten().filter(|(name, _)| !KEPT.contains(&name.as_str())) {
        let Some(own) = target.get_mut(name) else { continue };
        let path = format!("{path}.{name}");
        if source.is_object() {
            changes += copy_switches(source, own, &path);
        } else if source.is_boolean() && own != source {
            println!("  {path}: {own} -> {source}");
            *own = source.clone();
            changes += 1;
        }
    }
    changes
}
