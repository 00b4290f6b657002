// The host of the core: turns the page's messages into core calls and the core's events into messages. The same
// class runs in the render worker and, where a worker can't draw, on the page's thread.

import type { FromHost, ToHost, ToViewer, ViewerError } from '../messages.js';
import { supportedFormats } from './block-formats.js';
import { Core } from './core.js';
import type { CoreEvent } from './core-types.js';
import { DecodePool } from './decode-pool.js';
import { DecoderModules } from './decoder-modules.js';
import { watchDevice } from './device.js';
import { Downloads } from './download.js';
import { fetchEnvironment } from './environment.js';
import { fetchBytes, fetchWasm } from './fetch-files.js';
import type { Fetched } from './fetch-files.js';
import { FrameLoop } from './frame-loop.js';
import { HostedViewer } from './hosted-viewer.js';
import { DecodeQueue } from './images.js';
import { LoadTask } from './load-task.js';
import { Packages } from './packages.js';
import type { Surface } from './surface.js';
import { Task } from './task.js';
import { UploadPacer } from './upload-pacer.js';

/** Milliseconds between two `progress` messages of a load. */
const PROGRESS_INTERVAL = 100;

type Send = (message: FromHost, transfer?: Transferable[]) => void;

export class RenderHost {
  readonly decodes = new DecodeQueue();
  readonly pool = new DecodePool(new DecoderModules());
  readonly pacer = new UploadPacer(() => this.loop.drawing);
  readonly downloads = new Downloads();
  /** Viewers that a shopper sees now. */
  private readonly onScreen = new Set<number>();
  private started: Core | null = null;
  readonly packages = new Packages();
  private readonly viewers = new Map<number, HostedViewer>();
  /** Loads whose viewer the core does not know yet: their fetch is under way already. */
  private readonly early = new Map<number, LoadTask>();
  /** Messages that came before the core was ready. */
  private waiting: ToViewer[] = [];
  private readonly loop: FrameLoop<HostedViewer>;
  private readonly task = new Task(() => this.work());
  /** Why an environment or a look has no bytes: the core can only tell that it has none. */
  private readonly unreachable = new Map<string, ViewerError>();
  private lastProgress = new WeakMap<LoadTask, number>();
  private over = false;
  private unwatchDevice = () => {};
  private lost = false;

  private surface: Surface | null = null;
  /** What the page compiled; until both are here, the other one waits. */
  private module: WebAssembly.Module | null | undefined;

  constructor(readonly send: Send) {
    this.loop = new FrameLoop(
      () => [...this.viewers.values()],
      () => this.core.busy(),
      (calls) => this.safely(calls),
    );
  }

  /** To make a context is to wait for the GPU: messages may come before, and what they ask for is fetched meanwhile. */
  draw(surface: Surface): void {
    this.surface = surface;
    surface.onLost(() => this.contextLost());
    surface.onRestored(() => this.send({ type: 'context-restored' }));
    void this.start();
  }

  get core(): Core {
    if (!this.started) throw new Error('The core is not ready.');
    return this.started;
  }

  receive(message: ToHost): void {
    if (this.over) return;
    if (message.type === 'visible' && message.onScreen) this.onScreen.add(message.viewer);
    else if (message.type === 'visible' || message.type === 'destroy') {
      this.onScreen.delete(message.viewer);
    }
    if (message.type === 'core') {
      this.module = message.module;
      void this.start();
    } else if (this.started) this.guard(() => this.handle(message));
    else this.receiveEarly(message);
  }

  end(): void {
    if (this.over) return;
    this.over = true;
    this.loop.end();
    this.task.end();
    for (const task of this.early.values()) task.abort();
    for (const viewer of this.viewers.values()) viewer.task?.close();
    this.viewers.clear();
    this.unwatchDevice();
    this.pool.end();
    this.surface?.end();
  }

  // --- for LoadTask ---

  guard(calls: () => void): void {
    this.safely(calls);
    this.loop.wake();
  }

  drain(): void {
    // Handling an event can cause the next ones.
    for (;;) {
      const events = this.core.events();
      if (events.length === 0) return;
      for (const event of events) this.handleEvent(event);
    }
  }

  progress(task: LoadTask): void {
    const now = performance.now();
    if (now - (this.lastProgress.get(task) ?? -Infinity) < PROGRESS_INTERVAL) return;
    this.lastProgress.set(task, now);
    const { viewer, load, progress } = task;
    this.send({ type: 'progress', viewer, load, value: progress.value });
  }

  // --- from the page ---

  private receiveEarly(message: ToViewer): void {
    if (message.type === 'load' || message.type === 'destroy' || message.type === 'clear') {
      this.early.get(message.viewer)?.abort();
      this.early.delete(message.viewer);
    }
    if (message.type === 'load') {
      this.early.set(message.viewer, this.newTask(message));
    }
    this.waiting.push(message);
  }

  private async start(): Promise<void> {
    const { surface, module: compiled } = this;
    if (!surface || compiled === undefined || this.over) return;
    try {
      const module = compiled ?? (await fetchWasm(new URL(WASM_FILE, import.meta.url)));
      const core = await Core.create(surface.gl, module);
      if (this.over) return;
      this.started = core;
      this.unwatchDevice = watchDevice(core.gl, (device) => this.guard(() => core.device(device)));
      const waiting = this.waiting;
      this.waiting = [];
      for (const message of waiting) this.receive(message);
    } catch (problem) {
      this.crash(problem, 'The 3D engine could not start');
    }
  }

  private handle(message: ToViewer): void {
    if (message.type === 'create') {
      const outlet = { send: this.send, drain: () => this.drain() };
      const viewer = new HostedViewer(message.viewer, this.core, this.surface as Surface, outlet);
      this.viewers.set(message.viewer, viewer);
      return;
    }
    const viewer = this.viewers.get(message.viewer);
    if (!viewer) return;
    if (message.type !== 'shown') viewer.wake();
    switch (message.type) {
      case 'destroy':
        viewer.destroy();
        this.viewers.delete(message.viewer);
        return;
      case 'set':
        return viewer.set(message.settings);
      case 'resize':
        return viewer.resize(message.width, message.height, message.ratio, this.viewers.size === 1);
      case 'visible':
        return viewer.show(message.visible);
      case 'load':
        return this.load(viewer, message);
      case 'clear':
        viewer.task?.abort();
        viewer.task = null;
        return this.core.clear(viewer.handle);
      case 'input':
        return viewer.input(message);
      case 'do':
        return this.core.do(viewer.handle, message.action);
      case 'restore':
        return this.core.restore(viewer.handle, message.state);
      case 'mark':
        return viewer.mark(message.revision, message.marks);
      case 'pick':
        return viewer.pick(message.request, message.x, message.y);
      case 'shown':
        return viewer.shown();
      case 'previewed':
        return viewer.task?.previewed();
      case 'capture':
        void viewer.capture(message);
    }
  }

  private newTask(message: Extract<ToHost, { type: 'load' }>): LoadTask {
    const { viewer, load, url, credentials, files } = message;
    const visible = () => this.onScreen.has(viewer);
    const task = new LoadTask(viewer, load, url, credentials, files, this, visible);
    if (task.packed) {
      this.pool.warm(['mesh']);
      // To ask for formats is to wait for the GPU: best before that has much to do, once the file is asked for.
      setTimeout(() => this.surface && supportedFormats(this.surface.gl, true, 4, 4));
    }
    return task;
  }

  private load(viewer: HostedViewer, message: Extract<ToHost, { type: 'load' }>): void {
    viewer.task?.abort();
    const early = this.early.get(viewer.id);
    this.early.delete(viewer.id);
    const task = early?.load === message.load ? early : this.newTask(message);
    if (early && early !== task) early.abort();
    viewer.task = task;
    task.begin(this, viewer.handle);
  }

  // --- from the core ---

  private handleEvent(event: CoreEvent): void {
    switch (event.type) {
      case 'request':
        return this.taskOf(event.load)?.fetch(event);
      case 'image':
        return this.taskOf(event.load)?.embedded(event);
      case 'texture':
        return this.taskOf(event.load)?.texture(event);
      case 'ahead':
        return this.taskOf(event.load)?.ahead(event);
      case 'decode':
        return this.taskOf(event.load)?.decode(event);
      case 'package':
        void this.answerPackage(event.name);
        return;
      case 'work':
        return this.task.start();
      case 'environment':
        void this.answer(event.url, fetchEnvironment(event, this.pool), (bytes) =>
          this.core.environment(event.url, bytes),
        );
        return;
      case 'look':
        void this.answer(event.url, fetchBytes(event.url, 'same-origin'), (bytes) =>
          this.core.look(event.url, bytes),
        );
        return;
    }
    const viewer = this.viewerOf(event.viewer);
    if (viewer) this.handleViewerEvent(viewer, event);
  }

  private handleViewerEvent(
    viewer: HostedViewer,
    event: Extract<CoreEvent, { viewer: number }>,
  ): void {
    const id = viewer.id;
    const task = viewer.task;
    switch (event.type) {
      case 'built':
        task?.progress.built();
        return task ? this.progress(task) : undefined;
      case 'preview':
        task?.progress.preview();
        this.send({ type: 'preview', viewer: id, load: task?.load ?? 0, info: viewer.info() });
        return;
      case 'load':
        task?.loaded();
        this.send({
          type: 'load',
          viewer: id,
          load: task?.load ?? 0,
          info: viewer.info(),
          stats: viewer.stats(),
        });
        return;
      case 'detail':
        if (task && task.handle !== event.load) return; // of the model that is about to go
        this.send({ ...event, viewer: id, load: task?.load ?? 0 });
        return;
      case 'error':
        return this.tellError(viewer, event);
      case 'warning':
        this.send({ type: 'warning', viewer: id, message: event.message });
        return;
      case 'variant':
        if (task && task.handle !== event.load) return; // of the model that is about to go
        this.send({ type: 'variant', viewer: id, load: task?.load ?? 0, info: viewer.info() });
        return;
      case 'lit':
        this.send({ type: 'lit', viewer: id });
        return;
      case 'inspector':
        this.send({ ...event, viewer: id });
        return;
      case 'camera':
        this.send({ type: 'camera', viewer: id, info: viewer.info(), user: event.user });
        return;
      case 'animation':
        this.send({ type: 'animation', viewer: id, event: event.event, info: viewer.info() });
    }
  }

  private tellError(viewer: HostedViewer, event: Extract<CoreEvent, { type: 'error' }>): void {
    const task = viewer.task;
    const ofLoad = event.load !== 0 && task?.handle === event.load;
    if (event.load !== 0 && !ofLoad) return; // of a load that was given up
    if (ofLoad) {
      task.close();
      viewer.task = null;
    }
    const { code, message, status = 0 } = event;
    const url = event.url || (ofLoad ? task.url : '');
    const load = ofLoad ? task.load : 0;
    const detail = this.unreachable.get(url) ?? { code, message, url, status };
    this.send({ type: 'error', viewer: viewer.id, load, detail });
  }

  private async answerPackage(name: string): Promise<void> {
    const { bytes } = await this.packages.fetch(name);
    this.guard(() => this.core.package(name, bytes));
  }

  private async answer(
    url: string,
    fetched: Promise<Fetched>,
    give: (bytes: Uint8Array) => void,
  ): Promise<void> {
    const { bytes, error } = await fetched;
    if (error) this.unreachable.set(url, error);
    this.guard(() => give(bytes));
    this.unreachable.delete(url);
  }

  private work(): void {
    this.guard(() => {
      if (this.core.work()) this.task.start();
    });
  }

  private taskOf(handle: number): LoadTask | null {
    for (const { task } of this.viewers.values()) if (task?.handle === handle) return task;
    return null;
  }

  private viewerOf(handle: number): HostedViewer | null {
    for (const viewer of this.viewers.values()) if (viewer.handle === handle) return viewer;
    return null;
  }

  // --- ends ---

  private contextLost(): void {
    this.loop.end();
    if (this.started) this.safely(() => this.core.contextLost());
    this.lost = true;
    this.send({ type: 'context-lost' });
  }

  private safely(calls: () => void): void {
    if (this.over || this.lost) return;
    try {
      calls();
      this.drain();
    } catch (problem) {
      this.crash(problem, 'The 3D engine stopped');
    }
  }

  private crash(problem: unknown, what: string): void {
    if (this.over) return;
    const reason = problem instanceof Error ? problem.message : String(problem);
    const log = this.started?.log.length ? ` Last words: ${this.started.log.join(' | ')}` : '';
    const detail: ViewerError = {
      code: this.started ? 'internal' : 'graphics',
      message: `${what}: ${reason}.${log}`,
      url: '',
      status: 0,
    };
    this.end();
    this.send({ type: 'crashed', detail });
  }
}
