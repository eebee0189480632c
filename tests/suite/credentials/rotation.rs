//! A RingCentral server of the process: its refresh tokens are good for one use, and it counts what it sees.

use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio::time::sleep;

/// The server. Clones are the same one.
#[derive(Clone)]
pub(super) struct Rotation {
    pub(super) url: String,
    seen: Arc<Mutex<Seen>>,
    hung: Arc<Notify>,
}

/// What the server has seen, and what it does next.
#[derive(Default)]
pub(super) struct Seen {
    /// The refresh tokens that were sent, in order.
    pub(super) refreshes: Vec<String>,
    /// Calls with the token in force, and with any other.
    pub(super) calls: usize,
    pub(super) refused: usize,
    /// The number of the tokens in force, and the seconds that the next ones live.
    number: usize,
    pub(super) life: u64,
    /// Whether the next request for a token is never answered.
    pub(super) hangs: bool,
}

impl Rotation {
    /// Starts the server on a free port; its tokens in force are `access-0` and `refresh-0`.
    pub(super) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let server = Self { url, seen: Arc::default(), hung: Arc::default() };
        let accepting = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(accepting.clone().serve(stream));
            }
        });
        server
    }

    pub(super) fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().expect("no panic under the lock")
    }

    /// Waits until a request for a token has come that is never answered.
    pub(super) async fn has_hung(&self) {
        self.hung.notified().await;
    }

    /// One request of a connection. A client that goes away in the middle was killed by its test.
    async fn serve(self, stream: TcpStream) {
        let mut stream = BufReader::new(stream);
        let Some((head, body)) = read(&mut stream).await else { return };
        let refresh = body.split('&').find_map(|pair| pair.strip_prefix("refresh_token="));
        let (status, body) = match refresh {
            Some(refresh) => {
                if self.seen().arrives(refresh) {
                    self.hung.notify_one();
                    return std::future::pending().await;
                }
                // So that processes which started together meet.
                sleep(Duration::from_millis(200)).await;
                self.seen().rotate(refresh)
            }
            None => (self.seen().call(&head), "{}".to_owned()),
        };
        let head = format!("HTTP/1.1 {status} \r\nconnection: close\r\ncontent-type: application/json\r\n");
        let answer = format!("{head}content-length: {}\r\n\r\n{body}", body.len());
        let _ = stream.write_all(answer.as_bytes()).await;
    }
}

impl Seen {
    /// Notes a refresh token, and whether it is never answered.
    fn arrives(&mut self, refresh: &str) -> bool {
        self.refreshes.push(refresh.to_owned());
        std::mem::take(&mut self.hangs)
    }

    fn rotate(&mut self, refresh: &str) -> (u16, String) {
        if refresh != format!("refresh-{}", self.number) {
            return (400, r#"{"error":"invalid_grant"}"#.to_owned());
        }
        self.number += 1;
        let (number, life) = (self.number, self.life);
        let tokens = format!(r#""access_token":"access-{number}","refresh_token":"refresh-{number}""#);
        (200, format!(r#"{{{tokens},"expires_in":{life}}}"#))
    }

    fn call(&mut self, head: &str) -> u16 {
        let is_in_force = head.contains(&format!("Bearer access-{}\r\n", self.number));
        *(if is_in_force { &mut self.calls } else { &mut self.refused }) += 1;
        if is_in_force { 200 } else { 401 }
    }
}

/// Head and body of a request.
async fn read(stream: &mut BufReader<TcpStream>) -> Option<(String, String)> {
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if stream.read_line(&mut head).await.ok()? == 0 {
            return None;
        }
    }
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).map_or(Ok(0), str::parse);
    let mut body = vec![0; length.expect("a number")];
    stream.read_exact(&mut body).await.ok()?;
    Some((head, String::from_utf8(body).expect("it is text")))
}
