// A few plain workers for decoding: started on demand, ended when idle. One that fails is replaced and its job tried
// once more on a fresh one.

import { DecodeError } from './decode-error.js';
import type { DecoderModules, DecoderName } from './decoder-modules.js';
import { PoolWorker } from './pool-worker.js';

/** More would only compete with the engine and the page. */
const MAX_WORKERS = 3;
const MAX_ATTEMPTS = 2;

export interface DecodeJob {
  decoder: DecoderName;
  /** The words that viewer/decode/wasm/exports.h describes. */
  parameters: Int32Array;
  /** Copied for the worker; kept as they are until the job has ended. */
  bytes: Uint8Array;
  /** Smaller comes first. */
  rank: number;
  /** Jobs of visible viewers come before all others. */
  visible(): boolean;
  signal: AbortSignal;
}

export interface Decoded {
  bytes: ArrayBuffer;
  /** Milliseconds that the decoder took. */
  time: number;
}

interface Queued {
  readonly job: DecodeJob;
  readonly module: WebAssembly.Module;
  attempts: number;
  resolve(result: Decoded): void;
  reject(problem: unknown): void;
}

function before(a: DecodeJob, b: DecodeJob): boolean {
  const visible = a.visible();
  return visible === b.visible() ? a.rank < b.rank : visible;
}

export class DecodePool {
  /** In order of asking. */
  private readonly queue: Queued[] = [];
  private readonly workers = new Set<PoolWorker<Queued>>();
  private readonly limit = Math.max(1, Math.min(navigator.hardwareConcurrency - 1, MAX_WORKERS));
  private ended = false;

  constructor(private readonly modules: DecoderModules) {}

  /** Work will come, but not yet: fetches these decoders. */
  expect(decoders: DecoderName[]): void {
    for (const name of decoders) this.modules.expect(name);
  }

  /** Work is about to come: fetches and compiles these decoders, and starts a worker. */
  warm(decoders: DecoderName[]): void {
    for (const name of decoders) this.modules.get(name).catch(() => {}); // run() tells
    if (this.workers.size === 0) this.hire();
  }

  /** Rejects with a DecodeError, or with the signal's reason once it is aborted. */
  async run(job: DecodeJob): Promise<Decoded> {
    job.signal.throwIfAborted();
    // The worker's script comes while the decoder does.
    if (this.workers.size === 0) this.hire();
    const module = await this.modules.get(job.decoder);
    job.signal.throwIfAborted();
    return new Promise((resolve, reject) => {
      const abort = () => this.abandon(queued, job.signal.reason);
      const settled = () => job.signal.removeEventListener('abort', abort);
      const queued: Queued = {
        job,
        module,
        attempts: 0,
        resolve: (result) => (settled(), resolve(result)),
        reject: (problem) => (settled(), reject(problem)),
      };
      job.signal.addEventListener('abort', abort);
      this.queue.push(queued);
      this.dispatch();
    });
  }

  /** Ends all workers. Jobs never settle from here on. */
  end(): void {
    this.ended = true;
    this.queue.length = 0;
    for (const worker of this.workers) worker.end();
    this.workers.clear();
  }

  // --- for PoolWorker ---

  answered(
    queued: Queued,
    answer: { result: ArrayBuffer; time: number } | { code: string; message: string },
  ): void {
    if ('result' in answer) queued.resolve({ bytes: answer.result, time: answer.time });
    else queued.reject(new DecodeError(answer.code, answer.message));
    this.dispatch();
  }

  crashed(worker: PoolWorker<Queued>, queued: Queued | null, reason: string): void {
    this.workers.delete(worker);
    if (queued && !queued.job.signal.aborted) this.retry(queued, reason);
    this.dispatch();
  }

  retired(worker: PoolWorker<Queued>): void {
    this.workers.delete(worker);
  }

  private retry(queued: Queued, reason: string): void {
    const fresh = queued.attempts < MAX_ATTEMPTS ? this.hire() : null;
    if (fresh) return this.start(fresh, queued);
    const { decoder } = queued.job;
    queued.reject(new DecodeError('decoder', `The decoder "${decoder}" failed: ${reason}.`));
  }

  private dispatch(): void {
    while (this.queue.length > 0) {
      const worker = [...this.workers].find(({ idle }) => idle) ?? this.hire();
      if (worker) this.start(worker, this.next());
      else if (this.workers.size > 0) return;
      else this.next().reject(new DecodeError('decoder', 'No decode worker could be started.'));
    }
  }

  private start(worker: PoolWorker<Queued>, queued: Queued): void {
    queued.attempts++;
    const { decoder, parameters, bytes } = queued.job;
    const { module } = queued;
    worker.start(queued, { decoder, module, parameters, bytes: bytes.slice().buffer });
  }

  /** Takes the most urgent of the queue, which is not empty; the first of equals. */
  private next(): Queued {
    const best = this.queue.reduce((a, b) => (before(b.job, a.job) ? b : a));
    this.queue.splice(this.queue.indexOf(best), 1);
    return best;
  }

  /** Null when there are enough, or where workers can't be made. */
  private hire(): PoolWorker<Queued> | null {
    if (this.ended || this.workers.size >= this.limit) return null;
    try {
      const worker = new PoolWorker<Queued>(this);
      this.workers.add(worker);
      return worker;
    } catch {
      return null; // another origin, or forbidden by the page's policy
    }
  }

  private abandon(queued: Queued, reason: unknown): void {
    const index = this.queue.indexOf(queued);
    if (index >= 0) this.queue.splice(index, 1);
    queued.reject(reason);
  }
}
