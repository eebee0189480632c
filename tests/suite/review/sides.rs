//! What is compared: revisions, the working tree, folders and documents.

use super::{Checkout, add_a_value};
use crate::xtask::assert_says;

#[test]
fn the_working_tree_is_compared_with_where_it_left_the_main_branch() {
    let checkout = Checkout::new("review-working-tree");
    assert_says(&checkout.run(&["diff"], 0), &["0 changes", "version 0.3.0: nothing changes"]);
    checkout.git(&["switch", "--quiet", "--create", "work"]);
    add_a_value(&checkout);
    let said = checkout.run(&["diff"], 0);
    assert_says(&said, &["calls: readCall", "silent risky minor", "\"parked\"", "spec/calls.yaml:", "res-enum-added"]);
    assert_says(&said, &["+ calls::models::CallState::Parked = \"parked\"", "from 0.3.0 to 0.3.1 at least"]);
    assert!(!said.contains("users"), "the other service is as it was: {said}");
}

#[test]
fn revisions_are_compared_with_each_other() {
    let checkout = Checkout::new("review-revisions");
    add_a_value(&checkout);
    checkout.0.run(&["regen"]);
    checkout.commit("Add a value");
    assert_says(&checkout.run(&["diff", "HEAD~1", "HEAD"], 0), &["1 change", "res-enum-added"]);
    assert_says(&checkout.run(&["diff", "HEAD", "HEAD~1"], 0), &["1 change", "res-enum-removed"]);
    assert_says(&checkout.run(&["diff", "v9"], 2), &["`v9` is no file, no folder and no revision that git knows"]);
}

#[test]
fn what_was_deprecated_is_gone_with_the_day_since_when_it_was() {
    let checkout = Checkout::new("review-deprecated");
    checkout.edit("spec/calls.yaml", "operationId: readCall", "deprecated: true\n      operationId: readCall");
    checkout.commit("Deprecate a call");
    let day = checkout.git(&["log", "-1", "--format=%cs"]);
    checkout.edit("spec/calls.yaml", "info: {title: Calls", "info: {title: All calls");
    checkout.commit("Change a title");
    let calls = super::CALLS.replace("/calls/{callId}:", "/lines/{callId}:").replace("readCall", "readLine");
    checkout.write("spec/calls.yaml", &calls);
    let said = checkout.run(&["diff", "HEAD"], 0);
    let since = format!("is gone, and was deprecated since {} [", day.trim());
    assert_says(&said, &["op-removed-after-deprecation", &since]);
}

#[test]
fn services_come_and_go() {
    let checkout = Checkout::new("review-services");
    let services = super::SERVICES.split("\n\n").next().expect("is there").to_owned() + "\n";
    checkout.write("spec/services.toml", &services);
    assert_says(
        &checkout.run(&["diff", "HEAD"], 0),
        &["breaking major  `users` is no service any more, and no feature [service-removed]"],
    );
    checkout.commit("Remove a service");
    assert_says(&checkout.run(&["diff", "HEAD", "HEAD~1"], 0), &["safe minor  `users` is a new service"]);
    let annotations = checkout.run(&["diff", "HEAD", "HEAD~1", "--format", "github"], 0);
    assert_says(&annotations, &["::notice file=spec/users.yaml,line=1,col=1,"]);
}

#[test]
fn services_are_called_otherwise() {
    let checkout = Checkout::new("review-renamed");
    checkout.edit("spec/services.toml", "module = \"users\"", "module = \"people\"");
    let said = checkout.run(&["diff", "HEAD"], 0);
    assert_says(&said, &["1 change:", "safe major  `users` is a module under another name: was users, is people"]);
    checkout.edit("spec/services.toml", "feature = \"calls\"", "feature = \"telephony\"");
    let said = checkout.run(&["diff", "HEAD"], 0);
    assert_says(&said, &["2 changes:", "safe major  `calls` is a feature under another name: was calls, is telephony"]);
    // What has neither name any more is known by its document.
    checkout.edit("spec/services.toml", "feature = \"users\"", "feature = \"people\"");
    let said = checkout.run(&["diff", "HEAD"], 0);
    assert_says(&said, &["3 changes:", "safe major  `users` is a feature under another name: was users, is people"]);
}

#[test]
fn a_document_is_compared_with_the_service_of_its_name() {
    let checkout = Checkout::new("review-namesake");
    std::fs::create_dir_all(checkout.0.path("old")).expect("can be made");
    checkout.write("old/calls.yaml", &super::CALLS.replace("ringing, held", "ringing"));
    checkout.write("old/others.yaml", super::CALLS);
    assert_says(&checkout.run(&["diff", "old/calls.yaml"], 0), &["1 change:", "calls: readCall", "res-enum-added"]);
    assert_says(&checkout.run(&["diff", "HEAD", "old/calls.yaml"], 0), &["1 change:", "res-enum-removed"]);
    let said = checkout.run(&["diff", "old/others.yaml"], 2);
    assert_says(&said, &["`others.yaml` is none of calls.yaml, users.yaml; `--spec OLD NEW` compares"]);
}

#[test]
fn folders_and_documents_are_compared() {
    let checkout = Checkout::new("review-folders");
    std::fs::create_dir_all(checkout.0.path("old")).expect("can be made");
    checkout.write("old/calls.yaml", super::CALLS);
    checkout.write("old/users.yaml", super::USERS);
    std::fs::create_dir_all(checkout.0.path("new")).expect("can be made");
    checkout.write("new/calls.yaml", &super::CALLS.replace("ringing, held", "ringing"));
    checkout.write("new/users.yaml", super::USERS);
    for sides in [["diff", "old", "new"].as_slice(), &["diff", "--spec", "old/calls.yaml", "new/calls.yaml"]] {
        assert_says(&checkout.run(sides, 0), &["1 change:", "res-enum-removed", "major"]);
    }
    checkout.write("new/calls.yaml", "swagger: '2.0'\n");
    assert_says(&checkout.run(&["diff", "old", "new"], 2), &["E102", "calls.yaml"]);
}

#[test]
fn a_list_of_services_stands_for_its_checkout() {
    let checkout = Checkout::new("review-list");
    let old = checkout.0.path("old/spec");
    std::fs::create_dir_all(old).expect("can be made");
    for file in ["services.toml", "calls.yaml", "users.yaml"] {
        let text = std::fs::read_to_string(checkout.0.path(&format!("spec/{file}"))).expect("the file is there");
        checkout.write(&format!("old/spec/{file}"), &text);
    }
    add_a_value(&checkout);
    assert_says(&checkout.run(&["diff", "old/spec/services.toml"], 0), &["1 change:", "calls: readCall"]);
    assert_says(&checkout.run(&["diff", "old/spec/services.toml", "spec/services.toml"], 0), &["1 change:"]);
    for arguments in [["diff", "Cargo.toml"].as_slice(), &["diff", "--spec", "spec/services.toml", "spec/calls.yaml"]] {
        assert_says(&checkout.run(arguments, 2), &[".toml` is no OpenAPI document"]);
    }
}

#[test]
fn a_change_of_the_generator_is_told_by_the_listing() {
    let checkout = Checkout::new("review-generator");
    let listing = "generated-client/api/calls.txt";
    checkout.edit(listing, "calls::models::Call.id: Option<String>", "calls::models::Call.id: String");
    checkout.commit("As an earlier generator had it");
    checkout.0.run(&["regen"]);
    let said = checkout.run(&["diff", "HEAD"], 0);
    assert_says(&said, &["safe major  `calls::models::Call` is generated otherwise", "[generator-changed]"]);
    assert_says(&said, &["- calls::models::Call.id: String", "+ calls::models::Call.id: Option<String>"]);
    let lines = std::fs::read_to_string(checkout.0.path(listing)).expect("is there");
    let line = lines.lines().position(|line| line.starts_with("calls::models::Call.id:")).expect("is there") + 1;
    let annotations = checkout.run(&["diff", "HEAD", "--format", "github"], 0);
    assert_says(&annotations, &[&format!("::error file={listing},line={line},col=1,")]);
    assert_says(&checkout.run(&["changelog", "HEAD"], 0), &["- calls: changed in Rust: `calls::models::Call.id`."]);
}
