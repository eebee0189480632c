//! The phone settings of a user of Zoom.

derived! {
    record PhoneUserSettings {
        status? "status": Option<PhoneUserSettingsStatus>, extension_number? "extension_number": Option<i64>,
        area_code? "area_code": Option<String>, country? "country": Option<Country>,
        company_number? "company_number": Option<String>,
        audio_prompt_language? "audio_prompt_language": Option<AudioPromptLanguage>,
        default_transcription_language? "default_transcription_language": Option<TranscriptionLanguage>,
        music_on_hold_id? "music_on_hold_id": Option<String>,
        outbound_caller? "outbound_caller": Option<OutboundCaller>,
        outbound_caller_ids? "outbound_caller_ids": Option<Vec<OutboundCallerId>>,
        delegation? "delegation": Option<Delegation>, desk_phone? "desk_phone": Option<DeskPhone>,
        intercom? "intercom": Option<Intercom>,
        shared_lines_call_setting? "shared_lines_call_setting": Option<SharedLinesCallSetting>,
        business_hours_settings? "business_hours_settings": Option<BusinessHoursSettings>,
        break_hours? "break_hours": Option<Vec<BreakHour>>,
        holiday_hours? "holiday_hours": Option<Vec<ScheduledHoliday>>,
        voice_mail? "voice_mail": Option<Vec<SharedLegacyVoicemailAccess>>,
        auto_call_recording_access_members? "auto_call_recording_access_members":
            Option<Vec<SharedRecordingAccessMember>>,
        ad_hoc_call_recording_access_members? "ad_hoc_call_recording_access_members":
            Option<Vec<SharedRecordingAccessMember>>,
    }
    choice PhoneUserSettingsStatus { Active "Active", Inactive "Inactive" }
    record Country {
        code? "code": Option<String>, country_code? "country_code": Option<String>, name? "name": Option<String>,
    }
    choice AudioPromptLanguage {
        EnUs "en-US", EnGb "en-GB", EsUs "es-US", FrCa "fr-CA", DaDk "da-DK", DeDe "de-DE", EsEs "es-ES",
        FrFr "fr-FR", ItIt "it-IT", NlNl "nl-NL", PtPt "pt-PT", JaJp "ja-JP", KoKo "ko-KO", PtBr "pt-BR",
        ZhCn "zh-CN", ZhTw "zh-TW",
    }
    choice TranscriptionLanguage {
        EnUs "en-US", EnGb "en-GB", EsUs "es-US", FrCa "fr-CA", DaDk "da-DK", DeDe "de-DE", EsEs "es-ES",
        FrFr "fr-FR", ItIt "it-IT", NlNl "nl-NL", PtPt "pt-PT", Ja "ja", KoKr "ko-KR", PtBr "pt-BR", ZhCn "zh-CN",
    }
    record OutboundCaller { number? "number": Option<String> }
    record OutboundCallerId {
        name? "name": Option<String>, number? "number": Option<String>, is_default? "is_default": Option<bool>,
    }
    record Delegation {
        assistants? "assistants": Option<Vec<DelegationAssistant>>, privacy? "privacy": Option<bool>,
        privileges? "privileges": Option<Vec<i64>>, locked? "locked": Option<bool>,
    }
    record DeskPhone {
        devices? "devices": Option<Vec<DeskPhoneDevice>>, keys_positions? "keys_positions": Option<KeysPositions>,
        phone_screen_lock? "phone_screen_lock": Option<bool>, pin_code? "pin_code": Option<String>,
    }
    record Intercom {
        audio_intercoms? "audio_intercoms": Option<Vec<AudioIntercom>>, device? "device": Option<IntercomDevice>,
    }
    record SharedLinesCallSetting {
        shared_line_appearances? "shared_line_appearances": Option<SharedLineAppearances>,
        shared_line_groups? "shared_line_groups": Option<SharedLineGroups>,
    }
    record BusinessHoursSettings {
        business_hour_type? "business_hour_type": Option<i64>,
        business_hours? "business_hours": Option<Vec<DayHours>>,
    }
    record BreakHour {
        break_hour_id? "break_hour_id": Option<String>, break_hour_name? "break_hour_name": Option<String>,
        break_hour_type? "break_hour_type": Option<BreakHourBreakHourType>,
        break_hour_setting? "break_hour_setting": Option<BreakHourSetting>,
    }
    record ScheduledHoliday {
        name? "name": Option<String>, from? "from": Option<String>, to? "to": Option<String>,
        holiday_id? "holiday_id": Option<String>,
    }
    record SharedLegacyVoicemailAccess {
        access_user_id? "access_user_id": Option<String>, access_user_type? "access_user_type": Option<PhoneUserType>,
        delete? "delete": Option<bool>, download? "download": Option<bool>, shared_id? "shared_id": Option<String>,
    }
    record SharedRecordingAccessMember {
        access_user_id? "access_user_id": Option<String>, allow_delete? "allow_delete": Option<bool>,
        allow_download? "allow_download": Option<bool>, shared_id? "shared_id": Option<String>,
    }
    record DelegationAssistant {
        id? "id": Option<String>, display_name? "display_name": Option<String>,
        extension_id? "extension_id": Option<String>, extension_number? "extension_number": Option<i64>,
        extension_type? "extension_type": Option<PhoneUserType>,
    }
    record DeskPhoneDevice {
        id? "id": Option<String>, display_name? "display_name": Option<String>,
        device_type? "device_type": Option<String>, status? "status": Option<DeskPhoneDeviceStatus>,
        mac_address? "mac_address": Option<String>, private_ip? "private_ip": Option<String>,
        public_ip? "public_ip": Option<String>, policy? "policy": Option<DeskPhonePolicy>,
    }
    record KeysPositions { primary_number? "primary_number": Option<String> }
    record AudioIntercom {
        extension_id? "extension_id": Option<String>, extension_number? "extension_number": Option<String>,
        extension_type? "extension_type": Option<PhoneUserType>, display_name? "display_name": Option<String>,
        status? "status": Option<AudioIntercomStatus>, device_id? "device_id": Option<String>,
        device_status? "device_status": Option<AudioIntercomDeviceStatus>,
    }
    record IntercomDevice { id? "id": Option<String>, name? "name": Option<String> }
    record SharedLineAppearances { executives? "executives": Option<Vec<SharedLineExecutive>> }
    record SharedLineGroups {
        receive_calls? "receive_calls": Option<bool>,
        shared_line_group? "shared_line_group": Option<Vec<SharedLineGroup>>,
    }
    record DayHours {
        weekday? "weekday": Option<i64>, r#type? "type": Option<i64>, from? "from": Option<String>,
        to? "to": Option<String>,
    }
    choice BreakHourBreakHourType { EveryBusinessDay "every_business_day", CustomHours "custom_hours" }
    either BreakHourSetting { EveryBusinessDayBreak(EveryBusinessDayBreak), CustomHoursBreak(CustomHoursBreak) }
    choice PhoneUserType { CommonArea "commonArea", User "user" }
    choice DeskPhoneDeviceStatus { Online "online", Offline "offline" }
    record DeskPhonePolicy {
        call_control? "call_control": Option<DeskPhoneFeature>, hot_desking? "hot_desking": Option<DeskPhoneFeature>,
    }
    choice AudioIntercomStatus { Active "active", Pending "pending" }
    choice AudioIntercomDeviceStatus { Online "online", Offline "offline", NoDevice "no device" }
    record SharedLineExecutive {
        user_id? "user_id": Option<String>, display_name? "display_name": Option<String>,
        receive_calls? "receive_calls": Option<bool>, allow_opt_out? "allow_opt_out": Option<bool>,
    }
    record SharedLineGroup {
        slg_id? "slg_id": Option<String>, display_name? "display_name": Option<String>,
        receive_calls? "receive_calls": Option<bool>,
    }
    record EveryBusinessDayBreak { from "from": String, to "to": String }
    record CustomHoursBreak { days "days": Vec<BreakDay> }
    record DeskPhoneFeature { status? "status": Option<DeskPhoneFeatureStatus> }
    record BreakDay { weekday "weekday": i64, enable? "enable": Option<bool>, from "from": String, to "to": String }
    choice DeskPhoneFeatureStatus { Unsupported "unsupported", On "on", Off "off" }
}
