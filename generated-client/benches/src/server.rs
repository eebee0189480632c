//! The server that calls are made to: a process of its own, so that neither its time nor its memory counts.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::{env, thread};

use crate::documents;

/// The word on the command line by which a benchmark is the server.
pub(crate) const COMMAND: &str = "serve";

/// The server; it ends when dropped.
pub(crate) struct Server {
    process: Child,
    url: String,
}

impl Server {
    /// Starts it, as the program that is running.
    pub(crate) fn start() -> io::Result<Self> {
        let mut command = Command::new(env::current_exe()?);
        let mut process = command.arg(COMMAND).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let mut url = String::new();
        process.stdout.as_mut().map(|output| BufReader::new(output).read_line(&mut url)).transpose()?;
        Ok(Self { process, url: url.trim_end().to_owned() })
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Serves until standard input ends, which it does with the process that started this one; gives what to say then.
pub(crate) fn serve() -> String {
    match serve_until_end() {
        Ok(()) => String::new(),
        Err(error) => format!("no server: {error}"),
    }
}

fn serve_until_end() -> io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    writeln!(io::stdout(), "http://{}", listener.local_addr()?)?;
    let answer = answer();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let answer = answer.clone();
            thread::spawn(move || answer_all(stream, &answer));
        }
    });
    io::stdin().read_to_end(&mut Vec::new()).map(drop)
}

/// Answers each request of a connection; they have no body.
fn answer_all(stream: TcpStream, answer: &[u8]) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut requests = BufReader::new(stream);
    let mut line = Vec::new();
    loop {
        line.clear();
        if requests.read_until(b'\n', &mut line)? == 0 {
            return Ok(());
        }
        if line == b"\r\n" {
            requests.get_mut().write_all(answer)?;
        }
    }
}

/// An extension, with the headers that RingCentral sends.
fn answer() -> Vec<u8> {
    let body = documents::ringcentral_extension();
    let head = "HTTP/1.1 200 OK\r\n\
        Date: Tue, 01 Jan 2030 00:00:00 GMT\r\n\
        Content-Type: application/json;charset=utf-8\r\n\
        RCRequestId: 5f0c2a1e-1111-2222-3333-444455556666\r\n\
        Content-Language: en-US\r\n\
        Cache-Control: no-store\r\n\
        X-Rate-Limit-Group: light\r\n\
        X-Rate-Limit-Limit: 1000000000\r\n\
        X-Rate-Limit-Remaining: 999999999\r\n\
        X-Rate-Limit-Window: 60\r\n";
    format!("{head}Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}
