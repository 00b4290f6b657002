// The demo shop as its own server serves it.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert, browserTest, ViewerHandle } from '../support/harness.mjs';
import { red } from '../support/models.mjs';
import { productsDir, root } from '../support/paths.mjs';
import { coverage } from '../support/picture.mjs';
import { openDemo } from '../support/shop.mjs';

const skip = existsSync(productsDir) ? false : 'needs build/assets/products (make products)';
const harnessScript = readFileSync(join(root, 'tests', 'support', 'pages', 'harness.js'), 'utf8');

async function withShop(body) {
  const shop = await openDemo();
  try {
    await body(shop.origin);
  } finally {
    await shop.close();
  }
}

/// Drops a file on the page as a person would from a file manager.
const drop = (page, name, bytes) =>
  page.evaluate(
    ([fileName, base64]) => {
      const data = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
      const transfer = new DataTransfer();
      transfer.items.add(new File([data], fileName));
      for (const type of ['dragenter', 'dragover', 'drop'])
        document.body.dispatchEvent(
          new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: transfer }),
        );
    },
    [name, bytes.toString('base64')],
  );

const onScreen = (page, id, cdp) => new ViewerHandle(page, id, cdp);

browserTest(
  'every product of the grid is live',
  { open: false, skip, viewport: { width: 1280, height: 1000 } },
  ({ page, cdp }) =>
    withShop(async (origin) => {
      await page.addInitScript(harnessScript);
      await page.goto(`${origin}/`);
      await page.waitForSelector('#grid product-viewer');
      const ids = await page.evaluate(() =>
        [...document.querySelectorAll('#grid product-viewer')].map((v, i) => (v.id ||= `grid${i}`)),
      );
      assert.ok(ids.length >= 3, `${ids.length} products`);
      for (const id of ids) {
        await page.evaluate(
          (i) => document.getElementById(i).scrollIntoView({ block: 'center' }),
          id,
        );
        await page.evaluate(
          (i) =>
            harness.until(function loaded() {
              return document.getElementById(i).loaded;
            }),
          id,
        );
        assert.ok(
          coverage((await onScreen(page, id, cdp).blob()).picture) > 0.01,
          `${id} is empty`,
        );
      }
    }),
);

browserTest('a product has its page', { open: false, skip }, ({ page, cdp }) =>
  withShop(async (origin) => {
    await page.addInitScript(harnessScript);
    await page.goto(`${origin}/`);
    await page.waitForSelector('#grid a');
    await page.click('#grid a');
    await page.waitForSelector('#viewer');
    await page.evaluate(() =>
      harness.until(function loaded() {
        return document.getElementById('viewer').loaded;
      }),
    );
    assert.ok(coverage((await onScreen(page, 'viewer', cdp).blob()).picture) > 0.01);
    assert.ok((await page.textContent('#name')).length > 2);
    assert.match(await page.textContent('#price'), /\d/);
  }),
);

browserTest(
  'a .glb dropped on the shop opens',
  { open: false, skip, viewport: { width: 1280, height: 1000 } },
  ({ page, cdp }) =>
    withShop(async (origin) => {
      await page.addInitScript(harnessScript);
      await page.goto(`${origin}/`);
      await page.waitForSelector('#own-viewer', { state: 'attached' });
      await page.evaluate(() => customElements.whenDefined('product-viewer').then(() => 1));
      await drop(page, 'my box.glb', red.bytes);
      const record = await page.evaluate(() => harness.next('own-viewer', ['load', 'error']));
      assert.equal(record.kind, 'load', JSON.stringify(record.detail));
      assert.ok(coverage((await onScreen(page, 'own-viewer', cdp).blob()).picture) > 0.01);
    }),
);

browserTest(
  'a file that is no model, dropped on the shop, is told and does no harm',
  { open: false, skip, viewport: { width: 1280, height: 1000 } },
  ({ page }) =>
    withShop(async (origin) => {
      await page.addInitScript(harnessScript);
      await page.goto(`${origin}/`);
      await page.waitForSelector('#own-viewer', { state: 'attached' });
      await page.evaluate(() => customElements.whenDefined('product-viewer').then(() => 1));
      await drop(page, 'broken.glb', Buffer.from('this is no model'));
      const record = await page.evaluate(() => harness.next('own-viewer', ['load', 'error']));
      assert.equal(record.kind, 'error');
      assert.equal(record.detail.code, 'not-a-model');
      await page.evaluate(() =>
        harness.until(function told() {
          return document.getElementById('own-notice').textContent.length > 5;
        }),
      );
      const from = await page.evaluate(() => harness.mark());
      await drop(page, 'box.glb', red.bytes);
      assert.equal(
        (await page.evaluate((n) => harness.next('own-viewer', ['load', 'error'], n), from)).kind,
        'load',
      );
    }),
);
