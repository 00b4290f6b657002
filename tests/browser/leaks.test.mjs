// A page that adds and removes viewers all day, or shows one product after the other, holds at the end what it held at
// the beginning. VITRINE_CYCLES=300 makes as many mounts, and two thirds as many changes of `src` (make bench does).
import { countGl } from '../support/gl-count.mjs';
import { assert, browserTest } from '../support/harness.mjs';
import { blue, red, shows, withModels } from '../support/models.mjs';
import { pageHeap, workerHeap } from '../support/heap.mjs';

const mountCycles = Number(process.env.VITRINE_CYCLES ?? 45);
const sourceCycles = Math.round((mountCycles * 2) / 3);
/// Until then caches fill and code gets compiled.
const warmUp = 20;
/// Share by which anything may have grown after the warm-up.
const growth = 0.02;

async function inventory(page, client) {
  for (let i = 0; i < 3; ++i) await client.send('HeapProfiler.collectGarbage');
  const { nodes, jsEventListeners } = await client.send('Memory.getDOMCounters');
  const workers = page.workers();
  // Fences come and go with frames under way; there must only never be many.
  const { Sync: fences = 0, ...gl } = workers.length
    ? await workers[0].evaluate(() => self.__glLive)
    : {};
  assert.ok(fences < 6, `${fences} fences`);
  return {
    workers: workers.length,
    gl,
    nodes,
    listeners: jsEventListeners,
    heap: await pageHeap(client),
    workerHeap: workers.length ? await workerHeap(client) : 0,
  };
}

async function mounts(page, count) {
  await page.evaluate(
    async ([n, sources]) => {
      for (let i = 0; i < n; ++i) {
        harness.records.length = 0;
        const from = harness.mount('one', { src: sources[i % 2], alt: 'a box' });
        const record = await harness.next('one', ['load', 'error'], from);
        if (record.kind === 'error') throw new Error(record.detail.message);
        document.getElementById('one').remove();
      }
    },
    [count, [blue.src, red.src]],
  );
}

async function changes(page, count) {
  await page.evaluate(
    async ([n, sources]) => {
      for (let i = 0; i < n; ++i) {
        harness.records.length = 0;
        document.getElementById('v0').src = sources[i % 2];
        const record = await harness.next('v0', ['load', 'error']);
        if (record.kind === 'error') throw new Error(record.detail.message);
      }
    },
    [count, [blue.src, red.src]],
  );
}

for (const [what, cycles, cycle] of [
  ['mounts and removals', mountCycles, mounts],
  ['changes of src', sourceCycles, changes],
])
  browserTest(
    `${cycles} ${what} leave workers, GL objects and memory where they were`,
    {
      setup: withModels,
      elements: [shows(red.src)],
      server: { workerPrelude: countGl },
      timeout: 60_000 + cycles * 2000,
    },
    async ({ page, viewer, cdp }) => {
      const v = viewer();
      await v.load();
      // An even number, so that the same product is shown before and after.
      await cycle(page, warmUp);
      await v.still();
      const before = await inventory(page, await cdp());
      const stats = await v.stats();
      await cycle(page, 2 * Math.ceil((cycles - warmUp) / 2));
      await v.still();
      const after = await inventory(page, await cdp());
      const statsAfter = await v.stats();
      assert.equal(after.workers, before.workers, 'workers');
      // Smoothing needs targets of its own, and how much of it there is depends on how fast the GPU was.
      const { Renderbuffer: targets, ...gl } = after.gl;
      assert.deepEqual({ ...gl, Renderbuffer: before.gl.Renderbuffer }, before.gl, 'GL objects');
      assert.ok(targets <= before.gl.Renderbuffer + 2, `${targets} renderbuffers`);
      assert.ok(
        Object.values(before.gl).some((n) => n > 0),
        'the count of GL objects saw nothing',
      );
      assert.equal(statsAfter.gpuBytes, stats.gpuBytes, 'GPU bytes');
      assert.equal(statsAfter.heapBytes, stats.heapBytes, "the core's heap");
      for (const key of ['heap', 'workerHeap', 'nodes', 'listeners']) {
        const grown = after[key] / before[key] - 1;
        console.log(
          `${what}: ${key} from ${before[key]} to ${after[key]}, ${(grown * 100).toFixed(2)} %`,
        );
        assert.ok(grown <= growth, `${key} went from ${before[key]} to ${after[key]}`);
      }
    },
  );

browserTest(
  'removing elements while they load gives up their fetches and frees everything',
  {
    setup: withModels,
    elements: [shows(red.src)],
    server: { workerPrelude: countGl },
  },
  async ({ page, viewer, server, cdp }) => {
    const v = viewer();
    await v.load();
    await v.still();
    const before = await inventory(page, await cdp());
    for (let i = 0; i < 10; ++i) {
      const path = `/models/stalled-${i}.glb`;
      server.serve(path, { body: blue.bytes, type: 'model/gltf-binary', stall: 200 + i * 50 });
      await page.evaluate((src) => harness.mount('gone', { src, alt: 'a box' }), path);
      await page.evaluate(() => harness.frame());
      await page.evaluate(() => document.getElementById('gone').remove());
    }
    await mounts(page, 1);
    await v.still();
    const after = await inventory(page, await cdp());
    assert.deepEqual(after.gl, before.gl);
    // Each request that reached the server is given up by the client; a fetch that went on would hang here.
    const asked = server.log.filter((e) => e.path.startsWith('/models/stalled'));
    const ends = await Promise.all(asked.map((e) => server.ended(e.path)));
    assert.deepEqual(
      ends.filter((e) => !e.aborted),
      [],
    );
  },
);
