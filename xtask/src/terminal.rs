//! The look of what is printed. `anstream` drops the colors where nobody sees them: no terminal, or `NO_COLOR`.

use anstyle::{AnsiColor, Style};

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
