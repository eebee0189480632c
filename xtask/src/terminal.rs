//! The look of what is printed, and its words. `anstream` drops the colors where nobody sees them: no terminal, or
//! `NO_COLOR`.

use std::io::{ErrorKind, Write};

use anstyle::{AnsiColor, Style};
use anyhow::{Context, Result};

/// Headings.
pub(crate) const BOLD: Style = Style::new().bold();
/// What a reader may skip.
pub(crate) const DIM: Style = Style::new().dimmed();
/// Lines that come, checks that pass.
pub(crate) const GREEN: Style = AnsiColor::Green.on_default();
/// Lines that go, checks that fail.
pub(crate) const RED: Style = AnsiColor::Red.on_default();
/// What was left out.
pub(crate) const YELLOW: Style = AnsiColor::Yellow.on_default();

/// Prints what a command is asked for. Who closes the output early has read enough.
///
/// # Errors
/// Where it cannot be written: to a full disk, for example.
pub(crate) fn print(text: &str) -> Result<()> {
    let mut output = anstream::stdout();
    match output.write_all(text.as_bytes()).and_then(|()| output.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written.context("cannot write to the standard output"),
    }
}

/// Prints JSON and a line break. `anstream` drops a control character that JSON leaves as it is: that is escaped.
///
/// # Errors
/// As of [`print()`].
pub(crate) fn print_json(json: &str) -> Result<()> {
    print(&(json.replace('\u{7f}', "\\u007f") + "\n"))
}

/// A number of things, in words: `1 file`, `2 files`.
pub(crate) fn counted(count: usize, thing: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {thing}{plural}")
}

#[cfg(test)]
mod tests {
    use super::counted;

    #[test]
    fn one_is_no_plural() {
        assert_eq!([0, 1, 2].map(|count| counted(count, "warning")), ["0 warnings", "1 warning", "2 warnings"]);
    }
}
