// Streaming, side by side with the peer in one run: our element loading a packed product, the peer loading the source
// product and the packed product's full level (which it can read: meshopt or Draco, KTX2).
//
//   node tests/bench/stream.mjs [--runs=3] [--model=Shoe] [--quick]
//
// Products are packed by build/native-release's vitrine-pack into build/bench/packed (kept until tool or source change).
//
// What the rows mean:
//   packed         bytes of the packed product (manifest and all files but the poster), of the source's
//   picture        PSNR of our picture of the packed product against that of the source, at full detail, 1024 × 1024
//   preview bytes  bytes of every answer that began before "preview", of the packed product
//   preview        navigation → "preview", of the peer's navigation → "load" of the source
//   seen           navigation → the browser put a picture with the product on screen, which may be later than either side's
//                  event: of one run each, of the peer's with the source
//   load           navigation → "load", of the peer's "load" of the full level
//   code           brotli bytes of all our files that were fetched until load
//   gap            longest time between two frames from preview to load under auto-rotate, in frames of the median time
//                  after load: 2 = one frame was missed
//   textures       bytes of GPU texture memory, of the same levels in RGBA8
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { option } from '../support/command-line.mjs';
import { distDir, root, sharedDir, testsDir } from '../support/paths.mjs';
import { packed } from './packed.mjs';
import { measureSeen, measureStream } from './stream-measure.mjs';
import { pictureDifference, textureShare } from './stream-picture.mjs';
import { median } from './table.mjs';

const quick = process.argv.includes('--quick');
const runs = Number(option('runs', quick ? 1 : 3));
const only = option('model', '');
const outDir = join(root, 'build', 'bench');

if (!sharedDir) {
  console.log('stream bench: not run, because ../shared/assets/models is absent.');
  process.exit(0);
}
if (!existsSync(join(distDir, 'product-viewer.js'))) {
  console.error('stream bench: there is no bundle. Build it first: make dist');
  process.exit(2);
}

const sources = [
  'MaterialsVariantsShoe/MaterialsVariantsShoe.glb',
  'ToyCar/ToyCar.glb',
  'GlamVelvetSofa/glTF-Binary/GlamVelvetSofa.glb',
  'WaterBottle/glTF/WaterBottle.gltf',
  'SheenChair/glTF/SheenChair.gltf',
].filter((path) => path.includes(only));
const lines = [
  { name: '20 Mbit/s, 40 ms', bitsPerSecond: 20e6, latencyMs: 40 },
  { name: '4 Mbit/s, 150 ms', bitsPerSecond: 4e6, latencyMs: 150 },
].slice(0, quick ? 1 : 2);

const mounts = { packed: join(outDir, 'packed'), decoders: join(testsDir, 'node_modules') };
const percent = (v) => `${(100 * v).toFixed(1)} %`;
const ratio = (v) => v.toFixed(2);
const results = [];

for (const path of quick && !only ? sources.slice(0, 1) : sources) {
  const product = packed(path, join(outDir, 'packed'));
  const picture = await pictureDifference(product, mounts);
  const textures = await textureShare(product, mounts);
  const result = {
    name: product.name,
    packed: product.bytes / product.sourceBytes,
    picture,
    textures,
  };
  results.push(result);
  for (const line of lines) {
    const samples = { ours: [], source: [], full: [] };
    for (let run = 0; run < runs; ++run)
      for (const side of Object.keys(samples)) {
        process.stderr.write(
          `${product.name}, ${line.name}: ${side}, run ${run + 1} of ${runs}…\n`,
        );
        samples[side].push(await measureStream(side, product, line, mounts));
      }
    const seen = {
      ours: await measureSeen('ours', product, line, mounts),
      source: await measureSeen('source', product, line, mounts),
    };
    const of = (side, key) => median(samples[side].map((s) => s[key]));
    result[line.name] = {
      previewBytes: of('ours', 'previewBytes') / product.bytes,
      preview: of('ours', 'preview') / of('source', 'load'),
      load: of('ours', 'load') / of('full', 'load'),
      gap: of('ours', 'gap'),
      code: of('ours', 'code'),
      seconds: {
        preview: of('ours', 'preview') / 1000,
        load: of('ours', 'load') / 1000,
        peerSource: of('source', 'load') / 1000,
        peerFull: of('full', 'load') / 1000,
        seen: seen.ours / 1000,
        peerSeen: seen.source / 1000,
      },
    };
  }
  mkdirSync(outDir, { recursive: true });
  writeFileSync(join(outDir, 'stream.json'), JSON.stringify(results, null, 2));

  const row = (what, value, goal, good) =>
    console.log(
      `  ${what.padEnd(44)} ${value.padStart(10)}   ${goal.padEnd(12)} ${good ? 'reached' : 'not yet'}`,
    );
  console.log(
    `\n${product.name}: ${(product.sourceBytes / 1e6).toFixed(2)} MB, packed ${(product.bytes / 1e6).toFixed(2)} MB`,
  );
  row('packed / source', percent(result.packed), '≤ 35 %', result.packed <= 0.35);
  row('picture of it', `${picture.toFixed(1)} dB`, '≥ 34 dB', picture >= 34);
  row('texture memory / RGBA8', percent(textures), '≤ 30 %', textures <= 0.3);
  for (const line of lines) {
    const r = result[line.name];
    console.log(`  ${line.name}`);
    row(
      '  bytes until preview / packed',
      percent(r.previewBytes),
      '≤ 15 %',
      r.previewBytes <= 0.15,
    );
    row('  preview / peer’s load of the source', ratio(r.preview), '≤ 0.3', r.preview <= 0.3);
    row('  load / peer’s load of the full level', ratio(r.load), '≤ 0.7', r.load <= 0.7);
    row('  longest gap, frames', ratio(r.gap), '≤ 2', r.gap <= 2);
    row('  code until load', `${(r.code / 1000).toFixed(0)} KB`, '≤ 420 KB', r.code <= 420_000);
    const s = r.seconds;
    console.log(
      `    preview ${s.preview.toFixed(2)} s, load ${s.load.toFixed(2)} s; ` +
        `peer: source ${s.peerSource.toFixed(2)} s, full level ${s.peerFull.toFixed(2)} s`,
    );
    console.log(
      `    seen on screen after ${s.seen.toFixed(2)} s; peer: source ${s.peerSeen.toFixed(2)} s ` +
        `(${ratio(s.seen / s.peerSeen)})`,
    );
  }
}
console.log(`\n${join(outDir, 'stream.json')}`);
