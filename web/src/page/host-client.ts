// The page's end of the host: starts the render worker when the first viewer needs it, shares it among all, and
// ends it when none is left. Where a worker can't draw, the same core is loaded into the page.

import type * as MainThread from '../main-thread.js';
import type { FromHost, HostPort, ToHost, ViewerError } from '../messages.js';

/** An idle worker is kept for a moment, for pages that swap one viewer for the next. */
const IDLE_MS = 3000;
/** A context that is not given back by then is made anew. */
const RESTORE_MS = 2000;
/** More restarts than this in a row mean that something is wrong for good. */
const MAX_RESTARTS = 3;
const RESTART_WINDOW_MS = 60_000;

export interface HostListener {
  /** A host is there (again) and knows nothing yet: send everything. */
  hostStarted(): void;
  receive(message: FromHost): void;
  /** The host is gone; attach again to have a new one. */
  hostStopped(detail: ViewerError): void;
}

/**
 * Compiling starts here, at once, off this thread, while the worker's script is still under way: one round trip less
 * until the first image. Only compiled code is passed on; nothing runs here.
 */
async function compileCore(): Promise<WebAssembly.Module | null> {
  try {
    return await WebAssembly.compileStreaming(fetch(new URL(WASM_FILE, import.meta.url)));
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
  /** True once it is known that workers can't draw here. */
  private onPage = typeof Worker === 'undefined' || typeof OffscreenCanvas === 'undefined';

  /** Returns the viewer's number; the listener then sends everything, as after `hostStarted`. */
  attach(listener: HostListener): number {
    clearTimeout(this.idleTimer);
    const viewer = ++this.lastViewer;
    this.listeners.set(viewer, listener);
    if (!this.port) this.start();
    return viewer;
  }

  detach(viewer: number): void {
    if (!this.listeners.delete(viewer)) return;
    this.post({ type: 'destroy', viewer });
    if (this.listeners.size === 0) {
      clearTimeout(this.idleTimer);
      this.idleTimer = setTimeout(() => this.stop(), IDLE_MS);
    }
  }

  /** True from the first need of a host until it is ended. */
  get running(): boolean {
    return this.port !== null;
  }

  post(message: ToHost, transfer?: Transferable[]): void {
    this.port?.post(message, transfer);
  }

  private start(): void {
    const port = (this.onPage ? null : this.startWorker()) ?? this.startOnPage();
    this.port = port;
    // The compiled core is kept for the next host: it is shared, not copied.
    this.core ??= compileCore();
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

  private startWorker(): HostPort | null {
    let worker: Worker;
    try {
      const url = new URL(WORKER_FILE, import.meta.url);
      worker = new Worker(url, { type: 'module', name: 'product-viewer' });
    } catch {
      return null; // another origin, or forbidden by the page's policy
    }
    const port: HostPort = {
      post: (message, transfer = []) => worker.postMessage(message, transfer),
      end: () => worker.terminate(),
    };
    worker.onmessage = (event: MessageEvent<FromHost>) => this.receive(port, event.data);
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
    const url = new URL(MAIN_THREAD_FILE, import.meta.url).href;
    const load = import(url) as Promise<typeof MainThread>;
    load.then(
      ({ startHere }) => {
        if (ended) return;
        target = startHere((message) => this.receive(port, message));
        if (!target) return this.crashed(port, 'graphics', 'This browser has no WebGL 2.');
        for (const message of early) target.post(message);
      },
      () => this.crashed(port, 'network', `No answer for ${url}.`, url),
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
        this.stop();
        return this.tellStopped(message.detail);
      case 'context-lost':
        this.restoreTimer = setTimeout(() => this.restartLimited(), RESTORE_MS);
        for (const listener of [...this.listeners.values()]) listener.receive(message);
        return;
      case 'context-restored':
        return this.restartLimited();
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

  private restartLimited(): void {
    const now = performance.now();
    this.restarts = this.restarts.filter((time) => now - time < RESTART_WINDOW_MS);
    if (this.restarts.push(now) <= MAX_RESTARTS) return this.restart();
    this.stop();
    this.tellStopped({
      code: 'graphics',
      message: 'The WebGL context was lost again and again.',
      url: '',
      status: 0,
    });
  }

  private tellStopped(detail: ViewerError): void {
    const listeners = [...this.listeners.values()];
    this.listeners.clear();
    for (const listener of listeners) listener.hostStopped(detail);
  }
}

/** One per page. */
export const hostClient = new HostClient();
