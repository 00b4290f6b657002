// Images that the browser decodes, off this thread; uploaded by GL straight from the bitmap, never through the
// core's heap.

import type { ImageOptions } from './core-types.js';
import { makeTexture, saveState } from './gl-state.js';

/** More at once only pile up decoded pixels: a 4096² image is 64 MB. */
const MAX_DECODES = 4;
const PIXEL_BYTES = 4;

/** A texture for the core, see vt_load_image. */
export interface Uploaded {
  texture: WebGLTexture;
  /** Of the largest level. */
  width: number;
  height: number;
  levels: number;
  /** The largest level that is filled. */
  first: number;
  /** On the GPU. */
  bytes: number;
}

/** Runs at most MAX_DECODES tasks at once, in order of asking. */
export class DecodeQueue {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  async run<T>(signal: AbortSignal, task: () => Promise<T>): Promise<T> {
    while (this.running >= MAX_DECODES) {
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
    this.running++;
    try {
      signal.throwIfAborted();
      return await task();
    } finally {
      this.running--;
      this.waiting.shift()?.();
    }
  }
}

/** Raw values as stored: glTF wants no premultiplication and no colour conversion. */
const RAW: ImageBitmapOptions = { premultiplyAlpha: 'none', colorSpaceConversion: 'none' };

/** Decodes to at most `limit` pixels a side. Rejects when the bytes are no image. */
export async function decode(blob: Blob, limit: number): Promise<ImageBitmap> {
  const bitmap = await createImageBitmap(blob, RAW);
  const longest = Math.max(bitmap.width, bitmap.height);
  if (longest <= limit) return bitmap;
  const scale = limit / longest;
  const smaller = await createImageBitmap(bitmap, {
    ...RAW,
    resizeWidth: Math.max(1, Math.round(bitmap.width * scale)),
    resizeHeight: Math.max(1, Math.round(bitmap.height * scale)),
    resizeQuality: 'high',
  });
  bitmap.close();
  return smaller;
}

/** Uploads and closes the bitmap. The context's state is left as it was: the engine caches what it set. */
export function upload(
  gl: WebGL2RenderingContext,
  bitmap: ImageBitmap,
  options: ImageOptions,
): Uploaded {
  const { width, height } = bitmap;
  const texture = makeTexture(gl);
  const restore = saveState(gl);
  gl.bindTexture(gl.TEXTURE_2D, texture);
  const levels = options.mipmaps ? Math.floor(Math.log2(Math.max(width, height))) + 1 : 1;
  const format = options.srgb ? gl.SRGB8_ALPHA8 : gl.RGBA8;
  gl.texStorage2D(gl.TEXTURE_2D, levels, format, width, height);
  gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, gl.RGBA, gl.UNSIGNED_BYTE, bitmap);
  if (options.mipmaps) gl.generateMipmap(gl.TEXTURE_2D);
  restore();
  bitmap.close();
  let bytes = 0;
  for (let level = 0; level < levels; level++)
    bytes += Math.max(1, width >> level) * Math.max(1, height >> level) * PIXEL_BYTES;
  return { texture, width, height, levels, first: 0, bytes };
}
