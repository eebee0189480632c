//! Lists that come in pages, against a fake transport: each list operation, item by item and page by page.

mod dropping;
mod ends;
mod expiry;
mod memory;
mod numbers;
mod operations;
mod policies;
mod reading;
mod resuming;

use generated_client::{
    Error, Session, SessionBuilder, auth, ringcentral_presence, ringcentral_user_settings, zoom_phone_users,
};
use serde_json::{Value, json};

use self::reading::{Options, Reading, Way, Ways, reading};
use crate::fake::{Fake, Outcome, Sent};

/// A list operation, as all of them are.
struct List {
    name: &'static str,
    /// The URL of the first page.
    url: &'static str,
    /// The parameter of the page.
    parameter: &'static str,
    /// What names the page of a number.
    position: fn(usize) -> String,
    page: fn(&Page) -> Value,
    open: fn(&Session, Options) -> Box<dyn Reading>,
}

/// What a page says, as an answer has it.
struct Page {
    number: usize,
    items: &'static [&'static str],
    next: Option<String>,
}

/// The items of each page, from 1, and the number of the page that it names as the next one.
type Script = &'static [(&'static [&'static str], Option<usize>)];

const THREE: Script = &[(&["a", "b"], Some(2)), (&["c"], Some(3)), (&["d", "e"], None)];

/// Tokens have characters that a query must encode.
const TOKEN: fn(usize) -> String = |number| format!("t/{number}+=");

/// The operations of the four services that have a list.
const LISTS: [List; 4] = [
    List {
        name: "Zoom users",
        url: "https://api.zoom.us/v2/phone/users?page_size=2&status=activate&keyword=a%26b",
        parameter: "next_page_token",
        position: TOKEN,
        page: |page| {
            let users: Vec<_> = page.items.iter().map(|id| json!({ "id": id })).collect();
            json!({"users": users, "next_page_token": page.next.as_deref().unwrap_or(""), "page_size": 2})
        },
        open: |session, options| {
            let call = zoom(session).list_phone_users().page_size(2).status("activate").keyword("a&b");
            let of_item = |user: zoom_phone_users::models::PhoneUser| user.id.unwrap_or_default();
            reading(options, call.clone().items(), call.pages(), (of_item, |page| page.users.unwrap_or_default()))
        },
    },
    List {
        name: "Zoom numbers",
        url: "https://api.zoom.us/v2/phone/users/me/outbound_caller_id/customized_numbers?selected=true&page_size=300",
        parameter: "next_page_token",
        position: TOKEN,
        page: |page| {
            let numbers: Vec<_> = page.items.iter().map(|id| json!({ "customize_id": id })).collect();
            json!({"customize_numbers": numbers, "next_page_token": page.next, "total_records": 5})
        },
        open: |session, options| {
            let call = zoom(session).list_user_customize_outbound_caller_numbers("me").selected(true).page_size(300);
            let of_item =
                |number: zoom_phone_users::models::OutboundCallerNumber| number.customize_id.unwrap_or_default();
            let names: Ways<zoom_phone_users::models::OutboundCallerNumberList, _> =
                (of_item, |page| page.customize_numbers.unwrap_or_default());
            reading(options, call.clone().items(), call.pages(), names)
        },
    },
    List {
        name: "RingCentral presence",
        url: "https://platform.ringcentral.com/restapi/v1.0/account/~/presence?sipData=true&perPage=2",
        parameter: "page",
        position: |number| number.to_string(),
        page: numbered,
        open: |session, options| {
            let call = presence(session).account_presence().sip_data(true).per_page(2);
            let of_item = |presence: ringcentral_presence::models::PresenceInfo| presence.uri.unwrap_or_default();
            reading(options, call.clone().items(), call.pages(), (of_item, |page| page.records.unwrap_or_default()))
        },
    },
    List {
        name: "RingCentral grants",
        url: "https://platform.ringcentral.com/restapi/v1.0/account/~/extension/~/grant\
              ?extensionType=User&extensionType=Department&perPage=2",
        parameter: "page",
        position: |number| number.to_string(),
        page: numbered,
        open: |session, options| {
            let call = settings(session).list_extension_grants().extension_type(["User", "Department"]).per_page(2);
            let of_item = |grant: ringcentral_user_settings::models::ExtensionGrant| grant.uri.unwrap_or_default();
            reading(options, call.clone().items(), call.pages(), (of_item, |page| page.records))
        },
    },
];

/// A page of RingCentral. The next one is that behind the number that it says it has, if it has a link to any.
fn numbered(page: &Page) -> Value {
    let records: Vec<_> = page.items.iter().map(|uri| json!({ "uri": uri })).collect();
    let navigation = match &page.next {
        Some(next) => json!({"nextPage": {"uri": format!("https://platform.ringcentral.com/x?page={next}")}}),
        None => json!({"firstPage": {"uri": "https://platform.ringcentral.com/x?page=1"}}),
    };
    let before_next = page.next.as_ref().and_then(|next| next.parse::<usize>().ok()).map(|next| next - 1);
    let number = before_next.unwrap_or(page.number);
    json!({"records": records, "navigation": navigation, "paging": {"page": number, "perPage": 2}})
}

impl List {
    /// The URL of a page.
    fn url_of(&self, position: Option<&str>) -> String {
        let Some(position) = position else { return self.url.to_owned() };
        format!("{}&{}={}", self.url, self.parameter, encoded(position))
    }

    /// The number of the page that a request asks for.
    fn asked(&self, sent: &Sent, pages: usize) -> Option<usize> {
        if sent.url == self.url {
            return Some(1);
        }
        (1..=pages).find(|number| sent.url == self.url_of(Some(&(self.position)(*number))))
    }

    /// The answer to a request for a page of the script; 404 to any other request.
    fn answer(&self, script: Script, sent: &Sent) -> Outcome {
        let number = self.asked(sent, script.len()).unwrap_or_default();
        let Some((items, next)) = number.checked_sub(1).and_then(|place| script.get(place)) else {
            return Outcome::status(404);
        };
        let page = Page { number, items, next: next.map(self.position) };
        Outcome::json(200, &(self.page)(&page).to_string())
    }

    /// A server that has these pages.
    fn server(&'static self, script: Script) -> Fake {
        Fake::new(move |sent| self.answer(script, sent))
    }

    /// The list at a server, from its beginning.
    fn of(&self, fake: &Fake, way: Way) -> Box<dyn Reading> {
        self.with(fake, Options { way, ..Options::default() })
    }

    fn with(&self, fake: &Fake, options: Options) -> Box<dyn Reading> {
        (self.open)(&session(fake).build().expect("a session"), options)
    }
}

/// Calls the test for each list, and for both ways to read it.
async fn for_each(test: impl AsyncFn(&'static List, Way)) {
    static ALL: [List; 4] = LISTS;
    for list in &ALL {
        for way in [Way::Items, Way::Pages] {
            test(list, way).await;
        }
    }
}

/// What comes up to the end of a list, and the error that ended it.
async fn read(list: &mut dyn Reading) -> (Vec<String>, Option<Error>) {
    let mut all = Vec::new();
    while let Some(items) = list.next().await {
        match items {
            Ok(items) => all.extend(items),
            Err(error) => {
                assert!(list.next().await.is_none(), "an error is the end: {error}");
                return (all, Some(error));
            }
        }
        assert!(all.len() < 1_000, "it does not end");
    }
    assert!(list.next().await.is_none(), "the end stays the end");
    (all, None)
}

/// What comes of a list that is read without an error.
async fn read_well(list: &mut dyn Reading) -> Vec<String> {
    let (items, error) = read(list).await;
    assert!(error.is_none(), "{error:?} after {items:?}");
    items
}

fn urls(fake: &Fake) -> Vec<String> {
    fake.sent().into_iter().map(|sent| sent.url).collect()
}

/// Percent-encoded, but for the unreserved characters of RFC 3986.
fn encoded(text: &str) -> String {
    let encode = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(encode).collect()
}

/// A session over the fake, with a token that stays the same.
fn session(fake: &Fake) -> SessionBuilder {
    Session::builder().auth(auth::Bearer::new("secret-token")).transport(fake.clone())
}

fn zoom(session: &Session) -> zoom_phone_users::Client {
    zoom_phone_users::Client::new(session.clone())
}

fn presence(session: &Session) -> ringcentral_presence::Client {
    ringcentral_presence::Client::new(session.clone())
}

fn settings(session: &Session) -> ringcentral_user_settings::Client {
    ringcentral_user_settings::Client::new(session.clone())
}
