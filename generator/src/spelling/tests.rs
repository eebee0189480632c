//! Tables of words and what they are called.

use super::*;

#[test]
fn words_become_identifiers() {
    let table = [
        (field("Automatic Hold/Retrieve"), "automatic_hold_retrieve"),
        (field("type"), "r#type"),
        (field("self"), "self_"),
        (field("3gp"), "value_3gp"),
        (field("grünstrom"), "grunstrom"),
        (field("gru\u{308}nstrom"), "grunstrom"),
        (field("北京"), "bei_jing"),
        (field("שלום"), "shlvm"),
        (field("\u{200b}"), "space"),
        (field("👍"), "value_1"),
        (member("👍", &[]).remove(1), "plus_1"),
        (member("👍🏽", &[]).remove(1), "plus_1_medium_skin_tone"),
        (member("❤\u{fe0f}", &[]).remove(1), "heart"),
        (value("👍🏽🎉").remove(2), "Plus1MediumSkinToneTada"),
        (method("vendors%40list"), "vendors_list"),
        (member("vendors%40list", &[]).remove(1), "vendors_at_list"),
        (field("%C3%A9tat"), "etat"),
        (member("%41", &[]).remove(1), "a"),
        (member("%41", &[]).remove(2), "percent_41"),
        (value("%40").remove(3), "Percent40"),
        (field("100%_of_20"), "value_100_of_20"),
        (member("_id", &[]).remove(1), "underscore_id"),
        (module("aux"), "aux_group"),
        (module("mod"), "mod_group"),
        (field("$ref"), "r#ref"),
        (field(""), "value"),
        (field("+"), "plus"),
        (field("\0"), "null"),
        (field("\u{1f}\u{7f}"), "unit_separator_delete"),
        (member("a\tb", &[]).remove(1), "a_tab_b"),
        (model("InlineResponse"), "InlineResponse"),
        (model("String"), "StringModel"),
        (model("Session"), "Session"),
        (call("call"), "CallCall"),
        (call("a"), "ACall"),
        (call("x_1"), "X1Call"),
        (parameter("call", &[]), "call_value"),
        (parameter("items", &[]), "items"),
        (parameter("items", TAKEN_BY_PAGES), "items_value"),
        (method("new"), "new_value"),
        (parameter("with_header", &[]), "with_header_value"),
        (constant("list_phone_users"), "LIST_PHONE_USERS"),
        (constant("𝐚"), "A"),
        (module("models"), "models_group"),
        (model("New"), "NewModel"),
    ];
    for (ident, expected) in table {
        assert_eq!(ident.as_str(), expected);
    }
}

#[test]
fn acronyms_are_words() {
    let table = [
        (method("getAPIs"), "get_apis"),
        (field("userIDs"), "user_ids"),
        (field("listVMsByID"), "list_vms_by_id"),
        (field("outboundIPs_v2"), "outbound_ips_v2"),
        (field("IPv4Address"), "ipv4_address"),
        (field("HTTPServer"), "http_server"),
        (field("planBIsFree"), "plan_b_is_free"),
        (member("userIDs", &[]).remove(2), "user_i_ds"),
        (model("SKUs"), "Skus"),
        (value("URLs").remove(0), "Urls"),
    ];
    for (ident, expected) in table {
        assert_eq!(ident.as_str(), expected);
    }
}

#[test]
fn values_keep_apart() {
    let table = [
        ("90x90", "Value90x90"),
        ("12h", "Value12h"),
        ("16:9", "Value16_9"),
        ("", "Empty"),
        ("no device", "NoDevice"),
        ("audio/mpeg", "AudioMpeg"),
        ("-1", "Minus1"),
        ("1", "Value1"),
        ("\t", "Tab"),
        ("\u{11}", "DeviceControl1"),
    ];
    for (wire, expected) in table {
        assert_eq!(value(wire)[0].as_str(), expected);
    }
    assert_eq!(value("zh-CN")[1].as_str(), "ZhCN");
    assert_eq!(value("zh-cn")[1].as_str(), "ZhCn");
}

#[test]
fn the_last_word_is_found_however_it_is_written() {
    let table = [("FooResponse", true), ("foo-response", true), ("response", true), ("Foo", false), ("Prebody", false)];
    for (words, expected) in table {
        assert_eq!(ends_with(words, "response") || ends_with(words, "body"), expected, "{words}");
    }
}

#[test]
fn tables_are_sorted() {
    assert!(
        [KEYWORDS, TAKEN_BY_MODELS, TAKEN_BY_CALLS, TAKEN_METHODS, TAKEN_FILES].iter().all(|names| names.is_sorted())
    );
}

#[test]
fn long_names_are_cut_each_in_its_own_case() {
    let words = "very long name ".repeat(14);
    let other = format!("{words} of another");
    let spellings: [fn(&str) -> Ident; 4] = [field, model, method, constant];
    assert_eq!([field(&words), model(&words)].map(|ident| ident.plain().len()), [200, "VeryLongName".len() * 14]);
    assert!(constant(&words).plain().starts_with("VERY_LONG_NAME_VERY_LONG_NAME"), "{:?}", constant(&words));
    for spelling in spellings {
        let [one, other] = [words.repeat(20).as_str(), &other.repeat(20)].map(spelling);
        assert!(one != other && one.plain().len() <= 200, "{one:?} {other:?}");
        let is_lower = |ident: &Ident| ident.plain().contains(|c: char| c.is_ascii_lowercase());
        assert_eq!(is_lower(&one), is_lower(&spelling("word")), "{one:?}");
    }
}
