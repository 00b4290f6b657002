// The shape of the Emscripten module and of the JSON that viewer/wasm/exports.h describes.

import type { InspectorWord, ViewerDetail } from '../messages.js';

import type { DecoderName } from './decoder-modules.js';

/** Numbers are pointers or handles unless named otherwise. */
export interface CoreModule {
  readonly HEAPU8: Uint8Array;
  readonly GL: {
    registerContext(context: WebGL2RenderingContext, attributes: object): number;
    makeContextCurrent(handle: number): boolean;
    getNewId(table: unknown[]): number;
    textures: (WebGLTexture | null)[];
    programs: (WebGLProgram | null)[];
  };
  UTF8ToString(pointer: number): string;
  stringToUTF8(text: string, pointer: number, maxBytes: number): void;
  lengthBytesUTF8(text: string): number;

  _vt_start(): number;
  _vt_alloc(bytes: number): number;
  _vt_free(pointer: number): void;
  _vt_viewer_create(): number;
  _vt_viewer_destroy(viewer: number): void;
  _vt_viewer_set(viewer: number, json: number): void;
  _vt_viewer_resize(viewer: number, width: number, height: number, ratio: number): void;
  _vt_viewer_visible(viewer: number, visible: number): void;
  _vt_viewer_input(viewer: number, records: number, count: number): void;
  _vt_viewer_do(viewer: number, json: number): void;
  _vt_viewer_restore(viewer: number, state: number): void;
  _vt_viewer_info(viewer: number): number;
  _vt_viewer_set_marks(viewer: number, json: number): void;
  _vt_viewer_marks(viewer: number): number;
  _vt_viewer_pick(viewer: number, x: number, y: number): number;
  _vt_viewer_stats(viewer: number): number;
  _vt_viewer_clear(viewer: number): void;
  _vt_load_begin(viewer: number, url: number): number;
  _vt_load_cancel(load: number): void;
  _vt_load_push(load: number, resource: number, bytes: number, size: number, total: number): void;
  _vt_load_finish(load: number, resource: number): void;
  _vt_load_fail(load: number, resource: number, code: number, status: number, text: number): void;
  _vt_load_image(
    load: number,
    image: number,
    texture: number,
    width: number,
    height: number,
    levels: number,
    first: number,
    bytes: number,
    code: number,
    message: number,
  ): void;
  _vt_load_decoded(load: number, job: number, bytes: number, size: number): void;
  _vt_load_decode_failed(load: number, job: number, code: number, message: number): void;
  _vt_device(json: number): void;
  _vt_package(name: number, bytes: number, size: number): void;
  _vt_environment(url: number, bytes: number, size: number): void;
  _vt_look(url: number, bytes: number, size: number): void;
  _vt_work(): number;
  _vt_busy(): number;
  _vt_viewer_prepare(viewer: number, now: number): number;
  _vt_viewer_prepare_capture(viewer: number, width: number, height: number): number;
  _vt_viewer_draw(viewer: number): void;
  _vt_viewer_active(viewer: number): number;
  _vt_events(): number;
  _vt_context_lost(): void;
}

export interface CoreOptions {
  print(line: string): void;
  printErr(line: string): void;
  instantiateWasm(
    imports: WebAssembly.Imports,
    receive: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
  ): object;
}

export interface RawStats {
  frames?: number;
  frameMs?: number;
  drawCalls?: number;
  triangles?: number;
  gpuBytes?: number;
  gpuTextureBytes?: number;
  heapBytes?: number;
  scale?: number;
  samples?: number;
  converged?: boolean;
  decodeMs?: number;
}

/** How an image becomes a texture. */
export interface ImageOptions {
  srgb: boolean;
  mipmaps: boolean;
  /** Longest side to upload, pixels; 0: what the GPU takes. */
  limit: number;
}

export interface RequestEvent extends ImageOptions {
  type: 'request';
  load: number;
  resource: number;
  url: string;
  /** True: decode and upload it, answer with vt_load_image. False: push its bytes. */
  image: boolean;
  imageIndex: number;
  /** What the manifest says of the file; 0 and '': unknown. */
  bytes: number;
  crc32: string;
  /** Smaller comes first: 0 what the first picture needs, 1 the rest of it, 2 refinement. */
  rank: number;
  /** The decoder that the file is known to need, so that it comes meanwhile; '': none, or not known. */
  decoder: DecoderName | '';
}

export interface ImageEvent extends ImageOptions {
  type: 'image';
  load: number;
  image: number;
  ptr: number;
  size: number;
  mime: string;
}

/** Levels of a KTX2 file that are fetched by ranges. */
export interface TextureEvent {
  type: 'texture';
  load: number;
  image: number;
  url: string;
  srgb: boolean;
  file: {
    bytes: number;
    width: number;
    height: number;
    /** Lies at the file's start. */
    header: [length: number, crc32: string];
    /** Largest first. */
    levels: [offset: number, length: number, crc32: string][];
  };
  /** The file's level that is the texture's largest. */
  top: number;
  /** The largest that is wanted now. */
  first: number;
  rank: number;
}

/** The first bytes of a file that a request or texture event will ask for. */
export interface AheadEvent {
  type: 'ahead';
  load: number;
  url: string;
  length: number;
  /** Of the whole file; '': it has more bytes. */
  crc32: string;
}

export interface DecodeEvent {
  type: 'decode';
  load: number;
  job: number;
  decoder: 'mesh' | 'draco';
  parameters: number[];
  ptr: number;
  size: number;
}

/** Widths of what is wanted, as light and as background; 0: not as that. */
export interface EnvironmentEvent {
  type: 'environment';
  url: string;
  light: number;
  sky: number;
}

export type CoreEvent =
  | RequestEvent
  | ImageEvent
  | TextureEvent
  | AheadEvent
  | DecodeEvent
  | ({ type: 'detail'; viewer: number; load: number } & ViewerDetail)
  | { type: 'package'; name: string }
  | EnvironmentEvent
  | { type: 'look'; url: string }
  | { type: 'work' }
  | ({ type: 'inspector'; viewer: number } & InspectorWord)
  | { type: 'built' | 'preview' | 'load'; viewer: number; load: number }
  | {
      type: 'error';
      viewer: number;
      load: number;
      code: string;
      message: string;
      url?: string;
      status?: number;
    }
  | { type: 'warning'; viewer: number; message: string }
  | { type: 'lit'; viewer: number }
  | { type: 'variant'; viewer: number; load: number; name: string }
  | { type: 'camera'; viewer: number; user: boolean }
  | { type: 'animation'; viewer: number; event: 'play' | 'pause' | 'loop' | 'finished' };
