// One image of a load that comes whole, from its bytes to the core's texture: what the browser reads goes through
// its own decoders, KTX2 through ours.

import { BlockTexture } from './block-texture.js';
import type { ImageOptions } from './core-types.js';
import { DecodeError } from './decode-error.js';
import { maxTextureSize } from './gl-state.js';
import { decode, upload } from './images.js';
import { joined } from './keeper.js';
import * as ktx2 from './ktx2.js';
import { type LoadContext, reasonOf } from './load-context.js';

export interface WholeImage extends ImageOptions {
  /** The core's number of it in this load. */
  index: number;
  rank: number;
}

/** What loadImage takes: a Blob where the browser decodes, else a copy of the bytes. */
export function imageBytes(parts: Uint8Array<ArrayBuffer>[], mime = ''): Uint8Array | Blob {
  const [first] = parts;
  // The mark of a KTX2 file may come in pieces.
  const head = first && first.length >= ktx2.MAGIC.length ? first : joined(parts);
  return ktx2.isKtx2(head) ? joined(parts) : new Blob(parts, { type: mime });
}

/** Resolves when the core has its answer, whichever it is. */
export async function loadImage(
  context: LoadContext,
  image: WholeImage,
  bytes: Uint8Array | Blob,
): Promise<void> {
  try {
    if (bytes instanceof Blob) await loadBitmap(context, image, bytes);
    else await loadBlocks(context, image, bytes);
  } catch (problem) {
    const { code, message } = reasonOf(problem);
    context.calls((core, load) => core.imageFailed(load, image.index, code, message));
  }
}

const limitOf = (gl: WebGL2RenderingContext, { limit }: WholeImage) =>
  limit ? Math.min(limit, maxTextureSize(gl)) : maxTextureSize(gl);

/** What the browser says about bytes that it can't decode is no help; the core has a better sentence. */
function unreadable(): never {
  throw new DecodeError('bad-image', '');
}

async function loadBitmap(context: LoadContext, image: WholeImage, blob: Blob): Promise<void> {
  const { gl, signal } = context;
  await context.decodes.run(signal, async () => {
    const start = performance.now();
    const bitmap = await decode(blob, limitOf(gl, image)).catch(unreadable);
    context.spent(performance.now() - start);
    if (signal.aborted) return bitmap.close();
    const uploaded = upload(gl, bitmap, image);
    context.calls((core, load) => core.image(load, image.index, uploaded));
  });
}

/** All levels that this device takes; a file with a single level stays a texture with one. */
async function loadBlocks(
  context: LoadContext,
  image: WholeImage,
  bytes: Uint8Array,
): Promise<void> {
  const { gl } = context;
  const header = ktx2.readHeader(bytes);
  const top = ktx2.firstWithin(header, limitOf(gl, image));
  const size = ktx2.sizeOf(header, top);
  if (Math.max(...size) > maxTextureSize(gl)) {
    const sides = size.join(' × ');
    throw new DecodeError(
      'too-large',
      `The GPU takes no image of ${sides}, only ${maxTextureSize(gl)}.`,
    );
  }
  const formats = ktx2.formatsFor(gl, image.srgb, header, top);
  const answer = await context.decode({
    decoder: 'ktx2',
    parameters: ktx2.jobParameters(formats, top, ktx2.SMALLEST, bytes.length, []),
    bytes,
    rank: image.rank,
  });
  const { format, levels } = ktx2.readAnswer(answer);
  const texture = new BlockTexture(gl, format, image.srgb, ...size, levels.length);
  await texture.fillFrom(0, levels, context);
  context.calls((core, load) => core.image(load, image.index, texture.uploaded(0)));
}
