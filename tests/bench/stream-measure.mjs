// One run of one side on one product and line, in a browser of its own.
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumFlags, chromiumPath } from '../support/browser.mjs';
import { root } from '../support/paths.mjs';
import { coverage, decode } from '../support/picture.mjs';
import { TestServer } from '../support/server.mjs';
import { Pipe } from '../support/shaping.mjs';
import { peerFiles } from './peer.mjs';
import { median } from './table.mjs';

const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const afterMs = 1500; // frames after load that tell how long one takes
const seenMs = 10_000; // after load, for a picture to get on screen

/// side: "ours" (packed), "source" or "full" (the peer).
export function measureStream(side, product, line, mounts) {
  return run(side, product, line, mounts, measure);
}

/// Navigation → the browser put a picture with the product on screen, ms. In a run of its own, because to watch takes time.
export function measureSeen(side, product, line, mounts) {
  return run(side, product, line, mounts, watch);
}

async function run(side, product, line, mounts, task) {
  const ours = side === 'ours';
  const cache = join(root, 'build', 'bench', 'cache');
  const encoded = ours ? new Map() : peerFiles(cache);
  const server = await new TestServer({
    policy: null,
    pipe: new Pipe(line),
    encoded,
    mounts,
  }).start();
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    headless: true,
    args: [...chromiumFlags, '--disable-http-cache'],
  });
  try {
    const context = await browser.newContext({
      viewport: { width: 800, height: 600 },
      deviceScaleFactor: 1,
    });
    const page = await context.newPage();
    const problems = [];
    page.on('pageerror', (error) => problems.push(String(error)));
    await page.goto(server.page({ elements: [], script: null }));
    await pause(500);
    server.log.length = 0;

    const attributes = {
      src: ours ? product.manifest : side === 'full' ? product.full : product.source,
      alt: product.name,
      'camera-controls': '',
      'auto-rotate': '',
      'auto-rotate-delay': '0',
      'tone-mapping': 'neutral',
      'interaction-prompt': 'none',
    };
    const url = server.page({
      tag: ours ? 'product-viewer' : 'model-viewer',
      script: ours ? '/dist/product-viewer.js' : '/peer/model-viewer.min.js',
      // The peer fetches decoders from another host unless told where they are.
      scripts: ours ? [] : ['/pages/peer-decoders.js'],
      elements: [{ attributes, width: 800, height: 600 }],
    });
    const result = await task({ page, url, ours, server });
    if (problems.length) throw new Error(problems.join('\n'));
    return result;
  } finally {
    await browser.close();
    await server.stop();
  }
}

async function open(page, url) {
  await page.goto(url, { waitUntil: 'commit' });
  await page.waitForSelector('#v0', { state: 'attached' });
  return page.evaluate(() => performance.timeOrigin);
}

async function next(page, ...kinds) {
  const told = await page.evaluate((k) => harness.next('v0', k), [...kinds, 'error']);
  if (told.kind === 'error') throw new Error(JSON.stringify(told.detail));
  return told;
}

async function measure({ page, url, ours, server }) {
  const zero = await open(page, url);
  await page.evaluate(() => harness.watchFrames('v0'));
  const load = await next(page, 'load');
  const preview = ours ? await next(page, 'preview') : load;
  const code = server.log
    .filter((e) => e.path.startsWith('/dist/'))
    .reduce((sum, e) => sum + e.bytes, 0);
  const ofProduct = server.log.filter((e) => e.path.startsWith('/packed/'));
  const at = (e) => performance.timeOrigin + e.at - zero;
  const previewBytes = ofProduct
    .filter((e) => at(e) < preview.time)
    .reduce((sum, e) => sum + e.bytes, 0);
  await pause(afterMs);
  const frames = await page.evaluate(() => harness.frameTimes('v0'));
  const gap = ours ? longestGap(frames, preview.time, load.time) : 0;
  return { preview: preview.time, load: load.time, code, previewBytes, gap };
}

async function watch({ page, url, ours }) {
  const client = await page.context().newCDPSession(page);
  const seen = new Promise((resolve) => {
    client.on('Page.screencastFrame', ({ data, metadata, sessionId }) => {
      client.send('Page.screencastFrameAck', { sessionId }).catch(() => {});
      // More than the bar that tells of progress.
      if (coverage(decode(Buffer.from(data, 'base64'))) > 0.05) resolve(metadata.timestamp * 1000);
    });
  });
  await client.send('Page.startScreencast', { format: 'png', maxWidth: 200, maxHeight: 150 });
  const zero = await open(page, url);
  await next(page, ours ? 'preview' : 'load');
  return (await Promise.race([seen, pause(seenMs).then(() => Infinity)])) - zero;
}

/// The longest time between two pictures that begins in [from, to], the first being that of `from`, in units of the usual time
/// after `to`. While the GPU holds up the page the frames themselves are seen late.
function longestGap(times, from, to) {
  const seen = [from, ...times.filter((t) => t > from)];
  const gaps = seen.slice(1).map((t, i) => ({ from: seen[i], length: t - seen[i] }));
  const usual = median(gaps.filter((g) => g.from > to + 200).map((g) => g.length));
  return Math.max(...gaps.filter((g) => g.from <= to).map((g) => g.length)) / usual;
}
