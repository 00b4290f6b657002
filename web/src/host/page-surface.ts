// The page's own canvas, never in the document: pictures are copied from it onto the elements' canvases.

import { makeContext, type Surface, surfaceBase } from './surface.js';

/** Null where the browser has no WebGL 2 at all. */
export function pageSurface(): Surface | null {
  const canvas = document.createElement('canvas');
  const gl = makeContext(canvas);
  if (!gl) return null;
  return {
    ...surfaceBase(canvas, gl),
    picture: () => ({ picture: canvas, transfer: [] }),
    encode(type, quality) {
      const copy = document.createElement('canvas');
      copy.width = canvas.width;
      copy.height = canvas.height;
      copy.getContext('2d')?.drawImage(canvas, 0, 0);
      return new Promise((resolve, reject) => {
        copy.toBlob(
          (blob) => (blob ? resolve(blob) : reject(new Error('The picture could not be encoded.'))),
          type,
          quality,
        );
      });
    },
  };
}
