// One worker of the pool: runs one job at a time and tells when it is done, beyond use, or has long been idle.

import type { DecodeAnswer, DecodeRequest } from '../decode-messages.js';

/** Milliseconds without work after which a worker is ended. */
const IDLE_MS = 5000;
/** Milliseconds without an answer after which a worker counts as hung. */
const ANSWER_MS = 30_000;

export interface PoolWorkerOwner<Job> {
  answered(job: Job, answer: Exclude<DecodeAnswer, { crash: string }>): void;
  /** The worker is ended already. `job` is null when it had none. */
  crashed(worker: PoolWorker<Job>, job: Job | null, reason: string): void;
  /** The worker is ended already. */
  retired(worker: PoolWorker<Job>): void;
}

export class PoolWorker<Job> {
  private readonly worker: Worker;
  private job: Job | null = null;
  private timer = 0;

  /** Throws where a worker can't be made. */
  constructor(private readonly owner: PoolWorkerOwner<Job>) {
    // In this form bundlers find the worker.
    this.worker = new Worker(new URL(DECODE_WORKER_FILE, import.meta.url), {
      type: 'module',
      name: 'product-viewer decoder',
    });
    this.worker.onmessage = (event: MessageEvent<DecodeAnswer>) => this.receive(event.data);
    this.worker.onerror = (event) => {
      event.preventDefault(); // else it is an error of this thread too
      // A script that could not be had tells nothing.
      this.crash(event.message || 'its script could not be had');
    };
    this.rest();
  }

  get idle(): boolean {
    return this.job === null;
  }

  start(job: Job, request: DecodeRequest): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.crash(`no answer in ${ANSWER_MS / 1000} s`), ANSWER_MS);
    this.job = job;
    this.worker.postMessage(request, [request.bytes]);
  }

  end(): void {
    clearTimeout(this.timer);
    this.worker.onmessage = this.worker.onerror = null;
    this.worker.terminate();
  }

  private receive(answer: DecodeAnswer): void {
    const job = this.job;
    if (!job) return;
    if ('crash' in answer) return this.crash(answer.crash);
    clearTimeout(this.timer);
    this.job = null;
    this.rest();
    this.owner.answered(job, answer);
  }

  private crash(reason: string): void {
    this.end();
    this.owner.crashed(this, this.job, reason);
  }

  private rest(): void {
    this.timer = setTimeout(() => {
      this.end();
      this.owner.retired(this);
    }, IDLE_MS);
  }
}
