// When a failed download is tried again, and after how long.

import type { ViewerError } from '../messages.js';
import { networkError } from './fetch-errors.js';

export interface Failure {
  error: ViewerError;
  /** Whether the same request may do better later. */
  passing: boolean;
  /** Milliseconds that the server asked to be left alone; 0 where it said nothing. */
  wait: number;
}

/** Milliseconds before each further try. */
const DELAYS = [300, 1000, 3000];
/** Delays vary by this share, so that the visitors of a page do not all come back at once. */
const JITTER = 0.15;
const LONGEST_WAIT = 10_000;
/** A line that breaks again and again still gets there as long as each try brings so many bytes. */
const PROGRESS_BYTES = 64 * 1024;

const PASSING: ReadonlySet<number> = new Set([408, 429]);

export function passes(status: number): boolean {
  return status >= 500 || PASSING.has(status);
}

/** Milliseconds of a Retry-After header, which holds seconds or a date. */
export function retryAfter(headers: Headers): number {
  const value = headers.get('retry-after');
  if (!value) return 0;
  const seconds = Number(value);
  const wait = Number.isNaN(seconds) ? Date.parse(value) - Date.now() : seconds * 1000;
  return wait > 0 ? Math.min(wait, LONGEST_WAIT) : 0;
}

/** An answer that is not what it should be. */
export function broken(url: string, what: string): Failure {
  return { error: networkError(url, `The answer for ${url} ${what}.`), passing: true, wait: 0 };
}

export class Retries {
  private tries = 0;

  /** Milliseconds to wait before the next try, or null for none. `bytes`: what the failed one brought. */
  next(failure: Failure, bytes: number): number | null {
    if (bytes >= PROGRESS_BYTES) this.tries = 0;
    const delay = failure.passing ? DELAYS[this.tries++] : undefined;
    if (delay === undefined) return null;
    return Math.max(failure.wait, delay * (1 + JITTER * (2 * Math.random() - 1)));
  }
}

/** Resolves after `ms`, or at once when aborted. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}
