// Runs the browser tests, one file after the other (they measure time and frames, so nothing runs beside them).
//
//   node tests/browser/run.mjs [filter…]     only files whose name holds one of the filters
//   UPDATE_GOLDENS=1                         rewrite the golden pictures (tests/golden/images)
//   VITRINE_DIST=<folder>                    test another bundle than build/dist
//   VITRINE_ASSETS=<folder>                  other products than build/assets
//   VITRINE_ELEMENT=model-viewer             try the harness itself on the peer
//   VITRINE_TEST_NAME=<pattern>              only tests whose name matches
// The exit code is 0 only when every test passed. Pictures and logs of failures: build/test-results/.
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';
import { distDir, resultsDir } from '../support/paths.mjs';
import { makeFixtures, stop, testFiles } from '../support/test-files.mjs';

const who = 'browser tests';
/// What all of them take on the slowest machine that they are meant for.
const USUAL_MINUTES = 30;
const filters = process.argv.slice(2);

if (!process.env.VITRINE_ELEMENT && !existsSync(join(distDir, 'product-viewer.js')))
  stop(who, `there is no bundle in ${distDir}`, 'Build it first: make dist');

makeFixtures(who);
if (filters.length === 0) rmSync(resultsDir, { recursive: true, force: true });
mkdirSync(resultsDir, { recursive: true });
const files = testFiles(who, dirname(fileURLToPath(import.meta.url)), filters);

const started = Date.now();
const figures = [];
run({ files, concurrency: 1 })
  .on('test:fail', () => (process.exitCode = 1))
  .on('test:diagnostic', ({ message, nesting }) => {
    if (
      nesting === 0 &&
      /^(tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) /.test(message)
    )
      figures.push(message);
  })
  .compose(new spec())
  .on('end', () => {
    // The reporter prints failures after its summary; the summary comes last here, failed or not.
    if (process.exitCode)
      process.on('exit', () => console.log(`\n${figures.map((f) => `ℹ ${f}`).join('\n')}`));
    const minutes = (Date.now() - started) / 60_000;
    if (minutes > USUAL_MINUTES && filters.length === 0)
      console.error(
        `the browser tests took ${Math.round(minutes)} minutes, where two cores without a GPU take some ${USUAL_MINUTES}`,
      );
  })
  .pipe(process.stdout);
