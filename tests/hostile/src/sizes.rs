//! Documents that have many of one thing, each by how many: what they cost must grow as they do.

mod exchanges;

use std::fmt::Write;

use exchanges::{
    alternatives, callbacks, components, examples, headers, links, media_types_of_answer, media_types_of_body,
    media_types_of_error, media_types_without_schema, parts_of_form, scopes, variables, webhooks,
};

/// A way to make a document of this many.
pub type Size = fn(usize) -> String;

/// Each way, by what there are many of.
pub const SIZES: &[(&str, Size)] = &[
    ("operations", operations),
    ("operations of the same name", operations_of_one_name),
    ("operations without id", operations_without_id),
    ("parameters", parameters),
    ("parameters of the same name", parameters_of_one_name),
    ("tags", tags),
    ("servers", servers),
    ("variables of a server", variables),
    ("statuses with types of their own", statuses),
    ("media types of an answer", media_types_of_answer),
    ("media types of an error", media_types_of_error),
    ("media types of a body", media_types_of_body),
    ("media types without a schema", media_types_without_schema),
    ("headers of an answer", headers),
    ("parts of a form", parts_of_form),
    ("links of an answer", links),
    ("callbacks of an operation", callbacks),
    ("examples of a body", examples),
    ("scopes that all operations need", scopes),
    ("alternatives of security", alternatives),
    ("webhooks", webhooks),
    ("components of operations", components),
    ("schemas", schemas),
    ("schemas of the same name", schemas_of_one_name),
    ("schemas that nobody needs", unused_schemas),
    ("properties", properties),
    ("properties of the same name", properties_of_one_name),
    ("required names", required),
    ("values", values),
    ("values of the same name", values_of_one_name),
    ("variants", variants),
    ("variants that are lists of values", variants_with_values),
    ("entries of a mapping", mapping),
    ("positions of a tuple", positions),
    ("members of allOf", members_of_all_of),
    ("links of a chain of members", chain_of_members),
    ("links of a chain of lists", chain_of_lists),
    ("links of a chain of bases", chain_of_bases),
    ("links of a chain of bases that nobody needs", unused_chain_of_bases),
    ("links of a chain of references", chain_of_references),
    ("links of a chain of elements", chain_of_elements),
    ("links of a chain of maps", chain_of_maps),
    ("links of a chain of single variants", chain_of_single_variants),
    ("links of a chain of bases of a text", chain_of_bases_of_text),
    ("pairs of bases", pairs_of_bases),
    ("pairs of variants", pairs_of_variants),
    ("variants of each other", variants_of_each_other),
    ("pairs of members", pairs_of_members),
    ("variants with a common base", variants_with_base),
    ("other names of a union with members of its own", names_of_distributed),
    ("keys without meaning", unknown_keys),
    ("errors", errors),
    ("characters of a description", description),
];

/// The head of a document with one operation, which answers with the schema `S0`; the schemas follow.
fn with_schemas(schemas: impl IntoIterator<Item = String>) -> String {
    let mut text = head();
    text.push_str(&operation("/first", "readFirst", "S0"));
    text.push_str("components:\n  schemas:\n");
    for (at, schema) in schemas.into_iter().enumerate() {
        line(&mut text, &format!("    S{at}: {schema}"));
    }
    text
}

/// A document with these paths, and a schema `S0`.
fn with_paths(paths: impl IntoIterator<Item = String>) -> String {
    let mut text = head();
    text.extend(paths);
    text.push_str("components:\n  schemas:\n    S0: {type: object, properties: {a: {type: string}}}\n");
    text
}

fn head() -> String {
    "openapi: 3.0.3\ninfo: {title: Many, version: '1'}\nservers: [{url: 'https://api.example.com'}]\npaths:\n"
        .to_owned()
}

fn operation(path: &str, id: &str, schema: &str) -> String {
    format!("  {path}:\n    get:\n      operationId: {id}\n{}", responses(schema))
}

fn responses(schema: &str) -> String {
    format!(
        "      responses: {{'200': {{description: It., content: {{application/json: {{schema: {{\
         $ref: '#/components/schemas/{schema}'}}}}}}}}}}\n"
    )
}

fn line(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}

/// The text of each number, one after the other.
fn listed(many: usize, text: impl Fn(usize) -> String) -> String {
    let texts: Vec<String> = (0..many).map(text).collect();
    texts.join(", ")
}

/// The numbers as words that differ by case only: 16 of each word.
fn alike(at: usize) -> String {
    let mut word = format!("abcd{}", at / 16);
    for bit in (0..4).filter(|bit| at >> bit & 1 == 1) {
        let letter = word[bit..=bit].to_uppercase();
        word.replace_range(bit..=bit, &letter);
    }
    word
}

fn operations(many: usize) -> String {
    with_paths((0..many).map(|at| operation(&format!("/a{at}"), &format!("readA{at}"), "S0")))
}

fn operations_of_one_name(many: usize) -> String {
    with_paths((0..many).map(|at| operation(&format!("/a{at}"), &alike(at), "S0")))
}

fn operations_without_id(many: usize) -> String {
    with_paths((0..many).map(|at| format!("  /a{at}:\n    get:\n{}", responses("S0"))))
}

fn parameters(many: usize) -> String {
    with_parameters(many, |at| format!("p{at}"))
}

fn parameters_of_one_name(many: usize) -> String {
    with_parameters(many, alike)
}

fn with_parameters(many: usize, name: impl Fn(usize) -> String) -> String {
    let list = listed(many, |at| format!("{{name: {}, in: query, schema: {{type: string}}}}", name(at)));
    with_paths([format!("  /a:\n    get:\n      operationId: readA\n      parameters: [{list}]\n{}", responses("S0"))])
}

fn tags(many: usize) -> String {
    let tagged = |at: usize| {
        format!("  /a{at}:\n    get:\n      operationId: readA{at}\n      tags: [{}]\n{}", alike(at), responses("S0"))
    };
    with_paths((0..many).map(tagged))
}

fn servers(many: usize) -> String {
    let list = listed(many, |at| format!("{{url: 'https://{}.example.com'}}", alike(at)));
    operations(1).replace("servers: [", &format!("servers: [{list}, "))
}

fn statuses(many: usize) -> String {
    let inline = |at: usize| format!("schema: {{type: object, properties: {{p{at}: {{type: string}}}}}}");
    let list = listed(many.min(400), |at| {
        format!("'{}': {{description: It., content: {{application/json: {{{}}}}}}}", 200 + at, inline(at))
    });
    with_paths(
        (0..many / 400 + 1)
            .map(|at| format!("  /a{at}:\n    get:\n      operationId: readA{at}\n      responses: {{{list}}}\n")),
    )
}

fn schemas(many: usize) -> String {
    let members = listed(many, |at| format!("p{at}: {{$ref: '#/components/schemas/S{}'}}", at + 1));
    let first = format!("{{type: object, properties: {{{members}}}}}");
    with_schemas(std::iter::once(first).chain((0..many).map(|_| "{type: object, properties: {a: {}}}".to_owned())))
}

fn schemas_of_one_name(many: usize) -> String {
    let members = listed(many, |at| format!("p{at}: {{$ref: '#/components/schemas/{}'}}", alike(at)));
    let mut text = with_schemas([format!("{{type: object, properties: {{{members}}}}}")]);
    for at in 0..many {
        line(&mut text, &format!("    {}: {{type: object, properties: {{a: {{}}}}}}", alike(at)));
    }
    text
}

fn unused_schemas(many: usize) -> String {
    with_schemas((0..many).map(|_| "{type: object, properties: {a: {type: string}}}".to_owned()))
}

fn properties(many: usize) -> String {
    with_schemas([format!(
        "{{type: object, properties: {{{}}}}}",
        listed(many, |at| format!("p{at}: {{type: string}}"))
    )])
}

fn properties_of_one_name(many: usize) -> String {
    let members = listed(many, |at| format!("{}: {{type: string}}", alike(at)));
    with_schemas([format!("{{type: object, properties: {{{members}}}}}")])
}

fn required(many: usize) -> String {
    with_schemas([format!(
        "{{type: object, properties: {{a: {{}}}}, required: [{}]}}",
        listed(many, |at| format!("p{at}"))
    )])
}

fn values(many: usize) -> String {
    with_schemas([format!("{{type: string, enum: [{}]}}", listed(many, |at| format!("v{at}")))])
}

fn values_of_one_name(many: usize) -> String {
    with_schemas([format!("{{type: string, enum: [{}]}}", listed(many, alike))])
}

fn variants(many: usize) -> String {
    let variant = |at: usize| format!("{{type: object, required: [p{at}], properties: {{p{at}: {{type: string}}}}}}");
    with_schemas([format!("{{oneOf: [{}]}}", listed(many, variant))])
}

fn variants_with_values(many: usize) -> String {
    with_schemas([format!("{{anyOf: [{}]}}", listed(many, |at| format!("{{type: string, enum: [v{at}, w{at}]}}")))])
}

fn mapping(many: usize) -> String {
    let list = listed(many, |at| format!("{{$ref: '#/components/schemas/S{}'}}", at + 1));
    let entries = listed(many, |at| format!("v{at}: '#/components/schemas/S{}'", at + 1));
    let union = format!("{{oneOf: [{list}], discriminator: {{propertyName: kind, mapping: {{{entries}}}}}}}");
    let variant = |at: usize| format!("{{type: object, properties: {{kind: {{type: string}}, p{at}: {{}}}}}}");
    with_schemas([union].into_iter().chain((0..many).map(variant)))
}

fn positions(many: usize) -> String {
    let positions = listed(many, |at| format!("{{type: object, properties: {{p{at}: {{}}}}}}"));
    with_schemas([format!("{{type: array, prefixItems: [{positions}]}}")]).replace("3.0.3", "3.1.0")
}

fn members_of_all_of(many: usize) -> String {
    let member = |at: usize| format!("{{type: object, properties: {{p{at}: {{type: string}}}}}}");
    with_schemas([format!("{{allOf: [{}]}}", listed(many, member))])
}

/// A chain whose links are made from a reference to the next.
fn chain(many: usize, link: impl Fn(usize, &str) -> String) -> String {
    let end = "{type: object, required: [end], properties: {end: {type: string}}}".to_owned();
    let next = |at: usize| link(at, &format!("{{$ref: '#/components/schemas/S{}'}}", at + 1));
    with_schemas((0..many).map(next).chain([end]))
}

fn chain_of_members(many: usize) -> String {
    chain(many, |_, next| format!("{{type: object, required: [next], properties: {{next: {next}}}}}"))
}

fn chain_of_lists(many: usize) -> String {
    chain(many, |_, next| format!("{{type: object, properties: {{next: {{type: array, items: {next}}}}}}}"))
}

fn chain_of_bases(many: usize) -> String {
    chain(many, |at, next| format!("{{allOf: [{next}, {{type: object, properties: {{m{at}: {{type: string}}}}}}]}}"))
}

fn chain_of_references(many: usize) -> String {
    chain(many, |_, next| next.to_owned())
}

fn chain_of_elements(many: usize) -> String {
    chain(many, |_, next| format!("{{type: array, items: {next}}}"))
}

fn chain_of_maps(many: usize) -> String {
    chain(many, |_, next| format!("{{type: object, additionalProperties: {next}}}"))
}

fn chain_of_single_variants(many: usize) -> String {
    chain(many, |_, next| format!("{{anyOf: [{next}]}}"))
}

fn chain_of_bases_of_text(many: usize) -> String {
    chain(many, |_, next| format!("{{allOf: [{next}]}}"))
        .replace("{type: object, required: [end], properties: {end: {type: string}}}", "{type: string}")
}

fn unused_chain_of_bases(many: usize) -> String {
    let first = "{type: object, properties: {a: {type: string}}}".to_owned();
    let link = |at: usize| {
        let next = format!("{{$ref: '#/components/schemas/S{}'}}", if at == many { 0 } else { at + 1 });
        format!("{{allOf: [{next}, {{type: object, properties: {{m{at}: {{type: string}}}}}}]}}")
    };
    with_schemas([first].into_iter().chain((1..=many).map(link)))
}

fn variants_of_each_other(many: usize) -> String {
    let reference = |at: usize| format!("{{$ref: '#/components/schemas/S{at}'}}");
    let own = |at: usize| format!("{{type: object, properties: {{p{at}: {{type: string}}}}}}");
    let variants = |at: usize| format!("{{oneOf: [{}, {}, {}]}}", reference(at + 1), reference(at + 2), own(at));
    with_schemas((0..many).map(variants).chain([own(many), own(many + 1)]))
}

fn pairs_of_bases(many: usize) -> String {
    chain(many, |_, next| format!("{{allOf: [{next}, {next}]}}"))
}

fn pairs_of_variants(many: usize) -> String {
    chain(many, |_, next| format!("{{oneOf: [{next}, {{type: array, items: {next}}}]}}"))
}

fn pairs_of_members(many: usize) -> String {
    chain(many, |_, next| format!("{{type: object, properties: {{a: {next}, b: {{type: array, items: {next}}}}}}}"))
}

/// As many variants, which a constant tells apart, and as many components that only describe their union anew.
fn names_of_distributed(many: usize) -> String {
    let text = |at: usize| format!("type: {{type: string, enum: [v{at}]}}, p: {{type: string, maxLength: {}}}", at + 1);
    let variant = |at: usize| format!("{{type: object, properties: {{{}}}}}", text(at));
    let list = listed(many, |at| format!("{{$ref: '#/components/schemas/S{}'}}", at + 1));
    let own = "required: [type], properties: {type: {type: string}, q: {type: string}}";
    let union = format!("{{type: object, {own}, oneOf: [{list}]}}");
    let name = |at: usize| format!("{{description: Name {at}., allOf: [{{$ref: '#/components/schemas/S0'}}]}}");
    with_schemas([union].into_iter().chain((0..many).map(variant)).chain((0..many).map(name)))
}

fn variants_with_base(many: usize) -> String {
    let list = listed(many, |at| format!("{{$ref: '#/components/schemas/S{}'}}", at + 2));
    let base = "{type: object, required: [kind], properties: {kind: {type: string}}}".to_owned();
    let variant = |at: usize| {
        format!("{{allOf: [{{$ref: '#/components/schemas/S1'}}, {{type: object, properties: {{p{at}: {{}}}}}}]}}")
    };
    with_schemas([format!("{{oneOf: [{list}]}}"), base].into_iter().chain((0..many).map(variant)))
}

fn unknown_keys(many: usize) -> String {
    with_schemas([format!("{{type: object, {}}}", listed(many, |at| format!("k{at}: 1")))])
}

fn errors(many: usize) -> String {
    with_schemas((0..many).map(|_| "{type: object, properties: {a: {$ref: '#/nowhere'}}}".to_owned()))
}

fn description(many: usize) -> String {
    let mut said = String::new();
    for at in 0..many * 10 / 16 {
        write!(said, "a *{at}* [b]<c> `").expect("a string takes what is written");
    }
    operations(1).replace("description: It.", &format!("description: '{said}'"))
}
