// What is seen through glass: KHR_materials_transmission, _volume, _dispersion.
import { toCode } from '../support/colour.mjs';
import { assert, browserTest } from '../support/harness.mjs';
import { noShared } from '../support/paths.mjs';
import { shows } from '../support/models.mjs';
import { colours, coverage, pixel } from '../support/picture.mjs';

const [WIDTH, HEIGHT] = [800, 300];
const CENTRE = 6; // x of the camera, metres
const DISTANCE = 24;
const VIEW = 20; // degrees

/// Where a point of the fixture's panes is on the screen.
function at(x, y = 0, z = 0.5) {
  const scale = HEIGHT / 2 / Math.tan((VIEW * Math.PI) / 360) / (DISTANCE - z);
  return [Math.round(WIDTH / 2 + (x - CENTRE) * scale), Math.round(HEIGHT / 2 - y * scale)];
}

const glass = {
  ...shows('/fixtures/good/glass.glb', {
    'tone-mapping': 'none',
    'environment-image': 'neutral',
    'camera-orbit': `0deg 90deg ${DISTANCE}m`,
    'camera-target': `${CENTRE}m 0m 0m`,
    'field-of-view': `${VIEW}deg`,
  }),
  width: WIDTH,
  height: HEIGHT,
};
const srgb = (linear) => Math.round(toCode(linear));

browserTest(
  'light through a pane is tinted, absorbed, and passes blended surfaces on both sides',
  { elements: [glass], css: 'body { background: #fff; }' },
  async ({ viewer }) => {
    const v = viewer();
    await v.load();
    await v.still();
    const picture = await v.screenshot();
    const expected = [
      ['tinted', 0, [0, srgb(0.25), 0]],
      ['absorbed', 1, [0, srgb(0.25), 0]],
      ['of the page', 2, [255, srgb(0.25), srgb(0.25)]],
      ['behind, half black', 3, [0, srgb(0.25), 0]],
      // Blended over what is on screen, so with encoded colours.
      ['in front, half black', 4, [0, srgb(0.5) / 2, 0]],
    ];
    for (const [what, column, colour] of expected) {
      const got = pixel(picture, ...at(2 * column)).slice(0, 3);
      assert.ok(
        got.every((c, i) => Math.abs(c - colour[i]) <= 4),
        `${what}: ${got}, ${colour} expected`,
      );
    }
  },
);

browserTest('a rough pane blurs what is behind it', { elements: [glass] }, async ({ viewer }) => {
  const v = viewer();
  await v.load();
  await v.still();
  const picture = await v.screenshot();
  const row = [];
  // Farther to the right the next column's card comes into the blur.
  for (let dx = -0.3; dx <= 0.06; dx += 0.05) row.push(pixel(picture, ...at(10 + dx)));
  // From green to the white page, step by step.
  const reds = row.map(([red]) => red);
  const steps = reds.slice(1).map((red, i) => red - reds[i]);
  assert.ok(reds.at(-1) - reds[0] > 60, `reds ${reds}`);
  assert.ok(Math.max(...steps) < 0.5 * (reds.at(-1) - reds[0]), `an edge: reds ${reds}`);
});

browserTest('dispersion spreads colours', { elements: [glass] }, async ({ viewer }) => {
  const v = viewer();
  await v.load();
  await v.still();
  // Seen from the side, where light is bent.
  await v.moved(() => v.set({ 'camera-orbit': `40deg 90deg ${DISTANCE}m` }));
  const { data } = await v.screenshot();
  let red = 0;
  let blue = 0;
  for (let i = 0; i < data.length; i += 4) {
    const [r, g, b] = data.subarray(i, i + 3);
    if (r > b + 40 && g > b + 40) red++; // of green and page only red is let through earlier
    if (b > r + 40 && g > r + 40) blue++;
  }
  assert.ok(red + blue > 20, `${red} and ${blue} pixels of a spectrum`);
});

browserTest(
  'glass over a transparent page is see-through, and its picture is premultiplied rightly',
  { elements: [glass], css: 'body { background: #00f; }' },
  async ({ viewer }) => {
    const v = viewer();
    await v.load();
    await v.still();
    const { picture } = await v.blob();
    const [r, , , a] = pixel(picture, ...at(4));
    // What comes through in every channel: a quarter of the light, encoded; the rest is the tint.
    assert.ok(Math.abs(a - (255 - srgb(0.25))) <= 4, `alpha ${a}`);
    assert.ok(r > 250, `red ${r}: the tint`);
    const shown = pixel(await v.screenshot(), ...at(4));
    assert.ok(Math.abs(shown[2] - srgb(0.25)) <= 4, `of the blue page ${shown}`);
  },
);

browserTest(
  'the second pass costs memory only for products that need it',
  { elements: [glass, shows('/fixtures/good/box.glb')] },
  async ({ viewer }) => {
    const [glassy, plain] = [viewer('v0'), viewer('v1')];
    for (const v of [glassy, plain]) {
      await v.load();
      await v.still();
    }
    // Everything but glass is drawn twice.
    assert.equal((await glassy.stats()).drawCalls, 8 * 2 + 7);
    assert.equal((await plain.stats()).drawCalls, 1);
  },
);

for (const [name, path, note] of [
  ['TransmissionTest', 'TransmissionTest/glTF-Binary/TransmissionTest.glb', 'spheres of glass'],
  ['AttenuationTest', 'AttenuationTest/glTF-Binary/AttenuationTest.glb', 'blue cubes'],
  ['GlassVaseFlowers', 'GlassVaseFlowers/glTF-Binary/GlassVaseFlowers.glb', 'vases'],
])
  browserTest(
    `${name} shows ${note}`,
    { skip: noShared, elements: [shows(`/shared/models/${path}`)], timeout: 120_000 },
    async ({ viewer }) => {
      await viewer().load();
      await viewer().still();
      const picture = await viewer().screenshot();
      assert.ok(coverage(picture) > 0.05 && colours(picture) > 50, 'the picture is empty');
    },
  );
