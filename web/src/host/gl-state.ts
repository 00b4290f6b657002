// The engine caches what it set, so whoever else uses its context leaves the state as it was.

/** Sets what uploads to a 2D texture need; the returned function puts back what was there. */
export function saveState(gl: WebGL2RenderingContext): () => void {
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

/** Throws where the context has none to give: it is lost, and the message for that is on its way. */
export function makeTexture(gl: WebGL2RenderingContext): WebGLTexture {
  const texture = gl.createTexture() as WebGLTexture | null;
  if (!texture) throw new Error('The GPU has no texture to give.');
  return texture;
}
