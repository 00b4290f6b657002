// Runs in every test page before the element's module. Records what happens, so that no test has to be quick
// enough to see it, and offers waiting for conditions without eval (the pages forbid it).
'use strict';
(() => {
  const names = ['product-viewer', 'model-viewer'];
  const kinds = [
    'progress',
    'preview',
    'load',
    'error',
    'camera-change',
    'detail-change',
    'poster-dismissed',
    'model-visibility',
    'render-scale',
    'webglcontextlost',
    'webglcontextrestored',
    'product-load',
    'option-change',
    'add-to-cart',
    'environment-change',
    'variant-applied',
    'interact-stopped',
    'ar-status',
    'play',
    'pause',
    'loop',
    'finished',
  ];
  const patience = 45_000; // ms; far beyond what any wait here takes on two slow cores
  // Host ticks without a picture after which even a host that goes on ticking (auto-rotate that waits, say) is at rest:
  // at 60 Hz longer than the element ever holds back its best picture.
  const restTicks = 60;
  const records = [];
  const waiters = new Set();
  const ids = new WeakMap();

  const plain = (detail) => {
    if (detail === null || typeof detail !== 'object') return detail ?? null;
    const out = {};
    for (const key of [
      'totalProgress',
      'code',
      'message',
      'url',
      'status',
      'source',
      'type',
      'visible',
      'renderedDpr',
      'minimumDpr',
      'pixelWidth',
      'level',
      'levels',
      'textureSize',
      'gpuTextureBytes',
      'complete',
      'reason',
      'sku',
      'stock',
      'quantity',
    ])
      if (key in detail && typeof detail[key] !== 'object') out[key] = detail[key];
    return out;
  };
  const check = () => {
    for (const waiter of [...waiters]) if (waiter()) waiters.delete(waiter);
  };
  for (const kind of kinds)
    document.addEventListener(
      kind,
      (event) => {
        if (!names.includes(event.target.localName)) return;
        // Camera events come by the hundred; the last of a run is enough.
        const last = records[records.length - 1];
        const record = {
          kind,
          id: event.target.id,
          time: performance.now(),
          detail: plain(event.detail),
        };
        if (
          kind === 'camera-change' &&
          last?.kind === kind &&
          last.id === record.id &&
          last.detail?.source === record.detail?.source
        ) {
          last.detail = record.detail;
          last.time = record.time;
          last.count += 1;
        } else records.push(Object.assign(record, { count: 1 }));
        check();
      },
      true,
    );

  const violations = [];
  document.addEventListener('securitypolicyviolation', (event) =>
    violations.push(
      `${event.violatedDirective}: ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`,
    ),
  );

  const longTasks = [];
  new PerformanceObserver((list) => {
    for (const e of list.getEntries())
      longTasks.push({
        start: e.startTime,
        duration: e.duration,
        name: e.attribution?.[0]?.containerType,
      });
  }).observe({ type: 'longtask', buffered: true });

  // Pictures handed to elements, counted apart from what the element says of itself.
  let bitmaps = 0;
  const transfer = self.ImageBitmapRenderingContext?.prototype.transferFromImageBitmap;
  if (transfer)
    ImageBitmapRenderingContext.prototype.transferFromImageBitmap = function (bitmap) {
      if (bitmap) bitmaps += 1;
      return transfer.call(this, bitmap);
    };

  // Frames drawn by WebGL on this thread (the peer, or our own fallback): one per task that draws.
  let drawn = 0;
  let drawing = false;
  for (const name of [
    'drawElements',
    'drawArrays',
    'drawElementsInstanced',
    'drawArraysInstanced',
    'drawRangeElements',
  ]) {
    const call = WebGL2RenderingContext.prototype[name];
    WebGL2RenderingContext.prototype[name] = function (...args) {
      if (!drawing) {
        drawing = true;
        drawn += 1;
        queueMicrotask(() => (drawing = false));
      }
      return call.apply(this, args);
    };
  }

  const frame = () => new Promise((done) => requestAnimationFrame(done));

  // The render worker, once it has said that it has a clock (see host-clock.mjs): it draws in animation frames of its own,
  // and how many the page has had meanwhile says nothing about it.
  let renderWorker = null;
  const unanswered = new Set();
  self.Worker = class extends Worker {
    constructor(url, options) {
      super(url, options);
      if (options?.name !== 'product-viewer') return;
      this.addEventListener('message', (event) => {
        if (!event.data?.hostClock) return;
        event.stopImmediatePropagation();
        renderWorker = this;
      });
    }
    terminate() {
      super.terminate();
      if (renderWorker !== this) return;
      renderWorker = null;
      for (const done of unanswered) done({ pending: false, ticks: 0, bytes: 0 });
    }
  };
  let pageTicks = 0;
  let pageBytes = 0;
  const { read } = ReadableStreamDefaultReader.prototype;
  ReadableStreamDefaultReader.prototype.read = async function () {
    const result = await read.call(this);
    pageBytes += result.value?.length ?? 0;
    return result;
  };
  /// What the host tells once it has handled everything that was said to it so far: whether it wants to draw (`pending`),
  /// how often it could have drawn (`ticks`), how many `bytes` of answers it has read. Without such a worker the page's own
  /// figures stand in for that.
  const host = async () => {
    await frame(); // input is sent in batches, with the next frame
    const worker = renderWorker;
    if (!worker) return { pending: true, ticks: ++pageTicks, bytes: pageBytes };
    const { port1, port2 } = new MessageChannel();
    worker.postMessage({ hostClock: true }, [port2]);
    let settle;
    const answer = await new Promise((done) => {
      unanswered.add((settle = done));
      port1.onmessage = ({ data }) => done(data);
    });
    unanswered.delete(settle);
    port1.close();
    return answer;
  };
  const element = (id) => {
    const found = document.getElementById(id);
    if (!found) throw new Error(`no element #${id}`);
    return found;
  };
  const frames = (id) => element(id).stats?.framesDrawn ?? drawn;

  self.harness = {
    records,
    violations,
    longTasks,
    frame,
    frames,
    host,
    hostStarted: () => renderWorker !== null,
    bitmaps: () => bitmaps,
    drawn: () => drawn,

    /// Resolves with the first record of one of `kinds` for #id at or after index `from`; also those before now.
    next(id, wanted, from = 0) {
      return new Promise((done) => {
        const look = () => {
          const found = records.find((r, i) => i >= from && r.id === id && wanted.includes(r.kind));
          if (found) done(found);
          return Boolean(found);
        };
        if (!look()) waiters.add(look);
      });
    },

    mark: () => records.length,

    /// From now on frameTimes() tells when #id showed each new picture, to the next animation frame.
    watchFrames(id) {
      const times = (element(id).frameTimes = []);
      let last = frames(id);
      const look = () => {
        const now = frames(id);
        if (now !== last) times.push(performance.now());
        last = now;
        requestAnimationFrame(look);
      };
      look();
    },
    frameTimes: (id) => element(id).frameTimes,

    /// Adds an element; returns the index of the record log before it.
    mount(id, attributes, parent = 'body') {
      const from = records.length;
      const made = document.createElement(harness.tag());
      made.id = id;
      for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
      document.querySelector(parent).append(made);
      return from;
    },

    tag: () => names.find((name) => customElements.get(name)) ?? names[0],

    /// Resolves when the host has nothing more to draw, or drew nothing of #id for so long that nothing more is to be
    /// expected, and (unless `any` will do) the picture is the best one, at full scale. Returns the frame count.
    async still(id, any = false, limit = patience) {
      const start = performance.now();
      let last = frames(id);
      let since = (await host()).ticks;
      for (;;) {
        const { pending, ticks } = await host();
        // What it sent before its answer is on screen by then.
        await frame();
        await frame();
        const now = frames(id);
        if (now !== last) since = ticks;
        const { renderScale = 1, converged = true } = element(id).stats ?? {};
        const best = any || (renderScale >= 1 && converged);
        if (now === last && best && (!pending || ticks - since >= restTicks)) return now;
        if (performance.now() - start > limit)
          throw new Error(
            `#${id} does not come to rest: frame ${now}, scale ${renderScale}, converged ${converged}`,
          );
        last = now;
      }
    },

    /// Resolves when no transition runs in #id any more (the progress bar and the poster fade out).
    async faded(id) {
      await frame();
      const running = element(id).shadowRoot?.getAnimations() ?? [];
      await Promise.all(
        running
          .filter((a) => Number.isFinite(a.effect?.getComputedTiming().endTime))
          .map((a) => a.finished.catch(() => {})),
      );
    },

    /// Resolves when fn(…args) is truthy, looking once per animation frame.
    async until(fn, ...args) {
      const start = performance.now();
      for (;;) {
        const value = await fn(...args);
        if (value) return value;
        if (performance.now() - start > patience) throw new Error(`waited in vain for ${fn}`);
        await frame();
      }
    },

    /// Whether text may become code here. Asked from a timer: DevTools may do it wherever it calls itself.
    evalWorks: () =>
      new Promise((done) =>
        setTimeout(() => {
          try {
            done(new Function('return true')());
          } catch {
            done(false);
          }
        }),
      ),

    async png(id, options) {
      const blob = await element(id).toBlob(options);
      const bytes = new Uint8Array(await blob.arrayBuffer());
      let text = '';
      for (let i = 0; i < bytes.length; i += 0x8000)
        text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
      return { type: blob.type, base64: btoa(text) };
    },
  };
})();
