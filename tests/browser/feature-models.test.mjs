// Khronos' feature-test models, each checked for what it was made to show. They stand as the reference renders have them, so
// places are pixels of a picture that is 512 wide; light is the even one unless a test names another.
import { assert, browserTest } from '../support/harness.mjs';
import { goldenDir, scenarios } from '../fidelity/goldens.mjs';
import { toLinear } from '../support/colour.mjs';
import { urlPath } from '../support/paths.mjs';
import { pixel } from '../support/picture.mjs';

const WIDTH = 512;
const EMISSION = 0.06; // exposure at which the strongest emission is not yet white

/// Mean colour of a square around a place; how much light changes from pixel to pixel in it (`bumpy`), and how often it turns
/// from lighter to darker along a row of pixels (`ridges`, for one row).
function patch(picture, x, y, half) {
  let n = 0;
  let edges = 0;
  let ridges = 0;
  let brightest = 0;
  const sum = [0, 0, 0];
  const light = (px, py) =>
    pixel(picture, px, py)
      .slice(0, 3)
      .reduce((a, b) => a + b) / 3;
  for (let py = y - half; py <= y + half; ++py)
    for (let px = x - half; px <= x + half; ++px, ++n) {
      pixel(picture, px, py).forEach((v, c) => c < 3 && (sum[c] += v));
      edges += Math.abs(light(px + 1, py) - light(px, py));
      const here = light(px, py);
      if (here > light(px - 1, py) + 1 && here >= light(px + 1, py) + 1) ridges += 1;
      brightest = Math.max(brightest, light(px, py));
    }
  const [r, g, b] = sum.map((v) => v / n);
  return {
    r,
    g,
    b,
    light: (r + g + b) / 3,
    bumpy: edges / n,
    ridges: ridges / (2 * half + 1),
    brightest,
  };
}

/// Mean difference of two squares of a picture, in steps of 255.
function unlike(picture, [ax, ay], [bx, by], half) {
  let sum = 0;
  let n = 0;
  for (let y = -half; y <= half; ++y)
    for (let x = -half; x <= half; ++x, ++n) {
      const a = pixel(picture, ax + x, ay + y);
      const b = pixel(picture, bx + x, by + y);
      sum += (Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]) + Math.abs(a[2] - b[2])) / 3;
    }
  return sum / n;
}

/// `more`: further attributes; `view`: of a model that has no reference render; `css`: of the page.
function modelTest(model, claim, body, { view, css, ...more } = {}) {
  const scenario = goldenDir && (view ?? scenarios(model).find((s) => s.id === model && s.model));
  const { dimensions, target, orbit, verticalFoV } = scenario || { dimensions: {} };
  const height = Math.round((WIDTH * dimensions.height) / dimensions.width);
  browserTest(
    `${model}: ${claim}`,
    {
      skip: scenario ? false : `needs ../shared/assets: ${model} and its scenario`,
      viewport: { width: 800, height: 600 },
      css,
      timeout: 120_000,
      elements: scenario && [
        {
          attributes: {
            src: `/shared/models/${urlPath(scenario.model)}`,
            alt: model,
            'interaction-prompt': 'none',
            'environment-image': 'neutral',
            'tone-mapping': 'linear',
            'camera-orbit': `${orbit.theta}deg ${orbit.phi}deg ${orbit.radius}m`,
            'camera-target': `${target.x}m ${target.y}m ${target.z}m`,
            'field-of-view': `${verticalFoV}deg`,
            'min-camera-orbit': 'auto 0deg 0m',
            'max-camera-orbit': 'auto 180deg 1000m',
            ...more,
          },
          width: WIDTH,
          height,
        },
      ],
    },
    async ({ viewer }) => {
      await viewer().load();
      await viewer().still();
      await body(await viewer().screenshot());
    },
  );
}

const above = (a, b, what) =>
  assert.ok(a > b, `${what}: ${a.toFixed(1)} should be above ${b.toFixed(1)}`);

modelTest(
  'ClearCoatTest',
  'a coat with its own roughness and normal over a base with its own',
  (picture) => {
    const cell = (column, row) =>
      patch(picture, [192, 256, 321][column], [94, 159, 223, 289, 353, 417][row], 24);
    above(cell(1, 0).brightest, cell(0, 0).brightest + 15, 'the coat shines');
    above(cell(0, 0).r, cell(2, 0).r + 40, 'the coat alone is not red');
    above(cell(1, 0).r, cell(2, 0).r + 40, 'the coated one is');
    above(cell(0, 3).ridges, cell(0, 0).ridges * 1.3, 'a bumpy base');
    above(
      cell(2, 4).ridges,
      cell(2, 3).ridges * 1.3,
      'does not make the coat bumpy, a shared map does',
    );
    above(cell(2, 5).ridges, cell(2, 3).ridges * 1.3, 'so does a map of the coat alone');
    above(cell(2, 5).ridges, cell(0, 5).ridges * 1.3, 'which leaves the base smooth');
  },
  { 'environment-image': 'studio' },
);

modelTest('SpecularTest', 'factor and colour, by number and by texture', (picture) => {
  const columns = [284, 332, 381, 430, 478];
  const rows = [54, 102, 151, 200, 248, 296, 344];
  const ball = (column, row) => patch(picture, columns[column], rows[row], 12);
  for (let row = 0; row < rows.length; ++row)
    for (let column = 1; column < columns.length; ++column)
      above(ball(column, row).light, ball(column - 1, row).light, `row ${row}, column ${column}`);
  for (const [byNumber, byTexture] of [
    [0, 1],
    [2, 3],
    [4, 5],
  ])
    for (let column = 0; column < columns.length; ++column) {
      const difference = Math.abs(ball(column, byNumber).light - ball(column, byTexture).light);
      assert.ok(difference < 3, `a texture does what a number does: ${difference}`);
    }
  above(ball(4, 4).r, ball(4, 4).b + 3, 'the yellow row is yellow');
  above(ball(4, 6).light, ball(4, 0).light + 60, 'colours above 1 reflect like a metal');
});

/// How much the means of a square's columns differ from each other, against those of its rows.
function acrossAgainstAlong(picture, x, y, half) {
  const spread = (at) => {
    const means = [];
    for (let i = -half; i <= half; ++i) {
      let sum = 0;
      for (let k = -half; k <= half; ++k) sum += pixel(picture, ...at(i, k))[1];
      means.push(sum / (2 * half + 1));
    }
    return Math.max(...means) - Math.min(...means);
  };
  const columns = spread((i, k) => [x + i, y + k]);
  return (
    columns /
    Math.max(
      spread((i, k) => [x + k, y + i]),
      1,
    )
  );
}

modelTest(
  'AnisotropyStrengthTest',
  'strength stretches the lobe',
  (picture) => {
    const columns = [100, 152, 204, 255, 308, 359, 411];
    const rows = [75, 127, 178, 230, 281, 333, 385];
    const ratio = (column, row) => acrossAgainstAlong(picture, columns[column], rows[row], 13);
    above(
      ratio(2, 6),
      ratio(2, 0) * 1.3,
      'at full strength light changes less along the lobe, from left to right',
    );
  },
  { 'environment-image': 'studio' },
);

modelTest(
  'EmissiveStrengthTest',
  'each cube shines twice as strong as the one before, in its colour',
  (picture) => {
    const cubes = [65, 162, 256, 349, 445].map((x) => patch(picture, x, 156, 8));
    for (const [i, { r, g, b }] of cubes.entries()) {
      const [red, green, blue] = [r, g, b].map(toLinear);
      const expected = 0.9 * EMISSION * 2 ** i;
      const what = `cube ${i}: ${[red, green, blue]}, ${expected} of blue expected`;
      assert.ok(Math.abs(blue / expected - 1) < 0.08, what);
      assert.ok(Math.abs(green / blue - 0.5 / 0.9) < 0.08, what);
      assert.ok(Math.abs(red / blue - 0.1 / 0.9) < 0.08, what);
    }
  },
  { exposure: `${EMISSION}` },
);

modelTest(
  'AttenuationTest',
  'thickness by number, texture or scale, and distance, absorb as much as the sample shows',
  (picture) => {
    const columns = [214, 256, 309, 385]; // below 0.5, 1, 1.5 and 2
    const [sample, ...others] = [66, 128, 189, 257, 322].map((y) =>
      columns.map((x) => patch(picture, x, y, 1)),
    );
    for (let column = 1; column < columns.length; ++column)
      above(sample[column - 1].r, sample[column].r, `thicker is darker, column ${column}`);
    for (const [row, cells] of others.entries())
      for (const [column, cell] of cells.entries())
        for (const channel of ['r', 'g', 'b']) {
          const difference = Math.abs(cell[channel] - sample[column][channel]);
          const what = `row ${row + 2}, column ${column}, ${channel}`;
          assert.ok(difference < 15, `${what}: ${difference.toFixed(1)} unlike the sample`);
        }
  },
);

modelTest(
  'TransmissionRoughnessTest',
  'the rougher, the more blurred is what is behind, but for the ior of air',
  (picture) => {
    const columns = [201, 226, 250, 275, 300, 324, 349, 373, 398];
    const [diamond, sapphire, glass, water, air] = [33, 57, 81, 104, 128].map((y) =>
      columns.map((x) => patch(picture, x, y, 7)),
    );
    for (const [ior, row] of Object.entries({ diamond, sapphire, glass, water })) {
      const [smooth, rough] = [row.slice(0, 2), row.slice(-3)].map((cells) =>
        Math.max(...cells.map((cell) => cell.bumpy)),
      );
      above(smooth, 2 * rough, `${ior}: sharp through smooth tiles`);
      for (let i = 5; i < columns.length; ++i) {
        const step = Math.abs(row[i].light - row[i - 1].light);
        assert.ok(step < 25, `${ior}: no leap of ${step} between rough tiles ${i - 1} and ${i}`);
        above(row[i].b, row[i].r + 15, `${ior}: tile ${i} is blue`);
      }
    }
    const [first, last] = [Math.max(air[0].bumpy, air[1].bumpy), air[8].bumpy];
    above(last, first / 2, 'air blurs nothing');
  },
);

modelTest(
  'IridescenceSuzanne',
  'a film of one thickness on a dielectric and a metal, one of many on glass',
  (picture) => {
    const places = (left) =>
      [60, 75, 90, 105].flatMap((y) => [left, left + 25].map((x) => patch(picture, x, y, 3)));
    const hues = (cells) =>
      cells.map(({ r, g, b }) => [r - g, g - b, b - r].map((difference) => Math.round(difference)));
    const colour = (cells) =>
      Math.max(...hues(cells).map((hue) => Math.max(...hue.map((v) => Math.abs(v)))));
    const range = (cells) => {
      const green = hues(cells).map(([first, second]) => second - first);
      return Math.max(...green) - Math.min(...green);
    };
    const [dielectric, metal, glass] = [75, 230, 375].map(places);
    above(colour(metal), 40, 'the metal is coloured');
    above(range(metal), 80, 'by the angle');
    above(colour(metal), 3 * colour(dielectric), 'far more than a dielectric');
    above(range(glass), 40, 'the texture makes one thickness here and another there');
  },
  // On a white page, under even light, what glass reflects it lets through no more, so it is white.
  { css: 'body { background: #000; }' },
);

modelTest(
  'DispersionTest',
  'the spectrum widens with dispersion, and there is none where light is not bent',
  (picture) => {
    const columns = [96, 175, 256, 336, 417]; // dispersion 0, 0.5, 1, 2, 5
    const colour = (x, y) => {
      let sum = 0;
      for (let py = y - 16; py <= y + 16; ++py)
        for (let px = x - 16; px <= x + 16; ++px) {
          const [r, g, b] = pixel(picture, px, py);
          sum += Math.max(r, g, b) - Math.min(r, g, b);
        }
      return sum / 33 ** 2;
    };
    for (const [ior, y] of Object.entries({ 2.42: 78, 1.76: 128, 1.5: 177, 1.33: 220 })) {
      const widths = columns.map((x) => colour(x, y));
      assert.ok(widths[0] < 0.3, `ior ${ior}: ${widths[0]} without dispersion`);
      for (let i = 1; i < columns.length; ++i)
        above(widths[i], widths[i - 1] + 0.3, `ior ${ior}, column ${i}: ${widths}`);
    }
    for (const x of columns) assert.ok(colour(x, 262) < 0.3, 'ior 1 bends nothing');
  },
  {
    view: {
      model: 'DispersionTest/DispersionTest.glb',
      dimensions: { width: 512, height: 340 },
      target: { x: 0, y: 0, z: 0 },
      orbit: { theta: 0, phi: 90, radius: 0.2 },
      verticalFoV: 30,
    },
  },
);

modelTest(
  'TextureTransformMultiTest',
  'every slot, by both UV sets, looks like its sample',
  (picture) => {
    const rows = { colour: 48, emission: 98, metal: 198, occlusion: 250, unlit: 305 };
    for (const [row, y] of Object.entries(rows)) {
      const [first, second, sample] = [277, 330, 384].map((x) => patch(picture, x, y, 13));
      for (const [cell, other, within] of [
        [first, second, 8],
        [second, sample, 15],
      ]) {
        const what = `${row}: ${JSON.stringify([cell, other])}`;
        assert.ok(Math.abs(cell.light - other.light) < within, what);
        assert.ok(Math.abs(cell.bumpy - other.bumpy) < 6, what);
      }
    }
  },
);

modelTest('MultiUVTest', 'the second set carries the logo', (picture) => {
  const logo = patch(picture, 300, 252, 2);
  const plain = patch(picture, 100, 100, 4);
  above(logo.light, plain.light + 8, 'the logo is lighter');
});

modelTest('VertexColorTest', 'vertex colours and their samples agree', (picture) => {
  [170, 255, 347].forEach((x, i) => {
    const test = patch(picture, x, 202, 30);
    const channels = [test.r, test.g, test.b];
    assert.equal(channels.indexOf(Math.max(...channels)), i, `mark ${i} is ${channels}`);
    const difference = unlike(picture, [x, 202], [x, 338], 30);
    assert.ok(difference < 12, `mark ${i} is ${difference} unlike its sample`);
  });
});

modelTest(
  'TextureSettingsTest',
  'sides, clamping, repetition and mirroring look like their samples',
  (picture) => {
    [151, 193, 237, 279, 321, 365, 407, 450].forEach((y, row) => {
      const cell = patch(picture, 274, y, 13);
      const sample = patch(picture, 362, y, 13);
      const what = `row ${row}: ${JSON.stringify([cell, sample])}`;
      assert.ok(Math.abs(cell.light - sample.light) < 12, what);
      assert.ok(Math.abs(cell.g - cell.r - (sample.g - sample.r)) < 15, what);
      above(cell.g, Math.max(cell.r, cell.b), `row ${row} is green`);
    });
  },
);

modelTest(
  'NormalTangentTest',
  'a normal map looks like the geometry that it stands for',
  (picture) => {
    for (const [left, right] of [
      [115, 162],
      [233, 280],
      [349, 395],
    ])
      for (const y of [139, 198, 256, 314, 373]) {
        const difference = unlike(picture, [left, y], [right, y], 12);
        assert.ok(
          difference < 14,
          `at ${right}, ${y}: ${difference.toFixed(1)} unlike the real one`,
        );
      }
  },
);
