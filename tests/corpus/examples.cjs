// The JSON examples of an OpenAPI document that Ajv accepts, for `cargo xtask corpus --examples`.
//
// Usage: node examples.cjs DOCUMENT. Prints a JSON array of {at, schema, lists, value}: where the example stands, the
// pointer of the schema that it is an example of (followed through references and, `lists` times, through the items of
// lists), and the example itself. Nothing of the generator is used here, neither code nor output.

"use strict";

const { converted, escaped, read, validator } = require("./document.cjs");

const { document, found, followed, operations } = read(process.argv[2]);
const ajv = validator(document, converted);

const accepted = [...ofComponents(), ...ofOperations()].filter(isAccepted).map(described).filter(Boolean);
process.stdout.write(JSON.stringify(accepted));

/** The examples of component schemas. */
function* ofComponents() {
  for (const [name, schema] of Object.entries(document.components?.schemas ?? {})) {
    const pointer = `/components/schemas/${escaped(name)}`;
    if (schema?.example !== undefined) {
      yield { at: `${pointer}/example`, pointer, value: schema.example };
    }
  }
}

/** The examples of bodies and answers. */
function* ofOperations() {
  for (const { at, operation } of operations()) {
    yield* ofContent(`${at}/requestBody`, operation.requestBody);
    for (const [status, response] of Object.entries(operation.responses ?? {})) {
      yield* ofContent(`${at}/responses/${escaped(status)}`, response);
    }
  }
}

/** The examples of a body or an answer, in each of its JSON media types. */
function* ofContent(at, described) {
  [at, described] = followed(at, described);
  for (const [type, media] of Object.entries(described?.content ?? {})) {
    if (!/^application\/(.*\+)?json($|;)/i.test(type) || !media?.schema) continue;
    const place = `${at}/content/${escaped(type)}`;
    const pointer = `${place}/schema`;
    if (media.example !== undefined) {
      yield { at: `${place}/example`, pointer, value: unescaped(pointer, media.example) };
    }
    for (const [name, example] of Object.entries(media.examples ?? {})) {
      const [, { value } = {}] = followed("", example);
      if (value === undefined) continue;
      yield { at: `${place}/examples/${escaped(name)}`, pointer, value: unescaped(pointer, value) };
    }
  }
}

/** The example that a text holds (OpenAPI 3.0.3, "Example Object"), unless its schema is one of text. */
function unescaped(pointer, value) {
  const [, schema] = followed(pointer, found(pointer));
  if (typeof value !== "string" || schema?.type === "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** Whether the example is one of its schema; where Ajv cannot read the schema, nobody knows. */
function isAccepted({ pointer, value }) {
  try {
    return ajv.validate(converted(found(pointer)), value);
  } catch {
    return false;
  }
}

/** The example, and which schema it, or the items of its lists, is of. */
function described({ at, pointer, value }) {
  let schema;
  let lists = 0;
  for (let steps = 0; steps < 100; steps += 1) {
    [pointer, schema] = followed(pointer, found(pointer));
    if (schema?.type !== "array" || schema.items === undefined) return { at, schema: pointer, lists, value };
    pointer = `${pointer}/items`;
    lists += 1;
  }
  return undefined;
}
