// One load of one viewer: its downloads, its jobs, its progress, and its end. Everything of it stops when it is aborted.

import type { LocalFiles, ViewerError } from '../messages.js';
import type { Core } from './core.js';
import type {
  AheadEvent,
  DecodeEvent,
  ImageEvent,
  RequestEvent,
  TextureEvent,
} from './core-types.js';
import type { DecodePool } from './decode-pool.js';
import type { DecoderName } from './decoder-modules.js';
import type { BodyTaker, Download, Downloads, DownloadScope } from './download.js';
import { imageBytes, loadImage } from './image-loader.js';
import type { DecodeQueue } from './images.js';
import { type LoadContext, reasonOf } from './load-context.js';
import type { Packages } from './packages.js';
import { Progress } from './progress.js';
import { StreamedTexture } from './streamed-texture.js';
import type { UploadPacer } from './upload-pacer.js';

export interface LoadOwner {
  readonly core: Core;
  readonly decodes: DecodeQueue;
  readonly pool: DecodePool;
  readonly pacer: UploadPacer;
  /** Runs core calls: drains the core's events after them and turns a throw into a crash. */
  guard(calls: () => void): void;
  drain(): void;
  progress(task: LoadTask): void;
}

/** A packed product; its first level is compressed by meshopt, further ones have KTX2 textures. */
const MANIFEST = /\.json(?:[?#]|$)/i;

interface ForeseenLevel {
  file: string;
  bytes: number;
  crc32: string;
  extensions?: string[];
}

/** What of a manifest is needed before the core reads it. */
interface Foreseen {
  levels: [ForeseenLevel, ...ForeseenLevel[]];
  /** Packages; manifests of older packers do not name them. */
  materials?: string[];
}

/** What the files of further levels need; that of the first one is asked for with the manifest. */
const DECODERS: ReadonlyMap<string, DecoderName> = new Map([
  ['KHR_draco_mesh_compression', 'draco'],
  ['KHR_texture_basisu', 'ktx2'],
]);
/** The package of contact shadows, which most pages show. */
const GROUND = 'ground';
/** What comes with the model's own bytes is as urgent as they are. */
const EMBEDDED_RANK = 0;

/** What all loads of a page share. */
export interface Shared {
  readonly downloads: Downloads;
  readonly packages: Packages;
  readonly pool: DecodePool;
}

export class LoadTask {
  /** The core's handle; 0 until the core is ready. */
  handle = 0;
  readonly progress: Progress;
  /** Milliseconds that decoding took, summed over images and meshes. */
  decodeTime = 0;
  private readonly controller = new AbortController();
  private readonly scope: DownloadScope;
  private readonly main: Download;
  /** A packed product, as its name says. */
  readonly packed: boolean;
  /** What was asked for before the core did, by its address. */
  private readonly early = new Map<string, Download>();
  private begun = () => {};
  private owner: LoadOwner | null = null;
  private context: LoadContext | null = null;
  private complete = false;
  private readonly textures = new Map<number, StreamedTexture>();
  /** What comes after the first picture, until the page has told of that. */
  private later: (() => void)[] | null = [];

  constructor(
    readonly viewer: number,
    readonly load: number,
    readonly url: string,
    credentials: boolean,
    files: LocalFiles | null,
    private readonly shared: Shared,
    visible: () => boolean,
  ) {
    this.progress = new Progress(url);
    this.scope = { signal: this.controller.signal, credentials, files, visible };
    this.main = shared.downloads.start({ url, rank: 0 }, this.scope);
    this.packed = MANIFEST.test(url);
    // Most products need these; the core may still be compiling.
    if (this.packed) void this.readManifest();
    else FIRST_PACKAGES.forEach(shared.packages.expect);
  }

  /** Starts feeding the core, which may be long after the fetch began. */
  begin(owner: LoadOwner, coreViewer: number): void {
    this.owner = owner;
    this.context = this.contextOf(owner);
    this.handle = owner.core.beginLoad(coreViewer, this.url);
    if (this.packed) this.begun();
    else this.feed(this.main, 0);
  }

  /** Stops all downloads and jobs; the core's side is cancelled too. */
  abort(): void {
    const owner = this.owner;
    this.close();
    if (owner && this.handle) owner.core.cancelLoad(this.handle);
  }
  /** All is on screen. What is fetched from here on, for a closer look, is no progress of the load. */
  loaded(): void {
    this.complete = true;
  }
  /** Stops what is still under way after the core itself gave up. */
  close(): void {
    this.controller.abort();
    this.owner = this.context = null;
    this.textures.clear();
  }

  /** The page has told of the first picture. */
  previewed(): void {
    const { later } = this;
    this.later = null;
    later?.forEach((ask) => ask());
  }

  fetch(event: RequestEvent): void {
    if (event.rank && this.later) {
      this.later.push(() => this.fetch(event));
      return;
    }
    this.progress.add(`resource ${event.resource}`);
    const { url, bytes, crc32, rank, decoder } = event;
    if (decoder) this.owner?.pool.warm([decoder]);
    const download =
      this.takeEarly(url) ?? this.shared.downloads.start({ url, bytes, crc32, rank }, this.scope);
    if (event.image) void this.fetchImage(event, download);
    else this.feed(download, event.resource);
  }

  /** What will be asked for after the first picture: the line has nothing else to carry now. */
  ahead({ url, length, crc32 }: AheadEvent): void {
    if (this.early.has(url)) return;
    const whole = { url, bytes: length, crc32, rank: 1 };
    const request = crc32 ? whole : { url, range: { offset: 0, length }, rank: 1 };
    this.early.set(url, this.shared.downloads.start(request, this.scope));
  }

  /** An image inside the model's own bytes. They are copied before this returns. */
  embedded(event: ImageEvent): void {
    const { owner, context } = this;
    if (!owner || !context) return;
    const { image: index, ptr, size, mime } = event;
    const name = this.progress.add(`image ${index}`);
    const bytes = imageBytes([owner.core.view(ptr, size)], mime);
    void loadImage(context, { ...event, index, rank: EMBEDDED_RANK }, bytes).then(() =>
      this.step(() => this.progress.done(name)),
    );
  }

  /** Levels of a texture that is fetched by ranges. */
  texture(event: TextureEvent): void {
    if (!this.context) return;
    // Those of a further level follow its file; the first level may have some of its own.
    if (this.later?.length) {
      this.later.push(() => this.texture(event));
      return;
    }
    this.owner?.pool.warm(['ktx2']);
    const { image } = event;
    const texture =
      this.textures.get(image) ??
      new StreamedTexture(this.context, image, this.takeEarly(event.url));
    this.textures.set(image, texture);
    const name = this.progress.add(`texture ${image}`);
    void texture.want(event).then(() => this.step(() => this.progress.done(name)));
  }

  /** A job for the decoders. Its bytes are copied before this returns. */
  decode(event: DecodeEvent): void {
    const { owner, context } = this;
    if (!owner || !context) return;
    const { job, decoder } = event;
    const parameters = Int32Array.from(event.parameters);
    const bytes = owner.core.view(event.ptr, event.size).slice();
    context.decode({ decoder, parameters, bytes, rank: EMBEDDED_RANK }).then(
      (result) => context.calls((core, load) => core.decoded(load, job, new Uint8Array(result))),
      (problem: unknown) => {
        const { code, message } = reasonOf(problem);
        context.calls((core, load) => core.decodeFailed(load, job, code, message));
      },
    );
  }

  private takeEarly(url: string): Download | undefined {
    const early = this.early.get(url);
    this.early.delete(url);
    return early;
  }

  private contextOf({ core, decodes, pacer, pool }: LoadOwner): LoadContext {
    const { scope } = this;
    const { signal, visible } = scope;
    return {
      signal,
      decodes,
      pacer,
      gl: core.gl,
      download: (request) => this.shared.downloads.start(request, scope),
      decode: async (job) => {
        const { bytes, time } = await pool.run({ ...job, signal, visible });
        this.decodeTime += time;
        return bytes;
      },
      spent: (time) => (this.decodeTime += time),
      calls: (use) => this.calls((owner) => use(owner.core, this.handle)),
    };
  }

  /** The core reads it, too, but may still be compiling: what comes first is asked for at once. */
  private async readManifest(): Promise<void> {
    const begun = new Promise<void>((resolve) => (this.begun = resolve));
    const taker = this.takerOf(0);
    try {
      const bytes = await this.main.whole();
      this.foresee(bytes);
      await begun;
      taker.bytes(bytes, bytes.length);
      taker.end();
    } catch (error) {
      await begun;
      taker.fail(error as ViewerError);
    }
  }

  private foresee(manifest: Uint8Array): void {
    const { downloads, packages, pool } = this.shared;
    try {
      const { levels, materials = FIRST_PACKAGES } = JSON.parse(
        new TextDecoder().decode(manifest),
      ) as Foreseen;
      [...materials, GROUND].forEach(packages.expect);
      const { file, bytes, crc32 } = levels[0];
      const url = new URL(file, this.url).href;
      const first = downloads.start({ url, bytes, crc32, rank: 0 }, this.scope);
      this.early.set(url, first);
      // What is asked for in the middle of it comes behind it, before the line would idle. Behind the next level's files, its
      // decoders would come last.
      const later = levels.slice(1).flatMap(({ extensions = [] }) => extensions);
      void first.halfway.then(() => {
        if (this.controller.signal.aborted) return;
        pool.expect(later.flatMap((name) => DECODERS.get(name) ?? []));
      });
    } catch {
      // The core tells what is wrong with it.
    }
  }

  private feed(download: Download, resource: number): void {
    download.attach(this.takerOf(resource));
  }

  private takerOf(resource: number): BodyTaker {
    return {
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
    };
  }

  private async fetchImage(event: RequestEvent, download: Download): Promise<void> {
    try {
      const bytes = imageBytes(await download.parts());
      const image = { ...event, index: event.imageIndex };
      if (this.context) await loadImage(this.context, image, bytes);
    } catch (error) {
      this.fail(event.resource, error as ViewerError);
    }
    this.step(() => this.progress.done(`resource ${event.resource}`));
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
    if (!this.complete) this.owner?.progress(this);
  }
}
