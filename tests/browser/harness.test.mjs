// The harness itself: a comparison that says nothing, or a line that is faster than it claims, would make every other
// test worthless.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { blue, red } from '../support/models.mjs';
import { compare, coverage, decode, encode } from '../support/picture.mjs';
import { TestServer } from '../support/server.mjs';
import { Pipe } from '../support/shaping.mjs';

/// A shaded disc on white; `gain` scales its light, `shift` moves it by pixels, `noise` is ± in 8-bit steps.
function disc({ gain = 1, shift = 0, noise = 0 } = {}) {
  const size = 128;
  const data = new Uint8Array(size * size * 4).fill(255);
  let seed = 1;
  for (let y = 0; y < size; ++y)
    for (let x = 0; x < size; ++x) {
      const dx = x - 64 - shift;
      const dy = y - 64;
      const inside = Math.min(1, Math.max(0, 48.5 - Math.hypot(dx, dy)));
      seed = (seed * 48271) % 2147483647;
      const jitter = noise * ((seed / 2147483647) * 2 - 1);
      const light =
        255 * ((gain * (90 + 60 * Math.sin(x / 9) + 0.5 * (64 - y))) / 255) ** (1 / 1.1);
      for (let c = 0; c < 3; ++c) {
        const value = inside * light * [1, 0.8, 0.6][c] + (1 - inside) * 255 + inside * jitter;
        data[(y * size + x) * 4 + c] = Math.max(0, Math.min(255, Math.round(value)));
      }
    }
  return { width: size, height: size, data };
}

test('equal pictures do not differ, and PNG keeps every bit', () => {
  const back = decode(encode(disc()));
  assert.deepEqual(Buffer.from(back.data), Buffer.from(disc().data));
  assert.equal(compare(disc(), back).mean, 0);
});

test('rounding of another CPU is forgiven', () => {
  const { mean, share } = compare(disc(), disc({ noise: 1 }));
  assert.ok(mean < 0.25 && share === 0, `mean ${mean}, share ${share}`);
});

test('an eighth of a pixel is forgiven, two pixels are not', () => {
  const little = compare(disc(), disc({ shift: 0.125 }));
  assert.ok(little.share <= 0.004, `${little.share}`);
  const much = compare(disc(), disc({ shift: 2 }));
  assert.ok(much.share > 0.004 || much.mean > 0.25, `mean ${much.mean}, share ${much.share}`);
});

test('a tenth less light is seen', () => {
  const { mean, share } = compare(disc(), disc({ gain: 0.9 }));
  assert.ok(mean > 0.25 || share > 0.004, `mean ${mean}, share ${share}`);
});

test('pictures of other sizes are never alike, and an empty one has no coverage', () => {
  const white = { width: 8, height: 8, data: new Uint8Array(8 * 8 * 4).fill(255) };
  assert.equal(compare(disc(), white).share, 1);
  assert.equal(coverage(white), 0);
  assert.equal(coverage({ ...white, data: new Uint8Array(8 * 8 * 4) }), 0);
});

test('the shaped line has its rate, shared by parallel answers, and its latency', async () => {
  const rate = 20e6;
  const server = await new TestServer({
    pipe: new Pipe({ bitsPerSecond: rate, latencyMs: 40 }),
  }).start();
  try {
    const bytes = 500_000;
    for (const name of ['a', 'b']) server.serve(`/${name}`, { body: Buffer.alloc(bytes) });
    const expected = 40 + (2 * bytes * 8000) / rate;
    let best = Infinity;
    // A busy machine makes it slower at times, never faster.
    for (let attempt = 0; attempt < 20 && best >= expected * 1.5; ++attempt) {
      const start = performance.now();
      await Promise.all(
        ['a', 'b'].map(async (n) => (await fetch(`${server.origin}/${n}`)).arrayBuffer()),
      );
      const took = performance.now() - start;
      assert.ok(took > expected * 0.93, `${took} ms, at least ${expected} ms were expected`);
      best = Math.min(best, took);
    }
    assert.ok(best < expected * 1.5, `${best} ms, about ${expected} ms were expected`);
  } finally {
    await server.stop();
  }
});

test('the models made here are what they say', () => {
  for (const { bytes, borders } of [red, blue]) {
    assert.equal(bytes.readUInt32LE(8), bytes.length);
    assert.equal(bytes.readUInt32LE(16), 0x4e4f534a);
    assert.equal(bytes.readUInt32LE(borders.json + 4), 0x004e4942);
  }
});
