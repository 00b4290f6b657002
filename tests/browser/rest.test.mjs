// The picture at rest: the mean of several frames, and the one that is kept.
import { assert, browserTest } from '../support/harness.mjs';
import { blue, red, shows, withModels } from '../support/models.mjs';
import { compare, pixel } from '../support/picture.mjs';
import { folder, manifest, src } from '../support/watch.mjs';

const orbit = { 'camera-orbit': '30deg 65deg 105%' };

/// Alpha values between nothing and everything.
function partial({ data }) {
  const found = new Set();
  for (let i = 3; i < data.length; i += 4) if (data[i] > 4 && data[i] < 251) found.add(data[i]);
  return found;
}

/// The picture on a page of one colour.
function over({ width, height, data }, page) {
  const out = new Uint8Array(data.length).fill(255);
  for (let i = 0; i < data.length; i += 4)
    for (let c = 0; c < 3; c++) {
      const a = data[i + 3] / 255;
      out[i + c] = Math.round(data[i + c] * a + page[c] * (1 - a));
    }
  return { width, height, data: out };
}

browserTest(
  'a still product converges to smooth edges, on screen and in toBlob() alike',
  { setup: withModels, elements: [shows(red.src, orbit)], css: 'body { background: #08f; }' },
  async ({ viewer }) => {
    const v = viewer();
    await v.load();
    await v.still();
    assert.equal((await v.stats()).converged, true);
    const { frames } = await v.framesOver(500);
    assert.equal(frames, 0, 'it goes on drawing');
    const { picture } = await v.blob();
    const steps = partial(picture).size;
    // Four samples alone can only tell three steps of an edge.
    assert.ok(steps > 12, `${steps} steps between outside and inside`);
    const { mean, share } = compare(over(picture, [0, 136, 255]), await v.screenshot());
    assert.ok(mean < 0.05 && share < 0.001, `mean ΔE ${mean}, ${share} over 4`);
  },
);

browserTest(
  'several viewers converge, one after the other',
  { setup: withModels, elements: [shows(red.src, orbit), shows(blue.src), shows(red.src)] },
  async ({ viewer }) => {
    const all = ['v0', 'v1', 'v2'].map(viewer);
    for (const v of all) await v.load();
    for (const v of all) {
      await v.still();
      assert.equal((await v.stats()).converged, true, v.id);
    }
  },
);

browserTest(
  'what changes meanwhile is drawn at once, and converges anew',
  { setup: withModels, elements: [shows(red.src, orbit)] },
  async ({ page, viewer }) => {
    const v = viewer();
    await v.load();
    const seen = await page.evaluate(async () => {
      const element = document.getElementById('v0');
      await harness.until(() => element.stats.converged);
      const drawn = element.stats.framesDrawn;
      element.setAttribute('exposure', '0.5');
      await harness.until(() => element.stats.framesDrawn > drawn);
      // Between two changes there is no time for all samples: it must not matter.
      for (let i = 0; i < 5; i++) {
        element.setAttribute('exposure', String(0.5 + 0.1 * i));
        await harness.frame();
        await harness.frame();
      }
      await harness.until(() => element.stats.converged);
      return true;
    });
    assert.ok(seen);
    const bright = pixel(await v.screenshot(), 200, 150);
    await v.moved(() => v.set({ exposure: '0.5' }));
    const dark = pixel(await v.screenshot(), 200, 150);
    assert.ok(bright[0] > dark[0] + 10, `${bright} and ${dark}: the last change is not seen`);
  },
);

/// Most of the watch is steel: where it is rough, and where not, is seen best.
const steel = manifest.textures.find((t) => t.file.startsWith('steel-orm'));

browserTest(
  'a packed product at rest is shown with finer textures than "load" waits for, and no jagged frame in between',
  {
    elements: [
      shows(src, {
        'interaction-prompt': 'none',
        'auto-rotate': '',
        'auto-rotate-delay': '0',
      }),
    ],
  },
  async ({ page, viewer, server }) => {
    const v = viewer();
    await v.load();
    const path = folder + steel.file;
    const loaded = server.requests(path).length;
    const { textureSize } = await page.evaluate(() => document.getElementById('v0').detail);
    const finer = server.gate(path);
    await v.set({ 'auto-rotate': null });
    await finer.arrived;
    const isMean = async (picture) =>
      compare(over(picture, [255, 255, 255]), await v.screenshot()).mean < 0.001;
    let coarse;
    do {
      await v.still(true); // not held back by what is under way
      coarse = (await v.blob()).picture;
    } while (!(await isMean(coarse)));
    const { converged, framesDrawn } = await v.stats();
    assert.equal(converged, false);

    finer.release();
    await v.still();
    const stats = await v.stats();
    // That of toBlob(), which is usually told of with the next only, and the finished picture.
    const drawn = stats.framesDrawn - framesDrawn;
    assert.ok(drawn <= 2, `${drawn} drawn: a frame in between was shown`);
    const detail = await page.evaluate(() => document.getElementById('v0').detail);
    assert.equal(detail.complete, true);
    assert.ok(detail.textureSize > textureSize, `${detail.textureSize}, ${textureSize} at "load"`);
    const fine = (await v.blob()).picture;
    assert.ok(await isMean(fine), 'what is on screen is not the finer picture');
    assert.ok(compare(coarse, fine).mean > 0.005, 'the finer textures are not seen');
    assert.equal(server.requests(path).length, loaded + 1);
  },
);
