// One intention is one order and one line, whatever the network and the power do.
import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { after, before, describe, test } from 'node:test';
import { persistently, Shop, shopFolder, Visitor } from '../support/shop.mjs';

let folder;
before(() => (folder = shopFolder()));
after(() => folder.remove());

const stockOf = async (shop, product) =>
  (await persistently((o) => shop.ask('GET', `/v1/products/${product}`, o))).body.variants[0].stock;

/// Runs `work(i)` for 0 … count − 1, `width` at a time.
async function inParallel(count, width, work) {
  let next = 0;
  const worker = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: width }, worker));
}

/// A visitor who buys `quantity` cups in two additions and an order, with everything clicked twice at once and retried
/// until it is answered: 4 intentions. Returns the order.
async function buyImpatiently(shop, quantity) {
  const visitor = new Visitor(shop);
  const twice = async (ask) => {
    const [a, b] = await Promise.all([persistently(ask), persistently(ask)]);
    assert.deepEqual(a.body, b.body, 'both clicks have the same answer');
    return a;
  };
  const keys = Array.from({ length: 4 }, () => crypto.randomUUID());
  const first = await twice((o) => visitor.add('CUP', quantity, keys[0], o));
  assert.equal(first.status, 201, first.text);
  assert.equal((await twice((o) => visitor.add('CUP', 1, keys[1], o))).status, 201);
  const third = await twice((o) => visitor.add('POT-A', 1, keys[2], o));
  assert.equal(third.body.version, 3, 'three intentions, three changes');
  assert.deepEqual(
    third.body.lines.map((line) => [line.sku, line.quantity]),
    [
      ['CUP', quantity + 1],
      ['POT-A', 1],
    ],
  );
  const order = await twice((o) => visitor.order(third.body.total.amount, keys[3], o));
  assert.equal(order.status, 201, order.text);
  const cart = await persistently((o) => visitor.ask('GET', '/v1/cart', o));
  assert.equal(cart.body.version, 4, 'one order');
  assert.equal(cart.body.count, 0);
  const stored = await persistently((o) => visitor.ask('GET', `/v1/orders/${order.body.id}`, o));
  assert.deepEqual(stored.body, order.body);
  return order.body;
}

const unitsOf = (orders, sku) =>
  orders
    .flatMap((order) => order.lines)
    .filter((line) => line.sku === sku)
    .reduce((sum, line) => sum + line.quantity, 0);

test('1,000 intentions through errors, lost answers, cut answers, stalls and double clicks', async () => {
  const faults = 'errors=0.12,drop=0.12,truncate=0.08,stall=0.02,seed=11';
  const shop = await Shop.start(folder, ['--inject', faults, '--log-level', 'warning']);
  const [cups, pots] = [await stockOf(shop, 'cup'), await stockOf(shop, 'pot')];
  const orders = [];
  await inParallel(250, 12, async (i) => orders.push(await buyImpatiently(shop, 1 + (i % 5))));
  assert.equal(new Set(orders.map((order) => order.id)).size, 250);
  const left = await (async () => {
    await shop.stop();
    const calm = await Shop.start(folder);
    const stock = [await stockOf(calm, 'cup'), await stockOf(calm, 'pot')];
    await calm.stop();
    return stock;
  })();
  assert.deepEqual(left, [cups - unitsOf(orders, 'CUP'), pots - 250], 'stock was taken once');
});

describe('a power cut', () => {
  test('between the order and its answer leaves one order', async () => {
    // Whoever orders loses the answer, and then the machine: what was carried out is known to nobody but the disk.
    const shop = await Shop.start(folder);
    const visitor = shop.visitor();
    await visitor.add('POT-A', 2);
    const stock = await stockOf(shop, 'pot');
    await shop.stop();
    const cut = await Shop.start(folder, ['--inject', 'drop=1']);
    visitor.shop = cut;
    const key = crypto.randomUUID();
    await assert.rejects(visitor.order(2000, key));
    await cut.kill();

    const again = await Shop.start(folder);
    visitor.shop = again;
    const order = await visitor.order(2000, key);
    assert.equal(order.status, 201);
    assert.equal(order.headers.get('idempotency-replayed'), 'true');
    assert.deepEqual((await visitor.order(2000, key)).body, order.body);
    assert.equal(await stockOf(again, 'pot'), stock - 2);
    assert.deepEqual((await visitor.cart()).lines, []);
    const other = await visitor.order(1999, key);
    assert.equal(other.status, 422);
    assert.equal(other.body.code, 'idempotency-key-reused');
    await again.stop();
  });

  test('at any moment neither loses nor doubles anything', async () => {
    let shop = await Shop.start(folder);
    const { port } = shop;
    const stock = await stockOf(shop, 'cup');
    // Visitors ask whichever server runs at that moment; while there is none, they wait for the next.
    let opening = Promise.resolve(shop);
    const current = { ask: async (...args) => (await opening).ask(...args) };
    const orders = [];
    const more = new EventEmitter();
    const shopping = inParallel(40, 8, async () => {
      orders.push(await buyImpatiently(current, 1));
      more.emit('order');
    });
    for (const until of [4, 12, 24, 34]) {
      while (orders.length < until) await Promise.race([once(more, 'order'), shopping]);
      opening = shop.kill().then(() => Shop.start(folder, [], port));
      shop = await opening;
    }
    await shopping;
    assert.equal(new Set(orders.map((order) => order.id)).size, 40);
    assert.equal(await stockOf(shop, 'cup'), stock - 80);
    await shop.stop();
  });
});

test('twenty things are sold twenty times, however many want one at once', async () => {
  const shop = await Shop.start(folder);
  const shoppers = Array.from({ length: 40 }, () => shop.visitor());
  await Promise.all(shoppers.map((shopper) => shopper.add('FEW')));
  const answers = await Promise.all(shoppers.map((shopper) => shopper.order(500)));
  const count = (status) => answers.filter((answer) => answer.status === status).length;
  assert.deepEqual([count(201), count(409)], [20, 20]);
  for (const answer of answers.filter(({ status }) => status === 409))
    assert.equal(answer.body.code, 'insufficient-stock');
  assert.equal(await stockOf(shop, 'few'), 0);
  await shop.stop();
});

test('carts and orders outlive the server', async () => {
  const shop = await Shop.start(folder);
  const visitor = shop.visitor();
  await visitor.add('CUP', 3);
  const order = (await visitor.order(900)).body;
  await visitor.add('POT-A', 1);
  const cart = await visitor.cart();
  await shop.stop();
  const again = await Shop.start(folder);
  visitor.shop = again;
  assert.deepEqual(await visitor.cart(), cart);
  assert.deepEqual((await visitor.ask('GET', `/v1/orders/${order.id}`)).body, order);
  await again.stop();
});
