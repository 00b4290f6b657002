// The poster comes first and gives way without a flash; so does the old model when `src` changes.
import { join } from 'node:path';
import { mkdirSync, writeFileSync } from 'node:fs';
import { assert, browserTest } from '../support/harness.mjs';
import { answer, blue, red, shows, withModels } from '../support/models.mjs';
import { resultsDir } from '../support/paths.mjs';
import { coverage, encode, pixel } from '../support/picture.mjs';
import { crop, Screencast } from '../support/screencast.mjs';

const ground = [30, 120, 60];
const place = { x: 0, y: 0, width: 400, height: 300 };
const css = `body { background: rgb(${ground}); }`;
const posterColour = [200, 40, 160];

/// Share of the element that shows the poster's colour.
function posterShare(picture) {
  let n = 0;
  const part = crop(picture, place);
  for (let i = 0; i < part.data.length; i += 4)
    if (posterColour.every((c, k) => Math.abs(part.data[i + k] - c) < 12)) n += 1;
  return n / (part.width * part.height);
}
const shown = (picture) => coverage(crop(picture, place), ground);

function noFlash(name, pictures, atLeast) {
  pictures.forEach((picture, i) => {
    const covered = shown(picture);
    // The left edge is clear of the product; only a poster or a flash reaches it.
    const edge = pixel(picture, 4, 150);
    const isGround = ground.every((c, k) => Math.abs(edge[k] - c) < 12);
    const poster = posterShare(picture);
    const fine = covered >= atLeast && (isGround || poster > 0.02 || between(edge));
    if (fine) return;
    mkdirSync(resultsDir, { recursive: true });
    const file = join(resultsDir, `${name}-${i}.png`);
    writeFileSync(file, encode(picture));
    assert.fail(
      `picture ${i} of ${pictures.length} flashes: ${covered} covered (at least ${atLeast}), edge ${edge}; see ${file}`,
    );
  });
}
// A cross-fade of poster and ground.
const between = (edge) =>
  ground.every(
    (c, k) =>
      edge[k] >= Math.min(c, posterColour[k]) - 12 && edge[k] <= Math.max(c, posterColour[k]) + 12,
  );

browserTest(
  'the poster is there before the model and gives way without a flash',
  {
    css,
    setup: (server) => {
      withModels(server);
      server.modelGate = server.gate(red.src, answer(red));
      return { elements: [] };
    },
  },
  async ({ page, viewer, cdp, server }) => {
    const cast = new Screencast(await cdp());
    await cast.start();
    await page.evaluate(
      ([src]) => harness.mount('v0', { src, poster: '/pages/poster.png', alt: 'a box' }),
      [red.src],
    );
    const posterAt = await cast.first((picture) => posterShare(picture) > 0.5);
    assert.deepEqual(
      (await viewer().records('preview')).length,
      0,
      'a preview before the model was there',
    );
    server.modelGate.release();
    await viewer().load();
    await cast.first((picture) => posterShare(picture) < 0.001 && shown(picture) > 0.02, posterAt);
    await viewer().still();
    const pictures = await cast.stop();
    const end = shown(pictures.at(-1));
    noFlash('poster', pictures.slice(posterAt), end * 0.7);
  },
);

browserTest(
  'the old model stays until the new one is there',
  { css, setup: withModels, elements: [shows(red.src)] },
  async ({ viewer, cdp, server }) => {
    const v = viewer();
    await v.load();
    await v.still();
    const gate = server.gate(blue.src, answer(blue));
    const cast = new Screencast(await cdp());
    await cast.start();
    const start = await cast.first((picture) => shown(picture) > 0.02);
    await v.set({ src: blue.src });
    await gate.arrived;
    gate.release();
    await v.load();
    await v.still();
    const isBlue = (picture) => {
      const [r, , b] = pixel(picture, 200, 150);
      return b > r;
    };
    await cast.first(isBlue, start);
    const pictures = await cast.stop();
    const before = shown(pictures[start]);
    const after = shown(pictures.at(-1));
    noFlash('src-change', pictures.slice(start), Math.min(before, after) * 0.7);
  },
);

browserTest(
  'progress goes only forward and ends at 1',
  { setup: withModels, elements: [shows(red.src)] },
  async ({ viewer }) => {
    await viewer().load();
    const values = (await viewer().records('progress')).map((r) => r.detail.totalProgress);
    assert.ok(values.length > 0, 'no progress event');
    values.forEach((value, i) =>
      assert.ok(i === 0 || value >= values[i - 1], `went back: ${values}`),
    );
    assert.equal(values.at(-1), 1);
  },
);

browserTest(
  'preview comes before load, and each once',
  { setup: withModels, elements: [shows(red.src)] },
  async ({ viewer }) => {
    await viewer().load();
    await viewer().still();
    const kinds = (await viewer().records())
      .map((r) => r.kind)
      .filter((k) => k === 'preview' || k === 'load');
    assert.deepEqual(kinds, ['preview', 'load']);
  },
);
