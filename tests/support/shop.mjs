// Starts the real vitrine-shop for a test, with a small catalogue of its own, and asks it things: every answer is held
// against docs/api/openapi.yaml on the way.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { conforms } from './contract.mjs';
import { assetsDir, distDir, root } from './paths.mjs';

/// The program: the one with sanitizers where there is one, because a test that meets an undefined operation has to fail.
export const shopProgram = [
  process.env.VITRINE_SHOP,
  join(root, 'build', 'native-debug', 'backend', 'vitrine-shop'),
  join(root, 'build', 'native-release', 'backend', 'vitrine-shop'),
].find((path) => path && existsSync(path));

export const runShop = (...args) => spawnSync(shopProgram, args, { encoding: 'utf8' });

const manifest = {
  vitrine: 1,
  bytes: 5000,
  dimensions: [0.1, 0.25, 0.05],
  variants: ['Green', 'Blue'],
  levels: [{ file: 'level0.0123456789.glb', bytes: 1000, triangles: 10 }],
};

const product = (id, variants, more = {}) => ({
  id,
  name: id.toUpperCase(),
  alt: `A ${id}`,
  currency: 'EUR',
  model: 'pot/manifest.json',
  poster: 'pot.webp',
  posterSize: [800, 600],
  variants: variants.map(([sku, price, stock, values]) => ({
    id: sku.toLowerCase(),
    label: sku,
    sku,
    price,
    stock,
    ...(values && { values }),
  })),
  ...more,
});

/// POT-A 10.00 (1,000,000 left), POT-B 12.50 (none left), CUP 3.00, FEW 5.00 (20 left), and 30 more to page through.
export const catalogue = [
  product(
    'pot',
    [
      ['POT-A', 1000, 1_000_000, { glaze: 'green' }],
      ['POT-B', 1250, 0, { glaze: 'blue' }],
    ],
    {
      options: [
        {
          id: 'glaze',
          label: 'Glaze',
          values: [
            { id: 'green', label: 'Green', swatch: '#00ff00' },
            { id: 'blue', label: 'Blue' },
          ],
        },
      ],
      hotspots: [{ id: 'lid', label: 'Lid', position: [0, 0.2, 0], normal: [0, 1, 0] }],
    },
  ),
  product('cup', [['CUP', 300, 1_000_000]]),
  product('few', [['FEW', 500, 20]]),
  ...Array.from({ length: 30 }, (_, i) => product(`more-${i}`, [[`MORE-${i}`, 100 + i, 5]])),
];

/// A folder with that catalogue, removed by remove().
export function shopFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-shop-'));
  mkdirSync(join(folder, 'pot'));
  writeFileSync(join(folder, 'catalogue.json'), JSON.stringify(catalogue));
  writeFileSync(join(folder, 'pot', 'manifest.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'pot.webp'), 'a picture');
  return { path: folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/// The demo shop as `make demo` opens it, with carts and orders in a folder of its own; close() ends it.
export async function openDemo(args = []) {
  const data = mkdtempSync(join(tmpdir(), 'vitrine-demo-'));
  const mounts = [
    ['/', distDir],
    ['/', join(root, 'build', 'storefront')],
    ['/assets/', assetsDir],
    ['/assets/', join(root, 'assets')],
  ];
  const shop = await Shop.run([
    ...['--data', data, '--catalogue', join(root, 'assets', 'catalogue.json'), '--port', '0'],
    ...['--assets', assetsDir, '--assets', join(root, 'assets')],
    ...mounts.flatMap(([prefix, folder]) => ['--mount', `${prefix}=${folder}`]),
    ...args,
  ]);
  shop.close = async () => {
    await shop.stop();
    rmSync(data, { recursive: true, force: true });
  };
  return shop;
}

const running = new Set();
process.on('exit', () => running.forEach((server) => server.kill('SIGKILL')));

/// A running server.
export class Shop {
  /// With the small catalogue in `folder`. `args` are added to its command line; `port` 0 takes any.
  static start(folder, args = [], port = 0, program = shopProgram) {
    const all = ['--data', join(folder.path, 'data'), '--port', String(port), ...args];
    return Shop.run(['--catalogue', join(folder.path, 'catalogue.json'), ...all], program);
  }

  static async run(args, program = shopProgram) {
    assert.ok(
      shopProgram,
      'vitrine-shop is not built: tools/bootstrap/cmake-preset native-release',
    );
    const shop = new Shop();
    shop.process = spawn(program, args);
    shop.log = [];
    shop.news = new EventEmitter();
    shop.errors = '';
    shop.exited = new Promise((done) =>
      shop.process.on('close', (code, signal) => done(signal ?? code)),
    );
    createInterface({ input: shop.process.stderr }).on('line', (line) => {
      if (!line.startsWith('{')) return void (shop.errors += `${line}\n`);
      shop.log.push(JSON.parse(line));
      shop.news.emit('line');
    });
    shop.origin = await new Promise((done, fail) => {
      createInterface({ input: shop.process.stdout }).once('line', (line) =>
        done(/http:\/\/\S+/.exec(line)[0]),
      );
      shop.exited.then((code) => fail(new Error(`vitrine-shop ended (${code}): ${shop.errors}`)));
    });
    shop.port = Number(new URL(shop.origin).port);
    // A test that fails halfway neither waits for its server nor leaves it behind.
    shop.#hold(false);
    running.add(shop.process);
    return shop;
  }

  #hold(on) {
    const { stdin, stdout, stderr } = this.process;
    for (const each of [this.process, stdin, stdout, stderr]) on ? each.ref() : each.unref();
  }

  async #end(signal) {
    this.#hold(true);
    this.process.kill(signal);
    const code = await this.exited;
    running.delete(this.process);
    return code;
  }

  /// Resolves when there is a line in the log about that.
  async logged(event) {
    while (!this.log.some((line) => line.event === event)) await once(this.news, 'line');
  }

  /// Ends it as an operator does, and holds it to its promise. Sanitizers report at the end, too.
  async stop() {
    assert.equal(await this.#end('SIGTERM'), 0, this.errors);
  }

  /// As a power cut does.
  async kill() {
    await this.#end('SIGKILL');
  }

  /// {status, headers, body (parsed), text}; rejects when there is no whole answer.
  async ask(method, path, { headers = {}, body, signal } = {}) {
    const response = await fetch(this.origin + path, {
      method,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
      signal,
    });
    const text = await response.text();
    const answer = { status: response.status, headers: response.headers, text };
    if (text && /json/.test(response.headers.get('content-type'))) answer.body = JSON.parse(text);
    conforms(method, path.split('?')[0], answer);
    return answer;
  }

  visitor() {
    return new Visitor(this);
  }

  /// Sends raw bytes and returns all that comes back until the server closes; `after` is called with the socket once the
  /// bytes are sent.
  raw(bytes, after = () => {}) {
    return new Promise((done, fail) => {
      let received = '';
      const socket = connect(this.port, '127.0.0.1', () =>
        socket.write(bytes, () => after(socket)),
      );
      socket.setEncoding('utf8');
      socket.on('data', (text) => (received += text));
      socket.on('error', (error) => (received ? done(received) : fail(error)));
      socket.on('close', () => done(received));
    });
  }
}

/// A browser as far as the shop sees it: it keeps its cookie.
export class Visitor {
  constructor(shop) {
    this.shop = shop;
    this.cookie = '';
  }

  async ask(method, path, options = {}) {
    const answer = await this.shop.ask(method, path, {
      ...options,
      headers: { ...(this.cookie && { cookie: this.cookie }), ...options.headers },
    });
    const set = answer.headers.get('set-cookie');
    if (set) this.cookie = set.split(';')[0];
    return answer;
  }

  add(sku, quantity = 1, key = crypto.randomUUID(), options = {}) {
    return this.ask('POST', '/v1/cart/items', {
      ...options,
      headers: { 'idempotency-key': key },
      body: { sku, quantity },
    });
  }

  order(amount, key = crypto.randomUUID(), options = {}) {
    return this.ask('POST', '/v1/orders', {
      ...options,
      headers: { 'idempotency-key': key },
      body: {
        expectedTotal: { amount, currency: 'EUR' },
        customer: { name: 'A Shopper', email: 'shopper@shop.example' },
      },
    });
  }

  async cart() {
    return (await this.ask('GET', '/v1/cart')).body;
  }
}

/// Until it is answered with something that retrying does not mend, as docs/api/openapi.yaml asks of clients. Gives up
/// on an answer that does not come after `patience` ms.
export async function persistently(ask, patience = 2000) {
  for (let tries = 1; tries <= 200; tries++) {
    try {
      const answer = await ask({ signal: AbortSignal.timeout(patience) });
      if (![408, 429, 500, 502, 503, 504].includes(answer.status)) return { ...answer, tries };
    } catch (error) {
      if (error instanceof assert.AssertionError) throw error; // an answer, and a wrong one
    }
  }
  throw new Error('200 tries were not enough');
}
