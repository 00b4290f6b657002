// Runs the tests of the native tools, one file after the other.
//
//   node tests/tools/run.mjs [filter…]     only files whose name holds one of the filters
//   VITRINE_PACK=<program>                 default: build/native-release, then build/native-debug
//   VITRINE_TEST_NAME=<pattern>            only tests whose name matches
// The exit code is 0 only when every test passed.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';
import { fixturesDir, testsDir } from '../support/paths.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const filters = process.argv.slice(2);

const makeFixtures = join(testsDir, 'fixtures', 'make.mjs');
const made = spawnSync(process.execPath, [makeFixtures, fixturesDir], {
  stdio: ['ignore', 'ignore', 'inherit'],
});
if (made.status !== 0) {
  console.error(`tool tests: making the fixtures failed; run node ${makeFixtures} by hand`);
  process.exit(2);
}

const files = readdirSync(here)
  .filter(
    (name) =>
      name.endsWith('.test.mjs') && (filters.length === 0 || filters.some((f) => name.includes(f))),
  )
  .sort()
  .map((name) => join(here, name));
if (files.length === 0) {
  console.error(`tool tests: no file matches ${filters.join(' ')}; see ${here}`);
  process.exit(2);
}
const pattern = process.env.VITRINE_TEST_NAME;
run({ files, concurrency: 1, ...(pattern && { testNamePatterns: [pattern] }) })
  .on('test:fail', () => (process.exitCode = 1))
  .compose(new spec())
  .pipe(process.stdout);
