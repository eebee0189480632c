//! Forms of several parts: names of files and media types.

use generated_client::ringcentral_user_settings::Client;
use generated_client::ringcentral_user_settings::models::ProfileImageUploadForm;
use generated_client::{Method, Part};

use super::super::server::FaultServer;
use super::super::{answer, service};
use super::{answering, arrived, hostile, is_no_header_value, named};
use crate::wire::server::Recorded;

/// A client that uploads images, at a server that takes them.
fn images() -> (Client, FaultServer) {
    let server = answering(answer(204, &[], b""));
    let client = Client::new(service::session().build().expect("a session"));
    (client.with_base_url(server.url()).expect("a URL"), server)
}

/// The lines of the head of the only part, whose content is `image`.
fn head(request: &Recorded) -> Vec<String> {
    let content_type = request.header("content-type").expect("a media type");
    let boundary = content_type.strip_prefix("multipart/form-data; boundary=").expect("a form");
    let body = String::from_utf8(request.body.clone()).expect("the parts are text");
    let begin = format!("--{boundary}\r\n");
    let part = body.strip_prefix(&begin).and_then(|rest| rest.strip_suffix(&format!("\r\n--{boundary}--\r\n")));
    let part = part.expect("a part between its delimiters");
    assert!(!part.contains(boundary), "one part");
    let (head, content) = part.split_once("\r\n\r\n").expect("a head that ends");
    assert_eq!(content, "image", "the head ends where it should");
    head.split("\r\n").map(str::to_owned).collect()
}

#[tokio::test]
async fn the_name_of_a_file_stays_between_its_quotes() {
    let (client, server) = images();
    for text in hostile() {
        let (name, before) = (named("a file name", &text), server.seen().requests.len());
        let part = Part::from(b"image".as_slice()).file_name(text.as_str()).content_type("image/png");
        let result = client.create_user_profile_image(ProfileImageUploadForm::new(part)).await;
        let request = arrived(&server, before, result, &name).expect("every name can be sent");
        // As browsers do it: WHATWG HTML, multipart form data.
        let escaped = text.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A");
        let disposition = format!("Content-Disposition: form-data; name=\"image\"; filename=\"{escaped}\"");
        assert_eq!(head(&request), [disposition.as_str(), "Content-Type: image/png"], "{name}");
    }
}

#[tokio::test]
async fn the_media_type_of_a_part_is_a_header_value() {
    let (client, server) = images();
    for text in hostile() {
        let (name, before) = (named("a media type", &text), server.seen().requests.len());
        let part = Part::from(b"image".as_slice()).content_type(text.as_str());
        let result = client.create_user_profile_image(ProfileImageUploadForm::new(part)).await;
        let request = arrived(&server, before, result, &name);
        assert_eq!(request.is_none(), is_no_header_value(&text), "{name}");
        if let Some(request) = request {
            let disposition = "Content-Disposition: form-data; name=\"image\"; filename=\"image\"";
            assert_eq!(head(&request), [disposition, &format!("Content-Type: {text}")], "{name}");
        }
    }
}

#[tokio::test]
async fn the_media_type_of_a_body_is_a_header_value() {
    let (client, server) = images();
    for text in hostile() {
        let (name, before) = (named("a media type", &text), server.seen().requests.len());
        let result = client.request(Method::Post, "/a").bytes(&text, "image").send().await;
        let request = arrived(&server, before, result, &name);
        assert_eq!(request.is_none(), is_no_header_value(&text), "{name}");
        if let Some(request) = request {
            let arrived = request.header("content-type").expect("a media type");
            assert_eq!((arrived, &*request.body), (&*text, &b"image"[..]), "{name}");
        }
    }
}
