// The contact shadow: where it is, how hard, and that it harms nothing else.
import { assert, browserTest } from '../support/harness.mjs';
import { box } from '../support/glb.mjs';
import { answer, shows } from '../support/models.mjs';
import { compare, pixel } from '../support/picture.mjs';

const cube = { src: '/models/cube.glb', ...box({ size: [1, 1, 1], color: [0.9, 0.9, 0.9, 1] }) };
const setup = (server) => server.serve(cube.src, answer(cube));
const [WIDTH, HEIGHT] = [600, 450];

/// Straight from above, so that the ground lies flat on the screen.
const fromAbove = (more = {}) => [
  {
    ...shows(cube.src, {
      'camera-orbit': '0deg 0deg 260%',
      'min-camera-orbit': 'auto 0deg auto',
      'shadow-intensity': '1',
      ...more,
    }),
    width: WIDTH,
    height: HEIGHT,
  },
];

/// Alpha from the middle of the right edge of the picture to its centre, in toBlob().
async function profile(v) {
  const { picture } = await v.blob();
  const row = [];
  for (let x = WIDTH - 1; x > WIDTH / 2; x--) row.push(pixel(picture, x, HEIGHT / 2)[3]);
  return row.slice(
    0,
    row.findIndex((a) => a > 250),
  );
}

/// Pixels in which the shadow goes from a fifth to four fifths of its strength.
function width(row) {
  const most = Math.max(...row.slice(0, -3));
  return row.filter((a) => a > most * 0.2 && a < most * 0.8).length;
}

browserTest(
  'shadow-softness goes from hard to soft, without steps',
  { setup, elements: fromAbove({ 'shadow-softness': '0' }) },
  async ({ viewer }) => {
    const v = viewer();
    await v.load();
    await v.still();
    const widths = [];
    for (const softness of ['0', '0.25', '0.5', '0.75', '1']) {
      if (softness !== '0') await v.moved(() => v.set({ 'shadow-softness': softness }));
      const row = await profile(v);
      assert.ok(Math.max(...row) > 60, `softness ${softness}: no shadow beside the cube`);
      widths.push(width(row));
      if (softness !== '1') continue;
      // A band would be a run of one value and then a jump. The dither is one step of 255.
      for (let i = 1; i < row.length - 3; i++) {
        assert.ok(row[i] - row[i - 1] <= 9, `a jump from ${row[i - 1]} to ${row[i]}`);
        assert.ok(row[i] - row[i - 1] >= -3, `a ring: ${row[i - 1]}, ${row[i]}`);
      }
      assert.equal(row[0], 0, 'it does not end within the picture');
    }
    for (let i = 1; i < widths.length; i++)
      assert.ok(widths[i] > widths[i - 1], `widths ${widths} px`);
    assert.ok(widths[4] > 3 * widths[0], `widths ${widths} px`);
  },
);

browserTest(
  'the shadow is black with an alpha: it darkens any page, and nothing of the product',
  { setup, elements: fromAbove(), css: 'body { background: #f40; }' },
  async ({ viewer }) => {
    const v = viewer();
    await v.load();
    await v.still();
    const { picture } = await v.blob();
    // The cube's square, with its smooth edges.
    const half = WIDTH / 2 - (await profile(v)).length + 3;
    let shaded = 0;
    for (let i = 0; i < picture.data.length; i += 4) {
      const [r, g, b, a] = picture.data.subarray(i, i + 4);
      const [x, y] = [(i / 4) % WIDTH, Math.floor(i / 4 / WIDTH)];
      if (a === 0 || Math.max(Math.abs(x - WIDTH / 2), Math.abs(y - HEIGHT / 2)) < half) continue;
      shaded++;
      assert.ok(Math.max(r, g, b) <= 255 / a + 1, `${[r, g, b, a]} is not black`);
    }
    assert.ok(shaded > 2000, `${shaded} pixels of shadow`);
    const top = pixel(await v.screenshot(), WIDTH / 2, HEIGHT / 2);
    await v.moved(() => v.set({ 'shadow-intensity': '0' }));
    const lit = pixel(await v.screenshot(), WIDTH / 2, HEIGHT / 2);
    assert.deepEqual(top, lit, 'the cube has its own shadow on it');
    const bare = (await v.blob()).picture;
    for (let i = 3; i < bare.data.length; i += 4)
      if (picture.data[i] === 0) assert.equal(bare.data[i], 0, 'intensity 0 shows more than 1');
  },
);

const tile = { src: '/models/tile.glb', ...box({ size: [1, 0, 1], color: [0.9, 0.9, 0.9, 1] }) };

browserTest(
  'a floor that belongs to the model stays clear of the shadow below it',
  {
    setup: (server) => server.serve(tile.src, answer(tile)),
    elements: [
      {
        ...shows(tile.src, { 'camera-orbit': '30deg 65deg 105%', 'shadow-intensity': '1' }),
        width: WIDTH,
        height: HEIGHT,
      },
    ],
  },
  async ({ viewer }) => {
    const v = viewer();
    await v.load();
    await v.still();
    const shaded = (await v.blob()).picture;
    await v.moved(() => v.set({ 'shadow-intensity': '0' }));
    const bare = (await v.blob()).picture;
    let floor = 0;
    for (let i = 0; i < bare.data.length; i += 4) {
      if (bare.data[i + 3] < 255) continue;
      floor++;
      const [is, was] = [shaded, bare].map(({ data }) => data.subarray(i, i + 3).join(' '));
      assert.equal(is, was, `pixel ${i / 4} of the floor`);
    }
    assert.ok(floor > 10000, `${floor} pixels of floor`);
    assert.ok(
      shaded.data.some((a, i) => i % 4 === 3 && a > 40 && bare.data[i] === 0),
      'no shadow beside it',
    );
  },
);

const moving = () =>
  shows('/fixtures/good/interpolation.glb', {
    'shadow-intensity': '1',
    'camera-orbit': '0deg 20deg 120%',
    'camera-target': '4m 4m 0m',
  });

browserTest(
  'the shadow follows an animation',
  { elements: [moving(), moving()] },
  async ({ page, viewer }) => {
    const seek = (id, time) =>
      page.evaluate(
        ([element, t]) => (document.getElementById(element).currentTime = t),
        [id, time],
      );
    const [there, fresh] = [viewer('v0'), viewer('v1')];
    for (const v of [there, fresh]) {
      await v.load();
      await v.still();
    }
    const before = (await there.blob()).picture;
    await there.moved(() => seek('v0', 1.5));
    await there.moved(() => seek('v0', 0.5));
    await fresh.moved(() => seek('v1', 0.5));
    const [a, b] = [(await there.blob()).picture, (await fresh.blob()).picture];
    assert.ok(compare(before, a).mean > 0.2, 'nothing moved');
    const { mean, share } = compare(a, b);
    assert.ok(mean < 0.02 && share < 0.001, `where it came from still shows: ΔE ${mean}, ${share}`);
  },
);
