// Holds answers against docs/api/openapi.yaml: status, media type, headers and body. More than the contract asks is a fault
// too: what is not written down must not be sent.
import assert from 'node:assert/strict';
import Ajv from 'ajv/dist/2020.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { root } from './paths.mjs';

export const contract = parse(readFileSync(join(root, 'docs', 'api', 'openapi.yaml'), 'utf8'));

/// Objects that name their members have no others.
function closed(node) {
  if (Array.isArray(node)) return node.map(closed);
  if (node === null || typeof node !== 'object') return node;
  const copy = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, closed(value)]));
  if (copy.type === 'object' && copy.properties) copy.additionalProperties ??= false;
  return copy;
}

const formats = {
  uri: (text) => /^[a-z][a-z0-9+.-]*:\S+$/.test(text),
  'uri-reference': (text) => /^\S+$/.test(text),
  'date-time': (text) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text),
};
const ajv = new Ajv({ strict: false, allErrors: true, formats });
ajv.addSchema(closed(contract), 'api');

const resolve = (node) =>
  node?.$ref
    ? node.$ref
        .slice(2)
        .split('/')
        .reduce((at, key) => at[key], contract)
    : node;

const pointer = (...keys) =>
  keys.map((k) => k.replaceAll('~', '~0').replaceAll('/', '~1')).join('/');

const patterns = Object.keys(contract.paths).map((path) => [
  path,
  new RegExp(`^${path.replace(/\{[^}]*\}/g, '[^/]+')}$`),
]);

function validatorOf(response, place, type) {
  const ref = response.$ref ?? `#/${place}`;
  return ajv.getSchema(`api${ref}/${pointer('content', type, 'schema')}`);
}

/// What only some answers have, as their descriptions say.
const onlySome = new Set(['Cart-Token', 'Idempotency-Replayed', 'Retry-After']);

/// "<operationId> <status>" of all answers so far.
export const seen = new Set();

/// `answer`: {status, headers (Headers), text, body}.
export function conforms(method, path, answer) {
  const about = `${method} ${path} → ${answer.status} ${answer.text.slice(0, 500)}`;
  const template = patterns.find(([, pattern]) => pattern.test(path))?.[0];
  const operation = contract.paths[template]?.[method.toLowerCase().replace('head', 'get')];
  const type = answer.headers.get('content-type');
  if (!operation || answer.status >= 400) {
    // What is no call of the API is a problem, too.
    assert.ok(answer.status >= 400, `${about}: not in the contract`);
    assert.equal(type, 'application/problem+json', about);
    if (method !== 'HEAD') valid(ajv.getSchema('api#/components/schemas/Problem'), answer, about);
    return;
  }
  const key = String(answer.status);
  const response = resolve(operation.responses[key]);
  assert.ok(response, `${about}: this status is not in the contract`);
  seen.add(`${operation.operationId} ${key}`);
  for (const name of Object.keys(response.headers ?? {})) {
    if (!onlySome.has(name)) assert.ok(answer.headers.get(name), `${about}: lacks ${name}`);
  }
  if (!response.content || method === 'HEAD') return;
  assert.ok(response.content[type], `${about}: of the type ${type}`);
  const place = pointer('paths', template, method.toLowerCase(), 'responses', key);
  valid(validatorOf(operation.responses[key], place, type), answer, about);
}

function valid(validate, answer, about) {
  assert.ok(validate, `no schema for ${about}`);
  assert.ok(validate(answer.body), `${about}: ${ajv.errorsText(validate.errors)}`);
}
