//! What a batch asks for, what it refuses to ask, and what fails as a whole.

use std::time::Duration;

use generated_client::ringcentral_presence::operations::GetPresenceStatus;
use generated_client::{BatchEncoding, ErrorKind};

use super::{AVAILABLE, BUSY, MIXED, VENDOR, answered, client, list, mixed, part, shown};
use crate::fake::{Fake, Outcome};

const PRESENCE: &str = "https://platform.ringcentral.com/restapi/v1.0/account/~/extension";

/// What answers any batch.
fn two_available() -> Fake {
    Fake::new(|_| {
        Outcome::with(207, &[("content-type", MIXED)], &mixed(&[&list(&[200; 2]), &part(AVAILABLE), &part(BUSY)]))
    })
}

#[tokio::test]
async fn values_are_joined_by_commas_in_one_request() {
    let cases = [
        (BatchEncoding::Multipart, "multipart/mixed, application/json"),
        (BatchEncoding::Json, "application/vnd.ringcentral.multipart+json, application/json"),
    ];
    for (encoding, accept) in cases {
        let fake = two_available();
        let call = client(&fake).get_presence_status().account_id("37439510").sip_data(true);
        let batch = call.with_header("x-own", "1").batch(["101", "102"]).with_encoding(encoding);
        batch.await.expect("the batch succeeds");
        let [sent] = &fake.sent()[..] else { panic!("one request, not {:?}", fake.sent()) };
        let url =
            "https://platform.ringcentral.com/restapi/v1.0/account/37439510/extension/101,102/presence?sipData=true";
        assert_eq!((sent.method.as_str(), sent.url.as_str(), sent.body.as_str()), ("GET", url, ""));
        let mut headers: Vec<_> =
            sent.headers.iter().map(|(name, value)| (name.as_str(), value.to_str().unwrap())).collect();
        headers.sort_unstable();
        let agent = headers.iter().find(|(name, _)| *name == "user-agent").expect("an agent").1;
        let expected = [("accept", accept), ("authorization", "Bearer token"), ("user-agent", agent), ("x-own", "1")];
        assert_eq!(headers, expected);
    }
    let fake = two_available();
    let call = client(&fake).get_presence_status().with_header("accept", "multipart/mixed").batch(["101", "102"]);
    call.await.expect("the batch succeeds");
    assert_eq!(fake.sent()[0].header("accept"), Some("multipart/mixed"), "the caller's own takes its place");
}

#[tokio::test]
async fn a_value_stays_one_whatever_is_in_it() {
    let cases = [
        (["a/b", "c"], "a%2Fb,c"),
        (["a@b", "c"], "a%40b,c"),
        (["a,b", "c"], "a%2Cb,c"),
        (["~", "pid=4"], "~,pid%3D4"),
        (["%2C", "?#"], "%252C,%3F%23"),
        ([".", ".."], ".,.."),
        (["\u{e9} ", "\r\n"], "%C3%A9%20,%0D%0A"),
    ];
    for (ids, path) in cases {
        let fake = two_available();
        let results = client(&fake).get_presence_status().batch(ids).await.expect("the batch succeeds");
        assert_eq!(fake.sent()[0].url, format!("{PRESENCE}/{path}/presence"));
        let given: Vec<&str> = results.iter().map(|one| one.id.as_str()).collect();
        assert_eq!(given, ids, "results have the values as they were given");
    }
}

#[tokio::test]
async fn a_batch_takes_one_to_thirty_values_and_none_that_is_empty() {
    let ids = |count: usize| (0..count).map(|id| id.to_string()).collect::<Vec<_>>();
    let texts = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
    let refused = [
        (ids(0), "takes 1 to 30 values, not 0"),
        (ids(31), "takes 1 to 30 values, not 31"),
        (texts(&[""]), "empty"),
        (texts(&["", "2", "3"]), "empty"),
        (texts(&["1", "2", ""]), "empty"),
        (texts(&[".."]), "would change the path"),
    ];
    for (ids, message) in refused {
        let fake = two_available();
        let error = client(&fake).get_presence_status().batch(ids).await.expect_err("nothing can be asked");
        assert_eq!((error.kind(), error.operation_id()), (ErrorKind::Build, Some("getPresenceStatus")));
        assert!(error.to_string().contains(message), "{error}");
        assert!(fake.sent().is_empty(), "{error}");
    }
    for count in [1, 30] {
        let lines = [vec![list(&vec![200; count])], vec![part(AVAILABLE); count]].concat();
        let body = mixed(&lines.iter().map(String::as_str).collect::<Vec<_>>());
        let fake = Fake::new(move |_| Outcome::with(207, &[("content-type", MIXED)], &body));
        let results = client(&fake).get_presence_status().batch(ids(count)).await.expect("the batch succeeds");
        let shown: Vec<_> = results.iter().map(shown).collect();
        assert_eq!(shown, ids(count).iter().map(|id| format!("{id} 200 Available")).collect::<Vec<_>>());
    }
}

#[tokio::test]
async fn a_single_value_is_answered_as_if_it_were_no_batch() {
    let one = answered((200, "application/json"), AVAILABLE, &["101"]).await.expect("the batch succeeds");
    assert_eq!((one.status().as_u16(), shown(&one.body()[0])), (200, "101 200 Available".to_owned()));
    let none = answered((200, "application/json"), r#"{"presenceStatus":{}}"#, &["101"]).await.expect("as a whole");
    assert_eq!(shown(&none.body()[0]), "101 200 Decode -");
}

#[tokio::test]
async fn an_answer_for_one_is_nobodys_where_several_were_asked_for() {
    for status in [200, 202] {
        let error = answered((status, "application/json"), AVAILABLE, &["101", "102"]).await.expect_err("whose is it");
        assert_eq!((error.kind(), error.status().map(|status| status.as_u16())), (ErrorKind::Decode, Some(status)));
        assert_eq!(error.body().map(|body| &body[..]), Some(AVAILABLE.as_bytes()), "kept for the caller to see");
    }
}

#[tokio::test]
async fn what_reaches_the_endpoint_itself_fails_as_a_whole() {
    let refusal = |code: &str| format!(r#"{{"errorCode":"{code}","message":"m"}}"#);
    for (status, code) in [(404, "CMN-102"), (400, "InvalidMultipartRequest"), (403, "CMN-401")] {
        for media_type in ["application/json", VENDOR] {
            let error = answered((status, media_type), &refusal(code), &["1", "2"]).await.expect_err("it is refused");
            assert_eq!((error.kind(), error.status().map(|status| status.as_u16())), (ErrorKind::Api, Some(status)));
            let body = GetPresenceStatus::error_body(&error).expect("the body of an error");
            assert_eq!(body.error_code.as_deref(), Some(code));
        }
    }
}

#[tokio::test(start_paused = true)]
async fn the_whole_is_tried_again_as_any_call_is() {
    let fake = Fake::new(|sent| match sent.index {
        0 => Outcome::with(503, &[("retry-after", "4")], ""),
        1 => Outcome::status(500),
        _ => Outcome::with(207, &[("content-type", MIXED)], &mixed(&[&list(&[503, 200]), &part("{}"), &part(BUSY)])),
    });
    let answer = client(&fake).get_presence_status().batch(["101", "102"]).send().await.expect("the third succeeds");
    assert_eq!(answer.attempts(), 3);
    let errors: Vec<_> = answer.body().iter().filter_map(|one| one.result.as_ref().err()).collect();
    assert_eq!((errors.len(), errors[0].attempts()), (1, 3), "what fails inside of it is not tried again");
    let sent = fake.sent();
    assert_eq!(sent[1].at, Duration::from_secs(4));
    assert!(sent.iter().all(|sent| sent.url == format!("{PRESENCE}/101,102/presence")));
}

#[tokio::test]
async fn a_batch_prints_no_values() {
    let fake = two_available();
    let batch = client(&fake).get_presence_status().batch(["id-1", "id-2"]);
    let printed = format!("{batch:?}");
    assert!(printed.contains("getPresenceStatus") && printed.contains('2') && !printed.contains("id-"), "{printed}");
}
