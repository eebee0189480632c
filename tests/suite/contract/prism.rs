//! Prism as a process: found, started for a document, and killed when dropped.

use std::env;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};
use tokio::time::timeout;

/// Names the script that starts Prism; `cargo xtask test` installs it and sets this.
const VARIABLE: &str = "PRISM_CLI";
/// Where `cargo xtask test` installs it.
const INSTALLED: &str = "node/node_modules/@stoplight/prism-cli/dist/index.js";
/// How long Prism may take to start. A slow machine needs seconds.
const START_LIMIT: Duration = Duration::from_secs(120);

/// What a Prism answers.
#[derive(Clone, Copy)]
pub(super) enum Answers {
    /// The examples of the document.
    Examples,
    /// Something else each time, as the document allows it.
    MadeUp,
}

/// A Prism that listens.
pub(super) struct Prism {
    /// Its own URL, without a slash at the end.
    pub(super) url: String,
    /// Killed when dropped.
    _process: Child,
}

impl Prism {
    /// Starts Prism for a document on a port that it chooses itself. The error says what is missing for that.
    pub(super) async fn start(document: &Path, answers: Answers) -> Result<Self, String> {
        let script = script()?;
        let mut command = Command::new("node");
        command.arg(script).args(["mock", "--errors", "--host", "127.0.0.1", "--port", "0"]);
        match answers {
            Answers::Examples => command.arg(document),
            Answers::MadeUp => command.arg("--dynamic").arg(document),
        };
        let command = command.stdin(Stdio::null()).stdout(Stdio::piped()).kill_on_drop(true);
        let mut process = match command.spawn() {
            Ok(process) => process,
            Err(error) if error.kind() == ErrorKind::NotFound => return Err("node is missing".to_owned()),
            Err(error) => panic!("node cannot be started: {error}"),
        };
        let mut lines = BufReader::new(process.stdout.take().expect("the output is piped")).lines();
        let url = timeout(START_LIMIT, announced(&mut lines)).await.expect("Prism starts in time");
        // What it says of each request must be read, or it stops.
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        Ok(Self { url, _process: process })
    }
}

/// The script that starts Prism.
fn script() -> Result<PathBuf, String> {
    if let Some(script) = env::var_os(VARIABLE) {
        return Ok(PathBuf::from(script));
    }
    let installed = Path::new(env!("CARGO_MANIFEST_DIR")).join(INSTALLED);
    if installed.is_file() {
        Ok(installed)
    } else {
        Err("Prism is not installed (`cargo xtask test` does that)".to_owned())
    }
}

/// The URL that Prism says it listens on, once it does.
async fn announced(lines: &mut Lines<BufReader<ChildStdout>>) -> String {
    let mut said = Vec::new();
    while let Some(line) = lines.next_line().await.expect("Prism writes text") {
        if let Some((_, url)) = line.split_once("Prism is listening on ") {
            return url.trim().to_owned();
        }
        said.push(line);
    }
    panic!("Prism ended before it listened:\n{}", said.join("\n"))
}
