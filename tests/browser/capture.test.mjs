// toBlob() and stats.
import { assert, browserTest } from '../support/harness.mjs';
import { red, shows, withModels } from '../support/models.mjs';
import { compare, coverage, pixel } from '../support/picture.mjs';

browserTest(
  'toBlob gives a PNG of the size on screen with the picture on screen',
  { setup: withModels, elements: [shows(red.src)] },
  async ({ viewer }) => {
    const v = viewer();
    await v.load();
    await v.still();
    const { type, picture } = await v.blob();
    assert.equal(type, 'image/png');
    assert.deepEqual([picture.width, picture.height], [400, 300]);
    assert.ok(coverage(picture) > 0.02);
    assert.equal(pixel(picture, 2, 2)[3], 0, 'the ground of the picture is not transparent');
    const difference = compare(picture, await v.screenshot());
    assert.ok(difference.mean < 0.3, `unlike the screen: mean ΔE ${difference.mean}`);
  },
);

browserTest(
  'toBlob gives the type asked for',
  { setup: withModels, elements: [shows(red.src)] },
  async ({ viewer }) => {
    await viewer().load();
    assert.equal(
      (await viewer().blob({ mimeType: 'image/webp', qualityArgument: 0.8 })).type,
      'image/webp',
    );
    assert.equal((await viewer().blob({ mimeType: 'image/jpeg' })).type, 'image/jpeg');
  },
);

browserTest(
  'stats say what was drawn',
  { setup: withModels, elements: [shows(red.src)] },
  async ({ page, viewer }) => {
    const v = viewer();
    await v.load();
    await v.still();
    const stats = await v.stats();
    for (const key of [
      'framesDrawn',
      'frameTime',
      'drawCalls',
      'triangles',
      'gpuBytes',
      'heapBytes',
      'decodeTime',
      'renderScale',
      'samples',
    ])
      assert.equal(typeof stats[key], 'number', key);
    assert.ok(stats.framesDrawn >= 1 && stats.drawCalls >= 1, JSON.stringify(stats));
    assert.ok(
      stats.triangles >= 12 && stats.triangles < 2000,
      `a box has 12 triangles, not ${stats.triangles}`,
    );
    assert.ok(stats.gpuBytes > 500 && stats.heapBytes > 65536, JSON.stringify(stats));
    const bitmaps = await page.evaluate(() => harness.bitmaps());
    assert.ok(
      Math.abs(bitmaps - stats.framesDrawn) <= 1,
      `${bitmaps} pictures were handed over, stats say ${stats.framesDrawn}`,
    );
  },
);
