// How much the shop's backend serves on this machine, client and server side by side, over 127.0.0.1 only:
//
//     node tests/bench/shop.mjs [seconds for each call]          5 by default
//
// wrk asks over 32 connections. Prints requests in a second and the latency that 99 of 100 stay below, and writes
// build/bench/shop.json. Orders wait for the disk; on another disk they are another figure.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/paths.mjs';
import { Shop, shopFolder } from '../support/shop.mjs';

const seconds = Number(process.argv[2] ?? 5);
const release = join(root, 'build', 'native-release', 'backend', 'vitrine-shop');
const script = join(root, 'tests', 'bench', 'shop.lua');

function wrk(url, args = []) {
  const asked = spawnSync(
    'wrk',
    ['-t1', '-c32', `-d${seconds}s`, '--latency', '-s', script, url, '--', ...args],
    { encoding: 'utf8' },
  );
  if (asked.status !== 0) throw new Error(`wrk: ${asked.error ?? asked.stderr}`);
  return JSON.parse(/^figures (.*)$/m.exec(asked.stdout)[1]);
}

const folder = shopFolder();
const shop = await Shop.start(folder, ['--log-level', 'warning'], 0, release);
const results = {};
try {
  const visitor = shop.visitor();
  await visitor.add('CUP', 2);
  const cookie = `cookie: ${visitor.cookie}`;
  const { headers } = await shop.ask('GET', '/v1/products/pot');
  const calls = {
    'GET a product': ['/v1/products/pot'],
    'GET a product, unchanged (304)': ['/v1/products/pot', `if-none-match: ${headers.get('etag')}`],
    'GET a page of 24 products': ['/v1/products'],
    'GET a cart': ['/v1/cart', cookie],
    'POST into new carts': ['/v1/cart/items', 'post'],
  };
  console.log(`${'call'.padEnd(32)} ${'requests/s'.padStart(11)} ${'p99'.padStart(10)}`);
  for (const [name, [path, ...args]] of Object.entries(calls)) {
    const figures = wrk(shop.origin + path, args);
    results[name] = figures;
    const p99 = `${figures.p99.toFixed(2)} ms`;
    console.log(`${name.padEnd(32)} ${String(figures.rate).padStart(11)} ${p99.padStart(10)}`);
    if (figures.errors > 0) throw new Error(`${name}: ${figures.errors} answers were none`);
  }
} finally {
  await shop.stop();
  folder.remove();
}
mkdirSync(join(root, 'build', 'bench'), { recursive: true });
writeFileSync(join(root, 'build', 'bench', 'shop.json'), `${JSON.stringify(results, null, 2)}\n`);
