// An OpenAPI document, for the scripts beside this one: its parts by their places, its schemas as those of JSON Schema.
// Nothing of the generator is used here, neither code nor output.

"use strict";

const fs = require("node:fs");
const Ajv = require("ajv");
const addFormats = require("ajv-formats");
const yaml = require("js-yaml");

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
const ROOT = "document";

/** What a file says. YAML is read by the schema of JSON (OpenAPI 3.0.3, "Format"): no dates, and no `yes` for `true`. */
function parsed(path) {
  const text = fs.readFileSync(path, "utf8");
  return path.endsWith(".json") ? JSON.parse(text) : yaml.safeLoad(text, { schema: yaml.JSON_SCHEMA });
}

/** The document of a file. */
function read(path) {
  const document = parsed(path);

  /** What stands at a pointer. */
  function found(pointer) {
    const steps = pointer.split("/").slice(1).map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
    return steps.reduce((value, step) => value?.[step], document);
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

  /** The operations, each with the pointer to it and the path item that it is of. */
  function* operations() {
    for (const [path, item] of Object.entries(document.paths ?? {})) {
      for (const method of METHODS.filter((method) => item?.[method])) {
        yield { at: `/paths/${escaped(path)}/${method}`, operation: item[method], item };
      }
    }
  }

  return { document, found, followed, operations };
}

/** An Ajv that knows the schemas of a document, wherever they stand; they are changed by `convert` before. */
function validator(document, convert) {
  const ajv = addFormats(new Ajv({ strict: false, logger: false, validateSchema: false, verbose: true }));
  return ajv.addSchema({ ...withSchemas(document, convert), $id: ROOT });
}

/** The value with its schemas changed. */
function withSchemas(value, convert) {
  if (Array.isArray(value)) return value.map((item) => withSchemas(item, convert));
  if (typeof value !== "object" || value === null) return value;
  const changed = ([key, of]) => {
    if (key === "schema") return [key, convert(of)];
    if (key === "schemas") return [key, mapped(of, convert)];
    return [key, withSchemas(of, convert)];
  };
  return Object.fromEntries(Object.entries(value).map(changed));
}

/** The object with its values changed. */
function mapped(object, change) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}

function escaped(key) {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
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
    rest.properties = mapped(rest.properties, converted);
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

module.exports = { converted, escaped, mapped, read, validator };
