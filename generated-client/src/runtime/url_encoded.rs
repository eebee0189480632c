//! URL-encoded forms: `application/x-www-form-urlencoded` (WHATWG URL, section 5).

use super::codec::{Extra, from_str};
use super::parameter::Parameter;
use super::style::{self, Value};
use crate::{Error, Result};

/// An object as a form. Members are written in their declared style, others as OpenAPI does by default: lists as
/// repeated pairs, what is inside of members as JSON.
///
/// # Errors
///
/// The value is no object; the kind is build.
pub(crate) fn url_encoded(json: &[u8], declared: &[Parameter]) -> Result<String> {
    let members = std::str::from_utf8(json).ok().map(Extra::of_object);
    let Some(Ok(members)) = members else {
        return Err(Error::build("only an object can be an URL-encoded form"));
    };
    let mut pairs = Vec::new();
    for (name, json) in members.iter() {
        match declared.iter().find(|parameter| parameter.name() == name) {
            Some(parameter) => pairs.extend(in_style(parameter, json)?),
            None => pairs.extend(texts(json).iter().map(|text| format!("{}={}", style::data(name), style::data(text)))),
        }
    }
    // The form's own way to write a space, which a percent-encoded one stands for as well.
    Ok(pairs.join("&").replace("%20", "+"))
}

fn in_style(parameter: &Parameter, json: &str) -> Result<Vec<String>> {
    let value = from_str::<super::codec::Json>(json).map_err(|_| "is no JSON");
    let value = value.and_then(|json| Value::of(&json, parameter));
    let value = value.map_err(|problem| Error::build(format!("member `{}` {problem}", parameter.name())))?;
    Ok(style::in_pairs(parameter, &value))
}

/// The texts of a member without a style: one for each element of a list, JSON for an object.
fn texts(json: &str) -> Vec<String> {
    match style::value_of(json) {
        Ok(Value::Absent) => Vec::new(),
        Ok(Value::Scalar(text)) => vec![text],
        Ok(Value::List(texts)) => texts,
        Ok(Value::Pairs(_) | Value::Deep(_)) | Err(_) => vec![json.to_owned()],
    }
}

#[cfg(test)]
mod tests {
    use super::super::parameter::{Explode, Parameter, Style};
    use super::url_encoded;

    #[test]
    fn members_are_written_in_their_style() {
        const DECLARED: &[Parameter] = &[
            Parameter::query("deep").style(Style::DeepObject),
            Parameter::query("joined").explode(Explode::No),
            Parameter::query("json").json(),
            Parameter::query("kept").allow_reserved(),
        ];
        let cases = [
            (
                r#"{"a b":"c d&e","list":[1,2],"object":{"x":1},"none":null}"#,
                "a+b=c+d%26e&list=1&list=2&object=%7B%22x%22%3A1%7D",
            ),
            (r#"{"deep":{"a":[{"b":1}]},"joined":[1,2]}"#, "deep%5Ba%5D%5B0%5D%5Bb%5D=1&joined=1,2"),
            (r#"{"json":"x","kept":"a/b"}"#, "json=%22x%22&kept=a/b"),
            ("{}", ""),
        ];
        for (json, expected) in cases {
            assert_eq!(url_encoded(json.as_bytes(), DECLARED).expect("an object"), expected);
        }
        assert!(url_encoded(b"[1]", DECLARED).is_err());
    }
}
