//! What is sent as the body.

use generated_client::{Form, Part, json};

use crate::recorder::Recorder;

#[tokio::test]
async fn bodies() {
    use generated_client::bodies::{Client, models::Ids};
    let recorder = Recorder::new(204, "");
    let client = Client::new(recorder.session());
    client.optional_body().await.unwrap();
    let request = recorder.request();
    assert!(request.body().is_empty() && !request.headers().contains_key("content-type"), "{request:?}");
    client.delete_many(Ids::new(["1", "2"])).await.unwrap();
    client.form(Ids::new(["1"])).await.unwrap();
    client.bytes(vec![0, 255]).await.unwrap();
    client.text("é").await.unwrap();
    client.suffix(Ids::new(["1"])).await.unwrap();
    client.list([1, 2]).await.unwrap();
    client.scalar(true).await.unwrap();
    let seen = recorder.seen.lock().unwrap();
    let sent: Vec<(&str, &str, &[u8])> = seen
        .iter()
        .map(|request| {
            let media_type = request.headers()["content-type"].to_str().expect("is text");
            (request.method().as_str(), media_type, request.body().as_slice())
        })
        .collect();
    assert_eq!(sent[0], ("DELETE", "application/json", br#"{"ids":["1","2"]}"#.as_slice()));
    assert_eq!(sent[1], ("POST", "application/x-www-form-urlencoded", b"ids=1".as_slice()));
    assert_eq!(sent[2], ("PUT", "application/octet-stream", [0, 255].as_slice()));
    assert_eq!((sent[3].0, sent[3].2), ("PUT", "é".as_bytes()));
    assert!(sent[3].1.starts_with("text/plain"), "{}", sent[3].1);
    assert_eq!(sent[4], ("PATCH", "application/merge-patch+json", br#"{"ids":["1"]}"#.as_slice()));
    assert_eq!((sent[5].2, sent[6].2), (b"[1,2]".as_slice(), b"true".as_slice()));
}

#[tokio::test]
async fn texts_are_written_in_their_charset() {
    use generated_client::texts_by_charset::Client;
    let recorder = Recorder::new(204, "");
    let client = Client::new(recorder.session());
    client.send_latin("é").await.unwrap();
    assert_eq!(recorder.request().body(), b"\xe9");
    assert!(client.send_latin("€").await.unwrap_err().to_string().contains("`iso-8859-1` has not all characters"));
    client.send_other(vec![0x83, 0x65]).await.unwrap();
    assert_eq!(recorder.request().body(), b"\x83\x65");
}

#[tokio::test]
async fn a_body_is_what_the_caller_chooses() {
    use generated_client::several_bodies::{Client, models, operations};
    use operations::{JsonOrFormBody, JsonOrMarkupBody, PatchThingBody, TextOrBytesBody};
    let recorder = Recorder::new(204, "");
    let client = Client::new(recorder.session());
    let thing = || models::Thing::new("1");
    client.json_or_file(thing()).await.unwrap();
    client.json_or_file(models::JsonOrFileBodyForm::new(Part::text("x"))).await.unwrap();
    client.json_or_form().body(models::JsonOrFormBodyUrlEncoded::new().name("a b")).await.unwrap();
    client.json_or_form().body(JsonOrFormBody::Json(thing())).await.unwrap();
    client.json_or_markup(JsonOrMarkupBody::Xml("<id/>".to_owned())).await.unwrap();
    client.json_or_markup(JsonOrMarkupBody::Xml("<id/>".to_owned())).with_content_type("text/xml").await.unwrap();
    client.json_or_markup(thing()).await.unwrap();
    client.patch_thing(PatchThingBody::JsonPatchJson(Vec::new())).await.unwrap();
    client.text_or_bytes(TextOrBytesBody::Text("a,b".to_owned())).with_content_type("text/csv").await.unwrap();
    client.text_or_bytes(TextOrBytesBody::Bytes(vec![1].into())).with_content_type("image/png").await.unwrap();
    client.repeated(models::RepeatedBody::new(["x"])).await.unwrap();
    let sent: Vec<String> = recorder.seen.lock().unwrap().iter().map(sent).collect();
    assert_eq!(
        sent,
        [
            r#"application/json {"id":"1"}"#,
            "multipart/form-data",
            "application/x-www-form-urlencoded name=a+b",
            r#"application/json {"id":"1"}"#,
            "application/xml <id/>",
            "text/xml <id/>",
            r#"application/json {"id":"1"}"#,
            "application/json-patch+json []",
            "text/csv a,b",
            "image/png \u{1}",
            r#"application/json {"a":["x"]}"#,
        ]
    );
    let wrong = client.json_or_markup(thing()).with_content_type("application/xml").await.unwrap_err();
    assert!(wrong.to_string().contains("is not declared"), "{wrong}");
}

/// The media type and the body of a request; of a form, the type alone, as its boundary is random.
fn sent(request: &http::Request<Vec<u8>>) -> String {
    let media_type = request.headers()["content-type"].to_str().expect("is text");
    match media_type.split_once("; boundary") {
        Some((form, _)) => form.to_owned(),
        None => format!("{media_type} {}", String::from_utf8_lossy(request.body())),
    }
}

#[tokio::test]
async fn forms() {
    use generated_client::multipart::{Client, models};
    let recorder = Recorder::new(204, "");
    let body = models::UploadAllBody::new(Part::from(vec![1, 2]).file_name("a.png"), "A title")
        .attachments([Part::text("x"), Part::from(vec![3])])
        .meta(models::Meta::new().author("me"))
        .default_value("d")
        .odd_part("o");
    Client::new(recorder.session()).upload_all(body).await.unwrap();
    let request = recorder.request();
    assert!(request.headers()["content-type"].to_str().expect("is text").starts_with("multipart/form-data; boundary="));
    let text = String::from_utf8_lossy(request.body()).into_owned();
    for (name, times) in [("image", 1), ("title", 1), ("attachments", 2), ("meta", 1), ("default", 1), ("Odd Part", 1)]
    {
        assert_eq!(text.matches(&format!("; name=\"{name}\"")).count(), times, "{name} in {text}");
    }
    assert_eq!(text.matches("; filename=\"attachments\"").count(), 1, "bytes are a file: {text}");
    assert!(text.contains("filename=\"a.png\"") && text.contains(r#"{"author":"me"}"#), "{text}");
}

#[tokio::test]
async fn forms_send_the_defaults_of_what_is_required() {
    use generated_client::defaults_of_forms::{Client, models};
    let recorder = Recorder::new(204, "");
    let client = Client::new(recorder.session());
    let sent = || String::from_utf8_lossy(recorder.request().body()).into_owned();
    let form = || models::UploadForm::new(vec![1], ["n"]);
    for (form, kind, flag) in [(form(), "a", "true"), (form().kind("b").flag(false), "b", "false")] {
        client.upload(form).await.unwrap();
        let text = sent();
        assert_eq!(text.matches("; name=").count(), 5, "{text}");
        for (name, value) in [("kind", kind), ("a number", "5"), ("flag", flag)] {
            assert!(text.contains(&format!("name=\"{name}\"\r\n\r\n{value}\r\n")), "{name} in {text}");
        }
    }
}

#[tokio::test]
async fn forms_whose_parts_the_caller_names() {
    use generated_client::multipart::Client;
    let recorder = Recorder::new(204, "");
    let mut form = Form::from([("face", Part::from(vec![1]).file_name("a.png"))]);
    form.value("note", &"n".to_owned());
    Client::new(recorder.session()).upload_free(form).await.unwrap();
    let request = recorder.request();
    assert!(request.headers()["content-type"].to_str().expect("is text").starts_with("multipart/form-data; boundary="));
    let text = String::from_utf8_lossy(request.body()).into_owned();
    assert!(text.contains("name=\"face\"; filename=\"a.png\"") && text.contains("name=\"note\""), "{text}");
}

#[tokio::test]
async fn forms_take_parts_that_the_document_does_not_name() {
    use generated_client::further_parts::{Client, models};
    let recorder = Recorder::new(204, "");
    let client = Client::new(recorder.session());
    let sent = || String::from_utf8_lossy(recorder.request().body()).into_owned();
    client.add_texts(models::AddTextsBody::new(vec![1]).with_part("caption", "c")).await.unwrap();
    let text = sent();
    assert!(text.contains("name=\"caption\"\r\n\r\nc\r\n"), "{text}");
    let object = models::AddObjectsBodyValue::new().size(5);
    client.add_objects(models::AddObjectsBody::new().with_part("icon", object)).await.unwrap();
    let text = sent();
    assert!(text.contains(r#"{"size":5}"#), "{text}");
    let file = Part::from(vec![2]).file_name("a.png");
    client.add_files(models::AddFilesBody::new().with_part("a", file)).await.unwrap();
    let text = sent();
    assert!(text.contains("name=\"a\"; filename=\"a.png\""), "{text}");
}

#[tokio::test]
async fn files_that_may_be_null_or_text_are_parts() {
    use generated_client::file_parts::{Client, models::UploadBody};
    let recorder = Recorder::new(204, "");
    let file = || Part::from(vec![0, 255]).file_name("a.png");
    let body = UploadBody::new(file()).optional(file()).several([file()]).wrapped(file()).list([file()]);
    Client::new(recorder.session()).upload(body.either(Part::text("t")).note("n")).await.unwrap();
    let text = String::from_utf8_lossy(recorder.request().body()).into_owned();
    assert_eq!((text.matches("Content-Type: image/png").count(), text.matches("; name=").count()), (5, 7), "{text}");
}

#[tokio::test]
async fn read_only_members_are_not_sent() {
    use generated_client::read_and_write_only::{Client, models::User};
    let recorder = Recorder::new(200, r#"{"id":"1","name":"n","owner":{"id":"2"}}"#);
    let user: User = json::from_str(r#"{"id":"1","name":"n","owner":{"id":"2"},"new":true}"#).unwrap();
    let mut user = user;
    user.password = Some("p".to_owned());
    let answer = Client::new(recorder.session()).write_thing(user).await.unwrap();
    assert_eq!(recorder.json(), serde_json::json!({"name": "n", "password": "p", "new": true}));
    assert_eq!((answer.id.as_deref(), answer.password), (Some("1"), None));
    assert_eq!(json::to_string(&User::new("n", "p")), r#"{"name":"n","password":"p"}"#);
}

#[tokio::test]
async fn a_tag_that_is_read_only_is_sent_as_it_was_read() {
    use generated_client::tags_that_are_read_only::{Client, models};
    let recorder = Recorder::new(204, "");
    let client = Client::new(recorder.session());
    for text in [r#"{"kind":"dog","tricks":1}"#, r#"{"kind":"kitten","lives":9}"#] {
        client.put_pet(json::from_str::<models::Pet>(text).unwrap()).await.unwrap();
        assert_eq!(recorder.json(), serde_json::from_str::<serde_json::Value>(text).unwrap());
    }
    client.put_pet(models::Pet::Cat(models::Cat::new().lives(9))).await.unwrap();
    assert_eq!(recorder.json(), serde_json::json!({"kind": "cat", "lives": 9}));
}

#[tokio::test]
async fn a_tag_that_no_variant_declares_is_sent() {
    use generated_client::undeclared_tags::{Client, models};
    use models::{Legal, OwnerForm, OwnerResourcetype, Person};
    let recorder = Recorder::new(204, "");
    let client = Client::new(recorder.session());
    client.add_person(Person::Natural(models::Natural::new("x"))).await.unwrap();
    assert_eq!(recorder.json(), serde_json::json!({"resourcetype": "natural", "first": "x"}));
    let legal = Person::Legal(Box::new(Legal::new("y")));
    client.add_person(legal).with_content_type("application/x-www-form-urlencoded").await.unwrap();
    assert_eq!(sent(&recorder.request()), "application/x-www-form-urlencoded company=y&resourcetype=legal");
    client.upload_person(OwnerForm::new(OwnerResourcetype::Legal).company("z")).await.unwrap();
    let text = String::from_utf8_lossy(recorder.request().body()).into_owned();
    assert!(text.contains("name=\"resourcetype\"\r\n\r\nLegal\r\n"), "{text}");
}

#[tokio::test]
async fn numbers_that_json_has_no_text_for_are_not_sent() {
    use generated_client::unions_of_tuples::{Client, models::Point};
    let recorder = Recorder::new(204, "");
    let point = Point::ListOfNumberAndNumber((f64::NAN, 1.0));
    let error = Client::new(recorder.session()).set_point(point).await.unwrap_err();
    assert!(error.to_string().contains("a number of the body is not finite"), "{error}");
    use generated_client::numbers_of_forms::{Client as Forms, models::UploadBody};
    for form in [UploadBody::new(f64::NAN), UploadBody::new(1.0).rates([0.5, f64::INFINITY])] {
        let error = Forms::new(recorder.session()).upload(form).await.unwrap_err();
        assert!(error.to_string().contains("request cannot be built: part `"), "{error}");
        assert!(error.to_string().contains("has a number that is not finite"), "{error}");
    }
    assert!(recorder.seen.lock().unwrap().is_empty());
}
