// What the runners of tests have in common: the fixtures are made first, then files are chosen by parts of their names.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fixturesDir, testsDir } from './paths.mjs';

/// Ends the process with a sentence on what to do.
export function stop(who, what, remedy) {
  console.error(`${who}: ${what}\n  ${remedy}`);
  process.exit(2);
}

export function makeFixtures(who) {
  const make = join(testsDir, 'fixtures', 'make.mjs');
  const made = spawnSync(process.execPath, [make, fixturesDir], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (made.status !== 0)
    stop(who, 'making the fixtures failed', `See the message above, or run node ${make} by hand.`);
}

/// The test files of a folder whose name holds one of the filters (all of them without one), sorted.
export function testFiles(who, folder, filters) {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.test.mjs'))
    .filter((name) => filters.length === 0 || filters.some((part) => name.includes(part)))
    .sort();
  if (files.length === 0) stop(who, `no file matches ${filters.join(' ')}`, `See ${folder}.`);
  return files.map((name) => join(folder, name));
}
