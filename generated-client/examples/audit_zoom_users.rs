//! Goes through all Zoom Phone users of an account and names those that look wrong: without an extension number,
//! deactivated but still with a calling plan, or active without one.
//!
//! Pages are read as they are needed, so an account of any size fits into memory. When a page cannot be read, the
//! position is printed; given as the argument, the audit goes on from there. Zoom forgets a position after 15 minutes.
//!
//! | variable | what it holds |
//! |---|---|
//! | `ZOOM_ACCOUNT_ID`, `ZOOM_CLIENT_ID`, `ZOOM_CLIENT_SECRET` | a server-to-server application of the account |
//! | `CLIENT_BASE_URL` | the URL of a mock server, which is called in place of Zoom with a token that says nothing |
//!
//! To try it without an account, start Prism, which answers with the examples of the document (`cargo xtask test` has
//! installed it), and leave it running:
//!
//! ```console
//! $ npx --prefix tests/node prism mock spec/zoom-phone-users.yaml --port 4010
//! ```
//!
//! and in another terminal:
//!
//! ```console
//! $ export CLIENT_BASE_URL=http://127.0.0.1:4010
//! $ cargo run --package generated-client --example audit_zoom_users
//! $ cargo run --package generated-client --example audit_zoom_users -- SAVED-POSITION
//! ```
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program for the terminal")]

use std::collections::BTreeMap;
use std::env;
use std::process::ExitCode;

use generated_client::zoom_phone_users::Client;
use generated_client::zoom_phone_users::models::{PhoneUser, PhoneUserList, PhoneUserStatus};
use generated_client::{Error, Items, Result, Session, auth};

type Users = Items<PhoneUserList, PhoneUser>;

#[tokio::main]
async fn main() -> ExitCode {
    let mut users = match client() {
        Ok(client) => client.list_phone_users().page_size(100).items(),
        Err(error) => {
            eprintln!("the audit cannot begin: {error}");
            return ExitCode::FAILURE;
        }
    };
    if let Some(position) = env::args().nth(1) {
        users = users.starting_at(position);
    }
    let mut audit = Audit::default();
    let ended = audit.run(&mut users).await;
    audit.print_summary();
    let Err(error) = ended else { return ExitCode::SUCCESS };
    eprintln!("the audit is not complete: {error}");
    eprintln!("{}", advice(&error, &users));
    ExitCode::FAILURE
}

/// At Zoom, or at the mock server that the environment names.
fn client() -> Result<Client> {
    match env::var("CLIENT_BASE_URL") {
        Ok(url) => Client::new(Session::builder().auth(auth::Bearer::new("mock")).build()?).with_base_url(url),
        Err(_) => Ok(Client::new(Session::builder().auth(auth::ZoomServerToServer::from_env()?).build()?)),
    }
}

fn advice(error: &Error, users: &Users) -> String {
    match users.position() {
        Some(_) if error.is_page_expired() => "the position is not good any more: begin without one".to_owned(),
        Some(position) => format!("to go on within 15 minutes, give this position as the argument: {position}"),
        None => "begin anew".to_owned(),
    }
}

#[derive(Default)]
struct Audit {
    users: usize,
    /// How many users have it, by what is wrong.
    findings: BTreeMap<&'static str, usize>,
}

impl Audit {
    async fn run(&mut self, users: &mut Users) -> Result<()> {
        while let Some(user) = users.next().await.transpose()? {
            self.users += 1;
            self.look_at(&user);
        }
        Ok(())
    }

    fn look_at(&mut self, user: &PhoneUser) {
        for finding in findings(user) {
            let names = [&user.email, &user.name, &user.id];
            let name = names.into_iter().flatten().next().map_or("a user without a name", String::as_str);
            println!("{name}: {finding}");
            *self.findings.entry(finding).or_default() += 1;
        }
    }

    fn print_summary(&self) {
        println!("users: {}", self.users);
        for (finding, count) in &self.findings {
            println!("{count:>5} {finding}");
        }
    }
}

fn findings(user: &PhoneUser) -> impl Iterator<Item = &'static str> {
    let has_plan = user.calling_plans.as_ref().is_some_and(|plans| !plans.is_empty());
    let is = |status| user.status == Some(status);
    let checks = [
        (user.extension_number.is_none(), "no extension number"),
        (is(PhoneUserStatus::Deactivate) && has_plan, "deactivated, with a calling plan"),
        (is(PhoneUserStatus::Activate) && !has_plan, "active, without a calling plan"),
    ];
    checks.into_iter().filter_map(|(applies, finding)| applies.then_some(finding))
}
