// Our fixtures of the material extensions: a plain sphere, and beside it what the extension makes of it. Each test looks at the
// places where the difference must show. Light is even ("neutral") and colours are linear, so a probe has one cause.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { assert, browserTest } from '../support/harness.mjs';
import { fixturesDir } from '../support/paths.mjs';
import { pixel } from '../support/picture.mjs';

const SPHERE = 100; // pixels of the radius
const WIDE = 2.2 * SPHERE; // from one to the next
const FOV = 10; // degrees; small, so that all spheres are seen from the front

/// An element that shows `count` spheres of a row, and the colour at (x, y) in radii from the middle of sphere `i`.
function row(file, count, attributes = {}) {
  const width = count * WIDE;
  const height = WIDE;
  const distance = height / SPHERE / (2 * Math.tan((FOV / 2) * (Math.PI / 180)));
  return {
    skip: existsSync(join(fixturesDir, 'good', file)) ? false : `needs the fixture ${file}`,
    viewport: { width: Math.ceil(width), height: 300 },
    elements: [
      {
        attributes: {
          src: `/fixtures/good/${file}`,
          alt: file,
          'interaction-prompt': 'none',
          'environment-image': 'neutral',
          'tone-mapping': 'linear',
          'camera-target': `${(count - 1) * 1.1}m 0m 0m`,
          'camera-orbit': `0deg 90deg ${distance}m`,
          'field-of-view': `${FOV}deg`,
          'min-field-of-view': '1deg',
          'max-camera-orbit': 'auto auto 1000m',
          ...attributes,
        },
        width,
        height,
      },
    ],
    at(picture, i, x = 0, y = 0) {
      const [r, g, b] = pixel(
        picture,
        Math.round(WIDE * (i + 0.5) + x * SPHERE),
        Math.round(height / 2 - y * SPHERE),
      );
      return { r, g, b, light: (r + g + b) / 3, colour: Math.max(r, g, b) - Math.min(r, g, b) };
    },
  };
}

function sphereTest(name, file, count, body, attributes) {
  const page = row(file, count, attributes);
  browserTest(name, page, async ({ page: tab, viewer }) => {
    const v = viewer();
    await v.load();
    await v.still();
    const picture = await v.screenshot();
    await body((i, x, y) => page.at(picture, i, x, y), { viewer: v, row: page, tab });
  });
}

const more = (a, b, by, what) =>
  assert.ok(a > b + by, `${what}: ${a} should be above ${b} by ${by}`);
const same = (a, b, within, what) =>
  assert.ok(Math.abs(a - b) <= within, `${what}: ${a} should be ${b} within ${within}`);

sphereTest(
  'clearcoat: a layer over the whole, by its texture, with a normal of its own',
  'clearcoat.glb',
  5,
  (at) => {
    more(at(1).light, at(0).light, 6, 'the coat reflects where it is looked at straight');
    more(at(1, 0.95).light, at(0, 0.95).light, 25, 'and much more at its edge');
    more(at(3, -0.5).light, at(0, -0.5).light, 6, 'the texture leaves the coat on the left');
    // Even light makes both sides of a bare sphere alike; on its left the first one has no neighbour that takes light.
    same(at(3, 0.5).light, at(0, -0.5).light, 3, 'and takes it away on the right');
    let bumps = 0;
    for (let x = -0.7; x < 0.7; x += 0.05)
      bumps = Math.max(bumps, Math.abs(at(4, x).light - at(1, x).light));
    more(bumps, 0, 4, 'the normal map of the coat changes its reflections');
  },
);

sphereTest('sheen: fibres shine at the edge, in their colour', 'sheen.glb', 4, (at) => {
  more(at(1, 0.9).r, at(0, 0.9).r, 30, 'red fibres');
  more(at(1, 0.9).r - at(1, 0.9).b, at(0, 0.9).r - at(0, 0.9).b, 25, 'are red');
  more(at(1, 0.9).r, at(1, 0).r, 15, 'and denser at the edge');
  more(at(2).light, at(0).light, 15, 'rough ones shine in the middle, too');
  more(at(3, -0.7).b, at(3, 0.7).b, 15, 'the texture leaves them on the left only');
});

sphereTest('specular: strength and colour of the reflection', 'specular.glb', 5, (at) => {
  more(at(0, 0.93).light, at(1, 0.93).light, 30, 'factor 0 has no reflection at the edge');
  more(at(0).light, at(1).light, 4, 'nor in the middle');
  more(at(2).r, at(2).g + 20, 10, 'a red reflection');
  more(at(3, -0.5).light, at(3, 0.5).light, 4, 'alpha of the texture is the strength');
  more(at(4, -0.4).g, at(4, -0.4).b, 4, 'colour of the texture: green on the left');
  more(at(4, 0.4).b, at(4, 0.4).g, 2, 'blue on the right');
});

sphereTest('ior: how much is reflected', 'ior.glb', 4, (at) => {
  more(at(0).light, at(1).light, 4, '1 reflects nothing');
  more(at(2).light, at(0).light, 15, '2.4, a diamond, reflects more than 1.5');
  more(at(3).light, at(2).light, 60, '0 reflects everything');
});

sphereTest('iridescence: a film colours a grey metal', 'iridescence.glb', 4, (at) => {
  same(at(0).colour, 0, 4, 'the metal is grey');
  const hues = [0, 0.4, 0.6, 0.8, 0.9].map((x) => at(1, x));
  more(Math.max(...hues.map((c) => c.colour)), 0, 25, 'the film is not');
  more(
    Math.max(...hues.map((c) => c.r - c.b)) - Math.min(...hues.map((c) => c.r - c.b)),
    0,
    15,
    'and changes with the angle',
  );
  const left = at(3, -0.3);
  const right = at(3, 0.3);
  more(
    Math.abs(left.r - right.r) + Math.abs(left.b - right.b),
    0,
    15,
    'the texture is its thickness',
  );
});

sphereTest(
  'anisotropy: the lobe is wide along one direction',
  'anisotropy.glb',
  4,
  (at) => {
    // How much the light changes along a line through the middle of a sphere, from top to bottom or from left to right.
    const range = (i, x, y) => {
      const values = [-0.6, -0.4, -0.2, 0, 0.2, 0.4, 0.6].map((t) => at(i, x * t, y * t).light);
      return Math.max(...values) - Math.min(...values);
    };
    const ratio = (i) => range(i, 0, 1) / Math.max(range(i, 1, 0), 1);
    more(ratio(1), ratio(2), 0.2, 'stretched along u, it varies more along v');
    const differences = [-0.5, -0.25, 0.25, 0.5].map((y) =>
      Math.abs(at(1, 0, y).light - at(0, 0, y).light),
    );
    more(Math.max(...differences), 0, 5, 'and is unlike the round one');
  },
  { 'environment-image': 'studio' },
);

sphereTest('emissive strength multiplies', 'emissive-strength.glb', 3, (at) => {
  more(at(1).g, at(0).g, 40, 'five times as strong');
  more(at(1).g, at(1).b, 20, 'in its colour');
  more(at(0).g, at(2).g, 5, 'none at all');
});

sphereTest(
  'specular-glossiness: diffuse and f0 of their own',
  'specular-glossiness.glb',
  3,
  (at) => {
    more(at(1).r, at(1).g, 60, 'diffuse red');
    same(at(1, 0.5).g, at(1).g, 14, 'without any reflection');
    more(at(2, -0.5).r, at(2, -0.5).b, 40, 'a golden reflection on the left');
    more(at(2, -0.5).light, at(2, 0.5).light, 20, 'a weak grey one on the right');
  },
);

sphereTest('all layers at once, each sampler in use', 'every-layer.glb', 2, (at) => {
  more(at(1).light, 0, 5, 'it is drawn');
  more(
    Math.abs(at(1).b - at(0).b) + Math.abs(at(1).r - at(0).r),
    0,
    5,
    'and differs from the plain one',
  );
});

sphereTest(
  'variants: by the attribute, each with what it needs',
  'variants.glb',
  1,
  async (at, { viewer, row: page }) => {
    // A variant comes on screen when all that it needs is there; nothing tells of it but the picture.
    const looks = async (name, expected) => {
      await viewer.set({ 'variant-name': name });
      const patience = Date.now() + 20_000;
      for (;;) {
        const { r, g, b } = page.at(await viewer.screenshot(), 0, 0.2, 0.1);
        if (['r', 'g', 'b'][[r, g, b].indexOf(Math.max(r, g, b))] === expected) break;
        assert.ok(Date.now() < patience, `${name}: ${[r, g, b]}`);
      }
      await viewer.still();
    };
    more(at(0).r, at(0).g, 40, 'red, as the file has it');
    await looks('Green', 'g');
    await looks('Checked', 'b');
    await looks('Red', 'r');
    await looks('Green', 'g');
    await looks(null, 'r');
  },
);

sphereTest(
  'lights of the model: directional, point with a range, spot with a cone',
  'lights.glb',
  3,
  (at) => {
    more(at(0, -0.8).r, at(0, 0.6).r, 40, 'red light from the left');
    more(at(1).g, at(0, 0.6).g, 40, 'green light in front of the second');
    more(at(1).g, at(1, 0.93).g, 40, 'and less at its edge');
    same(at(0, -0.5).g, at(0, -0.5).b, 8, 'whose range ends on the first');
    more(at(0, 0.5).g, at(0, 0.5).b, 20, 'which it reaches');
    more(at(2).b, at(2, 0, 0.8).b, 60, 'a blue spot within its cone');
  },
  { exposure: '0.5' },
);

const keepShaders = `{
  self.__shaders = [];
  const { shaderSource } = WebGL2RenderingContext.prototype;
  WebGL2RenderingContext.prototype.shaderSource = function (shader, text) {
    self.__shaders.push(text);
    return shaderSource.call(this, shader, text);
  };
}`;

browserTest(
  'programs are made for what each material uses, the ones for the first picture and no more',
  { ...row('clearcoat.glb', 5), server: { workerPrelude: keepShaders } },
  async ({ page, viewer }) => {
    await viewer().load();
    await viewer().still();
    const texts = await page.workers()[0].evaluate(() => self.__shaders);
    const surfaces = texts.filter((t) =>
      /uniform mediump samplerCube materialParams_radiance/.test(t),
    );
    assert.ok(surfaces.length > 2, `${surfaces.length} programs of surfaces`);
    for (const text of surfaces) {
      assert.ok(/\(\d+ & \d+\) != 0/.test(text), 'nothing was fixed');
      const asked = /materialParams\.\w+(\.\w)? & \d+|int\(materialParams\.\w+\[\d\]\.\w\) ==/.exec(
        text,
      );
      assert.equal(asked, null, 'something is still asked at every pixel');
    }
    assert.equal(new Set(surfaces).size, surfaces.length, 'a program was made twice');
  },
);
