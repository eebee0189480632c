//! Calls of RingCentral presence.

use generated_client::ringcentral_presence::Client;
use generated_client::ringcentral_presence::models::{
    CallerIdVisibility, DndStatus, ExtensionReference, LineAssignment, MonitoredLinesRequest,
    MonitoringExtensionsRequest, PersonalDndStatus, PresenceInfoRequest, PresenceStatus,
};
use generated_client::ringcentral_presence::operations::{
    AccountPresence, GetMonitoringExtensions, GetPresenceLine, GetPresenceStatus, ListMonitoredExtensions,
    PutMonitoringExtensions, UpdatePresenceLines, UpdatePresenceStatus,
};
use serde_json::json;

use super::{Operation, all, operation, required};

/// Identifiers are opaque: each has characters that a path must encode.
const ACCOUNT: &str = "pid=4/0,1";
const EXTENSION: &str = "-12 3@x+y%2F";

pub(super) fn operations() -> Vec<Operation> {
    [presence(), lines(), permission()].into_iter().flatten().collect()
}

fn presence() -> Vec<Operation> {
    let status = |client: &Client| client.get_presence_status().account_id(ACCOUNT).extension_id(EXTENSION);
    vec![
        operation!(
            "accountPresence",
            AccountPresence,
            all(|client: &Client| {
                let call = client.account_presence().account_id(ACCOUNT).detailed_telephony_state(true);
                call.sip_data(false).page(2).per_page(1000)
            })
            .with("accountId", ACCOUNT)
            .with("detailedTelephonyState", true)
            .with("sipData", false)
            .with("page", 2)
            .with("perPage", 1000),
            required(|client: &Client| client.account_presence()),
        ),
        operation!(
            "getPresenceStatus",
            GetPresenceStatus,
            all(move |client: &Client| status(client).detailed_telephony_state(false).sip_data(true))
                .with("accountId", ACCOUNT)
                .with("extensionId", EXTENSION)
                .with("detailedTelephonyState", false)
                .with("sipData", true),
            required(|client: &Client| client.get_presence_status()),
        ),
        operation!(
            "updatePresenceStatus",
            UpdatePresenceStatus,
            all(|client: &Client| {
                let call = client.update_presence_status().account_id(ACCOUNT).extension_id(EXTENSION);
                call.body(presence_info())
            })
            .with("accountId", ACCOUNT)
            .with("extensionId", EXTENSION)
            .json(json!({
                "userStatus": "Busy",
                "dndStatus": "DoNotAcceptAnyCalls",
                "dndStatusPersonal": "TakeAllCalls",
                "acceptCallQueueCalls": true,
                "message": "Im Büro, zurück um 14:00",
                "allowSeeMyPresence": true,
                "callerIdVisibility": "PermittedUsers",
                "ringOnMonitoredCall": false,
                "pickUpCallsOnHold": true,
            })),
            required(|client: &Client| client.update_presence_status()),
        ),
    ]
}

fn presence_info() -> PresenceInfoRequest {
    PresenceInfoRequest::new()
        .user_status(PresenceStatus::Busy)
        .dnd_status(DndStatus::DoNotAcceptAnyCalls)
        .dnd_status_personal(PersonalDndStatus::TakeAllCalls)
        .accept_call_queue_calls(true)
        .message("Im Büro, zurück um 14:00")
        .allow_see_my_presence(true)
        .caller_id_visibility(CallerIdVisibility::PermittedUsers)
        .ring_on_monitored_call(false)
        .pick_up_calls_on_hold(true)
}

fn lines() -> Vec<Operation> {
    let lines = || {
        let line = |id, extension| LineAssignment::new().id(id).extension(ExtensionReference::new().id(extension));
        MonitoredLinesRequest::new().records([line("3", "3020"), line("4", "3012")])
    };
    vec![
        operation!(
            "listMonitoredExtensions",
            ListMonitoredExtensions,
            all(|client: &Client| client.list_monitored_extensions().account_id(ACCOUNT).extension_id(EXTENSION))
                .with("accountId", ACCOUNT)
                .with("extensionId", EXTENSION),
            required(|client: &Client| client.list_monitored_extensions()),
        ),
        operation!(
            "updatePresenceLines",
            UpdatePresenceLines,
            all(move |client: &Client| {
                client.update_presence_lines(lines()).account_id(ACCOUNT).extension_id(EXTENSION)
            })
            .with("accountId", ACCOUNT)
            .with("extensionId", EXTENSION)
            .json(json!({"records": [
                {"id": "3", "extension": {"id": "3020"}},
                {"id": "4", "extension": {"id": "3012"}},
            ]})),
            required(|client: &Client| client.update_presence_lines(MonitoredLinesRequest::new())).json(json!({})),
        ),
        operation!(
            "getPresenceLine",
            GetPresenceLine,
            all(|client: &Client| client.get_presence_line("3").account_id(ACCOUNT).extension_id(EXTENSION))
                .with("accountId", ACCOUNT)
                .with("extensionId", EXTENSION)
                .with("lineId", "3"),
            required(|client: &Client| client.get_presence_line("a/b")).with("lineId", "a/b"),
        ),
    ]
}

fn permission() -> Vec<Operation> {
    let extensions = || {
        let extension = |id: &str| ExtensionReference::new().id(id);
        MonitoringExtensionsRequest::new().extensions([extension("3012"), extension("3013")])
    };
    vec![
        operation!(
            "getMonitoringExtensions",
            GetMonitoringExtensions,
            all(|client: &Client| client.get_monitoring_extensions().account_id(ACCOUNT).extension_id(EXTENSION))
                .with("accountId", ACCOUNT)
                .with("extensionId", EXTENSION),
            required(|client: &Client| client.get_monitoring_extensions()),
        ),
        operation!(
            "putMonitoringExtensions",
            PutMonitoringExtensions,
            all(move |client: &Client| {
                client.put_monitoring_extensions(extensions()).account_id(ACCOUNT).extension_id(EXTENSION)
            })
            .with("accountId", ACCOUNT)
            .with("extensionId", EXTENSION)
            .json(json!({"extensions": [{"id": "3012"}, {"id": "3013"}]})),
            required(|client: &Client| client.put_monitoring_extensions(MonitoringExtensionsRequest::new()))
                .json(json!({})),
        ),
    ]
}
