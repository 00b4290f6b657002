// Decodes WebP, by libwebp compiled to WebAssembly.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import decodeWebp, { init } from '@jsquash/webp/decode.js';

// The package was made for browsers.
globalThis.ImageData ??= class {
  constructor(data, width, height) {
    Object.assign(this, { data, width, height });
  }
};
const wasm = createRequire(import.meta.url).resolve('@jsquash/webp/codec/dec/webp_dec.wasm');
await init(await WebAssembly.compile(readFileSync(wasm)));

/// Resolves with { width, height, data }, RGBA and not premultiplied.
export async function decodeWebpFile(file) {
  const bytes = readFileSync(file);
  const { width, height, data } = await decodeWebp(new Uint8Array(bytes).buffer);
  return { width, height, data };
}
