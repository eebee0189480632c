//! What git knows: revisions, and the files that they hold.

use std::collections::BTreeMap;
use std::io::Write;
use std::process::Stdio;

use anyhow::{Context, Result, ensure};

use crate::process::{output_of, program};
use crate::workspace::Workspace;

/// The branches that work is merged into, the first that there is.
const MAIN: &[&str] = &["origin/main", "main", "origin/master", "master"];

/// The commit that work began from: where the main branch and the current commit part.
///
/// # Errors
/// Where there is no such commit.
pub(super) fn merge_base(workspace: &Workspace) -> Result<String> {
    let mut bases = MAIN.iter().filter_map(|branch| {
        output_of(program(workspace, "git", "merge-base HEAD").arg(branch)).map(|text| text.trim().to_owned())
    });
    bases.next().with_context(|| {
        format!("no commit in common with any of {}; name the base: `cargo xtask diff BASE`", MAIN.join(", "))
    })
}

/// The commit at which the current one parted from another; that one itself, where git does not know so much of it.
pub(super) fn parted_from(workspace: &Workspace, revision: &str) -> String {
    let commit = output_of(program(workspace, "git", "merge-base HEAD").arg(revision));
    commit.map_or_else(|| revision.to_owned(), |commit| commit.trim().to_owned())
}

/// The files of a revision at or below the paths, by their names.
///
/// # Errors
/// Where there is no such revision.
pub(super) fn files(workspace: &Workspace, revision: &str, paths: &[&str]) -> Result<BTreeMap<String, String>> {
    let commit = format!("{revision}^{{commit}}");
    let commit = output_of(program(workspace, "git", "rev-parse --verify --quiet --end-of-options").arg(&commit));
    let commit =
        commit.with_context(|| format!("`{revision}` is no file, no folder and no revision that git knows"))?;
    let mut list = program(workspace, "git", "ls-tree -r -z --name-only");
    let names = output_of(list.arg(commit.trim()).arg("--").args(paths)).context("git cannot list a revision")?;
    let names: Vec<&str> = names.split('\0').filter(|name| !name.is_empty()).collect();
    read(workspace, commit.trim(), &names)
}

/// A commit, and when it was made.
pub(super) struct Commit {
    pub(super) id: String,
    /// As in ISO 8601.
    pub(super) date: String,
}

/// The commits that a revision comes of and that touch a path, so many at most, the newest first.
pub(super) fn commits(workspace: &Workspace, revision: &str, path: &str, most: usize) -> Vec<Commit> {
    let mut log = program(workspace, "git", "log");
    let log =
        log.arg("--format=%H %cs").arg(format!("--max-count={most}")).args(["--end-of-options", revision, "--", path]);
    let commit = |line: &str| {
        let (id, date) = line.split_once(' ')?;
        Some(Commit { id: id.to_owned(), date: date.to_owned() })
    };
    output_of(log).unwrap_or_default().lines().filter_map(commit).collect()
}

/// The texts of files, by one run of git; what is no text is left out.
fn read(workspace: &Workspace, commit: &str, names: &[&str]) -> Result<BTreeMap<String, String>> {
    let mut git = program(workspace, "git", "cat-file --batch");
    let mut child = git.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().context("cannot start git")?;
    let wanted: String = names.iter().map(|name| format!("{commit}:{name}\n")).collect();
    let mut input = child.stdin.take().context("invariant: the input is piped")?;
    let writer = std::thread::spawn(move || input.write_all(wanted.as_bytes()));
    let output = child.wait_with_output().context("cannot read what git says")?;
    writer.join().ok().context("invariant: writing does not panic")?.context("cannot tell git what to read")?;
    ensure!(output.status.success(), "git cannot read the files of a revision");
    let mut rest = output.stdout.as_slice();
    let mut files = BTreeMap::new();
    for name in names {
        let (text, after) = entry(rest).with_context(|| format!("git does not give `{name}`"))?;
        rest = after;
        if let Ok(text) = std::str::from_utf8(text) {
            files.insert((*name).to_owned(), text.to_owned());
        }
    }
    Ok(files)
}

/// The content of the next file of `cat-file --batch` (`<id> blob <size>`, a line feed, the bytes, a line feed), and
/// what follows.
fn entry(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = bytes.iter().position(|byte| *byte == b'\n')?;
    let size: usize = std::str::from_utf8(&bytes[..end]).ok()?.rsplit(' ').next()?.parse().ok()?;
    let content = bytes.get(end + 1..end + 1 + size)?;
    Some((content, bytes.get(end + 2 + size..)?))
}

#[cfg(test)]
mod tests {
    use super::entry;

    #[test]
    fn entries_are_taken_one_after_the_other() {
        let bytes = b"1234 blob 3\na\nb\n5678 blob 0\n\n";
        let (first, rest) = entry(bytes).expect("the first");
        assert_eq!(first, b"a\nb");
        assert_eq!(entry(rest), Some((&b""[..], &b""[..])));
        assert_eq!(entry(b"1234 missing\n"), None);
    }
}
