// Pictures: reading, emptiness, perceptual comparison, and a diff picture that a person can read.
import { PNG } from 'pngjs';
import { toLinear } from './colour.mjs';

export const decode = (bytes) => {
  const { width, height, data } = PNG.sync.read(bytes);
  return { width, height, data };
};
export const encode = ({ width, height, data }) => {
  const png = new PNG({ width, height });
  png.data = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  return PNG.sync.write(png, { deflateLevel: 9 });
};

/// The colour at x, y as [r, g, b, a].
export const pixel = (picture, x, y) => [
  ...picture.data.subarray((y * picture.width + x) * 4, (y * picture.width + x) * 4 + 4),
];

/// Share (0…1) of pixels that differ from `background` by more than 6 of 255 in any channel.
export function coverage(picture, background = [255, 255, 255]) {
  let covered = 0;
  const { data } = picture;
  for (let i = 0; i < data.length; i += 4)
    if (
      data[i + 3] > 6 &&
      (Math.abs(data[i] - background[0]) > 6 ||
        Math.abs(data[i + 1] - background[1]) > 6 ||
        Math.abs(data[i + 2] - background[2]) > 6)
    )
      covered += 1;
  return covered / (picture.width * picture.height);
}

/// How many colours there are, the ground included, counted at 5 bits per channel.
export function colours(picture) {
  const seen = new Set();
  const { data } = picture;
  for (let i = 0; i < data.length; i += 4)
    if (data[i + 3] > 6)
      seen.add(((data[i] >> 3) << 10) | ((data[i + 1] >> 3) << 5) | (data[i + 2] >> 3));
  return seen.size;
}

/// Peak signal-to-noise ratio in dB of two pictures of one size, over red, green, blue (premultiplied) and alpha. The
/// same to the bit: Infinity.
export function psnr(a, b) {
  let sum = 0;
  for (let i = 0; i < a.data.length; i += 4) {
    const alphaA = a.data[i + 3],
      alphaB = b.data[i + 3];
    for (let c = 0; c < 3; ++c)
      sum += ((a.data[i + c] * alphaA) / 255 - (b.data[i + c] * alphaB) / 255) ** 2;
    sum += (alphaA - alphaB) ** 2;
  }
  return 10 * Math.log10((255 * 255 * a.data.length) / sum);
}

const linear = Float64Array.from({ length: 256 }, (_, i) => toLinear(i));

// OKLab (Björn Ottosson, 2020), times 100 so that one unit is about what a careful eye just sees. Transparency is
// laid over white, as a shop page would show it.
function lab({ width, height, data }) {
  const out = new Float32Array(width * height * 3);
  for (let i = 0, o = 0; i < data.length; i += 4, o += 3) {
    const a = data[i + 3] / 255;
    const over = (v) => linear[Math.round(v * a + 255 * (1 - a))];
    const r = over(data[i]),
      g = over(data[i + 1]),
      b = over(data[i + 2]);
    const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    out[o] = 100 * (0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s);
    out[o + 1] = 100 * (1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s);
    out[o + 2] = 100 * (0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s);
  }
  return out;
}

// A 3×3 box blur forgives a subpixel's shift of an edge, which another CPU's rounding may cause.
function blur(source, width, height) {
  const out = new Float32Array(source.length);
  for (let y = 0; y < height; ++y)
    for (let x = 0; x < width; ++x)
      for (let c = 0; c < 3; ++c) {
        let sum = 0,
          n = 0;
        for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); ++v)
          for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); ++u, ++n)
            sum += source[(v * width + u) * 3 + c];
        out[(y * width + x) * 3 + c] = sum / n;
      }
  return out;
}

/// Perceptual difference of two pictures of one size: `mean` (ΔE over all pixels), `share` (0…1, pixels with a ΔE
/// over 4), `map` (ΔE per pixel).
export function compare(a, b) {
  if (a.width !== b.width || a.height !== b.height)
    return {
      mean: Infinity,
      share: 1,
      map: null,
      sizes: `${a.width}×${a.height} and ${b.width}×${b.height}`,
    };
  const la = blur(lab(a), a.width, a.height);
  const lb = blur(lab(b), b.width, b.height);
  const map = new Float32Array(a.width * a.height);
  let sum = 0,
    over = 0;
  for (let i = 0; i < map.length; ++i) {
    const d = Math.hypot(
      la[i * 3] - lb[i * 3],
      la[i * 3 + 1] - lb[i * 3 + 1],
      la[i * 3 + 2] - lb[i * 3 + 2],
    );
    map[i] = d;
    sum += d;
    if (d > 4) over += 1;
  }
  return { mean: sum / map.length, share: over / map.length, map };
}

/// expected | got | difference (grey copy of the expected one, differences in red), side by side.
export function diffPicture(expected, got, map) {
  const width = Math.max(expected.width, got.width);
  const height = Math.max(expected.height, got.height);
  const gap = 4;
  const out = {
    width: width * 3 + gap * 2,
    height,
    data: new Uint8Array((width * 3 + gap * 2) * height * 4).fill(255),
  };
  const put = (picture, left, colour) => {
    for (let y = 0; y < picture.height; ++y)
      for (let x = 0; x < picture.width; ++x) {
        const i = y * picture.width + x;
        out.data.set(
          colour(picture.data.subarray(i * 4, i * 4 + 4), i),
          (y * out.width + left + x) * 4,
        );
      }
  };
  const overWhite = (p) => [0, 1, 2].map((c) => (p[c] * p[3]) / 255 + 255 - p[3]).concat(255);
  put(expected, 0, overWhite);
  put(got, width + gap, overWhite);
  put(expected, (width + gap) * 2, (p, i) => {
    const [r, g, b] = overWhite(p);
    const grey = 128 + (0.2126 * r + 0.7152 * g + 0.0722 * b) / 2;
    const heat = Math.min(1, (map ? map[i] : 10) / 10);
    return [grey + (255 - grey) * heat, grey * (1 - heat), grey * (1 - heat), 255];
  });
  return out;
}
