//! Edits of the bodies of requests, and of answers.

use generator::diff::Wire;
use serde_json::{Value, json};

use super::Edit;
use super::choice::Choice;
use super::expected::Finding;
use super::keywords::Schema;
use super::original::Original;
use super::pointer::{child, children, object, resolved};
use super::uses::{headers, is_success};

/// How a body or an answer is edited, and what that is.
pub(super) struct Itself {
    pub(super) name: &'static str,
    edit: fn(&mut Schema) -> Option<()>,
    there: &'static str,
    back: &'static str,
}

macro_rules! edits {
    ($($name:literal, $edit:expr, $there:literal, $back:literal;)*) => {
        &[$(Itself { name: $name, edit: $edit, there: $there, back: $back },)*]
    };
}

/// Edits of the bodies of requests.
pub(super) const BODIES: &[Itself] = edits![
    "body made required", |it| {
        let was = it.insert("required".to_owned(), json!(true));
        (was != Some(json!(true))).then_some(())
    }, "body-became-required", "body-became-optional";
    "body made optional", |it| it.shift_remove("required").filter(|was| was == &json!(true)).map(drop),
        "body-became-optional", "body-became-required";
    "body described otherwise", |it| describe(it), "body-doc-changed", "body-doc-changed";
    "body as another media type", |it| media_type_added(it), "body-media-added", "body-media-removed";
    "media type of the body replaced", |it| media_type_replaced(it), "body-media-replaced", "body-media-replaced";
];

/// Edits of answers.
pub(super) const ANSWERS: &[Itself] = edits![
    "answer described otherwise", |it| describe(it), "resp-desc-changed", "resp-desc-changed";
    "header added", |it| header_added(it, json!({"schema": {"type": "string"}})),
        "resp-header-added", "resp-header-removed-opt";
    "required header added", |it| header_added(it, json!({"required": true, "schema": {"type": "string"}})),
        "resp-header-added", "resp-header-removed-req";
    "content of the answer removed", |it| {
        let content = it.shift_remove("content")?;
        content.as_object().filter(|content| !content.is_empty()).map(drop)
    }, "resp-body-removed", "resp-body-added";
    "answer as another media type", |it| media_type_added(it), "resp-media-added", "resp-media-removed";
    "media type of the answer replaced", |it| media_type_replaced(it), "resp-media-replaced", "resp-media-replaced";
];

fn describe(it: &mut Schema) -> Option<()> {
    it.insert("description".to_owned(), json!("It is something else."));
    Some(())
}

fn header_added(answer: &mut Schema, header: Value) -> Option<()> {
    answer.entry("headers").or_insert_with(|| json!({})).as_object_mut()?.insert("X-Edited".to_owned(), header);
    Some(())
}

fn media_type_added(it: &mut Schema) -> Option<()> {
    let content = it.get_mut("content")?.as_object_mut()?;
    let schema = content.get("application/json")?.get("schema")?.clone();
    content.insert("application/edited+json".to_owned(), json!({"schema": schema}));
    Some(())
}

fn media_type_replaced(it: &mut Schema) -> Option<()> {
    let content = it.get_mut("content")?.as_object_mut()?;
    let media = content.shift_remove("application/json").filter(|_| content.is_empty())?;
    content.insert("application/edited+json".to_owned(), media);
    Some(())
}

/// Edits the body of any operation.
pub(super) fn body_edited(original: &Original<'_>, choice: &mut Choice, itself: &Itself) -> Option<Edit> {
    let body = |pointer: &str| resolved(original.document, &child(pointer, "requestBody"));
    choice.of_all(&original.operations, |operation| {
        let place = body(&operation.pointer)?;
        let mut edited = object(original.document, &place)?.clone();
        (itself.edit)(&mut edited)?;
        let mut head = original.document.clone();
        *head.pointer_mut(&place)? = Value::Object(edited);
        let with = original.operations.iter().filter(|other| body(&other.pointer).as_ref() == Some(&place));
        Some(Edit::new(itself.name, &place, head).one(itself.there, itself.back, with.count()))
    })
}

/// Takes the body away from any operation.
pub(super) fn body_removed(original: &Original<'_>, choice: &mut Choice) -> Option<Edit> {
    choice.of_all(&original.operations, |operation| {
        let mut head = original.document.clone();
        let body = resolved(original.document, &child(&operation.pointer, "requestBody"))?;
        head.pointer_mut(&operation.pointer)?.as_object_mut()?.shift_remove("requestBody")?;
        let is_required = original.document.pointer(&child(&body, "required")).and_then(Value::as_bool) == Some(true);
        let back = if is_required { "body-added-required" } else { "body-added-optional" };
        Some(Edit::new("body removed", &operation.pointer, head).one("body-removed", back, 1))
    })
}

/// Edits any answer.
pub(super) fn answer_edited(original: &Original<'_>, choice: &mut Choice, itself: &Itself) -> Option<Edit> {
    let answers: Vec<_> = original.answers().into_iter().collect();
    choice.of_all(&answers, |(place, given)| {
        let mut edited = object(original.document, place)?.clone();
        (itself.edit)(&mut edited)?;
        let (there, back) = (found(itself.there, *given)?, found(itself.back, *given)?);
        let mut head = original.document.clone();
        *head.pointer_mut(place)? = Value::Object(edited);
        Some(Edit::new(itself.name, place, head).finding(Some(there), Some(back)))
    })
}

/// What is found of an answer that so many operations give as a success, and as an error: who reads one has lost the
/// call already. What it is where it is both is not sure.
fn found(kind: &str, [successes, errors]: [usize; 2]) -> Option<Finding> {
    let finding = Finding::new(kind, successes + errors);
    match (successes, errors) {
        (_, 0) => Some(finding),
        (0, _) => Some(finding.at_most(Wire::Risky)),
        (_, _) => None,
    }
}

/// Gives any operation an answer with a status, or for all others.
pub(super) fn answer_added(
    original: &Original<'_>,
    choice: &mut Choice,
    &(status, there, back): &(&str, &str, &str),
) -> Option<Edit> {
    choice.of_all(&original.operations, |operation| {
        let mut head = original.document.clone();
        let answers = head.pointer_mut(&child(&operation.pointer, "responses"))?.as_object_mut()?;
        if answers.contains_key(status) || answers.is_empty() {
            return None;
        }
        answers.insert(status.to_owned(), json!({"description": "It is done otherwise."}));
        let what = format!("answer {status} added");
        Some(Edit::new(&what, &operation.pointer, head).one(there, back, 1))
    })
}

/// Statuses that answers are added with, and what it is that they come, and that they go.
pub(super) const STATUSES: &[(&str, &str, &str)] = &[
    ("299", "resp-success-added", "resp-success-removed"),
    ("418", "resp-error-added", "resp-error-removed"),
    ("default", "resp-default-added", "resp-default-removed"),
];

/// Gives the only success of an operation another status.
pub(super) fn status_replaced(original: &Original<'_>, choice: &mut Choice) -> Option<Edit> {
    choice.of_all(&original.operations, |operation| {
        let list = child(&operation.pointer, "responses");
        let answers = children(original.document, &list);
        let successes: Vec<&String> = answers.iter().filter(|answer| is_success(original.document, answer)).collect();
        let [success] = successes[..] else { return None };
        let was = success.rsplit('/').next()?;
        let head = super::operations::renamed(original, &list, was, "299")?;
        let kind = "resp-success-removed";
        Some(Edit::new("status of the success replaced", success, head).one(kind, kind, 1))
    })
}

/// Has a part of a form come as another media type.
pub(super) fn encoding_set(original: &Original<'_>, choice: &mut Choice) -> Option<Edit> {
    const FORM: &str = "content/multipart~1form-data";
    choice.of_all(&original.operations, |operation| {
        let body = resolved(original.document, &child(&operation.pointer, "requestBody"))?;
        let media = format!("{body}/{FORM}");
        let schema = resolved(original.document, &child(&media, "schema"))?;
        let part = object(original.document, &child(&schema, "properties"))?.keys().next()?.clone();
        let mut head = original.document.clone();
        let form = head.pointer_mut(&media)?.as_object_mut()?;
        if form.contains_key("encoding") || body.starts_with("/components/") {
            return None;
        }
        form.insert("encoding".to_owned(), json!({part: {"contentType": "text/x-edited"}}));
        let kind = "body-encoding-changed";
        Some(Edit::new("encoding set", &media, head).one(kind, kind, 1))
    })
}

/// Has a header be always there.
pub(super) fn header_required(original: &Original<'_>, choice: &mut Choice) -> Option<Edit> {
    let answers = original.answers().into_iter();
    let headers = answers
        .flat_map(|(answer, given)| headers(original.document, &answer).into_iter().map(move |header| (header, given)));
    choice.of_all(&headers.collect::<Vec<_>>(), |(place, given)| {
        let mut head = original.document.clone();
        let header = head.pointer_mut(place)?.as_object_mut()?;
        if header.contains_key("$ref") || header.insert("required".to_owned(), json!(true)) == Some(json!(true)) {
            return None;
        }
        let (there, back) =
            (found("resp-header-became-required", *given)?, found("resp-header-became-optional", *given)?);
        Some(Edit::new("header made required", place, head).finding(Some(there), Some(back)))
    })
}
