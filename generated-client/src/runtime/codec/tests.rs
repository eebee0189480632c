//! Scalars as they are read and written.

use std::collections::BTreeMap;

use serde_json::json;

use super::{Base64, DateTime, Extra, Json, Nullable, Number, StringOrInteger, StringOrNumber};
use super::{DecodeResult, Member, Reader, Scope, Visitor, Writer, from_str, to_string};

/// What a text reads as, written again; the error's message when it does not read.
fn again<T: super::Decode + super::Encode>(text: &str) -> String {
    from_str::<T>(text).map_or_else(|error| error.message().to_owned(), |value| to_string(&value))
}

#[test]
fn scalars_read_tolerantly_and_write_strictly() {
    let cases = [
        (again::<String>("12.50"), r#""12.50""#),
        (again::<String>("-0"), r#""-0""#),
        (again::<String>("true"), r#""true""#),
        (again::<String>(r#""\u00e9\n\"\/\u0001""#), "\"\u{e9}\\n\\\"/\\u0001\""),
        (again::<String>(r#""\ud83d\ude00\u00""#), "invalid JSON: unknown escape in a string"),
        (again::<String>(r#""\ud800x""#), "invalid JSON: half of a surrogate pair in a string"),
        (again::<String>(r#""\ud83d\ude00\ude00""#), "invalid JSON: half of a surrogate pair in a string"),
        (again::<Json>(r#"{"a\ude00":"\ud800x"}"#), r#"{"a\ude00":"\ud800x"}"#),
        (again::<i64>("-9223372036854775808"), "-9223372036854775808"),
        (again::<i64>("9223372036854775808"), "expected a 64-bit integer, found another scalar"),
        (again::<i64>("9223372036854775808.0"), "expected a 64-bit integer, found another scalar"),
        (again::<i64>("3e5"), "300000"),
        (again::<i64>("9223372036854775807.0"), "9223372036854775807"),
        (again::<i64>("12345678901234567890e-1"), "1234567890123456789"),
        (again::<i64>("-0.5e1"), "-5"),
        (again::<i64>("0e999999999999"), "0"),
        (again::<i64>("5e-1"), "expected a 64-bit integer, found another scalar"),
        (again::<u64>("-0"), "0"),
        (again::<u64>("18446744073709551615.0e0"), "18446744073709551615"),
        (again::<i64>(r#""5.0""#), "5"),
        (again::<i64>("5.5"), "expected a 64-bit integer, found another scalar"),
        (again::<i64>("true"), "expected a 64-bit integer, found another scalar"),
        (again::<u64>("18446744073709551615"), "18446744073709551615"),
        (again::<u64>("-1"), "expected an unsigned 64-bit integer, found another scalar"),
        (again::<f64>("5"), "5.0"),
        (again::<f64>(r#""0.1""#), "0.1"),
        (again::<f64>("1e400"), "expected a number, found another scalar"),
        (again::<f64>("NaN"), "invalid JSON: expected a value"),
        (again::<bool>(r#""false""#), "false"),
        (again::<bool>("1"), "expected a boolean, found another scalar"),
        (again::<Vec<Option<i64>>>(r#"[1,null,"2"]"#), "[1,null,2]"),
        (again::<Nullable<i64>>("null"), "null"),
        (again::<Json>(" {\"a\" : [1, 2.50]} "), "{\"a\" : [1, 2.50]}"),
        (again::<Number>("1e999"), "1e999"),
        (again::<Number>(r#""9007199254740993""#), "9007199254740993"),
        (again::<Number>(r#""007""#), "expected a number, found another scalar"),
        (again::<Number>("true"), "expected a number, found another scalar"),
        (again::<StringOrInteger>("5"), "5"),
        (again::<StringOrInteger>(r#""5""#), r#""5""#),
        (again::<StringOrNumber>("5.50"), "5.50"),
        (again::<DateTime>(r#""yesterday""#), r#""yesterday""#),
    ];
    for (written, expected) in cases {
        assert_eq!(written, expected);
    }
    assert_eq!(to_string(&vec![f64::NAN, f64::INFINITY, 1e21, 0.1 + 0.2]), "[null,null,1e+21,0.30000000000000004]");
}

#[test]
fn nullable_scalars_convert_as_scalars_do() {
    let integers: [Nullable<StringOrInteger>; 4] = ["a".into(), String::from("b").into(), 5.into(), None.into()];
    let numbers: [Nullable<StringOrNumber>; 4] = ["a".into(), String::from("b").into(), 5.into(), 0.5.into()];
    let exact: [Nullable<Number>; 5] = [5.into(), i64::MAX.into(), 0.5.into(), f64::NAN.into(), None.into()];
    let dates: [Nullable<DateTime>; 2] = ["2020".into(), String::from("2021").into()];
    assert_eq!(to_string(&Vec::from(integers)), r#"["a","b",5,null]"#);
    assert_eq!(to_string(&Vec::from(numbers)), r#"["a","b",5,0.5]"#);
    assert_eq!(to_string(&Vec::from(exact)), "[5,9223372036854775807,0.5,null,null]");
    assert_eq!(to_string(&Vec::from(dates)), r#"["2020","2021"]"#);
}

/// Of a text with more digits than 53 bits serde_json reads a neighbour, unless it is asked for the number itself.
#[test]
fn numbers_pass_through_serde_as_they_are() -> Result<(), Box<dyn std::error::Error>> {
    for exact in [2_063_473_655_900_475.0, 243_670_157_034_784_130.0, 0.1 + 0.2] {
        let number: Number = serde_json::from_value(json!(exact))?;
        assert_eq!(serde_json::to_value(number)?.as_f64(), Some(exact));
    }
    Ok(())
}

#[test]
fn declared_names_are_any_text() -> DecodeResult<()> {
    const MEMBERS: &[Member] = &[Member::new("r#type"), Member::new("quoted").named("\"\n\u{e9}")];
    const TEXT: &str = "{\"type\":1,\"\\\"\\n\u{e9}\":2}";
    let (mut kind, mut quoted) = (None::<i64>, None::<i64>);
    let rest: Extra = Reader::new(TEXT).object(MEMBERS, &mut [&mut kind, &mut quoted])?;
    assert_eq!((kind, quoted, rest.len()), (Some(1), Some(2), 0));
    let mut json = Writer::new(Scope::Everything);
    json.object(MEMBERS, &[&kind, &quoted], &rest);
    assert_eq!(json.into_bytes(), TEXT.as_bytes());
    Ok(())
}

#[test]
fn malformed_text_is_an_error() {
    for text in ["", "{", "[1", "{\"a\"}", "{\"a\":1,}", "[1,]", "nul", "\"a", "01", "-", "{1:2}", "1 2", "\u{1}"] {
        assert!(from_str::<Json>(text).is_err(), "{text:?}");
    }
    assert!(super::from_slice::<String>(b"\"\xff\"").is_err());
}

/// Texts one or two bytes away from JSON are taken or refused as serde_json does, and strings read the same.
#[test]
fn text_is_what_serde_json_takes() {
    const SEEDS: [&str; 4] = [
        r#"{"a":[1,-2.5e+3,true,false,null,{}],"b c":{"":"x\n\u00e9\\"}}"#,
        "[ 0 , 10.25E-7 , [ ] , \"\u{e9}/\" , { \"k\" : [ [ ] , { \"z\" : 0 } ] } ]",
        r#""plain \"quoted\" \u0041\uD83D\uDE00 and longer than a word""#,
        "-12.5e10",
    ];
    const PUT: &[u8] = b"\"\\{}[]:,.eE+-019ntfu \n\x01/a";
    let mut random = 0x9E37_79B9_7F4A_7C15_u64;
    let mut below = |bound: usize| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        random as usize % bound
    };
    for round in 0..20_000 {
        let mut bytes = SEEDS[round % SEEDS.len()].as_bytes().to_vec();
        for _ in 0..=below(2) {
            let (at, byte) = (below(bytes.len()), PUT[below(PUT.len())]);
            match below(3) {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                _ => drop(bytes.remove(at)),
            }
        }
        let Ok(text) = String::from_utf8(bytes) else { continue };
        let expected = serde_json::from_str::<serde::de::IgnoredAny>(&text).is_ok();
        assert_eq!(from_str::<Json>(&text).is_ok(), expected, "{text}");
        if let Ok(expected) = serde_json::from_str::<String>(&text) {
            assert_eq!(from_str::<String>(&text), Ok(expected));
        }
    }
}

#[test]
fn values_are_equal_by_value() {
    let [left, right] = [r#"{"a":1,"b":"\u00e9"}"#, "{\"b\": \"\u{e9}\", \"a\": 1}"].map(from_str::<Json>);
    assert_eq!(left, right);
    let [left, right] = [r#"{"a":1,"b":[2],"a":3}"#, r#"{"b":[ 2 ],"a":3}"#].map(|text| {
        let mut json = super::Reader::new(text);
        json.object::<Extra>(&[], &mut [])
    });
    assert_eq!(left, right);
}

/// A type of the caller's.
#[derive(serde::Serialize)]
enum Shape {
    Flat { side: f32 },
}

#[test]
fn undeclared_members_can_be_changed() -> crate::Result<()> {
    assert_eq!(size_of::<Extra>(), size_of::<usize>());
    let mut extra = Extra::new();
    extra.insert("a", 1)?;
    extra.insert("b", [true])?;
    extra.insert("a", "x")?;
    assert_eq!(extra.iter().collect::<Vec<_>>(), [("a", "\"x\""), ("b", "[true]")]);
    assert_eq!((extra.remove("a"), extra.get("a"), extra.len()), (Some("x".into()), None, 1));
    let whole = BTreeMap::from([("i", Some(i128::from(i64::MIN)))]);
    extra.insert("b", (whole, 'c', 0.5))?;
    assert_eq!(extra.get("b"), Some(json!([{"i": i64::MIN}, "c", 0.5])));
    let infinite = BTreeMap::from([("k", [Some(0.0), Some(f64::INFINITY)])]);
    assert!(extra.insert("c", BTreeMap::from([((), 1)])).is_err());
    assert!(extra.insert("c", infinite).is_err() && extra.insert("c", Shape::Flat { side: f32::NAN }).is_err());
    assert!(extra.insert("c", StringOrNumber::from(0.5)).is_ok());
    Ok(())
}

#[test]
fn base64_is_decoded_on_demand() -> crate::Result<()> {
    assert_eq!(Base64::from_bytes([1, 2, 255, 254]).as_str(), "AQL//g==");
    assert_eq!(Base64::from("AQL//g").decode()?, [1, 2, 255, 254]);
    assert!(Base64::from("?").decode().is_err());
    Ok(())
}
