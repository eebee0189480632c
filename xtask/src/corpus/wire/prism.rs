//! Prism as a process: a mock server made of a document by others, which validates requests.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::process;
use crate::tools::{Tool, node};
use crate::workspace::Workspace;

/// How long Prism may take to load a document.
const START_LIMIT: Duration = Duration::from_secs(120);
/// What it says once it listens, its URL behind.
const LISTENS: &str = "Prism is listening on ";
/// So much of what it said is told where it does not start.
const TOLD: usize = 300;

/// A Prism that listens; ended when dropped.
pub(super) struct Prism {
    /// Its URL.
    pub(super) url: String,
    process: Child,
}

/// What came of a start.
pub(super) enum Start {
    /// It listens.
    Listening(Prism),
    /// It cannot load the document; it says why.
    Refused(String),
}

/// Starts Prism for a document, on a port that it chooses itself.
///
/// # Errors
/// Where Prism cannot be installed, or not be started.
pub(super) fn start(workspace: &Workspace, document: &Path) -> Result<Start> {
    let script = match node::prism(workspace)? {
        Tool::Ready(script) => script,
        Tool::Missing(reason) => bail!("{reason}, then run `cargo xtask corpus --wire`"),
    };
    let mut command = process::program(workspace, "node", "");
    command.arg(script).args(["mock", "--host", "127.0.0.1", "--port", "0"]).arg(document);
    command.stdout(Stdio::piped()).stderr(Stdio::null());
    let context = "cannot start Prism";
    let mut process = command.spawn().context(context)?;
    let lines = BufReader::new(process.stdout.take().context(context)?).lines().map_while(Result::ok);
    let (sender, said) = mpsc::channel();
    // What it says of each request must be read, or it stops; it is of no interest once nobody listens.
    std::thread::spawn(move || lines.for_each(|line| drop(sender.send(line))));
    let mut prism = Prism { url: String::new(), process };
    Ok(match announced(&said) {
        Ok(url) => {
            prism.url = url;
            Start::Listening(prism)
        }
        Err(reason) => Start::Refused(reason),
    })
}

/// The URL that it announces; else the last of what it said.
fn announced(said: &mpsc::Receiver<String>) -> Result<String, String> {
    let mut last = String::new();
    loop {
        let line = match said.recv_timeout(START_LIMIT) {
            Ok(line) => line,
            Err(mpsc::RecvTimeoutError::Timeout) => return Err("it does not listen in time".to_owned()),
            Err(mpsc::RecvTimeoutError::Disconnected) => return Err(last),
        };
        if let Some((_, url)) = line.split_once(LISTENS) {
            return Ok(url.trim().to_owned());
        }
        if !line.trim().is_empty() {
            last = line.trim().chars().take(TOLD).collect();
        }
    }
}

impl Drop for Prism {
    fn drop(&mut self) {
        // Where it has ended by itself there is nothing to end.
        self.process.kill().ok();
        self.process.wait().ok();
    }
}
