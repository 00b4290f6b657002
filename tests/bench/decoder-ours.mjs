// Our decoder modules (viewer/decode/wasm/exports.h) as plain functions.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const MODES = ['ATTRIBUTES', 'TRIANGLES', 'INDICES'];
const FILTERS = ['NONE', 'OCTAHEDRAL', 'QUATERNION', 'EXPONENTIAL'];
const FORMATS = ['rgba8', 'astc', 'bc7', 'bc3', 'bc1', 'etc2rgba', 'etc2rgb'];

async function load(folder, name) {
  const module = await WebAssembly.compile(readFileSync(join(folder, `decode-${name}.wasm`)));
  const wasm = (await WebAssembly.instantiate(module, {})).exports;
  wasm._initialize();
  /// The result lies in the module's memory until the next run.
  return (parameters, bytes) => {
    const words = wasm.vd_alloc(parameters.length * 4),
      input = wasm.vd_alloc(bytes.length || 1);
    new Int32Array(wasm.memory.buffer, words, parameters.length).set(parameters);
    new Uint8Array(wasm.memory.buffer, input, bytes.length).set(bytes);
    const status = wasm.vd_run(words, parameters.length, input, bytes.length);
    wasm.vd_free(input);
    wasm.vd_free(words);
    const memory = new Uint8Array(wasm.memory.buffer);
    if (status) {
      const text = (at) => Buffer.from(memory.subarray(at, memory.indexOf(0, at))).toString('utf8');
      throw new Error(`${text(wasm.vd_code())}: ${text(wasm.vd_message())}`);
    }
    const result = wasm.vd_result();
    return memory.subarray(result, result + wasm.vd_result_size());
  };
}

/// The levels' bytes without the table before them and the gaps between them.
function levelsOf(out) {
  const words = new Uint32Array(out.buffer, out.byteOffset, 5 + 3 * 16);
  const count = words[4];
  let at = (4 * (5 + 3 * count) + 15) & ~15;
  const parts = [];
  for (let i = 0; i < count; ++i) {
    const size = words[5 + 3 * i + 2];
    parts.push(out.subarray(at, at + size));
    at += (size + 15) & ~15;
  }
  return Buffer.concat(parts);
}

export async function loadOurs(folder) {
  const mesh = await load(folder, 'mesh');
  const draco = await load(folder, 'draco');
  const ktx2 = await load(folder, 'ktx2');
  return {
    meshopt: ({ count, stride, mode, filter, bytes }) =>
      mesh([0, count, stride, MODES.indexOf(mode), FILTERS.indexOf(filter)], bytes).slice(),
    draco: ({ indices, vertices, attributes, bytes }) =>
      draco(
        [
          indices,
          vertices,
          attributes.length,
          ...attributes.flatMap(({ id, type, components }) => [id, type, components]),
        ],
        bytes,
      ).slice(),
    ktx2: ({ bytes, format }) =>
      levelsOf(ktx2([1 << FORMATS.indexOf(format), 0, -1, bytes.length, 0], bytes)),
  };
}
