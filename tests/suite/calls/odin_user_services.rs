//! Calls of ODIN user services.

use generated_client::StringOrInteger;
use generated_client::odin_user_services::Client;
use generated_client::odin_user_services::models::{
    AlternateNumberEntry, AlternateNumbers, CallForwardingAlways, DoNotDisturb, LogoutRequest, TokenRequest,
    UserServiceSettings,
};
use generated_client::odin_user_services::operations::{
    CreateToken, GetSession, GetUserServiceSettings, Logout, PutUserServiceSettings, RefreshToken,
};
use serde_json::json;

use super::{Body, Operation, all, operation, required};

const USER: &str = "ada+zoë @example.com";

pub(super) fn operations() -> Vec<Operation> {
    [settings(), session()].into_iter().flatten().collect()
}

fn settings() -> Vec<Operation> {
    vec![
        operation!(
            "getUserServiceSettings",
            GetUserServiceSettings,
            all(|client: &Client| client.get_user_service_settings(USER)).with("userId", USER),
            required(|client: &Client| client.get_user_service_settings("-1/2,3%40&=#?"))
                .with("userId", "-1/2,3%40&=#?"),
        ),
        operation!(
            "putUserServiceSettings",
            PutUserServiceSettings,
            all(|client: &Client| client.put_user_service_settings(changes())).json(json!({
                "userId": USER,
                "Alternate Numbers": {
                    "distinctiveRing": true,
                    "alternateEntries": [{"phoneNumber": "6505550111", "extension": 111, "alternateEntryId": 1}],
                },
                "Call Forwarding Always": {
                    "isActive": true,
                    "forwardToPhoneNumber": "+16505550142",
                    "isRingSplashActive": false,
                },
                "Do Not Disturb": {"isActive": false, "ringSplash": true},
            })),
            required(|client: &Client| client.put_user_service_settings(UserServiceSettings::new(USER)))
                .json(json!({"userId": USER})),
        ),
    ]
}

fn changes() -> UserServiceSettings {
    let (number, extension) = (StringOrInteger::from("6505550111"), StringOrInteger::from(111));
    let entry = AlternateNumberEntry::new().phone_number(number).extension(extension).alternate_entry_id(1);
    let number = StringOrInteger::from("+16505550142");
    let forwarding = CallForwardingAlways::new().is_active(true).forward_to_phone_number(number);
    UserServiceSettings::new(USER)
        .alternate_numbers(AlternateNumbers::new().distinctive_ring(true).alternate_entries([entry]))
        .call_forwarding_always(forwarding.is_ring_splash_active(false))
        .do_not_disturb(DoNotDisturb::new().is_active(false).ring_splash(true))
}

fn session() -> Vec<Operation> {
    vec![
        operation!(
            "createToken",
            CreateToken,
            all(|client: &Client| client.create_token(TokenRequest::new("ada.example", "pässword +1&2=3%")))
                .json(json!({"username": "ada.example", "password": "pässword +1&2=3%"})),
            required(|client: &Client| client.create_token(TokenRequest::new("", "")))
                .json(json!({"username": "", "password": ""})),
            all(|client: &Client| {
                let call = client.create_token(TokenRequest::new("ada.example", "pässword +1&2=3%"));
                call.with_content_type("application/x-www-form-urlencoded")
            })
            .body(Body::Pairs(vec![("username", "ada.example"), ("password", "pässword +1&2=3%")])),
        ),
        operation!(
            "refreshToken",
            RefreshToken,
            all(|client: &Client| client.refresh_token()),
            required(|client: &Client| client.refresh_token()),
        ),
        operation!(
            "logout",
            Logout,
            all(|client: &Client| client.logout(LogoutRequest::new("5f2c8a1e"))).json(json!({"token": "5f2c8a1e"})),
            required(|client: &Client| client.logout(LogoutRequest::new("5f2c8a1e")))
                .json(json!({"token": "5f2c8a1e"})),
        ),
        operation!(
            "getSession",
            GetSession,
            all(|client: &Client| client.get_session()),
            required(|client: &Client| client.get_session()),
        ),
    ]
}
