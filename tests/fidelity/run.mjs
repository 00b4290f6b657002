// How near our pictures are to path-traced ones, and how near those of other rasterisers are.
//
//   node tests/fidelity/run.mjs [--only=Avocado,Fox] [--no-render] [--quick]
//
// --only        scenarios whose name contains one of these; the figures are then those of these scenarios
// --no-render   scores the pictures of the last run
// --quick       draws one device pixel per CSS pixel instead of two: four times faster, and a few tenths of a dB off
//
// Each scenario of ../shared/assets/golden is drawn through <product-viewer> in headless Chromium with its camera,
// size, light and tone mapping, then compared, laid over white, with every path tracer's picture of it. The score of a
// renderer is the mean over scenarios of the mean over the path tracers of that scenario (but itself): PSNR over RGB,
// SSIM of the luma in windows of 8×8, and LDR-FLIP.
//
// Results: tables on stdout, build/fidelity/scores.json, build/fidelity/renders/<scenario>.png, and a report to open in
// any browser, build/fidelity/index.html.
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { option } from '../support/command-line.mjs';
import { root } from '../support/paths.mjs';
import { encode } from '../support/picture.mjs';
import { Comparer } from './compare.mjs';
import { goldenDir, pathTracers, scenarios } from './goldens.mjs';
import { openRenderer } from './render.mjs';
import { writeReport } from './report.mjs';
import { ours, summarise } from './summary.mjs';
import { tables } from './table.mjs';

const outDir = join(root, 'build', 'fidelity');
const rendersDir = join(outDir, 'renders');

if (!goldenDir) {
  console.error('fidelity: ../shared/assets/golden is absent; there is nothing to compare with.');
  process.exit(2);
}
const chosen = scenarios(option('only', ''));
if (chosen.length === 0) {
  console.error(`fidelity: no scenario is called like "${option('only', '')}"; see ${goldenDir}`);
  process.exit(2);
}
mkdirSync(rendersDir, { recursive: true });
const renderOf = (scenario) => join(rendersDir, `${scenario.name}.png`);
const sizeOf = (scenario) => {
  const truth = pathTracers.find((name) => scenario.pictures[name]);
  return scenario.images[truth];
};

if (!process.argv.includes('--no-render')) {
  const renderer = await openRenderer(process.argv.includes('--quick') ? 1 : 2);
  try {
    for (const scenario of chosen) {
      const { width, height } = sizeOf(scenario);
      const began = performance.now();
      let outcome = 'drawn in';
      try {
        const picture = await renderer.draw(scenario, width, height);
        writeFileSync(renderOf(scenario), encode(picture));
      } catch (error) {
        if (!renderer.alive()) throw error;
        // The others are worth having all the same; a former picture of this one would tell a lie.
        rmSync(renderOf(scenario), { force: true });
        outcome = `NOT DRAWN: ${error.message.split('\n')[0]}; after`;
        process.exitCode = 1;
      }
      const seconds = (performance.now() - began) / 1000;
      process.stderr.write(`${scenario.id}: ${outcome} ${seconds.toFixed(1)} s\n`);
    }
  } finally {
    await renderer.close();
  }
}

const comparer = new Comparer(join(outDir, 'cache.json'));
const compared = [];
for (const scenario of chosen) {
  const files = { ...scenario.pictures };
  if (existsSync(renderOf(scenario))) files[ours] = renderOf(scenario);
  const truths = pathTracers.filter((name) => files[name]);
  const { width, height } = sizeOf(scenario);
  compared.push({
    id: scenario.id,
    width,
    height,
    files,
    against: await comparer.scores(files, truths),
  });
}
comparer.save();
const summary = summarise(compared);
writeFileSync(
  join(outDir, 'scores.json'),
  JSON.stringify({ date: new Date().toISOString(), ...summary }, null, 1),
);
console.log(tables(summary));
console.log(`\n${await writeReport(outDir, summary, compared)}`);
