//! A server of one connection per request: it plays answers and records what came, byte by byte.

use std::io;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use super::sample::Client;
use crate::{Result, RetryPolicy, Session, auth};

/// A request as it came over the wire.
#[derive(Debug)]
pub(super) struct Recorded {
    /// Method, target and version.
    pub(super) line: String,
    /// The other lines of the head.
    headers: Vec<String>,
    pub(super) body: String,
}

impl Recorded {
    /// The value of a header.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let of_name =
            |line: &'_ String| line.split_once(": ").is_some_and(|(other, _)| other.eq_ignore_ascii_case(name));
        self.headers.iter().find(|line| of_name(line)).and_then(|line| line.split_once(": ")).map(|(_, value)| value)
    }
}

/// A running server; it ends after its last answer.
pub(super) struct Playback {
    pub(super) url: String,
    requests: JoinHandle<io::Result<Vec<Recorded>>>,
}

impl Playback {
    /// Plays the answers, one request each.
    pub(super) async fn of<const N: usize>(answers: [&'static str; N]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let address = listener.local_addr().expect("a bound listener has an address");
        let requests = tokio::spawn(async move {
            let mut requests = Vec::new();
            for answer in answers {
                let (mut stream, _) = listener.accept().await?;
                requests.push(record(&mut stream).await?);
                stream.write_all(answer.as_bytes()).await?;
            }
            Ok(requests)
        });
        Self { url: format!("http://{address}"), requests }
    }

    /// The client of the sample service, with a token, at this server.
    pub(super) fn client(&self) -> Result<Client> {
        let builder = Session::builder().auth(auth::Bearer::new("secret-token"));
        Client::new(builder.retry_policy(RetryPolicy::never()).build()?).with_base_url(&self.url)
    }

    /// The requests, when all answers were played.
    pub(super) async fn requests(self) -> Vec<Recorded> {
        self.requests.await.expect("the server does not panic").expect("the connection holds")
    }

    /// The request of a server with one answer.
    pub(super) async fn request(self) -> Recorded {
        self.requests().await.pop().expect("an answer was played")
    }
}

async fn record(stream: &mut TcpStream) -> io::Result<Recorded> {
    let mut received = Vec::new();
    let head = loop {
        if let Some(end) = find(&received, b"\r\n\r\n") {
            break end;
        }
        read_more(stream, &mut received).await?;
    };
    let mut lines =
        String::from_utf8_lossy(&received[..head]).lines().map(str::to_owned).collect::<Vec<_>>().into_iter();
    let mut request =
        Recorded { line: lines.next().unwrap_or_default(), headers: lines.collect(), body: String::new() };
    let length = request.header("content-length").and_then(|length| length.parse().ok());
    let is_chunked = request.header("transfer-encoding") == Some("chunked");
    while received.len() < head + 4 + length.unwrap_or(0) || (is_chunked && !received.ends_with(b"0\r\n\r\n")) {
        read_more(stream, &mut received).await?;
    }
    request.body = String::from_utf8_lossy(&received[head + 4..]).into_owned();
    Ok(request)
}

async fn read_more(stream: &mut TcpStream, received: &mut Vec<u8>) -> io::Result<()> {
    match stream.read_buf(received).await? {
        0 => Err(io::ErrorKind::UnexpectedEof.into()),
        _ => Ok(()),
    }
}

fn find(text: &[u8], what: &[u8]) -> Option<usize> {
    text.windows(what.len()).position(|window| window == what)
}

/// An answer with a JSON body of 32 bytes.
pub(super) const USER: &str = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nx-request-id: 7\r\ncontent-length: 32\r\n\
    connection: close\r\n\r\n{\"id\": 7, \"ended\": null, \"x\": 1}";

/// An answer without a body.
pub(super) const NO_CONTENT: &str = "HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n";
