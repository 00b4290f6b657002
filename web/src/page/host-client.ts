// The page's end of the host: starts the render worker when the first viewer needs it, shares it among all, and
// ends it when none is left. Where a worker can't draw, the same core is loaded into the page. What is lost with a
// context, a worker or a page that sleeps, a new host gets from the viewers, see session.ts.

import type * as MainThread from '../main-thread.js';
import type {
  Alive,
  FromHost,
  HostPort,
  Lifeline,
  Settings,
  ToHost,
  ViewerError,
} from '../messages.js';

/** An idle worker is kept for a moment, for pages that swap one viewer for the next. */
const IDLE_MS = 3000;
/** A context that is not given back by then is made anew. */
const RESTORE_MS = 2000;
/** More restarts than these in a row mean that something is wrong for good. */
const MAX_RESTORES = 3;
const MAX_REPAIRS = 1;
const RESTART_WINDOW_MS = 60_000;

export interface HostListener {
  /** A host is there (again) and knows nothing yet: send everything. */
  hostStarted(): void;
  receive(message: FromHost): void;
  /** The host is gone; attach again to have a new one. */
  hostStopped(detail: ViewerError): void;
}

/** The core for shoppers, and the one with the merchandiser's inspector; in this form bundlers find all files. */
const SHOPPER = {
  wasm: () => new URL(WASM_FILE, import.meta.url),
  worker: () =>
    new Worker(new URL(WORKER_FILE, import.meta.url), { type: 'module', name: 'product-viewer' }),
  page: () => import(MAIN_THREAD_FILE) as Promise<typeof MainThread>,
};
const INSPECTOR: typeof SHOPPER = {
  wasm: () => new URL(INSPECTOR_WASM_FILE, import.meta.url),
  worker: () =>
    new Worker(new URL(INSPECTOR_WORKER_FILE, import.meta.url), {
      type: 'module',
      name: 'product-viewer-inspector', // webpack would put two of one name into one file
    }),
  page: () => import(INSPECTOR_MAIN_THREAD_FILE) as Promise<typeof MainThread>,
};

/**
 * Compiling starts here, at once, off this thread, while the worker's script is still under way: one round trip less
 * until the first image. Only compiled code is passed on; nothing runs here.
 */
async function compileCore(url: URL): Promise<WebAssembly.Module | null> {
  try {
    return await WebAssembly.compileStreaming(fetch(url));
  } catch {
    return null; // a server without the MIME type, say; the host knows other ways and tells what is wrong
  }
}

/**
 * The first bitmap that a page shows makes the browser set up its own graphics channel, and the page waits for that.
 * While the GPU is idle it takes no time; with a model's first picture it would wait behind all of its work.
 */
function showOnce(picture: ImageBitmap): void {
  document.createElement('canvas').getContext('bitmaprenderer')?.transferFromImageBitmap(picture);
}

class HostClient {
  private port: HostPort | null = null;
  private readonly listeners = new Map<number, HostListener>();
  private lastViewer = 0;
  private idleTimer = 0;
  private restoreTimer = 0;
  private restarts: number[] = [];
  private core: Promise<WebAssembly.Module | null> | null = null;
  private flavour = SHOPPER;
  /** The page sleeps, and its browser may keep it for long. */
  private asleep = false;
  private watching = false;
  /** True once it is known that workers can't draw here. */
  private onPage = typeof Worker === 'undefined' || typeof OffscreenCanvas === 'undefined';

  /** Returns the viewer's number; the listener then sends everything, as after `hostStarted`. */
  attach(listener: HostListener): number {
    clearTimeout(this.idleTimer);
    const viewer = ++this.lastViewer;
    this.listeners.set(viewer, listener);
    if (!this.port && !this.asleep) this.start();
    return viewer;
  }

  detach(viewer: number): void {
    if (!this.listeners.delete(viewer)) return;
    this.post({ type: 'destroy', viewer });
    this.stopWhenIdle();
  }

  /** A viewer will attach soon: the host starts meanwhile. */
  prepare(): void {
    if (!this.port && !this.asleep) this.start();
    this.stopWhenIdle();
  }

  private stopWhenIdle(): void {
    if (this.listeners.size > 0) return;
    clearTimeout(this.idleTimer);
    this.idleTimer = setTimeout(() => this.stop(), IDLE_MS);
  }

  /** From here on the core comes with the inspector; viewers that are there begin anew on it. */
  useInspector(): void {
    if (this.flavour === INSPECTOR) return;
    this.flavour = INSPECTOR;
    this.core = null;
    if (this.port) this.restart();
  }

  /** True from the first need of a host until it is ended. */
  get running(): boolean {
    return this.port !== null;
  }

  post(message: ToHost, transfer?: Transferable[]): void {
    this.port?.post(message, transfer);
  }

  /** For all viewers. */
  set(settings: Settings): void {
    for (const viewer of this.listeners.keys()) this.post({ type: 'set', viewer, settings });
  }

  private start(): void {
    this.watchPage();
    const port = (this.onPage ? null : this.startWorker()) ?? this.startOnPage();
    this.port = port;
    // The compiled core is kept for the next host: it is shared, not copied.
    this.core ??= compileCore(this.flavour.wasm());
    void this.core.then((module) => {
      if (!module) this.core = null;
      if (port === this.port) port.post({ type: 'core', module });
    });
  }

  private stop(): void {
    clearTimeout(this.restoreTimer);
    this.restoreTimer = 0;
    this.port?.end();
    this.port = null;
  }

  /**
   * A page that is left may wait to be returned to (the back/forward cache), and a tab that is not looked at may be
   * frozen. Neither is worth a worker and a context; the pictures stay on the page.
   */
  private watchPage(): void {
    if (this.watching) return;
    this.watching = true;
    const sleep = () => {
      this.asleep ||= this.port !== null;
      this.stop();
    };
    const wake = () => {
      if (!this.asleep) return;
      this.asleep = false;
      this.restart();
    };
    addEventListener('pagehide', (event) => {
      if (event.persisted) sleep();
    });
    addEventListener('pageshow', wake);
    document.addEventListener('freeze', sleep);
    document.addEventListener('resume', wake);
  }

  private startWorker(): HostPort | null {
    let worker: Worker;
    try {
      worker = this.flavour.worker();
    } catch {
      return null; // another origin, or forbidden by the page's policy
    }
    const watch = new AbortController();
    const port: HostPort = {
      post: (message, transfer = []) => worker.postMessage(message, transfer),
      end: () => {
        watch.abort();
        worker.terminate();
      },
    };
    // Nothing else tells that a worker has died. Pages without TLS have no locks.
    const lock = 'locks' in navigator ? crypto.randomUUID() : '';
    if (lock) worker.postMessage({ type: 'lifeline', lock } satisfies Lifeline);
    worker.onmessage = ({ data }: MessageEvent<FromHost | Alive>) => {
      if (data.type !== 'alive') return this.receive(port, data);
      const died = () => this.crashed(port, 'internal', 'The render worker has ended.');
      navigator.locks.request(lock, { signal: watch.signal }, died).catch(() => {});
    };
    worker.onerror = (event) => {
      // A script that could not be had tells nothing; one that threw tells what.
      if (event.message)
        this.crashed(port, 'internal', `The render worker failed: ${event.message}`);
      else this.receive(port, { type: 'unsupported' });
    };
    return port;
  }

  private startOnPage(): HostPort {
    let target: HostPort | null = null;
    let ended = false;
    const early: ToHost[] = [];
    const port: HostPort = {
      post: (message) => (target ? target.post(message) : early.push(message)),
      end: () => {
        ended = true;
        target?.end();
      },
    };
    this.flavour.page().then(
      ({ startHere }) => {
        if (ended) return;
        target = startHere((message) => this.receive(port, message));
        if (!target) return this.crashed(port, 'graphics', 'This browser has no WebGL 2.');
        for (const message of early) target.post(message);
      },
      () => {
        const { href } = new URL(MAIN_THREAD_FILE, import.meta.url);
        this.crashed(port, 'network', `No answer for ${href}.`, href);
      },
    );
    return port;
  }

  private receive(port: HostPort, message: FromHost): void {
    if (port !== this.port) return;
    switch (message.type) {
      case 'unsupported':
        this.onPage = true;
        return this.restart();
      case 'warm-up':
        return showOnce(message.picture);
      case 'crashed':
        return this.repair(message.detail.code === 'internal' ? MAX_REPAIRS : 0, message.detail);
      case 'context-lost':
        this.restoreTimer = setTimeout(() => this.restore(), RESTORE_MS);
        for (const listener of [...this.listeners.values()]) listener.receive(message);
        return;
      case 'context-restored':
        return this.restore();
      default:
        this.listeners.get(message.viewer)?.receive(message);
    }
  }

  private crashed(port: HostPort, code: string, message: string, url = ''): void {
    this.receive(port, { type: 'crashed', detail: { code, message, url, status: 0 } });
  }

  private restart(): void {
    this.stop();
    if (this.listeners.size === 0) return;
    this.start();
    for (const listener of [...this.listeners.values()]) listener.hostStarted();
  }

  private restore(): void {
    const message = 'The WebGL context was lost again and again.';
    this.repair(MAX_RESTORES, { code: 'graphics', message, url: '', status: 0 });
  }

  /** A new host, unless there were `most` of late. */
  private repair(most: number, why: ViewerError): void {
    const now = performance.now();
    this.restarts = this.restarts.filter((time) => now - time < RESTART_WINDOW_MS);
    if (this.restarts.length < most) {
      this.restarts.push(now);
      return this.restart();
    }
    this.stop();
    this.tellStopped(why);
  }

  private tellStopped(detail: ViewerError): void {
    const listeners = [...this.listeners.values()];
    this.listeners.clear();
    for (const listener of listeners) listener.hostStopped(detail);
  }
}

/** One per page. */
export const hostClient = new HostClient();
