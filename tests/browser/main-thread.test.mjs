// The page's thread belongs to the page: no task of ours over 50 ms from navigation to load.
import { existsSync } from 'node:fs';
import { assert, browserTest } from '../support/harness.mjs';
import { longTasks, withoutLongTask } from '../support/main-thread.mjs';
import { red, shows, withModels } from '../support/models.mjs';
import { findFiles, productsDir, sharedDir } from '../support/paths.mjs';

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
    async ({ viewer, open, cdp }) =>
      withoutLongTask(await cdp(), async () => {
        await open(options);
        await viewer().load();
      }),
  );
}

browserTest(
  'no task over 50 ms while the shopper turns the product',
  {
    setup: withModels,
    elements: [{ ...shows(red.src, { 'camera-controls': '' }), width: 640, height: 480 }],
  },
  async ({ page, viewer, cdp }) => {
    const v = viewer();
    await v.load();
    await v.still();
    await withoutLongTask(await cdp(), async () => {
      await page.mouse.move(200, 200);
      await page.mouse.down();
      for (let i = 0; i < 3; ++i) {
        await page.mouse.move(400, 260, { steps: 15 });
        await page.mouse.move(200, 200, { steps: 15 });
      }
      await page.mouse.up();
      await v.still();
    });
  },
);

browserTest(
  'a task of over 50 ms is seen, as long as it works',
  { setup: withModels, elements: [shows(red.src)] },
  async ({ page, viewer, cdp }) => {
    await viewer().load();
    const tasks = await longTasks(await cdp(), () =>
      page.evaluate(
        () =>
          new Promise((done) => {
            setTimeout(function work() {
              let digits = '';
              for (let n = 0; n < 4_000_000; ++n)
                digits = String(Math.sqrt(n) + digits.length).slice(-9);
              done(digits);
            });
          }),
      ),
    );
    assert.ok(
      tasks.some(({ worked }) => worked > 50),
      'not seen',
    );
  },
);
