// Transfers that break, go silent, are refused for a while or given up: what the shopper sees, and what the server does.
import { box } from '../support/glb.mjs';
import { assert, browserTest } from '../support/harness.mjs';
import { red, shows, withModels } from '../support/models.mjs';
import { compare, coverage } from '../support/picture.mjs';
import { Pipe } from '../support/shaping.mjs';

const type = 'model/gltf-binary';
const path = '/models/large.glb';
const size = { size: [1, 0.6, 0.3], ballast: 600_000 };
const large = { body: box(size).bytes, type };
const half = 300_000;
const busy = { status: 503, body: 'busy', type: 'text/plain' };
const complaints = { expected: [/Failed to load resource/] };
// The last retry comes after some 4 s; a silent line is given up after 8.
const patient = { ...complaints, timeout: 90_000 };

const serves = (answer) => ({
  setup: (server) => {
    withModels(server);
    server.serve(path, answer);
    server.serve('/models/same.glb', large);
    return { elements: [shows(red.src), shows('/models/same.glb')] };
  },
});

/// The first viewer begins with the file at `path` once the engine is there: one that is still busy with its start
/// gets to see little of a transfer that breaks.
async function begin(viewer) {
  await viewer('v0').load();
  await viewer('v1').load();
  const v = viewer('v0');
  await v.set({ src: path });
  return v;
}

/// The first viewer shows what the second, whose transfer went well, shows.
async function sameAsWhole(viewer) {
  const v = await begin(viewer);
  await v.load();
  const pictures = [];
  for (const one of [v, viewer('v1')]) {
    await one.still();
    pictures.push(await one.screenshot());
  }
  assert.ok(coverage(pictures[0]) > 0.02, 'the picture is empty');
  const { mean } = compare(...pictures);
  assert.ok(mean < 0.1, `the pictures differ by ${mean} on average`);
  assert.equal((await v.records('error')).length, 0);
}

const statuses = (server) => server.requests(path).map((entry) => entry.status);

browserTest(
  'a transfer that breaks is continued where it broke',
  { ...patient, ...serves([{ ...large, cut: half }, large]) },
  async ({ viewer, server }) => {
    await sameAsWhole(viewer);
    assert.deepEqual(statuses(server), [200, 206]);
    const [, second] = server.requests(path);
    assert.match(second.range, /^bytes=[1-9]\d*-$/);
    assert.ok(second.bytes < large.body.length, 'everything came again');
  },
);

browserTest(
  'a transfer that breaks three times is continued three times',
  {
    ...patient,
    ...serves([...[100, 200, 400].map((kb) => ({ ...large, cut: kb * 1000 })), large]),
  },
  async ({ viewer, server }) => {
    await sameAsWhole(viewer);
    assert.deepEqual(statuses(server), [200, 206, 206, 206]);
  },
);

for (const [what, headers] of [
  ['ignores ranges', { etag: '"1"' }],
  ['says nothing of the version', {}],
])
  browserTest(
    `a transfer that breaks begins again where the server ${what}`,
    {
      ...patient,
      ...serves([
        { ...large, headers, ranges: false, cut: half },
        { ...large, headers, ranges: false },
      ]),
    },
    async ({ viewer, server }) => {
      await sameAsWhole(viewer);
      assert.deepEqual(statuses(server), [200, 200]);
      assert.equal(server.requests(path)[1].range !== '', headers.etag !== undefined);
    },
  );

browserTest(
  'a transfer that goes silent is given up and continued',
  { ...patient, ...serves([{ ...large, stall: half }, large]) },
  async ({ viewer, server }) => {
    await sameAsWhole(viewer);
    assert.deepEqual(statuses(server), [200, 206]);
    const [silent, second] = server.requests(path);
    assert.ok(silent.aborted, 'the silent transfer was not given up');
    const time = second.at - silent.at;
    assert.ok(time > 7500, `given up after ${time} ms`);
  },
);

browserTest(
  'a server that is busy three times is asked a fourth time',
  { ...patient, ...serves([busy, busy, busy, large]) },
  async ({ viewer, server }) => {
    await sameAsWhole(viewer);
    assert.deepEqual(statuses(server), [503, 503, 503, 200]);
  },
);

browserTest(
  'a server that names a time is left alone for so long',
  { ...patient, ...serves([{ ...busy, headers: { 'retry-after': '2' } }, large]) },
  async ({ viewer, server }) => {
    await sameAsWhole(viewer);
    const [first, second] = server.requests(path);
    assert.ok(second.at - first.at > 1990, `asked again after ${second.at - first.at} ms`);
  },
);

for (const [what, answer, code, status] of [
  ['stays busy', busy, 'http-status', 503],
  ['always breaks at the same place', { ...large, cut: half }, 'network', 0],
])
  browserTest(
    `a server that ${what} is an error in the end`,
    { ...patient, ...serves(answer) },
    async ({ viewer, server }) => {
      const v = await begin(viewer);
      const error = await v.error();
      assert.equal(error.code, code);
      assert.equal(error.status, status);
      assert.equal(error.url, server.origin + path);
      const all = server.requests(path);
      assert.equal(all.length, 4);
      await v.set({ src: red.src });
      await v.load();
      assert.equal((await v.records('error')).length, 1);
    },
  );

browserTest(
  'a file that changes halfway is an error, not a mixture',
  {
    ...patient,
    ...serves([
      { ...large, cut: half },
      { body: box({ ...size, color: [0, 1, 0, 1] }).bytes, type },
    ]),
  },
  async ({ viewer, server }) => {
    const v = await begin(viewer);
    const error = await v.error();
    assert.equal(error.code, 'network');
    assert.match(error.message, /changed on the server/);
    assert.equal(server.requests(path).length, 2);
    assert.ok(coverage(await v.screenshot()) > 0.02, 'the former model is gone');
  },
);

const many = (count) => Array.from({ length: count }, (_, i) => `/models/product${i}.glb`);
const off = (src) => ({ ...shows(src, { loading: 'eager' }), width: 200, height: 150 });

browserTest(
  'what a shopper sees comes before what waits off screen',
  {
    ...patient,
    server: { pipe: new Pipe({ bitsPerSecond: 6e6 }) },
    css: '#v0 { margin-top: 3000px } #v11 { position: fixed; top: 0; left: 0 }',
    setup: (server) => {
      const body = box({ ballast: 150_000 }).bytes;
      const gate = new Promise((release) => (server.visibilityIsTold = release));
      for (const src of many(12)) server.serve(src, { body, type, gate });
      return { elements: many(12).map(off) };
    },
  },
  async ({ page, viewer, server }) => {
    // Six are under way before the browser has told which of them are seen; nothing comes before it has.
    await page.evaluate(async () => {
      await harness.until(function theWorkerIsThere() {
        return harness.hostStarted();
      });
      for (let i = 0; i < 3; ++i) await harness.frame();
      await harness.host();
    });
    server.visibilityIsTold();
    for (let i = 0; i < 12; ++i) await viewer(`v${i}`).load();
    const order = server.log.map((entry) => entry.path).filter((p) => p.startsWith('/models/'));
    assert.ok(order.indexOf('/models/product11.glb') <= 6, `asked for in the order ${order}`);
  },
);

for (const [what, giveUp] of [
  ['a change of src', () => document.getElementById('v0').setAttribute('src', '/models/blue.glb')],
  ['removal', () => document.getElementById('v0').remove()],
  ['taking src away', () => document.getElementById('v0').removeAttribute('src')],
])
  browserTest(
    `${what} ends the transfer at once`,
    { ...complaints, ...serves({ ...large, stall: half }) },
    async ({ viewer, server, page }) => {
      const v = await begin(viewer);
      await page.evaluate((from) => harness.next('v0', ['progress'], from), v.from);
      await page.evaluate(giveUp);
      const entry = await server.ended(path);
      assert.ok(entry.aborted);
      // A line that goes silent is given up too, but only after 8 s.
      assert.ok(
        entry.endedAt - entry.at < 7500,
        `the server saw it after ${entry.endedAt - entry.at} ms`,
      );
      assert.equal((await v.records('error')).length, 0);
      assert.equal(server.requests(path).length, 1, 'it was asked for again');
    },
  );

browserTest(
  'removal during the pause before a retry ends it',
  { ...complaints, ...serves(busy) },
  async ({ viewer, server, page }) => {
    const v = await begin(viewer);
    await server.ended(path);
    await page.evaluate(() => document.getElementById('v0').remove());
    const before = server.requests(path).length;
    await new Promise((done) => setTimeout(done, 4000));
    assert.ok(server.requests(path).length <= before + 1, 'it was tried again');
    assert.equal((await v.records('error')).length, 0);
  },
);
