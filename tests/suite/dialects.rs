//! What OpenAPI 3.0 and 3.1 write differently and mean alike becomes the same code.

use crate::fixture::Fixture;

/// A schema as 3.0 and as 3.1 writes it.
const PAIRS: &[(&str, &str)] = &[
    ("{type: string, nullable: true}", "{type: [string, 'null']}"),
    ("{type: string, nullable: true, enum: [a, b, null]}", "{type: [string, 'null'], enum: [a, b, null]}"),
    ("{anyOf: [{type: string, maxLength: 3}, {type: integer}]}", "{type: [string, integer], maxLength: 3}"),
    (
        "{anyOf: [{type: array, items: {type: string}}, {type: object, properties: {id: {type: string}}}]}",
        "{type: [array, object], items: {type: string}, properties: {id: {type: string}}}",
    ),
    (
        "{nullable: true, allOf: [{$ref: '#/components/schemas/Other'}]}",
        "{anyOf: [{$ref: '#/components/schemas/Other'}, {type: 'null'}]}",
    ),
    (
        "{nullable: true, allOf: [{$ref: '#/components/schemas/Other'}]}",
        "{oneOf: [{type: 'null'}, {$ref: '#/components/schemas/Other'}]}",
    ),
    (
        "{nullable: true, oneOf: [{$ref: '#/components/schemas/Other'}, {type: boolean}]}",
        "{oneOf: [{$ref: '#/components/schemas/Other'}, {type: 'null'}, {type: boolean}]}",
    ),
    ("{type: string, enum: [a]}", "{type: string, const: a}"),
    (
        "{description: D., allOf: [{$ref: '#/components/schemas/Other'}]}",
        "{$ref: '#/components/schemas/Other', description: D.}",
    ),
    ("{type: integer, minimum: 1, exclusiveMinimum: true}", "{type: integer, exclusiveMinimum: 1}"),
    ("{type: number, maximum: 9, exclusiveMaximum: true}", "{type: number, exclusiveMaximum: 9}"),
    ("{type: string, format: byte}", "{type: string, contentEncoding: base64}"),
    ("{type: string, example: a}", "{type: string, examples: [a, b]}"),
    (
        "{type: object, additionalProperties: {type: integer}}",
        "{type: object, patternProperties: {'.*': {type: integer}}}",
    ),
    (
        "{type: object, additionalProperties: false, properties: {id: {type: string}}}",
        "{type: object, unevaluatedProperties: false, properties: {id: {type: string}}}",
    ),
    ("{type: array, items: {}}", "{type: array, items: true}"),
];

#[test]
fn twins_become_the_same_code() {
    for (of_3_0, of_3_1) in PAIRS {
        assert_eq!(code("3.0.3", of_3_0), code("3.1.1", of_3_1), "{of_3_0} and {of_3_1}");
    }
}

/// The forms of the later dialect are read in a document of the earlier one too.
#[test]
fn the_version_does_not_matter() {
    for (_, of_3_1) in PAIRS {
        assert_eq!(code("3.0.3", of_3_1), code("3.1.1", of_3_1), "{of_3_1}");
    }
}

/// The models of a document with this schema, without the lines that say where it stands.
fn code(version: &str, schema: &str) -> String {
    let text = format!(
        "openapi: {version}\ninfo: {{title: T, version: '1'}}\npaths:\n  /things:\n    put:\n      operationId: writeThing\n\
         \x20     requestBody: {{required: true, content: {{application/json: {{schema: {{$ref: '#/components/schemas/Thing'}}}}}}}}\n\
         \x20     responses: {{'204': {{description: OK}}}}\ncomponents:\n  schemas:\n\
         \x20   Thing: {{type: object, required: [needed], properties: {{plain: {schema}, needed: {schema}}}}}\n\
         \x20   Other: {{type: object, description: Another. And more., properties: {{id: {{type: string}}}}}}\n"
    );
    let generated = Fixture::of("twins", text).generate();
    assert!(!generated.outcome.diagnostics.has_errors(), "{schema}: {}", generated.rendered());
    let files = generated.outcome.files.iter().filter(|(path, _)| path.contains("/models/"));
    let lines = files.flat_map(|(_, content)| content.lines());
    lines.filter(|line| !line.starts_with("/// As the document declares it at")).collect::<Vec<_>>().join("\n")
}
