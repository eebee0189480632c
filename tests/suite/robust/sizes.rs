//! Documents that have many of one thing: none is too many, and what they allocate grows as they do. How their time
//! does is shown by `cargo run --release --package hostile --example growth`.

use std::process::Command;
use std::thread;

use generator::Outcome;
use generator::source::Sources;
use hostile::check;
use hostile::sizes::SIZES;

/// Of each thing.
const MANY: usize = 300;

/// What a byte of a document with four times as many may cost, in times of one of the other.
const MOST_GROWTH: f64 = 1.3;

/// Of what could need a stack: each link of a chain in the next.
const LINKS: usize = 1_000;

fn generate(text: String) -> Outcome {
    check::generate(&Sources::new([("document.yaml", text)])).expect("the document is there")
}

#[test]
fn many_of_one_thing_are_generated() {
    let check = |(name, size): &(&str, hostile::sizes::Size)| {
        let outcome = generate(size(MANY));
        assert!(!outcome.files.is_empty(), "{MANY} {name}: there are files");
        check::files(&outcome).expect(name);
    };
    let (first, second) = SIZES.split_at(SIZES.len() / 2);
    thread::scope(|scope| {
        scope.spawn(|| first.iter().for_each(check));
        scope.spawn(|| second.iter().for_each(check));
    });
}

/// Allocations are counted, as they are the same each time.
#[test]
fn allocations_grow_as_documents_do() {
    let output = Command::new(env!("CARGO_BIN_EXE_grower")).output().expect("the process runs");
    let lines = String::from_utf8(output.stdout).expect("text");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(lines.lines().count(), SIZES.len(), "a line of each");
    for line in lines.lines() {
        let (_, figures) = line.rsplit_once(": ").expect("a name and figures");
        let figures: Vec<f64> = figures.split(' ').map(|figure| figure.parse().expect("a number")).collect();
        let (few, many) = figures.split_at(figures.len() / 2);
        let growth = |of: usize| (many[of] / many[0]) / (few[of] / few[0]);
        assert!(growth(1) < MOST_GROWTH && growth(2) < MOST_GROWTH, "{line}");
    }
}

/// Each chain ends somewhere: in a type, or in a warning that it is too long for one.
#[test]
fn long_chains_need_no_stack() {
    let chains = ["references", "elements", "maps", "single variants", "bases of a text"];
    for name in
        chains.map(|chain| format!("links of a chain of {chain}")).into_iter().chain(["pairs of variants".to_owned()])
    {
        let (_, size) = SIZES.iter().find(|(found, _)| *found == name).expect("is one of the sizes");
        let outcome = generate(size(LINKS));
        assert!(!outcome.files.is_empty(), "{LINKS} {name}: there are files");
        let is_cut = outcome.diagnostics.iter().any(|it| it.message.contains("without an object between"));
        assert_ne!(is_cut, name.ends_with("references"), "{name}: ends in a type, or with a warning");
    }
}

/// Heirs of a base of as many members, and further schemas.
fn heirs(many: usize, further: &str) -> String {
    let mut text =
        String::from("openapi: 3.0.3\ninfo: {title: Heirs, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n");
    let members: Vec<String> = (0..many).map(|at| format!("m{at}: {{}}")).collect();
    text += &format!("    Base: {{type: object, properties: {{{}}}}}\n", members.join(", "));
    for at in 0..many {
        text +=
            &format!("    S{at}: {{allOf: [{{$ref: '#/components/schemas/Base'}}, {{properties: {{own: {{}}}}}}]}}\n");
    }
    text + further
}

/// A base of many members with many heirs: from some number on, the heirs have only their own.
#[test]
fn heirs_take_in_no_more_than_a_document_needs() {
    let many = 360;
    let outcome = generate(heirs(many, ""));
    assert!(!outcome.files.is_empty(), "there are files");
    let cut = outcome.diagnostics.iter().filter(|it| it.message.contains("too many members")).count();
    assert!(0 < cut && cut < many / 2, "{cut} of {many} heirs are cut");
}

/// The variants of a union that were found to have members of both have all of them, however crowded the document.
#[test]
fn variants_with_more_are_whole_in_crowded_documents() {
    let things = "
    Thing:
      type: object
      required: [type]
      properties: {type: {type: string}, note: {type: string}}
      oneOf: [{$ref: '#/components/schemas/One'}, {$ref: '#/components/schemas/Two'}]
    One: {type: object, properties: {type: {type: string, enum: [one]}, a: {type: string}}}
    Two: {type: object, properties: {type: {type: string, enum: [two]}, b: {type: string}}}
";
    let outcome = generate(heirs(360, things));
    let cut = || outcome.diagnostics.iter().filter(|it| it.message.contains("too many members"));
    assert!(cut().next().is_some(), "the document is crowded");
    assert!(cut().all(|it| it.message.contains("`allOf`")), "only heirs are cut");
}

/// Where the types have too many parts, unions know no tags but those of their variants, and it is said.
#[test]
fn tags_are_no_more_than_a_document_needs() {
    let animals = "
    Animal: {type: object, discriminator: {propertyName: kind}, properties: {kind: {type: string}}}
    Cat: {allOf: [{$ref: '#/components/schemas/Animal'}]}
    Stone: {type: object, properties: {kind: {type: string, enum: [stone]}}}
    Last:
      type: object
      properties:
        thing:
          oneOf: [{$ref: '#/components/schemas/Animal'}, {$ref: '#/components/schemas/Stone'}]
          discriminator: {propertyName: kind}
";
    for (many, is_cut) in [(10, false), (360, true)] {
        let outcome = generate(heirs(many, animals));
        assert!(!outcome.files.is_empty(), "there are files");
        let is_reported = outcome.diagnostics.iter().any(|it| it.message.contains("below the variants"));
        assert_eq!(is_reported, is_cut, "{many} heirs");
    }
}

/// Where operations list too many scopes, calls ask for none of those left out, but still for credentials.
#[test]
fn scopes_are_no_more_than_a_document_needs() {
    let (_, size) = SIZES.iter().find(|(name, _)| *name == "scopes that all operations need").expect("is a size");
    for (many, is_cut) in [(100, false), (6_000, true)] {
        let outcome = generate(size(many));
        let left_out = outcome.diagnostics.iter().filter(|it| it.message.contains("list too many")).count();
        assert_eq!(0 < left_out && left_out < OPERATIONS / 2, is_cut, "{many} scopes: {left_out} are left out");
        let calls = outcome.files.iter().filter(|(path, _)| path.contains("/operations/"));
        let named: usize = calls.map(|(_, code)| code.matches("\"oauth\"").count()).sum();
        assert_eq!(named, OPERATIONS, "{many} scopes: all calls are of the scheme");
    }
}

/// That need the scopes.
const OPERATIONS: usize = 20;
