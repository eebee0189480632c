//! The larger request bodies of RingCentral user settings: each as a caller builds it, and as it must arrive.

use generated_client::ringcentral_user_settings::models::{
    ActivationEmails, BusinessAddress, CallNoteNotifications, CallQueueSettings, ContactUpdate, CostCenterReference,
    CountryReference, CurrencyReference, CustomField, DeviceDefinition, DeviceDefinitionType, DeviceEmergency,
    DevicePhoneNumber, EmergencyByLocation, EmergencyLocationReference, EventNotifications, ExtensionStatusDetails,
    ExtensionStatusDetailsReason, ExtensionStatusForUpdate, ExtensionSubtype, ExtensionTypeForUpdate,
    ExtensionUpdateRequest, ExternalReference, ExternalReferenceType, FormattingLocaleReference,
    InboundFaxNotifications, LanguageReference, NewUser, NewUserContact, NewUserDevice, NewUserStatus,
    NewUserTransition, NotificationSettingsUpdateRequest, NumberByAreaCode, PronouncedName, PronouncedNamePrompt,
    PronouncedNamePromptContentType, PronouncedNameType, RegionalSettingsUpdate, RoleReference, SetupWizardState,
    SiteReference, TimeFormat, TimezoneReference, TollType, VoicemailNotifications,
};
use serde_json::{Value, json};

/// Every member of an update of an extension.
pub(super) fn extension_update() -> ExtensionUpdateRequest {
    let details = ExtensionStatusDetails::new().comment("On leave").reason(ExtensionStatusDetailsReason::Voluntarily);
    let queue = CallQueueSettings::new().sla_goal(80).sla_threshold_seconds(20).include_abandoned_calls(false);
    let emails = ActivationEmails::new().send_welcome_emails_to_users(true).send_welcome_email(false);
    let reference = ExternalReference::new().r#ref("P-1").r#type(ExternalReferenceType::PartnerId);
    ExtensionUpdateRequest::new()
        .status(ExtensionStatusForUpdate::Disabled)
        .status_info(details)
        .extension_number("205")
        .contact(contact())
        .regional_settings(regional_settings())
        .setup_wizard_state(SetupWizardState::Completed)
        .partner_id("P-1")
        .ivr_pin("0042")
        .password("pässword")
        .call_queue_info(queue.abandoned_threshold_seconds(5))
        .transition(emails)
        .custom_fields([CustomField::new().id("5001").value("2. Stock").display_name("Floor")])
        .site(SiteReference::new().id("main-site"))
        .r#type(ExtensionTypeForUpdate::User)
        .sub_type(ExtensionSubtype::VideoPro)
        .references([reference.ref_acc_id("A-1")])
}

fn contact() -> ContactUpdate {
    let prompt = PronouncedNamePrompt::new().id("7").content_uri("https://media.example.com/prompt/7");
    let prompt = prompt.content_type(PronouncedNamePromptContentType::AudioMpeg);
    let address = BusinessAddress::new().country("United States").state("CA").city("Belmont");
    ContactUpdate::new()
        .first_name("Zoë")
        .last_name("Example")
        .company("Example Company")
        .job_title("Engineer")
        .email("zoe@example.com")
        .business_phone("+16505550100")
        .mobile_phone("+16505550101")
        .business_address(address.street("1 Example Street").zip("94002"))
        .email_as_login_name(false)
        .pronounced_name(PronouncedName::new().r#type(PronouncedNameType::Default).text("Zo-ee").prompt(prompt))
        .department("Support")
}

fn regional_settings() -> RegionalSettingsUpdate {
    RegionalSettingsUpdate::new()
        .home_country(CountryReference::new().id("1"))
        .timezone(TimezoneReference::new().id("58"))
        .language(LanguageReference::new().id("1033"))
        .greeting_language(LanguageReference::new().id("1033"))
        .formatting_locale(FormattingLocaleReference::new().id("1033"))
        .currency(CurrencyReference::new().id("2"))
        .time_format(TimeFormat::Value24h)
}

pub(super) fn extension_update_json() -> Value {
    json!({
        "status": "Disabled",
        "statusInfo": {"comment": "On leave", "reason": "Voluntarily"},
        "extensionNumber": "205",
        "contact": {
            "firstName": "Zoë",
            "lastName": "Example",
            "company": "Example Company",
            "jobTitle": "Engineer",
            "email": "zoe@example.com",
            "businessPhone": "+16505550100",
            "mobilePhone": "+16505550101",
            "businessAddress": {
                "country": "United States",
                "state": "CA",
                "city": "Belmont",
                "street": "1 Example Street",
                "zip": "94002",
            },
            "emailAsLoginName": false,
            "pronouncedName": {
                "type": "Default",
                "text": "Zo-ee",
                "prompt": {"id": "7", "contentUri": "https://media.example.com/prompt/7", "contentType": "audio/mpeg"},
            },
            "department": "Support",
        },
        "regionalSettings": {
            "homeCountry": {"id": "1"},
            "timezone": {"id": "58"},
            "language": {"id": "1033"},
            "greetingLanguage": {"id": "1033"},
            "formattingLocale": {"id": "1033"},
            "currency": {"id": "2"},
            "timeFormat": "24h",
        },
        "setupWizardState": "Completed",
        "partnerId": "P-1",
        "ivrPin": "0042",
        "password": "pässword",
        "callQueueInfo": {
            "slaGoal": 80, "slaThresholdSeconds": 20, "includeAbandonedCalls": false, "abandonedThresholdSeconds": 5,
        },
        "transition": {"sendWelcomeEmailsToUsers": true, "sendWelcomeEmail": false},
        "customFields": [{"id": "5001", "value": "2. Stock", "displayName": "Floor"}],
        "site": {"id": "main-site"},
        "type": "User",
        "subType": "VideoPro",
        "references": [{"ref": "P-1", "type": "PartnerId", "refAccId": "A-1"}],
    })
}

/// Every member of an update of notification settings, an empty list among them.
pub(super) fn notifications() -> NotificationSettingsUpdateRequest {
    let voicemails = VoicemailNotifications::new().notify_by_email(true).notify_by_sms(true);
    let voicemails =
        voicemails.advanced_email_addresses(["v@example.com"]).advanced_sms_phone_numbers(["+16505550101"]);
    let voicemails = voicemails.include_attachment(true).include_transcription(true).mark_as_read(false);
    let faxes = InboundFaxNotifications::new().notify_by_email(true).include_attachment(true).mark_as_read(true);
    let by_mail = || EventNotifications::new().notify_by_email(true).notify_by_sms(false);
    NotificationSettingsUpdateRequest::new()
        .uri("https://platform.example.com/notification-settings")
        .email_addresses(["ada@example.com", "zoë@example.com"])
        .sms_email_addresses(Vec::<String>::new())
        .sms_phone_numbers(["+16505550101"])
        .advanced_mode(true)
        .voicemails(voicemails)
        .inbound_faxes(faxes)
        .outbound_faxes(by_mail().advanced_email_addresses(["f@example.com"]))
        .inbound_texts(by_mail())
        .missed_calls(by_mail())
        .call_notes(CallNoteNotifications::new().notify_by_email(false))
        .include_managers(true)
}

pub(super) fn notifications_json() -> Value {
    json!({
        "uri": "https://platform.example.com/notification-settings",
        "emailAddresses": ["ada@example.com", "zoë@example.com"],
        "smsEmailAddresses": [],
        "smsPhoneNumbers": ["+16505550101"],
        "advancedMode": true,
        "voicemails": {
            "notifyByEmail": true,
            "notifyBySms": true,
            "advancedEmailAddresses": ["v@example.com"],
            "advancedSmsPhoneNumbers": ["+16505550101"],
            "includeAttachment": true,
            "includeTranscription": true,
            "markAsRead": false,
        },
        "inboundFaxes": {"notifyByEmail": true, "includeAttachment": true, "markAsRead": true},
        "outboundFaxes": {"notifyByEmail": true, "notifyBySms": false, "advancedEmailAddresses": ["f@example.com"]},
        "inboundTexts": {"notifyByEmail": true, "notifyBySms": false},
        "missedCalls": {"notifyByEmail": true, "notifyBySms": false},
        "callNotes": {"notifyByEmail": false},
        "includeManagers": true,
    })
}

/// Every member of a new user but the deprecated ones.
pub(super) fn new_user() -> NewUser {
    let location = EmergencyByLocation::new(EmergencyLocationReference::new("36001"));
    let number = NumberByAreaCode::new("650").toll_type(TollType::Toll);
    let device = DeviceDefinition::new(
        DeviceDefinitionType::OtherPhone,
        DeviceEmergency::EmergencyByLocation(location),
        DevicePhoneNumber::NumberByAreaCode(number),
    );
    let transition = NewUserTransition::new().send_welcome_email(true).regional_settings(regional_settings());
    let contact = NewUserContact::new("Zoë", "Example", "zoe@example.com").mobile_number("+16505550101");
    NewUser::new(contact.email_as_login_name(true).transition(transition))
        .extension_number("205")
        .status(NewUserStatus::Enabled)
        .cost_center(CostCenterReference::new("550200"))
        .roles([RoleReference::new("1")])
        .devices([NewUserDevice::new(device.contact_center_phone_line(false))])
}

pub(super) fn new_user_json() -> Value {
    json!({
        "extensionNumber": "205",
        "status": "Enabled",
        "contact": {
            "firstName": "Zoë",
            "lastName": "Example",
            "email": "zoe@example.com",
            "mobileNumber": "+16505550101",
            "emailAsLoginName": true,
            "transition": {
                "sendWelcomeEmail": true,
                "regionalSettings": {
                    "homeCountry": {"id": "1"},
                    "timezone": {"id": "58"},
                    "language": {"id": "1033"},
                    "greetingLanguage": {"id": "1033"},
                    "formattingLocale": {"id": "1033"},
                    "currency": {"id": "2"},
                    "timeFormat": "24h",
                },
            },
        },
        "costCenter": {"id": "550200"},
        "roles": [{"id": "1"}],
        "devices": [{"deviceInfo": {
            "type": "OtherPhone",
            "emergency": {"location": {"id": "36001"}},
            "phoneInfo": {"preferredAreaCode": "650", "tollType": "Toll"},
            "contactCenterPhoneLine": false,
        }}],
    })
}
