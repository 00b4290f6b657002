// Small files of light whose picture is known, in the formats that are read.

/// A Radiance file of four quarters round the horizon, each of radiance ½: green along −Z, red along +X, blue along +Z, grey
/// along −X.
export function quarters() {
  const [width, height] = [64, 32];
  const texels = Buffer.alloc(width * height * 4);
  for (let i = 0; i < width * height; i++) {
    const quarter = Math.floor((((i % width) + width / 8) / width) * 4) % 4;
    const [r, g, b] = [
      [1, 1, 1],
      [0, 1, 0],
      [1, 0, 0],
      [0, 0, 1],
    ][quarter];
    // 128 / 256 · 2^(128 − 128) = ½
    texels.set([128 * r, 128 * g, 128 * b, 128], 4 * i);
  }
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
  const [width, height] = [64, 32];
  const texels = new Uint16Array(width * height * 4);
  for (let i = 0; i < width * height; i++) {
    const quarter = Math.floor((((i % width) + width / 8) / width) * 4) % 4;
    const colour = [
      [1, 1, 1],
      [0, 1, 0],
      [1, 0, 0],
      [0, 0, 1],
    ][quarter];
    texels.set(
      [...colour, 1].map((v) => v * HALF),
      4 * i,
    );
  }
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
