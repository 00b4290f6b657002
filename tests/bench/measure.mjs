// One run of one side on one model, in a browser of its own.
import { chromium } from 'playwright-core';
import { chromiumFlags, chromiumPath } from '../support/browser.mjs';
import { treeMemory } from '../support/memory.mjs';
import { TestServer } from '../support/server.mjs';
import { Pipe } from '../support/shaping.mjs';
import { frameCost } from './frame-cost.mjs';

const orbitMs = 3000;
const restMs = 2000;
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/// The page of a side, for TestServer.page().
export function pageOf(side, model) {
  const attributes = {
    src: model.src,
    alt: model.name,
    'camera-controls': '',
    'shadow-intensity': '1',
    'tone-mapping': 'neutral',
    'interaction-prompt': 'none',
  };
  return {
    tag: side.tag,
    script: side.script,
    elements: [{ attributes, width: 800, height: 600 }],
  };
}

export async function measure(side, model, line) {
  const pipe = new Pipe(line);
  // The peer needs what the strict policy forbids, so neither side has a policy here.
  const server = await new TestServer({ policy: null, pipe, encoded: side.encoded }).start();
  const host = await chromium.launchServer({
    executablePath: chromiumPath(),
    headless: true,
    args: [...chromiumFlags, '--disable-http-cache'],
  });
  const browser = await chromium.connect(host.wsEndpoint());
  try {
    const context = await browser.newContext({
      viewport: { width: 800, height: 600 },
      deviceScaleFactor: 1,
    });
    const page = await context.newPage();
    const problems = [];
    page.on('pageerror', (error) => problems.push(String(error)));
    // A first page warms up the browser itself (processes, GPU start), the same for both sides.
    await page.goto(server.page({ elements: [], script: null }));
    await pause(500);
    const emptyMemory = treeMemory(host.process().pid);
    server.log.length = 0;

    const url = server.page(pageOf(side, model));
    await page.goto(url, { waitUntil: 'commit' });
    await page.waitForSelector('#v0', { state: 'attached' });
    const load = await page.evaluate(() => harness.next('v0', ['load', 'error']));
    if (load.kind === 'error')
      throw new Error(`${model.name} on ${side.tag}: ${JSON.stringify(load.detail)}`);
    const first = await page.evaluate((kind) => harness.next('v0', [kind]), side.first);
    await pause(1000);
    const memory = treeMemory(host.process().pid);
    const tasks = await page.evaluate(
      (end) => harness.longTasks.filter((t) => t.start < end + 1000),
      load.time,
    );

    const own = server.log.filter((e) => e.path.startsWith(side.folder));
    const ofModel = server.log.filter(
      (e) => !e.path.startsWith(side.folder) && !/^\/(page|pages)\//.test(e.path),
    );
    const codeBytes = own.reduce((sum, e) => sum + e.bytes, 0);
    const modelBytes = ofModel.reduce((sum, e) => sum + e.bytes, 0);
    const transfer = pipe.transferMs(modelBytes);

    const orbit = await orbitFrames(page, context);
    await page.evaluate(() => harness.still('v0'));
    const rest = await page.evaluate(async (ms) => {
      const before = harness.frames('v0');
      const start = performance.now();
      while (performance.now() - start < ms) await harness.frame();
      return harness.frames('v0') - before;
    }, restMs);
    const cost = await frameCost(page, await context.newCDPSession(page));
    if (problems.length) throw new Error(problems.join('\n'));
    return {
      firstImage: first.time,
      load: load.time,
      beyond: load.time - transfer,
      transfer,
      modelBytes,
      codeBytes,
      blocking: tasks.reduce((sum, t) => sum + t.duration - 50, 0),
      longest: Math.max(0, ...tasks.map((t) => t.duration)),
      memory,
      emptyMemory,
      ownMemory: memory - emptyMemory,
      orbit: orbit.fps,
      orbitScale: orbit.scale,
      orbitPixels: orbit.fps * (800 * orbit.scale) * (600 * orbit.scale),
      rest,
      frameCost: cost.ms,
      frameCostScale: cost.scale,
      requests: own.length,
      code: own.map((e) => ({ path: e.path, bytes: e.bytes, encoding: e.encoding })),
    };
  } finally {
    await browser.close();
    await host.close();
    await server.stop();
  }
}

/// Frames per second while the mouse goes round and round with its button down.
async function orbitFrames(page, context) {
  const client = await context.newCDPSession(page);
  await page.evaluate(() => {
    self.scales = [];
    const element = document.getElementById('v0');
    // The peer says its scale only when it changes.
    const said = () =>
      harness.records.filter((r) => r.kind === 'render-scale').at(-1)?.detail.renderedDpr ?? 1;
    const look = () => {
      self.scales.push(element.stats?.renderScale ?? said());
      self.looking = requestAnimationFrame(look);
    };
    look();
  });
  await page.mouse.move(400, 300);
  await page.mouse.down();
  await page.mouse.move(410, 300);
  const before = await page.evaluate(() => ({
    frames: harness.frames('v0'),
    time: performance.now(),
  }));
  const start = performance.now();
  while (performance.now() - start < orbitMs) {
    const t = (performance.now() - start) / 1000;
    await page.mouse.move(400 + 200 * Math.sin(t * 3), 300 + 60 * Math.sin(t * 2));
    await pause(8);
  }
  const frames = await page.evaluate(() => harness.frames('v0'));
  await client.send('Page.captureScreenshot', {
    format: 'jpeg',
    clip: { x: 0, y: 0, width: 8, height: 8, scale: 1 },
  });
  const end = await page.evaluate(() => ({ time: performance.now(), scales: self.scales }));
  await page.mouse.up();
  await page.evaluate(() => cancelAnimationFrame(self.looking));
  const sorted = [...end.scales].sort((a, b) => a - b);
  return {
    fps: (1000 * (frames - before.frames)) / (end.time - before.time),
    scale: sorted.length ? sorted[sorted.length >> 1] : 1,
  };
}
