// Every sample model loads through the element on the strict page, shows a picture, and says nothing in the console.
import { join } from 'node:path';
import { assert, browserTest } from '../support/harness.mjs';
import { findFiles, noShared, sharedDir, urlPath } from '../support/paths.mjs';
import { colours, coverage } from '../support/picture.mjs';
import { test } from 'node:test';

const models = sharedDir ? findFiles(join(sharedDir, 'assets', 'models'), ['.glb', '.gltf']) : [];

test('there are sample models', { skip: noShared }, () => {
  assert.ok(models.length > 40, `only ${models.length} found`);
});

for (const path of models) {
  const src = `/shared/models/${urlPath(path)}`;
  const elements = [
    { attributes: { src, alt: path, 'camera-controls': '' }, width: 320, height: 240 },
  ];
  browserTest(
    `${path} loads and shows a picture`,
    { elements, timeout: 120_000 },
    async ({ viewer }) => {
      await viewer().load();
      const picture = await viewer().screenshot();
      assert.ok(
        coverage(picture) > 0.005,
        `the picture is empty: ${coverage(picture)} of it is covered`,
      );
      assert.ok(colours(picture) > 1, `only ${colours(picture)} colours`);
    },
  );
}
