//! What a pull request shows, with a program in place of `gh` that writes down what it is asked.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use super::{Checkout, add_a_value};
use crate::xtask::assert_says;

/// Writes down its arguments and the comment; lists what the file `comments` has.
const GH: &str = "#!/bin/sh\n\
    cd \"$(dirname \"$0\")\"\n\
    echo \"$@\" >> asked\n\
    case \"$*\" in\n\
    *--paginate*) cat comments ;;\n\
    *) for word in \"$@\"; do case \"$word\" in body=@*) cp \"${word#body=@}\" posted ;; esac; done ;;\n\
    esac\n";

/// A checkout with such a program.
struct PullRequest(Checkout);

impl PullRequest {
    fn new(name: &str, comments: &str) -> Self {
        let checkout = Checkout::new(name);
        fs::create_dir_all(checkout.0.path("bin")).expect("can be made");
        checkout.write("bin/gh", GH);
        let mode = fs::Permissions::from_mode(0o755);
        fs::set_permissions(checkout.0.path("bin/gh"), mode).expect("can be made a program");
        checkout.write("bin/comments", comments);
        Self(checkout)
    }

    fn review(&self, code: i32) -> String {
        let arguments = ["review", "--repository", "o/r", "--pull-request", "7", "--base", "HEAD"];
        let path = format!("{}:{}", self.0.0.path("bin").display(), std::env::var("PATH").unwrap_or_default());
        let output = self.0.0.run_in(&arguments, &[("PATH", &path)]);
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8(said).expect("is text");
        assert_eq!(output.status.code(), Some(code), "{said}");
        said
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.0.0.path(file)).unwrap_or_default()
    }
}

#[test]
fn the_first_comment_is_posted() {
    let pull_request = PullRequest::new("review-first", "");
    add_a_value(&pull_request.0);
    let said = pull_request.review(0);
    assert_says(
        &said,
        &["::warning file=spec/calls.yaml,line=18,col=53,title=silent%2C risky on the wire%2C minor in Rust::"],
    );
    assert_says(
        &pull_request.read("bin/asked"),
        &["api --silent --method POST repos/o/r/issues/7/comments --field body=@"],
    );
    assert!(pull_request.read("bin/posted").starts_with("<!-- cargo xtask diff -->\n## What this changes\n"));
}

#[test]
fn a_later_comment_takes_its_place() {
    let pull_request = PullRequest::new("review-later", "11\n");
    pull_request.review(0);
    assert_says(&pull_request.read("bin/asked"), &["--method PATCH repos/o/r/issues/comments/11 --field body=@"]);
    assert_says(&pull_request.read("bin/posted"), &["Nothing that a caller"]);
}

#[test]
fn nothing_is_posted_where_nothing_changes() {
    let pull_request = PullRequest::new("review-nothing", "");
    pull_request.review(0);
    assert!(!pull_request.read("bin/asked").contains("--method"));
}

#[test]
fn a_major_change_fails_unless_it_was_accepted() {
    let pull_request = PullRequest::new("review-major", "");
    pull_request.0.edit("spec/calls.yaml", "id: {type: string}", "id: {type: integer}");
    pull_request.review(1);
    let id = "calls res-type-changed /components/schemas/Call/properties/id";
    let accepted = format!("[[accepted]]\nid = \"{id}\"\nreason = \"Numbers from now on.\"\n");
    pull_request.0.write("spec/accepted-changes.toml", &accepted);
    assert_says(&pull_request.review(0), &["::notice file=spec/calls.yaml", "accepted: Numbers from now on."]);
}

#[test]
fn a_comment_that_is_refused_is_said() {
    let pull_request = PullRequest::new("review-refused", "");
    pull_request.0.write("bin/gh", "#!/bin/sh\nexit 1\n");
    add_a_value(&pull_request.0);
    assert_says(&pull_request.review(0), &["the comment could not be posted"]);
}

#[test]
fn what_was_accepted_for_nothing_is_annotated() {
    let pull_request = PullRequest::new("review-stale", "");
    let entry = "\n[[accepted]]\nid = \"calls gone\"\nreason = \"Meant.\"\n";
    pull_request.0.write("spec/accepted-changes.toml", entry);
    assert_says(&pull_request.review(1), &["::error file=spec/accepted-changes.toml,line=3,", "names `calls gone`"]);
    assert_says(&pull_request.read("bin/posted"), &["**error**: `spec/accepted-changes.toml` names `calls gone`"]);
}

#[test]
fn a_comment_says_that_nothing_could_be_compared() {
    let pull_request = PullRequest::new("review-unreadable", "11\n");
    pull_request.0.write("spec/calls.yaml", "swagger: '2.0'\n");
    pull_request.review(2);
    assert_says(&pull_request.read("bin/asked"), &["--method PATCH repos/o/r/issues/comments/11 --field body=@"]);
    let posted = pull_request.read("bin/posted");
    assert!(posted.starts_with("<!-- cargo xtask diff -->\n"), "{posted}");
    assert_says(&posted, &["That could not be told:", "E102"]);
}
