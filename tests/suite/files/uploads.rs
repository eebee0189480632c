//! Images that are uploaded, byte for byte, and those that cannot be read to their end.

use std::fs::{self, File};
use std::path::PathBuf;

use generated_client::ErrorKind::{Api, Build, Transport};
use generated_client::ringcentral_user_settings::Client;
use generated_client::ringcentral_user_settings::models::{ProfileImageReplacementForm, ProfileImageUploadForm};
use generated_client::{Error, Part, Result};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;

use super::{IMAGE, MEBIBYTE, Pieces, client};
use crate::faults::answer;
use crate::faults::server::{FaultServer, Step};
use crate::faults::service::session;

/// The calls that upload an image.
#[derive(Clone, Copy, Debug)]
enum Call {
    Create,
    Update,
}

impl Call {
    async fn send(self, client: &Client, image: Part) -> Result<()> {
        match self {
            Self::Create => client.create_user_profile_image(ProfileImageUploadForm::new(image)).await,
            Self::Update => client.update_user_profile_image(ProfileImageReplacementForm::new().image(image)).await,
        }
    }

    fn line(self) -> &'static str {
        match self {
            Self::Create => "POST /restapi/v1.0/account/~/extension/~/profile-image",
            Self::Update => "PUT /restapi/v1.0/account/~/extension/~/profile-image",
        }
    }
}

/// A server that takes what is sent.
fn taking() -> FaultServer {
    FaultServer::start([vec![Step::Send(b"HTTP/1.1 204 Taken\r\n\r\n".to_vec())]])
}

fn file(folder: &TempDir, name: &str, content: &[u8]) -> PathBuf {
    let path = folder.path().join(name);
    fs::write(&path, content).expect("the folder can be written");
    path
}

/// The form that the last request has: its media type and its body, with `$` for the boundary.
fn form(server: &FaultServer) -> Vec<u8> {
    let request = server.seen().requests.pop().expect("a request");
    let media_type = request.header("content-type").expect("a form has a media type");
    let boundary = media_type.strip_prefix("multipart/form-data; boundary=").expect("a form has a boundary");
    let (dashed, mut body) = (format!("--{boundary}"), request.body.as_slice());
    let mut form = Vec::new();
    while let Some(at) = body.windows(dashed.len()).position(|window| window == dashed.as_bytes()) {
        form.extend_from_slice(&body[..at]);
        form.push(b'$');
        body = &body[at + dashed.len()..];
    }
    [form, body.to_vec()].concat()
}

/// A form of one part with these lines at its head.
fn expected(lines: &str, content: &[u8]) -> Vec<u8> {
    let head = format!("$\r\nContent-Disposition: form-data; name=\"image\"{lines}\r\n\r\n");
    [head.as_bytes(), content, b"\r\n$--\r\n"].concat()
}

#[tokio::test]
async fn an_image_arrives_byte_for_byte_from_bytes_a_file_and_a_stream() {
    let folder = tempfile::tempdir().expect("a folder");
    let large = IMAGE.repeat(3 * MEBIBYTE / IMAGE.len());
    for content in [b"", IMAGE, large.as_slice()] {
        let content: &'static [u8] = content.to_vec().leak();
        let path = file(&folder, "face.png", content);
        let pieces = || content.chunks(70_001).map(Ok).collect::<Vec<_>>();
        let parts: [(&str, bool, &dyn Fn() -> Part); 3] = [
            ("bytes", true, &|| Part::from(content).file_name("face.png")),
            ("file", true, &|| Part::path(&path)),
            ("stream", false, &|| Part::stream(Pieces::of(pieces())).file_name("face.png")),
        ];
        for (name, has_length, part) in parts {
            for call in [Call::Create, Call::Update] {
                let server = taking();
                call.send(&client(session(), &server), part()).await.expect(name);
                let lines = "; filename=\"face.png\"\r\nContent-Type: image/png";
                assert!(form(&server) == expected(lines, content), "{name}, {call:?}, {} bytes", content.len());
                assert_eq!(server.lines(), [call.line()], "{name}");
                assert_eq!(server.seen().requests[0].header("content-length").is_some(), has_length, "{name}");
            }
        }
    }
}

#[tokio::test]
async fn the_type_of_an_image_is_given_or_guessed_from_its_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let image = || Part::from(IMAGE);
    let cases = [
        // What has neither a name nor a type is bytes, called as its part, and would be taken for text.
        (image(), "; filename=\"image\"\r\nContent-Type: application/octet-stream"),
        (image().content_type("image/jpeg"), "; filename=\"image\"\r\nContent-Type: image/jpeg"),
        (image().file_name("a.gif"), "; filename=\"a.gif\"\r\nContent-Type: image/gif"),
        (image().file_name("A.JPG"), "; filename=\"A.JPG\"\r\nContent-Type: image/jpeg"),
        (image().file_name("a.png.txt"), "; filename=\"a.png.txt\"\r\nContent-Type: text/plain"),
        (image().file_name("a"), "; filename=\"a\"\r\nContent-Type: application/octet-stream"),
        // The caller's word is taken, for a server to judge.
        (image().file_name("a.gif").content_type("text/x"), "; filename=\"a.gif\"\r\nContent-Type: text/x"),
        (Part::path(file(&folder, "b.gif", IMAGE)), "; filename=\"b.gif\"\r\nContent-Type: image/gif"),
        (
            Part::path(file(&folder, "c", IMAGE)).file_name("d.png").content_type("image/png"),
            "; filename=\"d.png\"\r\nContent-Type: image/png",
        ),
    ];
    for (part, lines) in cases {
        let server = taking();
        Call::Update.send(&client(session(), &server), part).await.expect(lines);
        let form = form(&server);
        assert!(form == expected(lines, IMAGE), "{lines}: {}", String::from_utf8_lossy(&form));
    }
}

#[tokio::test]
async fn what_cannot_be_uploaded_is_an_error_before_anything_is_sent() {
    let folder = tempfile::tempdir().expect("a folder");
    let missing = folder.path().join("missing.png");
    let cases = [
        ("a file that is not there", Part::path(&missing), "missing.png"),
        ("a folder", Part::path(folder.path()), "no regular file"),
        ("a device", Part::path("/dev/null"), "no regular file"),
        ("a type of two lines", Part::from(IMAGE).content_type("image/png\r\nX: y"), "media type"),
    ];
    for (name, part, words) in cases {
        for call in [Call::Create, Call::Update] {
            let server = taking();
            let error = call.send(&client(session(), &server), part.clone()).await.expect_err(name);
            assert_eq!((error.kind(), error.attempts()), (Build, 0), "{name}: {error}");
            assert!(chain(&error).contains(words), "{name}: {error:?}");
            assert_eq!(server.seen().connections, 0, "{name}");
        }
    }
}

/// The error with all its sources.
fn chain(error: &Error) -> String {
    let sources = std::iter::successors(std::error::Error::source(error), |error| error.source());
    sources.fold(error.to_string(), |text, source| format!("{text}: {source}"))
}

/// A server of one request, which does something between its head and its body. It gives the body and what was
/// announced, and answers when all has come.
async fn receive(listener: TcpListener, between: impl FnOnce()) -> (usize, u64) {
    let (stream, _) = listener.accept().await.expect("a connection");
    let mut stream = BufReader::new(stream);
    let (mut line, mut announced) = (String::new(), 0);
    while line != "\r\n" {
        line.clear();
        stream.read_line(&mut line).await.expect("a line of text");
        let length = line.strip_prefix("content-length: ").map(|length| length.trim_end().parse().expect("a number"));
        announced = length.unwrap_or(announced);
    }
    between();
    let mut body = Vec::new();
    // The connection may break, which is what is waited for.
    let _ = (&mut stream).take(announced).read_to_end(&mut body).await;
    if body.len() as u64 == announced {
        stream.write_all(b"HTTP/1.1 204 Taken\r\n\r\n").await.expect("the client is there");
    }
    (body.len(), announced)
}

/// Uploads a file of 64 MiB whose length changes while it is sent, and gives what came of it.
async fn upload_of_changing_length(length: u64) -> (Result<()>, (usize, u64)) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = file(&folder, "face.png", b"");
    let set_length = move |length: u64| {
        let file = File::options().write(true).open(&path).expect("the file is there");
        file.set_len(length).expect("the file can be written");
    };
    set_length(64 * MEBIBYTE as u64);
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let client = Client::new(session().build().expect("a session")).with_base_url(url).expect("a URL");
    let image = Part::path(folder.path().join("face.png"));
    let receiving = tokio::spawn(receive(listener, move || set_length(length)));
    let result = Call::Create.send(&client, image).await;
    (result, receiving.await.expect("no panic"))
}

#[tokio::test]
async fn a_file_that_becomes_shorter_while_it_is_sent_ends_the_call() {
    let (result, (received, announced)) = upload_of_changing_length(5).await;
    let error = result.expect_err("the file ended early");
    assert_eq!((error.kind(), error.attempts()), (Transport, 1), "{error}");
    assert!(error.to_string().contains("the file became shorter while it was sent"), "{error}");
    assert!(error.may_have_reached_server(), "{error}");
    assert!((received as u64) < announced, "{received} of {announced}");
}

#[tokio::test]
async fn of_a_file_that_becomes_longer_while_it_is_sent_goes_what_it_held() {
    let (result, (received, announced)) = upload_of_changing_length(65 * MEBIBYTE as u64).await;
    result.expect("what was announced has come");
    assert_eq!(received as u64, announced);
    assert!(received < 65 * MEBIBYTE, "{received}");
}

#[tokio::test]
async fn a_stream_that_fails_ends_the_call_and_the_server_gets_no_whole_request() {
    for call in [Call::Create, Call::Update] {
        let server = taking();
        let pieces = Pieces::of([Ok(IMAGE), Err(std::io::Error::other("the camera is off"))]);
        let error = call.send(&client(session(), &server), Part::stream(pieces)).await.expect_err("the stream fails");
        assert_eq!((error.kind(), error.attempts()), (Transport, 1), "{error}");
        assert!(chain(&error).contains("the camera is off"), "{error:?}");
        assert_eq!(server.gone(1).await.requests.len(), 0, "{call:?}");
    }
}

#[tokio::test]
async fn an_answer_that_comes_before_all_was_sent_is_the_answer() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let refusing = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.expect("a connection");
        stream.read_exact(&mut [0; 1024]).await.expect("a beginning");
        let refusal = answer(413, &[("connection", "close")], b"at most 10 MiB");
        stream.write_all(&refusal).await.expect("the client is there");
        // What is on its way is taken, so that the connection is not reset under the answer.
        tokio::io::copy(&mut stream, &mut tokio::io::sink()).await.expect("the client ends the connection")
    });
    let client = Client::new(session().build().expect("a session")).with_base_url(url).expect("a URL");
    let error = Call::Create.send(&client, Part::from(vec![7; 64 * MEBIBYTE])).await.expect_err("it is too large");
    assert_eq!((error.kind(), error.status().map(|status| status.as_u16())), (Api, Some(413)), "{error}");
    assert_eq!(error.api().map(|api| api.body_text().into_owned()).as_deref(), Some("at most 10 MiB"));
    assert!(refusing.await.expect("no panic") < 64 * MEBIBYTE as u64, "the rest is not sent");
}
