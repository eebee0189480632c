//! The program that calls the operations: for each crate a table of functions, over a fixed main.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use generator::calls::{Body, Call, Choice, Content, Kind, Taken, Way};

use crate::workspace::Workspace;

/// All of the program but its modules and their table.
const MAIN: &str = include_str!("main.rs.txt");
/// What the declarations of the modules take the place of.
const MODULES: &str = "/* modules */";
/// What their table takes the place of.
const CRATES: &str = "/* crates */";
/// Below each function.
const SENT: &str = "crate::answered(call.send().await)";

/// Writes the package of the program, for these crates.
///
/// # Errors
/// Where the disk refuses.
pub(super) fn write(workspace: &Workspace, root: &Path, crates: &BTreeMap<String, Vec<Call>>) -> Result<()> {
    let (mut modules, mut table, mut dependencies) = (String::new(), String::new(), String::new());
    let mut files = BTreeMap::new();
    for (number, (name, calls)) in crates.iter().enumerate() {
        writeln!(modules, "mod calls_{number};")?;
        writeln!(table, "    ({name:?}, calls_{number}::CALLS),")?;
        writeln!(dependencies, "{name} = {{ path = \"../crates/{name}\" }}")?;
        files.insert(format!("src/calls_{number}.rs"), module(name, calls));
    }
    let manifest = format!(
        "[package]\nname = \"wire\"\nedition = \"2024\"\n\n[dependencies]\nserde_json = \"1\"\n\
        tokio = {{ version = \"1\", features = [\"macros\", \"rt\", \"net\", \"time\"] }}\n\
        generated-client = {{ path = {:?}, default-features = false, features = [\"rustls\"] }}\n\
        {dependencies}\n[lints.rust]\ndeprecated = \"allow\"\n\n[profile.dev]\ndebug = false\n\n[workspace]\n",
        workspace.generated_client()
    );
    let lock = fs::read_to_string(workspace.root().join("Cargo.lock")).context("cannot read `Cargo.lock`")?;
    files.insert("Cargo.toml".to_owned(), manifest);
    files.insert("Cargo.lock".to_owned(), lock);
    files.insert("src/main.rs".to_owned(), MAIN.replace(MODULES, &modules).replace(CRATES, &table));
    for (path, text) in files {
        let path = root.join(path);
        let folder = path.parent().unwrap_or(root);
        let written = fs::create_dir_all(folder).and_then(|()| fs::write(&path, text));
        written.with_context(|| format!("cannot write `{}`", path.display()))?;
    }
    Ok(())
}

/// The functions of a crate.
fn module(name: &str, calls: &[Call]) -> String {
    let functions: Vec<(String, String)> = calls.iter().flat_map(functions).collect();
    let entries: String = functions.iter().map(|(name, body)| format!("    ({name:?}, {body}),\n")).collect();
    format!(
        "use generated_client::codegen::*;\nuse {}::*;\n\npub(super) const CALLS: &[(&str, crate::Function)] = &[\n\
        {entries}];\n",
        name.replace('-', "_")
    )
}

/// What a function is called: an operation with one of its bodies, or without.
pub(super) fn function_name(pointer: &str, body: Option<usize>) -> String {
    body.map_or_else(|| pointer.to_owned(), |choice| format!("{pointer} {choice}"))
}

/// A function for each body that the operation can be called with, and one without, where that can be.
fn functions(call: &Call) -> Vec<(String, String)> {
    let pointer = call.origin.pointer.as_str();
    let choices = call.body.iter().flat_map(|body| body.choices.iter().enumerate().map(move |choice| (body, choice)));
    let with = choices
        .map(|(body, (at, choice))| (function_name(pointer, Some(at)), function(call, Some((&body.way, choice)))));
    let can_be_bare = !matches!(call.body, Some(Body { way: Way::Argument, .. }));
    let without = can_be_bare.then(|| (function_name(pointer, None), function(call, None)));
    with.chain(without).collect()
}

/// The function as a closure.
fn function(call: &Call, body: Option<(&Way, &Choice)>) -> String {
    let mut lines =
        vec!["let client = Client::new(session).with_base_url(url).map_err(|e| e.to_string())?;".to_owned()];
    let mut arguments = arguments(&call.parameters);
    if let Some((way, choice)) = body {
        lines.extend(content(choice));
        if *way == Way::Argument {
            arguments.push("body".to_owned());
        }
    }
    lines.push(format!("let call = client.{}({});", call.method, arguments.join(", ")));
    lines.extend(setters("call", &call.parameters));
    if let Some((way, _)) = body {
        if *way != Way::Argument {
            lines.push("let call = call.body(body);".to_owned());
        }
        lines.push(optional("content_type", "with_content_type(value)"));
    }
    lines.push(optional("authorization", "with_header(\"authorization\", value)"));
    lines.push(SENT.to_owned());
    format!("|session, url, given| Box::pin(async move {{\n        {}\n    }})", lines.join("\n        "))
}

/// Does what any call can do, where it is asked for.
fn optional(given: &str, done: &str) -> String {
    format!("let call = match given.{given}() {{ Some(value) => call.{done}, None => call }};")
}

/// What makes the body.
fn content(choice: &Choice) -> Vec<String> {
    let mut lines = match &choice.content {
        Content::Value(ty) => vec![format!("let body = given.body::<{ty}>()?;")],
        Content::Bytes => vec!["let body = Upload::from(given.text().into_bytes());".to_owned()],
        Content::Text => vec!["let body = given.text();".to_owned()],
        Content::OpenForm => vec!["let body = generated_client::Form::new();".to_owned()],
        Content::Form { name, parts } => {
            let made = format!("let body = {name}::new({});", arguments(parts).join(", "));
            std::iter::once(made).chain(setters("body", parts)).collect()
        }
    };
    lines.extend(choice.variant.iter().map(|variant| format!("let body = {variant}(body);")));
    lines
}

/// The arguments among what is taken.
fn arguments(taken: &[Taken]) -> Vec<String> {
    let argument = |taken: &Taken| {
        let Taken { place, wire, kind, .. } = taken;
        match kind {
            Kind::Value(ty) => format!("given.value::<{ty}>({place:?}, {wire:?})?"),
            Kind::File => format!("given.file({wire:?})?"),
            Kind::Files => format!("given.files({wire:?})"),
        }
    };
    taken.iter().filter(|taken| taken.way == Way::Argument).map(argument).collect()
}

/// Sets the others on a value, where they are given.
fn setters(on: &str, taken: &[Taken]) -> Vec<String> {
    let set = |taken: &Taken| {
        let Way::Setter(setter) = &taken.way else { return None };
        let Taken { place, wire, kind, .. } = taken;
        let given = match kind {
            Kind::Value(ty) => format!("given.optional::<{ty}>({place:?}, {wire:?})?"),
            Kind::File => format!("given.files({wire:?}).pop()"),
            Kind::Files => format!("Some(given.files({wire:?}))"),
        };
        Some(format!("let {on} = match {given} {{ Some(value) => {on}.{setter}(value), None => {on} }};"))
    };
    taken.iter().filter_map(set).collect()
}
