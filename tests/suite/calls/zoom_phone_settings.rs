//! Calls of Zoom Phone users: profiles, settings and policies.

use generated_client::zoom_phone_users::Client;
use generated_client::zoom_phone_users::models::{
    AddSharedSettingRequest, DelegationPrivilege, DelegationUpdate, EmergencyCallsPolicyUpdate, PolicyType,
    RecordingAccessMember, SharedSettingType, UpdateSharedSettingRequest, UserPolicyUpdate,
};
use generated_client::zoom_phone_users::operations::{
    AddUserSetting, DeleteUserSetting, GetUserPolicyDetails, PhoneUser, PhoneUserSettings, UpdateUserPolicy,
    UpdateUserProfile, UpdateUserSetting, UpdateUserSettings,
};
use serde_json::json;

use super::zoom_phone_bodies::{profile_update, profile_update_json, settings_update, settings_update_json};
use super::zoom_phone_users::USER;
use super::{Operation, all, operation, required};

pub(super) fn operations() -> Vec<Operation> {
    [profile(), shared_settings(), policies()].into_iter().flatten().collect()
}

fn profile() -> Vec<Operation> {
    vec![
        operation!(
            "phoneUser",
            PhoneUser,
            all(|client: &Client| client.phone_user("ada+1@example.com")).with("userId", "ada+1@example.com"),
            required(|client: &Client| client.phone_user("me")).with("userId", "me"),
        ),
        operation!(
            "updateUserProfile",
            UpdateUserProfile,
            all(|client: &Client| client.update_user_profile(USER).body(profile_update()))
                .with("userId", USER)
                .json(profile_update_json()),
            required(|client: &Client| client.update_user_profile("u")).with("userId", "u"),
        ),
        operation!(
            "phoneUserSettings",
            PhoneUserSettings,
            all(|client: &Client| client.phone_user_settings(USER)).with("userId", USER),
            required(|client: &Client| client.phone_user_settings("u")).with("userId", "u"),
        ),
        operation!(
            "updateUserSettings",
            UpdateUserSettings,
            all(|client: &Client| client.update_user_settings(USER).body(settings_update()))
                .with("userId", USER)
                .json(settings_update_json()),
            required(|client: &Client| client.update_user_settings("u")).with("userId", "u"),
        ),
    ]
}

fn shared_settings() -> Vec<Operation> {
    vec![
        operation!(
            "addUserSetting",
            AddUserSetting,
            all(|client: &Client| {
                let member = RecordingAccessMember::new().access_user_id("u2").allow_delete(false).allow_download(true);
                let body = AddSharedSettingRequest::new().auto_call_recording_access_members([member]);
                client.add_user_setting(USER, SharedSettingType::AutoCallRecording).body(body)
            })
            .with("userId", USER)
            .with("settingType", "auto_call_recording")
            .json(json!({"auto_call_recording_access_members": [
                {"access_user_id": "u2", "allow_delete": false, "allow_download": true},
            ]})),
            required(|client: &Client| client.add_user_setting("u", SharedSettingType::DeskPhone))
                .with("userId", "u")
                .with("settingType", "desk_phone"),
        ),
        operation!(
            "updateUserSetting",
            UpdateUserSetting,
            all(|client: &Client| {
                let delegation = DelegationUpdate::new().privacy(true).locked(false);
                let delegation = delegation.privileges([DelegationPrivilege::Value1, DelegationPrivilege::Value3]);
                let body = UpdateSharedSettingRequest::new().delegation(delegation);
                client.update_user_setting(USER, SharedSettingType::Delegation).body(body)
            })
            .with("userId", USER)
            .with("settingType", "delegation")
            .json(json!({"delegation": {"privacy": true, "privileges": [1, 3], "locked": false}})),
            required(|client: &Client| client.update_user_setting("u", SharedSettingType::VoiceMail))
                .with("userId", "u")
                .with("settingType", "voice_mail"),
        ),
        operation!(
            "deleteUserSetting",
            DeleteUserSetting,
            all(|client: &Client| {
                let call = client.delete_user_setting(USER, SharedSettingType::Intercom).shared_id("s/1");
                call.assistant_extension_id("a 1").device_id("d+1").intercom_extension_id("i%1")
            })
            .with("userId", USER)
            .with("settingType", "intercom")
            .with("shared_id", "s/1")
            .with("assistant_extension_id", "a 1")
            .with("device_id", "d+1")
            .with("intercom_extension_id", "i%1"),
            required(|client: &Client| client.delete_user_setting("u", SharedSettingType::Delegation))
                .with("userId", "u")
                .with("settingType", "delegation"),
        ),
    ]
}

#[expect(deprecated, reason = "what is deprecated must still work")]
fn policies() -> Vec<Operation> {
    use generated_client::zoom_phone_users::models::SubPolicyType::RestrictedHolidayHours;
    let policy = || {
        let policy = EmergencyCallsPolicyUpdate::new().enable(true).allow_emergency_calls_from_clients(true);
        policy.allow_emergency_calls_from_deskphones(false)
    };
    vec![
        operation!(
            "getUserPolicyDetails",
            GetUserPolicyDetails,
            all(|client: &Client| {
                let call = client.get_user_policy_details(USER, PolicyType::RestrictedCallHours);
                let call = call.sub_policy_type(RestrictedHolidayHours);
                call.holiday_hours_site_id("h 1").locations_site_id("l/1")
            })
            .with("userId", USER)
            .with("policyType", "restricted_call_hours")
            .with("sub_policy_type", "restricted_holiday_hours")
            .with("holiday_hours_site_id", "h 1")
            .with("locations_site_id", "l/1"),
            required(|client: &Client| client.get_user_policy_details("u", PolicyType::AllowEmergencyCalls))
                .with("userId", "u")
                .with("policyType", "allow_emergency_calls"),
        ),
        operation!(
            "updateUserPolicy",
            UpdateUserPolicy,
            all(move |client: &Client| {
                let call = client.update_user_policy(USER, PolicyType::AllowEmergencyCalls);
                let call = call.sub_policy_type(RestrictedHolidayHours).holiday_hours_site_id("h1");
                call.locations_site_id("l1").body(UserPolicyUpdate::new().allow_emergency_calls(policy()))
            })
            .with("userId", USER)
            .with("policyType", "allow_emergency_calls")
            .with("sub_policy_type", "restricted_holiday_hours")
            .with("holiday_hours_site_id", "h1")
            .with("locations_site_id", "l1")
            .json(json!({"allow_emergency_calls": {
                "enable": true,
                "allow_emergency_calls_from_clients": true,
                "allow_emergency_calls_from_deskphones": false,
            }})),
            required(|client: &Client| client.update_user_policy("u", PolicyType::AllowedCallLocations))
                .with("userId", "u")
                .with("policyType", "allowed_call_locations"),
        ),
    ]
}
