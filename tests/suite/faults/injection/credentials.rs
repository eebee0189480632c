//! Tokens, passwords, keys and the name of the application.

use generated_client::auth::{ApiKey, Basic, Bearer, ByScheme};
use generated_client::{ErrorKind, SessionBuilder};

use super::super::service::{client, session};
use super::super::success;
use super::{answering, arrived, decoded, hostile, is_no_header_value, named, pairs};
use crate::wire::server::Recorded;

/// A credential, and where it arrives.
struct Place {
    name: &'static str,
    give: fn(SessionBuilder, &str) -> SessionBuilder,
    refuses: fn(&str) -> bool,
    find: fn(&Recorded) -> Option<String>,
}

fn places() -> [Place; 5] {
    [
        Place {
            name: "a token",
            give: |session, text| session.auth(Bearer::new(text)),
            refuses: is_no_header_value,
            find: |request| request.header("authorization")?.strip_prefix("Bearer ").map(str::to_owned),
        },
        Place {
            name: "a key in a header",
            give: |session, text| session.auth(ByScheme::new().with("header key", ApiKey::new(text))),
            refuses: is_no_header_value,
            find: |request| request.header("x-api-key").map(str::to_owned),
        },
        Place {
            name: "a key in the query",
            give: |session, text| session.auth(ByScheme::new().with("query key", ApiKey::new(text))),
            refuses: |text| text.len() > 50_000,
            find: |request| {
                let pairs = pairs(request.target.split_once('?')?.1, "&");
                assert_eq!((pairs.len(), pairs[0].0), (1, "api_key"), "{}", request.target);
                Some(decoded(pairs[0].1))
            },
        },
        Place {
            name: "a key in a cookie",
            give: |session, text| session.auth(ByScheme::new().with("cookie key", ApiKey::new(text))),
            refuses: |_| false,
            find: |request| {
                let pairs = pairs(request.header("cookie")?, "; ");
                assert_eq!((pairs.len(), pairs[0].0), (1, "sid"), "{:?}", request.headers);
                Some(decoded(pairs[0].1))
            },
        },
        Place {
            name: "a user name with a colon",
            give: |session, text| session.auth(Basic::new(format!("{text}:"), text)),
            refuses: |_| true,
            find: |_| None,
        },
    ]
}

#[tokio::test]
async fn a_credential_arrives_as_it_is_or_nothing_is_sent() {
    for place in places() {
        let server = answering(success());
        for text in hostile() {
            let (name, before) = (named(place.name, &text), server.seen().requests.len());
            let client = client((place.give)(session(), &text), &server.url());
            let result = client.read_shelf("7").await;
            if let Err(error) = &result {
                let all = format!("{error} {error:?}");
                assert!(text.len() < 4 || !all.contains(&text), "{name}: {all}");
                assert!(error.is_auth() || error.kind() == ErrorKind::Build, "{name}: {error}");
            }
            let request = arrived(&server, before, result, &name);
            assert_eq!(request.is_none(), (place.refuses)(&text), "{name}");
            if let Some(request) = request {
                assert!(request.target.starts_with("/halls/~/shelves/7/books"), "{name}: {}", request.target);
                assert_eq!((place.find)(&request).as_deref(), Some(&*text), "{name}");
            }
        }
    }
}

#[tokio::test]
async fn the_name_of_the_application_is_a_header_value() {
    let server = answering(success());
    for text in hostile() {
        let name = named("a user agent", &text);
        match session().user_agent_suffix(text.as_str()).build() {
            Err(error) => {
                assert!(is_no_header_value(&text), "{name}: {error}");
                assert_eq!(error.kind(), ErrorKind::Build, "{name}: {error}");
            }
            Ok(session) => {
                let before = server.seen().requests.len();
                let result = super::super::service::client_of(&session, &server.url()).read_shelf("7").await;
                let request = arrived(&server, before, result, &name).expect("it is a header value");
                let arrived = request.header("user-agent").and_then(|value| value.split_once(' '));
                assert_eq!(arrived, Some((concat!("generated-client/", env!("CARGO_PKG_VERSION")), &*text)), "{name}");
            }
        }
    }
}
