// The measures of tests/fidelity, on pictures whose scores follow from the definitions.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { flip, prepare } from '../fidelity/flip.mjs';
import { shrink } from '../fidelity/resize.mjs';
import { overWhite, psnr, ssim } from '../fidelity/score.mjs';
import { summarise } from '../fidelity/summary.mjs';
import { decodeWebpFile, throughWebp } from '../fidelity/webp.mjs';
import { root } from '../support/paths.mjs';

/// A picture by a function of x and y to [r, g, b] or [r, g, b, a].
function paint(width, height, colour) {
  const data = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; ++y)
    for (let x = 0; x < width; ++x) {
      const [r, g, b, a = 255] = colour(x, y);
      data.set([r, g, b, a], 4 * (y * width + x));
    }
  return { width, height, data };
}
const flat = (colour, size = 32) => overWhite(paint(size, size, () => colour));
const texture = (x, y) => [128 + 40 * Math.sin(x), 128 + 40 * Math.cos(y * 0.7), 90];
const near = (got, wanted, within, what) =>
  assert.ok(Math.abs(got - wanted) <= within, `${what ?? ''} ${got}, not ${wanted}`);
const flipOf = (a, b) => flip(prepare(a), prepare(b)).mean;

describe('pictures over white', () => {
  test('alpha lets white through', () => {
    const { rgb } = overWhite(paint(1, 1, () => [200, 0, 100, 51]));
    assert.deepEqual([...rgb], [244, 204, 224]);
  });
});

describe('PSNR', () => {
  test('follows from the mean squared error', () => {
    near(psnr(flat([100, 100, 100]), flat([110, 110, 110])), 10 * Math.log10(65025 / 100), 1e-9);
    near(psnr(flat([0, 0, 0]), flat([255, 255, 255])), 0, 1e-9);
    // One channel of three: a third of the error.
    near(psnr(flat([100, 0, 0]), flat([110, 0, 0])), 10 * Math.log10((3 * 65025) / 100), 1e-9);
  });
  test('is infinite for the same picture', () => {
    assert.equal(psnr(flat([1, 2, 3]), flat([1, 2, 3])), Infinity);
  });
});

describe('SSIM', () => {
  const a = overWhite(paint(40, 40, texture));
  test('is 1 for the same picture and the same both ways', () => {
    const b = overWhite(paint(40, 40, (x, y) => texture(x + 2, y)));
    near(ssim(a, a), 1, 1e-6);
    near(ssim(a, b), ssim(b, a), 1e-9);
    assert.ok(ssim(a, b) < 0.9);
  });
  test('of flat pictures is the comparison of their means', () => {
    const c1 = 2.55 ** 2;
    near(
      ssim(flat([100, 100, 100]), flat([200, 200, 200])),
      (2 * 100 * 200 + c1) / (100 ** 2 + 200 ** 2 + c1),
      1e-4,
    );
  });
  test('falls below 0 where structure is turned round', () => {
    const stripes = (x) => (x % 2 ? [255, 255, 255] : [0, 0, 0]);
    const other = (x) => stripes(x + 1);
    assert.ok(ssim(overWhite(paint(16, 16, stripes)), overWhite(paint(16, 16, other))) < -0.9);
  });
});

describe('FLIP', () => {
  test('is 0 for the same picture', () => {
    const a = overWhite(paint(48, 48, texture));
    assert.equal(flipOf(a, a), 0);
  });
  test('of flat pictures follows from the colours alone', () => {
    // The paper's scale ends at pure green against pure blue; black against white is a hundred units of lightness.
    near(flipOf(flat([0, 255, 0]), flat([0, 0, 255])), 1, 1e-4);
    const greatest = 41.2769; // HyAB of Hunt-adjusted green and blue, to the power of 0.7
    const knee = 0.4 * greatest;
    near(
      flipOf(flat([0, 0, 0]), flat([255, 255, 255])),
      0.95 + ((100 ** 0.7 - knee) / (greatest - knee)) * 0.05,
      2e-4,
    );
  });
  test('is the same both ways and grows with the difference', () => {
    const [a, b, c] = [flat([120, 80, 60]), flat([130, 80, 60]), flat([160, 80, 60])];
    near(flipOf(a, b), flipOf(b, a), 1e-9);
    assert.ok(flipOf(a, c) > flipOf(a, b));
  });
  test('sees an edge more than the same difference of flat colours', () => {
    const dim = () => [118, 118, 118];
    const edge = (x) => (x < 32 ? [118, 118, 118] : [138, 138, 138]);
    const { map } = flip(
      prepare(overWhite(paint(64, 64, dim))),
      prepare(overWhite(paint(64, 64, edge))),
    );
    const at = (x) => map[32 * 64 + x];
    assert.ok(at(33) > at(60) * 1.2, `${at(33)} at the edge, ${at(60)} beside it`);
    assert.ok(at(4) < 0.01);
  });
  test('forgives what is too fine to be seen', () => {
    const pair = [
      [140, 120, 120],
      [100, 120, 120],
    ];
    const fine = overWhite(paint(64, 64, (x, y) => pair[(x + y) % 2]));
    const coarse = overWhite(paint(64, 64, (x) => pair[(x >> 4) % 2]));
    const even = flat([121, 120, 120], 64);
    assert.ok(flipOf(fine, even) < flipOf(coarse, even));
  });
});

describe('making pictures smaller', () => {
  test('keeps flat colours, and colours under half-transparent edges', () => {
    const small = shrink(
      paint(48, 24, (x) => (x < 24 ? [200, 100, 50] : [0, 0, 0, 0])),
      16,
      8,
    );
    assert.deepEqual([small.width, small.height], [16, 8]);
    assert.deepEqual([...small.data.subarray(0, 4)], [200, 100, 50, 255]);
    for (let i = 0; i < small.data.length; i += 4)
      if (small.data[i + 3] > 16)
        [200, 100, 50].forEach((v, c) => near(small.data[i + c], v, 8, `pixel ${i / 4}`));
  });
  test('averages what becomes too fine', () => {
    const small = shrink(
      paint(60, 60, (x, y) => ((x + y) % 2 ? [255, 255, 255] : [0, 0, 0])),
      20,
      20,
    );
    for (let i = 0; i < small.data.length; i += 4) near(small.data[i], 127.5, 6);
  });
});

describe('the summary', () => {
  const score = (psnr) => ({ psnr, ssim: psnr / 30, flip: 0.1 });
  const {
    renderers,
    scenarios,
    near: share,
    reached,
  } = summarise([
    {
      id: 'a',
      against: {
        vitrine: { vray: score(26), stellar: score(28) },
        filament: { vray: score(25), stellar: score(25) },
        babylon: { vray: score(27), stellar: score(28) },
        vray: { stellar: score(30) },
      },
    },
    {
      id: 'b',
      against: { vitrine: { vray: score(20) }, filament: { vray: score(24) }, vray: {} },
    },
  ]);
  test('is the mean over scenarios of the mean over path tracers', () => {
    assert.equal(renderers.vitrine.psnr, (27 + 20) / 2);
    assert.deepEqual([renderers.babylon.scenarios, renderers.babylon.psnr], [1, 27.5]);
    assert.deepEqual([renderers.vray.scenarios, renderers.vray.psnr], [1, 30]);
  });
  test('knows the best rasteriser of each scenario and our distance to it', () => {
    assert.deepEqual(
      scenarios.map((s) => [s.best, s.lead]),
      [
        ['babylon', -0.5],
        ['filament', -4],
      ],
    );
    assert.equal(share, 0.5);
    assert.deepEqual(reached, { psnr: false, ssim: false, near: false });
  });
});

describe('WebP', () => {
  test('is decoded to the size that its header says', async () => {
    const file = join(root, 'docs', 'images', 'storefront.webp');
    const picture = await decodeWebpFile(file);
    assert.equal(picture.data.length, picture.width * picture.height * 4);
    assert.ok(picture.width > 100 && readFileSync(file).length < picture.data.length);
    assert.ok(new Set(picture.data).size > 200, 'there are many colours in it');
  });
  test('keeps brightness and alpha, and blurs colour', async () => {
    const stripes = paint(64, 64, (x) => (x % 2 ? [255, 0, 0, 255] : [0, 128, 0, 255]));
    const kept = await throughWebp(stripes, 90);
    assert.deepEqual([kept.width, kept.height, kept.data.length], [64, 64, 64 * 64 * 4]);
    const at = (x) => [...kept.data.subarray(4 * (32 * 64 + x), 4 * (32 * 64 + x) + 4)];
    assert.ok(at(31)[0] < 235 && at(32)[0] > 10, `red of ${at(31)} flows into ${at(32)}`);
    const half = await throughWebp(
      paint(32, 32, () => [90, 120, 150, 128]),
      90,
    );
    [90, 120, 150, 128].forEach((v, c) => near(half.data[c], v, 3));
  });
});
