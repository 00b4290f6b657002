// product-id: the shop's API as the element uses it, against the contract's answers and against bad ones.
import { assert, browserTest } from '../support/harness.mjs';
import { fastClock, hurry } from '../support/fast-clock.mjs';
import {
  cart,
  good,
  mug,
  mugModel,
  problem,
  reportsOnLeave,
  sells,
  withShop,
} from '../support/shop-api.mjs';

const posts = (server, path) => server.requests(path).filter(({ method }) => method === 'POST');

/// Calls a method of the element in the page; its value, or {code, status} of what it rejected with.
const call = (page, method, ...args) =>
  page.evaluate(
    async ([name, values]) => {
      try {
        return await document.getElementById('v0')[name](...values);
      } catch ({ name: kind, code, status, problem: said }) {
        return { rejected: kind, code, status, said };
      }
    },
    [method, args],
  );

browserTest(
  'product-id brings the model, its words, its options and a frozen product',
  { setup: withShop, elements: [sells()] },
  async ({ page, viewer }) => {
    const told = await viewer().event('product-load');
    assert.equal(told.kind, 'product-load');
    await viewer().load();
    const seen = await page.evaluate(() => {
      const v = document.getElementById('v0');
      const frozen = (value) =>
        typeof value !== 'object' ||
        value === null ||
        (Object.isFrozen(value) && Object.values(value).every(frozen));
      return {
        name: v.product.name,
        frozen: frozen(v.product),
        option: v.selectedOption.id,
        label: v.shadowRoot.querySelector('.stage').getAttribute('aria-label'),
        poster: v.shadowRoot.querySelector('img').src,
        src: v.getAttribute('src'),
      };
    });
    assert.equal(seen.name, 'Mug');
    assert.ok(seen.frozen);
    assert.equal(seen.option, 'mug-plain');
    assert.equal(seen.label, 'A round mug with a handle');
    assert.match(seen.poster, /\/pages\/poster\.png$/);
    assert.equal(seen.src, null, 'the page’s own attributes stay as they are');
  },
);

browserTest(
  'the page’s attributes go before the catalogue’s, and those before the look that it names',
  {
    setup: (server) => {
      withShop(server);
      const attributes = { 'camera-orbit': '10deg 80deg 3m', 'field-of-view': '40deg' };
      server.serve('/looks/mug.json', good({ look: 1, attributes }));
      const view = { cameraOrbit: null, fieldOfView: '20deg', look: '/looks/mug.json' };
      const looking = mug((product) => Object.assign(product.view, view));
      server.serve('/v1/products/mug', good(looking));
    },
    elements: [
      sells('mug', { alt: 'My own words' }),
      sells('mug', { 'camera-orbit': '40deg 70deg 2m' }),
    ],
  },
  async ({ page, viewer }) => {
    const [looks, own] = [viewer('v0'), viewer('v1')];
    await Promise.all([looks.load(), own.load()]);
    const label = await page.evaluate(() =>
      document.getElementById('v0').shadowRoot.querySelector('.stage').getAttribute('aria-label'),
    );
    assert.equal(label, 'My own words');
    const framed = (v) =>
      page.evaluate((id) => {
        const element = document.getElementById(id);
        return [element.getCameraOrbit().radius, element.getFieldOfView()].map(Math.round);
      }, v.id);
    assert.deepEqual(await framed(looks), [3, 20]);
    assert.deepEqual(await framed(own), [2, 20]);
  },
);

const broken = [
  ['HTML in place of JSON', { body: '<!doctype html><p>Hello', type: 'text/html' }, 'bad-json'],
  ['an empty answer', { body: '', type: 'application/json' }, 'empty'],
  ['a list', good([]), 'bad-catalogue'],
  ['a price with a fraction', good(mug((p) => (p.price.amount = 12.5))), 'bad-catalogue'],
  ['an unknown default', good(mug((p) => (p.defaultVariant = 'none'))), 'bad-catalogue'],
  [
    'a script for a model',
    good(mug((p) => (p.model.glb.url = 'javascript:alert(1)'))),
    'blocked-uri',
  ],
  ['a product that is gone', problem(404, 'product-not-found'), 'product-not-found'],
  ['a status without words', { status: 410, body: 'gone', type: 'text/html' }, 'http-status'],
];
browserTest(
  'a bad answer is a typed error, and the next product works',
  { setup: withShop, elements: [{ attributes: {} }], expected: [/Failed to load resource/] },
  async ({ page, viewer, server }) => {
    for (const [index, [what, answer, code]] of broken.entries()) {
      server.serve(`/v1/products/bad-${index}`, answer);
      const v = viewer();
      await v.set({ 'product-id': `bad-${index}` });
      const detail = await v.error();
      assert.equal(detail.code, code, `${what}: ${JSON.stringify(detail)}`);
      assert.match(detail.url, new RegExp(`/v1/products/bad-${index}$`), what);
      assert.ok(detail.message.length > 10, what);
      assert.equal(await page.evaluate(() => document.getElementById('v0').product), null);
    }
    const v = viewer();
    await v.set({ 'product-id': 'mug' });
    await v.load();
  },
);

browserTest(
  'choosing an option changes SKU, price and stock, and is told to who listens',
  { setup: withShop, elements: [sells()] },
  async ({ page, viewer }) => {
    await viewer().load();
    const told = await page.evaluate(() => {
      const v = document.getElementById('v0');
      const seen = [];
      v.addEventListener('option-change', ({ detail: { option, sku, price, stock } }) =>
        seen.push({ option: option.id, sku, price, stock }),
      );
      const live = v.shadowRoot.querySelector('[role=status]');
      const said = [];
      v.selectOption('mug-green');
      said.push(live.textContent);
      v.selectOption('mug-green'); // already chosen
      v.a11y = JSON.stringify({ 'option-chosen': 'Gewählt: $' });
      v.selectOption('glaze', 'plain');
      said.push(live.textContent);
      let refused = '';
      try {
        v.selectOption('mug-gold');
      } catch (problem) {
        refused = problem.name;
      }
      const labels = v.product.variants.map(({ id, label }) => [id, label]);
      return { seen, said, labels, refused, option: v.selectedOption.id };
    });
    assert.deepEqual(told.seen, [
      {
        option: 'mug-green',
        sku: 'MUG-GREEN',
        price: { amount: 1250, currency: 'EUR' },
        stock: 7,
      },
      { option: 'mug-plain', sku: 'MUG-PLAIN', price: { amount: 990, currency: 'EUR' }, stock: 3 },
    ]);
    assert.equal(told.refused, 'RangeError');
    assert.equal(told.option, 'mug-plain');
    const label = Object.fromEntries(told.labels);
    assert.deepEqual(told.said, [
      `${label['mug-green']} is chosen.`,
      `Gewählt: ${label['mug-plain']}`,
    ]);
  },
);

browserTest(
  'choosing an option shows its variant, and going back shows the model’s own materials',
  { setup: withShop, elements: [sells()] },
  async ({ page, viewer }) => {
    const v = viewer();
    await v.load();
    await v.still();
    const centre = async () => {
      const { width, height, data } = await v.screenshot();
      const at = 4 * ((height >> 1) * width + (width >> 1));
      return { red: data[at], green: data[at + 1] };
    };
    const choose = (id) =>
      v.moved(() =>
        page.evaluate((option) => document.getElementById('v0').selectOption(option), id),
      );
    const plain = await centre();
    assert.ok(plain.red > 2 * plain.green, JSON.stringify(plain));
    await choose('mug-green');
    const green = await centre();
    assert.ok(green.green > 2 * green.red, JSON.stringify(green));
    await choose('mug-plain');
    const again = await centre();
    assert.ok(again.red > 2 * again.green, JSON.stringify(again));
  },
);

browserTest(
  'addToCart keeps its key through retries, and a double click is one intention',
  { setup: withShop, elements: [sells()], expected: [/Failed to load resource/] },
  async ({ page, viewer, server }) => {
    await viewer().load();
    const busy = problem(503, 'overloaded', { 'retry-after': '0' });
    server.serve('/v1/cart/items', [busy, { ...cart(), cut: 10, unread: true }, cart()]);
    const [first, second] = await page.evaluate(async () => {
      const v = document.getElementById('v0');
      const carts = await Promise.all([v.addToCart(), v.addToCart({ quantity: 1 })]);
      return carts.map(({ version }) => version);
    });
    assert.equal(first, 3);
    assert.equal(second, 3);
    const tries = posts(server, '/v1/cart/items');
    assert.equal(tries.length, 3);
    const keys = new Set(tries.map(({ headers }) => headers['idempotency-key']));
    assert.equal(keys.size, 1, 'all tries have the same key');
    assert.match([...keys][0], /^[A-Za-z0-9_-]{16,64}$/);
    assert.deepEqual(JSON.parse(tries[0].body), { sku: 'MUG-PLAIN', quantity: 1 });
    await call(page, 'addToCart');
    const next = posts(server, '/v1/cart/items').at(-1);
    assert.ok(!keys.has(next.headers['idempotency-key']), 'another intention has another key');
    assert.equal((await viewer().records('add-to-cart')).length, 3);
    const said = await page.evaluate(
      () => document.getElementById('v0').shadowRoot.querySelector('[role=status]').textContent,
    );
    assert.match(said, /\w is in the cart\.$/);
  },
);

browserTest(
  'after no answer the same click keeps its key; after a refusal it gets a new one',
  {
    setup: withShop,
    elements: [sells()],
    server: { workerPrelude: fastClock },
    expected: [/Failed to load resource/],
  },
  async ({ page, viewer, server }) => {
    await viewer().load();
    await hurry(page);
    server.serve('/v1/cart/items', problem(503, 'overloaded'));
    const lost = await call(page, 'addToCart');
    assert.equal(lost.code, 'overloaded');
    server.serve('/v1/cart/items', problem(409, 'insufficient-stock'));
    const refused = await call(page, 'addToCart');
    assert.equal(refused.code, 'insufficient-stock');
    assert.equal(refused.status, 409);
    assert.equal(refused.said.available, 7);
    server.serve('/v1/cart/items', cart());
    await call(page, 'addToCart');
    const keys = posts(server, '/v1/cart/items').map((each) => each.headers['idempotency-key']);
    assert.equal(keys.length, 6, 'four tries, one refusal, one success');
    assert.equal(new Set(keys.slice(0, 5)).size, 1);
    assert.notEqual(keys[5], keys[0]);
    const codes = (await viewer().records('error')).map(({ detail }) => detail.code);
    assert.deepEqual(codes, ['overloaded', 'insufficient-stock']);
  },
);

browserTest(
  'cookies go with the cart only, and with the catalogue when asked to',
  { setup: withShop, elements: [sells()], open: false },
  async ({ page, context, server, open, viewer }) => {
    await context.addCookies([{ name: 'who', value: 'me', url: server.origin }]);
    await open({ elements: [sells()] });
    await viewer().load();
    await call(page, 'addToCart');
    assert.equal(server.requests('/v1/products/mug')[0].headers.cookie, undefined);
    assert.equal(posts(server, '/v1/cart/items')[0].headers.cookie, 'who=me');
    const v = viewer();
    await v.set({ 'with-credentials': '' });
    await v.event('product-load');
    assert.equal(server.requests('/v1/products/mug').at(-1).headers.cookie, 'who=me');
  },
);

browserTest(
  'removing the element ends its requests',
  { setup: withShop, open: false },
  async ({ page, server, open }) => {
    const gate = server.gate('/v1/products/mug', good(mug()));
    await open({ elements: [sells()] });
    await gate.arrived;
    await page.evaluate(() => document.getElementById('v0').remove());
    const entry = await server.ended('/v1/products/mug');
    assert.ok(entry.aborted && !entry.done);
    gate.release();
  },
);

browserTest(
  'another product takes the place of the first; without one, nothing is left',
  { setup: withShop, elements: [sells()] },
  async ({ page, viewer, server }) => {
    await viewer().load();
    server.serve('/v1/products/jug', good(mug((p) => ((p.id = 'jug'), (p.name = 'Jug')))));
    const v = viewer();
    await v.set({ 'product-id': 'jug' });
    await v.event('product-load');
    assert.equal(await page.evaluate(() => document.getElementById('v0').product.name), 'Jug');
    await v.set({ 'product-id': null });
    await page.evaluate(() =>
      harness.until(function nothing() {
        const element = document.getElementById('v0');
        return element.product === null && !element.loaded && element.stats === null;
      }),
    );
  },
);

const events = (server) =>
  posts(server, '/v1/events').flatMap(({ body }) => JSON.parse(body).events);

browserTest(
  'on leaving, a beacon tells what happened, and nothing about whom',
  { setup: withShop, init: reportsOnLeave, elements: [sells('mug', { 'camera-controls': '' })] },
  async ({ page, viewer, server }) => {
    const v = viewer();
    await v.load();
    await page.evaluate(() => document.getElementById('v0').selectOption('mug-green'));
    // As many frames as make percentiles.
    const enough = (await v.frames()) + 20;
    await page.mouse.move(150, 150);
    await page.mouse.down();
    for (let i = 1; (await v.frames()) < enough; ++i)
      await page.mouse.move(150 + 100 * Math.abs(Math.sin(i / 8)), 150);
    await page.mouse.up();
    await v.set({ exposure: 'bright' });
    await v.event('error');
    await call(page, 'addToCart', { quantity: 2 });
    await page.goto('about:blank');
    await server.ended('/v1/events');
    const [beacon] = posts(server, '/v1/events');
    assert.match(beacon.headers['content-type'], /^text\/plain/);
    const batch = JSON.parse(beacon.body);
    assert.match(batch.page, /^[A-Za-z0-9_-]{8,64}$/);
    assert.equal(batch.sequence, 0);
    const all = batch.events;
    const types = new Set(all.map(({ type }) => type));
    for (const type of 'view preview load timing option interaction cart error'.split(' '))
      assert.ok(types.has(type), `no ${type} in ${[...types]}`);
    const known = /^(type|at|productId|variantId|sku|quantity|kind|hotspotId|code|status|timings)$/;
    for (const event of all) {
      assert.equal(event.productId, 'mug');
      assert.ok(event.at >= 0);
      for (const name of Object.keys(event)) assert.match(name, known);
    }
    assert.deepEqual(
      all.filter(({ type }) => type === 'cart').map(({ sku, quantity }) => [sku, quantity]),
      [['MUG-GREEN', 2]],
    );
    assert.equal(all.find(({ type }) => type === 'error').code, 'bad-setting');
    const timings = Object.assign({}, ...all.map((each) => each.timings));
    const { preview, load, frameP50, frameP95, frameP99, optionSwitch } = timings;
    assert.ok(preview > 0 && load >= preview, JSON.stringify(timings));
    assert.ok(frameP50 > 0 && frameP95 >= frameP50, JSON.stringify(timings));
    assert.ok(frameP99 >= frameP95 && optionSwitch >= 0, JSON.stringify(timings));
    assert.ok(!beacon.body.includes(server.origin), 'no address of a page');
  },
);

const silent = {
  'the visitor’s privacy control is on': () =>
    Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true }),
  'Do Not Track is on': () =>
    Object.defineProperty(Navigator.prototype, 'doNotTrack', { get: () => '1' }),
};
for (const [what, init] of Object.entries(silent))
  browserTest(
    `nothing is reported when ${what}`,
    { setup: withShop, elements: [sells()], init },
    async ({ page, viewer, server }) => {
      await viewer().load();
      await call(page, 'addToCart');
      await page.goto(server.page({ script: null }));
      assert.deepEqual(server.requests('/v1/events'), []);
    },
  );

browserTest(
  'nothing is reported with disable-analytics',
  { setup: withShop, elements: [sells('mug', { 'disable-analytics': '' })] },
  async ({ page, viewer, server }) => {
    await viewer().load();
    await page.goto(server.page({ script: null }));
    assert.deepEqual(server.requests('/v1/events'), []);
  },
);

browserTest(
  'a page without product-id fetches nothing of the shop’s code',
  { setup: withShop, elements: [{ attributes: { src: mugModel.src } }] },
  async ({ viewer, server }) => {
    await viewer().load();
    assert.deepEqual(
      server.log.filter(({ path }) => /commerce|\/v1\//.test(path)).map(({ path }) => path),
      [],
    );
  },
);
