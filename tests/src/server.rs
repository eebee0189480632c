//! A lean HTTP/1.1 server for many calls: connections are kept, and each request is answered as a function says.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// A request: its line, and its body.
#[derive(Debug)]
pub struct Request<'a> {
    /// Method and target, without the version.
    pub line: &'a str,
    /// How many came before, over all connections.
    pub index: usize,
}

/// What comes of a request.
#[derive(Clone, Debug)]
pub enum Reply {
    /// A status, header lines that each end with CRLF, and a body.
    Answer(u16, &'static str, String),
    /// An answer 200 that ends before its body does.
    Cut,
    /// No answer, and no connection any more.
    Reset,
    /// No answer.
    Stall,
}

/// A server that runs until its process ends.
pub struct Server {
    /// Its URL, without a slash at the end.
    pub url: String,
    connections: Arc<AtomicUsize>,
}

type Answer = dyn Fn(&Request<'_>) -> Reply + Send + Sync;

/// What the connections of a server share.
struct Shared {
    answer: Box<Answer>,
    requests: AtomicUsize,
}

impl Server {
    /// Starts a server on a thread of its own, so that it takes no turns of the runtime that calls it.
    ///
    /// # Errors
    ///
    /// There is no free port, or no thread to be had.
    pub fn start(answer: impl Fn(&Request<'_>) -> Reply + Send + Sync + 'static) -> io::Result<Self> {
        let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
        listener.set_nonblocking(true)?;
        let url = format!("http://{}", listener.local_addr()?);
        let connections = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&connections);
        let shared = Arc::new(Shared { answer: Box::new(answer), requests: AtomicUsize::new(0) });
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        thread::spawn(move || runtime.block_on(accept(listener, shared, &count)));
        Ok(Self { url, connections })
    }

    /// The connections so far.
    pub fn connections(&self) -> usize {
        self.connections.load(Ordering::Relaxed)
    }
}

async fn accept(listener: std::net::TcpListener, shared: Arc<Shared>, count: &AtomicUsize) -> io::Result<()> {
    let listener = TcpListener::from_std(listener)?;
    loop {
        let (stream, _) = listener.accept().await?;
        count.fetch_add(1, Ordering::Relaxed);
        let shared = Arc::clone(&shared);
        // A client that goes away shows at its own end.
        tokio::spawn(async move { drop(serve(stream, &shared).await) });
    }
}

/// Answers the requests of a connection, one after the other.
async fn serve(mut stream: TcpStream, shared: &Shared) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut received = Vec::with_capacity(4096);
    loop {
        let Some(end) = next_request(&mut stream, &mut received).await? else { return Ok(()) };
        let head = String::from_utf8_lossy(&received[..end]).into_owned();
        received.drain(..end);
        let line = head.lines().next().and_then(|line| line.strip_suffix(" HTTP/1.1")).unwrap_or_default();
        let index = shared.requests.fetch_add(1, Ordering::Relaxed);
        match (shared.answer)(&Request { line, index }) {
            Reply::Answer(status, headers, body) => {
                let length = body.len();
                let answer = format!("HTTP/1.1 {status} \r\n{headers}content-length: {length}\r\n\r\n{body}");
                stream.write_all(answer.as_bytes()).await?;
            }
            Reply::Cut => {
                stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"id\": ").await?;
                return Ok(());
            }
            Reply::Reset => return stream.set_zero_linger(),
            Reply::Stall => std::future::pending().await,
        }
    }
}

/// The length of the next request, head and body, once it is all there; none at the end of the connection.
async fn next_request(stream: &mut TcpStream, received: &mut Vec<u8>) -> io::Result<Option<usize>> {
    loop {
        if let Some(end) = received.windows(4).position(|window| window == b"\r\n\r\n") {
            let length = content_length(&received[..end]);
            if received.len() >= end + 4 + length {
                return Ok(Some(end + 4 + length));
            }
        }
        if stream.read_buf(received).await? == 0 {
            return Ok(None);
        }
    }
}

fn content_length(head: &[u8]) -> usize {
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let value = head.lines().find_map(|line| line.strip_prefix("content-length: ").map(str::to_owned));
    value.and_then(|value| value.parse().ok()).unwrap_or(0)
}
