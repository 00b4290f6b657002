// What is drawn where, and in which order: instances, blended surfaces.
import { assert, browserTest } from '../support/harness.mjs';
import { noShared } from '../support/paths.mjs';
import { shows } from '../support/models.mjs';
import { coverage, pixel } from '../support/picture.mjs';

const seen = (orbit, more = {}) => ({
  ...shows('/fixtures/good/blend-order.glb', { 'camera-orbit': orbit, ...more }),
  width: 400,
  height: 300,
});

for (const [from, orbit, nearer] of [
  ['the front', '0deg 90deg 105%', 1],
  ['behind', '180deg 90deg 105%', 0],
])
  browserTest(
    `blended surfaces are drawn back to front, seen from ${from}`,
    { elements: [seen(orbit)] },
    async ({ viewer }) => {
      await viewer().load();
      await viewer().still();
      const picture = await viewer().screenshot();
      for (const [which, x] of [
        ['one mesh', 130],
        ['two meshes', 270],
      ]) {
        const colour = pixel(picture, from === 'behind' ? 400 - x : x, 150);
        // Over white: half of the nearer colour, a quarter of the farther one and of the page.
        const expected = [0, 1, 2].map((c) => (c === 2 ? 64 : c === nearer ? 191 : 128));
        assert.ok(
          expected.every((v, c) => Math.abs(v - colour[c]) <= 3),
          `${which}: ${colour}, ${expected} expected`,
        );
      }
    },
  );

browserTest(
  'the order follows the camera',
  { elements: [seen('0deg 90deg 105%')] },
  async ({ page, viewer }) => {
    const v = viewer();
    await v.load();
    await v.still();
    await v.moved(async () => {
      await v.set({ 'camera-orbit': '180deg 90deg 105%' });
      await page.evaluate(() => document.getElementById('v0').jumpCameraToGoal());
    });
    const [red, green] = pixel(await v.screenshot(), 130, 150);
    assert.ok(red > green + 40, `red ${red}, green ${green}: red is nearer now`);
  },
);

browserTest(
  'EXT_mesh_gpu_instancing: each instance is drawn, and all are framed',
  {
    skip: noShared,
    elements: [shows('/shared/models/SimpleInstancing/glTF-Binary/SimpleInstancing.glb')],
  },
  async ({ page, viewer }) => {
    const v = viewer();
    await v.load();
    await v.still();
    const { drawCalls, triangles } = await v.stats();
    assert.deepEqual([drawCalls, triangles], [125, 125 * 12]);
    const { x, y, z } = await page.evaluate(() => document.getElementById('v0').getDimensions());
    // As computed from the file's numbers.
    for (const side of [x, y, z])
      assert.ok(Math.abs(side - 14.3984) < 0.001, `${x} × ${y} × ${z} m`);
    assert.ok(coverage(await v.screenshot()) > 0.2, 'boxes are missing');
  },
);
