// LDR-FLIP: the difference that a person sees when two pictures alternate in the same place. 0 none, 1 the greatest.
//
// Andersson, Nilsson, Akenine-Möller, Oskarsson, Åström, Fairchild: "FLIP: A Difference Evaluator for Alternating
// Images", Proc. ACM Comput. Graph. Interact. Tech. 3 (2), 2020. Its constants and names; borders repeat.
// All its kernels are products of a row and a column, so each is filtered in two passes.

import { toLinear } from '../support/colour.mjs';

/// Pixels per degree of the paper: a 0.7 m wide 4K display seen from 0.7 m.
export const pixelsPerDegree = (0.7 * 3840 * Math.PI) / (0.7 * 180);

const qc = 0.7;
const pc = 0.4;
const pt = 0.95;
const qf = 0.5;
const featureWidth = 0.082; // degrees

// Contrast sensitivity as sums of Gaussians a √(π/b) exp(−π² x² / b), x in degrees.
const csf = [
  [{ a: 1, b: 0.0047 }],
  [{ a: 1, b: 0.0053 }],
  [
    { a: 34.1, b: 0.04 },
    { a: 13.5, b: 0.025 },
  ],
];

// Linear Rec. 709 to XYZ and back (IEC 61966-2-1), and the white of D65.
const toXyz = [
  [10135552 / 24577794, 8788810 / 24577794, 4435075 / 24577794],
  [2613072 / 12288897, 8788810 / 12288897, 887015 / 12288897],
  [1425312 / 73733382, 8788810 / 73733382, 70074185 / 73733382],
];
const white = toXyz.map((row) => row[0] + row[1] + row[2]);

function inverse([[a, b, c], [d, e, f], [g, h, i]]) {
  const det = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
  return [
    [(e * i - f * h) / det, (c * h - b * i) / det, (b * f - c * e) / det],
    [(f * g - d * i) / det, (a * i - c * g) / det, (c * d - a * f) / det],
    [(d * h - e * g) / det, (b * g - a * h) / det, (a * e - b * d) / det],
  ];
}
const fromXyz = inverse(toXyz);

const linear = Float64Array.from({ length: 256 }, (_, i) => toLinear(i));

/// Columns and rows of `plane` filtered with symmetric or antisymmetric kernels of odd length.
function filter(plane, width, height, across, down) {
  const half = (across.length - 1) / 2;
  const rows = new Float32Array(plane.length);
  const line = new Float32Array(Math.max(width, height) + 2 * half);
  for (let y = 0; y < height; ++y) {
    for (let x = -half; x < width + half; ++x)
      line[x + half] = plane[y * width + Math.min(Math.max(x, 0), width - 1)];
    for (let x = 0; x < width; ++x) {
      let sum = 0;
      for (let k = 0; k < across.length; ++k) sum += across[k] * line[x + k];
      rows[y * width + x] = sum;
    }
  }
  const out = new Float32Array(plane.length);
  for (let x = 0; x < width; ++x) {
    for (let y = -half; y < height + half; ++y)
      line[y + half] = rows[Math.min(Math.max(y, 0), height - 1) * width + x];
    for (let y = 0; y < height; ++y) {
      let sum = 0;
      for (let k = 0; k < down.length; ++k) sum += down[k] * line[y + k];
      out[y * width + x] = sum;
    }
  }
  return out;
}

const kernel = (radius, at) =>
  Float64Array.from({ length: 2 * radius + 1 }, (_, i) => at(i - radius));
const sum = (values) => values.reduce((s, v) => s + v, 0);

function sensitivity(plane, width, height, gaussians) {
  const widest = Math.max(...csf.flat().map((g) => g.b));
  const radius = Math.ceil(3 * Math.sqrt(widest / (2 * Math.PI ** 2)) * pixelsPerDegree);
  const parts = gaussians.map(({ a, b }) => {
    const line = kernel(radius, (x) =>
      Math.exp((-(Math.PI ** 2) * (x / pixelsPerDegree) ** 2) / b),
    );
    return { line, weight: a * Math.sqrt(Math.PI / b), area: sum(line) ** 2 };
  });
  const total = sum(parts.map((p) => p.weight * p.area));
  const out = new Float32Array(plane.length);
  for (const { line, weight } of parts) {
    const filtered = filter(plane, width, height, line, line);
    for (let i = 0; i < out.length; ++i) out[i] += (filtered[i] * weight) / total;
  }
  return out;
}

// Positive weights made to sum to 1, negative ones to −1.
function balanced(line) {
  const above = sum(line.filter((v) => v > 0)),
    below = -sum(line.filter((v) => v < 0));
  return line.map((v) => (v > 0 ? v / above : v / below));
}

function features(luminance, width, height) {
  const sd = 0.5 * featureWidth * pixelsPerDegree;
  const radius = Math.ceil(3 * sd);
  const gauss = kernel(radius, (x) => Math.exp(-(x * x) / (2 * sd * sd)));
  const smooth = gauss.map((v) => v / sum(gauss));
  const edge = balanced(gauss.map((v, i) => -(i - radius) * v));
  const point = balanced(gauss.map((v, i) => (((i - radius) / sd) ** 2 - 1) * v));
  const strength = (line) => {
    const x = filter(luminance, width, height, line, smooth);
    const y = filter(luminance, width, height, smooth, line);
    return x.map((v, i) => Math.hypot(v, y[i]));
  };
  return { edges: strength(edge), points: strength(point) };
}

// CIE L*a*b* of linear Rec. 709, with the chroma of dim colours reduced (Hunt effect), into `out` at `at`.
const cubic = (t) => (t > (6 / 29) ** 3 ? Math.cbrt(t) : t / (3 * (6 / 29) ** 2) + 4 / 29);
const relative = toXyz.map((row, i) => row.map((v) => v / white[i]));
function huntLab(r, g, b, out, at) {
  const [x, y, z] = relative;
  const fx = cubic(x[0] * r + x[1] * g + x[2] * b);
  const fy = cubic(y[0] * r + y[1] * g + y[2] * b);
  const fz = cubic(z[0] * r + z[1] * g + z[2] * b);
  const l = 116 * fy - 16;
  out[at] = l;
  out[at + 1] = 5 * l * (fx - fy);
  out[at + 2] = 2 * l * (fy - fz);
}
const hyab = (l, a, b) => Math.abs(l) + Math.sqrt(a * a + b * b);
const greatest = (() => {
  const lab = new Float64Array(6);
  huntLab(0, 1, 0, lab, 0);
  huntLab(0, 0, 1, lab, 3);
  return hyab(lab[0] - lab[3], lab[1] - lab[4], lab[2] - lab[5]) ** qc;
})();
const clamp = (v) => Math.min(Math.max(v, 0), 1);

/// What FLIP needs of one picture ({ width, height, rgb }, see score.mjs), for any number of comparisons.
export function prepare({ width, height, rgb }) {
  const n = width * height;
  const opponent = [new Float32Array(n), new Float32Array(n), new Float32Array(n)];
  const luminance = new Float32Array(n);
  const [mx, my, mz] = relative;
  for (let i = 0; i < n; ++i) {
    const r = linear[rgb[3 * i]],
      g = linear[rgb[3 * i + 1]],
      b = linear[rgb[3 * i + 2]];
    const x = mx[0] * r + mx[1] * g + mx[2] * b,
      y = my[0] * r + my[1] * g + my[2] * b,
      z = mz[0] * r + mz[1] * g + mz[2] * b;
    luminance[i] = y;
    opponent[0][i] = 116 * y - 16;
    opponent[1][i] = 500 * (x - y);
    opponent[2][i] = 200 * (y - z);
  }
  const [yy, cx, cz] = opponent.map((plane, c) => sensitivity(plane, width, height, csf[c]));
  const lab = new Float32Array(3 * n);
  const [fr, fg, fb] = fromXyz;
  for (let i = 0; i < n; ++i) {
    const y0 = (yy[i] + 16) / 116;
    const x = white[0] * (y0 + cx[i] / 500),
      y = white[1] * y0,
      z = white[2] * (y0 - cz[i] / 200);
    huntLab(
      clamp(fr[0] * x + fr[1] * y + fr[2] * z),
      clamp(fg[0] * x + fg[1] * y + fg[2] * z),
      clamp(fb[0] * x + fb[1] * y + fb[2] * z),
      lab,
      3 * i,
    );
  }
  return { width, height, lab, ...features(luminance, width, height) };
}

/// { mean, map } of two prepared pictures of one size.
export function flip(a, b) {
  const map = new Float32Array(a.width * a.height);
  const knee = pc * greatest;
  let total = 0;
  for (let i = 0; i < map.length; ++i) {
    const d =
      hyab(
        a.lab[3 * i] - b.lab[3 * i],
        a.lab[3 * i + 1] - b.lab[3 * i + 1],
        a.lab[3 * i + 2] - b.lab[3 * i + 2],
      ) ** qc;
    const colour = d < knee ? (pt / knee) * d : pt + ((d - knee) / (greatest - knee)) * (1 - pt);
    const feature = Math.max(
      Math.abs(a.edges[i] - b.edges[i]),
      Math.abs(a.points[i] - b.points[i]),
    );
    map[i] = colour ** (1 - (feature * Math.SQRT1_2) ** qf);
    total += map[i];
  }
  return { mean: total / map.length, map };
}
