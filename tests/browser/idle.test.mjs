// Frames are drawn when there is something to see, and only then.
import { assert, browserTest } from '../support/harness.mjs';
import { red, shows, withModels } from '../support/models.mjs';
import { colours, compare, coverage } from '../support/picture.mjs';

const turning = shows(red.src, {
  'auto-rotate': '',
  'auto-rotate-delay': '0',
  'rotation-per-second': '90deg',
  'camera-controls': '',
});
const scene = { setup: withModels, elements: [turning] };

async function awake(v) {
  for (let i = 0; i < 3; ++i) await v.moves();
}
/// Waits until the view has come to rest; then no frame may follow for a second. `unseen`: out of sight, where it need not get
/// as good as it can.
async function asleep(v, { unseen = false } = {}) {
  await v.still(unseen);
  const { frames } = await v.framesOver(1000);
  assert.equal(frames, 0, `${frames} frames drawn in a second with nothing to see`);
}

browserTest(
  'a still product draws no frames, and its worker sleeps',
  { setup: withModels, elements: [shows(red.src, { 'camera-controls': '' })] },
  async ({ viewer, page }) => {
    await viewer().load();
    await viewer().still();
    const host = () => page.evaluate(() => harness.host());
    const before = await host();
    assert.ok(!before.pending, 'it asks for animation frames');
    await asleep(viewer());
    assert.deepEqual(await host(), before);
  },
);

browserTest(
  'auto-rotate turns the product and waits while the shopper holds it',
  scene,
  async ({ page, viewer }) => {
    const v = viewer();
    await v.load();
    await awake(v);
    const first = await v.screenshot();
    await page.evaluate(() => {
      const v0 = document.getElementById('v0');
      const from = v0.turntableRotation;
      return harness.until(function itTurnsHalfARadian() {
        return Math.abs(v0.turntableRotation - from) > 0.5;
      });
    });
    assert.ok(compare(first, await v.screenshot()).mean > 0.2, 'the picture does not turn');
    await v.set({ 'auto-rotate-delay': '100000' });
    const box = await v.box();
    await page.mouse.move(box.x + 200, box.y + 150);
    await page.mouse.down();
    await page.mouse.move(box.x + 220, box.y + 150, { steps: 3 });
    await page.mouse.up();
    await asleep(v);
  },
);

browserTest(
  'a viewer that is scrolled away draws no frames, and goes on when it is back',
  { ...scene, css: 'body { height: 4000px; }' },
  async ({ page, viewer }) => {
    const v = viewer();
    await v.load();
    await awake(v);
    await page.evaluate(() => scrollTo(0, 3000));
    await asleep(v, { unseen: true });
    await page.evaluate(() => scrollTo(0, 0));
    await v.moves();
    await awake(v);
  },
);

browserTest(
  'a hidden tab draws no frames, and goes on when it is shown',
  scene,
  async ({ page, viewer }) => {
    const v = viewer();
    await v.load();
    await awake(v);
    // Headless Chromium never hides a page by itself; this is what a page is told when its tab is hidden.
    const setHidden = (hidden) =>
      page.evaluate((h) => {
        Object.defineProperty(document, 'visibilityState', {
          configurable: true,
          get: () => (h ? 'hidden' : 'visible'),
        });
        Object.defineProperty(document, 'hidden', { configurable: true, get: () => h });
        document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
      }, hidden);
    await setHidden(true);
    await asleep(v, { unseen: true });
    await setHidden(false);
    await v.moves();
    await awake(v);
  },
);

browserTest(
  'prefers-reduced-motion keeps auto-rotate still',
  { ...scene, reducedMotion: 'reduce' },
  async ({ viewer }) => {
    await viewer().load();
    await asleep(viewer());
  },
);

browserTest(
  'a resize is followed',
  { setup: withModels, elements: [shows(red.src)] },
  async ({ page, viewer }) => {
    const v = viewer();
    await v.load();
    await v.still();
    const before = await v.screenshot();
    await v.moved(() =>
      page.evaluate(() => {
        const sheet = document.styleSheets[0];
        sheet.insertRule(
          '#v0 { width: 600px !important; height: 500px !important; }',
          sheet.cssRules.length,
        );
      }),
    );
    const after = await v.screenshot();
    assert.deepEqual([after.width, after.height], [600, 500]);
    const { picture } = await v.blob();
    assert.deepEqual([picture.width, picture.height], [600, 500]);
    const told = (await v.records('render-scale')).map(({ detail }) => detail);
    const { pixelWidth, renderedDpr, reason } = told.at(-1);
    assert.deepEqual(
      { pixelWidth, renderedDpr, reason },
      { pixelWidth: 600, renderedDpr: 1, reason: '' },
    );
    assert.ok(told.some((each) => each.pixelWidth === 400));
    assert.ok(
      coverage(after) * 600 * 500 > coverage(before) * 400 * 300 * 1.5,
      'the product did not grow with its element',
    );
  },
);

// Chromium's emulation changes the ratio without telling the page (no "change" of media queries, unlike a window that
// goes to another monitor), so the test tells the queries itself.
const keepQueries = () => {
  const real = matchMedia;
  self.queries = [];
  self.matchMedia = (text) => {
    const query = real.call(self, text);
    self.queries.push(query);
    return query;
  };
};
browserTest(
  'a change of the device pixel ratio is followed',
  { setup: withModels, init: keepQueries, elements: [shows(red.src)] },
  async ({ page, viewer, cdp }) => {
    const v = viewer();
    await v.load();
    await v.still();
    const one = (await v.blob()).picture;
    assert.deepEqual([one.width, one.height], [400, 300]);
    const client = await cdp();
    await v.moved(async () => {
      await client.send('Emulation.setDeviceMetricsOverride', {
        width: 800,
        height: 600,
        deviceScaleFactor: 2,
        mobile: false,
      });
      await page.evaluate(() => {
        for (const query of self.queries.splice(0))
          if (/resolution/.test(query.media) && !query.matches)
            query.dispatchEvent(new Event('change'));
      });
    });
    const two = (await v.blob()).picture;
    assert.deepEqual([two.width, two.height], [800, 600]);
    const { pixelWidth, renderedDpr } = (await v.records('render-scale')).at(-1).detail;
    assert.deepEqual([pixelWidth, renderedDpr], [800, 2]);
    assert.ok(colours(two) > 2);
  },
);

/// Every frame seems to take a hundred times as long as it does.
const late = `{
  const now = performance.now.bind(performance);
  performance.now = () => now() * 100;
}
`;
browserTest(
  'frames that run late are drawn smaller, as far down as minimumRenderScale allows',
  { ...scene, server: { workerPrelude: late } },
  async ({ page, viewer }) => {
    await viewer().load();
    /// Resolves with the last `render-scale` once pictures have this share of the pixels per axis.
    const drawnAt = (scale) =>
      page.evaluate(async (share) => {
        const last = () => harness.records.findLast(({ kind }) => kind === 'render-scale')?.detail;
        await harness.until(function drawnAtThatScale() {
          return Math.abs(last()?.renderedDpr - share) < 1e-6;
        });
        return last();
      }, scale);
    const least = (scale) =>
      page.evaluate((share) => {
        const viewers = customElements.get('product-viewer');
        const before = viewers.minimumRenderScale;
        viewers.minimumRenderScale = share;
        return [before, viewers.minimumRenderScale];
      }, scale);
    const half = await drawnAt(0.5);
    assert.equal(half.pixelWidth, 200);
    assert.deepEqual([half.reason, half.minimumDpr], ['GPU throttling', 0.5]);
    assert.deepEqual(await least(0.8), [0.5, 0.8]);
    const { pixelWidth, minimumDpr } = await drawnAt(0.8);
    assert.deepEqual([pixelWidth, minimumDpr], [320, 0.8]);
    assert.deepEqual(await least(7), [0.8, 1]);
    assert.equal((await drawnAt(1)).reason, '');
    assert.deepEqual(await least(0), [1, 0.25]);
    assert.equal((await drawnAt(0.25)).pixelWidth, 100);
  },
);

browserTest(
  'an attribute change is seen',
  { setup: withModels, elements: [shows(red.src)] },
  async ({ viewer }) => {
    const v = viewer();
    await v.load();
    await v.still();
    const before = await v.screenshot();
    await v.moved(() => v.set({ exposure: '0.4' }));
    assert.ok(compare(before, await v.screenshot()).mean > 0.3, 'exposure changed nothing');
  },
);
