//! `cargo xtask diff`, `changelog` and `review`, run as people and workflows run them: on a checkout with a history.

mod forms;
mod github;
mod sides;

use std::fs;
use std::process::{Command, Output};

use crate::xtask::Workspace;

const SERVICES: &str = "\
[[service]]
spec = \"calls.yaml\"
module = \"calls\"
feature = \"calls\"
title = \"Calls\"

[[service]]
spec = \"users.yaml\"
module = \"users\"
feature = \"users\"
title = \"Users\"
";

const CALLS: &str = "\
openapi: 3.0.3
info: {title: Calls, version: 1.0.0}
servers: [{url: 'https://api.example.com'}]
paths:
  /calls/{callId}:
    get:
      operationId: readCall
      parameters:
        - {name: callId, in: path, required: true, schema: {type: string}}
      responses:
        '200': {description: OK, content: {application/json: {schema: {$ref: '#/components/schemas/Call'}}}}
components:
  schemas:
    Call:
      type: object
      properties:
        id: {type: string}
        state: {type: string, enum: [ringing, held]}
";

const USERS: &str = "\
openapi: 3.0.3
info: {title: Users, version: 1.0.0}
servers: [{url: 'https://api.example.com'}]
paths:
  /users: {get: {operationId: listUsers, responses: {'204': {description: Done}}}}
";

const MANIFEST: &str = "[workspace.package]\nversion = \"0.3.0\"\n";
const CHANGELOG: &str = "# Changelog\n\n## 0.3.0\n\n- The first one.\n";

/// A checkout whose main branch has one commit, with the client generated.
struct Checkout(Workspace);

impl Checkout {
    fn new(name: &str) -> Self {
        let files = [
            ("spec/services.toml", SERVICES),
            ("spec/calls.yaml", CALLS),
            ("spec/users.yaml", USERS),
            ("Cargo.toml", MANIFEST),
            ("CHANGELOG.md", CHANGELOG),
        ];
        let checkout = Self(Workspace::new(name, &files));
        assert!(checkout.0.run(&["regen"]).status.success(), "the client is generated");
        checkout.git(&["init", "--quiet", "--initial-branch", "main"]);
        checkout.commit("Begin");
        checkout
    }

    fn git(&self, arguments: &[&str]) -> String {
        let mut git = Command::new("git");
        git.current_dir(self.0.path(".")).args(["-c", "user.name=t", "-c", "user.email=t@example.com"]);
        let output = git.args(arguments).output().expect("git is there");
        assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("is text")
    }

    fn commit(&self, message: &str) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", message]);
    }

    /// Writes this in place of that in a file.
    fn edit(&self, file: &str, that: &str, this: &str) {
        let path = self.0.path(file);
        let text = fs::read_to_string(&path).expect("the file is there");
        assert!(text.contains(that), "{file} has {that}");
        fs::write(path, text.replace(that, this)).expect("can be written");
    }

    fn write(&self, file: &str, text: &str) {
        fs::write(self.0.path(file), text).expect("can be written");
    }

    /// Runs a command that is to end with this code; gives what it prints.
    fn run(&self, arguments: &[&str], code: i32) -> String {
        let Output { status, stdout, stderr } = self.0.run(arguments);
        let said = format!("{}{}", String::from_utf8_lossy(&stdout), String::from_utf8_lossy(&stderr));
        assert_eq!(status.code(), Some(code), "{arguments:?}: {said}");
        said
    }
}

/// The edit that most tests make: a value more in an answer.
fn add_a_value(checkout: &Checkout) {
    checkout.edit("spec/calls.yaml", "[ringing, held]", "[ringing, held, parked]");
}
