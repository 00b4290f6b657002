// Our decoder modules beside the decoders that others ship, one core each, on the compressed sample models:
//
//     node tests/bench/decoders.mjs [folder with decode-*.wasm] [--only=etc1s]
//
// Prints the output of a second (MB of geometry, megapixels of texture), ours ÷ theirs of the fastest rounds, and the median of
// the rounds' ratios; and checks that both decode the same. Ours must not be slower.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { option } from '../support/command-line.mjs';
import { findFiles, noShared, root, sharedDir } from '../support/paths.mjs';
import { collectJobs } from './decoder-jobs.mjs';
import { loadOurs } from './decoder-ours.mjs';
import { median } from './table.mjs';

if (noShared) {
  console.error(`bench: ${noShared}`);
  process.exit(2);
}
const require = createRequire(import.meta.url);
const only = option('only', '');
const folder =
  process.argv.slice(2).find((a) => !a.startsWith('--')) ??
  join(root, 'build', 'wasm-release', 'viewer', 'decode', 'wasm');

// --- theirs -----------------------------------------------------------------------------------------------

async function theirMeshopt() {
  const { MeshoptDecoder } = await import('meshoptimizer');
  await MeshoptDecoder.ready;
  return ({ count, stride, mode, filter, bytes }) => {
    const out = new Uint8Array(count * stride);
    MeshoptDecoder.decodeGltfBuffer(out, count, stride, bytes, mode, filter);
    return out;
  };
}

async function theirDraco() {
  const draco = await require('draco3d').createDecoderModule({});
  const types = {
    5120: [draco.DT_INT8, Int8Array],
    5121: [draco.DT_UINT8, Uint8Array],
    5122: [draco.DT_INT16, Int16Array],
    5123: [draco.DT_UINT16, Uint16Array],
    5125: [draco.DT_UINT32, Uint32Array],
    5126: [draco.DT_FLOAT32, Float32Array],
  };
  return ({ bytes, attributes }) => {
    const decoder = new draco.Decoder();
    const mesh = new draco.Mesh();
    const status = decoder.DecodeArrayToMesh(bytes, bytes.length, mesh);
    if (!status.ok()) throw new Error(status.error_msg());
    const take = (size, Type, read) => {
      const ptr = draco._malloc(size);
      read(ptr);
      const out = new Uint8Array(draco.HEAPU8.buffer, ptr, size).slice();
      draco._free(ptr);
      return out;
    };
    const size = mesh.num_faces() * 12;
    const parts = [
      take(size, Uint32Array, (ptr) => decoder.GetTrianglesUInt32Array(mesh, size, ptr)),
    ];
    for (const { id, type, components } of attributes) {
      const [dataType, Type] = types[type];
      const bytesOf = mesh.num_points() * components * Type.BYTES_PER_ELEMENT;
      const attribute = decoder.GetAttributeByUniqueId(mesh, id);
      parts.push(
        take(bytesOf, Type, (ptr) =>
          decoder.GetAttributeDataArrayForAllPoints(mesh, attribute, dataType, bytesOf, ptr),
        ),
      );
    }
    draco.destroy(mesh);
    draco.destroy(decoder);
    return Buffer.concat(parts.map((p) => Buffer.concat([p, Buffer.alloc(-p.length & 3)])));
  };
}

async function theirKtx2() {
  const dir = join(root, 'tests', 'node_modules', 'three', 'examples', 'jsm', 'libs', 'basis');
  const source = readFileSync(join(dir, 'basis_transcoder.js'), 'utf8');
  const factory = new Function('require', '__dirname', `${source}; return BASIS;`)(require, dir);
  const basis = await factory({ wasmBinary: readFileSync(join(dir, 'basis_transcoder.wasm')) });
  basis.initializeBasis();
  // basist::transcoder_texture_format
  const formats = { rgba8: 13, astc: 10, bc7: 6, bc3: 3, bc1: 2, etc2rgba: 1, etc2rgb: 0 };
  return ({ bytes, format }) => {
    const file = new basis.KTX2File(bytes);
    if (!file.startTranscoding()) throw new Error('startTranscoding');
    const parts = [];
    for (let level = 0; level < file.getLevels(); ++level) {
      const out = new Uint8Array(file.getImageTranscodedSizeInBytes(level, 0, 0, formats[format]));
      if (!file.transcodeImage(out, level, 0, 0, formats[format], 0, -1, -1))
        throw new Error('transcodeImage');
      parts.push(out);
    }
    file.close();
    file.delete();
    return Buffer.concat(parts);
  };
}

// --- measuring --------------------------------------------------------------------------------------------

const timed = (decode, jobs) => {
  const begin = performance.now();
  for (const job of jobs) decode(job);
  return performance.now() - begin;
};

/// Both sides in turn, over all jobs each time. Milliseconds of the fastest round of each, for what else the machine does only ever
/// adds time; and the median of the rounds' ratios, which what slows both sides leaves as it is.
function race(ours, theirs, jobs) {
  const rounds = [];
  const until = performance.now() + 5000;
  while (rounds.length < 7 || (performance.now() < until && rounds.length < 60)) {
    const round = {};
    const sides = [
      ['their', theirs],
      ['our', ours],
    ];
    if (rounds.length % 2) sides.reverse(); // who comes first has the colder caches
    for (const [side, decode] of sides) round[side] = timed(decode, jobs);
    rounds.push(round);
  }
  const fastest = (side) => Math.min(...rounds.map((r) => r[side]));
  return {
    our: fastest('our'),
    their: fastest('their'),
    ratio: median(rounds.map((r) => r.their / r.our)),
  };
}

function measure(name, jobs, ours, theirs, amount, unit, exact) {
  if (!jobs.length || !name.includes(only)) return;
  let different = 0;
  for (const job of jobs) {
    const a = Buffer.from(ours(job)),
      b = Buffer.from(theirs(job));
    if (exact ? !a.equals(b) : a.length !== b.length) different++;
  }
  const { our, their, ratio } = race(ours, theirs, jobs);
  const total = jobs.reduce((sum, job) => sum + amount(job), 0) / 1e6;
  const speed = (ms) => `${((total / ms) * 1000).toFixed(1)}`.padStart(9);
  console.log(
    `${name.padEnd(22)}${String(jobs.length).padStart(5)}${speed(our)}${speed(their)}  ${unit.padEnd(9)}` +
      `${(their / our).toFixed(2).padStart(7)}${ratio.toFixed(2).padStart(8)}${different ? `   ${different} differ` : ''}`,
  );
}

const jobs = collectJobs(
  findFiles(join(sharedDir, 'assets', 'models'), ['.glb', '.gltf']).map((file) =>
    join(sharedDir, 'assets', 'models', file),
  ),
);
const ours = await loadOurs(folder);

console.log('                       jobs     ours   theirs             fastest  median');
const meshopt = await theirMeshopt();
for (const mode of ['ATTRIBUTES', 'TRIANGLES', 'INDICES']) {
  const some = jobs.meshopt.filter((job) => job.mode === mode);
  const bytes = (job) => job.count * job.stride;
  measure(`meshopt ${mode.toLowerCase()}`, some, ours.meshopt, meshopt, bytes, 'MB/s', true);
}
const dracoBytes = (job) => ours.draco(job).length;
measure('draco', jobs.draco, ours.draco, await theirDraco(), dracoBytes, 'MB/s', true);
const ktx2 = await theirKtx2();
for (const uastc of [false, true]) {
  for (const format of ['rgba8', 'astc', 'bc7', 'bc3', 'bc1', 'etc2rgba', 'etc2rgb']) {
    if (!uastc && format === 'astc') continue;
    const some = jobs.ktx2.filter((job) => job.uastc === uastc).map((job) => ({ ...job, format }));
    const pixels = (job) => (job.width * job.height * 4) / 3;
    const name = `${uastc ? 'uastc' : 'etc1s'} ${format}`;
    measure(name, some, ours.ktx2, ktx2, pixels, 'Mpixel/s', false);
  }
}
