// The JSON examples of an OpenAPI document that Ajv accepts, for `cargo xtask corpus --examples`.
//
// Usage: node examples.cjs DOCUMENT. Prints a JSON array of {at, schema, lists, value}: where the example stands, the
// pointer of the schema that it is an example of (followed through references and, `lists` times, through the items of
// lists), and the example itself. Nothing of the generator is used here, neither code nor output.

"use strict";

const fs = require("node:fs");
const Ajv = require("ajv");
const addFormats = require("ajv-formats");

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
const ROOT = "document";

const document = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const ajv = addFormats(new Ajv({ strict: false, logger: false, validateSchema: false }));
const components = Object.entries(document.components?.schemas ?? {});
ajv.addSchema({
  $id: ROOT,
  components: { schemas: Object.fromEntries(components.map(([name, schema]) => [name, converted(schema)])) },
});

const accepted = [...ofComponents(), ...ofOperations()].filter(isAccepted).map(described).filter(Boolean);
process.stdout.write(JSON.stringify(accepted));

/** The examples of component schemas. */
function* ofComponents() {
  for (const [name, schema] of components) {
    const pointer = `/components/schemas/${escaped(name)}`;
    if (schema?.example !== undefined) {
      yield { at: `${pointer}/example`, pointer, value: schema.example };
    }
  }
}

/** The examples of bodies and answers. */
function* ofOperations() {
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    for (const method of METHODS.filter((method) => item?.[method])) {
      const at = `/paths/${escaped(path)}/${method}`;
      yield* ofContent(`${at}/requestBody`, item[method].requestBody);
      for (const [status, response] of Object.entries(item[method].responses ?? {})) {
        yield* ofContent(`${at}/responses/${escaped(status)}`, response);
      }
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

/** The place and the value that a reference leads to, or that are there. */
function followed(at, value) {
  for (let steps = 0; typeof value?.$ref === "string" && steps < 100; steps += 1) {
    if (!value.$ref.startsWith("#/")) return [at, undefined];
    at = decodeURIComponent(value.$ref.slice(1));
    value = found(at);
  }
  return [at, value];
}

function found(pointer) {
  const steps = pointer.split("/").slice(1).map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
  return steps.reduce((value, step) => value?.[step], document);
}

function escaped(key) {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
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

/** A schema of OpenAPI 3.0 as one of JSON Schema: `nullable`, exclusive bounds and the places of references differ. */
function converted(schema) {
  if (Array.isArray(schema)) return schema.map(converted);
  if (typeof schema !== "object" || schema === null) return schema;
  if (typeof schema.$ref === "string") return { $ref: schema.$ref.replace(/^#/, `${ROOT}#`) };
  const { nullable, discriminator, example, examples, xml, externalDocs, ...rest } = schema;
  for (const key of ["allOf", "anyOf", "oneOf", "not", "items", "additionalProperties"]) {
    if (key in rest) rest[key] = converted(rest[key]);
  }
  if (rest.properties) {
    // Without `type`, any text and number would be valid too, which no document means.
    rest.type ??= "object";
    rest.properties = Object.fromEntries(Object.entries(rest.properties).map(([key, of]) => [key, converted(of)]));
  }
  for (const [exclusive, bound] of [["exclusiveMinimum", "minimum"], ["exclusiveMaximum", "maximum"]]) {
    if (typeof rest[exclusive] === "boolean") {
      if (rest[exclusive] && bound in rest) {
        rest[exclusive] = rest[bound];
        delete rest[bound];
      } else {
        delete rest[exclusive];
      }
    }
  }
  return nullable === true ? { anyOf: [{ type: "null" }, rest] } : rest;
}
