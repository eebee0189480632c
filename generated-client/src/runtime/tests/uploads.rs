//! Forms, files and streams on the wire.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;

use super::sample::{Picture, User};
use super::server::{NO_CONTENT, Playback};
use crate::{ErrorKind, Method, Part, Upload};

const DONE: &str = "HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: 4\r\nconnection: close\r\n\r\ndone";

#[tokio::test]
async fn a_form_has_parts_of_every_kind() -> crate::Result<()> {
    let server = Playback::of([DONE]).await;
    let image = Part::from(b"\x01\x02".as_slice()).file_name("a\"\r\nb.png");
    let form = Picture::new(image).note("n").count(5).ids(["x", "y"]).user(User::new("u", None));
    let form = form.more([Part::text("t").content_type("text/x")]);
    assert_eq!(server.client()?.send_picture(form).await?, "done");

    let request = server.request().await;
    let content_type = request.header("content-type").expect("the request has a body");
    let boundary = content_type.strip_prefix("multipart/form-data; boundary=").expect("it is a form");
    let part = |header: &str, body: &str| {
        format!("--{boundary}\r\nContent-Disposition: form-data; {header}\r\n\r\n{body}\r\n")
    };
    let expected = [
        part("name=\"image\"; filename=\"a%22%0D%0Ab.png\"\r\nContent-Type: image/png", "\u{1}\u{2}"),
        part("name=\"Note\"", "n"),
        part("name=\"count\"", "5"),
        part("name=\"ids\"", "x"),
        part("name=\"ids\"", "y"),
        part("name=\"user\"\r\nContent-Type: application/json", r#"{"id":"u","ended":null}"#),
        part("name=\"more\"\r\nContent-Type: text/x", "t"),
        format!("--{boundary}--\r\n"),
    ];
    assert_eq!(request.body, expected.concat());
    assert_eq!(request.header("content-length"), Some(expected.concat().len().to_string().as_str()));
    Ok(())
}

#[tokio::test]
async fn a_part_has_the_type_of_the_document_unless_the_caller_names_one() -> crate::Result<()> {
    let server = Playback::of([DONE]).await;
    let form = Picture::new(Part::text("i")).page(Part::text("a").file_name("a.png"));
    let form = form.page(Part::text("b").content_type("image/png")).memo("*m*").tags(["x", "1"]);
    let form = form.settings(["{\"a\": 1}", "null"]).r#type("t").r#mod("m");
    server.client()?.send_picture(form).await?;
    let body = server.request().await.body;
    let expected = [
        "name=\"page\"; filename=\"a.png\"\r\nContent-Type: image/tiff\r\n\r\na",
        "name=\"page\"\r\nContent-Type: image/png\r\n\r\nb",
        "name=\"memo\"\r\nContent-Type: text/markdown\r\n\r\n*m*",
        "name=\"tags\"\r\nContent-Type: application/json\r\n\r\n\"x\"",
        "name=\"tags\"\r\nContent-Type: application/json\r\n\r\n\"1\"",
        "name=\"settings\"\r\nContent-Type: application/json\r\n\r\n{\"a\": 1}",
        "name=\"settings\"\r\nContent-Type: application/json\r\n\r\nnull",
        "name=\"type\"\r\n\r\nt",
        "name=\"r#mod\"\r\n\r\nm",
    ];
    for part in expected {
        assert!(body.contains(&format!("; {part}\r\n--")), "{part} in {body}");
    }
    Ok(())
}

#[tokio::test]
async fn a_part_is_written_in_its_style() -> crate::Result<()> {
    let server = Playback::of([DONE]).await;
    let form = Picture::new(Part::text("i")).deep(User::new("u", None).tags(["a b", "c"]));
    let form = form.joined(["x&y", "z"]).spread(["1", "2"]);
    server.client()?.send_picture(form).await?;
    let body = server.request().await.body;
    let parts: Vec<&str> =
        body.split("form-data; name=").skip(2).filter_map(|part| part.split("\r\n--").next()).collect();
    let expected = [
        "\"deep[id]\"\r\n\r\nu",
        "\"deep[tags][0]\"\r\n\r\na b",
        "\"deep[tags][1]\"\r\n\r\nc",
        "\"joined\"\r\n\r\nx&y|z",
        "\"spread\"\r\n\r\n1",
        "\"spread\"\r\n\r\n2",
    ];
    assert_eq!(parts, expected);
    Ok(())
}

#[tokio::test]
async fn a_file_is_read_when_sent() -> crate::Result<()> {
    let path = std::env::temp_dir().join(format!("generated-client-{}.gif", std::process::id()));
    let server = Playback::of([DONE]).await;
    let call = server.client()?.send_picture(Picture::new(Part::path(&path)));
    let error = call.clone().await.expect_err("there is no such file yet");
    assert_eq!((error.kind(), std::error::Error::source(&error).is_some()), (ErrorKind::Build, true));

    tokio::fs::write(&path, "GIF89a").await.expect("the folder for temporary files can be written");
    let answer = call.await;
    tokio::fs::remove_file(&path).await.expect("the file was written above");
    answer?;
    let body = server.request().await.body;
    assert!(body.contains(".gif\"\r\nContent-Type: image/gif\r\n\r\nGIF89a\r\n--"), "{body}");
    Ok(())
}

#[tokio::test]
async fn a_body_of_no_byte_has_a_length() -> crate::Result<()> {
    let path = std::env::temp_dir().join(format!("generated-client-{}.empty", std::process::id()));
    tokio::fs::write(&path, "").await.expect("the folder for temporary files can be written");
    let server = Playback::of([NO_CONTENT; 4]).await;
    let client = server.client()?;
    for upload in [Upload::from(Vec::new()), Upload::from(""), Upload::path(&path)] {
        client.send_raw_picture(upload).with_content_type("image/png").await?;
    }
    tokio::fs::remove_file(&path).await.expect("the file was written above");
    client.request(Method::Delete, "/picture").bytes("image/png", Bytes::new()).send().await?;
    for request in server.requests().await {
        let head = ["content-type", "content-length", "transfer-encoding"].map(|name| request.header(name));
        assert_eq!(head, [Some("image/png"), Some("0"), None], "{}", request.line);
    }
    Ok(())
}

/// Two chunks.
struct Chunks(u8);

impl Stream for Chunks {
    type Item = std::io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, _context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0 += 1;
        Poll::Ready((self.0 < 3).then(|| Ok(Bytes::from_static(b"ab"))))
    }
}

#[tokio::test]
async fn a_stream_is_sent_once() -> crate::Result<()> {
    let server = Playback::of([NO_CONTENT]).await;
    let call = server.client()?.send_raw_picture(Upload::stream(Chunks(0)));
    let error = call.clone().await.expect_err("which type of image is not said");
    assert!(error.to_string().contains("declared as `image/*`: choose one by `with_content_type`"), "{error}");

    let call = call.with_content_type("image/png");
    assert_eq!(call.clone().await?, "");
    assert_eq!(
        call.await.expect_err("it was sent").to_string(),
        "sendPicture: request cannot be built: the stream to upload was sent already"
    );
    let request = server.request().await;
    assert_eq!((request.header("content-type"), request.header("content-length")), (Some("image/png"), None));
    assert_eq!(request.body, "2\r\nab\r\n2\r\nab\r\n0\r\n\r\n");
    Ok(())
}
