// Runs the tests of the native tools, one file after the other.
//
//   node tests/tools/run.mjs [filter…]     only files whose name holds one of the filters
//   VITRINE_PACK=<program>                 default: build/native-release, then build/native-debug
//   VITRINE_TEST_NAME=<pattern>            only tests whose name matches
// The exit code is 0 only when every test passed.
import { dirname } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';
import { makeFixtures, testFiles } from '../support/test-files.mjs';

const who = 'tool tests';
makeFixtures(who);
const files = testFiles(who, dirname(fileURLToPath(import.meta.url)), process.argv.slice(2));
const pattern = process.env.VITRINE_TEST_NAME;
run({ files, concurrency: 1, ...(pattern && { testNamePatterns: [pattern] }) })
  .on('test:fail', () => (process.exitCode = 1))
  .compose(new spec())
  .pipe(process.stdout);
