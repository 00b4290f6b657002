// The peer’s files, compressed as well as brotli can, once. The hosts that its decoders come from compress them, too.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { peerDir, testsDir } from '../support/paths.mjs';

const decoders = [
  'three/examples/jsm/libs/draco/gltf/draco_decoder.wasm',
  'three/examples/jsm/libs/draco/gltf/draco_wasm_wrapper.js',
  'three/examples/jsm/libs/basis/basis_transcoder.js',
  'three/examples/jsm/libs/basis/basis_transcoder.wasm',
  'meshoptimizer/meshopt_decoder.js',
];

/// Path on the test server → brotli bytes, for the peer's minified bundle and the decoders that it fetches.
export function peerFiles(cacheDir) {
  const files = new Map([['/peer/model-viewer.min.js', join(peerDir, 'model-viewer.min.js')]]);
  for (const path of decoders) files.set(`/decoders/${path}`, join(testsDir, 'node_modules', path));
  return new Map([...files].map(([path, file]) => [path, brotliOf(file, cacheDir)]));
}

function brotliOf(file, cacheDir) {
  const source = readFileSync(file);
  const name = `${basename(file)}.${createHash('sha256').update(source).digest('hex').slice(0, 12)}.br`;
  const cached = join(cacheDir, name);
  if (!existsSync(cached)) {
    mkdirSync(cacheDir, { recursive: true });
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_SIZE_HINT]: source.length,
    };
    writeFileSync(cached, brotliCompressSync(source, { params }));
  }
  return readFileSync(cached);
}
