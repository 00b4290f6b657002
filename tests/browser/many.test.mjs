// A page with many viewers, and a page that adds and removes them all day.
import { assert, browserTest } from '../support/harness.mjs';
import { blue, red, shows, withModels } from '../support/models.mjs';
import { coverage } from '../support/picture.mjs';
import { countGl } from '../support/gl-count.mjs';

const twelve = Array.from({ length: 12 }, (_, i) => ({
  ...shows(i % 2 ? red.src : blue.src),
  width: 200,
  height: 150,
}));

browserTest(
  '12 viewers on one page all load and share one worker',
  {
    setup: withModels,
    elements: twelve,
    css: 'body { display: grid; grid-template-columns: repeat(4, 200px); }',
  },
  async ({ page, viewer }) => {
    for (let i = 0; i < 12; ++i) {
      await viewer(`v${i}`).load();
      const share = coverage(await viewer(`v${i}`).screenshot());
      assert.ok(share > 0.02, `viewer ${i} is empty: ${share}`);
    }
    assert.equal(
      page.workers().length,
      1,
      page
        .workers()
        .map((w) => w.url())
        .join(', '),
    );
  },
);

browserTest(
  'each of 12 viewers turns on its own',
  {
    setup: withModels,
    elements: twelve.map((e) => ({ ...e, attributes: { ...e.attributes, 'camera-controls': '' } })),
    css: 'body { display: grid; grid-template-columns: repeat(4, 200px); }',
  },
  async ({ page, viewer }) => {
    for (let i = 0; i < 12; ++i) await viewer(`v${i}`).load();
    const other = await viewer('v4').orbit();
    const before = await viewer('v5').orbit();
    const box = await viewer('v5').box();
    await viewer('v5').still();
    await viewer('v5').moved(async () => {
      await page.mouse.move(box.x + 60, box.y + 75);
      await page.mouse.down();
      await page.mouse.move(box.x + 140, box.y + 75, { steps: 5 });
      await page.mouse.up();
    });
    assert.notEqual((await viewer('v5').orbit()).theta, before.theta);
    assert.deepEqual(await viewer('v4').orbit(), other);
  },
);

browserTest(
  'a lazy viewer far down the page asks for nothing until it is near',
  {
    setup: withModels,
    elements: [shows(red.src), shows(blue.src, { loading: 'lazy' })],
    css: '#v1 { margin-top: 5000px; }',
  },
  async ({ page, viewer, server }) => {
    await viewer('v0').load();
    await viewer('v0').still();
    assert.equal(server.requests(blue.src).length, 0, 'the lazy model was fetched');
    await page.evaluate(() => scrollTo(0, 5000));
    await viewer('v1').load();
  },
);

async function inventory(page, cdp) {
  const client = await cdp();
  for (let i = 0; i < 3; ++i) await client.send('HeapProfiler.collectGarbage');
  const { nodes, jsEventListeners } = await client.send('Memory.getDOMCounters');
  const { usedSize } = await client.send('Runtime.getHeapUsage');
  const workers = page.workers();
  // Fences come and go with frames under way; there must only never be many.
  const { Sync: fences = 0, ...gl } = workers.length
    ? await workers[0].evaluate(() => self.__glLive)
    : {};
  assert.ok(fences < 6, `${fences} fences`);
  return { workers: workers.length, gl, nodes, listeners: jsEventListeners, heap: usedSize };
}

async function mounts(page, count, src) {
  await page.evaluate(
    async ([n, sources]) => {
      for (let i = 0; i < n; ++i) {
        const from = harness.mount('one', { src: sources[i % 2], alt: 'a box' });
        const record = await harness.next('one', ['load', 'error'], from);
        if (record.kind === 'error') throw new Error(record.detail.message);
        document.getElementById('one').remove();
      }
    },
    [count, src],
  );
}

browserTest(
  '50 mounts and removals leave workers, GL objects and memory where they were',
  {
    setup: withModels,
    elements: [shows(red.src)],
    server: { workerPrelude: countGl },
    timeout: 180_000,
  },
  async ({ page, viewer, cdp }) => {
    const v = viewer();
    await v.load();
    await mounts(page, 6, [blue.src, red.src]);
    await v.still();
    const before = await inventory(page, cdp);
    const stats = await v.stats();
    await mounts(page, 50, [blue.src, red.src]);
    await v.still();
    const after = await inventory(page, cdp);
    const statsAfter = await v.stats();
    assert.equal(after.workers, before.workers, 'workers');
    assert.deepEqual(after.gl, before.gl, 'GL objects in the render worker');
    assert.ok(
      Object.values(before.gl).some((n) => n > 0),
      'the count of GL objects saw nothing',
    );
    assert.ok(
      after.nodes <= before.nodes + 5,
      `DOM nodes went from ${before.nodes} to ${after.nodes}`,
    );
    assert.ok(
      after.listeners <= before.listeners + 2,
      `listeners went from ${before.listeners} to ${after.listeners}`,
    );
    const grown = after.heap - before.heap;
    // The harness itself keeps a record of about 200 bytes per event; 50 mounts make under 1000 of them.
    assert.ok(grown < 700_000, `the page's heap grew by ${grown} bytes`);
    assert.equal(statsAfter.gpuBytes, stats.gpuBytes, 'GPU bytes of the viewer that stayed');
    assert.ok(
      statsAfter.heapBytes <= stats.heapBytes + 1024 * 1024,
      `the core's heap went from ${stats.heapBytes} to ${statsAfter.heapBytes}`,
    );
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
    const before = await inventory(page, cdp);
    for (let i = 0; i < 10; ++i) {
      const path = `/models/stalled-${i}.glb`;
      server.serve(path, { body: blue.bytes, type: 'model/gltf-binary', stall: 200 + i * 50 });
      await page.evaluate((src) => harness.mount('gone', { src, alt: 'a box' }), path);
      await page.evaluate(() => harness.frame());
      await page.evaluate(() => document.getElementById('gone').remove());
    }
    await mounts(page, 1, [blue.src, red.src]);
    await v.still();
    const after = await inventory(page, cdp);
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

browserTest(
  'dispose() frees the viewer and leaves the element inert',
  { setup: withModels, elements: [shows(red.src), shows(blue.src)] },
  async ({ page, viewer }) => {
    await viewer('v0').load();
    await viewer('v1').load();
    await page.evaluate(() => document.getElementById('v0').dispose());
    await viewer('v1').still();
    await viewer('v1').moved(() => viewer('v1').set({ exposure: '0.5' }));
    assert.ok(coverage(await viewer('v1').screenshot()) > 0.02);
  },
);

browserTest(
  'an element that is moved in the document keeps working',
  { setup: withModels, elements: [shows(red.src)], body: '<main></main>' },
  async ({ page, viewer }) => {
    const v = viewer();
    await v.load();
    await v.still();
    await page.evaluate(() => document.querySelector('main').append(document.getElementById('v0')));
    await page.evaluate(() => harness.until(() => document.getElementById('v0').loaded !== false));
    await v.moved(() => v.set({ exposure: '0.5' }));
    assert.ok(coverage(await v.screenshot()) > 0.02);
  },
);
