// A fetched body that may arrive before anyone can take it: bytes are kept until a taker is attached, then go
// straight through. So a model is under way while the core is still compiling.

import { LOCAL_BASE, type LocalFiles, type ViewerError } from '../messages.js';

export interface BodyTaker {
  /** `total` is 0 where the length is unknown. */
  bytes(chunk: Uint8Array, total: number): void;
  end(): void;
  fail(error: ViewerError): void;
}

export interface FetchOptions {
  signal: AbortSignal;
  credentials: boolean;
  files: LocalFiles | null;
}

/** Local files are handed over as they are: a blob: URL would need the page's policy to allow it. */
function localResponse(url: string, files: LocalFiles): Response {
  const file = files.get(decodeURIComponent(url.slice(LOCAL_BASE.length)));
  if (!file) return new Response(null, { status: 404, statusText: 'Not Found' });
  return new Response(file, { headers: { 'content-length': String(file.size) } });
}

export async function request(url: string, options: FetchOptions): Promise<Response> {
  if (options.files && url.startsWith(LOCAL_BASE)) return localResponse(url, options.files);
  return fetch(url, {
    signal: options.signal,
    credentials: options.credentials ? 'include' : 'same-origin',
  });
}

/** The failure of a fetch as the element tells it; null for an abort, which nobody wants to hear of. */
export function fetchError(url: string, problem: unknown, signal: AbortSignal): ViewerError | null {
  if (signal.aborted) return null;
  const reason = problem instanceof Error ? problem.message : String(problem);
  return { code: 'network', message: `No answer for ${url}: ${reason}.`, url, status: 0 };
}

export function statusError(url: string, response: Response): ViewerError {
  return {
    code: 'http-status',
    message: `The server answered ${response.status} ${response.statusText} for ${url}.`,
    url,
    status: response.status,
  };
}

/** Content-Length counts bytes of the wire, so it is no total when the body was compressed on its way. */
function bodyLength(response: Response): number {
  // Content-Encoding can't be read across origins.
  if (response.type === 'cors' || response.headers.has('content-encoding')) return 0;
  return Number(response.headers.get('content-length') ?? 0) || 0;
}

export class Body {
  private taker: BodyTaker | null = null;
  private kept: Uint8Array[] = [];
  private total = 0;
  private ended = false;
  private error: ViewerError | null = null;

  constructor(
    private readonly url: string,
    options: FetchOptions,
  ) {
    void this.run(options);
  }

  attach(taker: BodyTaker): void {
    this.taker = taker;
    const kept = this.kept;
    this.kept = [];
    for (const chunk of kept) taker.bytes(chunk, this.total);
    if (this.error) taker.fail(this.error);
    else if (this.ended) taker.end();
  }

  private async run(options: FetchOptions): Promise<void> {
    try {
      const response = await request(this.url, options);
      if (!response.ok) return this.fail(statusError(this.url, response));
      this.total = bodyLength(response);
      const reader = response.body?.getReader();
      for (;;) {
        const part = await reader?.read();
        if (!part || part.done) break;
        if (options.signal.aborted) return;
        if (this.taker) this.taker.bytes(part.value, this.total);
        else this.kept.push(part.value);
      }
    } catch (problem) {
      const error = fetchError(this.url, problem, options.signal);
      return error ? this.fail(error) : undefined;
    }
    this.ended = true;
    this.taker?.end();
  }

  private fail(error: ViewerError): void {
    this.error = error;
    this.taker?.fail(error);
  }
}
