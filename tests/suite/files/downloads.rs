//! Content that is downloaded: as bytes, piece by piece, into a file; and the scaled image of the media host.

use std::fs;
use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use generated_client::ErrorKind::{Build, Decode};
use generated_client::ringcentral_user_settings::models::{ContentDisposition, ScaleSize};
use generated_client::ringcentral_user_settings::{Client, Server};
use generated_client::testing::{Answer, Fake};
use generated_client::{Download, Method};

use super::{IMAGE, MEBIBYTE, client, rest};
use crate::faults::server::{FaultServer, Plan, Step};
use crate::faults::service::{TOKEN, session};
use crate::faults::{answer, head};

const PNG: (&str, &str) = ("content-type", "image/png");

/// Downloads the image of a server.
async fn download(server: &FaultServer) -> Download {
    let answer = client(session(), server).read_user_profile_image_legacy().send_streaming().await;
    answer.expect("the image is there").into_body()
}

/// A content in chunks.
fn chunked(contents: &[&[u8]]) -> Vec<u8> {
    let chunk = |content: &&[u8]| [format!("{:x}\r\n", content.len()).as_bytes(), content, b"\r\n"].concat();
    contents.iter().chain(&[&b""[..]]).flat_map(chunk).collect()
}

fn gzip(content: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(content).expect("memory can be written");
    encoder.finish().expect("memory can be written")
}

/// The same content, as servers may send it.
fn plans(content: &[u8]) -> [(&'static str, Option<u64>, Plan); 4] {
    let length = content.len();
    let (one, other) = content.split_at(length / 2);
    let known = head(200, &[PNG, ("content-length", &length.to_string())]);
    let in_chunks = head(200, &[PNG, ("transfer-encoding", "chunked")]);
    let zipped = answer(200, &[PNG, ("content-encoding", "gzip")], &gzip(content));
    let until_end = head(200, &[PNG, ("connection", "close")]);
    let send = |bytes: &[u8]| Step::Send(bytes.to_vec());
    [
        ("of known length", Some(length as u64), vec![send(&known), send(one), send(other)]),
        ("in chunks", None, vec![send(&in_chunks), send(&chunked(&[one, other]))]),
        ("encoded", None, vec![send(&zipped)]),
        ("to the end of the connection", None, vec![send(&until_end), send(one), send(other), Step::Close]),
    ]
}

#[tokio::test]
async fn a_content_comes_byte_for_byte_however_it_is_sent() {
    for content in [IMAGE.to_vec(), IMAGE.repeat(3 * MEBIBYTE / IMAGE.len())] {
        for (name, _, plan) in plans(&content) {
            let server = FaultServer::start([plan]);
            let client = client(session(), &server);
            let whole = client.read_user_profile_image_legacy().await.expect(name);
            assert!(whole == content, "{name}");
            let raw = client.read_user_profile_image_legacy().send_raw().await.expect(name);
            assert!(raw.header("content-type") == Some("image/png") && *raw.body() == content, "{name}");
            assert!(rest(download(&server).await).await.expect(name) == content, "{name}");
        }
    }
}

#[tokio::test]
async fn a_download_tells_how_far_it_is() {
    let content = IMAGE.repeat(3 * MEBIBYTE / IMAGE.len());
    for (name, length, plan) in plans(&content) {
        let mut download = download(&FaultServer::start([plan])).await;
        assert_eq!((download.length(), download.received()), (length, 0), "{name}");
        let mut received = Vec::new();
        while let Some(piece) = download.next().await {
            received.extend_from_slice(&piece.expect(name));
            assert_eq!(download.received(), received.len() as u64, "{name}");
            assert_eq!(download.length(), length, "{name}: it is that of all");
        }
        assert!(received == content, "{name}");
        assert!(download.next().await.is_none(), "{name}: the end stays");
    }
}

#[tokio::test]
async fn an_answer_without_content_is_a_download_of_nothing() {
    for plan in [answer(200, &[PNG], b""), b"HTTP/1.1 204 No Content\r\n\r\n".to_vec()] {
        let mut download = download(&FaultServer::start([vec![Step::Send(plan)]])).await;
        assert_eq!(download.length(), Some(0));
        assert!(download.next().await.is_none());
    }
}

#[tokio::test]
async fn a_download_is_saved_to_a_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("face.png");
    let content = IMAGE.repeat(3 * MEBIBYTE / IMAGE.len());
    fs::write(&path, vec![1; 4 * MEBIBYTE]).expect("the folder can be written");
    for (name, _, plan) in plans(&content) {
        let server = FaultServer::start([plan]);
        let bytes = download(&server).await.save_to(&path).await.expect(name);
        assert_eq!(bytes, content.len() as u64, "{name}");
        assert!(fs::read(&path).expect("the file is there") == content, "{name}");

        let mut begun = download(&server).await;
        let first = begun.next().await.expect("there is content").expect(name);
        let bytes = begun.save_to(&path).await.expect(name);
        assert_eq!(bytes, content.len() as u64, "{name}: those of before count");
        assert!(fs::read(&path).expect("the file is there") == content[first.len()..], "{name}");
    }
}

#[tokio::test]
async fn a_file_that_cannot_be_written_is_an_error_that_names_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = FaultServer::start([vec![Step::Send(answer(200, &[PNG], IMAGE))]]);
    for path in [folder.path().to_owned(), folder.path().join("missing/face.png")] {
        let error = download(&server).await.save_to(&path).await.expect_err("it cannot be written");
        assert_eq!(error.kind(), Build, "{error}");
        assert!(error.to_string().contains(&path.display().to_string()), "{error}");
    }
}

#[tokio::test]
async fn a_download_has_no_limit_for_its_size_and_a_whole_answer_has() {
    let pour = || Step::Pour(vec![7; MEBIBYTE], 64 * MEBIBYTE as u64);
    let head = head(200, &[PNG, ("content-length", &(64 * MEBIBYTE).to_string())]);
    let server = FaultServer::start([vec![Step::Send(head), pour()]]);
    let client = client(session().max_response_size(MEBIBYTE), &server);
    let mut download = client.read_user_profile_image_legacy().send_streaming().await.expect("a success").into_body();
    while let Some(piece) = download.next().await {
        assert!(piece.expect("a piece").len() <= MEBIBYTE, "it comes bit by bit");
    }
    assert_eq!(download.received(), 64 * MEBIBYTE as u64);
    let error = client.read_user_profile_image_legacy().send().await.expect_err("it is too large");
    assert_eq!((error.kind(), error.to_string().contains("larger than 1048576 bytes")), (Decode, true), "{error}");
}

#[tokio::test]
async fn what_no_document_names_can_be_read_as_it_comes() {
    let server = FaultServer::start([vec![Step::Send(answer(200, &[PNG], &vec![7; 2 * MEBIBYTE]))]]);
    let client = client(session().max_response_size(MEBIBYTE), &server);
    let answer = client.request(Method::Get, "/content/1").send_streaming().await.expect("a success");
    assert_eq!((answer.header("content-type"), answer.attempts()), (Some("image/png"), 1));
    assert_eq!(rest(answer.into_body()).await.expect("it comes").len(), 2 * MEBIBYTE);
    assert_eq!(server.seen().requests[0].header("authorization"), Some(&*format!("Bearer {TOKEN}")));
}

#[tokio::test]
async fn the_scaled_image_is_asked_for_at_the_media_host_unless_a_base_url_is_given() {
    let path = "/restapi/v1.0/account/~/extension/~/profile-image/90x90?contentDisposition=Attachment";
    let fake = Fake::new().on("readScaledProfileImage", Answer::bytes("image/png", IMAGE));
    let client = Client::new(fake.session());
    let cases = [
        (client.clone(), "https://media.ringcentral.com"),
        (client.clone().with_server(Server::Sandbox), "https://media.ringcentral.com"),
        (client.with_base_url("http://127.0.0.1:4010/mock").expect("a URL"), "http://127.0.0.1:4010/mock"),
    ];
    for (client, host) in cases {
        let call = client.read_scaled_profile_image(ScaleSize::Value90x90);
        let call = call.content_disposition(ContentDisposition::Attachment);
        assert_eq!(call.await.expect("the image is there"), IMAGE);
        assert_eq!(fake.take_calls()[0].url, format!("{host}{path}"));
    }
}
