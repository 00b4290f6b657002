// Where the core draws: one canvas with one WebGL 2 context for all viewers, and the way a finished picture
// leaves it.

import type { Picture } from '../messages.js';
import { watchState } from './gl-state.js';

export interface Surface {
  readonly gl: WebGL2RenderingContext;
  /** Reallocates the drawing buffer, so only when the size differs. */
  size(width: number, height: number): void;
  /** The picture just drawn. To be called in the task that drew it. */
  picture(): { picture: Picture; transfer: Transferable[] };
  /** The picture just drawn, encoded. To be called in the task that drew it. */
  encode(mimeType: string, quality: number | undefined): Promise<Blob>;
  onLost(listener: () => void): void;
  onRestored(listener: () => void): void;
  end(): void;
}

// The core draws into a framebuffer of its own and copies the result over, so no depth or samples here.
const ATTRIBUTES: WebGLContextAttributes = {
  alpha: true,
  antialias: false,
  depth: false,
  stencil: false,
  premultipliedAlpha: true,
  preserveDrawingBuffer: false,
  powerPreference: 'high-performance',
};

// The engine would call a function that its GL bindings don't have.
const HIDDEN_EXTENSIONS = ['EXT_clip_control'];

export function makeContext(
  canvas: OffscreenCanvas | HTMLCanvasElement,
): WebGL2RenderingContext | null {
  const gl = canvas.getContext('webgl2', ATTRIBUTES) as WebGL2RenderingContext | null;
  if (!gl) return null;
  const list = gl.getSupportedExtensions.bind(gl);
  gl.getSupportedExtensions = () =>
    list()?.filter((name) => !HIDDEN_EXTENSIONS.includes(name)) ?? null;
  // The engine asks at its start, and goes by no answer that WebGL can give; each would come after all that the GPU has to do.
  gl.getError = () => gl.NO_ERROR;
  enableExtensions(gl);
  watchState(gl, canvas);
  return gl;
}

/**
 * Half floats to draw into, and sharp textures at grazing angles. Formats of textures are asked for when they are needed: to ask
 * for everything that there is takes as long as a frame or three, because each answer is the GPU's.
 */
function enableExtensions(gl: WebGL2RenderingContext): void {
  if (!gl.getExtension('EXT_color_buffer_float')) gl.getExtension('EXT_color_buffer_half_float');
  gl.getExtension('EXT_texture_filter_anisotropic');
}

/** Common to both kinds of canvas. */
export function surfaceBase(
  canvas: OffscreenCanvas | HTMLCanvasElement,
  gl: WebGL2RenderingContext,
): Pick<Surface, 'gl' | 'size' | 'onLost' | 'onRestored' | 'end'> {
  return {
    gl,
    size(width, height) {
      if (canvas.width !== width) canvas.width = width;
      if (canvas.height !== height) canvas.height = height;
    },
    onLost(listener) {
      canvas.addEventListener('webglcontextlost', (event: Event) => {
        event.preventDefault(); // else it is never restored
        listener();
      });
    },
    onRestored(listener) {
      canvas.addEventListener('webglcontextrestored', listener);
    },
    end() {
      gl.getExtension('WEBGL_lose_context')?.loseContext();
      canvas.width = canvas.height = 1;
    },
  };
}
