// Dimensions drawn as labelled lines.
import { assert, browserTest } from '../support/harness.mjs';
import { box } from '../support/glb.mjs';

const src = '/models/box.glb';
const model = box({ size: [0.3, 0.2, 0.1] });
const setup = (server) => void server.serve(src, { body: model.bytes, type: 'model/gltf-binary' });
const scene = (more = {}, extra = {}) => ({
  setup,
  elements: [
    {
      attributes: {
        src,
        alt: 'a red box',
        'camera-orbit': '30deg 75deg auto',
        'show-dimensions': '',
        'camera-controls': '',
        'interaction-prompt': 'none',
        ...more,
      },
      width: 400,
      height: 300,
    },
  ],
  ...extra,
});

/** [text of each label that is shown, accessible name] */
const shown = (page) =>
  page.evaluate(async () => {
    const find = () => document.getElementById('v0').shadowRoot.querySelector('.dimensions');
    await harness.until(function theDimensions() {
      return find()?.checkVisibility();
    });
    const layer = find();
    return {
      labels: [...layer.querySelectorAll('.length')].map((l) => (l.hidden ? null : l.textContent)),
      name: layer.getAttribute('aria-label'),
      // Every line as its two ends.
      lines: [...layer.querySelectorAll('.line')].map((l) =>
        (/^M(\S+) (\S+)L(\S+?) (\S+?)M/.exec(l.getAttribute('d')) ?? []).slice(1).map(Number),
      ),
    };
  });

browserTest(
  'width, height and depth stand beside the product, outside of it',
  scene(),
  async ({ page, viewer }) => {
    const v = viewer();
    await v.load();
    const { labels, name, lines } = await shown(page);
    assert.deepEqual(
      labels,
      ['11.8 in', '7.87 in', '3.94 in'],
      'English of the United States: inches',
    );
    assert.equal(name, 'Dimensions: width 11.8 in, height 7.87 in, depth 3.94 in');
    await v.still();
    // Along each line no pixel of the product lies, not even of its outline.
    const covered = await page.evaluate((ends) => {
      const canvas = document.getElementById('v0').shadowRoot.querySelector('canvas');
      const copy = Object.assign(document.createElement('canvas'), { width: 400, height: 300 });
      const context = copy.getContext('2d', { willReadFrequently: true });
      context.drawImage(canvas, 0, 0, 400, 300);
      let count = 0;
      for (const [ax, ay, bx, by] of ends)
        for (let t = 0; t <= 1; t += 0.02) {
          const data = context.getImageData(ax + (bx - ax) * t, ay + (by - ay) * t, 1, 1).data;
          if (data[3] > 20) count++;
        }
      return count;
    }, lines);
    assert.equal(covered, 0);
    for (const [ax, ay, bx, by] of lines)
      assert.ok(Math.hypot(ax - bx, ay - by) > 24, `${[ax, ay, bx, by]} is a line of some length`);
    const [, [hx1, hy1, hx2, hy2]] = lines;
    assert.ok(Math.abs(hx1 - hx2) < 40 && Math.abs(hy1 - hy2) > 80, 'the height stands');
    assert.deepEqual(await page.evaluate(() => harness.violations), []);
  },
);

browserTest(
  'units by attribute and by language; scale and orientation count; all goes with the attribute',
  scene({}, { body: '' }),
  async ({ page, viewer }) => {
    const v = viewer();
    await v.load();
    await shown(page);
    const labels = async (wanted) => {
      await page.evaluate(
        (text) =>
          harness.until(function theLabels() {
            const all = document.getElementById('v0').shadowRoot.querySelectorAll('.length');
            return [...all].map((l) => l.textContent).join('|') === text;
          }),
        wanted,
      );
    };
    await v.set({ 'dimension-units': 'cm' });
    await labels('30 cm|20 cm|10 cm');
    await v.set({ 'dimension-units': 'mm' });
    await labels('300 mm|200 mm|100 mm');
    await v.set({ 'dimension-units': 'auto', lang: 'de-DE' });
    await labels('30 cm|20 cm|10 cm');
    await v.set({ scale: '2 1 1' });
    await labels('60 cm|20 cm|10 cm');
    const size = () =>
      page.evaluate(() => document.getElementById('v0').getDimensions().toString());
    assert.equal((await size()).replace(/(\.\d{3})\d*/g, '$1'), '0.600m 0.200m 0.100m');
    await v.set({ orientation: '90deg 0deg 0deg' });
    await labels('20 cm|60 cm|10 cm');
    await v.set({ 'show-dimensions': null });
    await page.evaluate(() =>
      harness.until(() => !document.getElementById('v0').shadowRoot.querySelector('.dimensions')),
    );
  },
);

browserTest(
  'an edge that is seen from its end has no line',
  scene({ 'camera-orbit': '0deg 90deg auto', 'dimension-units': 'cm' }),
  async ({ page, viewer }) => {
    await viewer().load();
    assert.deepEqual((await shown(page)).labels, ['30 cm', '20 cm', null]);
  },
);
