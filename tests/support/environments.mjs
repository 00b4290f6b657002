// Small files of light whose picture is known, in the formats that are read.

const [width, height] = [64, 32];
const COLOURS = [
  [1, 1, 1],
  [0, 1, 0],
  [1, 0, 0],
  [0, 0, 1],
];
/// The colour of each pixel of a panorama of four quarters round the horizon: green along −Z, red along +X, blue along +Z, grey
/// along −X.
const PIXELS = Array.from(
  { length: width * height },
  (_, i) => COLOURS[Math.floor((((i % width) + width / 8) / width) * 4) % 4],
);

/// It as a Radiance file, where each quarter has radiance ½.
export function quarters() {
  // 128 / 256 · 2^(128 − 128) = ½
  const texels = Buffer.from(PIXELS.flatMap((colour) => [...colour.map((v) => 128 * v), 128]));
  const head = `#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y ${height} +X ${width}\n`;
  return Buffer.concat([Buffer.from(head), texels]);
}

const HALF = 0x3800; // ½ as a half float
const words = (...values) => Buffer.from(Uint32Array.from(values).buffer);

/// Half floats with alpha of `size` × `size` pixels of one colour.
const square = (size, [r, g, b]) =>
  Buffer.from(
    Uint16Array.from({ length: size * size * 4 }, (_, i) => [r, g, b, 2][i % 4] * HALF).buffer,
  );

/// The same quarters as a KTX2 panorama.
export function quartersKtx2() {
  const texels = Uint16Array.from(PIXELS.flatMap((c) => [...c, 1].map((v) => v * HALF)));
  const identifier = Buffer.from('\xABKTX 20\xBB\r\n\x1A\n', 'latin1');
  const head = words(97, 2, width, height, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  const level = words(104, 0, texels.byteLength, 0, texels.byteLength, 0);
  return Buffer.concat([identifier, head, level, Buffer.from(texels.buffer)]);
}

/// And as the faces of a KTX cube, white above and below.
export function quartersCube() {
  const size = 8;
  const faces = [
    [1, 0, 0],
    [1, 1, 1],
    [1, 1, 1],
    [1, 1, 1],
    [0, 0, 1],
    [0, 1, 0],
  ];
  const identifier = Buffer.from('\xABKTX 11\xBB\r\n\x1A\n', 'latin1');
  const head = words(0x04030201, 0x140b, 2, 0x1908, 0x881a, 0x1908, size, size, 0, 0, 6, 1, 0);
  return Buffer.concat([
    identifier,
    head,
    words(size * size * 8),
    ...faces.map((face) => square(size, face)),
  ]);
}
