//! Two edits of one call give the findings of each: what one of them does to the Rust API is never told of the other.

use generator::diff::{Change, Rust, Wire};
use serde_json::{Value, json};

use super::report;
use crate::fixture::Fixture;

/// An edit of the document, by a name that says what it does.
type Edit = (&'static str, fn(&mut Value));

/// Edits that leave alone what the others are about.
const EDITS: &[Edit] = &[
    ("a required header comes", |it| add(call(it), "/parameters", parameter("header", "X-Sent", true, &text()))),
    ("an optional parameter comes", |it| add(call(it), "/parameters", parameter("query", "more", false, &text()))),
    ("a required parameter is another", |it| set(call(it), "/parameters/2/schema", text())),
    ("a required parameter is sent elsewhere", |it| set(call(it), "/parameters/1/in", json!("header"))),
    ("an optional parameter has another name", |it| set(call(it), "/parameters/3/name", json!("newer"))),
    ("a value is in another case", |it| set(it, "/components/schemas/Sent/properties/state/enum/1", json!("DONE"))),
    ("a member goes with its type", |it| {
        remove(it, "/components/schemas/Sent/properties", "box");
        remove(it, "/components/schemas", "Box");
    }),
    ("the body is sent as something else too", |it| {
        set(call(it), "/requestBody/content/text~1plain", json!({"schema": text()}));
    }),
    ("the answer holds another type", |it| {
        set(it, "/components/schemas/Given/properties/at", json!({"type": "integer"}));
    }),
    ("a success comes", |it| set(call(it), "/responses/202", answer("Later"))),
    ("an error comes", |it| set(call(it), "/responses/409", answer("Later"))),
    ("an error by reference goes", |it| remove(call(it), "/responses", "400")),
    ("an error holds another type", |it| {
        set(it, "/components/schemas/Gone/properties/when", json!({"type": "integer"}));
    }),
    ("an error becomes a component", |it| {
        let left = std::mem::replace(&mut call(it)["responses"]["410"], json!({"$ref": "#/components/responses/Left"}));
        it["components"]["responses"]["Left"] = left;
    }),
    ("the answer comes as XML", |it| {
        let content = call(it)["responses"]["200"]["content"].as_object_mut().expect("content");
        let media = content.remove("application/json").expect("JSON");
        content.insert("application/xml".to_owned(), media);
    }),
    ("a header goes", |it| remove(call(it), "/responses/200", "headers")),
    ("the call is at another path", |it| {
        let item = it["paths"].as_object_mut().expect("paths").remove("/calls/{id}").expect("the path");
        it["paths"]["/phone-calls/{id}"] = item;
    }),
    ("a call comes beside it", |it| {
        let id = parameter("path", "id", true, &text());
        let get = json!({"operationId": "readCall", "parameters": [id], "responses": {"200": answer("Later")}});
        set(item(it), "/get", get);
    }),
    ("the call has another id", |it| set(call(it), "/operationId", json!("beginCall"))),
    ("the call needs no credentials", |it| set(call(it), "/security", json!([]))),
    ("the call is deprecated", |it| set(call(it), "/deprecated", json!(true))),
    ("the call is described otherwise", |it| set(call(it), "/summary", json!("Begins a call."))),
    ("the first server goes", |it| drop(it["servers"].as_array_mut().expect("servers").remove(0))),
];

/// By what a call is known: where both are others, it is another call.
const IDENTITY: [&str; 2] = ["the call is at another path", "the call has another id"];

fn document() -> Value {
    let object = |properties: Value| json!({"type": "object", "properties": properties});
    json!({
        "openapi": "3.0.3",
        "info": {"title": "Calls", "version": "1"},
        "servers": [{"url": "https://one.example"}, {"url": "https://two.example"}],
        "security": [{"bearer": []}],
        "paths": {
            "/calls/{id}": {"post": {
                "operationId": "startCall",
                "parameters": [
                    parameter("path", "id", true, &text()),
                    parameter("query", "loud", true, &json!({"type": "boolean"})),
                    parameter("query", "count", true, &json!({"type": "integer"})),
                    parameter("query", "older", false, &json!({"type": "number"})),
                ],
                "requestBody": {"required": true, "content": {"application/json": {"schema": schema("Sent")}}},
                "responses": {
                    "200": {
                        "description": "Started.",
                        "headers": {"X-Left": {"schema": {"type": "integer"}}},
                        "content": {"application/json": {"schema": schema("Given")}},
                    },
                    "400": {"$ref": "#/components/responses/Bad"},
                    "404": answer("Gone"),
                    "410": {
                        "description": "Left.",
                        "content": {"application/json": {"schema": object(json!({"since": text()}))}},
                    },
                },
            }},
            "/others": {"get": {
                "operationId": "others",
                "responses": {"200": answer("Later"), "400": {"$ref": "#/components/responses/Bad"}},
            }},
        },
        "components": {
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
            "responses": {"Bad": answer("Problem")},
            "schemas": {
                "Sent": object(json!({"state": {"type": "string", "enum": ["open", "done"]}, "box": schema("Box")})),
                "Box": object(json!({"size": {"type": "string"}})),
                "Given": object(json!({"at": {"type": "string"}})),
                "Later": object(json!({"task": {"type": "string"}})),
                "Problem": object(json!({"title": {"type": "string"}})),
                "Gone": object(json!({"when": {"type": "string"}})),
            },
        },
    })
}

fn text() -> Value {
    json!({"type": "string"})
}

fn schema(name: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{name}")})
}

fn answer(name: &str) -> Value {
    json!({"description": "An answer.", "content": {"application/json": {"schema": schema(name)}}})
}

fn parameter(location: &str, name: &str, required: bool, schema: &Value) -> Value {
    json!({"in": location, "name": name, "required": required, "schema": schema})
}

/// The call that the edits are about.
fn call(document: &mut Value) -> &mut Value {
    item(document).get_mut("post").expect("the call")
}

/// What stands at the path of the call, wherever that is.
fn item(document: &mut Value) -> &mut Value {
    let paths = document["paths"].as_object_mut().expect("paths");
    paths.values_mut().find(|item| item.get("post").is_some()).expect("the path of the call")
}

fn set(value: &mut Value, place: &str, new: Value) {
    let (parent, key) = place.rsplit_once('/').expect("a place in something");
    let key = key.replace("~1", "/");
    match value.pointer_mut(parent).expect("the place is there") {
        Value::Array(list) => list[key.parse::<usize>().expect("an index")] = new,
        members => members[key] = new,
    }
}

fn add(value: &mut Value, list: &str, new: Value) {
    value.pointer_mut(list).and_then(Value::as_array_mut).expect("a list").push(new);
}

fn remove(value: &mut Value, object: &str, key: &str) {
    let members = value.pointer_mut(object).and_then(Value::as_object_mut).expect("an object");
    assert!(members.remove(key).is_some(), "{key} was there");
}

/// What is told of a change, but for where it is.
type Told = (String, Wire, Rust, bool);

/// What is told where edits are made, in alphabetical order.
fn told(edits: &[&Edit]) -> Vec<Told> {
    let mut head = document();
    edits.iter().for_each(|(_, edit)| edit(&mut head));
    let report = report(&Fixture::of("base", document().to_string()), &Fixture::of("head", head.to_string()));
    let told = |change: &Change| (change.kind.id().to_owned(), change.wire, change.rust, change.silent);
    let mut all: Vec<Told> = report.changes.iter().map(told).collect();
    all.sort();
    all
}

#[test]
fn two_edits_of_a_call_are_told_as_each_alone() {
    let mut wrong = Vec::new();
    for (index, one) in EDITS.iter().enumerate() {
        let is_known = |other: &&Edit| ![one, other].iter().all(|(name, _)| IDENTITY.contains(name));
        for other in EDITS[index + 1..].iter().filter(is_known) {
            let mut expected = [told(&[one]), told(&[other])].concat();
            expected.sort();
            let both = told(&[one, other]);
            if both != expected {
                let of = |some: &[Told], others: &[Told]| -> Vec<Told> {
                    some.iter().filter(|it| !others.contains(it)).cloned().collect()
                };
                let (missing, more) = (of(&expected, &both), of(&both, &expected));
                wrong.push(format!("{}, and {}: without {missing:?}, with {more:?}", one.0, other.0));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_edit_is_told() {
    let silent: Vec<&str> = EDITS.iter().filter(|edit| told(&[edit]).is_empty()).map(|(name, _)| *name).collect();
    assert_eq!(silent, [""; 0]);
}
