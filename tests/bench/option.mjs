// Option switch: from selectOption() to the picture that shows it on the element's canvas, model resident, 400 × 300 on
// SwiftShader.
//
//   node tests/bench/option.mjs [--switches=16]
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launch } from '../support/browser.mjs';
import { option } from '../support/command-line.mjs';
import { distDir, productsDir, root } from '../support/paths.mjs';
import { TestServer } from '../support/server.mjs';
import { good, mug, sells, withShop } from '../support/shop-api.mjs';
import { median } from './table.mjs';

const count = Number(option('switches', 16));
const goal = 100;

if (!existsSync(join(distDir, 'product-viewer.js'))) {
  console.error('option bench: there is no bundle. Build it first: make dist');
  process.exit(2);
}

/// The mug's box, and a demo product where they have been made.
const models = [['a box', () => {}]];
const teapot = 'celadon-teapot/manifest.json';
if (existsSync(join(productsDir, teapot)))
  models.push([
    'the packed teapot',
    (product) => {
      product.model.manifest = { url: `/products/${teapot}`, bytes: 1 };
      product.variants[0].materialVariant = 'Cobalt';
      product.variants[1].materialVariant = 'Celadon';
    },
  ]);

/// Milliseconds of each switch.
async function measure(change) {
  const server = await new TestServer().start();
  const browser = await launch();
  try {
    withShop(server);
    server.serve('/v1/products/mug', good(mug(change)));
    const page = await browser.newPage({ viewport: { width: 800, height: 600 } });
    await page.goto(server.page({ elements: [{ ...sells(), width: 400, height: 300 }] }));
    await page.evaluate(() => harness.next('v0', ['load', 'error']));
    await page.evaluate(() => harness.still('v0'));
    return await page.evaluate(async (switches) => {
      const viewer = document.getElementById('v0');
      const times = [];
      for (let i = 0; i < switches; ++i) {
        const before = harness.frames('v0');
        const start = performance.now();
        viewer.selectOption(i % 2 ? 'mug-plain' : 'mug-green');
        await harness.until(function shown() {
          return harness.frames('v0') > before;
        });
        times.push(performance.now() - start);
        await harness.still('v0');
      }
      return times;
    }, count);
  } finally {
    await browser.close();
    await server.stop();
  }
}

const results = {};
for (const [name, change] of models) {
  const times = (await measure(change)).sort((a, b) => a - b);
  results[name] = times;
  const worst = times[Math.floor(0.95 * (times.length - 1))];
  const verdict = worst <= goal ? 'reached' : 'not yet';
  console.log(
    `option switch, ${name}: median ${median(times).toFixed(1)} ms, ` +
      `95 of 100 within ${worst.toFixed(1)} ms   ≤ ${goal} ms   ${verdict}`,
  );
}
const outDir = join(root, 'build', 'bench');
mkdirSync(outDir, { recursive: true });
writeFileSync(join(outDir, 'option.json'), JSON.stringify(results, null, 2));
