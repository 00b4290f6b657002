// How near one picture is to another: PSNR and SSIM. FLIP is in flip.mjs. Pictures are laid over white first, as a shop
// page shows them.

/// The picture without its alpha, laid over white: { width, height, rgb } with whole numbers 0…255.
export function overWhite({ width, height, data }) {
  const rgb = new Float32Array(width * height * 3);
  for (let i = 0, o = 0; i < data.length; i += 4)
    for (let c = 0; c < 3; ++c, ++o)
      rgb[o] = Math.round((data[i + c] * data[i + 3]) / 255 + 255 - data[i + 3]);
  return { width, height, rgb };
}

/// Peak signal-to-noise ratio in dB over red, green and blue. The same to the bit: Infinity.
export function psnr(a, b) {
  let sum = 0;
  for (let i = 0; i < a.rgb.length; ++i) sum += (a.rgb[i] - b.rgb[i]) ** 2;
  return 10 * Math.log10((255 * 255 * a.rgb.length) / sum);
}

const window = 8;
const step = 4;

function luma({ rgb }) {
  const out = new Float32Array(rgb.length / 3);
  for (let i = 0; i < out.length; ++i)
    out[i] = 0.2126 * rgb[3 * i] + 0.7152 * rgb[3 * i + 1] + 0.0722 * rgb[3 * i + 2];
  return out;
}

/// Structural similarity (Wang and others 2004) of the luma, in windows of 8×8 pixels every 4 pixels, all weighted the
/// same; K1 = 0.01, K2 = 0.03. 1: the same.
export function ssim(a, b) {
  const la = luma(a),
    lb = luma(b);
  const c1 = (0.01 * 255) ** 2,
    c2 = (0.03 * 255) ** 2;
  const n = window * window;
  let total = 0,
    windows = 0;
  for (let y = 0; y + window <= a.height; y += step)
    for (let x = 0; x + window <= a.width; x += step) {
      let sa = 0,
        sb = 0,
        saa = 0,
        sbb = 0,
        sab = 0;
      for (let v = 0; v < window; ++v)
        for (let u = 0; u < window; ++u) {
          const i = (y + v) * a.width + x + u;
          sa += la[i];
          sb += lb[i];
          saa += la[i] * la[i];
          sbb += lb[i] * lb[i];
          sab += la[i] * lb[i];
        }
      const ma = sa / n,
        mb = sb / n;
      const va = saa / n - ma * ma,
        vb = sbb / n - mb * mb,
        cov = sab / n - ma * mb;
      total += ((2 * ma * mb + c1) * (2 * cov + c2)) / ((ma * ma + mb * mb + c1) * (va + vb + c2));
      windows += 1;
    }
  return total / windows;
}
