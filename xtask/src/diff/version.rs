//! The version that the crate must get, and whether the manifest and the changelog have it.

use generator::diff::Rust;
use serde::Serialize;

use super::snapshot::Snapshot;

/// What the version of the crate was, is, and must be at least.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Version {
    pub(crate) base: String,
    pub(crate) head: String,
    /// The least that Cargo's rules ask for.
    pub(crate) needed: String,
    /// Whether `Cargo.toml` has it, or a later one.
    pub(crate) in_manifest: bool,
    /// Whether `CHANGELOG.md` has a section for the version of `Cargo.toml`.
    pub(crate) in_changelog: bool,
}

impl Version {
    /// None where the sides are no checkouts.
    pub(super) fn of(base: &Snapshot, head: &Snapshot, rust: Rust) -> Option<Self> {
        let version = |side: &Snapshot| version(side.files.get("Cargo.toml")?);
        let (was, is) = (version(base)?, version(head)?);
        let needed = needed(was, rust);
        let changelog = head.files.get("CHANGELOG.md").map_or("", String::as_str);
        Some(Self {
            base: text(was),
            head: text(is),
            needed: text(needed),
            in_manifest: is >= needed,
            in_changelog: has_section(changelog, &text(is.max(needed))),
        })
    }
}

/// Major, minor, patch.
type Numbers = [u64; 3];

fn text([major, minor, patch]: Numbers) -> String {
    format!("{major}.{minor}.{patch}")
}

/// The version that all packages of a workspace have.
fn version(manifest: &str) -> Option<Numbers> {
    let manifest: toml::Table = toml::from_str(manifest).ok()?;
    let version = manifest.get("workspace")?.get("package")?.get("version")?.as_str()?;
    // What stands for a release says so before the hyphen (Semantic Versioning, items 9 and 10).
    let version = version.split(['-', '+']).next()?;
    let mut numbers = version.split('.').map(|number| number.parse().ok());
    Some([numbers.next()??, numbers.next()??, numbers.next()??])
}

/// The next version by Cargo's rules: below 1.0.0 the second number counts as the first, below 0.1.0 the third.
fn needed([major, minor, patch]: Numbers, rust: Rust) -> Numbers {
    match (rust, major, minor) {
        (Rust::None, ..) => [major, minor, patch],
        (Rust::Major, 0, 0) => [0, 0, patch + 1],
        (Rust::Major, 0, _) => [0, minor + 1, 0],
        (Rust::Major, ..) => [major + 1, 0, 0],
        (Rust::Minor, 1.., _) => [major, minor + 1, 0],
        (Rust::Minor | Rust::Patch, ..) => [major, minor, patch + 1],
    }
}

/// Whether the changelog has a heading for the version.
fn has_section(changelog: &str, version: &str) -> bool {
    let headings = changelog.lines().filter_map(|line| line.strip_prefix("## "));
    headings
        .filter_map(|heading| heading.split_whitespace().next())
        .any(|word| word.trim_matches(['[', ']']).trim_start_matches('v') == version)
}

#[cfg(test)]
mod tests {
    use super::{Rust, has_section, needed, text, version};

    #[test]
    fn versions_go_up_by_the_rules_of_cargo() {
        for (was, rust, is) in [
            ([1, 2, 3], Rust::None, "1.2.3"),
            ([1, 2, 3], Rust::Patch, "1.2.4"),
            ([1, 2, 3], Rust::Minor, "1.3.0"),
            ([1, 2, 3], Rust::Major, "2.0.0"),
            ([0, 2, 3], Rust::Patch, "0.2.4"),
            ([0, 2, 3], Rust::Minor, "0.2.4"),
            ([0, 2, 3], Rust::Major, "0.3.0"),
            ([0, 0, 3], Rust::Major, "0.0.4"),
        ] {
            assert_eq!(text(needed(was, rust)), is, "{was:?} {rust:?}");
        }
    }

    #[test]
    fn versions_stand_in_the_manifest_and_the_changelog() {
        assert_eq!(version("[workspace.package]\nversion = \"0.1.0\"\n"), Some([0, 1, 0]));
        assert_eq!(version("[workspace.package]\nversion = \"0.2.0-rc.1\"\n"), Some([0, 2, 0]));
        assert_eq!(version("[package]\nversion = \"0.1.0\"\n"), None);
        let changelog = "# Changelog\n\n## Unreleased\n\n## [0.2.0] - 2026-01-31\n";
        assert!(has_section(changelog, "0.2.0"));
        assert!(!has_section(changelog, "0.2.1"));
    }
}
