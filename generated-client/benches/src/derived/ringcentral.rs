//! An extension of RingCentral.

derived! {
    record Extension {
        id? "id": Option<i64>, uri? "uri": Option<String>, account? "account": Option<ExtensionAccount>,
        contact? "contact": Option<Contact>, cost_center? "costCenter": Option<CostCenter>,
        custom_fields? "customFields": Option<Vec<CustomField>>, departments? "departments": Option<Vec<Department>>,
        extension_number? "extensionNumber": Option<String>,
        extension_numbers? "extensionNumbers": Option<Vec<String>>, name? "name": Option<String>,
        partner_id? "partnerId": Option<String>, permissions? "permissions": Option<ExtensionPermissions>,
        profile_image? "profileImage": Option<ProfileImage>, references? "references": Option<Vec<ExternalReference>>,
        roles? "roles": Option<Vec<Role>>, regional_settings? "regionalSettings": Option<RegionalSettings>,
        service_features? "serviceFeatures": Option<Vec<ServiceFeature>>,
        setup_wizard_state? "setupWizardState": Option<SetupWizardState>, status? "status": Option<ExtensionStatus>,
        status_info? "statusInfo": Option<ExtensionStatusDetails>, r#type? "type": Option<ExtensionType>,
        sub_type? "subType": Option<ExtensionSubtype>, call_queue_info? "callQueueInfo": Option<CallQueueSettings>,
        hidden? "hidden": Option<bool>, site? "site": Option<Site>,
        assigned_country? "assignedCountry": Option<AssignedCountry>, creation_time? "creationTime": Option<String>,
        site_access? "siteAccess": Option<SiteAccess>, alert_timer? "alertTimer": Option<i64>,
    }
    record ExtensionAccount { id? "id": Option<String>, uri? "uri": Option<String> }
    record Contact {
        first_name? "firstName": Option<String>, last_name? "lastName": Option<String>,
        company? "company": Option<String>, job_title? "jobTitle": Option<String>, email? "email": Option<String>,
        business_phone? "businessPhone": Option<String>, mobile_phone? "mobilePhone": Option<String>,
        business_address? "businessAddress": Option<BusinessAddress>,
        pronounced_name? "pronouncedName": Option<PronouncedName>, department? "department": Option<String>,
        name? "name": Option<String>, email_as_login_name? "emailAsLoginName": Option<bool>,
    }
    record CostCenter { id? "id": Option<String>, name? "name": Option<String> }
    record CustomField {
        id? "id": Option<String>, value? "value": Option<String>, display_name? "displayName": Option<String>,
    }
    record Department {
        id? "id": Option<String>, uri? "uri": Option<String>, extension_number? "extensionNumber": Option<String>,
    }
    record ExtensionPermissions {
        admin? "admin": Option<PermissionState>,
        international_calling? "internationalCalling": Option<PermissionState>,
    }
    record ProfileImage {
        uri "uri": String, etag? "etag": Option<String>, last_modified? "lastModified": Option<String>,
        content_type? "contentType": Option<String>, scales? "scales": Option<Vec<ScaledProfileImage>>,
    }
    record ExternalReference {
        r#ref? "ref": Option<String>, r#type? "type": Option<ExternalReferenceType>,
        ref_acc_id? "refAccId": Option<String>,
    }
    record Role {
        uri? "uri": Option<String>, id? "id": Option<String>, auto_assigned? "autoAssigned": Option<bool>,
        display_name? "displayName": Option<String>, site_compatible? "siteCompatible": Option<bool>,
        site_restricted? "siteRestricted": Option<bool>,
    }
    record RegionalSettings {
        home_country? "homeCountry": Option<Country>, timezone? "timezone": Option<Timezone>,
        language? "language": Option<Language>, greeting_language? "greetingLanguage": Option<Language>,
        formatting_locale? "formattingLocale": Option<FormattingLocale>,
        time_format? "timeFormat": Option<TimeFormat>,
    }
    record ServiceFeature {
        enabled? "enabled": Option<bool>, feature_name? "featureName": Option<ServiceFeatureName>,
        reason? "reason": Option<String>,
    }
    choice SetupWizardState { NotStarted "NotStarted", Incomplete "Incomplete", Completed "Completed" }
    choice ExtensionStatus {
        Enabled "Enabled", Disabled "Disabled", Frozen "Frozen", NotActivated "NotActivated", Unassigned "Unassigned",
    }
    record ExtensionStatusDetails {
        comment? "comment": Option<String>, reason? "reason": Option<ExtensionStatusDetailsReason>,
        till? "till": Option<String>,
    }
    choice ExtensionType {
        User "User", Department "Department", Announcement "Announcement", Voicemail "Voicemail",
        DigitalUser "DigitalUser", VirtualUser "VirtualUser", FaxUser "FaxUser", PagingOnly "PagingOnly",
        SharedLinesGroup "SharedLinesGroup", DelegatedLinesGroup "DelegatedLinesGroup",
        GroupCallPickup "GroupCallPickup", IvrMenu "IvrMenu", ApplicationExtension "ApplicationExtension",
        ProxyAdmin "ProxyAdmin", RoomConnector "RoomConnector", ParkLocation "ParkLocation", Limited "Limited",
        Bot "Bot", Site "Site", Room "Room", FlexibleUser "FlexibleUser", TieLine "TieLine", Unknown "Unknown",
    }
    choice ExtensionSubtype {
        VideoPro "VideoPro", VideoProPlus "VideoProPlus", DigitalSignageOnlyRooms "DigitalSignageOnlyRooms",
        Unknown "Unknown", Emergency "Emergency", DigitalSignage "DigitalSignage",
    }
    record CallQueueSettings {
        sla_goal? "slaGoal": Option<i64>, sla_threshold_seconds? "slaThresholdSeconds": Option<i64>,
        include_abandoned_calls? "includeAbandonedCalls": Option<bool>,
        abandoned_threshold_seconds? "abandonedThresholdSeconds": Option<i64>,
    }
    record Site {
        id? "id": Option<String>, uri? "uri": Option<String>, name? "name": Option<String>,
        code? "code": Option<String>,
    }
    record AssignedCountry {
        id? "id": Option<String>, uri? "uri": Option<String>, iso_code? "isoCode": Option<String>,
        name? "name": Option<String>,
    }
    choice SiteAccess { Limited "Limited", Unlimited "Unlimited" }
    record BusinessAddress {
        country? "country": Option<String>, state? "state": Option<String>, city? "city": Option<String>,
        street? "street": Option<String>, zip? "zip": Option<String>,
    }
    record PronouncedName {
        r#type? "type": Option<PronouncedNameType>, text? "text": Option<String>,
        prompt? "prompt": Option<PronouncedNamePrompt>,
    }
    record PermissionState { enabled? "enabled": Option<bool> }
    record ScaledProfileImage { uri? "uri": Option<String> }
    choice ExternalReferenceType { PartnerId "PartnerId", CustomerDirectoryId "CustomerDirectoryId" }
    record Country {
        id? "id": Option<String>, uri? "uri": Option<String>, name? "name": Option<String>,
        iso_code? "isoCode": Option<String>, calling_code? "callingCode": Option<String>,
    }
    record Timezone {
        uri? "uri": Option<String>, id? "id": Option<String>, name? "name": Option<String>,
        description? "description": Option<String>, bias? "bias": Option<String>,
    }
    record Language {
        id? "id": Option<String>, locale_code? "localeCode": Option<String>, name? "name": Option<String>,
    }
    record FormattingLocale {
        id? "id": Option<String>, locale_code? "localeCode": Option<String>, name? "name": Option<String>,
    }
    choice TimeFormat { Value12h "12h", Value24h "24h" }
    choice ServiceFeatureName {
        AccountFederation "AccountFederation", Archiver "Archiver",
        AutomaticCallRecordingMute "AutomaticCallRecordingMute",
        AutomaticInboundCallRecording "AutomaticInboundCallRecording",
        AutomaticOutboundCallRecording "AutomaticOutboundCallRecording",
        BlockedMessageForwarding "BlockedMessageForwarding", Calendar "Calendar", CallerIdControl "CallerIdControl",
        CallForwarding "CallForwarding", CallPark "CallPark", CallParkLocations "CallParkLocations",
        CallSupervision "CallSupervision", CallSwitch "CallSwitch", CallQualitySurvey "CallQualitySurvey",
        Conferencing "Conferencing", ConferencingNumber "ConferencingNumber", ConfigureDelegates "ConfigureDelegates",
        DeveloperPortal "DeveloperPortal", Dnd "DND", DynamicConference "DynamicConference",
        EmergencyAddressAutoUpdate "EmergencyAddressAutoUpdate", EmergencyCalling "EmergencyCalling",
        EncryptionAtRest "EncryptionAtRest", ExternalDirectoryIntegration "ExternalDirectoryIntegration", Fax "Fax",
        FaxReceiving "FaxReceiving", FreeSoftPhoneLines "FreeSoftPhoneLines", HdVoice "HDVoice",
        HipaaCompliance "HipaaCompliance", Intercom "Intercom", InternationalCalling "InternationalCalling",
        InternationalSms "InternationalSMS", LinkedSoftphoneLines "LinkedSoftphoneLines", Mms "MMS",
        MobileVoipEmergencyCalling "MobileVoipEmergencyCalling", OnDemandCallRecording "OnDemandCallRecording",
        Pager "Pager", PagerReceiving "PagerReceiving", Paging "Paging", PasswordAuth "PasswordAuth",
        PromoMessage "PromoMessage", Reports "Reports", Presence "Presence", RcTeams "RCTeams", RingOut "RingOut",
        SalesForce "SalesForce", SharedLines "SharedLines", SingleExtensionUi "SingleExtensionUI",
        SiteCodes "SiteCodes", Sms "SMS", SmsReceiving "SMSReceiving", SoftPhoneUpdate "SoftPhoneUpdate",
        TelephonySessions "TelephonySessions", UserManagement "UserManagement", VideoConferencing "VideoConferencing",
        VoipCalling "VoipCalling", VoipCallingOnMobile "VoipCallingOnMobile", Voicemail "Voicemail",
        VoicemailToText "VoicemailToText", WebPhone "WebPhone",
    }
    choice ExtensionStatusDetailsReason {
        Voluntarily "Voluntarily", Involuntarily "Involuntarily", SuspendedVoluntarily "SuspendedVoluntarily",
        SuspendedInvoluntarily "SuspendedInvoluntarily", CancelledVoluntarily "CancelledVoluntarily",
        CancelledInvoluntarily "CancelledInvoluntarily",
    }
    choice PronouncedNameType { Default "Default", TextToSpeech "TextToSpeech", Recorded "Recorded" }
    record PronouncedNamePrompt {
        id? "id": Option<String>, content_uri? "contentUri": Option<String>,
        content_type? "contentType": Option<PronouncedNamePromptContentType>,
    }
    choice PronouncedNamePromptContentType { AudioMpeg "audio/mpeg", AudioWav "audio/wav" }
}
