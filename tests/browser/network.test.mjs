// What a network or a server does to a model, each with its own error; the next load works, and other viewers live on.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert, browserTest } from '../support/harness.mjs';
import { blue, red, shows, withModels } from '../support/models.mjs';
import { fixturesDir } from '../support/paths.mjs';
import { coverage } from '../support/picture.mjs';

const path = '/models/bad.glb';
const type = 'model/gltf-binary';
const html = '<!doctype html><title>Not found</title><p>Sorry.</p>';
const cut = (n) => ({ body: red.bytes.subarray(0, n), type });
const { header, jsonHeader, json, binHeader } = red.borders;
const patched = (at, value) => {
  const bytes = Buffer.from(red.bytes);
  bytes.writeUInt32LE(value, at);
  return { body: bytes, type };
};

// [what, answer, code, status]
const cases = [
  ['404', { status: 404, body: html, type: 'text/html' }, 'http-status', 404],
  ['500', { status: 500, body: 'oops', type: 'text/plain' }, 'http-status', 500],
  ['403', { status: 403, body: '', type: 'text/plain' }, 'http-status', 403],
  ['HTML instead of a model', { status: 200, body: html, type: 'text/html' }, 'not-a-model'],
  ['an empty answer', { status: 200, body: '', type }, 'empty'],
  ['truncation inside the header', cut(header - 4), 'truncated'],
  ['truncation after the header', cut(header), 'truncated'],
  ["truncation after the JSON chunk's header", cut(jsonHeader), 'truncated'],
  ['truncation inside the JSON chunk', cut((jsonHeader + json) >> 1), 'truncated'],
  ['truncation after the JSON chunk', cut(json), 'truncated'],
  ["truncation after the binary chunk's header", cut(binHeader), 'truncated'],
  ['truncation one byte before the end', cut(red.bytes.length - 1), 'truncated'],
  ['bad magic', patched(0, 0x46546c68), 'not-a-model'],
  ['GLB version 1', patched(4, 1), 'unsupported-version'],
  ['a JSON chunk longer than the file', patched(12, 0x7ffffffc), ['bad-container', 'truncated']],
  ['a first chunk that is not JSON', patched(16, 0x12345678), 'bad-container'],
  ['a connection that breaks at the first byte', { body: red.bytes, type, cut: 0 }, 'network'],
  ['a connection that breaks half way', { body: red.bytes, type, cut: 900 }, 'network'],
];

for (const [what, answer, code, status = 0] of cases)
  browserTest(
    `${what}: "${code}", and the next load works`,
    {
      setup: (server) => {
        withModels(server);
        server.serve(path, answer);
        return { elements: [shows(path), shows(blue.src, { 'camera-controls': '' })] };
      },
      expected: [/Failed to load resource/],
    },
    async ({ viewer, server }) => {
      const v = viewer('v0');
      const error = await v.error();
      assert.ok([code].flat().includes(error.code), `code "${error.code}": ${error.message}`);
      if (answer.status !== 200 || status) assert.equal(error.status, status);
      assert.equal(error.url, server.origin + path);
      assert.ok(error.message.length > 10, `the message is no sentence: "${error.message}"`);
      const errors = await v.records('error');
      assert.equal(errors.length, 1, 'more than one error event');

      await viewer('v1').load();
      assert.ok(coverage(await viewer('v1').screenshot()) > 0.02, 'the other viewer is empty');
      await v.set({ src: red.src });
      await v.load();
      assert.ok(coverage(await v.screenshot()) > 0.02, 'the next load shows nothing');
    },
  );

browserTest(
  'what a material needs is fetched before the buffers; a change of src gives up the rest, and only the last model loads',
  {
    setup: (server) => {
      withModels(server);
      const body = readFileSync(join(fixturesDir, 'good', 'clearcoat.glb'));
      const jsonEnd = 20 + body.readUInt32LE(12);
      server.serve('/models/stalled.glb', { body, type, stall: jsonEnd });
      return { elements: [shows('/models/stalled.glb')] };
    },
  },
  async ({ viewer, server, page }) => {
    const v = viewer();
    const material = await server.ended(/\/materials\/layered_opaque\./);
    assert.ok(material.done);
    await page.evaluate(() => document.getElementById('v0').setAttribute('src', '/models/red.glb'));
    await v.load();
    const entry = await server.ended('/models/stalled.glb');
    assert.ok(entry.aborted, 'the earlier fetch went on');
    await v.still();
    assert.equal((await v.records('load')).length, 1);
    assert.equal((await v.records('error')).length, 0);
  },
);

browserTest(
  'many changes of src at once end with the last',
  { setup: withModels, elements: [shows(red.src)] },
  async ({ viewer, page }) => {
    const v = viewer();
    await page.evaluate(
      ([a, b]) => {
        for (let i = 0; i < 20; ++i)
          document.getElementById('v0').setAttribute('src', i % 2 ? b : a);
      },
      [red.src, blue.src],
    );
    await v.load();
    await v.still();
    const { data } = await v.screenshot();
    const at = (150 * 400 + 200) * 4;
    assert.ok(
      data[at + 2] > data[at],
      `the middle is ${data.subarray(at, at + 3)}, blue was expected`,
    );
    assert.equal((await v.records('error')).length, 0);
  },
);

browserTest(
  'bytes that come in drops load as well',
  {
    setup: (server) => {
      server.serve(red.src, { body: red.bytes, type, chunked: true });
      return { elements: [shows(red.src)] };
    },
  },
  async ({ viewer }) => {
    await viewer().load();
    assert.ok(coverage(await viewer().screenshot()) > 0.02);
  },
);

browserTest(
  'a redirect inside the origin is followed',
  {
    setup: (server) => {
      withModels(server);
      server.serve('/models/moved.glb', { redirect: red.src, body: '' });
      return { elements: [shows('/models/moved.glb')] };
    },
  },
  async ({ viewer }) => {
    await viewer().load();
  },
);

browserTest(
  'an attribute that does not parse is "bad-setting" and changes nothing',
  { setup: withModels, elements: [shows(red.src)] },
  async ({ viewer }) => {
    const v = viewer();
    await v.load();
    await v.still();
    const before = await v.orbit();
    await v.set({ 'camera-orbit': 'sideways please' });
    assert.equal((await v.error()).code, 'bad-setting');
    assert.deepEqual(await v.orbit(), before);
  },
);
