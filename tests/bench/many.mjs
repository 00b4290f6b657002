// A page with many viewers of real products: do all show their product, and what does memory follow?
//
//   node tests/bench/many.mjs [--counts=10,50]
//
// The demo's packed products in turn, all with loading="eager", in a grid of which 16 are in sight. What the rows mean:
//   loaded, faults   viewers that reached "load", and `error` events
//   time             navigation → the last "load"
//   core             the core's heap, of all viewers together
//   tree             memory of the whole browser (proportional set size) without that of an empty page
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launch } from '../support/browser.mjs';
import { option } from '../support/command-line.mjs';
import { treeMemory } from '../support/memory.mjs';
import { distDir, productsDir, root } from '../support/paths.mjs';
import { TestServer } from '../support/server.mjs';

const counts = option('counts', '10,50').split(',').map(Number);
const patience = 10 * 60_000; // ms; software GL draws fifty real products on two cores

for (const [path, remedy] of [
  [join(distDir, 'product-viewer.js'), 'make dist'],
  [productsDir, 'make products'],
])
  if (!existsSync(path)) {
    console.error(`bench of many viewers: ${path} is missing. Build it first: ${remedy}`);
    process.exit(2);
  }
const manifests = readdirSync(productsDir)
  .filter((name) => existsSync(join(productsDir, name, 'manifest.json')))
  .map((name) => `/products/${name}/manifest.json`);

async function measure(count) {
  const server = await new TestServer().start();
  const browser = await launch();
  try {
    const page = await browser.newPage({ viewport: { width: 800, height: 600 } });
    const { pid } = (
      await (await browser.newBrowserCDPSession()).send('SystemInfo.getProcessInfo')
    ).processInfo
      .map(({ id, type }) => ({ pid: id, type }))
      .find(({ type }) => type === 'browser');
    await page.goto(server.page({ script: null }));
    const empty = treeMemory(pid);
    const elements = Array.from({ length: count }, (_, i) => ({
      attributes: { src: manifests[i % manifests.length], alt: 'a product', loading: 'eager' },
      width: 200,
      height: 150,
    }));
    const css = 'body { display: grid; grid-template-columns: repeat(4, 200px); }';
    const began = performance.now();
    await page.goto(server.page({ elements, css }));
    const ids = elements.map((_, i) => `v${i}`);
    page.setDefaultTimeout(patience);
    await page.waitForFunction(
      (all) =>
        all.every((id) =>
          harness.records.some((r) => r.id === id && /^(load|error)$/.test(r.kind)),
        ),
      ids,
    );
    const time = (performance.now() - began) / 1000;
    const told = await page.evaluate(() => {
      const of = (kind) => harness.records.filter((r) => r.kind === kind);
      return { loaded: new Set(of('load').map((r) => r.id)).size, faults: of('error').length };
    });
    for (const id of ids.slice(0, 4)) await page.evaluate((i) => harness.still(i), id);
    const core = await page.evaluate(() => document.getElementById('v0').stats.heapBytes);
    return { count, ...told, time, core, tree: treeMemory(pid) - empty };
  } finally {
    await browser.close();
    await server.stop();
  }
}

const mib = (bytes) => (bytes / 2 ** 20).toFixed(1);
const results = [];
for (const count of counts) {
  const result = await measure(count);
  results.push(result);
  console.log(
    `${result.count} viewers: ${result.loaded} loaded, ${result.faults} faults, ${result.time.toFixed(1)} s, ` +
      `core ${mib(result.core)} MiB, tree ${mib(result.tree)} MiB`,
  );
}
mkdirSync(join(root, 'build', 'bench'), { recursive: true });
writeFileSync(join(root, 'build', 'bench', 'many.json'), `${JSON.stringify(results, null, 2)}\n`);
process.exitCode = results.every((r) => r.loaded === r.count && r.faults === 0) ? 0 : 1;
