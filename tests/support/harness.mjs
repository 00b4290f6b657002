// What test files import. Each test gets its own browser context, page and server:
//
//   browserTest('a model loads', { elements: [{ attributes: { src } }] }, async ({ viewer }) => {
//     await viewer().load();
//   });
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { launch, Watched } from './browser.mjs';
import { hostClock } from './host-clock.mjs';
import { tag } from './page-html.mjs';
import { TestServer } from './server.mjs';
import { decode } from './picture.mjs';

export { assert, tag };

const endings = [];
/// Runs `close` when the page of the present test is gone, so that the page misses nothing before.
export const atEnd = (close) => endings.push(close);

let browser;
after(async () => {
  await browser?.close();
});

/// options: elements, css, body, … (see page-html.mjs); viewport {width, height}; dpr; touch; userAgent; server (TestServer
/// options); expected (patterns of console messages that belong to the test); init (function run in the page before
/// everything); skip (reason); timeout (ms); open: false to navigate by hand; setup(server) before the page opens and
/// may return more page options.
export function browserTest(name, options, body) {
  const wanted = process.env.VITRINE_TEST_NAME;
  if (wanted && !new RegExp(wanted).test(name)) return;
  test(name, { skip: options.skip ?? false, timeout: options.timeout ?? 60_000 }, async () => {
    const server = await new TestServer({
      ...(tag === 'model-viewer' ? { policy: null } : {}),
      hostClock,
      ...options.server,
    }).start();
    browser ??= await launch(options.flags);
    const context = await browser.newContext({
      viewport: options.viewport ?? { width: 800, height: 600 },
      deviceScaleFactor: options.dpr ?? 1,
      hasTouch: options.touch ?? false,
      javaScriptEnabled: options.javaScript ?? true,
      reducedMotion: options.reducedMotion ?? 'no-preference',
      ...(options.userAgent ? { userAgent: options.userAgent } : {}),
    });
    try {
      const page = await context.newPage();
      const watched = new Watched(page, options.expected ?? []);
      server.bytesRead = () =>
        page
          .evaluate(() => harness.host())
          .then(
            ({ bytes }) => bytes,
            () => Infinity, // the page is gone
          );
      if (options.init) await page.addInitScript(options.init);
      const tools = makeTools({ page, context, server, browser });
      const more = (await options.setup?.(server)) ?? {};
      if (options.open !== false) await tools.open({ ...options, ...more });
      await body({ ...tools, watched });
      await watched.verdict();
    } finally {
      await context.close();
      await Promise.all(endings.splice(0).map((close) => close()));
      await server.stop();
    }
  });
}

function makeTools({ page, context, server, browser }) {
  let client;
  const cdp = async () => (client ??= await context.newCDPSession(page));
  const viewer = (id = 'v0') => new ViewerHandle(page, id, cdp);
  return {
    page,
    context,
    server,
    browser,
    cdp,
    viewer,
    open: async (description) => {
      const url = server.page(description);
      await page.goto(url, { waitUntil: 'commit' });
      await page.waitForSelector('body', { state: 'attached' });
      return url;
    },
  };
}

/// One element of the page.
export class ViewerHandle {
  constructor(page, id, cdp) {
    this.page = page;
    this.id = id;
    this.cdp = cdp;
    this.from = 0;
  }

  /// Resolves with the record of the first of `kinds`; fails at once on an "error" that was not waited for.
  async event(...kinds) {
    const record = await this.page.evaluate(
      ([id, wanted, from]) => harness.next(id, wanted, from),
      [this.id, [...kinds, 'error'], this.from],
    );
    if (record.kind === 'error' && !kinds.includes('error'))
      assert.fail(`error event instead of ${kinds}: ${JSON.stringify(record.detail)}`);
    return record;
  }

  load() {
    return this.event('load');
  }

  async error() {
    const record = await this.event('load', 'error');
    assert.equal(record.kind, 'error', 'the model loaded, an error was expected');
    return record.detail;
  }

  /// From here on only new events count.
  async mark() {
    this.from = await this.page.evaluate(() => harness.mark());
  }

  async set(attributes) {
    await this.mark();
    await this.page.evaluate(
      ([id, values]) => {
        const element = document.getElementById(id);
        for (const [key, value] of Object.entries(values))
          value === null ? element.removeAttribute(key) : element.setAttribute(key, value);
      },
      [this.id, attributes],
    );
  }

  records(kind) {
    return this.page.evaluate(
      ([id, wanted]) =>
        harness.records.filter((r) => r.id === id && (!wanted || r.kind === wanted)),
      [this.id, kind],
    );
  }

  stats() {
    return this.page.evaluate((id) => ({ ...document.getElementById(id).stats }), this.id);
  }

  frames() {
    return this.page.evaluate((id) => harness.frames(id), this.id);
  }

  /// Resolves with the frame count when the view has come to rest and shows its best picture, or, if it cannot, `any`: the
  /// element is out of sight, or waits for more of the product.
  still(any = false) {
    return this.page.evaluate(([id, which]) => harness.still(id, which), [this.id, any]);
  }

  /// Frames drawn in the next `ms` milliseconds, and animation frames that the page had in them.
  framesOver(ms) {
    return this.page.evaluate(
      async ([id, time]) => {
        const start = performance.now();
        const before = harness.frames(id);
        let ticks = 0;
        while (performance.now() - start < time) {
          await harness.frame();
          ticks += 1;
        }
        return { frames: harness.frames(id) - before, ticks };
      },
      [this.id, ms],
    );
  }

  /// Does `action`, then waits until it led to a drawn frame and the view came to rest again.
  async moved(action) {
    const before = await this.frames();
    await action();
    await this.page.evaluate(
      ([id, n]) =>
        harness.until(function aNewFrame() {
          return harness.frames(id) > n;
        }),
      [this.id, before],
    );
    await this.still();
  }

  /// Resolves when a frame is drawn from now on; for what moves by itself.
  moves() {
    return this.page.evaluate((id) => {
      const before = harness.frames(id);
      return harness.until(function aNewFrame() {
        return harness.frames(id) > before;
      });
    }, this.id);
  }

  orbit() {
    return this.page.evaluate((id) => {
      const { theta, phi, radius } = document.getElementById(id).getCameraOrbit();
      return { theta, phi, radius };
    }, this.id);
  }

  box() {
    return this.page.evaluate((id) => {
      const r = document.getElementById(id).getBoundingClientRect();
      return { x: r.x + scrollX, y: r.y + scrollY, width: r.width, height: r.height };
    }, this.id);
  }

  /// What the shopper sees of the element, composited with the page, once fades of its own DOM have ended.
  async screenshot() {
    const client = await this.cdp();
    await this.page.evaluate((id) => harness.faded(id), this.id);
    const { data } = await client.send('Page.captureScreenshot', {
      format: 'png',
      clip: { ...(await this.box()), scale: 1 },
    });
    return decode(Buffer.from(data, 'base64'));
  }

  async blob(options) {
    const { type, base64 } = await this.page.evaluate(
      ([id, o]) => harness.png(id, o),
      [this.id, options],
    );
    const bytes = Buffer.from(base64, 'base64');
    return { type, bytes, picture: type === 'image/png' ? decode(bytes) : null };
  }
}
