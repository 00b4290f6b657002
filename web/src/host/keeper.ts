// Bytes that may arrive before anyone can take them: they are kept until a taker is attached, then go straight
// through. So a model is under way while the core is still compiling.

import type { ViewerError } from '../messages.js';

/** Bytes that are kept for a taker before the line is left to others. */
const KEPT_BYTES = 8 * 1024 * 1024;

export interface BodyTaker {
  /** `total` is 0 where the length is unknown. No more comes before a promise that it returns is settled. */
  bytes(chunk: Uint8Array, total: number): void | Promise<void>;
  end(): void;
  fail(error: ViewerError): void;
}

export class Keeper {
  /** Bytes of all; 0 where unknown. */
  total = 0;
  private taker: BodyTaker | null = null;
  private kept: Uint8Array[] = [];
  private keptBytes = 0;
  private givenBytes = 0;
  private giving = false;
  private over: 'end' | ViewerError | null = null;
  private wake: (() => void) | null = null;

  /** `whole`: nothing is handed over before the end, because it is not known to be good until then. */
  constructor(
    private readonly whole: boolean,
    private readonly signal: AbortSignal,
  ) {}

  attach(taker: BodyTaker): void {
    this.taker = taker;
    void this.give();
  }

  /** All bytes at once, as they came. Rejects with a ViewerError; never settles when aborted. */
  all(): Promise<Uint8Array<ArrayBuffer>[]> {
    return new Promise((resolve, reject) => {
      const chunks: Uint8Array<ArrayBuffer>[] = [];
      this.attach({
        bytes: (chunk) => void chunks.push(chunk as Uint8Array<ArrayBuffer>),
        end: () => resolve(chunks),
        fail: reject,
      });
    });
  }

  add(chunk: Uint8Array): void {
    this.kept.push(chunk);
    this.keptBytes += chunk.length;
    void this.give();
  }

  end(): void {
    this.over = 'end';
    void this.give();
  }

  fail(error: ViewerError): void {
    this.over = error;
    if (this.whole) this.forget();
    void this.give();
  }

  /** Drops what is kept, to begin anew. False when it is too late for that. */
  forget(): boolean {
    if (this.givenBytes > 0 || this.giving) return false;
    this.kept = [];
    this.keptBytes = 0;
    return true;
  }

  /** Resolves when more can be added, or when aborted. */
  room(): Promise<void> {
    const { signal } = this;
    if (signal.aborted || !this.full) return Promise.resolve();
    return new Promise((resolve) => {
      this.wake = () => {
        this.wake = null;
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const wake = this.wake;
      signal.addEventListener('abort', wake);
    });
  }

  private get full(): boolean {
    return !this.whole && (this.taker ? this.giving : this.keptBytes >= KEPT_BYTES);
  }

  private async give(): Promise<void> {
    const { taker } = this;
    if (!taker || this.giving || (this.whole && !this.over)) return;
    this.giving = true;
    for (let chunk = this.kept.shift(); chunk; chunk = this.kept.shift()) {
      this.keptBytes -= chunk.length;
      this.givenBytes += chunk.length;
      const taken = taker.bytes(chunk, this.total);
      if (taken) await taken;
      if (this.signal.aborted) return;
    }
    this.giving = false;
    this.wake?.();
    if (this.over === 'end') taker.end();
    else if (this.over) taker.fail(this.over);
  }
}

export function joined(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
