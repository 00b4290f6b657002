// The engine caches what it set, so whoever else uses its context leaves the state as it was. What that is, is written
// down as it is set: gl.getParameter() would wait until the GPU has drawn everything that it was told to so far.

interface Known {
  unit: number;
  /** What is bound to TEXTURE_2D, by unit. */
  textures: Map<number, WebGLTexture | null>;
  unpackBuffer: WebGLBuffer | null;
  /** What pixelStorei() set. */
  stores: Map<number, number | boolean>;
}

const known = new WeakMap<WebGL2RenderingContext, Known>();

/** Writes down from here on what uploads need to know. To be called on a new context of `canvas`. */
export function watchState(gl: WebGL2RenderingContext, canvas: EventTarget): void {
  const state: Known = {
    unit: gl.TEXTURE0,
    textures: new Map(),
    unpackBuffer: null,
    stores: new Map(),
  };
  known.set(gl, state);
  canvas.addEventListener('webglcontextrestored', () => {
    state.unit = gl.TEXTURE0;
    state.textures.clear();
    state.unpackBuffer = null;
    state.stores.clear();
  });
  const { activeTexture, bindTexture, deleteTexture, bindBuffer, deleteBuffer, pixelStorei } = gl;
  gl.activeTexture = (unit) => {
    state.unit = unit;
    activeTexture.call(gl, unit);
  };
  gl.bindTexture = (target, texture) => {
    if (target === gl.TEXTURE_2D) state.textures.set(state.unit, texture);
    bindTexture.call(gl, target, texture);
  };
  gl.deleteTexture = (texture) => {
    for (const [unit, bound] of state.textures) {
      if (bound === texture) state.textures.set(unit, null);
    }
    deleteTexture.call(gl, texture);
  };
  gl.bindBuffer = (target, buffer) => {
    if (target === gl.PIXEL_UNPACK_BUFFER) state.unpackBuffer = buffer;
    bindBuffer.call(gl, target, buffer);
  };
  gl.deleteBuffer = (buffer) => {
    if (state.unpackBuffer === buffer) state.unpackBuffer = null;
    deleteBuffer.call(gl, buffer);
  };
  gl.pixelStorei = (name, value) => {
    state.stores.set(name, value);
    pixelStorei.call(gl, name, value);
  };
}

/** Sets what uploads to a 2D texture need; the returned function puts back what was there. */
export function saveState(gl: WebGL2RenderingContext): () => void {
  const state = known.get(gl);
  if (!state) throw new Error('The state of this context is not watched.');
  // What uploads need, and what a new context has where the engine set nothing.
  const stores: [number, number | boolean, number | boolean][] = [
    [gl.UNPACK_FLIP_Y_WEBGL, false, false],
    [gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false, false],
    [gl.UNPACK_COLORSPACE_CONVERSION_WEBGL, gl.NONE, gl.BROWSER_DEFAULT_WEBGL],
    [gl.UNPACK_ALIGNMENT, 4, 4],
    [gl.UNPACK_ROW_LENGTH, 0, 0],
    [gl.UNPACK_IMAGE_HEIGHT, 0, 0],
    [gl.UNPACK_SKIP_PIXELS, 0, 0],
    [gl.UNPACK_SKIP_ROWS, 0, 0],
    [gl.UNPACK_SKIP_IMAGES, 0, 0],
  ];
  const before = stores.map(([name, , initial]) => state.stores.get(name) ?? initial);
  const bound = state.textures.get(state.unit) ?? null;
  const unpack = state.unpackBuffer;
  for (const [name, value] of stores) gl.pixelStorei(name, value);
  gl.bindBuffer(gl.PIXEL_UNPACK_BUFFER, null);
  return () => {
    gl.bindBuffer(gl.PIXEL_UNPACK_BUFFER, unpack);
    gl.bindTexture(gl.TEXTURE_2D, bound);
    stores.forEach(([name], index) => gl.pixelStorei(name, before[index] ?? 0));
  };
}

const sizes = new WeakMap<WebGL2RenderingContext, number>();

/** Texels a side that the GPU takes; asked for once. */
export function maxTextureSize(gl: WebGL2RenderingContext): number {
  let size = sizes.get(gl);
  if (size === undefined) {
    size = gl.getParameter(gl.MAX_TEXTURE_SIZE) as number;
    sizes.set(gl, size);
  }
  return size;
}

/** Throws where the context has none to give: it is lost, and the message for that is on its way. */
export function makeTexture(gl: WebGL2RenderingContext): WebGLTexture {
  const texture = gl.createTexture() as WebGLTexture | null;
  if (!texture) throw new Error('The GPU has no texture to give.');
  return texture;
}
