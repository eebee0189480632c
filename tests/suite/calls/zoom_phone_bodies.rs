//! The larger request bodies of Zoom Phone users: each as a caller builds it, and as it must arrive.

use generated_client::zoom_phone_users::models::{
    AudioPromptLanguage, AutoRecordingPolicyUpdate, BreakDay, BreakHour, BreakHourBreakHourType, BreakHourSetting,
    BreakHoursUpdate, BusinessHoursSettings, BusinessHoursSettingsBusinessHourType, CallOverflowPolicyUpdate,
    CallParkPeriod, CallParkPolicyUpdate, CallParkTimeoutAction, CustomHoursBreak, DayHours, DayHoursType,
    DesktopAppPolicyUpdate, DesktopClient, EveryBusinessDayBreak, Holiday, HolidayHoursUpdate, PhoneUserProfileUpdate,
    PhoneUserSettingsUpdate, ProfilePolicyUpdate, RecordingBeepTone, RecordingBeepTonePlayBeepMember,
    RecordingBeepTonePlayBeepTimeInterval, RecordingBeepTonePlayBeepVolume, RecordingDirection, RecordingNotification,
    SharedLineAppearancesUpdate, SharedLineExecutiveUpdate, SharedLineGroupUpdate, SharedLineGroupsUpdate,
    SharedLinesCallSettingUpdate, SmsPolicyUpdate, TranscriptionLanguage, Weekday,
};
use serde_json::{Value, json};

/// Policies of every kind of member: texts, booleans, numbers, enums of both, lists.
pub(super) fn profile_update() -> PhoneUserProfileUpdate {
    let tone = RecordingBeepTone::new().enable(true).play_beep_volume(RecordingBeepTonePlayBeepVolume::Value60);
    let tone = tone.play_beep_time_interval(RecordingBeepTonePlayBeepTimeInterval::Value15);
    let prompt = RecordingNotification::new().recording_start_prompt(true).recording_explicit_consent(true);
    let recording = AutoRecordingPolicyUpdate::new().enable(true).recording_calls(RecordingDirection::Inbound);
    let recording = recording.recording_transcription(true).inbound_audio_notification(prompt);
    let park = CallParkPolicyUpdate::new().enable(true).expiration_period(CallParkPeriod::Value10);
    let park = park.call_not_picked_up_action(CallParkTimeoutAction::Value50).forward_to_extension_id("e1");
    let sms = SmsPolicyUpdate::new().enable(true).international_sms(true).international_sms_countries(["CA", "US"]);
    let clients = [DesktopClient::MacOs, DesktopClient::Windows];
    let policy = ProfilePolicyUpdate::new()
        .auto_call_recording(
            recording.play_recording_beep_tone(tone.play_beep_member(RecordingBeepTonePlayBeepMember::RecordingSide)),
        )
        .call_park(park)
        .call_overflow(CallOverflowPolicyUpdate::new().reset(true))
        .international_calling(false)
        .sms(sms)
        .zoom_phone_on_desktop(DesktopAppPolicyUpdate::new().enable(true).allow_calling_clients(clients));
    PhoneUserProfileUpdate::new()
        .extension_number("100000101")
        .site_id("s1")
        .emergency_address_id("a1")
        .template_id("t1==")
        .policy(policy)
}

pub(super) fn profile_update_json() -> Value {
    json!({
        "extension_number": "100000101",
        "site_id": "s1",
        "emergency_address_id": "a1",
        "template_id": "t1==",
        "policy": {
            "auto_call_recording": {
                "enable": true,
                "recording_calls": "inbound",
                "recording_transcription": true,
                "play_recording_beep_tone": {
                    "enable": true,
                    "play_beep_volume": 60,
                    "play_beep_time_interval": 15,
                    "play_beep_member": "recordingSide",
                },
                "inbound_audio_notification": {"recording_start_prompt": true, "recording_explicit_consent": true},
            },
            "call_park": {
                "enable": true,
                "expiration_period": 10,
                "call_not_picked_up_action": 50,
                "forward_to_extension_id": "e1",
            },
            "call_overflow": {"reset": true},
            "international_calling": false,
            "sms": {"enable": true, "international_sms": true, "international_sms_countries": ["CA", "US"]},
            "zoom_phone_on_desktop": {"enable": true, "allow_calling_clients": ["mac_os", "windows"]},
        },
    })
}

/// Every member of an update of settings, the two forms of a break among them.
pub(super) fn settings_update() -> PhoneUserSettingsUpdate {
    let executive = SharedLineExecutiveUpdate::new().user_id("u2").receive_calls(true);
    let group = SharedLineGroupUpdate::new().slg_id("g1").receive_calls(false);
    let lines = SharedLinesCallSettingUpdate::new()
        .shared_line_appearances(SharedLineAppearancesUpdate::new().executives([executive]))
        .shared_line_groups(SharedLineGroupsUpdate::new().receive_calls(true).shared_line_group([group]));
    let monday = DayHours::new().weekday(Weekday::Value2).r#type(DayHoursType::Value2).from_value("09:00").to("18:00");
    let hours = BusinessHoursSettings::new().business_hour_type(BusinessHoursSettingsBusinessHourType::Value2);
    let holiday = Holiday::new().name("Neujahr").from_value("2030-01-01T00:00:00Z").to("2030-01-02T00:00:00Z");
    PhoneUserSettingsUpdate::new()
        .area_code("650")
        .country_iso_code("US")
        .audio_prompt_language(AudioPromptLanguage::EnUs)
        .default_transcription_language(TranscriptionLanguage::EnUs)
        .music_on_hold_id("m1")
        .outbound_caller_id("+16505550100")
        .shared_lines_call_setting(lines)
        .business_hours_settings(hours.business_hours([monday]))
        .break_hours(BreakHoursUpdate::new().break_hour_settings(breaks()))
        .holiday_hours(HolidayHoursUpdate::new().holidays([holiday]))
}

fn breaks() -> [BreakHour; 2] {
    let days = CustomHoursBreak::new([BreakDay::new(Weekday::Value2, "12:00", "13:00").enable(true)]);
    let custom = BreakHour::new().break_hour_id("b1").break_hour_name("Mittagspause");
    let every_day = EveryBusinessDayBreak::new("15:00", "15:30");
    [
        custom
            .break_hour_type(BreakHourBreakHourType::CustomHours)
            .break_hour_setting(BreakHourSetting::CustomHoursBreak(days)),
        BreakHour::new()
            .break_hour_type(BreakHourBreakHourType::EveryBusinessDay)
            .break_hour_setting(BreakHourSetting::EveryBusinessDayBreak(every_day)),
    ]
}

pub(super) fn settings_update_json() -> Value {
    json!({
        "area_code": "650",
        "country_iso_code": "US",
        "audio_prompt_language": "en-US",
        "default_transcription_language": "en-US",
        "music_on_hold_id": "m1",
        "outbound_caller_id": "+16505550100",
        "shared_lines_call_setting": {
            "shared_line_appearances": {"executives": [{"user_id": "u2", "receive_calls": true}]},
            "shared_line_groups": {
                "receive_calls": true,
                "shared_line_group": [{"slg_id": "g1", "receive_calls": false}],
            },
        },
        "business_hours_settings": {
            "business_hour_type": 2,
            "business_hours": [{"weekday": 2, "type": 2, "from": "09:00", "to": "18:00"}],
        },
        "break_hours": {"break_hour_settings": [
            {
                "break_hour_id": "b1",
                "break_hour_name": "Mittagspause",
                "break_hour_type": "custom_hours",
                "break_hour_setting": {"days": [{"weekday": 2, "enable": true, "from": "12:00", "to": "13:00"}]},
            },
            {"break_hour_type": "every_business_day", "break_hour_setting": {"from": "15:00", "to": "15:30"}},
        ]},
        "holiday_hours": {"holidays": [
            {"name": "Neujahr", "from": "2030-01-01T00:00:00Z", "to": "2030-01-02T00:00:00Z"},
        ]},
    })
}
