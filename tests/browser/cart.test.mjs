// The visitor's cart through what visitors do: two clicks at once, another day, a shop on another site, a tunnel.
import { assert, atEnd, browserTest } from '../support/harness.mjs';
import { fastClock, hurry } from '../support/fast-clock.mjs';
import { Shop, shopFolder } from '../support/shop.mjs';
import { sells, withShop } from '../support/shop-api.mjs';
import { strictPolicy } from '../support/server.mjs';

/// Calls of shop.js in the page, all at once; the lines of each answered cart, sorted by SKU.
const asks = (page, apiBase, ...calls) =>
  page.evaluate(
    async ([base, all]) => {
      const { Shop: PageShop } = await import('/dist/shop.js');
      const shop = (self.shop ??= new PageShop({ apiBase: base }));
      const carts = await Promise.all(all.map(([method, ...args]) => shop[method](...args)));
      return carts.map(({ lines }) =>
        lines.map(({ sku, quantity }) => `${quantity} ${sku}`).sort(),
      );
    },
    [apiBase, calls],
  );

/// A page of ours and a real shop, on one origin or on two.
async function withVisitor({ page, server }, body) {
  const folder = shopFolder();
  const shop = await Shop.start(folder, ['--allow-origin', server.origin]);
  atEnd(async () => {
    await shop.stop();
    folder.remove();
  });
  server.policy = strictPolicy.replace("connect-src 'self'", `connect-src 'self' ${shop.origin}`);
  const visit = () => page.goto(server.page({ script: null }));
  await visit();
  await body(shop, visit);
}

browserTest(
  'a shop on another site: the page keeps the cart’s token, and a second visit finds the cart',
  { open: false, expected: [/401 \(Unauthorized\)/] },
  ({ page, server, context }) =>
    withVisitor({ page, server }, async (shop, visit) => {
      const pot = ['addToCart', { sku: 'POT-A', quantity: 2 }];
      const cup = ['addToCart', { sku: 'CUP' }];
      // A new visitor's first clicks make one cart, though none of them could know of the other's.
      await asks(page, shop.origin, ['cart'], pot, cup);
      const both = ['1 CUP', '2 POT-A'];
      assert.deepEqual(await asks(page, shop.origin, ['cart']), [both]);
      await visit();
      assert.deepEqual(await asks(page, shop.origin, ['cart']), [both], 'the second visit');
      assert.deepEqual(await context.cookies(shop.origin), [], 'no cookie of another site');
      // The shop does not know it any more: a new cart, and no visitor is locked out.
      await visit();
      await page.evaluate(
        (name) => localStorage.setItem(name, 'AAAA'),
        `vitrine-cart:${shop.origin}/`,
      );
      assert.deepEqual(await asks(page, shop.origin, cup), [['1 CUP']]);
      await visit();
      assert.deepEqual(await asks(page, shop.origin, ['cart']), [['1 CUP']]);
    }),
);

browserTest(
  'offline: a click waits for the network, gives up with a typed error, and works once it is back',
  {
    setup: withShop,
    elements: [sells()],
    server: { workerPrelude: fastClock },
    expected: [/Failed to load resource/, /ERR_INTERNET_DISCONNECTED/],
  },
  async ({ page, context, server, viewer }) => {
    const v = viewer();
    await v.load();
    const add = () =>
      page.evaluate(async () => {
        try {
          return (await document.getElementById('v0').addToCart()).version;
        } catch ({ code, message }) {
          return { code, message };
        }
      });
    const refused = () => page.waitForEvent('requestfailed');

    let failed = refused();
    await context.setOffline(true);
    const waited = add();
    await failed;
    await context.setOffline(false);
    assert.equal(await waited, 3, 'the click that waited');

    await hurry(page);
    await context.setOffline(true);
    const lost = await add();
    assert.equal(lost.code, 'offline');
    assert.match(lost.message, /offline, so there is no answer for http.*\/v1\/cart\/items/);
    assert.equal((await v.records('error')).at(-1).detail.code, 'offline');
    await context.setOffline(false);
    assert.equal(await add(), 3, 'the same click again');
    const keys = server.requests('/v1/cart/items').map((r) => r.headers['idempotency-key']);
    assert.equal(new Set(keys).size, 2, 'one key for each intention');
  },
);
