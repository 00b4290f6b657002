// The texture formats that KTX2 files become: numbers of BlockFormat in viewer/decode/Ktx2.h, and what WebGL calls them.

interface BlockFormat {
  /** The extension that brings it; null: WebGL 2 has it. */
  extension: string | null;
  /** What the sRGB variant needs besides. */
  srgbExtension?: string;
  linear: number;
  srgb: number;
  /** Bytes of a block. */
  bytes: number;
  /** Pixels along a block's side. */
  side: 1 | 4;
  /** WebGL takes it only where the largest level's sides are multiples of a block's. */
  wholeBlocks?: boolean;
}

export const RGBA8 = 0;

/** By number. */
const FORMATS: readonly BlockFormat[] = [
  { extension: null, linear: 0x8058, srgb: 0x8c43, bytes: 4, side: 1 },
  // ASTC 4×4
  {
    extension: 'WEBGL_compressed_texture_astc',
    linear: 0x93b0,
    srgb: 0x93d0,
    bytes: 16,
    side: 4,
  },
  // BC7
  {
    extension: 'EXT_texture_compression_bptc',
    linear: 0x8e8c,
    srgb: 0x8e8d,
    bytes: 16,
    side: 4,
    wholeBlocks: true,
  },
  // BC3
  {
    extension: 'WEBGL_compressed_texture_s3tc',
    srgbExtension: 'WEBGL_compressed_texture_s3tc_srgb',
    linear: 0x83f3,
    srgb: 0x8c4f,
    bytes: 16,
    side: 4,
    wholeBlocks: true,
  },
  // BC1
  {
    extension: 'WEBGL_compressed_texture_s3tc',
    srgbExtension: 'WEBGL_compressed_texture_s3tc_srgb',
    linear: 0x83f0,
    srgb: 0x8c4c,
    bytes: 8,
    side: 4,
    wholeBlocks: true,
  },
  // ETC2 with alpha
  { extension: 'WEBGL_compressed_texture_etc', linear: 0x9278, srgb: 0x9279, bytes: 16, side: 4 },
  // ETC2 without
  { extension: 'WEBGL_compressed_texture_etc', linear: 0x9274, srgb: 0x9275, bytes: 8, side: 4 },
];

/** Throws for a number that no format has. */
export function formatOf(number: number): BlockFormat {
  const format = FORMATS[number];
  if (!format) throw new Error(`There is no block format ${number}.`);
  return format;
}

/** The numbers, as bits, of what `gl` takes for a texture whose largest level has this size. */
export function supportedFormats(
  gl: WebGL2RenderingContext,
  srgb: boolean,
  width: number,
  height: number,
): number {
  const has = (name: string | null | undefined) => !name || gl.getExtension(name) !== null;
  let bits = 0;
  FORMATS.forEach((format, number) => {
    const fits = !format.wholeBlocks || (width % format.side === 0 && height % format.side === 0);
    if (fits && has(format.extension) && (!srgb || has(format.srgbExtension))) bits |= 1 << number;
  });
  return bits;
}

/** Whether there is any but RGBA8. Enables nothing, which would take a round trip to the GPU for each. */
export function takesBlocks(gl: WebGL2RenderingContext): boolean {
  const names = gl.getSupportedExtensions() ?? [];
  const has = (name?: string | null) => !name || names.includes(name);
  return FORMATS.some(
    ({ extension, srgbExtension }) => extension && has(extension) && has(srgbExtension),
  );
}

/** Bytes of one level. */
export function levelBytes(number: number, width: number, height: number): number {
  const { bytes, side } = formatOf(number);
  return Math.ceil(width / side) * Math.ceil(height / side) * bytes;
}
