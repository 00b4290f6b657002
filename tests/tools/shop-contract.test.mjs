// vitrine-shop against its contract: every call, what it refuses, what it caches, and whose cart it is.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { contract, seen } from '../support/contract.mjs';
import { productsDir, root } from '../support/paths.mjs';
import { openDemo, runShop, Shop, shopFolder } from '../support/shop.mjs';

let folder, shop;
before(async () => {
  folder = shopFolder();
  mkdirSync(join(folder.path, 'site'));
  writeFileSync(join(folder.path, 'site', 'index.html'), '<p>The shop</p>');
  writeFileSync(join(folder.path, 'site', 'big.bin'), Buffer.alloc(3_000_000, 'vitrine'));
  shop = await Shop.start(folder, ['--mount', `/=${join(folder.path, 'site')}`]);
});
after(async () => {
  await shop?.stop();
  folder?.remove();
});

const problem = (answer, status, code) => {
  assert.equal(answer.status, status, answer.text);
  assert.equal(answer.body.code, code);
  return answer.body;
};

describe('the catalogue', () => {
  test('is paged through without a gap', async () => {
    const ids = [];
    for (let cursor = ''; cursor !== null;) {
      const page = await shop.ask('GET', `/v1/products?limit=7${cursor && `&cursor=${cursor}`}`);
      assert.equal(page.status, 200);
      ids.push(...page.body.items.map((item) => item.id));
      cursor = page.body.nextCursor;
    }
    assert.equal(ids.length, 33);
    assert.equal(new Set(ids).size, 33);
    problem(await shop.ask('GET', '/v1/products?cursor=made-up'), 400, 'bad-cursor');
    assert.equal(
      problem(await shop.ask('GET', '/v1/products?limit=0'), 400, 'bad-parameter').parameter,
      'limit',
    );
  });

  test('answers a product, and 304 where nothing changed', async () => {
    const first = await shop.ask('GET', '/v1/products/pot');
    assert.deepEqual(
      first.body.variants.map(({ sku, price, stock }) => [sku, price.amount, stock]),
      [
        ['POT-A', 1000, 1_000_000],
        ['POT-B', 1250, 0],
      ],
    );
    assert.match(first.headers.get('cache-control'), /public, max-age=\d+/);
    const etag = first.headers.get('etag');
    const again = await shop.ask('GET', '/v1/products/pot', { headers: { 'if-none-match': etag } });
    assert.equal(again.status, 304);
    assert.equal(again.text, '');
    problem(await shop.ask('GET', '/v1/products/pan'), 404, 'product-not-found');
    const head = await shop.ask('HEAD', '/v1/products/pot');
    assert.equal(head.headers.get('content-length'), String(Buffer.byteLength(first.text)));
  });

  test('has an ETag that follows the stock', async () => {
    const visitor = shop.visitor();
    const before = await shop.ask('GET', '/v1/products/more-0');
    await visitor.add('MORE-0', 2);
    assert.equal((await visitor.order(200)).status, 201);
    const now = await shop.ask('GET', '/v1/products/more-0', {
      headers: { 'if-none-match': before.headers.get('etag') },
    });
    assert.equal(now.status, 200);
    assert.equal(now.body.variants[0].stock, 3);
  });

  test(
    'of the demo keeps the contract',
    { skip: existsSync(productsDir) ? false : 'needs build/assets/products (make products)' },
    async () => {
      const demo = await openDemo();
      const { body } = await demo.ask('GET', '/v1/products');
      const written = JSON.parse(readFileSync(join(root, 'assets', 'catalogue.json'), 'utf8'));
      assert.deepEqual(
        body.items.map(({ id }) => id),
        written.map(({ id }) => id),
      );
      for (const { id } of body.items) {
        const product = (await demo.ask('GET', `/v1/products/${id}`)).body;
        assert.ok(product.variants.length > 1 && product.hotspots.length > 1, id);
        assert.ok(product.model.levels.length > 1 && product.dimensions.height > 10, id);
      }
      await demo.close();
    },
  );
});

describe('a cart', () => {
  test('is one for all tabs of a browser', async () => {
    const tab = shop.visitor();
    const added = await tab.add('POT-A', 2);
    assert.equal(added.status, 201);
    assert.match(added.headers.get('set-cookie'), /; HttpOnly; SameSite=Lax$/);
    const other = shop.visitor();
    other.cookie = tab.cookie;
    await Promise.all([tab.add('CUP', 1), other.add('CUP', 3), other.add('FEW', 1)]);
    const [mine, theirs] = [await tab.cart(), await other.cart()];
    assert.deepEqual(mine, theirs);
    assert.deepEqual(Object.fromEntries(mine.lines.map((l) => [l.sku, l.quantity])), {
      'POT-A': 2,
      CUP: 4,
      FEW: 1,
    });
    assert.equal(mine.total.amount, 2 * 1000 + 4 * 300 + 500);
    assert.equal(mine.version, 4);
  });

  test('changes and loses lines', async () => {
    const visitor = shop.visitor();
    const { body } = await visitor.add('CUP', 2);
    const line = `/v1/cart/items/${body.lines[0].id}`;
    const five = await visitor.ask('PATCH', line, { body: { quantity: 5 } });
    assert.equal(five.body.count, 5);
    const gone = await visitor.ask('DELETE', line);
    assert.deepEqual(gone.body.lines, []);
    assert.equal((await visitor.ask('DELETE', line)).body.version, gone.body.version);
    problem(await visitor.ask('PATCH', line, { body: { quantity: 1 } }), 404, 'line-not-found');
  });

  test('answers 304 to a tab that knows it', async () => {
    const visitor = shop.visitor();
    await visitor.add('CUP');
    const first = await visitor.ask('GET', '/v1/cart');
    const headers = { 'if-none-match': first.headers.get('etag') };
    assert.equal((await visitor.ask('GET', '/v1/cart', { headers })).status, 304);
    await visitor.add('CUP');
    assert.equal((await visitor.ask('GET', '/v1/cart', { headers })).status, 200);
  });

  test('may be carried in a header instead of a cookie', async () => {
    const fresh = await shop.ask('GET', '/v1/cart', { headers: { 'cart-token': 'new' } });
    const token = fresh.headers.get('cart-token');
    const added = await shop.ask('POST', '/v1/cart/items', {
      headers: { 'cart-token': token, 'idempotency-key': crypto.randomUUID() },
      body: { sku: 'CUP', quantity: 1 },
    });
    assert.equal(added.headers.get('cart-token'), token);
    assert.equal(added.headers.get('set-cookie'), null);
    const headers = { 'cart-token': `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}` };
    problem(await shop.ask('GET', '/v1/cart', { headers }), 401, 'bad-cart-token');
  });

  test('is checked against stock, and prices are nobody else’s', async () => {
    const visitor = shop.visitor();
    const sold = problem(await visitor.add('POT-B'), 409, 'insufficient-stock');
    assert.deepEqual([sold.sku, sold.requested, sold.available], ['POT-B', 1, 0]);
    problem(await visitor.add('PAN'), 422, 'unknown-sku');
    const cheap = await visitor.ask('POST', '/v1/cart/items', {
      headers: { 'idempotency-key': crypto.randomUUID() },
      body: { sku: 'CUP', quantity: 1, price: 1 },
    });
    assert.equal(problem(cheap, 422, 'invalid-body').errors[0].pointer, '/price');
    assert.equal((await visitor.add('POT-A', 99)).status, 201);
    assert.equal(problem(await visitor.add('POT-A', 1), 409, 'cart-full').limit, 99);
  });
});

describe('an order', () => {
  test('is what the cart was, for its visitor only', async () => {
    const visitor = shop.visitor();
    await visitor.add('POT-A', 2);
    await visitor.add('CUP', 1);
    problem(await visitor.order(2299), 409, 'price-changed');
    const placed = await visitor.order(2300);
    assert.equal(placed.status, 201);
    assert.deepEqual((await visitor.cart()).lines, []);
    const location = placed.headers.get('location');
    assert.deepEqual((await visitor.ask('GET', location)).body, placed.body);
    problem(await shop.visitor().ask('GET', location), 404, 'order-not-found');
    problem(await visitor.order(0), 409, 'cart-empty');
  });

  test('is refused with all that is wrong with it', async () => {
    const answer = await shop.visitor().ask('POST', '/v1/orders', {
      headers: { 'idempotency-key': crypto.randomUUID() },
      body: { expectedTotal: { amount: 1.5, currency: 'EUR' }, customer: { name: '' } },
    });
    assert.deepEqual(
      problem(answer, 422, 'invalid-body').errors.map((e) => e.pointer),
      ['/expectedTotal/amount', '/customer/name', '/customer/email'],
    );
  });
});

test('events are taken as beacons send them, and nothing personal is logged', async () => {
  const body = JSON.stringify({
    page: 'page-0123456789',
    sequence: 0,
    events: [{ type: 'view', at: 12, productId: 'pot', email: 'shopper@shop.example' }],
  });
  for (const type of ['text/plain;charset=UTF-8', 'application/json']) {
    const answer = await shop.ask('POST', '/v1/events', {
      headers: { 'content-type': type },
      body,
    });
    assert.equal(answer.status, 204);
  }
  const bad = await shop.ask('POST', '/v1/events', {
    body: { page: 'x', sequence: 0, events: [] },
  });
  problem(bad, 422, 'invalid-body');
  assert.ok(shop.log.length > 10);
  assert.doesNotMatch(JSON.stringify(shop.log), /shopper@|127\.0\.0\.1|cookie/i);
});

test('requests that lack something are told what', async () => {
  const json = { 'content-type': 'application/json' };
  const body = '{"sku":"CUP","quantity":1}';
  const path = '/v1/cart/items';
  const key = { 'idempotency-key': crypto.randomUUID() };
  problem(await shop.ask('POST', path, { body }), 400, 'missing-idempotency-key');
  problem(
    await shop.ask('POST', path, { body, headers: { 'idempotency-key': 'short' } }),
    400,
    'bad-idempotency-key',
  );
  problem(
    await shop.ask('POST', path, { body: '{', headers: { ...json, ...key } }),
    400,
    'bad-json',
  );
  problem(
    await shop.ask('POST', path, { body, headers: { 'content-type': 'text/html', ...key } }),
    415,
    'unsupported-media-type',
  );
  problem(await shop.ask('GET', '/v1/nothing'), 404, 'not-found');
  const wrong = await shop.ask('DELETE', '/v1/cart');
  problem(wrong, 405, 'method-not-allowed');
  assert.equal(wrong.headers.get('allow'), 'GET, HEAD');
});

test('files come whole, in parts, and not from elsewhere', async () => {
  const page = await fetch(`${shop.origin}/`);
  assert.equal(await page.text(), '<p>The shop</p>');
  assert.match(page.headers.get('content-security-policy'), /script-src 'self' 'wasm-unsafe-eval'/);
  const file = readFileSync(join(folder.path, 'site', 'big.bin'));
  const whole = await fetch(`${shop.origin}/big.bin`);
  assert.ok(Buffer.from(await whole.arrayBuffer()).equals(file));
  const part = await fetch(`${shop.origin}/big.bin`, {
    headers: { range: 'bytes=1000000-2499999', 'if-range': whole.headers.get('etag') },
  });
  assert.equal(part.status, 206);
  assert.ok(Buffer.from(await part.arrayBuffer()).equals(file.subarray(1_000_000, 2_500_000)));
  const outside = await shop.raw(
    'GET /%2e%2e/catalogue.json HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
  );
  assert.match(outside, /^HTTP\/1\.1 404 /);
});

test('a busy port and wrong usage are told in a sentence', () => {
  const args = ['--data', join(folder.path, 'data2'), '--catalogue'];
  const catalogue = join(folder.path, 'catalogue.json');
  const busy = runShop(...args, catalogue, '--port', String(shop.port));
  assert.equal(busy.status, 1);
  assert.match(busy.stderr, /another program has it already.*--port/);
  const lost = runShop(...args, join(folder.path, 'nothing.json'));
  assert.equal(lost.status, 1);
  assert.match(lost.stderr, /nothing\.json cannot be read/);
  assert.equal(runShop('--fly').status, 64);
  assert.match(runShop('--help').stdout, /--inject/);
  assert.equal(runShop(...args, catalogue, '--inject', 'fire=1').status, 64);
});

test('stock is added from the command line while the shop is open', async () => {
  assert.equal(runShop('--data', join(folder.path, 'data'), '--restock', 'POT-B=4').status, 0);
  const visitor = shop.visitor();
  assert.equal((await visitor.add('POT-B', 4)).status, 201);
  assert.match(
    runShop('--data', join(folder.path, 'data'), '--restock', 'PAN=4').stderr,
    /no SKU PAN/,
  );
});

test('every call of the contract was tried, and succeeded', async () => {
  assert.equal((await shop.ask('GET', '/healthz')).body.status, 'ok');
  for (const item of Object.values(contract.paths)) {
    for (const operation of Object.values(item)) {
      if (!operation.operationId) continue;
      const good = Object.keys(operation.responses).filter((status) => /^2/.test(status));
      for (const status of good) assert.ok(seen.has(`${operation.operationId} ${status}`));
    }
  }
});
