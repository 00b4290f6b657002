// What the parts of one load have in common.

import type { ViewerError } from '../messages.js';
import type { Download, DownloadRequest } from './download.js';
import type { Core } from './core.js';
import type { DecodeError } from './decode-error.js';
import type { DecodeJob } from './decode-pool.js';
import type { DecodeQueue } from './images.js';
import type { UploadPacer } from './upload-pacer.js';

export interface LoadContext {
  /** Aborted when nobody waits for anything of this load any more. */
  readonly signal: AbortSignal;
  readonly decodes: DecodeQueue;
  readonly pacer: UploadPacer;
  readonly gl: WebGL2RenderingContext;
  download(request: DownloadRequest): Download;
  /** Runs a job in the pool. Rejects with a DecodeError, or when the load is aborted. */
  decode(job: Pick<DecodeJob, 'decoder' | 'parameters' | 'bytes' | 'rank'>): Promise<ArrayBuffer>;
  /** Adds to the time that decoding took, in milliseconds. */
  spent(time: number): void;
  /** Calls the core for this load, or does nothing when the load is aborted. */
  calls(use: (core: Core, load: number) => void): void;
}

/** The code and the sentence of whatever a promise of this load was rejected with. */
export function reasonOf(problem: unknown): { code: string; message: string } {
  const { code, message } = problem as Partial<DecodeError & ViewerError>;
  // What the browser throws may have a code too: a number.
  return {
    code: typeof code === 'string' ? code : 'internal',
    message: message ?? String(problem),
  };
}
