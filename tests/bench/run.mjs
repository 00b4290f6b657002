// Side by side with <model-viewer> 4.4.0, in one run on one machine.
//
//   node tests/bench/run.mjs [--quick] [--runs=5] [--model=Shoe] [--sides=vitrine,model-viewer]
//
// Both sides get the same: page, models, size (800×600 CSS pixels, DPR 1), headless Chromium on SwiftShader, a fresh
// browser per run (nothing cached), a line of 20 Mbit/s and 40 ms per request shared by all requests of the page,
// code precompressed with brotli 11, camera-controls, shadow-intensity 1, neutral tone mapping, default
// environment. Runs are interleaved (A B A B …) and medians are reported.
//
// What the columns mean:
//   first image    navigation → first picture of the model ("preview"; the peer's only one comes with its "load")
//   load           navigation → "load" event
//   beyond         load minus the pure transfer time of the model's bytes on that line
//   blocking       sum of (long task − 50 ms) on the page's thread, navigation → 1 s after load
//   longest        longest task on the page's thread in that time (0: none over 50 ms)
//   code           brotli bytes of everything that the side's own folder served until load: scripts, wasm, material
//                  packages, environment; bodies only
//   memory         proportional set size of all browser processes, at rest 1 s after load; also less that of an empty
//                  page in the same browser before
//   orbit          frames per second during a scripted mouse drag. Issued frames count only over the time until a
//                  screenshot taken after the drag is there, so frames queued at the GPU don't flatter a side. Both
//                  sides draw fewer pixels when frames run late: scale (per axis) and megapixels/s are given beside it
//   frame          time per picture of full quality, asked for anew as fast as each side draws it, none with fewer pixels
//   shaders        time in calls that compile and link programs or wait for them, on all threads, until load
//   rest           frames drawn in 2 s at rest
// Results: table on stdout; build/bench/results.json and chart.svg.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { option } from '../support/command-line.mjs';
import { distDir, productsDir, findFiles, root, sharedDir, urlPath } from '../support/paths.mjs';
import { chart } from './chart.mjs';
import { measure } from './measure.mjs';
import { peerFiles } from './peer.mjs';
import { measureShaders } from './shader-time.mjs';
import { table } from './table.mjs';

const quick = process.argv.includes('--quick');
const runs = Number(option('runs', quick ? 1 : 5));
const only = option('model', '');
const sideNames = option('sides', 'vitrine,model-viewer').split(',');
const outDir = join(root, 'build', 'bench');

if (sideNames.includes('vitrine') && !existsSync(join(distDir, 'product-viewer.js'))) {
  console.error(
    `bench: ${join(distDir, 'product-viewer.js')} is missing. Build it first: make dist`,
  );
  process.exit(2);
}

let models = sharedDir
  ? [
      'MaterialsVariantsShoe/MaterialsVariantsShoe.glb',
      'GlamVelvetSofa/glTF-Binary/GlamVelvetSofa.glb',
      'WaterBottle/glTF/WaterBottle.gltf',
    ].map((path) => ({ name: path.split('/').pop(), src: `/shared/models/${urlPath(path)}` }))
  : [];
if (models.length === 0 && existsSync(productsDir)) {
  console.log('bench: ../shared/assets/models is absent; our own products are measured instead.');
  models = findFiles(productsDir, ['.glb']).map((path) => ({
    name: path,
    src: `/products/${urlPath(path)}`,
  }));
}
models = models.filter((m) => m.name.includes(only)).slice(0, quick && !only ? 1 : undefined);
if (models.length === 0) {
  console.error(
    'bench: no models. Put ../shared/assets/models there, or build our products: make dist',
  );
  process.exit(2);
}

const sides = {
  vitrine: {
    tag: 'product-viewer',
    script: '/dist/product-viewer.js',
    folder: '/dist/',
    first: 'preview',
    encoded: new Map(),
  },
  'model-viewer': {
    tag: 'model-viewer',
    script: '/peer/model-viewer.min.js',
    folder: '/peer/',
    first: 'load',
    encoded: sideNames.includes('model-viewer') ? peerFiles(join(outDir, 'cache')) : new Map(),
  },
};

const line = { bitsPerSecond: 20e6, latencyMs: 40 };
const results = { date: new Date().toISOString(), line, runs, models: [] };
mkdirSync(outDir, { recursive: true });
for (const model of models) {
  const samples = Object.fromEntries(sideNames.map((name) => [name, []]));
  for (let run = 0; run < runs; ++run)
    for (const name of sideNames) {
      process.stderr.write(`${model.name}: ${name}, run ${run + 1} of ${runs}…\n`);
      samples[name].push({
        ...(await measure(sides[name], model, line)),
        ...(await measureShaders(sides[name], model)),
      });
    }
  results.models.push({ name: model.name, sides: samples });
  writeFileSync(join(outDir, 'results.json'), JSON.stringify(results, null, 2));
}
console.log(table(results));
writeFileSync(join(outDir, 'chart.svg'), chart(results));
console.log(`\n${join(outDir, 'results.json')}\n${join(outDir, 'chart.svg')}`);
