//! The settings of ODIN: the document as a whole, and its first services.

derived! {
    [from odin_services]
    record UserServiceSettings {
        user_id "userId": String, advice_of_charge? "Advice Of Charge": Option<AdviceOfCharge>,
        alternate_numbers? "Alternate Numbers": Option<AlternateNumbers>,
        anonymous_call_rejection? "Anonymous Call Rejection": Option<ServiceSwitch>,
        authentication? "Authentication": Option<Authentication>,
        automatic_callback? "Automatic Callback": Option<ServiceSwitch>,
        automatic_hold_retrieve? "Automatic Hold/Retrieve": Option<AutomaticHoldRetrieve>,
        barge_in_exempt? "Barge-in Exempt": Option<ServiceSwitch>,
        broad_works_anywhere? "BroadWorks Anywhere": Option<BroadWorksAnywhere>,
        broad_works_mobility? "BroadWorks Mobility": Option<BroadWorksMobility>,
        busy_lamp_field? "Busy Lamp Field": Option<BusyLampField>,
        call_forwarding_always? "Call Forwarding Always": Option<CallForwardingAlways>,
        call_forwarding_always_secondary? "Call Forwarding Always Secondary": Option<CallForwardingAlwaysSecondary>,
        call_forwarding_busy? "Call Forwarding Busy": Option<CallForwardingBusy>,
        call_forwarding_no_answer? "Call Forwarding No Answer": Option<CallForwardingNoAnswer>,
        call_forwarding_not_reachable? "Call Forwarding Not Reachable": Option<CallForwardingNotReachable>,
        call_forwarding_selective? "Call Forwarding Selective": Option<CallForwardingSelective>,
        call_notify? "Call Notify": Option<CallNotify>, call_recording? "Call Recording": Option<CallRecording>,
        call_transfer? "Call Transfer": Option<CallTransfer>, call_waiting? "Call Waiting": Option<CallWaiting>,
        calling_line_id_blocking_override? "Calling Line ID Blocking Override": Option<ServiceSwitch>,
        calling_line_id_delivery_blocking? "Calling Line ID Delivery Blocking": Option<ServiceSwitch>,
        calling_name_delivery? "Calling Name Delivery": Option<CallerIdentityDelivery>,
        calling_name_retrieval? "Calling Name Retrieval": Option<CallingNameRetrieval>,
        calling_number_delivery? "Calling Number Delivery": Option<CallerIdentityDelivery>,
        calling_party_category? "Calling Party Category": Option<CallingPartyCategory>,
        charge_number? "Charge Number": Option<ChargeNumber>, classmark? "Classmark": Option<Classmark>,
        comm_pilot_express? "CommPilot Express": Option<CommPilotExpress>,
        communication_barring_user_control? "Communication Barring User-Control":
            Option<CommunicationBarringUserControl>,
        connected_line_identification_restriction? "Connected Line Identification Restriction": Option<ServiceSwitch>,
        direct_route? "Direct Route": Option<DirectRoute>,
        directed_call_pickup_with_barge_in? "Directed Call Pickup with Barge-in":
            Option<DirectedCallPickupWithBargeIn>,
        do_not_disturb? "Do Not Disturb": Option<DoNotDisturb>,
        executive_assistant? "Executive-Assistant": Option<ExecutiveAssistant>,
        external_calling_line_id_delivery? "External Calling Line ID Delivery": Option<ServiceSwitch>,
        external_custom_ringback? "External Custom Ringback": Option<ExternalCustomRingback>,
        fax_messaging? "Fax Messaging": Option<FaxMessaging>,
        group_night_forwarding? "Group Night Forwarding": Option<GroupNightForwarding>,
        hoteling_guest? "Hoteling Guest": Option<HotelingGuest>, hoteling_host? "Hoteling Host": Option<HotelingHost>,
        in_call_service_activation? "In-Call Service Activation": Option<ServiceSwitch>,
        integrated_imp? "Integrated IMP": Option<IntegratedImp>,
        intercept_user? "Intercept User": Option<InterceptUser>,
        internal_calling_line_id_delivery? "Internal Calling Line ID Delivery": Option<ServiceSwitch>,
        mwi_delivery_to_mobile_endpoint? "MWI Delivery to Mobile Endpoint": Option<MwiDeliveryToMobileEndpoint>,
        malicious_call_trace? "Malicious Call Trace": Option<MaliciousCallTrace>,
        number_portability_announcement? "Number Portability Announcement": Option<NumberPortabilityAnnouncement>,
        physical_location? "Physical Location": Option<ServiceSwitch>,
        pre_alerting_announcement? "Pre-alerting Announcement": Option<PreAlertingAnnouncement>,
        preferred_carrier_user? "Preferred Carrier User": Option<PreferredCarrierUser>,
        prepaid? "Prepaid": Option<ServiceSwitch>, priority_alert? "Priority Alert": Option<PriorityAlert>,
        privacy? "Privacy": Option<Privacy>, push_to_talk? "Push to Talk": Option<PushToTalk>,
        remote_office? "Remote Office": Option<RemoteOffice>, route_list? "Route List": Option<RouteList>,
        security_classification? "Security Classification": Option<SecurityClassification>,
        selective_call_acceptance? "Selective Call Acceptance": Option<SelectiveCallScreening>,
        selective_call_rejection? "Selective Call Rejection": Option<SelectiveCallScreening>,
        sequential_ring? "Sequential Ring": Option<SequentialRing>,
        shared_call_appearance? "Shared Call Appearance": Option<SharedCallAppearance>,
        silent_alerting? "Silent Alerting": Option<ServiceSwitch>,
        simultaneous_ring_personal? "Simultaneous Ring Personal": Option<SimultaneousRingPersonal>,
        speed_dial_100? "Speed Dial 100": Option<SpeedDial100>, speed_dial_8? "Speed Dial 8": Option<SpeedDial8>,
        terminating_alternate_trunk_identity? "Terminating Alternate Trunk Identity":
            Option<TerminatingAlternateTrunkIdentity>,
        third_party_voice_mail_support? "Third-Party Voice Mail Support": Option<ThirdPartyVoiceMailSupport>,
        two_stage_dialing? "Two-Stage Dialing": Option<TwoStageDialing>,
        video_add_on? "Video Add-On": Option<VideoAddOn>,
        voice_messaging_user? "Voice Messaging User": Option<VoiceMessagingUser>,
        voice_portal_calling? "Voice Portal Calling": Option<ServiceSwitch>,
        zone_calling_restrictions? "Zone Calling Restrictions": Option<ZoneCallingRestrictions>,
    }
    record AdviceOfCharge { is_active? "isActive": Option<bool>, aoc_type? "aocType": Option<AdviceOfChargeAocType> }
    record AlternateNumbers {
        distinctive_ring? "distinctiveRing": Option<bool>,
        alternate_entries? "alternateEntries": Option<Vec<AlternateNumberEntry>>,
    }
    record ServiceSwitch { is_active? "isActive": Option<bool> }
    record Authentication {
        user_name? "userName": Option<Scalar>, service_provider_id? "serviceProviderId": Option<String>,
        group_id? "groupId": Option<String>,
    }
    record AutomaticHoldRetrieve {
        is_active? "isActive": Option<bool>, recall_timer_seconds? "recallTimerSeconds": Option<i64>,
    }
    record BroadWorksAnywhere {
        alert_all_locations_for_click_to_dial_calls? "alertAllLocationsForClickToDialCalls": Option<bool>,
        alert_all_locations_for_group_paging_calls? "alertAllLocationsForGroupPagingCalls": Option<bool>,
        phone_numbers? "phoneNumbers": Option<Vec<Value>>,
    }
    record BroadWorksMobility {
        is_active? "isActive": Option<bool>, phones_to_ring? "phonesToRing": Option<BroadWorksMobilityPhonesToRing>,
        alert_click_to_dial_calls? "alertClickToDialCalls": Option<bool>,
        alert_group_paging_calls? "alertGroupPagingCalls": Option<bool>,
        enable_diversion_inhibitor? "enableDiversionInhibitor": Option<bool>,
        require_answer_confirmation? "requireAnswerConfirmation": Option<bool>,
        broadworks_call_control? "broadworksCallControl": Option<bool>,
        use_setting_level? "useSettingLevel": Option<BroadWorksMobilityUseSettingLevel>,
        deny_call_originations? "denyCallOriginations": Option<bool>,
        deny_call_terminations? "denyCallTerminations": Option<bool>,
    }
    record BusyLampField {
        enable_call_park_notification? "enableCallParkNotification": Option<bool>, users? "users": Option<Vec<Value>>,
    }
    record CallForwardingAlways {
        is_active? "isActive": Option<bool>, forward_to_phone_number? "forwardToPhoneNumber": Option<Scalar>,
        is_ring_splash_active? "isRingSplashActive": Option<bool>,
    }
    record CallForwardingAlwaysSecondary {
        is_active? "isActive": Option<bool>, is_ring_splash_active? "isRingSplashActive": Option<bool>,
    }
    record CallForwardingBusy {
        is_active? "isActive": Option<bool>, forward_to_phone_number? "forwardToPhoneNumber": Option<Scalar>,
    }
    record CallForwardingNoAnswer {
        is_active? "isActive": Option<bool>, forward_to_phone_number? "forwardToPhoneNumber": Option<Scalar>,
        number_of_rings? "numberOfRings": Option<i64>,
    }
    record CallForwardingNotReachable { is_active? "isActive": Option<bool> }
    record CallForwardingSelective {
        is_active? "isActive": Option<bool>, play_ring_reminder? "playRingReminder": Option<bool>,
        criteria? "criteria": Option<Vec<Value>>,
    }
    record CallNotify { criteria? "criteria": Option<Vec<Value>> }
    record CallRecording {
        recording_option? "recordingOption": Option<CallRecordingRecordingOption>,
        pause_resume_notification? "pauseResumeNotification": Option<CallRecordingPauseResumeNotification>,
        enable_call_recording_announcement? "enableCallRecordingAnnouncement": Option<bool>,
        enable_record_call_repeat_warning_tone? "enableRecordCallRepeatWarningTone": Option<bool>,
        record_call_repeat_warning_tone_timer_seconds? "recordCallRepeatWarningToneTimerSeconds": Option<i64>,
        enable_voice_mail_recording? "enableVoiceMailRecording": Option<bool>,
    }
    record CallTransfer {
        is_recall_active? "isRecallActive": Option<bool>, recall_number_of_rings? "recallNumberOfRings": Option<i64>,
        use_diversion_inhibitor_for_blind_transfer? "useDiversionInhibitorForBlindTransfer": Option<bool>,
        use_diversion_inhibitor_for_consultative_calls? "useDiversionInhibitorForConsultativeCalls": Option<bool>,
        enable_busy_camp_on? "enableBusyCampOn": Option<bool>, busy_camp_on_seconds? "busyCampOnSeconds": Option<i64>,
    }
    record CallWaiting {
        is_active? "isActive": Option<bool>,
        disable_calling_line_id_delivery? "disableCallingLineIdDelivery": Option<bool>,
    }
    record CallerIdentityDelivery {
        is_active_for_external_calls? "isActiveForExternalCalls": Option<bool>,
        is_active_for_internal_calls? "isActiveForInternalCalls": Option<bool>,
    }
    record CallingNameRetrieval { is_active? "isActive": Option<bool> }
    record CallingPartyCategory { category? "category": Option<CallingPartyCategoryCategory> }
    record ChargeNumber {
        use_charge_number_for_enhanced_translations? "useChargeNumberForEnhancedTranslations": Option<bool>,
        send_charge_number_to_network? "sendChargeNumberToNetwork": Option<bool>,
    }
    either Classmark { EmptyList(Vec<Value>), ClassmarkSettings(ClassmarkSettings) }
    record CommPilotExpress {
        available_in_office? "availableInOffice": Option<CommPilotExpressAvailableInOffice>,
        available_out_of_office? "availableOutOfOffice": Option<CommPilotExpressAvailableOutOfOffice>,
        busy? "busy": Option<CommPilotExpressBusy>, unavailable? "unavailable": Option<CommPilotExpressUnavailable>,
    }
    record CommunicationBarringUserControl {
        lockout_status? "lockoutStatus": Option<bool>, profile_table? "profileTable": Option<Vec<Value>>,
    }
    record DirectRoute {
        outgoing_dtg_policy? "outgoingDTGPolicy": Option<DirectRouteOutgoingDtgPolicy>,
        outgoing_trunk_identity_policy? "outgoingTrunkIdentityPolicy": Option<DirectRouteOutgoingTrunkIdentityPolicy>,
        routes? "routes": Option<Vec<Value>>,
    }
    record DirectedCallPickupWithBargeIn {
        enable_barge_in_warning_tone? "enableBargeInWarningTone": Option<bool>,
        enable_automatic_target_selection? "enableAutomaticTargetSelection": Option<bool>,
    }
    record DoNotDisturb { is_active? "isActive": Option<bool>, ring_splash? "ringSplash": Option<bool> }
    record ExecutiveAssistant {
        enable_divert? "enableDivert": Option<bool>, executives? "executives": Option<Vec<Value>>,
    }
    record ExternalCustomRingback {
        is_active? "isActive": Option<bool>,
        use_setting_level? "useSettingLevel": Option<ExternalCustomRingbackUseSettingLevel>,
    }
    record FaxMessaging { is_active? "isActive": Option<bool>, aliases? "aliases": Option<Vec<Value>> }
    record GroupNightForwarding {
        night_forwarding? "nightForwarding": Option<GroupNightForwardingNightForwarding>,
        group_night_forwarding? "groupNightForwarding": Option<GroupNightForwardingGroupNightForwarding>,
    }
}
