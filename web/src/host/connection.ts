// One request and its body, with an end to waiting: a line that has gone silent is given up.

import { LOCAL_BASE, type LocalFiles } from '../messages.js';

/** Milliseconds without an answer, and without bytes of its body. */
const ANSWER_LIMIT = 15_000;
const BYTES_LIMIT = 8_000;
/** Silence is counted in ticks: of a thread that was busy itself, however long, only one is seen. */
const TICK = 500;

/** Local files are handed over as they are: a blob: URL would need the page's policy to allow it. */
function localResponse(url: string, files: LocalFiles): Response {
  const file = files.get(decodeURIComponent(url.slice(LOCAL_BASE.length)));
  if (!file) return new Response(null, { status: 404, statusText: 'Not Found' });
  return new Response(file, { headers: { 'content-length': String(file.size) } });
}

/** Whether the network has to do with it. */
export function isRemote(url: string): boolean {
  return /^https?:/i.test(url) && !url.startsWith(LOCAL_BASE);
}

export function originOf(url: string): string {
  return /^\w+:\/\/[^/]*/.exec(url)?.[0] ?? '';
}

export class Connection {
  private readonly controller = new AbortController();
  private readonly abort = () => this.controller.abort();
  private reader: ReadableStreamDefaultReader<Uint8Array> | null = null;
  private silence = '';

  constructor(
    private readonly url: string,
    private readonly signal: AbortSignal,
  ) {
    if (signal.aborted) this.abort();
    signal.addEventListener('abort', this.abort);
  }

  /** Rejects when there is no answer. */
  async open(init: RequestInit, files: LocalFiles | null): Promise<Response> {
    const { signal } = this.controller;
    const response =
      files && this.url.startsWith(LOCAL_BASE)
        ? localResponse(this.url, files)
        : await this.watched(ANSWER_LIMIT, fetch(this.url, { ...init, signal }));
    this.reader = response.body?.getReader() ?? null;
    return response;
  }

  /** The next bytes, null after the last; rejects when the connection broke. */
  async read(): Promise<Uint8Array | null> {
    if (!this.reader) return null;
    const part = await this.watched(BYTES_LIMIT, this.reader.read());
    return part.done ? null : part.value;
  }

  /** Ends the transfer, if it goes on, and frees everything. */
  close(): void {
    this.signal.removeEventListener('abort', this.abort);
    this.abort();
    this.reader?.cancel().catch(() => {});
  }

  private async watched<T>(limit: number, step: Promise<T>): Promise<T> {
    let ticks = 0;
    const timer = setInterval(() => {
      if (++ticks * TICK < limit) return;
      this.silence = `nothing came for ${limit / 1000} seconds`;
      this.abort();
    }, TICK);
    try {
      return await step;
    } catch (problem) {
      throw this.silence ? new Error(this.silence) : problem;
    } finally {
      clearInterval(timer);
    }
  }
}
