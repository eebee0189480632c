//! The program that decodes examples and encodes them again: a table of types over a fixed main.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::Typed;
use crate::workspace::Workspace;

/// All of the program but its table of types, whose lines are `("name", turn::<name>),`.
const MAIN: &str = include_str!("main.rs.txt");
/// What the table takes the place of.
const TABLE: &str = "/* types */";

/// Writes the package of the program.
///
/// # Errors
/// Where the disk refuses.
pub(super) fn write(workspace: &Workspace, root: &Path, typed: &[Typed]) -> Result<()> {
    let types: BTreeSet<&str> = typed.iter().map(|typed| typed.ty.as_str()).collect();
    let crates: BTreeSet<&str> = typed.iter().map(|typed| typed.krate.as_str()).collect();
    let table: String = types.iter().map(|ty| format!("(\"{ty}\", turn::<{ty}>),\n    ")).collect();
    let dependency = |name: &&str| format!("{name} = {{ path = \"../crates/{name}\", features = [\"all-models\"] }}\n");
    let dependencies: String = crates.iter().map(dependency).collect();
    let manifest = format!(
        "[package]\nname = \"round-trip\"\nedition = \"2024\"\n\n[dependencies]\nserde = \"1\"\nserde_json = \"1\"\n\
        {dependencies}\n[profile.dev]\ndebug = false\n\n[workspace]\n"
    );
    let lock = fs::read_to_string(workspace.root().join("Cargo.lock")).context("cannot read `Cargo.lock`")?;
    for (path, text) in [("Cargo.toml", manifest), ("Cargo.lock", lock), ("src/main.rs", MAIN.replace(TABLE, &table))] {
        let path = root.join(path);
        let folder = path.parent().unwrap_or(root);
        let written = fs::create_dir_all(folder).and_then(|()| fs::write(&path, text));
        written.with_context(|| format!("cannot write `{}`", path.display()))?;
    }
    Ok(())
}
