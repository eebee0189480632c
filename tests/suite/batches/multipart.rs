//! Answers in `multipart/mixed`: whole, broken and hostile.

use std::time::Duration;

use generated_client::ErrorKind;

use super::{AVAILABLE, BUSY, FORBIDDEN, MISSING, MIXED, answered, list, mixed, part, results};

#[tokio::test]
async fn each_value_has_its_own_status_and_result() {
    let busy = format!("Content-Type: application/json\r\nRetry-After: 30\r\n\r\n{}", r#"{"errorCode":"CMN-203"}"#);
    let parts = [&list(&[200, 403, 404, 503]), &part(AVAILABLE), &part(FORBIDDEN), &part(MISSING), &busy];
    let body = mixed(&parts.map(String::as_str));
    let shown = results(MIXED, &body, &["101", "102", "103", "104"]).await;
    assert_eq!(shown, ["101 200 Available", "102 403 Api CMN-408", "103 404 Api CMN-102", "104 503 Api CMN-203"]);

    let answer = answered((207, MIXED), &body, &["101", "102", "103", "104"]).await.expect("as a whole");
    let errors: Vec<_> = answer.body().iter().filter_map(|one| one.result.as_ref().err()).collect();
    assert_eq!(errors[0].api().expect("the server's").body_text(), FORBIDDEN);
    assert!(errors[1].is_not_found() && !errors[1].is_retryable());
    assert!(errors[2].is_retryable());
    assert_eq!(errors[2].retry_after(), Some(Duration::from_secs(30)), "of the part's own header");
}

#[tokio::test]
async fn members_that_no_document_names_are_kept() {
    let body = mixed(&[&list(&[200]), &part(BUSY)]);
    let answer = answered((207, MIXED), &body, &["101"]).await.expect("as a whole");
    let presence = answer.body()[0].result.as_ref().expect("it is one");
    assert_eq!(presence.extra.iter().collect::<Vec<_>>(), [("newMember", "[1]")]);
}

#[tokio::test]
async fn statuses_may_be_text_and_what_is_none_is_a_failure() {
    let line = |status: &str| part(&format!(r#"{{"response":[{{"status":{status}}}]}}"#));
    let cases = [
        (r#""200""#, "101 200 Available"),
        (r#"" 404 ""#, "101 404 Api -"),
        (r#""fine""#, "101 500 Api -"),
        ("0", "101 500 Api -"),
        ("65535", "101 500 Api -"),
        (r#""""#, "101 500 Api -"),
        ("304", "101 304 Api -"),
    ];
    for (status, expected) in cases {
        assert_eq!(results(MIXED, &mixed(&[&line(status), &part(AVAILABLE)]), &["101"]).await, [expected], "{status}");
    }
}

#[tokio::test]
async fn boundaries_and_line_ends_are_taken_as_they_come() {
    let body = mixed(&[&list(&[200]), &part(AVAILABLE)]);
    let with = |boundary: &str| body.replace("Boundary_1", boundary);
    let cases = [
        ("multipart/mixed;boundary=Boundary_1", body.clone()),
        (r#"Multipart/Mixed; charset=utf-8; Boundary="Boundary_1""#, body.clone()),
        (r#"multipart/mixed; boundary="gc0p4Jq0M:2Yt08/jU=5 ?(')+_,-.""#, with("gc0p4Jq0M:2Yt08/jU=5 ?(')+_,-.")),
        ("multipart/mixed; boundary=----=_Part_1_23.45", with("----=_Part_1_23.45")),
        ("multipart/mixed; boundary=a:b/c", with("a:b/c")),
        ("multipart/mixed; boundary=AbC", with("AbC")),
        (MIXED, body.replace("\r\n", "\n")),
        (MIXED, format!("a preamble\r\n--Boundary_\r\n{body}an epilogue\r\n--Boundary_1\r\n")),
        (MIXED, body.replace("--Boundary_1\r\n", "--Boundary_1 \t\r\n")),
        (MIXED, body.replace("--Boundary_1", "\r\n--Boundary_1")),
        (MIXED, body.trim_end().to_owned()),
        (MIXED, body.replace("Content-Type: application/json\r\n", "")),
        (MIXED, body.replace("Content-Type: application/json", "content-type:application/json;charset=UTF-8")),
    ];
    for (media_type, body) in cases {
        assert_eq!(results(media_type, &body, &["101"]).await, ["101 200 Available"], "{media_type}: {body:?}");
    }
}

#[tokio::test]
async fn a_result_that_did_not_come_whole_is_an_error_and_the_others_are_there() {
    let whole = mixed(&[&list(&[200, 200, 404]), &part(AVAILABLE), &part(BUSY), &part(MISSING)]);
    let upto = |text: &str| whole[..whole.find(text).expect("it is there") + text.len()].to_owned();
    let two = ["101 200 Available", "102 200 Busy", "103 404 Decode -"];
    let one = ["101 200 Available", "102 200 Decode -", "103 404 Decode -"];
    let cases = [
        (upto("CMN-1"), two),
        (upto(r#""parameterName":"extensionId"}"#), two),
        (upto("CallConnected"), one),
        (upto(r#""newMember":[1]}"#), one),
        (mixed(&[&list(&[200, 200, 404]), &part(AVAILABLE), &part(BUSY)]), two),
        (mixed(&[&list(&[200, 200, 404]), &part(AVAILABLE)]), one),
    ];
    for (body, expected) in cases {
        assert_eq!(results(MIXED, &body, &["101", "102", "103"]).await, expected, "{body}");
    }
}

#[tokio::test]
async fn a_part_that_does_not_decode_is_an_error_that_keeps_it_and_the_others_are_there() {
    let broken = ["{\"presenceStatus\":\"Avail", "", "[]", "<html>", r#"{"presenceStatus":{}}"#];
    for json in broken {
        let body = mixed(&[&list(&[200; 3]), &part(AVAILABLE), &part(json), &part(BUSY)]);
        let shown = results(MIXED, &body, &["101", "102", "103"]).await;
        assert_eq!(shown, ["101 200 Available", "102 200 Decode -", "103 200 Busy"], "{json}");
        let answer = answered((207, MIXED), &body, &["101", "102", "103"]).await.expect("as a whole");
        let error = answer.body()[1].result.as_ref().expect_err("it is none");
        assert_eq!(error.body().map(|body| &body[..]), Some(json.as_bytes()));
    }
}

#[tokio::test]
async fn a_part_with_a_broken_header_does_not_give_its_place_to_the_next() {
    let heads = ["no header\r\n\r\n", "\u{0}: 1\r\n\r\n", ": \r\nB\u{e9}: 1\r\n\r\n", "A: \u{1}\r\n\r\n"];
    for head in heads {
        let body = mixed(&[&list(&[200; 2]), &format!("{head}{AVAILABLE}"), &part(BUSY)]);
        assert_eq!(results(MIXED, &body, &["101", "102"]).await, ["101 200 Available", "102 200 Busy"], "{head:?}");
    }
    let body = mixed(&[&list(&[200; 2]), AVAILABLE, &part(BUSY)]);
    assert_eq!(results(MIXED, &body, &["101", "102"]).await, ["101 200 Decode -", "102 200 Busy"], "no empty line");
}

#[tokio::test]
async fn parts_without_end_do_no_harm() {
    let many = [vec![list(&[200])], vec![part(AVAILABLE); 10_000]].concat();
    let body = mixed(&many.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(results(MIXED, &body, &["101"]).await, ["101 200 Available"], "more parts than values");
    let headers: String = (0..50_000).map(|number| format!("x{number}: 1\r\n")).collect();
    let body = mixed(&[&list(&[200; 2]), &format!("{headers}\r\n{AVAILABLE}"), &part(BUSY)]);
    assert_eq!(results(MIXED, &body, &["101", "102"]).await, ["101 200 Available", "102 200 Busy"], "headers");
}

#[tokio::test]
async fn an_answer_that_does_not_say_whose_results_it_has_is_an_error_that_keeps_it() {
    let two = mixed(&[&list(&[200; 2]), &part(AVAILABLE), &part(BUSY)]);
    let cases = [
        ("no boundary", "multipart/mixed", two.clone()),
        ("an empty boundary", r#"multipart/mixed; boundary="""#, two.clone()),
        ("another boundary", "multipart/mixed; boundary=Boundary_2", two.clone()),
        ("the beginning of the boundary", "multipart/mixed; boundary=Boundary_", two.clone()),
        ("a boundary that is none", "multipart/mixed; boundary=\"\\\"--\\\"\"", two.clone()),
        ("a boundary of the content", r#"multipart/mixed; boundary="{""#, two.clone()),
        ("no media type", "", two.clone()),
        ("nothing", MIXED, String::new()),
        ("no parts", MIXED, mixed(&[])),
        ("no statuses", MIXED, mixed(&[&part(AVAILABLE), &part(BUSY)])),
        ("statuses that are none", MIXED, mixed(&[&part(r#"{"response":[{"status":true}]}"#), &part(BUSY)])),
        ("fewer statuses", MIXED, mixed(&[&list(&[200]), &part(BUSY)])),
        ("more statuses", MIXED, mixed(&[&list(&[200; 3]), &part(AVAILABLE), &part(BUSY), &part(BUSY)])),
        ("a first part that ends early", MIXED, two[..150].to_owned()),
    ];
    for (name, media_type, body) in cases {
        let error = answered((207, media_type), &body, &["101", "102"]).await.expect_err(name);
        assert_eq!((error.kind(), error.operation_id()), (ErrorKind::Decode, Some("getPresenceStatus")), "{name}");
        assert_eq!((error.attempts(), error.status().map(|status| status.as_u16())), (1, Some(207)), "{name}");
        assert_eq!(error.body().map(|body| &body[..]), Some(body.as_bytes()), "{name}");
    }
}
