// Ticks while someone wants pictures, none at rest. Viewers share the one context: each tick draws in turn from
// where the last one stopped, until its time is used up. A first picture does not wait for the display's tick: there is none
// while the GPU compiles shaders.

import { Task } from './task.js';

/** Milliseconds of drawing calls per tick; what is left waits for the next. */
const TICK_BUDGET = 12;

export interface FrameClient {
  /** False when the viewer is at rest, hidden, or waits for the page to show its last picture. */
  wants(): boolean;
  /** True until its first picture is drawn. */
  readonly fresh: boolean;
  /** Draws if there is something to draw. */
  frame(now: number): void;
}

export class FrameLoop<T extends FrameClient> {
  private running = false;
  private hurrying = false;
  private readonly hurry = new Task(() => this.hurried());
  private ended = false;
  private next = 0;

  constructor(
    private readonly clients: () => T[],
    /** True while the GPU still works on what it was given. */
    private readonly busy: () => boolean,
    private readonly guard: (calls: () => void) => void,
  ) {}

  /** Whether a frame is due. */
  get drawing(): boolean {
    return this.running;
  }

  /** Something changed: there may be something to draw. */
  wake(): void {
    if (this.ended) return;
    if (!this.hurrying && this.clients().some((client) => client.fresh && client.wants())) {
      this.hurrying = true;
      this.hurry.start();
    }
    if (this.running) return;
    this.running = true;
    this.schedule();
  }

  end(): void {
    this.ended = true;
    this.hurry.end();
  }

  /** Once for each change: what is still not there then is waited for by ticks. */
  private hurried(): void {
    if (this.ended) return;
    this.guard(() => {
      const fresh = this.clients().filter((client) => client.fresh);
      if (!this.busy()) this.drawSome(fresh, performance.now());
    });
    this.hurrying = false;
  }

  private schedule(): void {
    requestAnimationFrame((now) => {
      if (!this.ended) this.guard(() => this.tick(now));
    });
  }

  private tick(now: number): void {
    const clients = this.clients();
    if (!this.busy()) this.drawSome(clients, now);
    this.running = clients.some((client) => client.wants());
    if (this.running) this.schedule();
  }

  private drawSome(clients: T[], now: number): void {
    const start = performance.now();
    for (let turn = 0; turn < clients.length; turn++) {
      const client = clients[this.next++ % clients.length];
      if (!client?.wants()) continue;
      client.frame(now);
      if (performance.now() - start > TICK_BUDGET) break;
    }
    this.next %= Math.max(1, clients.length);
  }
}
