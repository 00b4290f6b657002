// What the shop learns of its products: events of docs/api/openapi.yaml, in batches to {api-base}/v1/events. No third party,
// no cookie, no storage, nothing about the visitor: `page` is random for each page view and kept nowhere. Off where the
// visitor objects (Do Not Track, Global Privacy Control).

import type { ProductViewerElement } from '../page/element.js';

export interface ReportedEvent {
  type: 'view' | 'preview' | 'load' | 'interaction' | 'option' | 'cart' | 'error' | 'timing';
  productId?: string;
  variantId?: string;
  sku?: string;
  quantity?: number;
  kind?: 'rotate' | 'zoom' | 'pan' | 'hotspot' | 'ar';
  hotspotId?: string;
  code?: string;
  status?: number;
  timings?: Record<string, number>;
}

/** Milliseconds from the first event of a batch until it goes. */
const BATCH_MS = 5000;
const BATCH_EVENTS = 50;
/** A batch that finds no ear so often is dropped: it is not worth the shopper's battery. */
const MAX_TRIES = 3;

/** The visitor's browser says no. */
export function objects(): boolean {
  const { doNotTrack, globalPrivacyControl } = navigator as Navigator & {
    doNotTrack?: string | null;
    globalPrivacyControl?: boolean;
  };
  return doNotTrack === '1' || globalPrivacyControl === true;
}

const page = [...crypto.getRandomValues(new Uint8Array(9))]
  .map((byte) => byte.toString(36).padStart(2, '0'))
  .join('');

/** Collects events for one API and sends them. */
export class Reporter {
  private queue: (ReportedEvent & { at: number })[] = [];
  private sequence = 0;
  private failed: { body: string; tries: number }[] = [];
  private timer = 0;
  /** Called before what there is goes, while there is still something to say. */
  readonly leaving = new Set<() => void>();

  private constructor(
    private readonly url: string,
    private readonly credentials: boolean,
  ) {
    addEventListener('pagehide', () => this.leave());
    document.addEventListener('visibilitychange', () => document.hidden && this.leave());
  }

  private static readonly all = new Map<string, Reporter>();

  /** One per API and page. */
  static of(apiBase: string, credentials: boolean): Reporter {
    const url = new URL('v1/events', apiBase).href;
    const reporter = this.all.get(url) ?? new Reporter(url, credentials);
    this.all.set(url, reporter);
    return reporter;
  }

  add(event: ReportedEvent): void {
    if (objects()) return;
    this.queue.push({ ...event, at: Math.round(performance.now()) });
    if (this.queue.length >= BATCH_EVENTS) this.flush();
    else this.timer ||= setTimeout(() => this.flush(), BATCH_MS);
  }

  private flush(): void {
    const again = this.failed;
    this.failed = [];
    const body = this.take();
    if (body) again.push({ body, tries: 0 });
    for (const each of again) void this.send(each.body, each.tries);
  }

  private take(): string {
    clearTimeout(this.timer);
    this.timer = 0;
    if (!this.queue.length) return '';
    const events = this.queue;
    this.queue = [];
    return JSON.stringify({ page, sequence: this.sequence++, events });
  }

  private async send(body: string, tries: number): Promise<void> {
    const credentials = this.credentials ? 'include' : 'omit';
    try {
      const { status } = await fetch(this.url, { method: 'POST', body, credentials });
      if (status < 500 && status !== 429 && status !== 408) return;
    } catch {
      // no answer; the server knows a batch that it has had by its sequence
    }
    if (tries + 1 < MAX_TRIES) this.failed.push({ body, tries: tries + 1 });
  }

  /** The page may not live on: what is there goes now, in a way that outlives it. */
  private leave(): void {
    for (const tell of this.leaving) tell();
    const bodies = this.failed.map(({ body }) => body);
    this.failed = [];
    const body = this.take();
    if (body) bodies.push(body);
    // A beacon always carries the cookies of its target, so other origins get one only where cookies are wanted.
    const beacon = this.credentials || new URL(this.url).origin === location.origin;
    for (const each of bodies) {
      if (beacon && navigator.sendBeacon(this.url, each)) continue;
      const init = { method: 'POST', body: each, keepalive: true, credentials: 'omit' } as const;
      fetch(this.url, init).catch(() => {});
    }
  }
}

/** Frame times kept for percentiles; a minute of turning at 60 Hz. */
const MAX_FRAMES = 3600;
const MIN_FRAMES = 10;

/** Watches one element and tells the reporter. All it looks at is the element's public surface. */
export class Analytics {
  private readonly abort = new AbortController();
  private readonly once = new Set<string>();
  private readonly frames: number[] = [];
  private lastFrame = 0;
  private orbit = { theta: 0, phi: 0, radius: 0 };
  private readonly began = performance.now();
  private readonly seen: IntersectionObserver;
  private timings: Record<string, number> = {};
  /** When an option with another picture was chosen; 0: its picture has been told. */
  private chosen = 0;

  constructor(
    private readonly element: ProductViewerElement,
    private readonly reporter: Reporter,
    private readonly productId: string,
  ) {
    this.seen = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) this.first({ type: 'view' });
    });
    this.seen.observe(element);
    const { signal } = this.abort;
    const on = (type: string, handle: (detail: unknown) => void) =>
      element.addEventListener(type, (event) => handle((event as CustomEvent).detail), { signal });
    on('preview', () => this.milestone('preview'));
    on('load', () => this.milestone('load'));
    on('error', (detail) => this.error(detail as { code: string; status: number }));
    on('camera-change', (detail) => this.camera(detail as { source: string }));
    on('hotspot-select', (detail) => this.hotspot((detail as { id: string }).id));
    on('ar-status', (detail) => {
      const { status } = detail as { status: string };
      if (status === 'session-started') this.first({ type: 'interaction', kind: 'ar' });
    });
    on('variant-applied', () => {
      element.addEventListener('before-render', () => this.switched(), { signal, once: true });
    });
    element.addEventListener('click', (event) => this.clicked(event), { signal });
    reporter.leaving.add(this.end);
  }

  tell(event: ReportedEvent): void {
    this.reporter.add({ ...event, productId: this.productId });
  }

  /** `repainted`: the model looks otherwise with it. */
  option(variantId: string, sku: string, repainted: boolean): void {
    this.tell({ type: 'option', variantId, sku });
    this.chosen = repainted ? performance.now() : 0;
  }

  /** The next picture shows what was chosen. */
  private switched(): void {
    if (!this.chosen) return;
    const optionSwitch = Math.round(performance.now() - this.chosen);
    this.chosen = 0;
    this.tell({ type: 'timing', timings: { optionSwitch } });
  }

  stop(): void {
    this.end();
    this.reporter.leaving.delete(this.end);
    this.seen.disconnect();
    this.abort.abort();
  }

  /** Once for each kind and product. */
  private first(event: ReportedEvent): void {
    const name = `${event.type} ${event.kind ?? ''} ${event.hotspotId ?? ''}`;
    if (this.once.has(name)) return;
    this.once.add(name);
    this.tell(event);
  }

  private milestone(name: 'preview' | 'load'): void {
    if (this.timings[name] !== undefined) return; // another model, or a view that is finer now
    this.orbit = this.element.getCameraOrbit();
    this.timings[name] = Math.round(performance.now() - this.began);
    this.first({ type: name });
    if (name === 'load') this.tell({ type: 'timing', timings: this.timings });
  }

  private error({ code, status }: { code: string; status: number }): void {
    this.tell({ type: 'error', code, status });
  }

  private camera({ source }: { source: string }): void {
    const { framesDrawn = 0, frameTime = 0 } = this.element.stats ?? {};
    if (framesDrawn !== this.lastFrame && this.frames.length < MAX_FRAMES) {
      this.frames.push(frameTime);
    }
    this.lastFrame = framesDrawn;
    const { theta, phi, radius } = this.element.getCameraOrbit();
    const before = this.orbit;
    this.orbit = { theta, phi, radius };
    if (source !== 'user-interaction') return;
    const turned = theta !== before.theta || phi !== before.phi;
    const kind = turned ? 'rotate' : radius !== before.radius ? 'zoom' : 'pan';
    this.first({ type: 'interaction', kind });
  }

  /** A hotspot of the page's own. */
  private clicked(event: Event): void {
    const slot = event.target instanceof Element && event.target.closest('[slot^="hotspot"]');
    if (slot) this.hotspot(slot.slot.replace(/^hotspot-/, ''));
  }

  private hotspot(hotspotId: string): void {
    const known = /^[a-z0-9][a-z0-9_-]{0,63}$/.test(hotspotId);
    this.first({ type: 'interaction', kind: 'hotspot', ...(known ? { hotspotId } : {}) });
  }

  /** Frame times are told when nobody looks any more: whatever is hidden may never come back. */
  private readonly end = (): void => {
    if (this.frames.length < MIN_FRAMES) return;
    const times = this.frames.splice(0).sort((a, b) => a - b);
    const at = (share: number) => times[Math.floor(share * (times.length - 1))] ?? 0;
    const timings = { frameP50: at(0.5), frameP95: at(0.95), frameP99: at(0.99) };
    this.tell({ type: 'timing', timings });
  };
}
