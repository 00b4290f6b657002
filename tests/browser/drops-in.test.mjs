// It drops in anywhere: strict policy, no cross-origin isolation, no OffscreenCanvas, no external host.
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { assert, browserTest, ViewerHandle } from '../support/harness.mjs';
import { blue, red, shows, withModels } from '../support/models.mjs';
import { distDir } from '../support/paths.mjs';
import { compare, coverage } from '../support/picture.mjs';
import { strictPolicy } from '../support/server.mjs';

browserTest(
  'the strict policy is in force and nothing breaks it',
  {
    setup: withModels,
    elements: [
      shows(red.src, {
        'camera-controls': '',
        poster: '/pages/poster.png',
        'shadow-intensity': '1',
      }),
    ],
    expected: [/Evaluating a string as JavaScript/],
  },
  async ({ page, viewer, server }) => {
    const response = await page.request.get(page.url());
    assert.equal(response.headers()['content-security-policy'], strictPolicy);
    await viewer().load();
    await viewer().still();
    await viewer().blob();
    assert.deepEqual(await page.evaluate(() => harness.violations), []);
    // The policy works: what it forbids fails here.
    assert.equal(await page.evaluate(() => harness.evalWorks()), false);
    assert.equal(
      await page.evaluate(() => harness.until(() => harness.violations.splice(0).length)),
      1,
    );
    assert.equal(await page.evaluate(() => crossOriginIsolated), false);
    const outside = server.log.filter((e) => e.status >= 400);
    assert.deepEqual(outside, []);
  },
);

browserTest(
  "every request goes to the page's own origin",
  { setup: withModels, open: false },
  async ({ page, viewer, server, open }) => {
    const foreign = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(server.origin)) foreign.push(request.url());
    });
    await open({ elements: [shows(red.src)] });
    await viewer().load();
    assert.deepEqual(foreign, []);
  },
);

browserTest(
  "works under any folder, found from the entry module's own address",
  {
    setup: (server) => {
      withModels(server);
      server.mounts['some folder'] = server.mounts.dist;
      return { elements: [shows(red.src)], script: '/some%20folder/product-viewer.js' };
    },
  },
  async ({ viewer, server }) => {
    await viewer().load();
    assert.ok(coverage(await viewer().screenshot()) > 0.02);
    assert.deepEqual(
      server.log.filter((e) => e.path.startsWith('/dist/')).map((e) => e.path),
      [],
    );
  },
);

test('the entry can be imported on a server', async () => {
  assert.equal(typeof globalThis.HTMLElement, 'undefined');
  await import(pathToFileURL(join(distDir, 'product-viewer.js')));
});

browserTest(
  'a second copy of the entry does no harm',
  {
    setup: withModels,
    elements: [shows(red.src)],
    body: '<script type="module" src="/dist/product-viewer.js?copy"></script>',
  },
  async ({ page, viewer }) => {
    await viewer().load();
    assert.equal(page.workers().length, 1);
  },
);

const noOffscreen = {
  setup: withModels,
  init: () => {
    delete self.OffscreenCanvas;
    delete HTMLCanvasElement.prototype.transferControlToOffscreen;
  },
  server: { workerPrelude: 'delete self.OffscreenCanvas;\n' },
};

browserTest(
  "without OffscreenCanvas the page's thread draws the same picture",
  {
    ...noOffscreen,
    elements: [shows(red.src, { 'camera-controls': '' }), shows(blue.src)],
  },
  async ({ page, viewer, context, server }) => {
    await viewer('v0').load();
    await viewer('v1').load();
    await viewer('v0').still();
    assert.equal(await page.evaluate(() => typeof OffscreenCanvas), 'undefined');
    assert.equal(page.workers().length, 0, 'a render worker is running');
    const here = await viewer('v0').screenshot();
    assert.ok(coverage(here) > 0.02 && coverage(await viewer('v1').screenshot()) > 0.02);

    server.workerPrelude = '';
    const other = await context.browser().newContext({ viewport: { width: 800, height: 600 } });
    try {
      const second = await other.newPage();
      await second.goto(server.page({ elements: [shows(red.src, { 'camera-controls': '' })] }));
      await second.evaluate(() => harness.next('v0', ['load', 'error']));
      const v = new ViewerHandle(second, 'v0', () => other.newCDPSession(second));
      await v.still();
      const there = await v.screenshot();
      assert.ok(compare(here, there).mean < 0.1, 'the worker draws another picture');
    } finally {
      await other.close();
    }
  },
);

browserTest(
  'without OffscreenCanvas mouse, stats, toBlob, errors and src changes work',
  {
    ...noOffscreen,
    elements: [shows(red.src, { 'camera-controls': '' })],
    expected: [/404/],
  },
  async ({ page, viewer }) => {
    const v = viewer();
    await v.load();
    await v.still();
    const before = await v.orbit();
    await v.moved(async () => {
      await page.mouse.move(150, 150);
      await page.mouse.down();
      await page.mouse.move(250, 150, { steps: 5 });
      await page.mouse.up();
    });
    assert.ok((await v.orbit()).theta < before.theta - 0.3);
    assert.ok((await v.stats()).triangles >= 12);
    assert.ok(coverage((await v.blob()).picture) > 0.02);
    await v.set({ src: '/models/none.glb' });
    assert.equal((await v.error()).code, 'http-status');
    await v.set({ src: blue.src });
    await v.load();
  },
);
