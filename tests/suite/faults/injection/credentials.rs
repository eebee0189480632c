//! Tokens, passwords, keys and the name of the application.

use std::sync::{Arc, Mutex};

use generated_client::auth::{Anonymous, ApiKey, Auth, AuthRequest, Basic, Bearer, ByScheme, Credentials};
use generated_client::transport::BoxFuture;
use generated_client::{ErrorKind, Result};

use super::super::service::{client_of, session};
use super::super::success;
use super::{answering, arrived, decoded, hostile, is_no_header_value, named, pairs};
use crate::wire::server::Recorded;

/// A credential, and where it arrives.
struct Place {
    name: &'static str,
    give: fn(&str) -> Arc<dyn Auth>,
    refuses: fn(&str) -> bool,
    find: fn(&Recorded) -> Option<String>,
}

/// The provider of the case at hand, so that all share one session.
#[derive(Clone)]
struct Current(Arc<Mutex<Arc<dyn Auth>>>);

impl Auth for Current {
    fn credentials<'a>(&'a self, request: AuthRequest<'a>) -> BoxFuture<'a, Result<Credentials>> {
        let provider = Arc::clone(&self.0.lock().expect("no panic under the lock"));
        Box::pin(async move { provider.credentials(request).await })
    }
}

fn places() -> [Place; 5] {
    [
        Place {
            name: "a token",
            give: |text| Arc::new(Bearer::new(text)),
            refuses: is_no_header_value,
            find: |request| request.header("authorization")?.strip_prefix("Bearer ").map(str::to_owned),
        },
        Place {
            name: "a key in a header",
            give: |text| Arc::new(ByScheme::new().with("header key", ApiKey::new(text))),
            refuses: is_no_header_value,
            find: |request| request.header("x-api-key").map(str::to_owned),
        },
        Place {
            name: "a key in the query",
            give: |text| Arc::new(ByScheme::new().with("query key", ApiKey::new(text))),
            refuses: |text| text.len() > 50_000,
            find: |request| {
                let pairs = pairs(request.target.split_once('?')?.1, "&");
                assert_eq!((pairs.len(), pairs[0].0), (1, "api_key"), "{}", request.target);
                Some(decoded(pairs[0].1))
            },
        },
        Place {
            name: "a key in a cookie",
            give: |text| Arc::new(ByScheme::new().with("cookie key", ApiKey::new(text))),
            refuses: |_| false,
            find: |request| {
                let pairs = pairs(request.header("cookie")?, "; ");
                assert_eq!((pairs.len(), pairs[0].0), (1, "sid"), "{:?}", request.headers);
                Some(decoded(pairs[0].1))
            },
        },
        Place {
            name: "a user name with a colon",
            give: |text| Arc::new(Basic::new(format!("{text}:"), text)),
            refuses: |_| true,
            find: |_| None,
        },
    ]
}

#[tokio::test]
async fn a_credential_arrives_as_it_is_or_nothing_is_sent() {
    let current = Current(Arc::new(Mutex::new(Arc::new(Anonymous))));
    let session = session().auth(current.clone()).build().expect("a session");
    for place in places() {
        let server = answering(success());
        let client = client_of(&session, &server.url());
        for text in hostile() {
            let (name, before) = (named(place.name, &text), server.seen().requests.len());
            *current.0.lock().expect("no panic under the lock") = (place.give)(&text);
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
                let result = client_of(&session, &server.url()).read_shelf("7").await;
                let request = arrived(&server, before, result, &name).expect("it is a header value");
                let arrived = request.header("user-agent").and_then(|value| value.split_once(' '));
                assert_eq!(arrived, Some((concat!("generated-client/", env!("CARGO_PKG_VERSION")), &*text)), "{name}");
            }
        }
    }
}
