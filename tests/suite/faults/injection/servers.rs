//! Where a call goes: the caller's URLs and values of variables. A fake transport sees it, as no real host may.

use generated_client::ErrorKind::Build;
use generated_client::{Result, odin_user_services as odin};

use super::super::service::{Client, session};
use super::{decoded, hostile, named};
use crate::fake::{Fake, Outcome};

fn fake() -> Fake {
    Fake::new(|_| Outcome::json(200, r#"{"id":"7"}"#))
}

/// The URL that a call went to; none when it was refused.
fn sent<T>(fake: &Fake, before: usize, result: &Result<T>, name: &str) -> Option<String> {
    let mut urls: Vec<String> = fake.sent().split_off(before).into_iter().map(|sent| sent.url).collect();
    if let Err(error) = result {
        assert!(error.kind() == Build && !error.may_have_reached_server() && urls.is_empty(), "{name}: {error}");
        assert!(!error.to_string().contains(['\r', '\n', '\0']), "{name}: {error}");
        return None;
    }
    assert_eq!(urls.len(), 1, "{name}");
    urls.pop()
}

#[tokio::test]
async fn a_variable_of_a_server_stays_in_its_place() {
    let fake = fake();
    let session = session().transport(fake.clone()).build().expect("a session");
    for text in hostile() {
        let before = fake.sent().len();
        let name = named("a tenant", &text);
        let client = Client::at_production(&session).with_server_variable("tenant", text.as_str());
        if let Some(url) = sent(&fake, before, &client.read_shelf("7").await, &name) {
            let host = url.strip_prefix("https://").and_then(|rest| rest.strip_suffix("/api/halls/~/shelves/7/books"));
            let tenant = host.and_then(|host| host.strip_suffix(".example.com"));
            assert!(tenant.is_some_and(|tenant| !tenant.contains(['/', ':', '@', '?', '#', '%'])), "{name}: {url}");
        }
        let before = fake.sent().len();
        let name = named("a base path", &text);
        let client = Client::at_production(&session).with_server_variable("base", text.as_str());
        if let Some(url) = sent(&fake, before, &client.read_shelf("7").await, &name) {
            let base = url.strip_prefix("https://library.example.com");
            let base = base.and_then(|rest| rest.strip_suffix("/halls/~/shelves/7/books")).expect(&name);
            assert_eq!(decoded(base).trim_matches('/'), decoded(&text).trim_matches('/'), "{name}");
        }
    }
}

#[tokio::test]
async fn the_host_of_odin_is_a_host() {
    let fake = fake();
    let session = session().transport(fake.clone()).build().expect("a session");
    let cases = [
        ("tenant.prod.odinapi.net", Some("tenant.prod.odinapi.net")),
        ("127.0.0.1:4010", Some("127.0.0.1:4010")),
        ("[::1]:4010", Some("[::1]:4010")),
        ("bücher.example", Some("xn--bcher-kva.example")),
        ("evil.example/", None),
        ("evil.example/?", None),
        ("evil.example#", None),
        ("evil.example?", None),
        ("a@evil.example", None),
        ("evil.example\\", None),
        ("evil.example%2f", None),
        ("evil.example\r\nx: y", None),
        ("evil.example:port", None),
        ("", None),
        (" ", None),
        ("a b", None),
        ("..", None),
    ];
    for (host, expected) in cases {
        let before = fake.sent().len();
        let client = odin::Client::new(session.clone()).with_server_variable("host", host);
        // What the answer reads as does not matter here.
        let _ = client.get_session().await;
        let urls: Vec<String> = fake.sent().split_off(before).into_iter().map(|sent| sent.url).collect();
        let expected: Vec<String> = expected.iter().map(|host| format!("https://{host}/api/v2/auth/session")).collect();
        assert_eq!(urls, expected, "{host:?}");
    }
}

#[tokio::test]
async fn a_base_url_is_of_http_without_secrets_and_without_an_end() {
    let fake = fake();
    let session = session().transport(fake.clone()).build().expect("a session");
    let cases = [
        ("https://example.com", Some("https://example.com")),
        ("HTTPS://EXAMPLE.com:443/", Some("https://example.com")),
        ("https://example.com/a b/", Some("https://example.com/a%20b")),
        ("https://example.com/a/../b", Some("https://example.com/b")),
        ("https://user@example.com", None),
        ("https://user:password@example.com", None),
        ("https://:password@example.com", None),
        ("https://example.com?a=b", None),
        ("https://example.com/?", None),
        ("https://example.com#a", None),
        ("https://example.com/#", None),
        ("ftp://example.com", None),
        ("file:///etc/passwd", None),
        ("javascript:alert(1)", None),
        ("data:text/plain,a", None),
        ("ws://example.com", None),
        ("example.com", None),
        ("//example.com", None),
        ("/api", None),
        ("https://", None),
        ("https:///example.com", None),
        ("https:example.com", None),
        ("https:/example.com", None),
        ("https:\\\\example.com", None),
        ("https://\\example.com", None),
        ("https://exa mple.com", None),
        ("https://example.com:99999", None),
        ("", None),
    ];
    for (url, expected) in cases {
        let expected = expected.map(|base| format!("{base}/halls/~/shelves/7/books"));
        for name in ["with_base_url", "with_server_url"] {
            let before = fake.sent().len();
            let client = Client::new(session.clone());
            let result = match (name, client.clone().with_base_url(url)) {
                ("with_base_url", Ok(client)) => client.read_shelf("7").await,
                ("with_base_url", Err(error)) => Err(error),
                (_, _) => client.read_shelf("7").with_server_url(url).await,
            };
            if let Err(error) = &result {
                assert!(!format!("{error} {error:?}").contains("password@"), "{url}: {error:?}");
            }
            assert_eq!(sent(&fake, before, &result, url), expected, "{name} {url:?}");
        }
    }
}
