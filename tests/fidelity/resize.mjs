// Makes pictures smaller as the reference renders were made smaller: Lanczos of three lobes, on encoded and
// premultiplied colours.

const lobes = 3;
const sinc = (x) => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));
const lanczos = (x) => (Math.abs(x) < lobes ? sinc(x) * sinc(x / lobes) : 0);

// For each place of the smaller line: where its taps begin, and their weights.
function taps(from, to) {
  const scale = from / to;
  return Array.from({ length: to }, (_, i) => {
    const middle = (i + 0.5) * scale - 0.5;
    const first = Math.ceil(middle - lobes * scale);
    const weights = [];
    for (let x = first; x <= middle + lobes * scale; ++x)
      weights.push(lanczos((x - middle) / scale));
    const total = weights.reduce((s, w) => s + w, 0);
    return { first, weights: weights.map((w) => w / total) };
  });
}

/// { width, height, data } RGBA, not premultiplied, made `width` × `height` small.
export function shrink(picture, width, height) {
  const source = new Float32Array(picture.data.length);
  for (let i = 0; i < source.length; i += 4) {
    const alpha = picture.data[i + 3];
    for (let c = 0; c < 3; ++c) source[i + c] = (picture.data[i + c] * alpha) / 255;
    source[i + 3] = alpha;
  }
  const columns = taps(picture.width, width);
  const rows = taps(picture.height, height);
  const narrow = new Float32Array(width * picture.height * 4);
  for (let y = 0; y < picture.height; ++y)
    columns.forEach(({ first, weights }, x) => {
      weights.forEach((w, k) => {
        const u = Math.min(Math.max(first + k, 0), picture.width - 1);
        for (let c = 0; c < 4; ++c)
          narrow[(y * width + x) * 4 + c] += w * source[(y * picture.width + u) * 4 + c];
      });
    });
  const data = new Uint8Array(width * height * 4);
  const sum = [0, 0, 0, 0];
  rows.forEach(({ first, weights }, y) => {
    for (let x = 0; x < width; ++x) {
      sum.fill(0);
      weights.forEach((w, k) => {
        const v = Math.min(Math.max(first + k, 0), picture.height - 1);
        for (let c = 0; c < 4; ++c) sum[c] += w * narrow[(v * width + x) * 4 + c];
      });
      const clamp = (v) => Math.min(Math.max(Math.round(v), 0), 255);
      const alpha = clamp(sum[3]);
      for (let c = 0; c < 3; ++c)
        data[(y * width + x) * 4 + c] = alpha === 0 ? 0 : clamp((sum[c] * 255) / alpha);
      data[(y * width + x) * 4 + 3] = alpha;
    }
  });
  return { width, height, data };
}
