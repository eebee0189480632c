//! Calls of Zoom Phone users: users, plans and caller ids. Profiles, settings and policies are next door.

use generated_client::zoom_phone_users::Client;
use generated_client::zoom_phone_users::models::{
    AddOutboundCallerNumbersRequest, AssignCallingPlanRequest, BatchAddUsersRequest, CallingPlanAssignment,
    NewDeskPhone, NewPhoneUser, OutboundCallerExtensionType, PhoneUserStatus, PhoneUserStatusFilter,
    UpdateCallingPlanRequest, UpdateUsersInBatchRequest, UpdateUsersInBatchRequestBatchType,
};
use generated_client::zoom_phone_users::operations::{
    AddUserOutboundCallerNumbers, AssignCallingPlan, BatchAddUsers, DeleteUserOutboundCallerNumbers, ListPhoneUsers,
    ListUserCustomizeOutboundCallerNumbers, UnassignCallingPlan, UpdateCallingPlan, UpdateUsersPropertiesInBatch,
};
use serde_json::{Value, json};

use super::{Operation, all, operation, required, zoom_phone_settings};

/// Identifiers are opaque: it has characters that a path must encode, as has Zoom's base64.
pub(super) const USER: &str = "-qK3v+T8s/X==,ä @x%2B";

pub(super) fn operations() -> Vec<Operation> {
    [users(), zoom_phone_settings::operations(), calling_plans(), caller_ids(), changed_caller_ids()]
        .into_iter()
        .flatten()
        .collect()
}

fn users() -> Vec<Operation> {
    vec![
        operation!(
            "listPhoneUsers",
            ListPhoneUsers,
            all(|client: &Client| {
                let call = client.list_phone_users().page_size(100).next_page_token("n+/=&x").site_id("s 1");
                let call = call.calling_type(200).status(PhoneUserStatusFilter::Pending).department("R&D, Zürich");
                call.cost_center("50%").keyword("+1650")
            })
            .with("page_size", 100)
            .with("next_page_token", "n+/=&x")
            .with("site_id", "s 1")
            .with("calling_type", 200)
            .with("status", "pending")
            .with("department", "R&D, Zürich")
            .with("cost_center", "50%")
            .with("keyword", "+1650"),
            required(|client: &Client| client.list_phone_users()),
        ),
        operation!(
            "batchAddUsers",
            BatchAddUsers,
            all(|client: &Client| client.batch_add_users().body(BatchAddUsersRequest::new().users([new_user()])))
                .json(json!({"users": [new_user_json()]})),
            required(|client: &Client| client.batch_add_users()),
        ),
        operation!(
            "updateUsersPropertiesInBatch",
            UpdateUsersPropertiesInBatch,
            all(|client: &Client| {
                let body = UpdateUsersInBatchRequest::new().batch_type(UpdateUsersInBatchRequestBatchType::MoveSite);
                let body = body.user_ids([USER, "b"]).site_id("s1").activation_status(PhoneUserStatus::Activate);
                client.update_users_properties_in_batch().body(body)
            })
            .json(json!({
                "batch_type": "move_site", "user_ids": [USER, "b"], "site_id": "s1", "activation_status": "activate",
            })),
            required(|client: &Client| client.update_users_properties_in_batch()),
        ),
    ]
}

fn new_user() -> NewPhoneUser {
    let phone = NewDeskPhone::new().brand("Examplephone").model("X100").mac("00-00-5e-00-53-01");
    NewPhoneUser::new("zoe@example.com", ["US/CA Unlimited", "Add-On:SUB-1"], "100000101")
        .first_name("Zoë")
        .last_name("Example")
        .site_code("1")
        .site_name("Main Site")
        .template_name("Support desk")
        .activation_status(PhoneUserStatus::Activate)
        .phone_numbers(["+16505550100"])
        .outbound_caller_id("+16505550100")
        .select_outbound_caller_id(true)
        .sms(false)
        .desk_phones([phone.provision_template("Support phones")])
}

fn new_user_json() -> Value {
    json!({
        "email": "zoe@example.com",
        "first_name": "Zoë",
        "last_name": "Example",
        "calling_plans": ["US/CA Unlimited", "Add-On:SUB-1"],
        "site_code": "1",
        "site_name": "Main Site",
        "template_name": "Support desk",
        "extension_number": "100000101",
        "activation_status": "activate",
        "phone_numbers": ["+16505550100"],
        "outbound_caller_id": "+16505550100",
        "select_outbound_caller_id": true,
        "sms": false,
        "desk_phones": [{
            "brand": "Examplephone",
            "model": "X100",
            "mac": "00-00-5e-00-53-01",
            "provision_template": "Support phones",
        }],
    })
}

fn calling_plans() -> Vec<Operation> {
    vec![
        operation!(
            "assignCallingPlan",
            AssignCallingPlan,
            all(|client: &Client| {
                let plan = CallingPlanAssignment::new().r#type(200).billing_account_id("b1");
                let plan = plan.billing_subscription_id("SUB-1");
                client.assign_calling_plan(USER).body(AssignCallingPlanRequest::new().calling_plans([plan]))
            })
            .with("userId", USER)
            .json(json!({"calling_plans": [
                {"type": 200, "billing_account_id": "b1", "billing_subscription_id": "SUB-1"},
            ]})),
            required(|client: &Client| client.assign_calling_plan("u")).with("userId", "u"),
        ),
        operation!(
            "updateCallingPlan",
            UpdateCallingPlan,
            all(|client: &Client| {
                let body = UpdateCallingPlanRequest::new(100, 200).source_billing_subscription_id("SUB-1");
                client.update_calling_plan(USER).body(body.target_billing_subscription_id("SUB-2"))
            })
            .with("userId", USER)
            .json(json!({
                "source_type": 100,
                "source_billing_subscription_id": "SUB-1",
                "target_type": 200,
                "target_billing_subscription_id": "SUB-2",
            })),
            required(|client: &Client| client.update_calling_plan("u")).with("userId", "u"),
        ),
        operation!(
            "unassignCallingPlan",
            UnassignCallingPlan,
            all(|client: &Client| client.unassign_calling_plan(USER, "200").billing_account_id("b/1"))
                .with("userId", USER)
                .with("type", "200")
                .with("billing_account_id", "b/1"),
            required(|client: &Client| client.unassign_calling_plan("u", "20 0"))
                .with("userId", "u")
                .with("type", "20 0"),
        ),
    ]
}

fn caller_ids() -> Vec<Operation> {
    vec![operation!(
        "listUserCustomizeOutboundCallerNumbers",
        ListUserCustomizeOutboundCallerNumbers,
        all(|client: &Client| {
            let call = client.list_user_customize_outbound_caller_numbers(USER).selected(false).site_id("s1");
            let call = call.extension_type(OutboundCallerExtensionType::CallQueue).keyword("650");
            call.page_size(300).next_page_token("n1")
        })
        .with("userId", USER)
        .with("selected", false)
        .with("site_id", "s1")
        .with("extension_type", "callQueue")
        .with("keyword", "650")
        .with("page_size", 300)
        .with("next_page_token", "n1"),
        required(|client: &Client| client.list_user_customize_outbound_caller_numbers("u")).with("userId", "u"),
    )]
}

fn changed_caller_ids() -> Vec<Operation> {
    let ids = ["kC7,uS2t", "a b&c=d", "+/é"];
    vec![
        operation!(
            "addUserOutboundCallerNumbers",
            AddUserOutboundCallerNumbers,
            all(move |client: &Client| {
                let body = AddOutboundCallerNumbersRequest::new().phone_number_ids(ids);
                client.add_user_outbound_caller_numbers(USER).body(body)
            })
            .with("userId", USER)
            .json(json!({"phone_number_ids": ids})),
            required(|client: &Client| client.add_user_outbound_caller_numbers("u")).with("userId", "u"),
        ),
        operation!(
            "deleteUserOutboundCallerNumbers",
            DeleteUserOutboundCallerNumbers,
            all(move |client: &Client| client.delete_user_outbound_caller_numbers(USER).customize_ids(ids))
                .with("userId", USER)
                .with("customize_ids", ids.as_slice()),
            required(|client: &Client| client.delete_user_outbound_caller_numbers("u")).with("userId", "u"),
        ),
    ]
}
