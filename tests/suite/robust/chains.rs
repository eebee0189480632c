//! Long chains of schemas, each of which needs the next.

use std::fmt::Write;

use crate::fixture::Fixture;

/// How many components the chains have.
const LINKS: usize = 5_000;

/// A document whose answer is `S0`, with `LINKS` schemas made by `schema` from their number.
fn chain(name: &str, schema: impl Fn(usize) -> String) -> Fixture {
    let mut text = String::from(
        "openapi: 3.0.3\ninfo: {title: Chain, version: '1'}\nservers: [{url: 'https://api.example.com'}]\npaths:\n  /first:\n    \
         get:\n      operationId: readFirst\n      responses:\n        '200': {description: The first., content: \
         {application/json: {schema: {$ref: '#/components/schemas/S0'}}}}\ncomponents:\n  schemas:\n",
    );
    for link in 0..LINKS {
        writeln!(text, "    S{link}: {}", schema(link)).expect("a string takes what is written");
    }
    Fixture::of(name, text)
}

fn reference(link: usize) -> String {
    format!("{{$ref: '#/components/schemas/S{}'}}", link + 1)
}

#[test]
fn long_chains_of_references_are_generated() {
    let end = "{type: object, required: [end], properties: {end: {type: string}}}";
    let chains: [(&str, &dyn Fn(usize) -> String); 3] = [
        ("members", &|link| format!("{{type: object, required: [next], properties: {{next: {}}}}}", reference(link))),
        ("lists", &|link| {
            format!("{{type: object, properties: {{next: {{type: array, items: {}}}}}}}", reference(link))
        }),
        ("bases", &|link| {
            format!("{{allOf: [{}, {{type: object, properties: {{m{link}: {{type: string}}}}}}]}}", reference(link))
        }),
    ];
    for (name, schema) in chains {
        let last = |link: usize| if link + 1 == LINKS { end.to_owned() } else { schema(link) };
        let outcome = chain(name, last).generate().outcome;
        assert!(!outcome.diagnostics.has_errors(), "{name}: no errors");
        let models: String =
            outcome.files.iter().filter(|(path, _)| path.contains("models")).map(|(_, text)| &**text).collect();
        assert!(models.contains("pub end: String"), "{name}: the last link is there");
    }
}
