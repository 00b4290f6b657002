// toBlob() and stats.
import { assert, browserTest } from '../support/harness.mjs';
import { red, shows, withModels } from '../support/models.mjs';
import { compare, coverage, decode, pixel } from '../support/picture.mjs';

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

// Programs are made for one tone curve; glass shows a backdrop that has none.
for (const src of [red.src, '/fixtures/good/glass.glb'])
  browserTest(
    `a tone curve that is set later is that of the start, in toBlob() at once: ${src}`,
    {
      setup: withModels,
      elements: [shows(src, { 'tone-mapping': 'agx' }), shows(src, { 'tone-mapping': 'aces' })],
    },
    async ({ page, viewer }) => {
      const [wanted, changed] = [viewer('v0'), viewer('v1')];
      await Promise.all([wanted.load(), changed.load()]);
      const expected = (await wanted.blob()).picture;
      const before = compare((await changed.blob()).picture, expected);
      assert.ok(before.mean > 0.1, `two tone curves look alike: mean ΔE ${before.mean}`);
      const { base64 } = await page.evaluate(() => {
        document.getElementById('v1').setAttribute('tone-mapping', 'agx');
        return harness.png('v1');
      });
      const after = compare(decode(Buffer.from(base64, 'base64')), expected);
      assert.ok(after.mean < 0.02, `toBlob() at once: mean ΔE ${after.mean}`);
      await changed.still();
      const shown = compare(await changed.screenshot(), await wanted.screenshot());
      assert.ok(shown.mean < 0.02, `on screen: mean ΔE ${shown.mean}`);
    },
  );
