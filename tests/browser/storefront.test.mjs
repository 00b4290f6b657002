// The demo shop as vitrine-shop serves it: the real pages on the real API.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { axe, axeOptions } from '../support/axe.mjs';
import { assert, atEnd, browserTest } from '../support/harness.mjs';
import { withoutLongTask } from '../support/main-thread.mjs';
import { red } from '../support/models.mjs';
import { productsDir, root } from '../support/paths.mjs';
import { compare } from '../support/picture.mjs';
import { strictPolicy } from '../support/server.mjs';
import { openDemo } from '../support/shop.mjs';

const skip = existsSync(productsDir) ? false : 'needs build/assets/products (make products)';
const harnessScript = readFileSync(join(root, 'tests', 'support', 'pages', 'harness.js'), 'utf8');

async function withShop(body) {
  const shop = await openDemo();
  atEnd(() => shop.close());
  await body(shop.origin, shop);
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

/// Whether there is something on the viewer's canvas.
const shows = (page, id) =>
  page.evaluate((i) => {
    const { width, height } = document.getElementById(i).getBoundingClientRect();
    const context = new OffscreenCanvas(width, height).getContext('2d');
    const canvas = document.getElementById(i).shadowRoot.querySelector('canvas');
    context.drawImage(canvas, 0, 0, width, height);
    const { data } = context.getImageData(0, 0, width, height);
    const covered = data.filter((value, at) => at % 4 === 3 && value > 128).length;
    return covered > 0.05 * width * height;
  }, id);

// A narrow page, so that software GL has few pixels to draw.
browserTest(
  'every product of the grid is live, and has its page',
  { open: false, skip, viewport: { width: 480, height: 800 } },
  ({ page }) =>
    withShop(async (origin) => {
      const live = async (id) => {
        await page.evaluate((i) => {
          document.getElementById(i).scrollIntoView({ block: 'center' });
          return harness.until(function loaded() {
            return document.getElementById(i).loaded;
          });
        }, id);
        assert.ok(await shows(page, id), `${id} is empty`);
      };
      await page.addInitScript(harnessScript);
      await page.goto(`${origin}/`);
      await page.waitForSelector('#grid product-viewer');
      const ids = await page.evaluate(() =>
        [...document.querySelectorAll('#grid product-viewer')].map((v, i) => (v.id ||= `grid${i}`)),
      );
      assert.ok(ids.length >= 3, `${ids.length} products`);
      for (const id of ids) await live(id);
      await page.click('#grid a');
      await page.waitForSelector('#viewer');
      await live('viewer');
      assert.ok((await page.textContent('#name')).length > 2);
      assert.match(await page.textContent('#price'), /\d/);
    }),
);

browserTest(
  'a .glb dropped on the shop opens; a file that is no model is told and does no harm',
  { open: false, skip, viewport: { width: 1280, height: 1000 } },
  ({ page }) =>
    withShop(async (origin) => {
      await page.addInitScript(harnessScript);
      await page.goto(`${origin}/`);
      await page.waitForSelector('#own-viewer', { state: 'attached' });
      await page.evaluate(() => customElements.whenDefined('product-viewer').then(() => 1));
      await drop(page, 'broken.glb', Buffer.from('this is no model'));
      const refused = await page.evaluate(() => harness.next('own-viewer', ['load', 'error']));
      assert.equal(refused.kind, 'error');
      assert.equal(refused.detail.code, 'not-a-model');
      await page.evaluate(() =>
        harness.until(function told() {
          return document.getElementById('own-notice').textContent.length > 5;
        }),
      );
      const from = await page.evaluate(() => harness.mark());
      await drop(page, 'my box.glb', red.bytes);
      const opened = await page.evaluate(
        (n) => harness.next('own-viewer', ['load', 'error'], n),
        from,
      );
      assert.equal(opened.kind, 'load', JSON.stringify(opened.detail));
      assert.ok(await shows(page, 'own-viewer'));
    }),
);

/// Resolves when it is so. (The pages forbid eval, which the browser driver's own waiting needs.)
const until = (page, condition, argument = {}) =>
  page.evaluate(
    ([what, value]) => {
      const element = () => document.getElementById(value.id);
      const conditions = {
        loaded: () => element().loaded,
        shown: () => !element().hidden,
        text: () => element().textContent.includes(value.text),
        otherText: () => element().textContent !== value.text,
        priced: () =>
          [...document.querySelectorAll('#grid .price')].every(({ textContent }) => textContent),
      };
      return harness.until(conditions[what]);
    },
    [condition, argument],
  );

/// Violations of WCAG 2.2 AA and best practices in the page as it now is.
async function accessible(page, state) {
  const told = await page.evaluate(async (options) => {
    const { violations } = await self.axe.run(document, options);
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map((node) => `${id}: ${help} (${node.target.join(' ')})`),
    );
  }, axeOptions);
  assert.deepEqual(told, [], state);
}

browserTest(
  'without any script there are the products’ names, links and posters',
  { open: false, skip },
  ({ browser }) =>
    withShop(async (origin) => {
      const context = await browser.newContext({ javaScriptEnabled: false });
      try {
        const page = await context.newPage();
        const answer = await page.goto(`${origin}/`);
        assert.equal(answer.headers()['content-security-policy'], strictPolicy);
        const posters = page.locator('#grid img');
        const links = page.locator('#grid h2 a');
        assert.equal(await posters.count(), await links.count());
        assert.ok((await links.count()) >= 3);
        assert.match(await links.first().textContent(), /\w/);
        const box = await posters.first().boundingBox();
        assert.ok(box.width > 200 && box.height > 200, JSON.stringify(box));
      } finally {
        await context.close();
      }
    }),
);

/// Resolves with what the first paint had to wait for, and how far which things were pushed about, once the poster is the
/// largest paint.
const painted = (page, poster) =>
  page.evaluate(async (selector) => {
    let largest = '';
    let shift = 0;
    const pushed = [];
    const observe = (type, read) =>
      new PerformanceObserver((list) => list.getEntries().forEach(read)).observe({
        type,
        buffered: true,
      });
    observe('largest-contentful-paint', ({ url }) => (largest = url));
    observe('layout-shift', ({ value, sources }) => {
      shift += value;
      for (const { node, previousRect: from, currentRect: to } of sources)
        pushed.push(`${node?.id || node?.className || node?.nodeName}: y ${from.y} to ${to.y}`);
    });
    await harness.until(function thePosterIsTheLargestPaint() {
      return largest === document.querySelector(selector).src;
    });
    const blocking = performance
      .getEntriesByType('resource')
      .filter((each) => each.renderBlockingStatus === 'blocking')
      .map(({ name }) => new URL(name).pathname);
    return { blocking, shift, pushed };
  }, poster);

/// What search engines and readers are told, and that every picture's place is known before it is there.
const described = (page) =>
  page.evaluate(() => ({
    title: document.title,
    description: document.querySelector('meta[name="description"]').content,
    unsized: [...document.images].filter((image) => !image.width || !image.height).length,
  }));

browserTest(
  'a product whose catalogue names a look is shown with it, and a page can do without',
  { open: false, skip, viewport: { width: 320, height: 480 } },
  ({ page, viewer }) =>
    withShop(async (origin, shop) => {
      const { view } = (await shop.ask('GET', '/v1/products/walnut-speaker')).body;
      const file = join(root, 'assets', 'products', 'walnut-speaker.look.json');
      const served = await fetch(new URL(view.look, origin));
      assert.deepEqual(await served.json(), JSON.parse(readFileSync(file, 'utf8')));
      await page.addInitScript(harnessScript);
      await page.goto(`${origin}/product.html?id=walnut-speaker`);
      await until(page, 'loaded', { id: 'viewer' });
      const small = { width: 150, height: 150 };
      const tuned = (await viewer('viewer').blob(small)).picture;
      await page.evaluate(() => document.getElementById('viewer').setAttribute('look', ''));
      const { mean } = compare(tuned, (await viewer('viewer').blob(small)).picture);
      assert.ok(mean > 0.5, `with and without its look the product differs by ${mean}`);
    }),
);

browserTest('cards in the markup say what the catalogue says', { open: false, skip }, ({ page }) =>
  withShop(async (origin, shop) => {
    await page.addInitScript(harnessScript);
    await page.goto(`${origin}/`);
    const { items } = (await shop.ask('GET', '/v1/products')).body;
    await until(page, 'priced');
    const cards = await page.evaluate(() =>
      [...document.querySelectorAll('#grid .card')].map((card) => ({
        id: card.dataset.id,
        name: card.querySelector('h2').textContent,
        tagline: card.querySelector('p').textContent,
        poster: new URL(card.querySelector('img').src).pathname,
      })),
    );
    assert.deepEqual(
      cards,
      items.map(({ id, name, tagline, poster }) => ({ id, name, tagline, poster: poster.url })),
    );
    const { blocking, shift, pushed } = await painted(page, '#grid img');
    assert.deepEqual(blocking, ['/shop.css']);
    assert.ok(shift < 0.01, `${shift} of the front page was pushed about: ${pushed}`);
  }),
);

browserTest(
  'a product’s page shows its poster before any other script is there, and stays in its place',
  { open: false, skip, viewport: { width: 412, height: 823 } },
  ({ page }) =>
    withShop(async (origin) => {
      await page.addInitScript(harnessScript);
      let release;
      const released = new Promise((done) => (release = done));
      await page.route(/\/(?:product|product-viewer|shop)\.js$/, (route) =>
        released.then(() => route.continue()),
      );
      await page.goto(`${origin}/product.html?id=celadon-teapot`, { waitUntil: 'commit' });
      const poster = '#viewer > img';
      await page.waitForSelector(poster);
      const { blocking } = await painted(page, poster);
      assert.deepEqual(blocking, ['/shop.css']);
      assert.equal(await page.textContent('#name'), '…');
      release();
      await page.waitForSelector('#options input');
      const { shift, pushed } = await painted(page, poster);
      assert.ok(shift < 0.01, `${shift} of the page was pushed about: ${pushed}`);
      const { title, description, unsized } = await described(page);
      assert.match(title, /^Celadon Teapot/);
      assert.match(description, /^Thrown on the wheel/);
      assert.equal(unsized, 0);
    }),
);

browserTest(
  'the shop’s own files are small and compressed, and every page says what it is',
  { open: false, skip },
  ({ page }) =>
    withShop(async (origin) => {
      for (const path of ['', 'product.html', 'cart.html']) {
        await page.goto(`${origin}/${path}`);
        const { title, description, unsized } = await described(page);
        assert.ok(title.length > 5 && description.length > 40, `${path}: ${title}, ${description}`);
        assert.equal(unsized, 0, path);
        const fetched = await page.evaluate(() =>
          performance.getEntriesByType('resource').map((each) => each.name),
        );
        for (const url of fetched.filter((each) => /\.(?:js|css|svg)$/.test(each))) {
          const answer = await fetch(url, { headers: { 'accept-encoding': 'br' } });
          assert.equal(answer.headers.get('content-encoding'), 'br', url);
          await answer.arrayBuffer();
        }
      }
    }),
);

/// Fills in the cart's form and sends it off.
async function order(page, hands) {
  const words = {
    name: 'Demo Visitor',
    email: 'visitor@shop.example',
    street: 'Ring 1',
    postalCode: '1010',
    city: 'Vienna',
  };
  for (const [name, text] of Object.entries(words)) await hands.type(`[name="${name}"]`, text);
  await hands.press('#place');
  await until(page, 'shown', { id: 'thanks' });
}

/// From the front page to an order, by the given hands.
async function purchase(page, origin, hands) {
  await page.goto(`${origin}/`);
  await page.waitForSelector('#grid h2 a');
  await hands.follow('#grid .card:first-child h2 a');
  await page.waitForURL(/product\.html/);
  await until(page, 'loaded', { id: 'viewer' });
  await page.waitForSelector('#options input');
  const price = await page.textContent('#price');
  await hands.choose('#options input', 1);
  await until(page, 'otherText', { id: 'price', text: price });
  assert.match(await page.textContent('#sku'), /COB$/);
  await hands.press('#more');
  assert.equal(await page.inputValue('#quantity'), '2');
  await hands.press('#add');
  await until(page, 'text', { id: 'notice', text: 'put into the cart' });
  assert.equal(await page.textContent('#cart-count'), '2');
  await hands.follow('#notice a');
  await page.waitForURL(/cart\.html/);
  await page.waitForSelector('.cart-line');
  await hands.press('.cart-line .stepper button:last-child');
  await until(page, 'text', { id: 'notice', text: '3 in the cart' });
  await order(page, hands);
  assert.match(await page.textContent('#number'), /^[a-z0-9][a-z0-9_-]+$/);
  assert.match(await page.textContent('#ordered'), /^3 × Celadon Teapot, Cobalt$/);
}

/// A pointer that looks where it clicks.
const mouse = (page) => ({
  follow: (selector) => page.click(selector),
  press: (selector) => page.click(selector),
  choose: (selector, index) => page.locator(selector).nth(index).locator('xpath=..').click(),
  type: async (selector, text) => {
    await page.click(selector);
    await page.keyboard.type(text);
  },
});

/// Keys only: Tab until it is there, then the key that does it.
const keyboard = (page) => {
  const reach = async (selector, index = 0) => {
    for (let presses = 0; presses < 80; ++presses) {
      const there = await page.evaluate(
        ([what, at]) => document.querySelectorAll(what)[at] === document.activeElement,
        [selector, index],
      );
      if (there) return;
      await page.keyboard.press('Tab');
    }
    assert.fail(`Tab does not lead to ${selector}`);
  };
  return {
    follow: async (selector) => {
      await reach(selector);
      await page.keyboard.press('Enter');
    },
    press: async (selector) => {
      await reach(selector);
      await page.keyboard.press('Enter');
    },
    choose: async (selector, index) => {
      await reach(selector);
      for (let i = 0; i < index; ++i) await page.keyboard.press('ArrowRight');
    },
    type: async (selector, text) => {
      await reach(selector);
      await page.keyboard.type(text);
    },
  };
};

for (const [name, hands] of Object.entries({ mouse, keyboard }))
  browserTest(
    `a purchase by ${name}, without a task over 50 ms on the page’s thread`,
    { open: false, skip, viewport: { width: 1100, height: 900 }, timeout: 180_000 },
    ({ page, context, cdp }) =>
      withShop(async (origin, shop) => {
        await page.addInitScript(harnessScript);
        let bought = 0;
        await withoutLongTask(await cdp(), async () => {
          await context.clearCookies();
          await purchase(page, origin, hands(page));
          ++bought;
        });
        // What the page said it bought is what the shop has sold.
        const { variants } = (await shop.ask('GET', '/v1/products/celadon-teapot')).body;
        const catalogue = JSON.parse(readFileSync(join(root, 'assets', 'catalogue.json'), 'utf8'));
        const before = catalogue[0].variants[1].stock;
        assert.equal(variants[1].stock, before - 3 * bought);
      }),
  );

browserTest(
  'no axe violation in any state of the shop, light and dark',
  {
    open: false,
    skip,
    viewport: { width: 1100, height: 900 },
    timeout: 120_000,
    expected: [/Failed to load resource/],
  },
  ({ page }) =>
    withShop(async (origin) => {
      await page.addInitScript(harnessScript);
      await page.addInitScript(axe);
      const told = async (state) => {
        for (const colorScheme of ['light', 'dark']) {
          await page.emulateMedia({ colorScheme });
          await accessible(page, `${state}, ${colorScheme}`);
        }
      };
      await page.goto(`${origin}/`);
      await until(page, 'priced');
      await told('front page');
      await page.goto(`${origin}/cart.html`);
      await until(page, 'shown', { id: 'nothing' });
      await told('empty cart');
      await page.goto(`${origin}/product.html?id=none`);
      await until(page, 'text', { id: 'notice', text: 'no such product' });
      await told('no such product');
      await page.goto(`${origin}/product.html?id=meridian-watch`);
      await until(page, 'loaded', { id: 'viewer' });
      await page.waitForSelector('#options input');
      await told('product');
      await page.click('#add');
      await until(page, 'text', { id: 'notice', text: 'put into the cart' });
      await told('product in the cart');
      await page.goto(`${origin}/cart.html`);
      await page.waitForSelector('.cart-line');
      await told('cart');
      await order(page, mouse(page));
      await told('thanks');
    }),
);

browserTest('two tabs agree about the cart', { open: false, skip }, ({ page, context }) =>
  withShop(async (origin) => {
    await page.addInitScript(harnessScript);
    await page.goto(`${origin}/cart.html`);
    await until(page, 'shown', { id: 'nothing' });
    const other = await context.newPage();
    await other.goto(`${origin}/product.html?id=celadon-teapot`);
    await other.waitForSelector('#add[aria-disabled="false"]');
    await other.click('#add');
    await page.waitForSelector('.cart-line');
    assert.equal(await page.textContent('#cart-count'), '1');
  }),
);

browserTest('nothing is cut off at 320, 768 and 1280 pixels', { open: false, skip }, ({ page }) =>
  withShop(async (origin) => {
    await page.addInitScript(harnessScript);
    for (const [path, filled] of [
      ['', '#grid .price:not(:empty)'],
      ['product.html?id=walnut-speaker', '#options input'],
      ['cart.html', '#nothing:not([hidden])'],
    ]) {
      await page.goto(`${origin}/${path}`);
      await page.waitForSelector(filled);
      for (const width of [320, 768, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(wide <= width, `${path || 'front page'} is ${wide} pixels wide at ${width}`);
      }
    }
  }),
);
