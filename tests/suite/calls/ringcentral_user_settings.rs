//! Calls of RingCentral user settings: extensions, grants, caller ids, conferences and images. Users and
//! notifications, with the larger bodies, are next door.

use generated_client::Part;
use generated_client::ringcentral_user_settings::Client;
use generated_client::ringcentral_user_settings::models::{
    CallerId, CallerIdDevice, CallerIdFeature, CallerIdPhoneNumber, CallerIdSettings, CallerIdType,
    ConferencingPhoneNumberChoice, ConferencingSettingsUpdateRequest, ContentDisposition, DeviceCallerId,
    ExtensionUpdateRequest, FeatureCallerId, GrantExtensionTypeFilter, ProfileImageReplacementForm,
    ProfileImageUploadForm, ScaleSize,
};
use generated_client::ringcentral_user_settings::operations::{
    CreateUserProfileImage, DeleteUserProfileImage, ListExtensionGrants, ReadConferencingSettings, ReadExtension,
    ReadExtensionCallerId, ReadScaledProfileImage, ReadUserProfileImageLegacy, UpdateConferencingSettings,
    UpdateExtension, UpdateExtensionCallerId, UpdateUserProfileImage,
};
use serde_json::json;

use super::ringcentral_user_bodies::{extension_update, extension_update_json};
use super::{Body, Extent, File, Operation, all, bytes, operation, required, ringcentral_users};

/// Identifiers are opaque: each has characters that a path must encode.
pub(super) const ACCOUNT: &str = "pid=4/0,1";
pub(super) const EXTENSION: &str = "-é 3@x+y%2F";

/// The first bytes of a PNG, which are no text.
const IMAGE: &[u8] = b"\x89PNG\r\n\x1a\n\x00\xff--\r\n";

pub(super) fn operations() -> Vec<Operation> {
    [extension(), caller_id(), conferencing(), image(), scaled_image(), ringcentral_users::operations()]
        .into_iter()
        .flatten()
        .collect()
}

fn extension() -> Vec<Operation> {
    let filter = [GrantExtensionTypeFilter::User, GrantExtensionTypeFilter::Department];
    vec![
        operation!(
            "readExtension",
            ReadExtension,
            all(|client: &Client| client.read_extension().account_id(ACCOUNT).extension_id(EXTENSION))
                .with("accountId", ACCOUNT)
                .with("extensionId", EXTENSION),
            required(|client: &Client| client.read_extension()),
        ),
        operation!(
            "updateExtension",
            UpdateExtension,
            all(|client: &Client| {
                client.update_extension(extension_update()).account_id(ACCOUNT).extension_id(EXTENSION)
            })
            .with("accountId", ACCOUNT)
            .with("extensionId", EXTENSION)
            .json(extension_update_json()),
            required(|client: &Client| client.update_extension(ExtensionUpdateRequest::new())).json(json!({})),
        ),
        operation!(
            "listExtensionGrants",
            ListExtensionGrants,
            all(move |client: &Client| {
                let call = client.list_extension_grants().account_id(ACCOUNT).extension_id(EXTENSION);
                call.extension_type(filter.clone()).page(2).per_page(1000)
            })
            .with("accountId", ACCOUNT)
            .with("extensionId", EXTENSION)
            .with("extensionType", ["User", "Department"].as_slice())
            .with("page", 2)
            .with("perPage", 1000),
            required(|client: &Client| client.list_extension_grants()),
        ),
    ]
}

fn caller_id() -> Vec<Operation> {
    vec![
        operation!(
            "readExtensionCallerId",
            ReadExtensionCallerId,
            all(|client: &Client| client.read_extension_caller_id().account_id(ACCOUNT).extension_id(EXTENSION))
                .with("accountId", ACCOUNT)
                .with("extensionId", EXTENSION),
            required(|client: &Client| client.read_extension_caller_id()),
        ),
        operation!(
            "updateExtensionCallerId",
            UpdateExtensionCallerId,
            all(|client: &Client| {
                let call = client.update_extension_caller_id(caller_id_settings());
                call.account_id(ACCOUNT).extension_id(EXTENSION)
            })
            .with("accountId", ACCOUNT)
            .with("extensionId", EXTENSION)
            .json(json!({
                "uri": "https://platform.example.com/caller-id",
                "byDevice": [{
                    "device": {"id": "8010001"},
                    "callerId": {"type": "PhoneNumber", "phoneInfo": {"id": "7010001"}},
                }],
                "byFeature": [{"feature": "FaxNumber", "callerId": {"type": "Blocked"}}],
                "extensionNameForOutboundCalls": true,
                "extensionNumberForInternalCalls": false,
            })),
            required(|client: &Client| client.update_extension_caller_id(CallerIdSettings::new())).json(json!({})),
        ),
    ]
}

fn caller_id_settings() -> CallerIdSettings {
    let number = CallerId::new().r#type(CallerIdType::PhoneNumber).phone_info(CallerIdPhoneNumber::new().id("7010001"));
    let device = DeviceCallerId::new().device(CallerIdDevice::new().id("8010001")).caller_id(number);
    let fax = FeatureCallerId::new().feature(CallerIdFeature::FaxNumber);
    CallerIdSettings::new()
        .uri("https://platform.example.com/caller-id")
        .by_device([device])
        .by_feature([fax.caller_id(CallerId::new().r#type(CallerIdType::Blocked))])
        .extension_name_for_outbound_calls(true)
        .extension_number_for_internal_calls(false)
}

fn conferencing() -> Vec<Operation> {
    let update = || {
        let number = ConferencingPhoneNumberChoice::new().phone_number("+16505550110").default_value(true);
        ConferencingSettingsUpdateRequest::new().phone_numbers([number]).allow_join_before_host(false)
    };
    vec![
        operation!(
            "readConferencingSettings",
            ReadConferencingSettings,
            all(|client: &Client| {
                let call = client.read_conferencing_settings().account_id(ACCOUNT).extension_id(EXTENSION);
                call.country_id("1&x=2#~")
            })
            .with("accountId", ACCOUNT)
            .with("extensionId", EXTENSION)
            .with("countryId", "1&x=2#~"),
            required(|client: &Client| client.read_conferencing_settings()),
        ),
        operation!(
            "updateConferencingSettings",
            UpdateConferencingSettings,
            all(move |client: &Client| {
                client.update_conferencing_settings(update()).account_id(ACCOUNT).extension_id(EXTENSION)
            })
            .with("accountId", ACCOUNT)
            .with("extensionId", EXTENSION)
            .json(json!({
                "phoneNumbers": [{"phoneNumber": "+16505550110", "default": true}],
                "allowJoinBeforeHost": false,
            })),
            required(|client: &Client| client.update_conferencing_settings(ConferencingSettingsUpdateRequest::new()))
                .json(json!({})),
        ),
    ]
}

fn image() -> Vec<Operation> {
    let part = || Part::from(IMAGE).file_name("Büro \"1\".png").content_type("image/png");
    let files = || {
        let file = File { part: "image", name: "Büro %221%22.png", content_type: "image/png", content: IMAGE };
        Body::Files(vec![file])
    };
    vec![
        operation!(
            "createUserProfileImage",
            CreateUserProfileImage,
            all(move |client: &Client| {
                let call = client.create_user_profile_image(ProfileImageUploadForm::new(part()));
                call.account_id(ACCOUNT).extension_id(EXTENSION)
            })
            .with("accountId", ACCOUNT)
            .with("extensionId", EXTENSION)
            .body(files()),
            required(move |client: &Client| client.create_user_profile_image(ProfileImageUploadForm::new(part())))
                .body(files()),
        ),
        operation!(
            "updateUserProfileImage",
            UpdateUserProfileImage,
            all(move |client: &Client| {
                let call = client.update_user_profile_image(ProfileImageReplacementForm::new().image(part()));
                call.account_id(ACCOUNT).extension_id(EXTENSION)
            })
            .with("accountId", ACCOUNT)
            .with("extensionId", EXTENSION)
            .body(files()),
            required(|client: &Client| client.update_user_profile_image(ProfileImageReplacementForm::new()))
                .body(Body::Files(Vec::new())),
        ),
        operation!(
            "deleteUserProfileImage",
            DeleteUserProfileImage,
            all(|client: &Client| client.delete_user_profile_image().account_id(ACCOUNT).extension_id(EXTENSION))
                .with("accountId", ACCOUNT)
                .with("extensionId", EXTENSION),
            required(|client: &Client| client.delete_user_profile_image()),
        ),
    ]
}

fn scaled_image() -> Vec<Operation> {
    vec![
        operation!(
            "readUserProfileImageLegacy",
            ReadUserProfileImageLegacy,
            bytes(Extent::All, |client: &Client| {
                client.read_user_profile_image_legacy().account_id(ACCOUNT).extension_id(EXTENSION)
            })
            .with("accountId", ACCOUNT)
            .with("extensionId", EXTENSION),
            bytes(Extent::Required, |client: &Client| client.read_user_profile_image_legacy()),
        ),
        operation!(
            "readScaledProfileImage",
            ReadScaledProfileImage,
            bytes(Extent::All, |client: &Client| {
                let call = client.read_scaled_profile_image(ScaleSize::Value90x90).account_id(ACCOUNT);
                let call = call.extension_id(EXTENSION).content_disposition(ContentDisposition::Attachment);
                call.content_disposition_filename("Zoë 1.png")
            })
            .with("accountId", ACCOUNT)
            .with("extensionId", EXTENSION)
            .with("scaleSize", "90x90")
            .with("contentDisposition", "Attachment")
            .with("contentDispositionFilename", "Zoë 1.png"),
            bytes(Extent::Required, |client: &Client| client.read_scaled_profile_image(ScaleSize::Original))
                .with("scaleSize", "original"),
        ),
    ]
}
