//! Other programs: started, shown as a person would type them, and judged by their exit code.

use std::borrow::Cow;
use std::env;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{ChildStderr, Command, Stdio};

use anstream::println;
use anyhow::{Context, Result, ensure};

use crate::Verdict;
use crate::terminal::DIM;
use crate::workspace::Workspace;

/// The cargo that runs this program, with arguments that have no spaces of their own.
pub(crate) fn cargo(workspace: &Workspace, arguments: &str) -> Command {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    program(workspace, cargo, arguments)
}

/// A program at the root of the workspace that cannot ask questions.
pub(crate) fn program(workspace: &Workspace, name: impl AsRef<OsStr>, arguments: &str) -> Command {
    let mut command = Command::new(name);
    command.current_dir(workspace.root()).stdin(Stdio::null());
    command.args(arguments.split_whitespace());
    command
}

/// Shows the command, then runs it with its output passed through.
///
/// # Errors
/// Where the program cannot be started.
pub(crate) fn run(command: &mut Command) -> Result<Verdict> {
    println!("{DIM}$ {}{DIM:#}", typed(command));
    let status = command.status().with_context(|| format!("cannot start `{}`", typed(command)))?;
    Ok(if status.success() { Verdict::Clean } else { Verdict::Findings })
}

/// Runs a command that has to succeed for anything else to make sense.
///
/// # Errors
/// Where the program cannot be started, or fails.
pub(crate) fn must_run(command: &mut Command) -> Result<()> {
    let verdict = run(command)?;
    ensure!(verdict == Verdict::Clean, "`{}` failed, the lines above say why", typed(command));
    Ok(())
}

/// What the command prints, where it succeeds; nothing where it fails or is not there.
pub(crate) fn output_of(command: &mut Command) -> Option<String> {
    let output = command.output().ok().filter(|output| output.status.success())?;
    String::from_utf8(output.stdout).ok()
}

/// Runs the command, whether it succeeds or not, and hands on each line that it prints; gives what it says on the
/// standard error.
///
/// # Errors
/// Where the program cannot be started.
pub(crate) fn lines_of(command: &mut Command, mut each: impl FnMut(&str)) -> Result<String> {
    let shown = typed(command);
    let context = || format!("cannot run `{shown}`");
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().with_context(context)?;
    let (output, errors) = (child.stdout.take().with_context(context)?, child.stderr.take().with_context(context)?);
    let said = std::thread::scope(|scope| {
        let errors = scope.spawn(move || text(errors));
        BufReader::new(output).lines().map_while(Result::ok).for_each(|line| each(&line));
        errors.join().unwrap_or_default()
    });
    child.wait().with_context(context)?;
    Ok(said)
}

fn text(mut pipe: ChildStderr) -> String {
    let mut text = String::new();
    // Of a pipe that breaks, what came before.
    pipe.read_to_string(&mut text).ok();
    text
}

/// Whether the command is there and succeeds; what it prints is of no interest.
pub(crate) fn succeeds(command: &mut Command) -> bool {
    command.output().is_ok_and(|output| output.status.success())
}

/// The command as it would be typed into a shell at the root of the workspace.
pub(crate) fn typed(command: &Command) -> String {
    let variables = command
        .get_envs()
        .filter_map(|(name, value)| value.map(|value| format!("{}={}", name.display(), quoted(value))));
    let program = Path::new(command.get_program());
    let is_cargo = program.file_stem() == Some(OsStr::new("cargo"));
    let program = if is_cargo { "cargo".into() } else { quoted(shortened(program, command.get_current_dir())) };
    let arguments = command.get_args().map(|argument| quoted(argument).into_owned());
    variables.chain([program.into_owned()]).chain(arguments).collect::<Vec<_>>().join(" ")
}

fn shortened<'path>(path: &'path Path, folder: Option<&Path>) -> &'path OsStr {
    folder.and_then(|folder| path.strip_prefix(folder).ok()).unwrap_or(path).as_os_str()
}

/// A word as a shell reads it.
pub(crate) fn quoted(word: &OsStr) -> Cow<'_, str> {
    let word = word.to_string_lossy();
    let is_plain = |character: char| character.is_alphanumeric() || "-_=+./:,@".contains(character);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word;
    }
    Cow::Owned(format!("'{}'", word.replace('\'', r"'\''")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_shown_as_typed() {
        let mut command = Command::new("/root/.cargo/bin/cargo");
        command.args(["doc", "--no-deps", "it's"]).env("RUSTDOCFLAGS", "-D warnings").env_remove("CARGO");
        assert_eq!(typed(&command), r"RUSTDOCFLAGS='-D warnings' cargo doc --no-deps 'it'\''s'");

        let mut command = Command::new("/checkout/target/tool");
        command.current_dir("/checkout").arg("spec/a.yaml");
        assert_eq!(typed(&command), "target/tool spec/a.yaml");
    }
}
