//! Which function of the program makes which call: what the document allows, held against what the crate takes.

use generator::calls::Call;
use serde::Serialize;

use super::program::function_name;
use super::samples::{Parameter, Sample};

/// A call to make.
#[derive(Debug, Serialize)]
pub(super) struct Planned {
    /// The function of the program.
    function: String,
    /// The media type to ask for; none, where it is the one that the crate takes by itself.
    content_type: Option<String>,
    #[serde(flatten)]
    pub(super) sample: Sample,
}

/// The call with these values.
///
/// # Errors
/// What the crate has no place for.
pub(super) fn planned(calls: &[Call], sample: &Sample) -> Result<Planned, String> {
    let call = calls.iter().find(|call| call.origin.pointer.as_str() == sample.at);
    let call = call.ok_or("the operation is not generated")?;
    let mut sample = sample.clone();
    place(call, &mut sample)?;
    let (body, content_type) = sample.media.as_deref().map(|media| body(call, media)).transpose()?.unzip();
    Ok(Planned { function: function_name(&sample.at, body), content_type: content_type.flatten(), sample })
}

/// Holds that each parameter has its place.
fn place(call: &Call, sample: &mut Sample) -> Result<(), String> {
    let is_taken = |place: &str, wire: &str| {
        let mut taken = call.parameters.iter();
        taken.any(|taken| taken.place == place && taken.wire == wire)
    };
    for Parameter { place, wire, .. } in &mut sample.parameters {
        // A placeholder behind the `?` of a path template is declared as one of the path, but stands in the query.
        if place == "path" && !is_taken("path", wire) && is_taken("query", wire) {
            "query".clone_into(place);
        }
        if !is_taken(place, wire) {
            return Err(format!("the {place} parameter `{wire}` is not taken"));
        }
    }
    Ok(())
}

/// Which of the bodies it is, and the media type to ask for, where that is not the usual one.
fn body(call: &Call, media: &str) -> Result<(usize, Option<String>), String> {
    let mut choices = call.body.iter().flat_map(|body| &body.choices).enumerate();
    let found = choices.find_map(|(at, choice)| {
        let place = choice.media_types.iter().position(|offered| offered.eq_ignore_ascii_case(media))?;
        Some((at, (place > 0).then(|| concrete(media))))
    });
    found.ok_or_else(|| format!("no body is sent as `{media}`"))
}

/// A media type of the range; the type itself, where it is none.
fn concrete(media: &str) -> String {
    match media.split_once('*') {
        None => media.to_owned(),
        Some(("", _)) => "application/octet-stream".to_owned(),
        Some((kind, rest)) => format!("{kind}vnd.sample{rest}"),
    }
}

#[cfg(test)]
mod tests {
    use generator::calls::{Body, Choice, Content, Kind, Taken, Way};
    use generator::source::{Origin, Pointer, Sources};
    use serde_json::{Value, json};

    use super::*;

    /// An operation with a query parameter and two bodies.
    fn calls() -> Vec<Call> {
        let file = Sources::new([("things.yaml", "")]).files().next().expect("there is a file");
        let choice = |media_types: &[&str]| Choice {
            media_types: media_types.iter().map(|media| (*media).to_owned()).collect(),
            variant: None,
            content: Content::Text,
        };
        let kind = Kind::Value("String".to_owned());
        vec![Call {
            origin: Origin::new(file, Pointer::parse("/paths/x/put").expect("is a pointer")),
            method: "put_x".to_owned(),
            parameters: vec![Taken { place: "query", wire: "q".to_owned(), kind, way: Way::Argument }],
            body: Some(Body {
                way: Way::Argument,
                choices: vec![choice(&["text/plain", "text/*"]), choice(&["application/json"])],
            }),
        }]
    }

    fn sample(at: &str, place: &str, wire: &str, media: Option<&str>) -> Sample {
        let parameters = json!([{"place": place, "wire": wire, "value": "v"}]);
        let sample = json!({"at": at, "extent": "full", "media": media, "parameters": parameters});
        serde_json::from_value(sample).expect("is a sample")
    }

    #[test]
    fn a_call_is_made_by_the_function_of_its_body() {
        let cases = [
            (sample("/paths/x/put", "query", "q", Some("application/json")), "/paths/x/put 1", Value::Null),
            (sample("/paths/x/put", "path", "q", Some("Text/Plain")), "/paths/x/put 0", Value::Null),
            (sample("/paths/x/put", "query", "q", Some("text/*")), "/paths/x/put 0", json!("text/vnd.sample")),
            (sample("/paths/x/put", "query", "q", None), "/paths/x/put", Value::Null),
        ];
        for (sample, function, content_type) in cases {
            let planned = planned(&calls(), &sample).expect("has a place");
            assert_eq!((planned.function.as_str(), json!(planned.content_type)), (function, content_type));
            assert_eq!(planned.sample.parameters[0].place, "query");
        }
    }

    #[test]
    fn what_has_no_place_is_named() {
        let cases = [
            (sample("/paths/y/put", "query", "q", None), "the operation is not generated"),
            (sample("/paths/x/put", "header", "q", None), "the header parameter `q` is not taken"),
            (sample("/paths/x/put", "query", "q", Some("image/png")), "no body is sent as `image/png`"),
        ];
        for (sample, expected) in cases {
            assert_eq!(planned(&calls(), &sample).expect_err("has no place"), expected);
        }
    }
}
