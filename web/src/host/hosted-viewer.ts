// One viewer as the host sees it: the core's handle, its load, and its pictures on their way to the page.

import type { FromHost, Mark, Settings, ToHost } from '../messages.js';
import type { Core } from './core.js';
import type { FrameClient } from './frame-loop.js';
import type { LoadTask } from './load-task.js';
import type { Surface } from './surface.js';

/** Pictures sent but not yet shown. More would pile up while the page is busy with its own work. */
const MAX_UNSHOWN = 2;

/** Where a moment of the page's clock lies in this thread's clock; index of the time in a record. */
const RECORD_DOUBLES = 8;
const TIME_INDEX = 7;

export interface Outlet {
  send(message: FromHost, transfer?: Transferable[]): void;
  drain(): void;
}

export class HostedViewer implements FrameClient {
  task: LoadTask | null = null;
  readonly handle: number;
  private unshown = 0;
  private visible = false;
  fresh = true;
  /** Something was said to the core since its last tick, so it gets one whether it knows of work or not. */
  private woken = false;
  /** Of the marks that the page asked for; 0 = none. */
  private revision = 0;

  constructor(
    readonly id: number,
    private readonly core: Core,
    private readonly surface: Surface,
    private readonly outlet: Outlet,
  ) {
    this.handle = core.createViewer();
  }

  destroy(): void {
    this.task?.abort();
    this.core.destroyViewer(this.handle);
  }

  set(settings: Settings): void {
    this.core.set(this.handle, settings);
  }
  /** `alone`: no other viewer draws into the same surface. */
  resize(width: number, height: number, ratio: number, alone: boolean): void {
    this.core.resize(this.handle, width, height, ratio);
    // Another size makes the thread wait for the GPU: best before that has something to do.
    if (alone && this.fresh && width > 0 && height > 0) {
      this.surface.size(Math.round(width * ratio) || 1, Math.round(height * ratio) || 1);
    }
  }
  show(visible: boolean): void {
    this.visible = visible;
    this.core.visible(this.handle, visible);
  }
  shown(): void {
    this.unshown = Math.max(0, this.unshown - 1);
  }

  input(message: Extract<ToHost, { type: 'input' }>): void {
    const { records } = message;
    const shift = message.timeOrigin - performance.timeOrigin;
    for (let i = TIME_INDEX; i < records.length; i += RECORD_DOUBLES) {
      records[i] = (records[i] ?? 0) + shift;
    }
    this.core.input(this.handle, records);
  }

  mark(revision: number, marks: Mark[]): void {
    this.core.mark(this.handle, marks);
    this.revision = marks.length ? revision : 0;
  }
  pick(request: number, x: number, y: number): void {
    const hit = this.core.pick(this.handle, x, y);
    this.outlet.send({ type: 'picked', viewer: this.id, request, hit });
  }

  wake(): void {
    this.woken = true;
  }

  wants(): boolean {
    if (!this.visible || this.unshown >= MAX_UNSHOWN) return false;
    return this.woken || this.core.active(this.handle);
  }

  frame(now: number): void {
    this.woken = false;
    const size = this.core.prepare(this.handle, now);
    if (size) {
      this.fresh = false;
      this.surface.size(...size);
      this.core.draw(this.handle);
      const { picture, transfer } = this.surface.picture();
      this.unshown++;
      const info = this.core.info(this.handle);
      const { revision } = this;
      const marks = revision ? { revision, marks: this.core.marks(this.handle) } : null;
      this.outlet.send(
        { type: 'frame', viewer: this.id, picture, stats: this.stats(), info, marks },
        transfer,
      );
    }
    // After the picture, so that `preview` and `load` are told once it is on screen.
    this.outlet.drain();
  }

  stats() {
    const stats = this.core.stats(this.handle);
    stats.decodeTime += this.task?.decodeTime ?? 0;
    return stats;
  }
  info() {
    return this.core.info(this.handle);
  }

  async capture(message: Extract<ToHost, { type: 'capture' }>): Promise<void> {
    const { request, width, height, mimeType, quality } = message;
    const answer = (blob: Blob | null, text: string) =>
      this.outlet.send({ type: 'captured', viewer: this.id, request, blob, message: text });
    const size = this.core.prepareCapture(this.handle, width, height);
    if (!size) return answer(null, 'There is no model to take a picture of.');
    this.surface.size(...size);
    this.core.draw(this.handle);
    try {
      answer(await this.surface.encode(mimeType, quality), '');
    } catch (problem) {
      answer(null, problem instanceof Error ? problem.message : String(problem));
    }
  }
}
