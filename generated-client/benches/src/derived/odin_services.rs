//! The settings of ODIN: further services, and what services share.

derived! {
    record HotelingGuest {
        is_active? "isActive": Option<bool>, enable_association_limit? "enableAssociationLimit": Option<bool>,
        association_limit_hours? "associationLimitHours": Option<i64>,
    }
    record HotelingHost {
        is_active? "isActive": Option<bool>, enforce_association_limit? "enforceAssociationLimit": Option<bool>,
        association_limit_hours? "associationLimitHours": Option<i64>,
        access_level? "accessLevel": Option<HotelingHostAccessLevel>,
    }
    record IntegratedImp { is_active? "isActive": Option<bool> }
    record InterceptUser {
        is_active? "isActive": Option<bool>,
        announcement_selection? "announcementSelection": Option<AnnouncementSelection>,
        inbound_call_mode? "inboundCallMode": Option<InterceptUserInboundCallMode>,
        alternate_blocking_announcement? "alternateBlockingAnnouncement": Option<bool>,
        exempt_inbound_mobility_calls? "exemptInboundMobilityCalls": Option<bool>,
        disable_parallel_ringing_to_network_locations? "disableParallelRingingToNetworkLocations": Option<bool>,
        route_to_voice_mail? "routeToVoiceMail": Option<bool>,
        play_new_phone_number? "playNewPhoneNumber": Option<bool>,
        transfer_on_zero_to_phone_number? "transferOnZeroToPhoneNumber": Option<bool>,
        outbound_call_mode? "outboundCallMode": Option<InterceptUserOutboundCallMode>,
        exempt_outbound_mobility_calls? "exemptOutboundMobilityCalls": Option<bool>,
        reroute_outbound_calls? "rerouteOutboundCalls": Option<bool>,
    }
    record MwiDeliveryToMobileEndpoint { is_active? "isActive": Option<bool> }
    record MaliciousCallTrace {
        is_active? "isActive": Option<bool>,
        trace_type_selection? "traceTypeSelection": Option<MaliciousCallTraceTraceTypeSelection>,
        trace_for_time_period? "traceForTimePeriod": Option<bool>,
    }
    record NumberPortabilityAnnouncement { enable? "enable": Option<bool> }
    record PreAlertingAnnouncement {
        is_active? "isActive": Option<bool>, audio_selection? "audioSelection": Option<AnnouncementSource>,
        video_selection? "videoSelection": Option<AnnouncementSource>, criteria? "criteria": Option<Vec<Value>>,
    }
    record PreferredCarrierUser {
        intra_lata_carrier? "intraLataCarrier": Option<PreferredCarrier>,
        inter_lata_carrier? "interLataCarrier": Option<PreferredCarrier>,
        international_carrier? "internationalCarrier": Option<PreferredCarrier>,
    }
    record PriorityAlert { is_active? "isActive": Option<bool>, criteria? "criteria": Option<Vec<Value>> }
    record Privacy {
        enable_directory_privacy? "enableDirectoryPrivacy": Option<bool>,
        enable_auto_attendant_extension_dialing_privacy? "enableAutoAttendantExtensionDialingPrivacy": Option<bool>,
        enable_auto_attendant_name_dialing_privacy? "enableAutoAttendantNameDialingPrivacy": Option<bool>,
        enable_phone_status_privacy? "enablePhoneStatusPrivacy": Option<bool>,
        permitted_monitors? "permittedMonitors": Option<Vec<Value>>,
    }
    record PushToTalk {
        allow_auto_answer? "allowAutoAnswer": Option<bool>,
        outgoing_connection_selection? "outgoingConnectionSelection": Option<PushToTalkOutgoingConnectionSelection>,
        access_list_selection? "accessListSelection": Option<PushToTalkAccessListSelection>,
        users? "users": Option<Vec<Value>>,
    }
    record RemoteOffice { is_active? "isActive": Option<bool> }
    record RouteList {
        treat_originations_and_pbx_redirections_as_screened? "treatOriginationsAndPBXRedirectionsAsScreened":
            Option<bool>,
        use_route_list_identity_for_non_emergency_calls? "useRouteListIdentityForNonEmergencyCalls": Option<bool>,
        use_route_list_identity_for_emergency_calls? "useRouteListIdentityForEmergencyCalls": Option<bool>,
        assigned_number_prefix_table? "assignedNumberPrefixTable": Option<Vec<Value>>, dns? "dns": Option<Vec<Value>>,
    }
    either SecurityClassification {
        EmptyList(Vec<Value>), SecurityClassificationSettings(SecurityClassificationSettings),
    }
    either SelectiveCallScreening {
        EmptyList(Vec<Value>), SelectiveCallScreeningSettings(SelectiveCallScreeningSettings),
    }
    record SequentialRing {
        ring_base_location_first? "ringBaseLocationFirst": Option<bool>,
        base_location_number_of_rings? "baseLocationNumberOfRings": Option<i64>,
        continue_if_base_location_is_busy? "continueIfBaseLocationIsBusy": Option<bool>,
        caller_may_stop_search? "callerMayStopSearch": Option<bool>,
        locations? "locations": Option<Vec<SequentialRingLocation>>, criteria? "criteria": Option<Vec<Value>>,
    }
    record SharedCallAppearance {
        alert_all_appearances_for_click_to_dial_calls? "alertAllAppearancesForClickToDialCalls": Option<bool>,
        alert_all_appearances_for_group_paging_calls? "alertAllAppearancesForGroupPagingCalls": Option<bool>,
        max_appearances? "maxAppearances": Option<i64>, allow_sca_call_retrieve? "allowSCACallRetrieve": Option<bool>,
        enable_multiple_call_arrangement? "enableMultipleCallArrangement": Option<bool>,
        multiple_call_arrangement_is_active? "multipleCallArrangementIsActive": Option<bool>,
        allow_bridging_between_locations? "allowBridgingBetweenLocations": Option<bool>,
        bridge_warning_tone? "bridgeWarningTone": Option<SharedCallAppearanceBridgeWarningTone>,
        enable_call_park_notification? "enableCallParkNotification": Option<bool>,
        endpoints? "endpoints": Option<Vec<Value>>,
    }
    record SimultaneousRingPersonal {
        is_active? "isActive": Option<bool>, do_not_ring_if_on_call? "doNotRingIfOnCall": Option<bool>,
        criteria? "criteria": Option<Vec<Value>>, locations? "locations": Option<Vec<Value>>,
    }
    record SpeedDial100 { speed_codes? "speedCodes": Option<Vec<Value>> }
    record SpeedDial8 { speed_codes? "speedCodes": Option<Vec<SpeedDial8Entry>> }
    either TerminatingAlternateTrunkIdentity {
        EmptyList(Vec<Value>), TerminatingAlternateTrunkIdentitySettings(TerminatingAlternateTrunkIdentitySettings),
    }
    record ThirdPartyVoiceMailSupport {
        is_active? "isActive": Option<bool>, busy_redirect_to_voice_mail? "busyRedirectToVoiceMail": Option<bool>,
        no_answer_redirect_to_voice_mail? "noAnswerRedirectToVoiceMail": Option<bool>,
        server_selection? "serverSelection": Option<ThirdPartyVoiceMailSupportServerSelection>,
        mailbox_id_type? "mailboxIdType": Option<ThirdPartyVoiceMailSupportMailboxIdType>,
        no_answer_number_of_rings? "noAnswerNumberOfRings": Option<i64>,
        always_redirect_to_voice_mail? "alwaysRedirectToVoiceMail": Option<bool>,
        out_of_primary_zone_redirect_to_voice_mail? "outOfPrimaryZoneRedirectToVoiceMail": Option<bool>,
    }
    record TwoStageDialing {
        is_active? "isActive": Option<bool>,
        allow_activation_with_user_addresses? "allowActivationWithUserAddresses": Option<bool>,
    }
    record VideoAddOn {
        is_active? "isActive": Option<bool>,
        max_originating_call_delay_seconds? "maxOriginatingCallDelaySeconds": Option<i64>,
    }
    record VoiceMessagingUser {
        voice_messaging_user? "Voice Messaging User": Option<VoiceMessagingUserManagement>,
        voice_messaging_user_advanced? "Voice Messaging User Advanced": Option<VoiceMessagingUserAdvanced>,
        voice_messaging_user_greeting? "Voice Messaging User Greeting": Option<VoiceMessagingUserGreeting>,
        voice_messaging_user_voice_portal? "Voice Messaging User Voice Portal": Option<VoiceMessagingUserVoicePortal>,
    }
    either ZoneCallingRestrictions {
        EmptyList(Vec<Value>), ZoneCallingRestrictionsSettings(ZoneCallingRestrictionsSettings),
    }
    choice AdviceOfChargeAocType { DuringCall "During Call", EndOfCall "End Of Call" }
    record AlternateNumberEntry {
        phone_number? "phoneNumber": Option<Scalar>, extension? "extension": Option<Scalar>,
        ring_pattern? "ringPattern": Option<AlternateNumberEntryRingPattern>,
        alternate_entry_id? "alternateEntryId": Option<i64>,
    }
    choice BroadWorksMobilityPhonesToRing { Fixed "Fixed", Mobile "Mobile", Both "Both" }
    choice BroadWorksMobilityUseSettingLevel { Group "Group", User "User" }
    choice CallRecordingRecordingOption {
        Always "Always", Never "Never", OnDemand "On Demand", AlwaysWithPauseResume "Always with Pause/Resume",
        OnDemandWithUserInitiatedStart "On Demand with User Initiated Start",
    }
    choice CallRecordingPauseResumeNotification { None "None", Beep "Beep", PlayAnnouncement "Play Announcement" }
    choice CallingPartyCategoryCategory {
        Special "Special", Hospital "Hospital", Hotel "Hotel", Prison "Prison", Payphone "Payphone",
        Ordinary "Ordinary",
    }
    record ClassmarkSettings { classmark? "classmark": Option<String> }
    record CommPilotExpressAvailableInOffice {
        busy_setting? "busySetting": Option<CommPilotExpressRedirection>,
        no_answer_setting? "noAnswerSetting": Option<CommPilotExpressRedirection>,
    }
    record CommPilotExpressAvailableOutOfOffice {
        incoming_calls? "incomingCalls": Option<CommPilotExpressRedirection>,
        incoming_call_notify? "incomingCallNotify": Option<CommPilotExpressEmailNotify>,
    }
    record CommPilotExpressBusy {
        incoming_calls? "incomingCalls": Option<CommPilotExpressVoiceMailRedirection>,
        voice_mail_notify? "voiceMailNotify": Option<CommPilotExpressEmailNotify>,
    }
    record CommPilotExpressUnavailable {
        incoming_calls? "incomingCalls": Option<CommPilotExpressVoiceMailRedirection>,
        voice_mail_greeting? "voiceMailGreeting": Option<CommPilotExpressUnavailableVoiceMailGreeting>,
    }
    choice DirectRouteOutgoingDtgPolicy { DirectRouteDtg "Direct Route DTG", TrunkGroupDtg "Trunk Group DTG" }
    choice DirectRouteOutgoingTrunkIdentityPolicy {
        DirectRouteTrunkIdentity "Direct Route Trunk Identity", TrunkGroupTrunkIdentity "Trunk Group Trunk Identity",
    }
    choice ExternalCustomRingbackUseSettingLevel { ServiceProvider "Service Provider", User "User" }
    choice GroupNightForwardingNightForwarding { UseGroup "Use Group", On "On", Off "Off" }
    choice GroupNightForwardingGroupNightForwarding { AutoOn "Auto On", On "On", Off "Off" }
    choice HotelingHostAccessLevel { Enterprise "Enterprise", Group "Group" }
    choice AnnouncementSelection { Default "Default", Personal "Personal" }
    choice InterceptUserInboundCallMode {
        InterceptAll "Intercept All", AllowAll "Allow All", AllowSystemDns "Allow System Dns",
    }
    choice InterceptUserOutboundCallMode {
        BlockAll "Block All", AllowOutboundLocalCalls "Allow Outbound Local Calls",
        AllowOutboundEnterpriseAndGroupCalls "Allow Outbound Enterprise And Group Calls",
    }
    choice MaliciousCallTraceTraceTypeSelection {
        AllIncoming "All Incoming", AnsweredIncoming "Answered Incoming",
        AllIncomingAndOutgoing "All Incoming And Outgoing",
    }
    choice AnnouncementSource { File "File", Url "URL", Default "Default" }
    record PreferredCarrier { use_group_preferred_carrier? "useGroupPreferredCarrier": Option<FlexibleBoolean> }
    choice PushToTalkOutgoingConnectionSelection { OneWay "One Way", TwoWay "Two Way" }
    choice PushToTalkAccessListSelection {
        AllowCallsFromSelectedUsers "Allow Calls From Selected Users",
        AllowCallsFromEveryoneExceptSelectedUsers "Allow Calls From Everyone Except Selected Users",
    }
    record SecurityClassificationSettings { security_classification? "securityClassification": Option<String> }
    record SelectiveCallScreeningSettings { criteria? "criteria": Option<Vec<Value>> }
    record SequentialRingLocation {
        phone_number? "phoneNumber": Option<Scalar>, number_of_rings? "numberOfRings": Option<i64>,
        answer_confirmation_required? "answerConfirmationRequired": Option<bool>,
    }
    choice SharedCallAppearanceBridgeWarningTone {
        None "None", BargeIn "Barge-In", BargeInAndRepeat "Barge-In and Repeat",
    }
    record SpeedDial8Entry { speed_code? "speedCode": Option<Scalar> }
    record TerminatingAlternateTrunkIdentitySettings {
        terminating_trunk_identity? "terminatingTrunkIdentity": Option<String>,
    }
    choice ThirdPartyVoiceMailSupportServerSelection {
        GroupMailServer "Group Mail Server", UserSpecificMailServer "User Specific Mail Server",
    }
    choice ThirdPartyVoiceMailSupportMailboxIdType { UserOrGroupPhoneNumber "User Or Group Phone Number", Url "URL" }
    record VoiceMessagingUserManagement {
        is_active? "isActive": Option<bool>, processing? "processing": Option<VoiceMessagingUserManagementProcessing>,
        voice_message_delivery_email_address? "voiceMessageDeliveryEmailAddress": Option<String>,
        use_phone_message_waiting_indicator? "usePhoneMessageWaitingIndicator": Option<bool>,
        send_voice_message_notify_email? "sendVoiceMessageNotifyEmail": Option<bool>,
        send_carbon_copy_voice_message? "sendCarbonCopyVoiceMessage": Option<bool>,
        transfer_on_zero_to_phone_number? "transferOnZeroToPhoneNumber": Option<bool>,
        always_redirect_to_voice_mail? "alwaysRedirectToVoiceMail": Option<bool>,
        busy_redirect_to_voice_mail? "busyRedirectToVoiceMail": Option<bool>,
        no_answer_redirect_to_voice_mail? "noAnswerRedirectToVoiceMail": Option<bool>,
        out_of_primary_zone_redirect_to_voice_mail? "outOfPrimaryZoneRedirectToVoiceMail": Option<bool>,
        service_provider_id? "serviceProviderId": Option<String>, group_id? "groupId": Option<String>,
        user_id? "userId": Option<String>,
    }
    record VoiceMessagingUserAdvanced {
        mail_server_selection? "mailServerSelection": Option<VoiceMessagingUserAdvancedMailServerSelection>,
        group_mail_server_email_address? "groupMailServerEmailAddress": Option<String>,
        group_mail_server_user_id? "groupMailServerUserId": Option<String>,
        use_group_default_mail_server_full_mailbox_limit? "useGroupDefaultMailServerFullMailboxLimit": Option<bool>,
        personal_mail_server_protocol? "personalMailServerProtocol":
            Option<VoiceMessagingUserAdvancedPersonalMailServerProtocol>,
        personal_mail_server_real_delete_for_imap? "personalMailServerRealDeleteForImap": Option<bool>,
        service_provider_id? "serviceProviderId": Option<String>, group_id? "groupId": Option<String>,
        user_id? "userId": Option<String>,
    }
    record VoiceMessagingUserGreeting {
        busy_announcement_selection? "busyAnnouncementSelection": Option<AnnouncementSelection>,
        no_answer_announcement_selection? "noAnswerAnnouncementSelection":
            Option<VoiceMessagingUserGreetingNoAnswerAnnouncementSelection>,
        extended_away_enabled? "extendedAwayEnabled": Option<bool>,
        extended_away_disable_message_deposit? "extendedAwayDisableMessageDeposit": Option<bool>,
        no_answer_number_of_rings? "noAnswerNumberOfRings": Option<i64>,
        disable_message_deposit? "disableMessageDeposit": Option<bool>,
        disable_message_deposit_action? "disableMessageDepositAction":
            Option<VoiceMessagingUserGreetingDisableMessageDepositAction>,
        user_id? "userId": Option<String>,
    }
    record VoiceMessagingUserVoicePortal {
        use_personalized_name? "usePersonalizedName": Option<bool>,
        voice_portal_auto_login? "voicePortalAutoLogin": Option<bool>,
        service_provider_id? "serviceProviderId": Option<String>, group_id? "groupId": Option<String>,
        user_id? "userId": Option<String>, audio_file? "audioFile": Option<AudioFile>,
    }
    record ZoneCallingRestrictionsSettings { home_zone_name? "homeZoneName": Option<String> }
    choice AlternateNumberEntryRingPattern {
        Normal "Normal", LongLong "Long-Long", ShortShortLong "Short-Short-Long", ShortLongShort "Short-Long-Short",
    }
    record CommPilotExpressRedirection { action? "action": Option<CommPilotExpressRedirectionAction> }
    record CommPilotExpressEmailNotify { send_email? "sendEmail": Option<FlexibleBoolean> }
    record CommPilotExpressVoiceMailRedirection {
        send_calls_to_voice_mail_except_excluded_numbers? "sendCallsToVoiceMailExceptExcludedNumbers":
            Option<FlexibleBoolean>,
    }
    choice CommPilotExpressUnavailableVoiceMailGreeting { NoAnswer "No Answer", Unavailable "Unavailable" }
    either FlexibleBoolean { Boolean(bool), Text(FlexibleBooleanText) }
    choice VoiceMessagingUserManagementProcessing {
        UnifiedVoiceAndEmailMessaging "Unified Voice and Email Messaging",
        DeliverToEmailAddressOnly "Deliver To Email Address Only",
    }
    choice VoiceMessagingUserAdvancedMailServerSelection {
        GroupMailServer "Group Mail Server", PersonalMailServer "Personal Mail Server",
    }
    choice VoiceMessagingUserAdvancedPersonalMailServerProtocol { Pop3 "POP3", Imap "IMAP" }
    choice VoiceMessagingUserGreetingNoAnswerAnnouncementSelection {
        Default "Default", Personal "Personal", Alternate01 "Alternate01", Alternate02 "Alternate02",
        Alternate03 "Alternate03",
    }
    choice VoiceMessagingUserGreetingDisableMessageDepositAction { Disconnect "Disconnect", Forward "Forward" }
    record AudioFile {
        description? "description": Option<String>, media_type? "mediaType": Option<AudioFileMediaType>,
    }
    choice CommPilotExpressRedirectionAction { TransferToVoiceMail "Transfer To Voice Mail", Forward "Forward" }
    choice FlexibleBooleanText { True "true", False "false" }
    choice AudioFileMediaType { Wma "WMA", Wav "WAV", Value3gp "3GP", Mov "MOV" }
}
