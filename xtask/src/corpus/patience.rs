//! Processes with an end to our patience: what a document brings about in one of them ends that document alone.

use std::fmt::Write as _;
use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use anyhow::{Context, Result};

use crate::process;

/// What is said of a document whose process was stopped.
pub(super) const TOO_LONG: &str = "it takes too long";

/// How a process ended, with what it said until then.
pub(super) struct Ended {
    pub(super) how: End,
    pub(super) output: String,
    pub(super) errors: String,
}

/// How a process ended.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum End {
    Success,
    Failure,
    /// It took too long.
    Stopped,
}

/// Runs a program that reads this input, and stops it where it takes longer than the limit.
///
/// # Errors
/// Where it cannot be started.
pub(super) fn run(command: &mut Command, input: &[u8], limit: Duration) -> Result<Ended> {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().with_context(|| format!("cannot start `{}`", process::typed(command)))?;
    if let Some(mut pipe) = child.stdin.take() {
        // Where it has ended already, its end says why.
        pipe.write_all(input).ok();
    }
    Ok(awaited(&mut child, limit))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_is_stopped_at_the_limit_alone() {
        const LONG: Duration = Duration::from_secs(600);
        let cases = [
            ("cat", LONG, End::Success, "input", ""),
            ("cat; echo no >&2; exit 3", LONG, End::Failure, "input", "no\n(exit status: 3)"),
            ("while :; do :; done", Duration::ZERO, End::Stopped, "", ""),
        ];
        for (script, limit, how, output, errors) in cases {
            let ended = run(Command::new("sh").args(["-c", script]), b"input", limit).expect("there is a shell");
            assert_eq!((ended.how, &*ended.output, &*ended.errors), (how, output, errors), "{script}");
        }
    }
}
