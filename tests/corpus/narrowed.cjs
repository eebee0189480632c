// A document that allows the values of certain calls only, so that a server made of it tells whether they arrive as
// they were given: what is optional in the document could be lost, or arrive as something else, and nobody would see.

"use strict";

const { mapped, read } = require("./document.cjs");

/** The document of a file, of which the operation of each call takes nothing but what the call gives. */
function narrowed(path, calls) {
  const { document: original, found, followed } = read(path);
  const document = structuredClone(original);
  for (const call of calls) {
    const [operation, item] = [found(call.at), found(call.at.slice(0, call.at.lastIndexOf("/")))];
    const declared = [...(item.parameters ?? []), ...(operation.parameters ?? [])];
    const parameters = declared.map((parameter) => followed("", parameter)[1]);
    const parameter = ({ place, wire, value }) => {
      const is = ({ in: location, name }) => location === place && name === wire;
      return narrowedParameter(parameters.findLast(is), value);
    };
    const [, { content } = {}] = followed("", operation.requestBody);
    const [, template, method] = /^\/paths\/(.*)\/(.*)$/.exec(call.at);
    Object.assign(document.paths[template.replaceAll("~1", "/").replaceAll("~0", "~")][method], {
      parameters: call.parameters.map(parameter),
      requestBody: call.media === null ? undefined : narrowedBody(content, call),
    });
  }
  // References into the paths are to what was there.
  const text = JSON.stringify({ ...document, "x-original": original.paths });
  return JSON.parse(text.replaceAll('"$ref":"#/paths/', '"$ref":"#/x-original/'));
}

function narrowedParameter({ schema, content, example, examples, ...parameter }, value) {
  if (!content) return { ...parameter, required: true, schema: only(value) };
  return { ...parameter, required: true, content: { [Object.keys(content)[0]]: { schema: only(value) } } };
}

function narrowedBody(content, { media, body }) {
  const { encoding } = content[media];
  return { required: true, content: { [media]: { schema: only(body), encoding } } };
}

/** The schema of one value. */
function only(value) {
  if (value === null) return { nullable: true, enum: [null] };
  if (Array.isArray(value)) {
    return { type: "array", items: items(value), minItems: value.length, maxItems: value.length };
  }
  if (typeof value === "object") {
    const properties = mapped(value, only);
    return { type: "object", properties, required: Object.keys(value), additionalProperties: false };
  }
  return { type: Number.isInteger(value) ? "integer" : typeof value, enum: [value] };
}

function items(values) {
  const distinct = [...new Map(values.map((value) => [JSON.stringify(value), only(value)])).values()];
  return distinct.length === 1 ? distinct[0] : { anyOf: distinct };
}

module.exports = { narrowed };
