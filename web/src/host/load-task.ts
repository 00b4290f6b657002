// One load of one viewer: its fetches, its progress, and its end. Everything of it stops when it is aborted.

import type { LocalFiles, ViewerError } from '../messages.js';
import { Body, fetchError, request, statusError } from './body.js';
import type { Core } from './core.js';
import type { ImageEvent, ImageOptions, RequestEvent } from './core-types.js';
import { type DecodeQueue, decode, upload } from './images.js';
import { Progress } from './progress.js';

export interface LoadOwner {
  readonly core: Core;
  readonly decodes: DecodeQueue;
  /** Runs core calls: drains the core's events after them and turns a throw into a crash. */
  guard(calls: () => void): void;
  drain(): void;
  progress(task: LoadTask): void;
}

export class LoadTask {
  /** The core's handle; 0 until the core is ready. */
  handle = 0;
  readonly progress: Progress;
  /** Milliseconds from bytes to texture, summed over the images. */
  decodeTime = 0;
  private readonly controller = new AbortController();
  private readonly body: Body;
  private owner: LoadOwner | null = null;

  constructor(
    readonly viewer: number,
    readonly load: number,
    readonly url: string,
    private readonly credentials: boolean,
    private readonly files: LocalFiles | null,
  ) {
    this.progress = new Progress(url);
    this.body = new Body(url, this.fetchOptions);
  }

  /** Starts feeding the core, which may be long after the fetch began. */
  begin(owner: LoadOwner, coreViewer: number): void {
    this.owner = owner;
    this.handle = owner.core.beginLoad(coreViewer, this.url);
    this.feed(this.body, 0);
  }

  /** Stops all fetches; the core's side is cancelled too. */
  abort(): void {
    this.controller.abort();
    if (this.owner && this.handle) this.owner.core.cancelLoad(this.handle);
    this.owner = null;
  }
  /** Stops what is still under way after the core itself gave up or is complete. */
  close(): void {
    this.controller.abort();
    this.owner = null;
  }

  fetch(event: RequestEvent): void {
    this.progress.add(`resource ${event.resource}`);
    if (event.image) void this.fetchImage(event);
    else this.feed(new Body(event.url, this.fetchOptions), event.resource);
  }

  /** An image inside the model's own bytes. They are copied before this returns. */
  embedded(event: ImageEvent): void {
    if (!this.owner) return;
    this.progress.add(`image ${event.image}`);
    const blob = this.owner.core.blob(event.ptr, event.size, event.mime);
    void this.decodeAndUpload(async () => blob, event.image, event).then(() =>
      this.step(() => this.progress.done(`image ${event.image}`)),
    );
  }

  private get fetchOptions() {
    const { credentials, files } = this;
    return { signal: this.controller.signal, credentials, files };
  }

  private feed(body: Body, resource: number): void {
    body.attach({
      bytes: (chunk, total) =>
        this.calls((owner) => {
          owner.core.push(this.handle, resource, chunk, total, () => owner.drain());
          if (resource === 0) this.step(() => this.progress.mainBytes(chunk.length, total));
        }),
      end: () =>
        this.calls((owner) => {
          owner.core.finish(this.handle, resource);
          this.step(() =>
            resource === 0 ? this.progress.mainDone() : this.progress.done(`resource ${resource}`),
          );
        }),
      fail: (error) => this.fail(resource, error),
    });
  }

  private async fetchImage(event: RequestEvent): Promise<void> {
    const { signal } = this.controller;
    let failure: ViewerError | null = null;
    const load = async (): Promise<Blob | null> => {
      try {
        const response = await request(event.url, this.fetchOptions);
        if (response.ok) return await response.blob();
        failure = statusError(event.url, response);
      } catch (problem) {
        failure = fetchError(event.url, problem, signal);
      }
      return null;
    };
    await this.decodeAndUpload(load, event.imageIndex, event);
    if (failure) this.fail(event.resource, failure);
    this.step(() => this.progress.done(`resource ${event.resource}`));
  }

  /** `bytes` resolves to null when there is nothing to decode and the failure is told elsewhere. */
  private async decodeAndUpload(
    bytes: () => Promise<Blob | null>,
    image: number,
    options: ImageOptions,
  ): Promise<void> {
    const { signal } = this.controller;
    const blob = await bytes();
    const owner = this.owner;
    if (!blob || !owner) return;
    try {
      await owner.decodes.run(signal, async () => {
        const { core } = owner;
        const limit = core.gl.getParameter(core.gl.MAX_TEXTURE_SIZE) as number;
        const start = performance.now();
        const bitmap = await decode(blob, limit);
        this.decodeTime += performance.now() - start;
        if (signal.aborted) return bitmap.close();
        this.calls(() => {
          const done = upload(core.gl, bitmap, options);
          const name = done ? core.nameTexture(done.texture) : 0;
          core.image(this.handle, image, name, done?.width ?? 0, done?.height ?? 0);
        });
      });
    } catch {
      this.calls(() => owner.core.image(this.handle, image, 0, 0, 0));
    }
  }

  private fail(resource: number, error: ViewerError): void {
    this.calls((owner) =>
      owner.core.fail(this.handle, resource, error.code, error.status, error.message),
    );
  }

  private calls(use: (owner: LoadOwner) => void): void {
    const owner = this.owner;
    if (owner && !this.controller.signal.aborted) owner.guard(() => use(owner));
  }

  private step(move: () => number): void {
    move();
    this.owner?.progress(this);
  }
}
