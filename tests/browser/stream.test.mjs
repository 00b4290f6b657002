// A packed product, through the element: something true early, full detail without a flash, and what a bad network does.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert, browserTest } from '../support/harness.mjs';
import { distDir, resultsDir } from '../support/paths.mjs';
import { compare, coverage, encode } from '../support/picture.mjs';
import { crop, Screencast } from '../support/screencast.mjs';
import { folder, manifest, src } from '../support/watch.mjs';

const first = folder + manifest.levels[0].file;
const last = folder + manifest.levels.at(-1).file;
const textures = manifest.textures.map((t) => folder + t.file);
const total = manifest.bytes - (manifest.poster?.bytes ?? 0);

const shows = (more = {}) => ({
  attributes: { src, alt: 'a watch', 'interaction-prompt': 'none', ...more },
});
const details = (page) =>
  page.evaluate(() =>
    harness.records.filter((r) => r.kind === 'detail-change').map((r) => r.detail),
  );
/// The host does not hear that the page told of the first picture until the test says that it was seen.
const unseen = `{
  const held = [];
  const hold = (event) => {
    if (event.data?.type !== 'previewed') return;
    event.stopImmediatePropagation();
    held.push(event.data);
  };
  self.addEventListener('message', hold);
  self.seen = new BroadcastChannel('seen');
  self.seen.onmessage = () => {
    self.removeEventListener('message', hold);
    for (const data of held) self.dispatchEvent(new MessageEvent('message', { data }));
  };
}
`;
/// Counts the pixels of compressed levels that the GPU is given, in all and at most between two frames or timers.
const uploads = `{
  let all = 0, most = 0, since = 0;
  for (const name of ['requestAnimationFrame', 'setTimeout']) {
    const wait = self[name];
    if (!wait) continue;
    self[name] = (call, ...more) => wait.call(self, (...given) => { since = 0; call(...given); }, ...more);
  }
  const { compressedTexSubImage2D: upload } = WebGL2RenderingContext.prototype;
  WebGL2RenderingContext.prototype.compressedTexSubImage2D = function (...given) {
    const pixels = given[4] * given[5];
    all += pixels;
    since += pixels;
    most = Math.max(most, since);
    return upload.apply(this, given);
  };
  self.uploads = new BroadcastChannel('uploads');
  self.uploads.onmessage = () => all && self.uploads.postMessage({ all, most });
}
`;
const askUploads = (page) =>
  page.evaluate(
    () =>
      new Promise((done) => {
        const channel = new BroadcastChannel('uploads');
        channel.onmessage = ({ data }) => done(data);
        channel.postMessage(null);
      }),
  );
browserTest(
  'a first picture from a small part of the bytes, then full detail, with one preview and one load',
  {
    // Near enough to want more of its textures than one frame may upload.
    elements: [shows({ 'camera-orbit': '0deg 75deg 55%' })],
    server: { workerPrelude: unseen + uploads },
  },
  async ({ page, viewer, server }) => {
    const v = viewer();
    await v.event('preview');
    await v.still(true);
    const early = server.log.filter((e) => e.path.startsWith(folder));
    assert.equal(server.requests(built('', 'decode-ktx2')).length, 1, 'its decoder could be here');
    await page.evaluate(() => new BroadcastChannel('seen').postMessage(null));
    await v.load();
    assert.equal((await v.records('preview')).length, 1);
    assert.equal((await v.records('load')).length, 1);

    assert.deepEqual(
      early.slice(0, 2).map((e) => e.path),
      [src, first],
    );
    const bytes = early.reduce((sum, e) => sum + e.bytes, 0);
    assert.ok(bytes <= 0.15 * total, `${bytes} of ${total} bytes came before the first picture`);
    assert.ok(early.length > 2, 'the line was idle while the first picture was made');
    for (const path of new Set(server.log.map((e) => e.path))) {
      const known = [...manifest.levels, ...manifest.textures].find(
        (f) => folder + f.file === path,
      );
      const came = server.requests(path).reduce((sum, e) => sum + e.bytes, 0);
      if (known) assert.ok(came <= known.bytes, `${came} bytes came of ${known.bytes} of ${path}`);
    }
    for (const path of textures) {
      const { length } = server.requests(path);
      assert.ok(
        length <= 2,
        `${path} took ${length} requests, though all of it was known to be wanted`,
      );
    }

    const told = await details(page);
    assert.equal(told[0].level, 0);
    assert.equal(told[0].complete, false);
    assert.equal(told.at(-1).level, manifest.levels.length - 1);
    assert.equal(told.at(-1).complete, true);
    assert.ok(coverage(await v.screenshot()) > 0.02);

    const uploaded = await askUploads(page);
    const ofFrame = 2 * 1024 * 1024;
    assert.ok(uploaded.all > 2 * ofFrame, `only ${uploaded.all} pixels were uploaded`);
    assert.ok(uploaded.most <= ofFrame, `one frame had ${uploaded.most} pixels to upload`);
  },
);

const built = (folder, stem) =>
  `/dist/${folder}` +
  readdirSync(join(distDir, folder)).find((name) => name.startsWith(`${stem}.`));
browserTest(
  'what the manifest says comes first is asked for while the core is still under way, and once',
  {
    setup: (server) => {
      const paths = manifest.materials.map((name) => built('materials/', name));
      server.early = [first, ...paths].map((path) => server.gate(path));
      server.core = server.gate(built('', 'viewer'));
      return { elements: [shows()] };
    },
  },
  async ({ viewer, server }) => {
    assert.ok(manifest.materials.length > 0);
    await Promise.all(server.early.map(({ arrived }) => arrived));
    for (const gate of [server.core, ...server.early]) gate.release();
    await viewer().load();
    assert.equal(server.requests(first).length, 1);
  },
);

browserTest(
  'a small element fetches the small levels of textures by range, and more when the shopper zooms in',
  { elements: [{ ...shows({ 'camera-controls': '' }), width: 160, height: 120 }] },
  async ({ page, viewer, server }) => {
    const v = viewer();
    await v.load();
    const ranges = server.log.filter((e) => textures.includes(e.path));
    assert.ok(ranges.length >= textures.length);
    for (const entry of ranges) {
      assert.equal(entry.status, 206, `${entry.path} ${entry.range}`);
      const whole = manifest.textures[textures.indexOf(entry.path)].bytes;
      assert.ok(entry.bytes < whole, `${entry.path} was fetched whole for 160 pixels`);
    }
    const count = ranges.length;
    const coarse = (await details(page)).at(-1);
    await page.evaluate(() => document.getElementById('v0').zoom(12));
    await page.evaluate(
      (size) =>
        harness.until(function aLargerTexture() {
          const d = document.getElementById('v0').detail;
          return d.textureSize > size && d.complete;
        }),
      coarse.textureSize,
    );
    assert.equal((await details(page)).at(-1).reason, 'zoom');
    assert.ok(server.log.filter((e) => textures.includes(e.path)).length > count);
    assert.equal((await v.records('load')).length, 1, 'load came again');
  },
);

browserTest(
  'refining is without a flash, a hole or a jump of the camera',
  {
    setup: (server) => ((server.levelGate = server.gate(last)), { elements: [] }),
    timeout: 90_000,
  },
  async ({ page, viewer, cdp, server }) => {
    const v = viewer();
    await page.evaluate(
      ([id, a]) => harness.mount(id, a),
      ['v0', shows({ 'camera-controls': '' }).attributes],
    );
    await v.event('preview');
    await v.still(true);
    const orbit = await v.orbit();
    const box = await v.box();
    const place = Object.fromEntries(Object.entries(box).map(([k, n]) => [k, Math.round(n)]));
    // Of the canvas alone: a screenshot would change the size of the page for a moment, and the pictures show that.
    const before = (await v.blob()).picture;
    const cast = new Screencast(await cdp());
    await cast.start();
    const start = await cast.first(() => true);
    server.levelGate.release();
    await v.load();
    await v.still();
    const after = (await v.blob()).picture;
    assert.ok(compare(before, after).mean > 0.1, 'nothing was refined');
    const end = await cast.first(
      (picture) => compare(after, crop(picture, place)).mean < 0.1,
      start,
    );
    const pictures = (await cast.stop()).slice(start, end + 1);
    const covered = coverage(crop(pictures[0], place));
    assert.ok(covered > 0.02, 'there was nothing to refine');
    pictures.forEach((picture, i) => {
      const share = coverage(crop(picture, place));
      if (Math.abs(share - covered) < 0.1 * covered) return;
      mkdirSync(resultsDir, { recursive: true });
      const name = join(resultsDir, `refining-${i}.png`);
      writeFileSync(name, encode(picture));
      assert.fail(
        `picture ${i} of ${pictures.length}: ${share} covered, ${covered} before; see ${name}`,
      );
    });
    assert.deepEqual(await v.orbit(), orbit);
  },
);

const pretending = (what) => ({
  workerPrelude: `Object.defineProperty(navigator.connection, ${JSON.stringify(Object.keys(what)[0])}, { get: () => ${JSON.stringify(Object.values(what)[0])} });\n`,
});
for (const [what, value, reason] of [
  ['Save-Data', { saveData: true }, 'save-data'],
  ['a very slow line', { effectiveType: '2g' }, 'slow-connection'],
])
  browserTest(
    `${what} stops at less detail and says so`,
    { elements: [{ ...shows(), width: 780, height: 580 }], server: pretending(value) },
    async ({ page, viewer }) => {
      await viewer().load();
      await viewer().still();
      const detail = (await details(page)).at(-1);
      assert.equal(detail.reason, reason);
      assert.ok(detail.textureSize <= 512, `${detail.textureSize} texels`);
      assert.ok(coverage(await viewer().screenshot()) > 0.02);
    },
  );

browserTest(
  'memory-budget caps the texture levels that are uploaded',
  {
    elements: [
      { ...shows({ 'memory-budget': '0.5' }), width: 390, height: 580 },
      { ...shows(), width: 390, height: 580 },
    ],
    css: 'body { display: flex; }',
  },
  async ({ viewer }) => {
    await viewer('v0').load();
    await viewer('v1').load();
    const capped = await viewer('v0').stats();
    const free = await viewer('v1').stats();
    assert.ok(capped.gpuTextureBytes <= 0.5 * 2 ** 20, `${capped.gpuTextureBytes} bytes`);
    assert.ok(free.gpuTextureBytes > capped.gpuTextureBytes);
    assert.ok(coverage(await viewer('v0').screenshot()) > 0.02);
  },
);

for (const [what, path] of [
  ['the full geometry', last],
  ['a texture', textures[0]],
])
  browserTest(
    `${what} that comes damaged once is fetched again`,
    { setup: (server) => (server.serve(path, [{ corrupt: 40 }, {}]), { elements: [shows()] }) },
    async ({ viewer, server }) => {
      await viewer().load();
      assert.ok(server.requests(path).length >= 2);
      assert.equal((await viewer().records('error')).length, 0);
    },
  );

for (const [what, path] of [
  ['the full geometry', last],
  ['a texture', textures[0]],
])
  browserTest(
    `${what} that stays damaged is a typed error, the preview stays, and the next load works`,
    { setup: (server) => (server.serve(path, { corrupt: 40 }), { elements: [shows()] }) },
    async ({ page, viewer, server }) => {
      const v = viewer();
      await v.event('preview');
      const error = await v.error();
      assert.equal(error.code, 'bad-checksum', error.message);
      assert.equal(error.url, server.origin + path);
      assert.match(error.message, /[0-9a-f]{8}/);
      assert.equal((await v.records('error')).length, 1);
      await page.evaluate(() =>
        harness.until(function theErrorIsToldAsDetail() {
          return document.getElementById('v0').detail?.reason === 'error';
        }),
      );
      assert.ok(coverage(await v.screenshot()) > 0.02, 'the preview is gone');
      server.serve(path, {});
      await v.set({ src: `${src}?again` });
      await v.load();
    },
  );

browserTest(
  'a texture whose connection breaks half way goes on where it stopped',
  {
    setup: (server) => {
      // The first request is for the small levels; the second, for larger ones, breaks once.
      const { levels } = manifest.textures[0];
      server.serve(textures[0], [{}, { cut: levels[0].offset + 1000 }, {}]);
      return { elements: [{ ...shows(), width: 780, height: 580 }] };
    },
    expected: [/ERR_CONTENT_LENGTH_MISMATCH|Failed to load/],
  },
  async ({ viewer }) => {
    await viewer().load();
    assert.equal((await viewer().records('error')).length, 0);
  },
);

browserTest(
  'a server that knows no ranges costs bytes, not the product',
  {
    setup: (server) => {
      for (const path of textures) server.serve(path, { ranges: false });
      return { elements: [shows()] };
    },
  },
  async ({ viewer }) => {
    await viewer().load();
    assert.ok(coverage(await viewer().screenshot()) > 0.02);
  },
);

browserTest(
  'removing an element in the middle of refining ends its transfers at once',
  { setup: (server) => ((server.levelGate = server.gate(last)), { elements: [shows()] }) },
  async ({ page, viewer, server }) => {
    await viewer().event('preview');
    await server.levelGate.arrived;
    await page.evaluate(() => document.getElementById('v0').remove());
    const entry = await server.ended(last);
    assert.ok(entry.aborted);
    server.levelGate.release();
  },
);

browserTest(
  'another src in the middle of refining gives up the first product',
  { setup: (server) => ((server.levelGate = server.gate(last)), { elements: [shows()] }) },
  async ({ viewer, server }) => {
    const v = viewer();
    await v.event('preview');
    await server.levelGate.arrived;
    const other = '/products/celadon-teapot/manifest.json';
    await v.set({ src: other });
    await v.load();
    assert.ok((await server.ended(last)).aborted);
    assert.ok(coverage(await v.screenshot()) > 0.02);
  },
);

browserTest(
  'a manifest that breaks its schema is a typed error',
  {
    setup: (server) => {
      const broken = { ...manifest, levels: [{ ...manifest.levels[0], bytes: -1 }] };
      server.serve(src, { body: JSON.stringify(broken), type: 'application/json' });
      return { elements: [shows()] };
    },
  },
  async ({ viewer }) => {
    const error = await viewer().error();
    assert.equal(error.code, 'bad-manifest');
    assert.match(error.message, /levels\[0\]\.bytes/);
  },
);

browserTest(
  'the last level opens in another glTF viewer',
  {
    server: { policy: null },
    elements: [{ attributes: { src: last, alt: 'a watch', 'interaction-prompt': 'none' } }],
    tag: 'model-viewer',
    script: '/peer/model-viewer.min.js',
    scripts: ['/pages/peer-decoders.js'],
    expected: [/.*/], // what the peer says to the console is its own matter
  },
  async ({ viewer }) => {
    await viewer().load();
    assert.ok(coverage(await viewer().screenshot()) > 0.02, 'the peer shows nothing');
  },
);
