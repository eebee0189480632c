//! A server that fails as it is told: for each request the parts of its answer, and the ways to stop in between.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::task::JoinHandle;

use crate::wire::server::Recorded;

/// What the server does with a request, step by step. After the last step it waits for another on the connection.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    /// Only as the first: the connection is reset before anything is read from it.
    ResetUnread,
    /// Sends these bytes.
    Send(Vec<u8>),
    /// Sends these bytes over and over, up to so many in all or until the client has gone.
    Pour(Vec<u8>, u64),
    /// Sends nothing until the client has gone.
    Stall,
    /// Resets the connection.
    Reset,
    /// Closes the connection in an orderly way.
    Close,
}

/// All steps for one request.
pub(crate) type Plan = Vec<Step>;

/// The server; it goes down when dropped.
pub(crate) struct FaultServer {
    port: u16,
    shared: Arc<Shared>,
    accepting: JoinHandle<()>,
}

#[derive(Default)]
struct Shared(Mutex<State>);

#[derive(Default)]
struct State {
    /// For the requests to come; the last is kept for all further ones.
    plans: VecDeque<Plan>,
    seen: Seen,
}

/// What the server has seen.
#[derive(Clone, Debug, Default)]
pub(crate) struct Seen {
    pub(crate) requests: Vec<Recorded>,
    pub(crate) connections: usize,
    /// Bytes that the network took of what was poured.
    pub(crate) poured: u64,
    /// Connections that the client has ended, or that broke.
    pub(crate) gone: usize,
}

impl FaultServer {
    /// Starts a server with a plan for each request; the last one stays.
    pub(crate) fn start(plans: impl IntoIterator<Item = Plan>) -> Self {
        Self::accepting(usize::MAX, plans)
    }

    /// Starts a server that takes one connection, and refuses all further ones.
    pub(crate) fn start_once(plans: impl IntoIterator<Item = Plan>) -> Self {
        Self::accepting(1, plans)
    }

    fn accepting(connections: usize, plans: impl IntoIterator<Item = Plan>) -> Self {
        let socket = TcpSocket::new_v4().expect("a socket");
        // Small, so that what is poured shows how much of it the client has read.
        socket.set_send_buffer_size(64 * 1024).expect("a socket has a buffer");
        socket.bind(([127, 0, 0, 1], 0).into()).expect("a free port");
        let listener = socket.listen(64).expect("the port can be listened to");
        let port = listener.local_addr().expect("an address").port();
        let shared = Arc::new(Shared::default());
        shared.state().plans.extend(plans);
        Self { port, shared: Arc::clone(&shared), accepting: tokio::spawn(accept(listener, connections, shared)) }
    }

    /// The URL of the server.
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// What it does from now on, in place of what it was told before.
    pub(crate) fn plan(&self, plans: impl IntoIterator<Item = Plan>) {
        self.shared.state().plans = plans.into_iter().collect();
    }

    /// What it has seen so far.
    pub(crate) fn seen(&self) -> Seen {
        self.shared.state().seen.clone()
    }

    /// The requests so far, as method and target.
    pub(crate) fn lines(&self) -> Vec<String> {
        self.seen().requests.iter().map(|request| format!("{} {}", request.method, request.target)).collect()
    }

    /// Waits until so many connections have ended.
    pub(crate) async fn gone(&self, count: usize) -> Seen {
        loop {
            let seen = self.seen();
            if seen.gone >= count {
                return seen;
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }
}

impl Drop for FaultServer {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().expect("no panic under the lock")
    }

    /// The plan of the next request.
    fn take(&self) -> Plan {
        let mut state = self.state();
        let last = if state.plans.len() > 1 { state.plans.pop_front() } else { state.plans.front().cloned() };
        last.expect("the server was given a plan")
    }

    /// Whether the next connection is reset unread.
    fn takes_reset(&self) -> bool {
        let resets = matches!(self.state().plans.front().map(Vec::as_slice), Some([Step::ResetUnread, ..]));
        resets && !self.take().is_empty()
    }
}

async fn accept(listener: TcpListener, connections: usize, shared: Arc<Shared>) {
    for _ in 1..connections {
        let Ok((stream, _)) = listener.accept().await else { return };
        tokio::spawn(serve(stream, Arc::clone(&shared)));
    }
    let Ok((stream, _)) = listener.accept().await else { return };
    // Before anything is answered, so that a client that comes again is refused.
    drop(listener);
    serve(stream, shared).await;
}

/// The requests of one connection.
async fn serve(stream: TcpStream, shared: Arc<Shared>) {
    shared.state().seen.connections += 1;
    let mut stream = BufReader::new(stream);
    if shared.takes_reset() {
        stream.get_ref().set_zero_linger().expect("a connected socket");
        return;
    }
    while let Some(request) = read(&mut stream).await {
        shared.state().seen.requests.push(request);
        for step in shared.take() {
            if !play(step, &mut stream, &shared).await {
                return;
            }
        }
    }
    shared.state().seen.gone += 1;
}

/// Plays a step; gives whether the connection goes on.
async fn play(step: Step, stream: &mut BufReader<TcpStream>, shared: &Shared) -> bool {
    match step {
        Step::Send(bytes) => stream.write_all(&bytes).await.is_ok(),
        Step::Pour(bytes, most) => {
            let mut poured = 0;
            while poured < most && stream.write_all(&bytes).await.is_ok() {
                poured += bytes.len() as u64;
            }
            let mut state = shared.state();
            state.seen.poured += poured;
            state.seen.gone += usize::from(poured < most);
            poured >= most
        }
        Step::Stall => {
            // Reading ends when the client closes the connection.
            let _ = stream.read_u8().await;
            shared.state().seen.gone += 1;
            false
        }
        Step::ResetUnread | Step::Reset => {
            stream.get_ref().set_zero_linger().expect("a connected socket");
            false
        }
        Step::Close => {
            let _ = stream.shutdown().await;
            false
        }
    }
}

/// A request; none when the connection ends before it is complete.
pub(crate) async fn read(stream: &mut BufReader<impl AsyncRead + Unpin>) -> Option<Recorded> {
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).await.ok()?;
        match line.strip_suffix("\r\n")? {
            "" => break,
            line => lines.push(line.to_owned()),
        }
    }
    let mut words = lines.first()?.split(' ').map(str::to_owned);
    let (method, target) = (words.next()?, words.next()?);
    let headers = lines[1..].iter().filter_map(|line| line.split_once(": "));
    let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let mut request = Recorded { method, target, headers, body: Vec::new() };
    if request.header("transfer-encoding") == Some("chunked") {
        request.body = read_chunks(stream).await?;
        return Some(request);
    }
    let length = request.header("content-length").map(|length| length.parse().expect("a number"));
    request.body = vec![0; length.unwrap_or(0)];
    stream.read_exact(&mut request.body).await.ok()?;
    Some(request)
}

/// A body in chunks, put together (RFC 9112 section 7.1).
async fn read_chunks(stream: &mut BufReader<impl AsyncRead + Unpin>) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).await.ok()?;
        let length = usize::from_str_radix(line.trim_end(), 16).ok()?;
        let mut chunk = vec![0; length + 2];
        stream.read_exact(&mut chunk).await.ok()?;
        assert!(chunk.ends_with(b"\r\n"), "a chunk ends with its line");
        if length == 0 {
            return Some(body);
        }
        body.extend_from_slice(&chunk[..length]);
    }
}
