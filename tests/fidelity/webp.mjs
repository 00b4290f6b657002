// Decodes and encodes WebP, by libwebp compiled to WebAssembly.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import decodeWebp, { init as initDecoder } from '@jsquash/webp/decode.js';
import encodeWebp, { init as initEncoder } from '@jsquash/webp/encode.js';

// The package was made for browsers.
globalThis.ImageData ??= class {
  constructor(data, width, height) {
    Object.assign(this, { data, width, height });
  }
};
const { resolve } = createRequire(import.meta.url);
const compile = (path) =>
  WebAssembly.compile(readFileSync(resolve(`@jsquash/webp/codec/${path}.wasm`)));
await initDecoder(await compile('dec/webp_dec'));
await initEncoder(await compile('enc/webp_enc'));

async function decodeBytes(bytes) {
  const { width, height, data } = await decodeWebp(bytes);
  return { width, height, data };
}

/// Resolves with { width, height, data }, RGBA and not premultiplied.
export const decodeWebpFile = (file) => decodeBytes(new Uint8Array(readFileSync(file)).buffer);

/// What a picture becomes when it is kept as lossy WebP: among others, its colours get half as fine as its brightness.
export async function throughWebp({ width, height, data }, quality) {
  return decodeBytes(
    await encodeWebp({ width, height, data: new Uint8ClampedArray(data) }, { quality }),
  );
}
