//! Answers in `application/vnd.ringcentral.multipart+json`: whole, broken and hostile.

use generated_client::ErrorKind;

use super::{AVAILABLE, BUSY, FORBIDDEN, MISSING, VENDOR, answered, results};

/// An entry of the list; the id is JSON.
fn entry(id: &str, status: &str, body: &str) -> String {
    format!(r#"{{"resourceId":{id},"status":{status},"body":{body}}}"#)
}

fn listed(entries: &[String]) -> String {
    format!("[{}]", entries.join(","))
}

#[tokio::test]
async fn each_value_has_its_own_status_and_result_in_any_order() {
    let entries = [
        entry(r#""101""#, "200", AVAILABLE),
        entry(r#""102""#, r#""403""#, FORBIDDEN),
        entry("103", "404", MISSING),
        entry(r#""104""#, "503", "null"),
    ];
    let expected = ["101 200 Available", "102 403 Api CMN-408", "103 404 Api CMN-102", "104 503 Api -"];
    for order in [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1]] {
        let body = listed(&order.map(|place: usize| entries[place].clone()));
        assert_eq!(results(VENDOR, &body, &["101", "102", "103", "104"]).await, expected, "{order:?}");
    }
}

#[tokio::test]
async fn entries_without_an_id_are_in_the_order_of_the_values() {
    let entries = |ids: [&str; 2]| {
        let member = ids.map(|id| if id.is_empty() { String::new() } else { format!(r#""resourceId":{id},"#) });
        format!(r#"[{{{}"status":200,"body":{AVAILABLE}}},{{{}"status":200,"body":{BUSY}}}]"#, member[0], member[1])
    };
    let cases = [
        (["", ""], ["101 200 Available", "102 200 Busy"]),
        (["null", "null"], ["101 200 Available", "102 200 Busy"]),
        (["", "102"], ["101 200 Available", "102 200 Busy"]),
        (["102", ""], ["101 207 Decode -", "102 200 Available"]),
    ];
    for (ids, expected) in cases {
        assert_eq!(results(VENDOR, &entries(ids), &["101", "102"]).await, expected, "{ids:?}");
    }
}

#[tokio::test]
async fn ids_are_the_same_however_they_are_escaped() {
    let cases = [
        ("a/b", r#""a\/b""#),
        ("a@b", r#""a\u0040b""#),
        ("a,b", r#""a,b""#),
        (r#""q""#, r#""\"q\"""#),
        ("\u{e9}", r#""\u00e9""#),
        ("007", r#""007""#),
    ];
    for (id, json) in cases {
        let body = listed(&[entry(r#""other""#, "404", "{}"), entry(json, "200", BUSY)]);
        assert_eq!(
            results(VENDOR, &body, &[id, "other"]).await,
            [format!("{id} 200 Busy"), "other 404 Api -".to_owned()]
        );
    }
}

#[tokio::test]
async fn values_without_an_entry_have_an_error_and_entries_without_a_value_are_let_be() {
    let known = entry(r#""102""#, "200", BUSY);
    let unnamed = || format!(r#"{{"status":200,"body":{AVAILABLE}}}"#);
    let cases = [
        (listed(&[]), ["101 207 Decode -", "102 207 Decode -"]),
        (listed(std::slice::from_ref(&known)), ["101 207 Decode -", "102 200 Busy"]),
        (listed(&[entry("7", "200", AVAILABLE), known.clone()]), ["101 207 Decode -", "102 200 Busy"]),
        (listed(&[unnamed()]), ["101 207 Decode -", "102 207 Decode -"]),
        (listed(&[unnamed(), unnamed(), unnamed()]), ["101 207 Decode -", "102 207 Decode -"]),
        (
            listed(&[known.clone(), entry("101", "404", "{}"), entry("101", "200", BUSY)]),
            ["101 404 Api -", "102 200 Busy"],
        ),
    ];
    for (body, expected) in cases {
        assert_eq!(results(VENDOR, &body, &["101", "102"]).await, expected, "{body}");
    }
}

#[tokio::test]
async fn an_entry_that_does_not_decode_is_an_error_and_the_others_are_there() {
    for json in ["null", "[]", "7", r#"{"presenceStatus":{}}"#] {
        let body = listed(&[entry("101", "200", json), entry("102", "200", BUSY)]);
        assert_eq!(results(VENDOR, &body, &["101", "102"]).await, ["101 200 Decode -", "102 200 Busy"], "{json}");
    }
    let body = format!(r#"[{{"resourceId":"101","status":200}},{}]"#, entry("102", "200", BUSY));
    assert_eq!(results(VENDOR, &body, &["101", "102"]).await, ["101 200 Decode -", "102 200 Busy"], "no body");
}

#[tokio::test]
async fn a_list_that_is_none_or_ends_early_is_an_error_that_keeps_it() {
    let whole = listed(&[entry("101", "200", AVAILABLE), entry("102", "200", BUSY)]);
    let deep = format!("[{}", "[".repeat(1_000_000));
    let cases = [
        ("cut", whole[..whole.len() - 1].to_owned()),
        ("cut in an entry", whole[..whole.len() - 20].to_owned()),
        ("an object", r#"{"response":[]}"#.to_owned()),
        ("no JSON", "<html>".to_owned()),
        ("nothing", String::new()),
        ("no status", r#"[{"resourceId":"101"}]"#.to_owned()),
        ("depth", deep),
    ];
    for (name, body) in cases {
        let error = answered((207, VENDOR), &body, &["101", "102"]).await.expect_err(name);
        assert_eq!((error.kind(), error.operation_id()), (ErrorKind::Decode, Some("getPresenceStatus")), "{name}");
        assert!(error.body().is_some_and(|kept| body.as_bytes().starts_with(kept)), "{name}");
        assert!(error.to_string().len() < 300, "{name}: {error}");
    }
}
