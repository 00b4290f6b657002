// Animations through the element: list, play, pause, scrub, speed, repetitions, and fading from one to another.
import { Model } from '../fixtures/lib/model.mjs';
import { box, f32, primitiveOf } from '../fixtures/lib/shapes.mjs';
import { assert, browserTest } from '../support/harness.mjs';

const src = '/models/moving.glb';

/** A box: "left" and "right" hold it a metre aside, "ride" takes it from 0 to 2 m in 0.4 s. */
function moving() {
  const m = new Model();
  m.root({ mesh: m.mesh(primitiveOf(m, box())) });
  const animation = (name, times, xs) => {
    const input = m.accessor(f32(times), 'SCALAR');
    const output = m.accessor(f32(xs.flatMap((x) => [x, 0, 0])), 'VEC3');
    return {
      name,
      samplers: [{ input, output }],
      channels: [{ sampler: 0, target: { node: 0, path: 'translation' } }],
    };
  };
  m.json.animations = [
    animation('left', [0, 60], [-1, -1]),
    animation('right', [0, 60], [1, 1]),
    animation('ride', [0, 0.4], [0, 2]),
  ];
  return m.glb();
}

const setup = (server) => void server.serve(src, { body: moving(), type: 'model/gltf-binary' });
const scene = (more = {}) => ({
  setup,
  elements: [{ attributes: { src, alt: 'a box that moves', ...more }, width: 320, height: 240 }],
});

/** From now on `xs` of the page has where the box is in each picture, by a point of its right side, 1 m from its centre. */
const watch = (page) =>
  page.evaluate(async () => {
    const v0 = document.getElementById('v0');
    const mark = document.createElement('i');
    mark.slot = 'hotspot-box';
    mark.dataset.surface = '0 0 0 1 2 0.5 0 0.5';
    v0.append(mark);
    self.at = () => v0.queryHotspot('hotspot-box').position.x - 1;
    await harness.until(() => v0.queryHotspot('hotspot-box'));
    self.xs = [];
    v0.addEventListener('before-render', () => queueMicrotask(() => self.xs.push(self.at())));
  });
const at = (page) => page.evaluate(() => Number(self.at().toFixed(4)));

browserTest(
  'animations are listed, played, paused and scrubbed',
  scene(),
  async ({ page, viewer }) => {
    const v = viewer();
    await v.load();
    await watch(page);
    const state = () =>
      page.evaluate(() => {
        const { availableAnimations, duration, paused, currentTime } =
          document.getElementById('v0');
        return { availableAnimations, duration, paused, currentTime };
      });
    assert.deepEqual((await state()).availableAnimations, ['left', 'right', 'ride']);
    assert.equal(await at(page), 0, 'at rest until something is asked for');
    await v.set({ 'animation-name': 'ride' });
    await page.evaluate(() => harness.until(() => document.getElementById('v0').duration < 1));
    await v.moved(() => page.evaluate(() => (document.getElementById('v0').currentTime = 0.3)));
    assert.equal(await at(page), 1.5);
    assert.equal((await state()).paused, true);
    await page.evaluate(() => document.getElementById('v0').play());
    await v.event('play');
    await v.event('loop');
    assert.equal((await state()).paused, false);
    await page.evaluate(() => document.getElementById('v0').pause());
    await v.event('pause');
    await v.still();
    const frozen = await state();
    assert.equal(frozen.paused, true);
    await v.moved(() => page.evaluate(() => (document.getElementById('v0').currentTime = 0)));
    assert.equal(await at(page), 0);
  },
);

browserTest(
  'repetitions end with "finished", pingpong comes back, and timeScale turns it round',
  scene({ 'animation-name': 'ride' }),
  async ({ page, viewer }) => {
    const v = viewer();
    await v.load();
    await watch(page);
    const finish = async (options) => {
      await v.mark();
      await page.evaluate((o) => document.getElementById('v0').play(o), options);
      await v.event('finished');
      await v.still();
      return at(page);
    };
    assert.equal(await finish({ repetitions: 2 }), 2);
    assert.equal((await v.records('loop')).length, 1, 'one end that was not the last');
    assert.equal(await finish({ repetitions: 2, pingpong: true }), 0);
    await page.evaluate(() => (document.getElementById('v0').timeScale = -2));
    assert.equal(await finish({ repetitions: 1 }), 0);
    assert.equal(await page.evaluate(() => document.getElementById('v0').timeScale), -2);
    assert.ok(await page.evaluate(() => document.getElementById('v0').paused));
  },
);

for (const [fade, between] of [
  ['1500', true],
  ['0', false],
])
  browserTest(
    `animation-crossfade-duration="${fade}" ${between ? 'fades from one animation to another' : 'changes at once'}`,
    scene({ 'animation-name': 'left', autoplay: '', 'animation-crossfade-duration': fade }),
    async ({ page, viewer }) => {
      const v = viewer();
      await v.load();
      await watch(page);
      await page.evaluate(() => harness.until(() => self.at() < -0.99));
      await v.set({ 'animation-name': 'right' });
      await page.evaluate(() => harness.until(() => self.at() > 0.99));
      const xs = await page.evaluate(() => self.xs);
      const inside = xs.filter((x) => x > -0.9 && x < 0.9);
      if (between) {
        assert.ok(inside.length > 1, `only ${xs.length} pictures, none in between`);
        assert.deepEqual(
          inside,
          [...inside].sort((a, b) => a - b),
          'it goes one way',
        );
      } else assert.deepEqual(inside, []);
    },
  );
