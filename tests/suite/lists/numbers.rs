//! How the end of RingCentral's numbered pages is found, whatever members an answer has (WIRE 1, "Pagination").

use serde_json::{Value, json};

use super::{presence, session, settings};
use crate::fake::{Fake, Outcome, Sent};

/// The members of a page beside its records, by the number that was asked for.
type Members = fn(i64) -> Value;

/// The number of the page that a request asks for.
fn asked(sent: &Sent) -> i64 {
    let pairs = sent.url.split_once('?').map_or("", |(_, query)| query).split('&');
    pairs.filter_map(|pair| pair.strip_prefix("page=")).next().map_or(1, |page| page.parse().expect("a number"))
}

/// A server whose pages have one record each.
fn server(members: Members) -> Fake {
    Fake::new(move |sent| {
        let mut page = members(asked(sent));
        page["records"] = json!([{ "uri": asked(sent).to_string() }]);
        Outcome::json(200, &page.to_string())
    })
}

/// The links of a page, which name a next one up to the last.
fn link(page: i64, last: i64) -> Value {
    if page < last { json!({"nextPage": {"uri": "https://platform.ringcentral.com/next"}}) } else { json!({}) }
}

#[tokio::test]
async fn the_end_is_found_by_what_the_answer_has() {
    let cases: [(&str, Members, &[i64]); 12] = [
        ("links without totals", |page| json!({"navigation": link(page, 3), "paging": {"page": page}}), &[1, 2, 3]),
        ("links alone", |page| json!({"navigation": link(page, 3)}), &[1, 2, 3]),
        ("links, an empty paging", |page| json!({"navigation": link(page, 3), "paging": {}}), &[1, 2, 3]),
        ("totals without links", |page| json!({"paging": {"page": page, "totalPages": 3}}), &[1, 2, 3]),
        ("totals without the number", |_| json!({"paging": {"totalPages": 3}}), &[1, 2, 3]),
        ("null for links", |page| json!({"navigation": null, "paging": {"page": page, "totalPages": 2}}), &[1, 2]),
        ("no totals and no links", |page| json!({"paging": {"page": page}}), &[1]),
        ("nothing", |_| json!({}), &[1]),
        ("fewer links", |page| json!({"navigation": link(page, 2), "paging": {"totalPages": 9}}), &[1, 2]),
        ("more links", |page| json!({"navigation": link(page, 3), "paging": {"totalPages": 1}}), &[1, 2, 3]),
        ("null for the next", |page| json!({"navigation": {"nextPage": null}, "paging": {"page": page}}), &[1]),
        ("no pages", |_| json!({"paging": {"page": 1, "totalPages": 0, "totalElements": 0}}), &[1]),
    ];
    for (name, members, expected) in cases {
        let fake = server(members);
        let mut pages = presence(&session(&fake).build().expect("a session")).account_presence().pages();
        while let Some(page) = pages.next().await {
            page.expect("a page");
        }
        assert_eq!(fake.sent().iter().map(asked).collect::<Vec<_>>(), expected, "{name}");
    }
}

#[tokio::test]
async fn a_list_may_be_read_from_the_callers_page_on() {
    let cases: [(&str, Members); 3] = [
        ("as the answer says", |page| json!({"navigation": link(page, 6), "paging": {"page": page, "perPage": 1}})),
        ("where the answer does not say", |page| json!({"navigation": link(page, 6), "paging": {"perPage": 1}})),
        (
            "whatever the total is",
            |page| json!({"navigation": link(page, 6), "paging": {"perPage": 1, "page": page, "totalPages": 6}}),
        ),
    ];
    for (name, members) in cases {
        let fake = server(members);
        let session = session(&fake).build().expect("a session");
        let mut grants = settings(&session).list_extension_grants().page(4).items();
        for (uri, position) in [("4", Some("5")), ("5", Some("6")), ("6", None)] {
            let grant = grants.next().await.expect("not the end").expect("a grant");
            assert_eq!((grant.uri.as_deref(), grants.position()), (Some(uri), position), "{name}");
        }
        assert!(grants.next().await.is_none(), "{name}");
        let queries: Vec<_> =
            fake.sent().iter().map(|sent| sent.url.split_once('?').expect("a query").1.to_owned()).collect();
        assert_eq!(queries, ["page=4", "page=5", "page=6"], "{name}");
        let mut resumed = settings(&session).list_extension_grants().page(4).items().starting_at("6");
        assert_eq!(resumed.next().await.expect("not the end").expect("a grant").uri.as_deref(), Some("6"));
    }
}

#[tokio::test]
async fn a_server_that_stays_where_it_is_is_not_asked_for_ever() {
    let cases: [(&str, Members, usize); 4] = [
        ("on the first page", |_| json!({"navigation": link(1, 3), "paging": {"page": 1}}), 2),
        ("before the first", |_| json!({"navigation": link(1, 3), "paging": {"page": -5}}), 2),
        ("on the last that there can be", |_| json!({"navigation": link(1, 3), "paging": {"page": i64::MAX}}), 2),
        ("to and fro", |page| json!({"navigation": link(1, 3), "paging": {"page": page % 2}}), 5),
    ];
    for (name, members, most) in cases {
        let fake = server(members);
        let mut items = presence(&session(&fake).build().expect("a session")).account_presence().items();
        let mut error = None;
        while let Some(item) = items.next().await {
            error = item.err();
        }
        assert!(error.is_some_and(|error| error.to_string().contains("named a second time")), "{name}");
        assert!(fake.sent().len() <= most, "{name}: {}", fake.sent().len());
    }
}
