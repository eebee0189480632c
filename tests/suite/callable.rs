//! How operations are called, as data: the same arguments, setters and bodies as in the listing of the public API,
//! which is made apart.

use generator::calls::{Body, Call, Choice, Content, Kind, Taken, Way};

use crate::fixture::{all, check_each, package};

#[test]
fn calls_are_as_the_listing_has_them() {
    check_each(&all("ok", "yaml"), |fixture| {
        let sources = fixture.sources();
        let package = package(&sources, &fixture.file);
        let outcome = generator::generate_package(&sources, &package);
        let listing = outcome.files.iter().find(|(path, _)| path.starts_with("api/")).map(|(_, text)| text.as_str());
        let listing = listing.expect("each crate has a listing");
        let calls = generator::calls(&sources, &package);
        assert_eq!(calls.len(), listing.matches(": call giving ").count());
        for call in &calls {
            let method = format!("::Client::{}(", call.method);
            let line = listing.lines().find(|line| line.contains(&method)).expect("the method is there");
            let (taken, built) =
                line.split_once(&method).and_then(|(_, rest)| rest.split_once(") -> ")).expect("is a method");
            let built = built.split(',').next().unwrap_or(built);
            assert_eq!(types(taken), arguments(call), "{line}");
            for (setter, ty) in setters(call) {
                let setter = format!("::{built}::{setter}({ty})");
                assert!(listing.contains(&setter), "{setter}");
            }
        }
    });
}

/// The types in a list of arguments.
fn types(arguments: &str) -> Vec<String> {
    let mut types: Vec<String> = arguments.split(": ").skip(1).map(str::to_owned).collect();
    if let Some((_, others)) = types.split_last_mut() {
        for ty in others {
            ty.truncate(ty.rfind(", ").expect("another argument follows"));
        }
    }
    types
}

fn arguments(call: &Call) -> Vec<String> {
    let parameters = call.parameters.iter().filter(|taken| taken.way == Way::Argument).map(given);
    let body = call.body.iter().filter(|body| body.way == Way::Argument).map(body);
    parameters.chain(body).collect()
}

fn setters(call: &Call) -> Vec<(String, String)> {
    let name = |way: &Way| match way {
        Way::Setter(name) => Some(name.clone()),
        Way::Argument => None,
    };
    let parameters = call.parameters.iter().filter_map(|taken| Some((name(&taken.way)?, given(taken))));
    parameters.chain(call.body.iter().filter_map(|given| Some((name(&given.way)?, body(given))))).collect()
}

fn given(taken: &Taken) -> String {
    match &taken.kind {
        Kind::Value(ty) => ty.clone(),
        Kind::File | Kind::Files => "Part".to_owned(),
    }
}

/// The type of a body: the enum, where it can be several things.
fn body(body: &Body) -> String {
    let [Choice { variant: None, content, .. }] = &body.choices[..] else {
        let variant = body.choices.first().and_then(|choice| choice.variant.as_deref()).expect("the enum has variants");
        let (name, _) = variant.rsplit_once("::").expect("a variant is in its enum");
        return name.trim_start_matches("operations::").to_owned();
    };
    match content {
        Content::Value(ty) => ty.clone(),
        Content::Form { name, .. } => name.clone(),
        Content::OpenForm => "Form".to_owned(),
        Content::Bytes => "Upload".to_owned(),
        Content::Text => "String".to_owned(),
    }
}
