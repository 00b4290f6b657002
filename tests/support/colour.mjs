// Colour as it is measured: sRGB, CIE L*a*b* and the difference CIEDE2000; and the tone curves as they were published,
// written anew from the formulas so that the shaders are tested against something else than themselves.

/// 0…255 encoded → 0…1 linear, and back (IEC 61966-2-1).
export const toLinear = (code) => {
  const c = code / 255;
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
};
export const toCode = (linear) => {
  const l = Math.min(Math.max(linear, 0), 1);
  return 255 * (l <= 0.0031308 ? 12.92 * l : 1.055 * l ** (1 / 2.4) - 0.055);
};

/// CIE L*a*b* under D65 of an sRGB colour, 0…255.
export function lab(rgb) {
  const [r, g, b] = rgb.map(toLinear);
  const f = (t) => (t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116);
  const x = f((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
  const y = f(0.2126729 * r + 0.7151522 * g + 0.072175 * b);
  const z = f((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

const degrees = (radians) => (radians * 180) / Math.PI;
const cosine = (angle) => Math.cos((angle * Math.PI) / 180);
const sine = (angle) => Math.sin((angle * Math.PI) / 180);

/// CIEDE2000 of two L*a*b* colours, weights 1. Sharma, Wu, Dalal: "The CIEDE2000 Color-Difference Formula:
/// Implementation Notes, Supplementary Test Data, and Mathematical Observations", Color Res. Appl. 30 (1), 2005.
export function deltaE2000([l1, a1, b1], [l2, a2, b2]) {
  const mean = (Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2;
  const g = 0.5 * (1 - Math.sqrt(mean ** 7 / (mean ** 7 + 25 ** 7)));
  const polar = (a, b) => {
    const x = (1 + g) * a;
    const hue = x === 0 && b === 0 ? 0 : degrees(Math.atan2(b, x));
    return { chroma: Math.hypot(x, b), hue: hue < 0 ? hue + 360 : hue };
  };
  const one = polar(a1, b1),
    two = polar(a2, b2);
  const grey = one.chroma * two.chroma === 0;

  let turn = grey ? 0 : two.hue - one.hue;
  if (turn > 180) turn -= 360;
  else if (turn < -180) turn += 360;
  let hue = one.hue + two.hue;
  if (!grey) {
    if (Math.abs(one.hue - two.hue) <= 180) hue /= 2;
    else hue = hue < 360 ? (hue + 360) / 2 : (hue - 360) / 2;
  }

  const chroma = (one.chroma + two.chroma) / 2;
  const light = (l1 + l2) / 2;
  const t =
    1 -
    0.17 * cosine(hue - 30) +
    0.24 * cosine(2 * hue) +
    0.32 * cosine(3 * hue + 6) -
    0.2 * cosine(4 * hue - 63);
  const sl = 1 + (0.015 * (light - 50) ** 2) / Math.sqrt(20 + (light - 50) ** 2);
  const sc = 1 + 0.045 * chroma;
  const sh = 1 + 0.015 * chroma * t;
  const rotation =
    -sine(60 * Math.exp(-(((hue - 275) / 25) ** 2))) *
    2 *
    Math.sqrt(chroma ** 7 / (chroma ** 7 + 25 ** 7));
  const dl = (l2 - l1) / sl;
  const dc = (two.chroma - one.chroma) / sc;
  const dh = (2 * Math.sqrt(one.chroma * two.chroma) * sine(turn / 2)) / sh;
  return Math.sqrt(dl * dl + dc * dc + dh * dh + rotation * dc * dh);
}

const matrix = (m, v) => m.map((row) => row[0] * v[0] + row[1] * v[1] + row[2] * v[2]);
const clamp = (v) => Math.min(Math.max(v, 0), 1);

// KhronosGroup/ToneMapping, PBR_Neutral: F90 = 0.04, ks = 0.8 − F90, kd = 0.15.
function neutral(rgb) {
  const f90 = 0.04,
    ks = 0.8 - f90,
    kd = 0.15;
  const x = Math.min(...rgb);
  const f = x <= 2 * f90 ? x - x ** 2 / (4 * f90) : f90;
  const c = rgb.map((v) => v - f);
  const p = Math.max(...c);
  if (p <= ks) return c;
  const pn = 1 - (1 - ks) ** 2 / (p + 1 - 2 * ks);
  const g = 1 / (kd * (p - pn) + 1);
  return c.map((v) => v * (pn / p) * g + pn * (1 - g));
}

// Stephen Hill's fit of the ACES RRT and ODT (BakingLab, ACES.hlsl), scene values scaled by 1/0.6 as three.js does.
function aces(rgb) {
  const input = [
    [0.59719, 0.35458, 0.04823],
    [0.076, 0.90834, 0.01566],
    [0.0284, 0.13383, 0.83777],
  ];
  const output = [
    [1.60475, -0.53108, -0.07367],
    [-0.10208, 1.10813, -0.00605],
    [-0.00327, -0.07276, 1.07602],
  ];
  const fitted = matrix(
    input,
    rgb.map((v) => v / 0.6),
  ).map((v) => (v * (v + 0.0245786) - 0.000090537) / (v * (0.983729 * v + 0.432951) + 0.238081));
  return matrix(output, fitted).map(clamp);
}

// Benjamin Wrensch, "Minimal AgX Implementation", the base look; its display-encoded result is decoded with 2.2.
function agx(rgb) {
  const inset = [
    [0.842479062253094, 0.0784335999999992, 0.0792237451477643],
    [0.0423282422610123, 0.878468636469772, 0.0791661274605434],
    [0.0423756549057051, 0.0784336, 0.879142973793104],
  ];
  const outset = [
    [1.19687900512017, -0.0980208811401368, -0.0990297440797205],
    [-0.0528968517574562, 1.15190312990417, -0.0989611768448433],
    [-0.0529716355144438, -0.0980434501171241, 1.15107367264116],
  ];
  const low = -12.47393,
    high = 4.026069;
  const curve = (x) =>
    15.5 * x ** 6 -
    40.14 * x ** 5 +
    31.96 * x ** 4 -
    6.868 * x ** 3 +
    0.4298 * x ** 2 +
    0.1191 * x -
    0.00232;
  const encoded = matrix(inset, rgb).map((v) => {
    const ev = Math.min(Math.max(Math.log2(Math.max(v, 1e-10)), low), high);
    return curve((ev - low) / (high - low));
  });
  return matrix(outset, encoded).map((v) => clamp(v) ** 2.2);
}

// John Hable, "Filmic Tonemapping Operators" (2010): A 0.15, B 0.50, C 0.10, D 0.20, E 0.02, F 0.30; exposure bias 2,
// white at 11.2.
function filmic(rgb) {
  const [a, b, c, d, e, f] = [0.15, 0.5, 0.1, 0.2, 0.02, 0.3];
  const curve = (x) => (x * (a * x + c * b) + d * e) / (x * (a * x + b) + d * f) - e / f;
  return rgb.map((v) => clamp(curve(2 * v) / curve(11.2)));
}

/// By the value of `tone-mapping`: scene-linear Rec. 709 → display-linear.
export const toneCurves = { neutral, aces, agx, filmic, linear: (rgb) => rgb.map(clamp) };
