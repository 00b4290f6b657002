// skybox-image: what is seen behind the product, and what lights it.
import { assert, browserTest } from '../support/harness.mjs';
import { box } from '../support/glb.mjs';
import { answer, shows } from '../support/models.mjs';
import { pixel } from '../support/picture.mjs';

const white = { src: '/models/white.glb', ...box({ size: [1, 1, 1], color: [1, 1, 1, 1] }) };
const sky = '/env/quarters.hdr';

const GREEN = [0, 188, 0];
const RED = [188, 0, 0];
const BLUE = [0, 0, 188];

/// A Radiance file of four quarters round the horizon, each of radiance ½: green along −Z, red along +X, blue along +Z, grey
/// along −X.
function quarters() {
  const [width, height] = [64, 32];
  const texels = Buffer.alloc(width * height * 4);
  for (let i = 0; i < width * height; i++) {
    const quarter = Math.floor((((i % width) + width / 8) / width) * 4) % 4;
    const [r, g, b] = [
      [1, 1, 1],
      [0, 1, 0],
      [1, 0, 0],
      [0, 0, 1],
    ][quarter];
    // 128 / 256 · 2^(128 − 128) = ½
    texels.set([128 * r, 128 * g, 128 * b, 128], 4 * i);
  }
  const head = `#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y ${height} +X ${width}\n`;
  return Buffer.concat([Buffer.from(head), texels]);
}

function setup(server) {
  server.serve(white.src, answer(white));
  server.serve(sky, { body: quarters(), type: 'image/vnd.radiance' });
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
    await v.moved(() => v.set({ exposure: null, 'environment-rotation': '90deg' }));
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
