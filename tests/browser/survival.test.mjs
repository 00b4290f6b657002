// What a page lives through: a lost context, a dead worker, a tab that sleeps, a return to the page, zoom and print.
import { chromiumPath, chromiumFlags } from '../support/browser.mjs';
import { chromium } from 'playwright-core';
import { test } from 'node:test';
import { keepContexts, loseContext } from '../support/contexts.mjs';
import { assert, browserTest } from '../support/harness.mjs';
import { blue, red, shows, withModels } from '../support/models.mjs';
import { imagesOf } from '../support/pdf.mjs';
import { compare, coverage, pixel } from '../support/picture.mjs';
import { TestServer } from '../support/server.mjs';

const bending = '/fixtures/good/skin-8.glb';
/// Turned by hand, posed in the middle of its animation, with shadow and a light of its own.
const posed = {
  src: bending,
  alt: 'a bent bar',
  'interaction-prompt': 'none',
  'camera-controls': '',
  'shadow-intensity': '1',
  'environment-image': 'neutral',
};

async function pose(page, v) {
  await v.load();
  await page.evaluate(() => {
    const element = document.getElementById('v0');
    element.currentTime = 1;
    element.resetTurntableRotation(0.5);
  });
  const { x, y } = await v.box();
  await v.moved(async () => {
    await page.mouse.move(x + 150, y + 150);
    await page.mouse.down();
    await page.mouse.move(x + 230, y + 120, { steps: 4 });
    await page.mouse.up();
  });
  await v.mark();
}

const state = (page) =>
  page.evaluate(() => {
    const v = document.getElementById('v0');
    const { theta, phi, radius } = v.getCameraOrbit();
    const { currentTime, paused, turntableRotation, loaded } = v;
    const fov = v.getFieldOfView();
    return { theta, phi, radius, fov, currentTime, paused, turntableRotation, loaded };
  });

/// Everything is as it was, and nothing that was told is told again.
async function unchanged(page, v, picture, before) {
  await v.still();
  const now = await state(page);
  for (const [key, value] of Object.entries(before))
    if (typeof value === 'number')
      assert.ok(Math.abs(now[key] - value) < 1e-6, `${key} went from ${value} to ${now[key]}`);
    else assert.equal(now[key], value, key);
  const change = compare(picture, await v.screenshot());
  assert.ok(change.mean < 0.05, `the picture is another one: ${JSON.stringify(change)}`);
  const again = (await v.records()).slice(v.from).map((r) => r.kind);
  for (const kind of ['load', 'preview', 'error'])
    assert.ok(!again.includes(kind), `${kind} again`);
}

const newWorker = (page, old) =>
  page.workers().find((w) => w !== old) ?? page.waitForEvent('worker');

browserTest(
  'a lost context: the last picture stays, then view, pose, light and shadow are back',
  { elements: [{ attributes: posed }], server: { workerPrelude: keepContexts } },
  async ({ page, viewer }) => {
    const v = viewer();
    await pose(page, v);
    const before = await state(page);
    const picture = await v.screenshot();
    const [worker] = page.workers();
    await loseContext(worker);
    await v.event('webglcontextlost');
    const between = compare(picture, await v.screenshot());
    assert.equal(between.mean, 0, 'the picture went with the context');
    assert.equal((await state(page)).loaded, true);
    await v.event('webglcontextrestored');
    assert.notEqual(await newWorker(page, worker), worker);
    await unchanged(page, v, picture, before);
    // It lives: the shopper turns on from there.
    await v.moved(() => v.set({ exposure: '0.4' }));
    assert.ok(compare(picture, await v.screenshot()).mean > 0.02);
  },
);

browserTest(
  'attributes that change while the context is lost count',
  {
    elements: [{ attributes: { ...posed, 'interpolation-decay': '0' } }],
    server: { workerPrelude: keepContexts },
  },
  async ({ page, viewer }) => {
    const v = viewer();
    await pose(page, v);
    await loseContext(page.workers()[0]);
    await v.event('webglcontextlost');
    await page.evaluate(() => {
      const element = document.getElementById('v0');
      element.setAttribute('camera-orbit', '90deg 60deg 5m');
      element.currentTime = 0.25;
    });
    await v.event('webglcontextrestored');
    await v.still();
    const now = await state(page);
    assert.ok(Math.abs(now.theta - Math.PI / 2) < 1e-3, `theta is ${now.theta}`);
    assert.equal(now.currentTime, 0.25);
  },
);

browserTest(
  'a render worker that dies is replaced once; then a typed error, and the picture stays',
  { setup: withModels, elements: [shows(red.src), shows(blue.src)], body: '' },
  async ({ page, viewer }) => {
    const v = viewer();
    await v.load();
    await viewer('v1').load();
    await v.still();
    await viewer('v1').still();
    await v.mark();
    const picture = await v.screenshot();
    const before = await state(page);
    const [first] = page.workers();
    await first.evaluate(() => void self.close());
    const second = await newWorker(page, first);
    await page.evaluate(
      (n) => harness.until(() => document.getElementById('v0').stats.framesDrawn !== n),
      (await v.stats()).framesDrawn,
    );
    await unchanged(page, v, picture, before);
    await second.evaluate(() => void self.close());
    const error = await v.error();
    assert.equal(error.code, 'internal');
    assert.match(error.message, /worker has ended/);
    assert.equal(compare(picture, await v.screenshot()).mean, 0, 'the picture went');
    // The next model is a new beginning.
    await v.set({ src: blue.src });
    await v.load();
  },
);

// Headless Chromium freezes no page that it shows; this is what a page is told.
browserTest(
  'a frozen tab gives worker and context back, and has all again when it is resumed',
  { elements: [{ attributes: posed }] },
  async ({ page, viewer }) => {
    const v = viewer();
    await pose(page, v);
    const before = await state(page);
    const picture = await v.screenshot();
    const [worker] = page.workers();
    const gone = new Promise((done) => worker.once('close', done));
    const tell = (type) => page.evaluate((t) => document.dispatchEvent(new Event(t)), type);
    await tell('freeze');
    await gone;
    assert.equal(page.workers().length, 0);
    await v.moved(() => tell('resume'));
    await unchanged(page, v, picture, before);
  },
);

// Playwright switches the cache off and DevTools keep pages out of it that they looked into, so this test has a
// browser of its own and asks the page about itself only at the end.
test('a page with a viewer waits in the back/forward cache and is all there on return', async () => {
  const server = await new TestServer().start();
  withModels(server);
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    headless: true,
    args: chromiumFlags,
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  });
  try {
    const page = await browser.newPage();
    const url = new URL(server.page({ elements: [shows(red.src)] }));
    server.cacheable.add(url.pathname);
    await page.goto(url.href);
    await page.evaluate(() => harness.next('v0', ['load', 'error']));
    await page.evaluate(() => {
      self.stayed = true;
      self.drawn = document.getElementById('v0').stats.framesDrawn;
      addEventListener('pageshow', (event) => (self.persisted = event.persisted));
    });
    const [worker] = page.workers();
    const gone = new Promise((done) => worker.once('close', done));
    await page.goto(server.page({ script: null }));
    await gone;
    await page.goBack({ waitUntil: 'commit' });
    const back = await page.evaluate(() => ({ stayed: self.stayed, persisted: self.persisted }));
    assert.deepEqual(back, { stayed: true, persisted: true }, 'the page was loaded anew');
    await page.evaluate(async () => {
      const element = document.getElementById('v0');
      await harness.until(() => element.stats.framesDrawn > self.drawn);
      await harness.still('v0');
      if (!element.loaded) throw new Error('not loaded');
      if (harness.records.filter((r) => r.kind === 'load').length !== 1) throw new Error('twice');
    });
    assert.equal(page.workers().length, 1);
  } finally {
    await browser.close();
    await server.stop();
  }
});

/// The pixels of a picture that lie where those of a smaller one do.
function shrunk(picture, width, height) {
  const data = Buffer.alloc(width * height * 4);
  for (let y = 0; y < height; ++y)
    for (let x = 0; x < width; ++x) {
      const column = Math.floor(((x + 0.5) * picture.width) / width);
      const row = Math.floor(((y + 0.5) * picture.height) / height);
      data.set(pixel(picture, column, row), (y * width + x) * 4);
    }
  return { width, height, data };
}

browserTest(
  'a printed page has the picture on it, finer than the screen’s where there is time for one',
  { setup: withModels, elements: [shows(red.src)] },
  async ({ page, viewer }) => {
    await viewer().load();
    await viewer().still();
    /// The picture of the product on paper.
    const onPaper = async () => {
      const images = imagesOf(await page.pdf());
      const covered = (image) => coverage(image, image.background);
      return images.find((image) => covered(image) > 0.1) ?? assert.fail('no picture on paper');
    };
    // A program that prints does not wait: what is on screen goes onto the paper.
    const screen = await onPaper();
    assert.deepEqual([screen.width, screen.height], [400, 300]);
    // A print dialog takes its time, in which the page goes on.
    await page.evaluate(() => {
      dispatchEvent(new Event('beforeprint'));
      return harness.until(function drawnForPaper() {
        const canvas = document.getElementById('v0').shadowRoot.querySelector('canvas');
        return canvas.width > 400;
      });
    });
    const paper = await onPaper();
    assert.deepEqual([paper.width, paper.height], [1250, 938]);
    const change = compare(shrunk(paper, 400, 300), screen);
    assert.ok(change.mean < 2, `another view on paper: ${JSON.stringify(change)}`);
    // Then the screen has its own picture again, and goes on.
    const back = await page.evaluate(
      () => document.getElementById('v0').shadowRoot.querySelector('canvas').width,
    );
    assert.ok(back <= 400, `${back} pixels are left on screen`);
    await viewer().moved(() => viewer().set({ exposure: '0.4' }));
  },
);
