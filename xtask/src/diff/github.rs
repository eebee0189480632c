//! Annotations of GitHub: workflow commands, a line each.

use generator::diff::{Refusal, Rust, Spot, Which, Wire};

use super::accepted::Stale;
use super::outcome::{Entry, Outcome};
use super::snapshot::ACCEPTED;
use super::words;

/// An annotation for each change that stands in a new file.
pub(super) fn annotations(outcome: &Outcome) -> String {
    // GitHub shows ten of each level, and people read fewer that break nothing.
    let (notices, others): (Vec<&Entry>, Vec<&Entry>) =
        outcome.changes.iter().partition(|entry| level(entry) == "notice" && entry.accepted.is_none());
    let told = others.into_iter().chain(notices.into_iter().take(NOTICES)).filter_map(annotation);
    outcome.stale.iter().map(stale).chain(outcome.refusals.iter().filter_map(refusal)).chain(told).collect()
}

/// An annotation for an entry of the accepted changes that no change has.
fn stale(stale: &Stale) -> String {
    let message = data(&words::stale(stale));
    format!("::error file={ACCEPTED},line={},title=accepted for nothing::{message}\n", stale.line)
}

/// An annotation for an error of the new document.
fn refusal(refusal: &Refusal) -> Option<String> {
    let place = refusal.place.as_ref().filter(|_| refusal.side == Which::Head)?;
    let (file, Spot { line, column, .. }) = (property(&place.file), place);
    let (title, message) = (property(&refusal.code), data(&words::refusal(refusal)));
    Some(format!("::error file={file},line={line},col={column},title={title}::{message}\n"))
}

/// How many changes are annotated that break nothing.
const NOTICES: usize = 10;

fn annotation(entry: &Entry) -> Option<String> {
    let change = &entry.change;
    // What is gone has no line in the new file, and is told at the top of it.
    let (file, place) = match (&change.head, &change.base) {
        (Some(head), _) => (&head.file, format!(",line={},col={}", head.line, head.column)),
        (None, Some(base)) => (&base.file, String::new()),
        (None, None) => return None,
    };
    let silent = if change.silent { "silent, " } else { "" };
    let title = format!("{silent}{} on the wire, {} in Rust", words::wire(change.wire), words::rust(change.rust));
    let reaches = words::some(&change.operations);
    let reaches = if reaches.is_empty() { reaches } else { format!("\nreaches {reaches}") };
    let accepted = entry.accepted.as_ref().map(|reason| format!("\naccepted: {reason}")).unwrap_or_default();
    let message = format!("{} [{}]{reaches}{accepted}", change.message, change.kind);
    let (level, file, title, message) = (level(entry), property(file), property(&title), data(&message));
    Some(format!("::{level} file={file}{place},title={title}::{message}\n"))
}

fn level(entry: &Entry) -> &'static str {
    let change = &entry.change;
    match (change.wire, change.rust) {
        _ if entry.accepted.is_some() => "notice",
        (Wire::Breaking, _) | (_, Rust::Major) => "error",
        (Wire::Risky, _) => "warning",
        _ => "notice",
    }
}

/// A message, as workflow commands escape it.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property, as workflow commands escape it.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{data, property};

    #[test]
    fn texts_are_escaped() {
        assert_eq!(data("50%\na: b"), "50%25%0Aa: b");
        assert_eq!(property("a: b, c"), "a%3A b%2C c");
    }
}
