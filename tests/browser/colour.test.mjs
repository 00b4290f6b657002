// Colours come out as they were made: brand colours under the neutral light, and each tone curve as it was published.
import { assert, browserTest } from '../support/harness.mjs';
import { chart } from '../support/chart.mjs';
import { deltaE2000, lab, toCode, toLinear, toneCurves } from '../support/colour.mjs';
import { pixel } from '../support/picture.mjs';

const squareSize = 24; // CSS pixels

/// Page options: an element for each of `views`, its attributes, showing a chart so that each square covers squareSize
/// pixels, seen from far away.
function shows(path, { bytes, rows }, columns, views) {
  return {
    elements: views.map(({ side = 0, ...attributes }) => ({
      attributes: {
        src: path,
        alt: 'a chart of colours',
        'interaction-prompt': 'none',
        'camera-orbit': `${side}deg 90deg ${distance(rows, columns)}m`,
        'max-camera-orbit': 'auto 180deg 1000m',
        'camera-target': '0m 0m 0m',
        'field-of-view': `${fieldOfView}deg`,
        'min-field-of-view': '1deg',
        ...attributes,
      },
      width: columns * squareSize,
      height: rows * squareSize,
    })),
    setup: (server) => void server.serve(path, { body: bytes, type: 'model/gltf-binary' }),
  };
}
const fieldOfView = 4;
const distance = (rows, columns) =>
  rows / 2 / Math.tan((fieldOfView / 2) * (Math.PI / 180)) + columns / 2;

/// The colour in the middle of each square.
function read(picture, count, columns) {
  return Array.from({ length: count }, (_, i) =>
    pixel(
      picture,
      ((i % columns) + 0.5) * squareSize,
      (Math.floor(i / columns) + 0.5) * squareSize,
    ).slice(0, 3),
  );
}

// The 24 squares of the ColorChecker in sRGB, and six greys and pastels that brands like.
const brandColours = [
  [115, 82, 68],
  [194, 150, 130],
  [98, 122, 157],
  [87, 108, 67],
  [133, 128, 177],
  [103, 189, 170],
  [214, 126, 44],
  [80, 91, 166],
  [193, 90, 99],
  [94, 60, 108],
  [157, 188, 64],
  [224, 163, 46],
  [56, 61, 150],
  [70, 148, 73],
  [175, 54, 60],
  [231, 199, 31],
  [187, 86, 149],
  [8, 133, 161],
  [243, 243, 242],
  [200, 200, 200],
  [160, 160, 160],
  [122, 122, 121],
  [85, 85, 85],
  [52, 52, 52],
  [222, 184, 135],
  [176, 196, 222],
  [143, 188, 143],
  [205, 92, 92],
  [188, 143, 143],
  [112, 128, 144],
];
const f90 = 0.04;

// What a satin surface of that colour sends back under white light of 1, before the tone curve takes the reflection's
// share away again: neutral keeps a colour from here up to its shoulder.
function isKept(rgb) {
  const linear = rgb.map(toLinear);
  return Math.min(...linear) + f90 >= 2 * f90 && Math.max(...linear) <= 0.8 - f90;
}

const columns = 6;
const kept = brandColours.filter(isKept);
const satin = (rgb) => ({
  pbrMetallicRoughness: {
    baseColorFactor: [...rgb.map(toLinear), 1],
    metallicFactor: 0,
    roughnessFactor: 0.5,
  },
});
const sides = [0, 90, 180, 270];
const brandChart = chart(brandColours.map(satin), { columns, facing: sides });

browserTest(
  'brand colours keep within ΔE2000 of 2 under the neutral light, from every side',
  shows(
    '/models/brand.glb',
    brandChart,
    columns,
    sides.map((side) => ({ side, 'environment-image': 'neutral' })),
  ),
  async ({ viewer }) => {
    assert.ok(kept.length >= 18, `${kept.length} colours are in the range that neutral keeps`);
    const off = [];
    let worst = 0;
    for (const [i, side] of sides.entries()) {
      const v = viewer(`v${i}`);
      await v.load();
      await v.still();
      const got = read(await v.screenshot(), brandColours.length, columns);
      brandColours.forEach((wanted, k) => {
        // Beyond the kept range the curve is what counts: it is laid over the surface's light.
        const aim = isKept(wanted)
          ? wanted
          : toneCurves.neutral(wanted.map((c) => toLinear(c) + f90)).map(toCode);
        const d = deltaE2000(lab(got[k]), lab(aim));
        worst = Math.max(worst, d);
        if (d > 2) off.push(`${wanted} came out as ${got[k]} at ${side}°: ΔE ${d.toFixed(2)}`);
      });
    }
    assert.deepEqual(off, [], `worst ${worst.toFixed(2)}`);
  },
);

// Light of known strength: emissive squares whose occlusion is full, so that the surroundings add nothing.
const emissive = [
  ...[0.01, 0.03, 0.06, 0.1, 0.18, 0.3, 0.45, 0.6, 0.75, 0.8, 0.9, 1].map((v) => [v, v, v]),
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
  [1, 0.5, 0.02],
  [0.1, 0.7, 0.9],
  [0.6, 0.05, 0.4],
];
const glowing = (rgb) => ({
  pbrMetallicRoughness: { baseColorFactor: [0, 0, 0, 1], metallicFactor: 1, roughnessFactor: 1 },
  emissiveFactor: rgb,
  occlusionTexture: { index: 0 },
});
const emissiveChart = chart(emissive.map(glowing), { columns, textures: [[0, 0, 0, 255]] });
// Pictures are dithered by half a step and rounded by another.
const steps = 1.5;

const operators = { ...toneCurves, none: toneCurves.linear };

browserTest(
  'each tone curve is the published one, at every exposure',
  shows(
    '/models/emissive.glb',
    emissiveChart,
    columns,
    Object.keys(operators).map((name) => ({ 'tone-mapping': name })),
  ),
  async ({ viewer }) => {
    for (const [i, [name, curve]] of Object.entries(operators).entries()) {
      const v = viewer(`v${i}`);
      await v.load();
      await v.still();
      for (const exposure of [1, 0.5, 6]) {
        if (exposure !== 1) await v.moved(() => v.set({ exposure }));
        const got = read(await v.screenshot(), emissive.length, columns);
        emissive.forEach((rgb, k) => {
          const wanted = curve(rgb.map((c) => c * exposure)).map(toCode);
          wanted.forEach((w, c) =>
            assert.ok(
              Math.abs(w - got[k][c]) <= steps,
              `${name}, exposure ${exposure}, ${rgb}: ${got[k]}, not ${wanted.map(Math.round)}`,
            ),
          );
        });
      }
    }
  },
);

// Unlit squares of the same strengths.
const unlitChart = chart(
  emissive.map((rgb) => ({
    pbrMetallicRoughness: { baseColorFactor: [...rgb, 1] },
    extensions: { KHR_materials_unlit: {} },
  })),
  { columns },
);

browserTest(
  'unlit colours keep under neutral and linear, and get the look of the other tone curves',
  shows(
    '/models/unlit.glb',
    unlitChart,
    columns,
    Object.keys(operators).map((name) => ({ 'tone-mapping': name, exposure: '2' })),
  ),
  async ({ viewer }) => {
    for (const [i, [name, curve]] of Object.entries(operators).entries()) {
      const v = viewer(`v${i}`);
      await v.load();
      await v.still();
      const got = read(await v.screenshot(), emissive.length, columns);
      const keeps = ['neutral', 'linear', 'none'].includes(name);
      emissive.forEach((rgb, k) => {
        const wanted = (keeps ? rgb : curve(rgb.map((c) => c * 2))).map(toCode);
        wanted.forEach((w, c) =>
          assert.ok(
            Math.abs(w - got[k][c]) <= steps,
            `${name}, ${rgb}: ${got[k]}, not ${wanted.map(Math.round)}`,
          ),
        );
      });
    }
  },
);
