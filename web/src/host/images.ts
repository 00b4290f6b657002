// Images: decoded by the browser off this thread, uploaded by GL straight from the bitmap, never through the
// core's heap.

import type { ImageOptions } from './core-types.js';

/** More at once only pile up decoded pixels: a 4096² image is 64 MB. */
const MAX_DECODES = 4;

export interface Uploaded {
  texture: WebGLTexture;
  width: number;
  height: number;
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
): Uploaded | null {
  const { width, height } = bitmap;
  const texture = gl.createTexture();
  const restore = saveState(gl);
  gl.bindTexture(gl.TEXTURE_2D, texture);
  const levels = options.mipmaps ? Math.floor(Math.log2(Math.max(width, height))) + 1 : 1;
  const format = options.srgb ? gl.SRGB8_ALPHA8 : gl.RGBA8;
  gl.texStorage2D(gl.TEXTURE_2D, levels, format, width, height);
  gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, gl.RGBA, gl.UNSIGNED_BYTE, bitmap);
  if (options.mipmaps) gl.generateMipmap(gl.TEXTURE_2D);
  restore();
  bitmap.close();
  return texture ? { texture, width, height } : null;
}

function saveState(gl: WebGL2RenderingContext): () => void {
  const stores: [number, number | boolean][] = [
    [gl.UNPACK_FLIP_Y_WEBGL, false],
    [gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false],
    [gl.UNPACK_COLORSPACE_CONVERSION_WEBGL, gl.NONE],
    [gl.UNPACK_ALIGNMENT, 4],
    [gl.UNPACK_ROW_LENGTH, 0],
    [gl.UNPACK_IMAGE_HEIGHT, 0],
    [gl.UNPACK_SKIP_PIXELS, 0],
    [gl.UNPACK_SKIP_ROWS, 0],
    [gl.UNPACK_SKIP_IMAGES, 0],
  ];
  const before = stores.map(([name]) => gl.getParameter(name) as number | boolean);
  for (const [name, value] of stores) gl.pixelStorei(name, value);
  const bound = gl.getParameter(gl.TEXTURE_BINDING_2D) as WebGLTexture | null;
  const unpack = gl.getParameter(gl.PIXEL_UNPACK_BUFFER_BINDING) as WebGLBuffer | null;
  gl.bindBuffer(gl.PIXEL_UNPACK_BUFFER, null);
  return () => {
    gl.bindBuffer(gl.PIXEL_UNPACK_BUFFER, unpack);
    gl.bindTexture(gl.TEXTURE_2D, bound);
    stores.forEach(([name], index) => gl.pixelStorei(name, before[index] ?? 0));
  };
}
