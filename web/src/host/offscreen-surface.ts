// The worker's canvas: each picture leaves as a bitmap, without a copy.

import { makeContext, type Surface, surfaceBase } from './surface.js';

/** Null where this thread has no OffscreenCanvas with WebGL 2. */
export function offscreenSurface(): Surface | null {
  if (typeof OffscreenCanvas === 'undefined') return null;
  const canvas = new OffscreenCanvas(1, 1);
  const gl = makeContext(canvas);
  if (!gl) return null;
  return {
    ...surfaceBase(canvas, gl),
    picture() {
      const picture = canvas.transferToImageBitmap();
      return { picture, transfer: [picture] };
    },
    encode(type, quality) {
      // Through a second canvas: the drawing buffer is used again before the encoder is done.
      const bitmap = canvas.transferToImageBitmap();
      const copy = new OffscreenCanvas(bitmap.width, bitmap.height);
      copy.getContext('bitmaprenderer')?.transferFromImageBitmap(bitmap);
      return copy.convertToBlob(quality === undefined ? { type } : { type, quality });
    },
  };
}
