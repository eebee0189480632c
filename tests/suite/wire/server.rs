//! An HTTP/1.1 server in the process: it records what arrives byte for byte, and answers as it is told.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// A request as it arrived.
#[derive(Clone, Debug)]
pub(crate) struct Recorded {
    pub(crate) method: String,
    /// The request target, untouched.
    pub(crate) target: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

/// What the server answers.
#[derive(Clone, Debug, Default)]
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) headers: Vec<(&'static str, String)>,
    pub(super) body: Vec<u8>,
}

/// The server; it goes down when dropped.
pub(super) struct Server {
    port: u16,
    reply: Arc<Mutex<Reply>>,
    recorded: Arc<Mutex<Vec<Recorded>>>,
    accepting: JoinHandle<()>,
}

impl Recorded {
    /// The header of this name; a second one of it is an error.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.iter().filter(|(other, _)| other.eq_ignore_ascii_case(name));
        let value = values.next().map(|(_, value)| value.as_str());
        assert!(values.next().is_none(), "header {name} came twice");
        value
    }
}

impl Reply {
    /// An answer with a body of a media type.
    pub(super) fn new(status: u16, media_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Self { status, headers: vec![("content-type", media_type.to_owned())], body: body.into() }
    }

    /// An answer without a body.
    pub(super) fn empty(status: u16) -> Self {
        Self { status, ..Self::default() }
    }
}

impl Server {
    /// Starts a server on a free port of this machine; it answers 204 until told otherwise.
    pub(super) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let reply = Arc::new(Mutex::new(Reply::empty(204)));
        let recorded = Arc::new(Mutex::new(Vec::new()));
        let accepting = tokio::spawn(accept(listener, Arc::clone(&reply), Arc::clone(&recorded)));
        Self { port, reply, recorded, accepting }
    }

    /// The URL of a path on it.
    pub(super) fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// What it answers from now on.
    pub(super) fn reply(&self, reply: Reply) {
        *self.reply.lock().expect("no panic under the lock") = reply;
    }

    /// The requests since it was last asked.
    pub(super) fn take(&self) -> Vec<Recorded> {
        std::mem::take(&mut self.recorded.lock().expect("no panic under the lock"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

async fn accept(listener: TcpListener, reply: Arc<Mutex<Reply>>, recorded: Arc<Mutex<Vec<Recorded>>>) {
    while let Ok((stream, _)) = listener.accept().await {
        let (reply, recorded) = (Arc::clone(&reply), Arc::clone(&recorded));
        tokio::spawn(serve(stream, reply, recorded));
    }
}

/// One request and its answer; the connection is closed behind it.
async fn serve(stream: TcpStream, reply: Arc<Mutex<Reply>>, recorded: Arc<Mutex<Vec<Recorded>>>) {
    let mut stream = BufReader::new(stream);
    let request = read(&mut stream).await;
    recorded.lock().expect("no panic under the lock").push(request);
    let Reply { status, headers, body } = reply.lock().expect("no panic under the lock").clone();
    let mut head = format!("HTTP/1.1 {status} \r\nconnection: close\r\n");
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    // RFC 9110, 8.6: these have no content, and no length of it.
    if !matches!(status, 204 | 304) {
        head.push_str(&format!("content-length: {}\r\n", body.len()));
    }
    head.push_str("\r\n");
    // A client that has gone away shows at its own end.
    let _ = stream.write_all(&[head.as_bytes(), &body].concat()).await;
    let _ = stream.shutdown().await;
}

async fn read(stream: &mut BufReader<TcpStream>) -> Recorded {
    let line = line(stream).await;
    let words: Vec<&str> = line.split(' ').collect();
    let [method, target, "HTTP/1.1"] = words[..] else { panic!("a request line of {line:?}") };
    let mut recorded =
        Recorded { method: method.to_owned(), target: target.to_owned(), headers: Vec::new(), body: Vec::new() };
    loop {
        let line = self::line(stream).await;
        let Some((name, value)) = line.split_once(": ") else { break };
        recorded.headers.push((name.to_owned(), value.to_owned()));
    }
    let length = recorded.header("content-length").map(|length| length.parse().expect("a number"));
    recorded.body = vec![0; length.unwrap_or(0)];
    stream.read_exact(&mut recorded.body).await.expect("a body of the length it says");
    recorded
}

/// A line without its end.
async fn line(stream: &mut BufReader<TcpStream>) -> String {
    let mut line = String::new();
    stream.read_line(&mut line).await.expect("a line of text");
    line.strip_suffix("\r\n").expect("a line ends with CRLF").to_owned()
}
