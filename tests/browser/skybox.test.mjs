// skybox-image: what is seen behind the product, and what lights it.
import { assert, browserTest } from '../support/harness.mjs';
import { quarters, quartersCube, quartersKtx2 } from '../support/environments.mjs';
import { box } from '../support/glb.mjs';
import { answer, shows } from '../support/models.mjs';
import { pixel } from '../support/picture.mjs';

const white = { src: '/models/white.glb', ...box({ size: [1, 1, 1], color: [1, 1, 1, 1] }) };
const sky = '/env/quarters.hdr';

const GREEN = [0, 188, 0];
const RED = [188, 0, 0];
const BLUE = [0, 0, 188];

function setup(server) {
  server.serve(white.src, answer(white));
  server.serve(sky, { body: quarters(), type: 'image/vnd.radiance' });
  server.serve('/env/quarters.ktx2', { body: quartersKtx2(), type: 'image/ktx2' });
  server.serve('/env/cube.ktx', { body: quartersCube(), type: 'image/ktx' });
  server.serve('/env/cut.ktx2', { body: quartersKtx2().subarray(0, 1000), type: 'image/ktx2' });
}

const seen = (more = {}) => [
  shows(white.src, {
    'skybox-image': sky,
    'tone-mapping': 'none',
    'camera-orbit': '0deg 90deg 200%',
    ...more,
  }),
];

async function near(v, x, y, expected, what) {
  const got = pixel(await v.screenshot(), x, y).slice(0, 3);
  assert.ok(
    got.every((c, i) => Math.abs(c - expected[i]) <= 3),
    `${what}: ${got}, ${expected} expected`,
  );
}

/// An image comes on screen when it was fetched and read; of a background nothing tells but the picture.
async function becomes(v, x, y, expected, what) {
  const patience = Date.now() + 20_000;
  for (;;) {
    const got = pixel(await v.screenshot(), x, y).slice(0, 3);
    if (got.every((c, i) => Math.abs(c - expected[i]) <= 3)) return v.still();
    assert.ok(Date.now() < patience, `${what}: ${got}, ${expected} expected`);
  }
}

browserTest(
  'the background is the image, exposed and tone-mapped, and lights the product',
  { setup, elements: seen() },
  async ({ page, viewer }) => {
    const v = viewer();
    await v.load();
    await v.still();
    await near(v, 10, 150, GREEN, 'left');
    await near(v, 390, 150, GREEN, 'right');
    const front = pixel(await v.screenshot(), 200, 150);
    assert.ok(front[2] > front[0] + 30 && front[2] > front[1] + 30, `blue light: ${front}`);
    await v.moved(() => v.set({ exposure: '0.5' }));
    await near(v, 10, 150, [0, 137, 0], 'at half the exposure');
    const half = pixel(await v.screenshot(), 200, 150);
    await v.moved(() => v.set({ exposure: null, 'environment-intensity': '0.5' }));
    await near(v, 10, 150, GREEN, 'half the light');
    await near(v, 200, 150, half, 'in half the light');
    await v.moved(() => v.set({ 'environment-intensity': null, 'environment-rotation': '90deg' }));
    await near(v, 10, 150, RED, 'turned by 90deg');
    await v.moved(() => v.set({ 'environment-rotation': null }));
    await v.moved(async () => {
      await v.set({ 'camera-orbit': '180deg 90deg 200%' });
      await page.evaluate(() => document.getElementById('v0').jumpCameraToGoal());
    });
    await near(v, 10, 150, BLUE, 'from behind');
    await v.moved(() => v.set({ 'skybox-image': null }));
    await near(v, 10, 150, [255, 255, 255], 'without it the page shows');
  },
);

browserTest(
  'a KTX2 panorama and a KTX cube show and light the same; a broken one is an error with its numbers',
  {
    setup,
    elements: [shows(white.src, { 'tone-mapping': 'none', 'camera-orbit': '0deg 90deg 200%' })],
  },
  async ({ page, viewer }) => {
    const v = viewer();
    await v.load();
    await v.still();
    for (const image of ['/env/quarters.ktx2', '/env/cube.ktx']) {
      await v.set({ 'skybox-image': null });
      await becomes(v, 10, 150, [255, 255, 255], 'the page');
      await v.set({ 'skybox-image': image });
      await v.event('environment-change');
      await becomes(v, 10, 150, GREEN, `${image}, left`);
      const front = pixel(await v.screenshot(), 200, 150);
      assert.ok(front[2] > front[0] + 30 && front[2] > front[1] + 30, `${image}, blue: ${front}`);
      await v.moved(() => v.set({ 'environment-rotation': '90deg' }));
      await near(v, 10, 150, RED, `${image}, turned by 90deg`);
      await v.moved(() => v.set({ 'environment-rotation': null }));
    }
    // What was fetched as a light alone comes again as a background.
    await v.set({ 'skybox-image': null, 'environment-image': sky });
    await v.event('environment-change');
    await becomes(v, 10, 150, [255, 255, 255], 'light alone');
    await v.set({ 'skybox-image': sky });
    await becomes(v, 10, 150, GREEN, 'and background');
    await v.set({ 'skybox-image': '/env/cut.ktx2' });
    const { detail } = await v.event('error');
    assert.equal(detail.code, 'bad-environment');
    assert.match(detail.message, /1000 bytes/);
    assert.match(detail.url, /cut\.ktx2$/);
    assert.equal(await page.evaluate(() => document.getElementById('v0').loaded), true);
  },
);

browserTest(
  'the turntable turns the product, not the background',
  { setup, elements: seen() },
  async ({ page, viewer }) => {
    const v = viewer();
    await v.load();
    await v.still();
    await v.moved(() =>
      page.evaluate(() => document.getElementById('v0').resetTurntableRotation(Math.PI / 2)),
    );
    await near(v, 10, 150, GREEN, 'after a quarter turn');
  },
);

browserTest(
  'skybox-height puts the product on a floor that the image shows',
  { setup, elements: seen() },
  async ({ page, viewer }) => {
    const v = viewer();
    await v.load();
    await v.still();
    await near(v, 200, 296, GREEN, 'far away, before the camera');
    // The lowest rays meet the floor between camera and product: what the image has on this side of the middle.
    await v.moved(() => v.set({ 'skybox-height': '50cm' }));
    await near(v, 200, 296, BLUE, 'the floor before the product');
    await near(v, 10, 150, GREEN, 'the horizon behind it');
    await v.moved(() => v.set({ 'environment-rotation': '180deg' }));
    await near(v, 200, 296, GREEN, 'turned by 180deg');
    await v.moved(() => v.set({ 'environment-rotation': null }));
    await v.moved(() =>
      page.evaluate(() => document.getElementById('v0').resetTurntableRotation(Math.PI / 2)),
    );
    await near(v, 200, 296, BLUE, 'the turntable leaves the floor where it is');
    await v.set({ 'skybox-height': '-1m' });
    const { detail } = await v.event('error');
    assert.equal(detail.code, 'bad-setting');
    assert.match(detail.message, /skybox-height is "-1m"; expected a height/);
    await v.moved(() => v.set({ 'skybox-height': null }));
    await near(v, 200, 296, GREEN, 'far away again');
  },
);

browserTest(
  'environment-image lights, skybox-image is only seen',
  { setup, elements: seen({ 'environment-image': 'neutral' }) },
  async ({ viewer }) => {
    const v = viewer();
    await v.load();
    await v.still();
    await near(v, 10, 150, GREEN, 'background');
    const [r, g, b] = pixel(await v.screenshot(), 200, 150);
    assert.ok(Math.abs(r - b) < 12 && Math.abs(g - b) < 12, `grey light: ${[r, g, b]}`);
  },
);

browserTest(
  'a background that cannot be had is an error, and the product is shown',
  { setup, elements: seen({ 'skybox-image': '/env/none.hdr' }), expected: [/Failed to load/] },
  async ({ viewer }) => {
    const v = viewer();
    const record = await v.event('error');
    assert.equal(record.detail.code, 'http-status');
    assert.match(record.detail.url, /none\.hdr$/);
    await v.mark();
    await v.still();
    await near(v, 10, 150, [255, 255, 255], 'the page shows');
  },
);
