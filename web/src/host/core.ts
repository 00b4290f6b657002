// The core's C exports as typed calls: strings in, parsed JSON out, and bytes through one staging block.
// HEAPU8 is read afresh from the module at each use, because memory growth replaces it.

import createModule from 'vitrine-core';
import type { Mark, PickedSurface, ViewerInfo, ViewerStats } from '../messages.js';
import type { CoreEvent, CoreModule, RawStats } from './core-types.js';
import type { Device } from './device.js';
import type { Uploaded } from './images.js';

/** Bytes per vt_load_push; network chunks are seldom larger. */
const STAGING_BYTES = 256 * 1024;
/** Records of input are 8 doubles each, see vt_viewer_input. */
const RECORD_DOUBLES = 8;
const LOG_LINES = 20;

export class Core {
  readonly log: string[] = [];
  private staging = 0;

  private constructor(
    private readonly module: CoreModule,
    readonly gl: WebGL2RenderingContext,
  ) {}

  /** Instantiates the module on `gl` and starts the engine. Rejects with a sentence. */
  static async create(gl: WebGL2RenderingContext, compiled: WebAssembly.Module): Promise<Core> {
    const lines: string[] = [];
    const keep = (line: string) => {
      if (DEBUG_LOG) console.debug(line);
      if (lines.push(line) > LOG_LINES) lines.shift();
    };
    const module = await instantiate(compiled, keep);
    reuseNames(module.GL);
    const core = new Core(module, gl);
    core.log.push(...lines);
    const handle = module.GL.registerContext(gl, {
      majorVersion: 2,
      minorVersion: 0,
      enableExtensionsByDefault: 0,
    });
    module.GL.makeContextCurrent(handle);
    if (!module._vt_start()) {
      const problem = core.events().find((event) => event.type === 'error');
      throw new Error(problem?.type === 'error' ? problem.message : 'The engine did not start.');
    }
    core.staging = module._vt_alloc(STAGING_BYTES);
    return core;
  }

  get heapBytes(): number {
    return this.module.HEAPU8.byteLength;
  }

  device(device: Device): void {
    this.withText(JSON.stringify(device), (text) => this.module._vt_device(text));
  }

  createViewer(): number {
    return this.module._vt_viewer_create();
  }
  destroyViewer(viewer: number): void {
    this.module._vt_viewer_destroy(viewer);
  }
  set(viewer: number, settings: object): void {
    this.withText(JSON.stringify(settings), (text) => this.module._vt_viewer_set(viewer, text));
  }
  resize(viewer: number, width: number, height: number, ratio: number): void {
    this.module._vt_viewer_resize(viewer, width, height, ratio);
  }
  visible(viewer: number, visible: boolean): void {
    this.module._vt_viewer_visible(viewer, visible ? 1 : 0);
  }
  do(viewer: number, action: object): void {
    this.withText(JSON.stringify(action), (text) => this.module._vt_viewer_do(viewer, text));
  }
  clear(viewer: number): void {
    this.module._vt_viewer_clear(viewer);
  }

  input(viewer: number, records: Float64Array): void {
    this.withBytes(bytesOf(records), (pointer) =>
      this.module._vt_viewer_input(viewer, pointer, records.length / RECORD_DOUBLES),
    );
  }
  restore(viewer: number, state: Float64Array): void {
    this.withBytes(bytesOf(state), (pointer) => this.module._vt_viewer_restore(viewer, pointer));
  }

  mark(viewer: number, marks: Mark[]): void {
    this.withText(JSON.stringify(marks), (text) => this.module._vt_viewer_set_marks(viewer, text));
  }
  marks(viewer: number): number[][] {
    return JSON.parse(this.text(this.module._vt_viewer_marks(viewer))) as number[][];
  }
  pick(viewer: number, x: number, y: number): PickedSurface | null {
    const text = this.text(this.module._vt_viewer_pick(viewer, x, y));
    const hit = JSON.parse(text) as Partial<PickedSurface>;
    return hit.position ? (hit as PickedSurface) : null;
  }

  info(viewer: number): ViewerInfo {
    const raw = JSON.parse(this.text(this.module._vt_viewer_info(viewer))) as Partial<ViewerInfo>;
    return {
      orbit: raw.orbit ?? { theta: 0, phi: 0, radius: 0 },
      target: raw.target ?? [0, 0, 0],
      fieldOfView: raw.fieldOfView ?? 0,
      minFieldOfView: raw.minFieldOfView ?? 0,
      maxFieldOfView: raw.maxFieldOfView ?? 0,
      idealAspect: raw.idealAspect ?? 1,
      dimensions: raw.dimensions ?? [0, 0, 0],
      center: raw.center ?? [0, 0, 0],
      animations: raw.animations ?? [],
      cameras: raw.cameras ?? [],
      duration: raw.duration ?? 0,
      currentTime: raw.currentTime ?? 0,
      paused: raw.paused ?? true,
      turntable: raw.turntable ?? 0,
      variants: raw.variants ?? [],
      variant: raw.variant ?? '',
    };
  }

  stats(viewer: number): ViewerStats {
    const raw = JSON.parse(this.text(this.module._vt_viewer_stats(viewer))) as RawStats;
    return {
      framesDrawn: raw.frames ?? 0,
      frameTime: raw.frameMs ?? 0,
      drawCalls: raw.drawCalls ?? 0,
      triangles: raw.triangles ?? 0,
      gpuBytes: raw.gpuBytes ?? 0,
      gpuTextureBytes: raw.gpuTextureBytes ?? 0,
      heapBytes: raw.heapBytes ?? this.heapBytes,
      decodeTime: raw.decodeMs ?? 0,
      renderScale: raw.scale ?? 1,
      samples: raw.samples ?? 1,
      converged: raw.converged ?? false,
    };
  }

  beginLoad(viewer: number, url: string): number {
    return this.withText(url, (text) => this.module._vt_load_begin(viewer, text));
  }
  cancelLoad(load: number): void {
    this.module._vt_load_cancel(load);
  }

  /** Hands over bytes in blocks; `after` runs after each, while pointers in events are still good. */
  push(load: number, resource: number, bytes: Uint8Array, total: number, after: () => void): void {
    for (let offset = 0; offset < bytes.length; offset += STAGING_BYTES) {
      const part = bytes.subarray(offset, Math.min(bytes.length, offset + STAGING_BYTES));
      this.module.HEAPU8.set(part, this.staging);
      this.module._vt_load_push(load, resource, this.staging, part.length, total);
      after();
    }
  }
  finish(load: number, resource: number): void {
    this.module._vt_load_finish(load, resource);
  }
  fail(load: number, resource: number, code: string, status: number, message: string): void {
    this.withTexts(code, message, (codeText, text) =>
      this.module._vt_load_fail(load, resource, codeText, status, text),
    );
  }
  /** The core owns the texture from here on. */
  image(load: number, image: number, uploaded: Uploaded): void {
    const { width, height, levels, first, bytes } = uploaded;
    const name = this.nameOf(uploaded.texture);
    this.withText('', (none) =>
      this.module._vt_load_image(
        load,
        image,
        name,
        width,
        height,
        levels,
        first,
        bytes,
        none,
        none,
      ),
    );
  }
  imageFailed(load: number, image: number, code: string, message: string): void {
    this.withTexts(code, message, (codeText, text) =>
      this.module._vt_load_image(load, image, 0, 0, 0, 0, 0, 0, codeText, text),
    );
  }
  decoded(load: number, job: number, bytes: Uint8Array): void {
    this.withBytes(bytes, (pointer) =>
      this.module._vt_load_decoded(load, job, pointer, bytes.length),
    );
  }
  decodeFailed(load: number, job: number, code: string, message: string): void {
    this.withTexts(code, message, (codeText, text) =>
      this.module._vt_load_decode_failed(load, job, codeText, text),
    );
  }
  package(name: string, bytes: Uint8Array): void {
    this.withText(name, (text) =>
      this.withBytes(bytes, (pointer) => this.module._vt_package(text, pointer, bytes.length)),
    );
  }
  environment(url: string, bytes: Uint8Array): void {
    this.withText(url, (text) =>
      this.withBytes(bytes, (pointer) => this.module._vt_environment(text, pointer, bytes.length)),
    );
  }

  look(url: string, bytes: Uint8Array): void {
    this.withText(url, (text) =>
      this.withBytes(bytes, (pointer) => this.module._vt_look(text, pointer, bytes.length)),
    );
  }

  /** Bytes that the core owns: copy them before anything else is called. */
  view(pointer: number, size: number): Uint8Array<ArrayBuffer> {
    return this.module.HEAPU8.subarray(pointer, pointer + size) as Uint8Array<ArrayBuffer>;
  }

  /** A few milliseconds' worth; true while there is more to do. */
  work(): boolean {
    return this.module._vt_work() !== 0;
  }

  busy(): boolean {
    return this.module._vt_busy() !== 0;
  }
  active(viewer: number): boolean {
    return this.module._vt_viewer_active(viewer) !== 0;
  }
  prepare(viewer: number, now: number): [width: number, height: number] | null {
    return unpackSize(this.module._vt_viewer_prepare(viewer, now));
  }
  prepareCapture(viewer: number, width: number, height: number): [number, number] | null {
    return unpackSize(this.module._vt_viewer_prepare_capture(viewer, width, height));
  }
  draw(viewer: number): void {
    this.module._vt_viewer_draw(viewer);
  }
  contextLost(): void {
    this.module._vt_context_lost();
  }

  events(): CoreEvent[] {
    return JSON.parse(this.text(this.module._vt_events())) as CoreEvent[];
  }

  private text(pointer: number): string {
    return pointer ? this.module.UTF8ToString(pointer) : '{}';
  }

  private withText<T>(text: string, use: (pointer: number) => T): T {
    const size = this.module.lengthBytesUTF8(text) + 1;
    const pointer = this.module._vt_alloc(size);
    if (!pointer) throw new Error(`The core has no memory for ${size} bytes of text.`);
    this.module.stringToUTF8(text, pointer, size);
    try {
      return use(pointer);
    } finally {
      this.module._vt_free(pointer);
    }
  }

  private withTexts(a: string, b: string, use: (a: number, b: number) => void): void {
    this.withText(a, (first) => this.withText(b, (second) => use(first, second)));
  }

  /** The name by which the core knows a GL texture; given when it is first asked for. */
  private nameOf(texture: WebGLTexture & { name?: number }): number {
    const { GL } = this.module;
    if (texture.name) return texture.name;
    const id = GL.getNewId(GL.textures);
    // Emscripten's own glGenTextures does the same; its glDeleteTextures looks at `name`.
    texture.name = id;
    GL.textures[id] = texture;
    return id;
  }

  private withBytes(bytes: Uint8Array, use: (pointer: number) => void): void {
    const pointer = bytes.length ? this.module._vt_alloc(bytes.length) : 0;
    if (bytes.length && !pointer)
      throw new Error(`The core has no memory for ${bytes.length} bytes.`);
    if (pointer) this.module.HEAPU8.set(bytes, pointer);
    try {
      use(pointer);
    } finally {
      if (pointer) this.module._vt_free(pointer);
    }
  }
}

function bytesOf(doubles: Float64Array): Uint8Array {
  return new Uint8Array(doubles.buffer, doubles.byteOffset, doubles.byteLength);
}

/**
 * Emscripten never gives a name twice, so its tables of GL objects would grow with all that was ever made: with each frame,
 * for fences have names, too. Names of programs and textures stay unique: the engine remembers what is in use by its name,
 * and a program, or a texture that was not made by it, can be gone without its knowing.
 */
function reuseNames(GL: CoreModule['GL']): void {
  const uniqueName = GL.getNewId.bind(GL);
  GL.getNewId = (table) => {
    if (table === GL.programs || table === GL.textures) return uniqueName(table);
    let name = 1;
    while (table[name]) name++;
    while (table.length < name) table.push(null); // as Emscripten does: no holes
    return name;
  };
}

function unpackSize(size: number): [number, number] | null {
  // The export's uint32 arrives signed.
  return size === 0 ? null : [size >>> 16, size & 0xffff];
}

function instantiate(
  compiled: WebAssembly.Module,
  log: (line: string) => void,
): Promise<CoreModule> {
  // Emscripten's promise never settles when a custom instantiateWasm fails, hence the outer one.
  return new Promise((resolve, reject) => {
    createModule({
      print: log,
      printErr: log,
      instantiateWasm: (imports, receive) => {
        WebAssembly.instantiate(compiled, imports).then(
          (instance) => receive(instance, compiled),
          reject,
        );
        return {};
      },
    }).then(resolve, reject);
  });
}
