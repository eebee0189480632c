//! This program again, for one document, with an end to its patience.

use std::fmt::Write as _;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use super::check::Held;
use super::documents::Document;
use super::job::Job;
use super::record::{Findings, Outcome, Record};

/// The program that runs the passes: this one.
pub(crate) struct Generator {
    program: PathBuf,
    /// How long a document may take.
    limit: Duration,
    /// Of the program: what another one found says nothing of this one.
    pub(crate) fingerprint: String,
}

/// How a process ended.
struct Ended {
    how: End,
    output: String,
    errors: String,
}

enum End {
    Success,
    Failure,
    Stopped,
}

impl Generator {
    /// This program.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub(crate) fn this(limit: Duration) -> Result<Self> {
        let program = std::env::current_exe().context("where this program is")?;
        let bytes = fs::read(&program).with_context(|| format!("cannot read `{}`", program.display()))?;
        let mut hasher = DefaultHasher::new();
        bytes.hash(&mut hasher);
        Ok(Self { program, limit, fingerprint: format!("{:016x}", hasher.finish()) })
    }

    /// Does a job in a process of its own.
    ///
    /// # Errors
    /// Where the process cannot be started.
    pub(crate) fn run(&self, document: &Document, job: &Job) -> Result<Record> {
        let start = Instant::now();
        let ended = self.process(job)?;
        let seconds = start.elapsed().as_secs_f64();
        let (outcome, breakdown, findings) = judged(&ended);
        let (document, bytes) = (document.name.clone(), document.bytes);
        Ok(Record { document, bytes, seconds, outcome, breakdown, findings })
    }

    /// Holds something against a document, in a process of its own; in words what broke down, where it did.
    ///
    /// # Errors
    /// Where the process cannot be started.
    pub(crate) fn check(&self, job: &Job) -> Result<Result<Held, String>> {
        let ended = self.process(job)?;
        Ok(match ended.how {
            End::Stopped => Err("it takes too long".to_owned()),
            End::Failure => Err(ended.errors),
            End::Success => serde_json::from_str(&ended.output).map_err(|error| error.to_string()),
        })
    }

    fn process(&self, job: &Job) -> Result<Ended> {
        let mut command = Command::new(&self.program);
        command.arg("corpus-document").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().with_context(|| format!("cannot start `{}`", self.program.display()))?;
        let job = serde_json::to_vec(job).context("cannot write a job")?;
        if let Some(mut input) = child.stdin.take() {
            // Where it has ended already, its end says why.
            input.write_all(&job).ok();
        }
        Ok(awaited(&mut child, self.limit))
    }
}

/// Reads what the process says, and ends it where it takes too long.
fn awaited(child: &mut Child, limit: Duration) -> Ended {
    let (sender, ends) = mpsc::channel();
    let (output, errors) = (child.stdout.take(), child.stderr.take());
    std::thread::scope(|scope| {
        let output = scope.spawn(move || {
            let text = read(output);
            sender.send(()).ok();
            text
        });
        let errors = scope.spawn(|| read(errors));
        let is_late = ends.recv_timeout(limit).is_err();
        if is_late {
            // Where it ends at this moment there is nothing to end.
            child.kill().ok();
        }
        let status = child.wait();
        let how = match status {
            Ok(_) if is_late => End::Stopped,
            Ok(status) if status.success() => End::Success,
            Ok(_) | Err(_) => End::Failure,
        };
        let mut errors = errors.join().unwrap_or_default();
        if let (Ok(status), End::Failure) = (status, &how) {
            write!(errors, "({status})").ok();
        }
        Ended { how, output: output.join().unwrap_or_default(), errors }
    })
}

/// All that a pipe brings, as text.
fn read(pipe: Option<impl Read>) -> String {
    let mut bytes = Vec::new();
    if let Some(mut pipe) = pipe {
        // Of a pipe that breaks, what came before.
        pipe.read_to_end(&mut bytes).ok();
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn judged(ended: &Ended) -> (Outcome, String, Findings) {
    let breakdown = || (Outcome::Panicked, ended.errors.clone(), Findings::default());
    match ended.how {
        End::Stopped => (Outcome::TooSlow, String::new(), Findings::default()),
        End::Failure => breakdown(),
        End::Success => match serde_json::from_str::<Findings>(&ended.output) {
            Ok(findings) => (findings.outcome(), String::new(), findings),
            Err(_) => breakdown(),
        },
    }
}
