// The page's thread belongs to the page: no task of ours over 50 ms from navigation to load.
import { existsSync } from 'node:fs';
import { assert, browserTest } from '../support/harness.mjs';
import { red, shows, withModels } from '../support/models.mjs';
import { findFiles, productsDir, sharedDir } from '../support/paths.mjs';

/// `longTasks` does something and returns the long tasks of that. A machine that runs other things may stop any thread
/// for 50 ms. A task of ours is long every time, so two clean times of up to three are the proof.
async function twiceWithout(longTasks) {
  const seen = [];
  for (let attempt = 0; attempt < 3; ++attempt) {
    seen.push(await longTasks());
    if (seen.filter((tasks) => tasks.length === 0).length === 2) return;
  }
  assert.fail(`tasks over 50 ms: ${JSON.stringify(seen)}`);
}

const cases = [
  ['a small model', red.src],
  ...(sharedDir
    ? [
        ['a shoe of 8 MB', '/shared/models/MaterialsVariantsShoe/MaterialsVariantsShoe.glb'],
        ['a bottle in six files', '/shared/models/WaterBottle/glTF/WaterBottle.gltf'],
        ['a toy car of 109,000 triangles', '/shared/models/ToyCar/ToyCar.glb'],
      ]
    : []),
  ...(existsSync(productsDir)
    ? findFiles(productsDir, ['.glb'])
        .slice(0, 3)
        .map((p) => [p, `/products/${p}`])
    : []),
];
for (const [name, src] of cases) {
  const options = {
    elements: [{ ...shows(src, { 'camera-controls': '' }), width: 640, height: 480 }],
  };
  browserTest(
    `no task over 50 ms on the page's thread while loading ${name}`,
    { setup: withModels, open: false, timeout: 120_000 },
    ({ page, viewer, open }) =>
      twiceWithout(async () => {
        await open(options);
        await viewer().load();
        return page.evaluate(async () => {
          await harness.frame(); // long tasks are told a little later
          await harness.frame();
          return harness.longTasks;
        });
      }),
  );
}

browserTest(
  'no task over 50 ms while the shopper turns the product',
  {
    setup: withModels,
    elements: [{ ...shows(red.src, { 'camera-controls': '' }), width: 640, height: 480 }],
  },
  async ({ page, viewer }) => {
    const v = viewer();
    await v.load();
    await v.still();
    await twiceWithout(async () => {
      const before = await page.evaluate(() => harness.longTasks.length);
      await page.mouse.move(200, 200);
      await page.mouse.down();
      for (let i = 0; i < 3; ++i) {
        await page.mouse.move(400, 260, { steps: 15 });
        await page.mouse.move(200, 200, { steps: 15 });
      }
      await page.mouse.up();
      await v.still();
      return page.evaluate((n) => harness.longTasks.slice(n), before);
    });
  },
);
