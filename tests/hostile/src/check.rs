//! What must hold of every run of the generator, whatever the document says. That it neither panics nor hangs shows by
//! itself.

use std::collections::BTreeSet;

use generator::Outcome;
use generator::diagnostic::{Style, render};
use generator::package::{Package, PackageName, Runtime, Selection, Standing, Tolerance};
use generator::source::Sources;

use crate::seeds::Seeds;

/// Names that Windows keeps for devices, whatever their extension.
const DEVICES: &[&str] = &["aux", "con", "nul", "prn"];

/// Bytes that a name of a file may have on every system.
const LONGEST_NAME: usize = 255;

/// Generates a document twice and checks what came of it.
///
/// # Errors
///
/// What does not hold.
pub fn check(text: &str, seeds: &Seeds) -> Result<(), String> {
    let sources = Sources::new(seeds.parts.iter().cloned().chain([("document.yaml".to_owned(), text.to_owned())]));
    let first = generate(&sources)?;
    let again = generate(&sources)?;
    if first.files != again.files {
        return Err("the same document gives other files".to_owned());
    }
    if render(&first.diagnostics, &sources, Style::Plain) != render(&again.diagnostics, &sources, Style::Plain) {
        return Err("the same document gives other diagnostics".to_owned());
    }
    files(&first)
}

/// Generates the crate of its own for `document.yaml`, whatever is refused of it.
///
/// # Errors
///
/// Where the sources do not have it.
pub fn generate(sources: &Sources) -> Result<Outcome, String> {
    let file = sources.find("document.yaml").ok_or("the document is not there")?;
    let package = Package {
        file,
        name: PackageName::near("document"),
        runtime: Runtime::Version("0.1".to_owned()),
        standing: Standing::Apart,
        selection: Selection::Whole,
        tolerance: Tolerance::Lenient,
    };
    Ok(generator::generate_package(sources, &package))
}

/// Checks paths and contents of files.
///
/// # Errors
///
/// The first file that leaves its folder, cannot be written on every system, or hides something.
pub fn files(outcome: &Outcome) -> Result<(), String> {
    let mut paths = BTreeSet::new();
    for (path, text) in &outcome.files {
        self::path(path)?;
        if !paths.insert(path.to_lowercase()) {
            return Err(format!("{path:?} differs from another path by case only"));
        }
        if let Some(hidden) = text.chars().find(|c| hides(*c)) {
            return Err(format!("{path} has the character {:?}", hidden.escape_unicode().to_string()));
        }
    }
    Ok(())
}

/// Checks that a path stays in the folder that it is relative to, and can be written on every system.
fn path(path: &str) -> Result<(), String> {
    let is_legal = |c: char| c.is_alphanumeric() || "_-.".contains(c);
    for part in path.split('/') {
        let stem = part.split('.').next().unwrap_or_default().to_lowercase();
        let is_port = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt")).is_some_and(|rest| {
            let mut digits = rest.chars();
            digits.next().is_some_and(|digit| "0123456789¹²³".contains(digit)) && digits.next().is_none()
        });
        let is_wrong = stem.is_empty()
            || part.ends_with('.')
            || part.len() > LONGEST_NAME
            || !part.chars().all(is_legal)
            || DEVICES.contains(&stem.as_str())
            || is_port;
        if is_wrong {
            return Err(format!("{path:?} cannot be written on every system"));
        }
    }
    Ok(())
}

/// Whether a character moves, hides or reorders the text around it.
pub fn hides(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(c, '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}
