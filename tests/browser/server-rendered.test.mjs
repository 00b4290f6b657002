// Markup that comes from a server: poster and text before any script, no flash when the script comes, and any parent.
import { assert, browserTest } from '../support/harness.mjs';
import { red, withModels } from '../support/models.mjs';
import { compare, coverage } from '../support/picture.mjs';
import { strictPolicy } from '../support/server.mjs';

const markup = `
<product-viewer id="v0" src="${red.src}" alt="A red box" interaction-prompt="none">
  <img slot="poster" src="/pages/poster.png" alt="A red box">
  <button slot="hotspot-lid">Lid</button>
</product-viewer>
<p id="words">A red box, 20 EUR.</p>`;
const rendered = { body: markup, styles: ['/dist/product-viewer.css'] };

const poster = { x: 0, y: 0, width: 400, height: 300 };
const css = '#v0 { width: 400px; height: 300px; }';

browserTest(
  'without scripts the poster fills its place and the text is there',
  { setup: withModels, ...rendered, css, script: null, javaScript: false },
  async ({ page }) => {
    await page.waitForLoadState('load');
    const box = await page.locator('#v0 > img').boundingBox();
    assert.deepEqual(box, poster);
    assert.equal(await page.locator('#v0 button').isVisible(), false);
    assert.equal(await page.locator('#words').isVisible(), true);
    assert.match(await page.locator('body').ariaSnapshot(), /img "A red box"/);
  },
);

browserTest(
  'the poster stays where it is when the script comes, until the product is there',
  { open: false },
  async ({ page, viewer, server, open }) => {
    withModels(server);
    const script = server.gate('/dist/product-viewer.js');
    const model = server.gate(red.src, { body: red.bytes, type: 'model/gltf-binary' });
    await open({ ...rendered, css });
    await page.waitForFunction(() => document.querySelector('#v0 > img').complete);
    assert.equal(await page.evaluate(() => Boolean(customElements.get('product-viewer'))), false);
    const before = await viewer().screenshot();
    assert.ok(coverage(before) > 0.02, 'no poster');
    script.release();
    await page.waitForFunction(() => customElements.get('product-viewer'));
    await model.arrived;
    assert.deepEqual(await page.locator('#v0 > img').boundingBox(), poster);
    const change = compare(before, await viewer().screenshot());
    assert.ok(change.mean < 0.2, `the upgrade shows: ${JSON.stringify(change)}`);
    model.release();
    await viewer().load();
    await viewer().still();
    assert.equal(await page.locator('#v0 > img').isVisible(), false);
    assert.ok(compare(before, await viewer().screenshot()).mean > 0.5, 'the poster is still there');
  },
);

browserTest(
  "works in a declarative shadow root, and in one of a script's",
  {
    setup: withModels,
    body: `<div id="host"><template shadowrootmode="open">
      <product-viewer id="inner" src="${red.src}" alt="A red box"></product-viewer>
    </template></div>`,
  },
  async ({ page }) => {
    await page.evaluate(async (src) => {
      const inner = document.getElementById('host').shadowRoot.getElementById('inner');
      await harness.until(() => inner.loaded);
      const root = document.body.appendChild(document.createElement('div'));
      const made = document.createElement('product-viewer');
      made.src = src;
      root.attachShadow({ mode: 'closed' }).append(made);
      await harness.until(() => made.loaded);
      // From one root into another.
      document.getElementById('host').shadowRoot.append(made);
      await harness.frame();
      if (!made.loaded) throw new Error('it lost its model on the way');
    }, red.src);
    assert.equal(page.workers().length, 1);
  },
);

browserTest(
  'works in an iframe, with a worker of its own that goes with it, and moves into it',
  { setup: withModels, open: false, server: { policy: `${strictPolicy}; frame-src 'self'` } },
  async ({ page, server, open }) => {
    const inside = server.page({ elements: [{ attributes: { src: red.src, alt: 'a box' } }] });
    await open({
      elements: [{ attributes: { src: red.src, alt: 'a box' } }],
      body: `<iframe src="${inside}" width="500" height="400" title="inside"></iframe>`,
    });
    await page.waitForFunction(() => frames[0]?.harness);
    const [, frame] = page.frames();
    for (const place of [page, frame])
      await place.evaluate(() => harness.next('v0', ['load', 'error']));
    assert.equal(page.workers().length, 2);
    const gone = new Promise((done) => page.workers()[1].once('close', done));
    await page.evaluate(async () => {
      const iframe = document.querySelector('iframe');
      const moved = document.getElementById('v0');
      iframe.contentDocument.body.prepend(moved);
      await harness.until(() => moved.loaded && moved.stats.framesDrawn > 0);
      const style = iframe.contentWindow.getComputedStyle(moved);
      // Its own styles came along: without them it would be an inline box.
      if (style.display !== 'block') throw new Error(`display is ${style.display}`);
    });
    await page.evaluate(() => document.querySelector('iframe').remove());
    await gone;
  },
);
