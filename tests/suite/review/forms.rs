//! How changes are told, what was accepted, and how the command exits.

use serde_json::Value;

use super::{Checkout, add_a_value};
use crate::xtask::assert_says;

#[test]
fn json_has_all_fields() {
    let checkout = Checkout::new("review-json");
    add_a_value(&checkout);
    let said = checkout.run(&["diff", "HEAD", "--format", "json"], 0);
    let told: Value = serde_json::from_str(&said).expect("is JSON");
    assert_eq!((&told["schema"], &told["version"]), (&Value::from(1), &Value::from("minor")));
    let change = &told["changes"][0];
    for (field, value) in [
        ("kind", "res-enum-added"),
        ("wire", "risky"),
        ("rust", "minor"),
        ("service", "calls"),
        ("id", "calls res-enum-added /components/schemas/Call/properties/state \"parked\""),
    ] {
        assert_eq!(change[field], value, "{field}: {change}");
    }
    assert_eq!(change["silent"], true);
    assert_eq!(change["operations"], serde_json::json!(["readCall"]));
    assert_eq!(change["rust_items"][0]["is"], "calls::models::CallState::Parked = \"parked\"");
    for side in ["base", "head"] {
        let place = &change[side];
        assert_eq!((&place["file"], &place["line"]), (&Value::from("spec/calls.yaml"), &Value::from(18)), "{side}");
    }
}

#[test]
fn failing_is_asked_for() {
    let checkout = Checkout::new("review-exit");
    add_a_value(&checkout);
    for (bound, code) in [("major", 0), ("minor", 1), ("breaking", 0), ("risky", 1), ("any", 1)] {
        checkout.run(&["diff", "HEAD", "--fail-on", bound], code);
    }
    assert_says(&checkout.run(&["diff", "HEAD", "--fail-on", "never"], 2), &["possible values"]);
}

#[test]
fn changes_are_accepted_by_their_ids() {
    let checkout = Checkout::new("review-accepted");
    add_a_value(&checkout);
    let entry = "[[accepted]]\nid = 'calls res-enum-added /components/schemas/Call/properties/state \"parked\"'\n";
    checkout.write("spec/accepted-changes.toml", &format!("{entry}reason = \"The service has parking now.\"\n"));
    let said = checkout.run(&["diff", "HEAD", "--fail-on", "any"], 0);
    assert_says(&said, &["accepted: The service has parking now."]);
    checkout.write("spec/accepted-changes.toml", &format!("{entry}reason = \" \"\n"));
    assert_says(&checkout.run(&["diff", "HEAD"], 2), &["gives no reason"]);
    checkout.write("spec/accepted-changes.toml", "[[accepted]]\nid = \"calls gone /a\"\nreason = \"Meant.\"\n");
    assert_says(&checkout.run(&["diff", "HEAD"], 1), &["names `calls gone /a`, which is no change"]);
}

#[test]
fn comments_are_short_enough() {
    let checkout = Checkout::new("review-markdown");
    // Each says something else: what is alike would be told once.
    let operation = |n: usize, default: usize| {
        let size = format!("{{name: size, in: query, schema: {{type: integer, default: {default}}}}}");
        let answers = "responses: {'204': {description: Done}}";
        format!("  /things{n}: {{get: {{operationId: readThings{n}, parameters: [{size}], {answers}}}}}\n")
    };
    let many = |more: usize| (0..600).map(|n| operation(n, n + more)).collect::<String>();
    checkout.write("spec/users.yaml", &(super::USERS.to_owned() + &many(0)));
    checkout.commit("Add things");
    checkout.write("spec/users.yaml", &(super::USERS.to_owned() + &many(1)));
    let said = checkout.run(&["diff", "HEAD", "--format", "markdown"], 0);
    assert!(said.chars().count() < 65_000, "{} characters", said.chars().count());
    assert_says(&said, &["| **risky** | 0 | 0 | 600 |", "That is not all."]);
}

#[test]
fn a_change_of_many_items_is_told_in_a_comment() {
    let checkout = Checkout::new("review-items");
    let values =
        |count: usize| (0..count).map(|n| format!("the_long_name_of_value_{n}")).collect::<Vec<_>>().join(", ");
    checkout.edit("spec/calls.yaml", "held]", &format!("held, {}]", values(2000)));
    let said = checkout.run(&["diff", "HEAD", "--format", "markdown"], 0);
    assert!(said.chars().count() < 65_000, "{} characters", said.chars().count());
    assert_says(&said, &["TheLongNameOfValue1 =", "and 1960 more"]);
}

#[test]
fn what_a_document_refuses_is_told_as_an_error() {
    let checkout = Checkout::new("review-refusals");
    checkout.edit("spec/calls.yaml", "schemas/Call'}", "schemas/Cal'}");
    let error = "there is nothing at `#/components/schemas/Cal`";
    for form in ["text", "markdown", "github", "json"] {
        assert_says(&checkout.run(&["diff", "HEAD", "--format", form], 0), &[error, "E201"]);
    }
    let page = checkout.run(&["diff", "HEAD", "--format", "html"], 0);
    assert_says(&page, &["there is nothing at <code>#/components/schemas/Cal</code>"]);
    checkout.run(&["diff", "HEAD", "--fail-on", "breaking"], 1);
}

#[test]
fn texts_of_documents_are_no_markup() {
    let checkout = Checkout::new("review-markup");
    checkout.edit("spec/calls.yaml", "held]", "held, '<img src=x>&`**@all']");
    let markdown = checkout.run(&["diff", "HEAD", "--format", "markdown"], 0);
    // The lines of the Rust API stand in a fence, where nothing is markup.
    let outside: String = markdown.lines().filter(|line| !line.starts_with("+ ")).collect();
    assert!(!outside.contains("<img") && !outside.contains("@all"), "{markdown}");
    let html = checkout.run(&["diff", "HEAD", "--format", "html"], 0);
    assert!(!html.contains("<img") && html.contains("&lt;img"), "{html}");
}

#[test]
fn names_that_hide_or_move_text_are_written_out() {
    let checkout = Checkout::new("review-hidden");
    checkout.edit("spec/calls.yaml", "id: {type: string}", r#""i\u202ed\e[31m": {type: string}"#);
    // In JSON, pointers are data.
    for form in ["text", "markdown", "github", "html"] {
        let said = checkout.run(&["diff", "HEAD", "--format", form], 0);
        assert!(!said.contains(['\u{202e}', '\u{1b}']) && said.contains("202e"), "{form}: {said}");
    }
}

#[test]
fn a_page_is_complete_without_scripts_and_network() {
    let checkout = Checkout::new("review-page");
    add_a_value(&checkout);
    let page = checkout.run(&["diff", "HEAD", "--format", "html"], 0);
    assert_says(&page, &["data-wire=\"risky\"", "state: {type: string, enum: [ringing, held, parked]}", "Before"]);
    for word in ["http:", "https:", "src=", "@import", "url("] {
        assert!(!page.contains(word), "{word} in the page");
    }
}

#[test]
fn the_changelog_is_written_for_users() {
    let checkout = Checkout::new("review-changelog");
    add_a_value(&checkout);
    let said = checkout.run(&["changelog", "HEAD"], 0);
    assert_says(&said, &["## 0.3.1\n\n### Added\n\n- calls: ", "`calls::models::CallState::Parked`"]);
    checkout.edit("spec/calls.yaml", "id: {type: string}", "id: {type: integer}");
    assert_says(&checkout.run(&["changelog", "HEAD"], 0), &["## 0.4.0", "### Changed"]);
}

#[test]
fn the_version_is_looked_for() {
    let checkout = Checkout::new("review-version");
    checkout.edit("spec/calls.yaml", "id: {type: string}", "id: {type: integer}");
    assert_says(&checkout.run(&["diff", "HEAD"], 0), &["major: from 0.3.0 to 0.4.0 at least", "Cargo.toml lacks it"]);
    checkout.edit("Cargo.toml", "0.3.0", "0.4.0");
    checkout.edit("CHANGELOG.md", "## 0.3.0", "## 0.4.0\n\n- Numbers.\n\n## 0.3.0");
    assert_says(&checkout.run(&["diff", "HEAD"], 0), &["Cargo.toml has it, CHANGELOG.md has a section"]);
}

#[test]
fn both_positions_of_a_schema_are_told() {
    let checkout = Checkout::new("review-positions");
    let put = "    put:\n      operationId: writeCall\n      parameters:\n        \
        - {name: callId, in: path, required: true, schema: {type: string}}\n      \
        requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Call'}}}}\n      \
        responses: {'204': {description: Done}}\ncomponents:";
    checkout.edit("spec/calls.yaml", "components:", put);
    checkout.commit("Write calls");
    checkout.edit("spec/calls.yaml", "      properties:", "      required: [id]\n      properties:");
    for form in ["text", "markdown", "html"] {
        let said = checkout.run(&["diff", "HEAD", "--format", form], 0).replace("<code>", "`").replace("</code>", "`");
        let both =
            ["safe for readCall (`res-prop-became-required`)", "breaking for writeCall (`req-prop-became-required`)"];
        assert_says(&said, &both);
    }
}

#[test]
fn what_is_alike_is_told_once() {
    let checkout = Checkout::new("review-alike");
    let operation = |n: usize| {
        let answer = format!("{{$ref: '#/components/schemas/Thing{n}'}}");
        format!(
            "  /things{n}:\n    get:\n      operationId: readThings{n}\n      \
             parameters: [{{name: size, in: query, schema: {{type: integer, maximum: 50}}}}]\n      \
             responses: {{'200': {{description: OK, content: {{application/json: {{schema: {answer}}}}}}}}}\n"
        )
    };
    let schema = |n: usize| format!("    Thing{n}: {{type: object, properties: {{name: {{type: string}}}}}}\n");
    let (paths, schemas): (String, String) = ((0..12).map(operation).collect(), (0..12).map(schema).collect());
    let things = [super::USERS, &paths, "components:\n  schemas:\n", &schemas].concat();
    checkout.write("spec/users.yaml", &things);
    checkout.commit("Add things");
    checkout.edit("spec/users.yaml", "maximum: 50", "maximum: 20");
    checkout.edit("spec/users.yaml", "name: {type: string}", "name: {type: integer}");
    let json: Value = serde_json::from_str(&checkout.run(&["diff", "HEAD", "--format", "json"], 0)).expect("is JSON");
    assert_eq!(json["changes"].as_array().map(Vec::len), Some(24), "{json}");
    for form in ["text", "markdown"] {
        let said = checkout.run(&["diff", "HEAD", "--format", form], 0).replace("<code>", "`").replace("</code>", "`");
        let likewise = "is integer; likewise `Thing1.name`, `Thing10.name`, `Thing11.name` and 8 more";
        assert_says(&said, &["`Thing0.name` has another type", likewise]);
        assert_says(&said, &["is 20; likewise query parameter `size` of GET /things1, query parameter `size` of GET"]);
        assert_says(&said, &["users: many operations", "Not silent: "]);
        assert_eq!(said.matches("has another type").count(), 1, "{said}");
    }
}

/// A checkout with one more call, `readWide`, whose answer has such members.
fn with_answer(name: &str, members: &str) -> Checkout {
    let checkout = Checkout::new(name);
    let schema = format!("{{type: object, properties: {members}}}");
    let operation = format!(
        "  /wide:\n    get:\n      operationId: readWide\n      \
         responses: {{'200': {{description: OK, content: {{application/json: {{schema: {schema}}}}}}}}}\n"
    );
    checkout.write("spec/users.yaml", &(super::USERS.to_owned() + &operation));
    checkout.commit("Add a call");
    checkout
}

#[test]
fn members_of_one_whole_are_told_together() {
    let member = |name: &str| format!("{name}: {{type: string, title: Old {name}}}");
    let members = ["a", "b", "c", "d", "e", "f"].map(member).join(", ");
    let answer = format!("{{whole: {{type: object, properties: {{{members}}}}}}}");
    let checkout = with_answer("review-members", &answer);
    checkout.edit("spec/users.yaml", "string, title: Old", "integer, title: New");
    let said = checkout.run(&["diff", "HEAD"], 0);
    let together = "likewise `whole.{b, c, d}` in answer 200 of GET /wide and 2 more [res-type-changed]";
    let others = "likewise `whole.{e, f}` in answer 200 of GET /wide\n";
    let titles = "users: `whole.a` in answer 200 of GET /wide has another title: was Old a, is New a, and 5 more";
    assert_says(&said, &["users: readWide", together, " and 5 places more\n", others, titles]);
    // The heading says it.
    assert!(!said.contains("reaches"), "{said}");
}

#[test]
fn types_that_are_called_after_one_are_counted() {
    let member = |name: &str| format!("{name}: {{type: string, enum: [a]}}");
    let members = ["first", "second", "third"].map(member).join(", ");
    let checkout = with_answer("review-called-after", &format!("{{{members}}}"));
    checkout.edit("spec/users.yaml", "operationId: readWide", "operationId: readNarrow");
    for form in ["text", "markdown", "html"] {
        let said = checkout.run(&["diff", "HEAD", "--format", form], 0);
        assert_says(&said, &["+ users::models::ReadNarrowResponse", "and 3 types called after these"]);
        assert!(!said.contains("ReadNarrowResponseSecond"), "{said}");
    }
}

#[test]
fn the_page_shows_what_is_demanded_beside_a_member() {
    let checkout = Checkout::new("review-demanded");
    checkout.edit("spec/calls.yaml", "      properties:", "      required: [id]\n      properties:");
    let page = checkout.run(&["diff", "HEAD", "--format", "html"], 0);
    assert_says(&page, &["<ins>  required: [id]</ins>\n"]);
    assert!(!page.contains("<del>id: {type: string}"), "{page}");
}

#[test]
fn the_page_shows_what_differs_further_down() {
    let checkout = Checkout::new("review-further-down");
    let text: String = (0..30).map(|line| format!("        Line {line}.\n")).collect();
    let described = format!("    Call:\n      description: |\n{text}");
    checkout.edit("spec/calls.yaml", "    Call:\n", &described);
    checkout.commit("Describe");
    checkout.edit("spec/calls.yaml", "Line 25.", "Another line.");
    let page = checkout.run(&["diff", "HEAD", "--format", "html"], 0);
    assert_says(&page, &["…\n", "<del>    Line 25.</del>\n", "<ins>    Another line.</ins>\n"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said() {
    let checkout = Checkout::new("review-full");
    add_a_value(&checkout);
    let full = std::fs::File::create("/dev/full").expect("there is one");
    let output = checkout.0.run_into(&["diff", "HEAD"], full);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert_says(&said, &["error: cannot write to the standard output: "]);
}
