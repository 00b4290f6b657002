// A page with many viewers: all show their product, and those out of sight cost nothing.
import { assert, browserTest } from '../support/harness.mjs';
import { blue, red, shows, withModels } from '../support/models.mjs';
import { compare, coverage } from '../support/picture.mjs';
import { countGl } from '../support/gl-count.mjs';

const twelve = Array.from({ length: 12 }, (_, i) => ({
  ...shows(i % 2 ? red.src : blue.src),
  width: 200,
  height: 150,
}));

browserTest(
  '12 viewers on one page all load, share one worker, and each turns on its own',
  {
    setup: withModels,
    elements: twelve.map((e) => ({ ...e, attributes: { ...e.attributes, 'camera-controls': '' } })),
    css: 'body { display: grid; grid-template-columns: repeat(4, 200px); }',
  },
  async ({ page, viewer }) => {
    for (let i = 0; i < 12; ++i) {
      await viewer(`v${i}`).load();
      const share = coverage(await viewer(`v${i}`).screenshot());
      assert.ok(share > 0.02, `viewer ${i} is empty: ${share}`);
    }
    const workers = page.workers().map((w) => w.url());
    assert.equal(workers.length, 1, workers.join(', '));
    const other = await viewer('v4').orbit();
    const before = await viewer('v5').orbit();
    const box = await viewer('v5').box();
    await viewer('v5').still();
    await viewer('v5').moved(async () => {
      await page.mouse.move(box.x + 60, box.y + 75);
      await page.mouse.down();
      await page.mouse.move(box.x + 140, box.y + 75, { steps: 5 });
      await page.mouse.up();
    });
    assert.notEqual((await viewer('v5').orbit()).theta, before.theta);
    assert.deepEqual(await viewer('v4').orbit(), other);
  },
);

browserTest(
  'a lazy viewer far down the page asks for nothing until it is near',
  {
    setup: withModels,
    elements: [shows(red.src), shows(blue.src, { loading: 'lazy' })],
    css: '#v1 { margin-top: 5000px; }',
  },
  async ({ page, viewer, server }) => {
    await viewer('v0').load();
    await viewer('v0').still();
    assert.equal(server.requests(blue.src).length, 0, 'the lazy model was fetched');
    await page.evaluate(() => scrollTo(0, 5000));
    await viewer('v1').load();
  },
);

browserTest(
  'dispose() frees the viewer and leaves the element inert',
  { setup: withModels, elements: [shows(red.src), shows(blue.src)] },
  async ({ page, viewer }) => {
    await viewer('v0').load();
    await viewer('v1').load();
    await page.evaluate(() => document.getElementById('v0').dispose());
    await viewer('v1').still();
    await viewer('v1').moved(() => viewer('v1').set({ exposure: '0.5' }));
    assert.ok(coverage(await viewer('v1').screenshot()) > 0.02);
  },
);

browserTest(
  'an element that is moved in the document keeps working',
  { setup: withModels, elements: [shows(red.src)], body: '<main></main>' },
  async ({ page, viewer }) => {
    const v = viewer();
    await v.load();
    await v.still();
    await page.evaluate(() => document.querySelector('main').append(document.getElementById('v0')));
    await page.evaluate(() => harness.until(() => document.getElementById('v0').loaded !== false));
    await v.moved(() => v.set({ exposure: '0.5' }));
    assert.ok(coverage(await v.screenshot()) > 0.02);
  },
);

const grid =
  'body { display: grid; grid-template-columns: repeat(4, 200px); } product-viewer { width: 200px; height: 150px; }';
const count = 50;
const fifty = Array.from({ length: count }, (_, i) => ({
  ...shows(i % 2 ? red.src : blue.src, { loading: 'eager' }),
  width: 200,
  height: 150,
}));

/// Resolves when all have loaded; returns the codes of errors.
const allLoaded = (page, n) =>
  page.evaluate(async (wanted) => {
    const ids = Array.from({ length: wanted }, (_, i) => `v${i}`);
    const ends = await Promise.all(ids.map((id) => harness.next(id, ['load', 'error'])));
    return ends.filter((end) => end.kind === 'error').map((end) => end.detail.code);
  }, n);

/// Share of each viewer's canvas that is covered, whether it is in sight or not.
const covered = (page, n) =>
  page.evaluate((wanted) => {
    const copy = new OffscreenCanvas(200, 150);
    const context = copy.getContext('2d', { willReadFrequently: true });
    return Array.from({ length: wanted }, (_, i) => {
      context.clearRect(0, 0, 200, 150);
      context.drawImage(document.getElementById(`v${i}`).shadowRoot.querySelector('canvas'), 0, 0);
      const { data } = context.getImageData(0, 0, 200, 150);
      return data.filter((value, at) => at % 4 === 3 && value > 0).length / (200 * 150);
    });
  }, n);

/// GL objects in the render worker once it has come to rest.
async function gl(page) {
  const [worker] = page.workers();
  let last = '';
  for (let same = 0; same < 10;) {
    await page.evaluate(() => harness.frame());
    const { Sync, ...live } = await worker.evaluate(() => self.__glLive);
    const now = JSON.stringify(live);
    same = now === last && Sync < 6 ? same + 1 : 0;
    last = now;
  }
  return JSON.parse(last);
}

browserTest(
  '50 viewers all load, on one context, and what they hold follows what is in sight',
  {
    setup: withModels,
    elements: fifty,
    css: grid,
    server: { workerPrelude: countGl },
    timeout: 120_000,
  },
  async ({ page, viewer }) => {
    assert.deepEqual(await allLoaded(page, count), []);
    const shares = await covered(page, count);
    assert.ok(Math.min(...shares) > 0.02, `an empty picture: ${shares}`);
    assert.equal(page.workers().length, 1);
    const inSight = async () => {
      for (let i = 0; i < 16; ++i) await viewer(`v${i}`).still();
    };
    await inSight();
    const { Texture: textures, ...held } = await gl(page);
    assert.ok(held.Buffer > 0 && textures > 0, 'the count of GL objects saw nothing');

    // More of them, out of sight, hold nothing more.
    await page.evaluate(
      ([from, more, src]) => {
        for (let i = from; i < from + more; ++i)
          harness.mount(`v${i}`, {
            src,
            alt: 'a box',
            loading: 'eager',
            'interaction-prompt': 'none',
          });
      },
      [count, 20, red.src],
    );
    assert.deepEqual(await allLoaded(page, count + 20), []);
    await inSight();
    const { Texture: texturesAfter, ...heldAfter } = await gl(page);
    assert.deepEqual(heldAfter, held);
    // Four out of sight keep their place; each that was drawn at its best before it left has a volume of its self-shadowing.
    assert.ok(
      Math.abs(texturesAfter - textures) <= 4,
      `${textures} textures, then ${texturesAfter}`,
    );

    // Those that come into sight are themselves again, and nothing is told twice.
    const last = viewer(`v${count - 1}`);
    const picture = await covered(page, count);
    const framesBefore = await last.frames();
    await page.evaluate((id) => document.getElementById(id).scrollIntoView(), last.id);
    await page.evaluate(
      ([id, n]) => harness.until(() => harness.frames(id) !== n),
      [last.id, framesBefore],
    );
    await last.still();
    // Out of sight they were drawn without the last smoothing of edges.
    for (const [i, share] of (await covered(page, count)).entries())
      assert.ok(Math.abs(share - picture[i]) < 0.02, `v${i}: ${share} instead of ${picture[i]}`);
    assert.ok(coverage(await last.screenshot()) > 0.02);
    assert.equal((await last.records('load')).length, 1);
    await page.evaluate(() => scrollTo(0, 0));
    const first = viewer('v0');
    await first.moved(() => first.set({ exposure: '0.3' }));
    assert.equal((await first.records('load')).length, 1);
  },
);

browserTest(
  'a viewer that sleeps out of sight takes pictures, orders and attributes all the same',
  {
    setup: withModels,
    elements: fifty.slice(0, 40),
    css: `${grid} #v0 { margin-bottom: 3000px; }`,
    timeout: 120_000,
  },
  async ({ page, viewer }) => {
    assert.deepEqual(await allLoaded(page, 40), []);
    const v = viewer('v5');
    const { picture } = await v.blob();
    assert.ok(coverage(picture, [0, 0, 0]) > 0.02, 'an empty picture');
    await page.evaluate(() => {
      const element = document.getElementById('v5');
      element.resetTurntableRotation(1);
      element.cameraOrbit = '40deg 60deg auto';
    });
    const turned = (await v.blob()).picture;
    assert.ok(compare(picture, turned).mean > 0.2, 'it did not turn');
  },
);
