// Values to call each operation of an OpenAPI document with, for `cargo xtask corpus --wire`.
//
// Usage: node samples.cjs DOCUMENT NARROWED. Prints {schemes, calls, missing}. A call is {at, extent, media,
// parameters, body, authorization, narrowed}: the pointer of the operation; `full`, with all that can be given, or
// `required`; the media type of its body, null where it sends none; its parameters as {place, wire, value}; its body; a
// value of the header `Authorization`, where that is a parameter beside security schemes; whether it is the one that NARROWED allows. What is
// missing is {at, reason}: no value was found that Ajv accepts. To NARROWED it writes the document in which each
// operation allows no values but those of its first call. The values are the document's examples, else made by
// openapi-sampler, else by json-schema-faker. Nothing of the generator is used here, neither code nor output.

"use strict";

const fs = require("node:fs");
const faker = require("json-schema-faker");
const sampler = require("openapi-sampler");
const { converted, read, validator } = require("./document.cjs");
const { narrowed } = require("./narrowed.cjs");

/** What OpenAPI has as no parameters of their own: "parameter object", `name`. */
const IGNORED = ["accept", "content-type"];
/** The same, where a security scheme says what it holds. */
const AUTHORIZATION = "authorization";
/** What says how the request itself is framed, whatever a document has it as (RFC 9112 section 6). */
const FRAMING = ["content-length", "transfer-encoding"];
const SEEDS = 8;

const { document, followed, operations } = read(process.argv[2]);
const requested = (schema) => converted(written(schema));
const ajv = validator(document, requested);
const components = local(ajv.getSchema("document").schema.components ?? {});
const missing = [];
faker.format("byte", () => "aGVsbG8=");

const calls = [...operations()].flatMap((operation) => {
  return ofOperation(operation).map((call, index) => ({ ...call, narrowed: index === 0 }));
});
fs.writeFileSync(process.argv[3], JSON.stringify(narrowed(process.argv[2], calls.filter(({ narrowed }) => narrowed))));
process.stdout.write(JSON.stringify({ schemes: schemes(), calls, missing }));

/** The security schemes by name. */
function schemes() {
  return Object.entries(document.components?.securitySchemes ?? {}).map(([name, scheme]) => {
    const [, { type, scheme: http } = {}] = followed("", scheme);
    return { name, kind: type === "http" ? `http ${http}`.toLowerCase() : type };
  });
}

/** The calls of an operation: with all that can be given, once for each media type, and with what is required. */
function ofOperation({ at, operation, item }) {
  const given = parameters(item, operation).map((parameter) => [parameter, ofParameter(parameter)]);
  for (const [parameter] of given.filter(([parameter, value]) => parameter.required && value === undefined)) {
    missing.push({ at, reason: `no value for the ${parameter.in} parameter \`${parameter.name}\`` });
    return [];
  }
  const pick = (wanted) => given.filter(([parameter, value]) => value !== undefined && wanted(parameter)).map(taken);
  const [, body] = followed("", operation.requestBody);
  const contents = Object.entries(body?.content ?? {});
  const authorization = hasAuthorization(item, operation) ? "sample" : null;
  const full = { at, extent: "full", parameters: pick(() => true), authorization };
  const required = { at, extent: "required", parameters: pick((parameter) => parameter.required), authorization };
  if (contents.length === 0) return distinct([{ ...full, media: null }, { ...required, media: null }]);
  const bodies = contents.flatMap(([media, of]) => bodiesOf(at, media, of));
  const least = body.required ? bodies.find(({ extent }) => extent === "required") : { media: null };
  const all = bodies.filter(({ extent }) => extent === "full").map(({ media, body }) => ({ ...full, media, body }));
  return distinct([...all, ...(least ? [{ ...required, media: least.media, body: least.body }] : [])]);
}

/** The calls, but those that send the same as another one. */
function distinct(calls) {
  const sent = ({ media, parameters, body }) => JSON.stringify([media, parameters, body]);
  return calls.filter((call, index) => calls.findIndex((other) => sent(other) === sent(call)) === index);
}

/** The parameters of an operation but those that OpenAPI does not have as such. */
function parameters(item, operation) {
  const others = [...IGNORED, ...FRAMING, ...(isSecured(operation) ? [AUTHORIZATION] : [])];
  const isOwn = ({ in: place, name }) => place !== "header" || !others.includes(name.toLowerCase());
  return declared(item, operation).filter(isOwn);
}

/** Whether it has a parameter beside its security schemes, for what they send. */
function hasAuthorization(item, operation) {
  const isIt = ({ in: place, name }) => place === "header" && name.toLowerCase() === AUTHORIZATION;
  return isSecured(operation) && declared(item, operation).some(isIt);
}

/** Whether there is a security scheme to call it with. */
function isSecured(operation) {
  return (operation.security ?? document.security ?? []).some((schemes) => Object.keys(schemes).length > 0);
}

/** All parameters, those of the path included where the operation does not declare them itself. */
function declared(item, operation) {
  const all = new Map();
  for (const given of [...(item.parameters ?? []), ...(operation.parameters ?? [])]) {
    const [, parameter] = followed("", given);
    if (parameter?.in) all.set(`${parameter.in} ${parameter.name}`, parameter);
  }
  return [...all.values()];
}

function taken([{ in: place, name: wire }, value]) {
  return { place, wire, value };
}

/** A value of a parameter: one that shows on the wire, which null and what is empty do not. */
function ofParameter(parameter) {
  const media = parameter.content?.["application/json"] ?? Object.values(parameter.content ?? {})[0];
  const { schema = {}, example, examples } = media ?? parameter;
  const isEmpty = (value) => value === null || value === "" || (typeof value === "object" && isBare(value));
  const isHeader = (value) => /^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/.test(text(value));
  const fits = (value) => !isEmpty(value) && (parameter.in !== "header" || isHeader(value));
  return first(schema, [example, ...valuesOf(examples), ...made(schema, "full")], fits);
}

/** Whether it has no items or members. */
function isBare(value) {
  return Object.keys(value ?? {}).length === 0;
}

function text(value) {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** The body in a media type, as a whole and with what is required. */
function bodiesOf(at, media, { schema = {}, example, examples }) {
  const of = (full, required) => {
    if (full === undefined) missing.push({ at, reason: `no value for the body as \`${media}\`` });
    const both = [{ media, extent: "full", body: full }, { media, extent: "required", body: required }];
    return both.filter(({ body }) => body !== undefined);
  };
  const isStructured = /json|x-www-form-urlencoded|form-data/i.test(media);
  const given = [example, ...valuesOf(examples)];
  if (!isStructured) {
    const isText = (value) => typeof value === "string" && value !== "";
    const isXml = /xml/i.test(media);
    const body = isXml ? "<sample/>" : (first(schema, [...given, ...made(schema, "full")], isText) ?? "sample");
    return of(body, body);
  }
  // A form without members is no body at all.
  const shows = (value) => !/form/i.test(media) || !isBare(value);
  const full = first(schema, [...given, ...made(schema, "full")], shows);
  return of(full, first(schema, [...made(schema, "required"), ...given, full], shows));
}

function valuesOf(examples) {
  return Object.values(examples ?? {}).map((example) => followed("", example)[1]?.value);
}

/** The first of the values that is one of its schema; where Ajv cannot read the schema, nobody knows. */
function first(schema, values, fits = () => true) {
  const isValid = (value) => {
    try {
      return ajv.validate(requested(schema), value);
    } catch {
      return false;
    }
  };
  for (const value of values) {
    if (value !== undefined && fits(value) && isValid(value)) return value;
  }
  return undefined;
}

/** Values made from a schema, one after the other. */
function* made(schema, extent) {
  const [, { enum: [value] = [] } = {}] = followed("", schema);
  if (value !== undefined) yield value;
  const options = { skipReadOnly: true, skipNonRequired: extent === "required", quiet: true };
  const sample = attempted(() => sampler.sample(schema, options, document));
  yield sample;
  yield attempted(() => mended(schema, structuredClone(sample)));
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    yield attempted(() => faked(requested(schema), seed, extent));
  }
}

/** What the function gives; nothing, where it fails: what one library cannot make, another may. */
function attempted(make) {
  try {
    return make();
  } catch {
    return undefined;
  }
}

/** The value with its texts as their formats and patterns want them, which openapi-sampler does not know. */
function mended(schema, value) {
  for (let errors = 0; errors < 50 && !ajv.validate(requested(schema), value); errors += 1) {
    const [{ instancePath, keyword, parentSchema }] = ajv.errors;
    if (!["format", "maxLength", "minLength", "pattern"].includes(keyword)) return undefined;
    const text = faked({ ...parentSchema, type: "string" }, 1, "full");
    if (instancePath === "") value = text;
    else set(value, instancePath, text);
  }
  return value;
}

/** Sets what stands at a pointer. */
function set(value, pointer, member) {
  const steps = pointer.split("/").slice(1).map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
  const last = steps.pop();
  steps.reduce((inner, step) => inner[step], value)[last] = member;
}

/** A value by json-schema-faker; the same each time. */
function faked(schema, seed, extent) {
  faker.option({
    alwaysFakeOptionals: extent === "full",
    failOnInvalidFormat: false,
    failOnInvalidTypes: false,
    fillProperties: false,
    maxItems: 3,
    random: generator(seed),
    refDepthMax: 2,
    requiredOnly: extent === "required",
  });
  return faker.generate({ ...local(schema), components });
}

/** The schema with its references as json-schema-faker follows them: within itself. */
function local(schema) {
  return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"document#', '"$ref":"#'));
}

/** Random numbers that are none: mulberry32. */
function generator(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The schema of what a request may write: without the members that only answers have. */
function written(schema) {
  if (Array.isArray(schema)) return schema.map(written);
  if (typeof schema !== "object" || schema === null) return schema;
  const changed = { ...schema };
  for (const key of ["allOf", "anyOf", "oneOf", "not", "items", "additionalProperties"]) {
    if (key in changed) changed[key] = written(changed[key]);
  }
  if (typeof changed.properties !== "object" || changed.properties === null) return changed;
  const isRead = ([, property]) => followed("", property)[1]?.readOnly === true || property?.readOnly === true;
  const read = Object.entries(changed.properties).filter(isRead).map(([name]) => name);
  const member = ([name, of]) => [name, read.includes(name) ? { not: {} } : written(of)];
  changed.properties = Object.fromEntries(Object.entries(changed.properties).map(member));
  if (Array.isArray(changed.required)) changed.required = changed.required.filter((name) => !read.includes(name));
  return changed;
}
