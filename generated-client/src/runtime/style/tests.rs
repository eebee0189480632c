//! Values in each style.

use super::super::codec::Json;
use super::{Explode, Parameter, Style, Value, in_header, in_pairs, in_path, is_dots, segment};

fn value(json: &str, parameter: &Parameter) -> Value {
    let json: Json = super::super::codec::from_str(json).expect("the case is JSON");
    Value::of(&json, parameter).expect("the case can be written")
}

/// The table of OpenAPI 3.0.4, "Style Examples"; the object's members are sorted here.
#[test]
fn styles_are_those_of_openapi() {
    const LIST: &str = r#"["blue","black","brown"]"#;
    const OBJECT: &str = r#"{"B":150,"G":200,"R":100}"#;
    let cases = [
        (Style::Matrix, Explode::No, r#""""#, ";color"),
        (Style::Matrix, Explode::Yes, r#""""#, ";color"),
        (Style::Label, Explode::No, r#""""#, "."),
        (Style::Label, Explode::Yes, r#""""#, "."),
        (Style::Simple, Explode::No, r#""""#, ""),
        (Style::Simple, Explode::Yes, r#""""#, ""),
        (Style::Matrix, Explode::No, r#""blue""#, ";color=blue"),
        (Style::Matrix, Explode::Yes, r#""blue""#, ";color=blue"),
        (Style::Matrix, Explode::No, LIST, ";color=blue,black,brown"),
        (Style::Matrix, Explode::No, OBJECT, ";color=B,150,G,200,R,100"),
        (Style::Matrix, Explode::Yes, LIST, ";color=blue;color=black;color=brown"),
        (Style::Matrix, Explode::Yes, OBJECT, ";B=150;G=200;R=100"),
        (Style::Label, Explode::No, r#""blue""#, ".blue"),
        (Style::Label, Explode::Yes, r#""blue""#, ".blue"),
        (Style::Label, Explode::No, LIST, ".blue,black,brown"),
        (Style::Label, Explode::No, OBJECT, ".B,150,G,200,R,100"),
        (Style::Label, Explode::Yes, LIST, ".blue.black.brown"),
        (Style::Label, Explode::Yes, OBJECT, ".B=150.G=200.R=100"),
        (Style::Simple, Explode::No, r#""blue""#, "blue"),
        (Style::Simple, Explode::Yes, r#""blue""#, "blue"),
        (Style::Simple, Explode::No, LIST, "blue,black,brown"),
        (Style::Simple, Explode::No, OBJECT, "B,150,G,200,R,100"),
        (Style::Simple, Explode::Yes, LIST, "blue,black,brown"),
        (Style::Simple, Explode::Yes, OBJECT, "B=150,G=200,R=100"),
    ];
    for (style, explode, json, expected) in cases {
        let parameter = Parameter::path("color").style(style).explode(explode);
        assert_eq!(in_path(&parameter, &value(json, &parameter)).as_deref(), Some(expected));
    }
    let cases = [
        (Style::Form, Explode::No, r#""""#, "color="),
        (Style::Form, Explode::Yes, r#""""#, "color="),
        (Style::Form, Explode::No, r#""blue""#, "color=blue"),
        (Style::Form, Explode::Yes, r#""blue""#, "color=blue"),
        (Style::Form, Explode::No, LIST, "color=blue,black,brown"),
        (Style::Form, Explode::No, OBJECT, "color=B,150,G,200,R,100"),
        (Style::Form, Explode::Yes, LIST, "color=blue&color=black&color=brown"),
        (Style::Form, Explode::Yes, OBJECT, "B=150&G=200&R=100"),
        (Style::SpaceDelimited, Explode::No, LIST, "color=blue%20black%20brown"),
        (Style::SpaceDelimited, Explode::No, OBJECT, "color=B%20150%20G%20200%20R%20100"),
        (Style::PipeDelimited, Explode::No, LIST, "color=blue%7Cblack%7Cbrown"),
        (Style::PipeDelimited, Explode::No, OBJECT, "color=B%7C150%7CG%7C200%7CR%7C100"),
        (Style::DeepObject, Explode::Yes, OBJECT, "color%5BB%5D=150&color%5BG%5D=200&color%5BR%5D=100"),
        (Style::Json, Explode::No, r#"{"a":1}"#, "color=%7B%22a%22%3A1%7D"),
    ];
    for (style, explode, json, expected) in cases {
        let parameter = Parameter::query("color").style(style).explode(explode);
        assert_eq!(in_pairs(&parameter, &value(json, &parameter)).join("&"), expected);
    }
}

#[test]
fn values_are_data() {
    let parameter = Parameter::query("a b").explode(Explode::No);
    let reserved = Parameter::query("q").allow_reserved();
    let cases = [
        (&parameter, r#"["x,y","z&=#+ \u00e9/~-._"]"#, "a%20b=x%2Cy,z%26%3D%23%2B%20%C3%A9%2F~-._"),
        (&parameter, "[true,5.0,1.50,null]", "a%20b=true,5,1.50"),
        (&parameter, "[null]", ""),
        (&parameter, "{}", ""),
        (&parameter, "null", ""),
        (&reserved, r#""a/b?c=d&e+f#g:h@i%20j,k'l[m]""#, "q=a/b?c=d%26e%2Bf%23g:h@i%20j,k%27l%5Bm%5D"),
        (
            &reserved,
            r#""50% off, 9%, %2, %zz, %é, %%41""#,
            "q=50%25%20off,%209%25,%20%252,%20%25zz,%20%25%C3%A9,%20%25%41",
        ),
    ];
    for (parameter, json, expected) in cases {
        assert_eq!(in_pairs(parameter, &value(json, parameter)).join("&"), expected);
    }
    let matrix = Parameter::path("p").style(Style::Matrix).allow_reserved();
    let sent = in_path(&matrix, &value(r#""abc=""#, &matrix));
    assert_eq!(sent.as_deref(), Some(";p=abc="), "only what has no value goes without its sign");
    let header = Parameter::header("X");
    assert_eq!(in_header(&header, &value(r#"["a b","c%"]"#, &header)).as_deref(), Some("a b,c%"));
}

#[test]
fn what_openapi_leaves_open_is_written_as_servers_read_it() {
    const NESTED: &str = r#"{"a":[1,{"b":"x"}],"c":{"d":null,"e":true},"f":[]}"#;
    let deep = Parameter::query("q").style(Style::DeepObject);
    let form = Parameter::query("q");
    let joined = form.explode(Explode::No);
    let piped = Parameter::query("q").style(Style::PipeDelimited).explode(Explode::Yes);
    let cases = [
        (deep, NESTED, "q[a][0]=1&q[a][1][b]=x&q[c][e]=true"),
        (deep, "[7,8]", "q[0]=7&q[1]=8"),
        (deep, "5", "q=5"),
        (deep, r#"{"a":{}}"#, ""),
        (form, r#"[{"a":1},[2]]"#, r#"q={"a":1}&q=[2]"#),
        (form, r#"{"a":[1,2]}"#, "a=[1,2]"),
        (joined, "[[1,2],3]", "q=[1,2],3"),
        (piped, "[1,2]", "q=1&q=2"),
        (piped, "1", "q=1"),
    ];
    for (parameter, json, expected) in cases {
        let pairs = in_pairs(&parameter, &value(json, &parameter)).join("&");
        let decoded = percent_encoding::percent_decode_str(&pairs).decode_utf8_lossy();
        assert_eq!(decoded, expected, "{json}");
    }
}

#[test]
fn elements_with_the_delimiter_are_refused() {
    let (piped, spaced) = (Style::PipeDelimited, Style::SpaceDelimited);
    let cases = [
        (piped, Explode::No, r#"["a|b"]"#, false),
        (piped, Explode::No, r#"{"a":"b|c"}"#, false),
        (piped, Explode::No, r#"["a b"]"#, true),
        (piped, Explode::No, r#""a|b""#, true),
        (piped, Explode::Yes, r#"["a|b"]"#, true),
        (spaced, Explode::No, r#"["New York"]"#, false),
        (spaced, Explode::No, r#"["a|b"]"#, true),
    ];
    for (style, explode, json, is_written) in cases {
        let json: Json = super::super::codec::from_str(json).expect("the case is JSON");
        let written = Value::of(&json, &Parameter::query("q").style(style).explode(explode));
        assert_eq!(written.is_ok(), is_written, "{json:?} in {style:?}, {explode:?}");
    }
}

#[test]
fn dots_are_told_by_the_whole_segment() {
    let cases = [
        ("/things/.", 8, true),
        ("/things/../parts", 8, true),
        ("/things/%2e.", 11, true),
        ("/things/.:cancel", 8, false),
        ("/things/..json/parts", 9, false),
        ("/things/...", 8, false),
        ("/./things/a", 10, false),
        ("/things/", 8, false),
    ];
    for (path, at, expected) in cases {
        assert_eq!(is_dots(segment(path, at)), expected, "{path} at {at}");
    }
}
