//! Where calls go: the servers of the documents, those of operations, and what callers put in their place.
//!
//! A transport stands in for the network, so that no test can reach a real host.

use std::sync::{Arc, Mutex};

use generated_client::transport::{Body, BoxFuture, Transport, TransportError, TransportRequest, TransportResponse};
use generated_client::{
    Session, auth, odin_user_services as odin, ringcentral_presence as presence,
    ringcentral_user_settings as user_settings, zoom_phone_users as zoom,
};

use super::expectation::{TOKEN, expected};
use crate::calls::{Extent, services};
use crate::document::Document;

/// Notes the URL of each request and answers 204.
#[derive(Clone, Default)]
struct Notes(Arc<Mutex<Vec<String>>>);

impl Transport for Notes {
    fn execute(&self, request: TransportRequest) -> BoxFuture<'_, Result<TransportResponse, TransportError>> {
        self.0.lock().expect("no panic under the lock").push(request.uri().to_string());
        let mut response = TransportResponse::new(Body::empty());
        *response.status_mut() = http::StatusCode::NO_CONTENT;
        Box::pin(async { Ok(response) })
    }
}

impl Notes {
    fn session(&self) -> Session {
        let builder = Session::builder().auth(auth::Bearer::new(TOKEN)).transport(self.clone());
        builder.build().expect("a session")
    }

    fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().expect("no panic under the lock"))
    }
}

#[tokio::test]
async fn calls_go_to_the_server_of_their_operation_or_document() {
    let notes = Notes::default();
    let session = notes.session();
    for service in services() {
        let document = Document::read(service.document);
        for operation in &service.operations {
            let described = document.operation(operation.id);
            let call = operation.calls.iter().find(|call| call.extent == Extent::Required).expect("such a call");
            let _only_the_request_counts = call.send(&session, None).await;
            let path = expected(described, call, "").path;
            let urls = notes.take();
            let without_query: Vec<_> = urls.iter().map(|url| url.split('?').next().unwrap_or_default()).collect();
            assert_eq!(without_query, [format!("{}{path}", described.server())], "{}", operation.id);
        }
    }
}

/// Sends one call of each client and gives the URLs.
macro_rules! urls {
    ($notes:ident, $($call:expr),+ $(,)?) => {{
        $(let _only_the_request_counts = $call.await;)+
        $notes.take()
    }};
}

#[tokio::test]
async fn named_servers_are_those_of_the_document() {
    let notes = Notes::default();
    let (settings, of_presence) = (user_settings::Client::new(notes.session()), presence::Client::new(notes.session()));
    let of_zoom = zoom::Client::new(notes.session());
    let ringcentral = urls!(
        notes,
        settings.clone().with_server(user_settings::Server::Production).read_extension(),
        settings.clone().with_server(user_settings::Server::Sandbox).read_extension(),
        settings.clone().with_server(user_settings::Server::SegregatedPartners).read_extension(),
    );
    assert_eq!(ringcentral, below("ringcentral-user-settings", "/restapi/v1.0/account/~/extension/~"));
    let ringcentral = urls!(
        notes,
        of_presence.clone().with_server(presence::Server::Production).account_presence(),
        of_presence.clone().with_server(presence::Server::Sandbox).account_presence(),
        of_presence.clone().with_server(presence::Server::SegregatedPartners).account_presence(),
    );
    assert_eq!(ringcentral, below("ringcentral-presence", "/restapi/v1.0/account/~/presence"));
    let regions = [
        zoom::Server::Global,
        zoom::Server::UnitedStates,
        zoom::Server::Europe,
        zoom::Server::Australia,
        zoom::Server::Canada,
        zoom::Server::India,
        zoom::Server::SaudiArabia,
        zoom::Server::Singapore,
        zoom::Server::UnitedKingdom,
    ];
    for region in regions {
        let _only_the_request_counts = of_zoom.clone().with_server(region).list_phone_users().await;
    }
    assert_eq!(notes.take(), below("zoom-phone-users", "/phone/users"));
}

/// A path below each server of a document.
fn below(document: &str, path: &str) -> Vec<String> {
    Document::read(document).servers().iter().map(|server| format!("{server}{path}")).collect()
}

#[tokio::test]
async fn callers_choose_other_servers() {
    let notes = Notes::default();
    let settings = user_settings::Client::new(notes.session());
    let odin = odin::Client::new(notes.session());
    let image = "/restapi/v1.0/account/~/extension/~/profile-image/original";
    let scaled =
        |client: &user_settings::Client| client.read_scaled_profile_image(user_settings::models::ScaleSize::Original);
    let with_url = settings.clone().with_base_url("https://proxy.example.com/rc/").expect("a URL");
    let urls = urls!(
        notes,
        // The operation's own server stays where only the document's is chosen, and goes where all are.
        scaled(&settings.clone().with_server(user_settings::Server::Sandbox)),
        scaled(&with_url),
        scaled(&settings).with_server_url("https://one.example.com"),
        odin.clone().with_server_variable("host", "tenant.prod.odinapi.net").get_session(),
        odin.with_server(odin::Server::Production).get_session(),
    );
    assert_eq!(
        urls,
        [
            format!("https://media.ringcentral.com{image}"),
            format!("https://proxy.example.com/rc{image}"),
            format!("https://one.example.com{image}"),
            "https://tenant.prod.odinapi.net/api/v2/auth/session".to_owned(),
            "https://portal.odinapi.net/api/v2/auth/session".to_owned(),
        ]
    );
}
