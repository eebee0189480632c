//! Models, enums and unions, read, written and checked.

use serde_json::json;

use super::sample::{Counts, Empty, Level, Loose, Pet, Shapes, Status, TextOrWhole, User};
use crate::json::{from_str, to_string};
use crate::{DateTime, Map, Nullable};

#[test]
fn a_model_comes_back_as_it_was() {
    let cases = [
        r#"{"id":"a","ended":null}"#,
        r#"{"id":"a","type":"no device","Note Text":null,"ended":"2020-01-01","created":"x","tags":[],"level":2}"#,
        r#"{"id":"a","type":"","Note Text":"n","ended":null,"boss":{"id":"b","ended":null,"y":{}},"level":9,"x y":[1, 2.50]}"#,
    ];
    for text in cases {
        let user: User = from_str(text).expect(text);
        assert_eq!(to_string(&user), text);
        let bridged: User = serde_json::from_str(text).expect(text);
        assert_eq!(
            (&bridged, serde_json::to_string(&bridged).ok().map(|text| text.len())),
            (&user, Some(text.replace(", 2.50", ",2.5").len()))
        );
    }
}

#[test]
fn reading_is_tolerant() {
    let text = r#"{"Note Text": true, "unknown": 1, "id": 12.50, "level": "1", "boss": null, "unknown": 2, "ended": null, "tags": ["a", 1]}"#;
    let user: User = from_str(text).expect(text);
    assert_eq!((user.id.as_str(), user.note.as_option().map(String::as_str)), ("12.50", Some("true")));
    assert_eq!((user.level, user.boss, user.tags), (Some(Level::Value1), None, Some(vec!["a".into(), "1".into()])));
    assert_eq!(user.extra.iter().collect::<Vec<_>>(), [("unknown", "2")]);
}

#[test]
fn errors_have_a_path() {
    let cases = [
        (r#"{"ended":null}"#, "required member is missing at $.id (byte 14)"),
        (r#"{"id":null,"ended":null}"#, "required member is null at $.id (byte 24)"),
        (r#"{"id":"a","ended":null,"tags":["",{}]}"#, "expected a string, found an object at $.tags[1] (byte 34)"),
        (r#"{"id":"a","ended":null,"tags":[null]}"#, "null is no value of this type at $.tags[0] (byte 35)"),
        (r#"{"id":"a","Note Text":[]}"#, "expected a string, found an array at $[\"Note Text\"] (byte 22)"),
        (r#"{"id":"a","level":true}"#, "expected a number, found another scalar at $.level (byte 18)"),
        ("[]", "expected an object, found an array at $ (byte 0)"),
        (r#"{"id":"a","ended":null} x"#, "invalid JSON: the text goes on after the value at $ (byte 24)"),
    ];
    for (text, message) in cases {
        assert_eq!(from_str::<User>(text).expect_err(text).to_string(), message);
    }
    let cases = [(r#"{"total":1,"east":2,"west":null}"#, "null is no value of this type at $.west (byte 31)")];
    for (text, message) in cases {
        assert_eq!(from_str::<Counts>(text).expect_err(text).to_string(), message);
    }
    assert_eq!(from_str::<Counts>(r#"{"total":null,"total":1}"#).map(|counts| counts.total), Ok(1));
    let map = from_str::<Map<Option<i64>>>(r#"{"a":null,"b":1}"#).map(|map| to_string(&map));
    assert_eq!(map.as_deref(), Ok(r#"{"a":null,"b":1}"#));
}

#[test]
fn depth_is_limited_in_what_is_read_and_skipped() {
    let nested =
        |levels: usize| format!("{}null{}", r#"{"id":"a","ended":null,"boss":"#.repeat(levels), "}".repeat(levels));
    assert!(from_str::<User>(&nested(128)).is_ok());
    assert!(from_str::<User>(&nested(129)).is_err());
    let skipped = |levels: usize| format!("{{\"x\":{}{}}}", "[".repeat(levels), "]".repeat(levels));
    assert!(from_str::<Empty>(&skipped(127)).is_ok());
    let error = from_str::<Empty>(&skipped(128)).expect_err("129 levels");
    assert_eq!(error.to_string(), "invalid JSON: nested deeper than 128 levels at $.x (byte 132)");
    assert!(from_str::<Shapes>(&"[".repeat(100_000)).is_err());
}

#[test]
fn unions_are_decided_by_shape() {
    let cases = [
        (r#"{"id":"a","ended":null}"#, "User(User {"),
        (r#"{"total":4,"ended":null}"#, "UnrecognizedValue("),
        (r#"{"total":"4"}"#, "Counts(Counts {"),
        (r#"{"id":7,"total":4}"#, "Counts(Counts {"),
        (r#"{"id":{}}"#, "UnrecognizedValue("),
        (r#""5""#, "Text("),
        ("5", "Whole(5"),
        ("5.0", "Float(5.0"),
        ("true", "Flag(true"),
        (r#"[1,"x"]"#, "List([Whole(1), Text(\"x\")]"),
    ];
    for (text, expected) in cases {
        let value: Shapes = from_str(text).expect(text);
        assert!(format!("{value:?}").starts_with(expected), "{text} is {value:?}");
        let written: serde_json::Value = serde_json::from_str(&to_string(&value)).expect(text);
        assert!(!written.is_null());
    }
}

/// What takes anything takes a value for what it is, before another variant reads it as something else.
#[test]
fn values_stay_what_they_are_beside_anything() {
    for (text, is_any) in
        [(r#"["a"]"#, false), (r#"["a",1]"#, true), (r#"{"a":1}"#, false), (r#"{"a":"1"}"#, true), ("1", true)]
    {
        let value: Loose = from_str(text).expect(text);
        assert_eq!(matches!(value, Loose::Any(_)), is_any, "{text}: {value:?}");
        assert_eq!(to_string(&value), text);
    }
    assert_eq!(from_str::<TextOrWhole>("1.0").ok(), Some(TextOrWhole::Whole(1)));
}

#[test]
fn unions_are_decided_by_tag() {
    let cases = [
        (r#"{"kind":"cat"}"#, Some("Cat(")),
        (r#"{"total":1,"kind":"puppy"}"#, None),
        (r#"{"kind":"cow"}"#, Some("UnrecognizedValue(")),
        (r#"{}"#, Some("UnrecognizedValue(")),
        ("3", Some("UnrecognizedValue(")),
    ];
    for (text, expected) in cases {
        let value = from_str::<Pet>(text).map(|value| format!("{value:?}"));
        match expected {
            Some(expected) => {
                assert!(value.as_ref().is_ok_and(|value| value.starts_with(expected)), "{text} is {value:?}");
            }
            None => assert_eq!(value.map_err(|error| error.json_path()), Err("$.kind".to_owned())),
        }
    }
}

#[test]
fn enums_are_open() {
    assert_eq!((Status::from("active"), Status::from("no device").as_str()), (Status::Active, "no device"));
    assert_eq!((Status::from("").to_string(), Status::VALUES.len()), (String::new(), 2));
    assert_ne!(Status::from(String::from("x")), Status::from("y"));
    assert_eq!(
        (Level::from(2), Level::from(7).as_i64(), Level::from(7).to_string()),
        (Level::Value2, 7, "7".to_owned())
    );
    let fraction = from_str::<Level>("2.5").expect("is a number");
    assert_eq!((fraction.as_i64(), fraction.to_string(), to_string(&fraction)), (2, "2.5".into(), "2.5".into()));
    assert_eq!(
        from_str::<Vec<Status>>("[true, 5]").map(|all| to_string(&all)).ok().as_deref(),
        Some(r#"["true","5"]"#)
    );
}

#[test]
fn builders_take_what_is_at_hand() {
    let user = User::new("a", DateTime::from("2020"))
        .note("n")
        .type_value("active")
        .tags(vec!["t"])
        .boss(User::new("b", None));
    let user = user.level(Level::Value1);
    let expected = json!({
        "id": "a", "type": "active", "Note Text": "n", "ended": "2020", "tags": ["t"], "boss": {"id": "b", "ended": null},
        "level": 1
    });
    assert_eq!(serde_json::to_value(&user).ok(), Some(expected));
    assert_eq!(user.note, Nullable::Value("n".to_owned()));
    assert_eq!(to_string(&Counts::new(2).by_name([("a", 1)])), r#"{"total":2,"a":1}"#);
    assert_eq!(Empty::default(), Empty::new());
}

#[test]
fn validation_finds_everything_at_once() {
    let user = User::new("aaaaaa", None).tags(["x", "x", ""]).boss(User::new("B", None));
    let violations = user.validate().expect_err("much is wrong");
    assert_eq!(
        violations.to_string(),
        "$.id: longer than 5 characters; $.tags: more than 2 elements; $.tags: elements are repeated; \
         $.boss.id: does not match `^[a-z0-9]+$`"
    );
    assert_eq!(Counts::new(11).validate().expect_err("above").iter().count(), 2);
    assert_eq!((User::new("a", None).validate(), Counts::new(4).validate()), (Ok(()), Ok(())));
}
