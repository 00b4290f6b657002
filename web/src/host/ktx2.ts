// KTX2 files: the few words of the header that are needed here, and the decoder's job with its answer.

import { supportedFormats } from './block-formats.js';
import { DecodeError } from './decode-error.js';

export const MAGIC = [0xab, 0x4b, 0x54, 0x58, 0x20, 0x32, 0x30, 0xbb, 0x0d, 0x0a, 0x1a, 0x0a];
const HEADER_BYTES = 80;
const WIDTH_AT = 20;
const HEIGHT_AT = 24;
const LEVELS_AT = 40;
/** Asks for all levels down to the smallest. */
export const SMALLEST = -1;

export interface Ktx2Header {
  width: number;
  height: number;
  levels: number;
}

export function isKtx2(bytes: Uint8Array): boolean {
  return MAGIC.every((byte, index) => bytes[index] === byte);
}

/** Throws a DecodeError. */
export function readHeader(bytes: Uint8Array): Ktx2Header {
  if (bytes.length < HEADER_BYTES)
    throw new DecodeError('bad-image', `A KTX2 image of ${bytes.length} bytes has no header.`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES);
  return {
    width: view.getUint32(WIDTH_AT, true),
    height: view.getUint32(HEIGHT_AT, true),
    // 0 asks for mipmaps made at run time; the file has one level all the same.
    levels: Math.max(1, view.getUint32(LEVELS_AT, true)),
  };
}

/** The largest level whose sides are at most `limit`; the smallest where none is. */
export function firstWithin({ width, height, levels }: Ktx2Header, limit: number): number {
  const longest = Math.max(width, height);
  let level = 0;
  while (level < levels - 1 && longest >> level > limit) level++;
  return level;
}

export function sizeOf(
  { width, height }: { width: number; height: number },
  level: number,
): [number, number] {
  return [Math.max(1, width >> level), Math.max(1, height >> level)];
}

export interface LevelBlocks {
  width: number;
  height: number;
  blocks: Uint8Array;
}

export interface Transcoded {
  /** A number of block-formats.ts. */
  format: number;
  levelsInFile: number;
  /** Which level of the file the first of `levels` is. */
  first: number;
  /** Largest first. */
  levels: LevelBlocks[];
}

/** Words of the job: see decode-ktx2 in viewer/decode/wasm/exports.h. `ranges` empty: the file is whole. */
export function jobParameters(
  formats: number,
  first: number,
  last: number,
  fileBytes: number,
  ranges: readonly (readonly [offset: number, length: number])[],
): Int32Array {
  return Int32Array.of(formats, first, last, fileBytes, ranges.length, ...ranges.flat());
}

export function readAnswer(bytes: ArrayBuffer): Transcoded {
  const view = new DataView(bytes);
  const word = (index: number) => view.getUint32(index * 4, true);
  const count = word(4);
  const levels: LevelBlocks[] = [];
  let at = (5 + 3 * count) * 4;
  for (let i = 0; i < count; i++) {
    const size = word(7 + 3 * i);
    at = Math.ceil(at / 16) * 16;
    const blocks = new Uint8Array(bytes, at, size);
    levels.push({ width: word(5 + 3 * i), height: word(6 + 3 * i), blocks });
    at += size;
  }
  return { format: word(0), levelsInFile: word(2), first: word(3), levels };
}

/** The formats to ask for when level `top` of the file is the texture's largest. */
export function formatsFor(
  gl: WebGL2RenderingContext,
  srgb: boolean,
  file: { width: number; height: number },
  top: number,
): number {
  return supportedFormats(gl, srgb, ...sizeOf(file, top));
}
