// Our own fixtures: every feature of glTF shows a picture; every kind of broken file is a typed error, and the page
// lives on. The native tests say whether the data is read right; here is whether it reaches the screen.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { assert, browserTest } from '../support/harness.mjs';
import { fixturesDir, urlPath } from '../support/paths.mjs';
import { blue, red, shows, withModels } from '../support/models.mjs';
import { coverage } from '../support/picture.mjs';

const listFile = join(fixturesDir, 'index.json');
const fixtures = existsSync(listFile) ? JSON.parse(readFileSync(listFile, 'utf8')) : [];
// Models without a single triangle load and show nothing.
const empty = /^good\/(nothing|.*(?:empty|no-mesh|without-mesh).*)\./;

test('there are fixtures', () => {
  assert.ok(fixtures.filter((f) => f.expect === 'ok').length > 20, `good ones in ${listFile}`);
  assert.ok(fixtures.filter((f) => f.expect !== 'ok').length > 20, `bad ones in ${listFile}`);
});

for (const { file, expect, note } of fixtures.filter((f) => f.expect === 'ok'))
  browserTest(
    `${file} shows a picture (${note})`,
    {
      elements: [{ ...shows(`/fixtures/${urlPath(file)}`), width: 240, height: 180 }],
    },
    async ({ viewer }) => {
      assert.equal(expect, 'ok');
      await viewer().load();
      if (!empty.test(file))
        assert.ok(coverage(await viewer().screenshot()) > 0.002, 'the picture is empty');
    },
  );

// One page takes all broken files one after the other: each must leave the element fit for the next.
const bad = fixtures.filter((f) => f.expect !== 'ok');
const pages = Math.ceil(bad.length / 15);
for (let n = 0; n < pages; ++n) {
  const part = bad.filter((_, i) => i % pages === n);
  browserTest(
    `broken files, part ${n + 1} of ${pages}: each has its code, and good models load in between`,
    {
      setup: withModels,
      elements: [shows(red.src), shows(blue.src, { 'camera-controls': '' })],
      expected: [/Failed to load resource/],
      timeout: 180_000,
    },
    async ({ viewer }) => {
      const wrong = [];
      await viewer('v0').load();
      await viewer('v1').load();
      for (const { file, expect, note } of part) {
        await viewer('v0').page.evaluate(() => (harness.records.length = 0));
        const v = viewer('v0');
        await v.set({ src: `/fixtures/${urlPath(file)}` });
        const record = await v.event('load', 'error');
        const got = record.kind === 'load' ? 'load' : record.detail.code;
        if (got !== expect)
          wrong.push(
            `${file} (${note}): "${expect}" expected, got "${got}" ${record.detail?.message ?? ''}`,
          );
        else
          assert.ok(
            record.detail.message.length > 10 && record.detail.url,
            `${file}: ${JSON.stringify(record.detail)}`,
          );
        await v.set({ src: red.src });
        await v.load();
      }
      assert.ok(
        coverage(await viewer('v0').screenshot()) > 0.02,
        'the last good model shows nothing',
      );
      const other = viewer('v1');
      await other.moved(() => other.set({ exposure: '0.6' }));
      assert.ok(coverage(await other.screenshot()) > 0.02, 'the other viewer is empty');
      assert.deepEqual(wrong, []);
    },
  );
}
