// Ranges, checksums and what is kept of a transfer that nobody takes yet: the host's downloads by themselves.
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { assert, browserTest } from '../support/harness.mjs';
import { root } from '../support/paths.mjs';
import { TestServer } from '../support/server.mjs';

const esbuild = createRequire(join(root, 'web', 'package.json'))('esbuild');

/// In the page: downloads as the host starts them. `hold`: milliseconds that the taker takes for each chunk.
const code = `
  import { crc32, crc32Text } from './crc32.js';
  import { Downloads } from './download.js';
  const downloads = new Downloads();
  const scope = { signal: new AbortController().signal, credentials: false, files: null, visible: () => true };
  self.crc = (bytes) => crc32Text(crc32(Uint8Array.from(bytes)));
  self.begin = (request) => (self.pending = downloads.start({ rank: 0, ...request }, scope));
  self.get = async (request) => {
    const start = performance.now();
    try {
      const bytes = await downloads.start({ rank: 0, ...request }, scope).whole();
      const hash = new Uint8Array(await crypto.subtle.digest('SHA-1', bytes));
      return { bytes: bytes.length, sha1: [...hash].map((b) => b.toString(16).padStart(2, '0')).join('') };
    } catch (error) {
      return { error, time: performance.now() - start };
    }
  };
  self.take = (hold) => new Promise((resolve, reject) => {
    let bytes = 0;
    let late = false;
    let busy = false;
    self.pending.attach({
      bytes: (chunk) => {
        late ||= busy;
        bytes += chunk.length;
        if (!hold) return undefined;
        busy = true;
        return new Promise((done) => setTimeout(done, hold)).then(() => void (busy = false));
      },
      end: () => resolve({ bytes, late }),
      fail: reject,
    });
  });
`;
const bundle = esbuild.buildSync({
  stdin: { contents: code, resolveDir: join(root, 'web', 'src', 'host') },
  bundle: true,
  write: false,
  format: 'esm',
});

const path = '/models/data.bin';
const data = Buffer.from(Uint8Array.from({ length: 400_000 }, (_, at) => (at * 2654435761) >>> 13));
const good = { body: data };
const sha1 = (bytes) => createHash('sha1').update(bytes).digest('hex');
/// By Python's zlib.crc32; `partSum` too.
const sum = '870fbf7e';
const range = { offset: 100_000, length: 200_000 };
const part = data.subarray(100_000, 300_000);
const partSum = '02573924';

function test(name, answer, body, options = {}) {
  browserTest(
    name,
    {
      ...options,
      expected: [/Failed to load resource/, /blocked by CORS policy/],
      setup: (server) => {
        server.serve('/models/downloads.js', {
          body: bundle.outputFiles[0].text,
          type: 'text/javascript',
        });
        server.serve(path, answer);
        return { elements: [], script: '/models/downloads.js' };
      },
    },
    async ({ page, server, ...tools }) => {
      await page.waitForFunction(() => 'get' in self);
      const get = (request) =>
        page.evaluate((r) => self.get(r), { url: server.origin + path, ...request });
      await body({ page, server, get, ...tools });
    },
  );
}

const tries = (server) => server.requests(path).map((entry) => entry.status);

test('a checksum is that of zlib and PNG', good, async ({ page }) => {
  const digits = [...Buffer.from('123456789')];
  assert.equal(await page.evaluate((bytes) => self.crc(bytes), digits), 'cbf43926');
  assert.equal(await page.evaluate((bytes) => self.crc(bytes), []), '00000000');
});

test('a file with the right checksum is fetched once', good, async ({ get, server }) => {
  assert.deepEqual(await get({ crc32: sum, bytes: data.length }), {
    bytes: data.length,
    sha1: sha1(data),
  });
  assert.deepEqual(tries(server), [200]);
});

test(
  'a damaged file is fetched once more',
  [{ ...good, corrupt: 123_456 }, good],
  async ({ get, server }) => {
    assert.equal((await get({ crc32: sum })).sha1, sha1(data));
    assert.deepEqual(tries(server), [200, 200]);
  },
);

test(
  'a file that is damaged twice is "bad-checksum"',
  { ...good, corrupt: 9 },
  async ({ get, server }) => {
    const { error } = await get({ crc32: sum });
    assert.equal(error.code, 'bad-checksum');
    assert.equal(error.url, server.origin + path);
    assert.match(error.message, new RegExp(`data\\.bin is [0-9a-f]{8}, .* ${sum}`));
    assert.deepEqual(tries(server), [200, 200]);
  },
);

test(
  'an old version in the cache is passed by',
  [{ body: data.subarray(1), headers: { 'cache-control': 'max-age=3600' } }, good],
  async ({ get, server }) => {
    assert.equal((await get({})).sha1, sha1(data.subarray(1)));
    assert.equal((await get({})).bytes, data.length - 1, 'the cache is not in use');
    assert.deepEqual(tries(server), [200]);
    assert.equal((await get({ crc32: sum, bytes: data.length })).sha1, sha1(data));
    assert.deepEqual(tries(server), [200, 200]);
  },
);

test('a file shorter than promised is "truncated"', good, async ({ get, server }) => {
  const { error } = await get({ bytes: data.length + 1 });
  assert.equal(error.code, 'truncated');
  assert.match(error.message, /400000 bytes.*400001/);
  assert.deepEqual(tries(server), [200, 200]);
});

test(
  'a file that changes is fetched anew while nobody has its beginning',
  [{ ...good, cut: 200_000 }, { body: part }],
  async ({ get, page, server }) => {
    const request = { url: server.origin + path };
    await page.evaluate((r) => self.begin(r), request);
    await server.ended(path);
    await page.waitForTimeout(1500);
    assert.deepEqual(await page.evaluate(() => self.take(0)), { bytes: part.length, late: false });
    assert.deepEqual(await get({}), { bytes: part.length, sha1: sha1(part) });
  },
);

for (const [what, answer, status] of [
  ['a range', good, 206],
  ['a range of a server that knows none', { ...good, ranges: false }, 200],
])
  test(`${what} is all that is handed over`, answer, async ({ get, server }) => {
    assert.deepEqual(await get({ range }), { bytes: part.length, sha1: sha1(part) });
    assert.deepEqual(tries(server), [status]);
    assert.equal(server.requests(path)[0].range, 'bytes=100000-299999');
  });

test(
  'a range that breaks is continued inside it',
  [{ ...good, cut: 180_000 }, good],
  async ({ get, server }) => {
    assert.deepEqual(await get({ range }), { bytes: part.length, sha1: sha1(part) });
    assert.deepEqual(tries(server), [206, 206]);
    const from = Number(/^bytes=(\d+)-299999$/.exec(server.requests(path)[1].range)[1]);
    assert.ok(from > 100_000 && from <= 180_000, `continued at ${from}`);
  },
);

test('a range behind the end is an error', good, async ({ get, server }) => {
  const { error } = await get({ range: { offset: 400_000, length: 10 } });
  assert.deepEqual([error.code, error.status], ['http-status', 416]);
  assert.deepEqual(tries(server), [416]);
});

test('a range of a file of another length than promised is not believed', good, async ({ get }) => {
  assert.equal((await get({ range, bytes: 500_000 })).error.code, 'truncated');
});

const openly = { 'access-control-allow-origin': '*' };
const exposing = {
  'access-control-allow-headers': 'range',
  'access-control-expose-headers': 'content-range, accept-ranges, etag',
};
// [what, headers, request, status and range of the second try]
for (const [what, headers, request, again] of [
  ['a file', {}, {}, [200, '']],
  ['a file of known length', {}, { bytes: data.length }, [200, '']],
  ['a range', {}, { range }, [200, '']],
  ['a file of known sum', {}, { bytes: data.length, crc32: sum }, [206, 'bytes=200000-']],
  ['a range of known sum', {}, { range, crc32: partSum }, [206, 'bytes=200000-299999']],
  ['a file of visible version', exposing, { bytes: data.length }, [206, 'bytes=200000-']],
  ['a range of visible version', exposing, { range }, [206, 'bytes=200000-299999']],
])
  test(
    `${what} of another origin that breaks is continued, or begun again where that is uncertain`,
    good,
    async ({ get, server }) => {
      const other = await new TestServer({ policy: null }).start();
      other.bytesRead = server.bytesRead;
      try {
        const open = { ...good, headers: { ...openly, ...headers } };
        const url = other.serve(path, [{ ...open, cut: 200_000 }, open]);
        const expected = request.range ? part : data;
        const got = await get({ url, ...request });
        assert.deepEqual(got, { bytes: expected.length, sha1: sha1(expected) });
        const [, second] = other.requests(path);
        assert.deepEqual([second.status, second.range], again);
      } finally {
        await other.stop();
      }
    },
    { server: { policy: null } },
  );

test('a taker that needs time gets one chunk after the other', good, async ({ page, server }) => {
  await page.evaluate((request) => self.begin(request), { url: server.origin + path });
  assert.deepEqual(await page.evaluate(() => self.take(20)), { bytes: data.length, late: false });
});

test(
  'what nobody takes stays on the line',
  { body: Buffer.alloc(64e6) },
  async ({ page, server }) => {
    await page.evaluate((request) => self.begin(request), { url: server.origin + path });
    await page.waitForTimeout(2500);
    const [entry] = server.requests(path);
    assert.ok(!entry.done, 'all of it was read');
    assert.equal((await page.evaluate(() => self.take(0))).bytes, 64e6);
  },
);
