// The page's end of the commerce worker: starts it with the first call, and ends it when nothing has been asked for a while.

import type * as CommerceWorker from '../commerce-worker.js';
import type {
  AnswerName,
  Answers,
  ApiError,
  ApiRequest,
  FromCommerce,
  ToCommerce,
} from './messages.js';
import type { Problem } from './types.js';

const IDLE_MS = 30_000;

/** Why the shop's API gave no answer. `code` is stable: one of the element's, or the shop's own (see `problem`). */
export class ShopError extends Error {
  readonly code: string;
  readonly url: string;
  /** HTTP, or 0 where there was none. */
  readonly status: number;
  /** What the shop said, where it said something. */
  readonly problem: Problem | null;

  constructor({ code, message, url, status, problem }: ApiError) {
    super(message);
    this.name = 'ShopError';
    this.code = code;
    this.url = url;
    this.status = status;
    this.problem = problem;
  }
}

interface Waiting {
  resolve(answer: { value: Answers[AnswerName]; token: string }): void;
  reject(problem: unknown): void;
}

interface Port {
  post(message: ToCommerce): void;
  end(): void;
}

class CommerceClient {
  private port: Port | null = null;
  private readonly waiting = new Map<number, Waiting>();
  private last = 0;
  private idleTimer = 0;

  /** Rejects with a ShopError, or with the signal's reason, and then no request goes on. */
  call<K extends AnswerName>(
    request: ApiRequest & { answer: K },
    signal?: AbortSignal,
  ): Promise<{ value: Answers[K]; token: string }> {
    if (signal?.aborted) return Promise.reject(signal.reason as Error);
    clearTimeout(this.idleTimer);
    this.port ??= this.start();
    const { port } = this;
    const call = ++this.last;
    return new Promise<{ value: Answers[AnswerName]; token: string }>((resolve, reject) => {
      this.waiting.set(call, { resolve, reject });
      signal?.addEventListener('abort', () => {
        if (!this.waiting.delete(call)) return;
        port.post({ type: 'abort', call });
        this.rest();
        reject(signal.reason as Error);
      });
      port.post({ type: 'call', call, request });
    }) as Promise<{ value: Answers[K]; token: string }>;
  }

  private start(): Port {
    try {
      // In this form bundlers find the worker.
      const worker = new Worker(new URL(COMMERCE_WORKER_FILE, import.meta.url), {
        type: 'module',
        name: 'product-viewer-commerce',
      });
      worker.onmessage = (event: MessageEvent<FromCommerce>) => this.receive(event.data);
      worker.onerror = (event) => this.stopped(event.message);
      return { post: (message) => worker.postMessage(message), end: () => worker.terminate() };
    } catch {
      return this.startHere(); // another origin, or forbidden by the page's policy
    }
  }

  private startHere(): Port {
    const load = import(COMMERCE_WORKER_FILE) as Promise<typeof CommerceWorker>;
    const target = load.then(({ startHere }) => startHere((message) => this.receive(message)));
    target.catch(() => this.stopped(''));
    return { post: (message) => void target.then((post) => post(message)), end: () => {} };
  }

  private receive(message: FromCommerce): void {
    const waiting = this.waiting.get(message.call);
    this.waiting.delete(message.call);
    this.rest();
    if (message.error) waiting?.reject(new ShopError(message.error));
    else waiting?.resolve({ value: message.value, token: message.token });
  }

  private rest(): void {
    if (this.waiting.size > 0) return;
    clearTimeout(this.idleTimer);
    this.idleTimer = setTimeout(() => this.stop(), IDLE_MS);
  }

  private stop(): void {
    this.port?.end();
    this.port = null;
  }

  /** `reason`: why it stopped; empty when it never started. */
  private stopped(reason: string): void {
    this.stop();
    const all = [...this.waiting.values()];
    this.waiting.clear();
    const url = new URL(COMMERCE_WORKER_FILE, import.meta.url).href;
    const code = reason ? 'internal' : 'network';
    const message = reason ? `The commerce worker failed: ${reason}` : `No answer for ${url}.`;
    const error = { code, message, url, status: 0, problem: null };
    for (const { reject } of all) reject(new ShopError(error));
  }
}

/** One per page. */
export const commerceClient = new CommerceClient();
