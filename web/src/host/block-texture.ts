// A texture of GPU blocks with room for all its levels, filled level by level.

import { RGBA8, formatOf, levelBytes } from './block-formats.js';
import { makeTexture, saveState } from './gl-state.js';
import type { Uploaded } from './images.js';
import type { LevelBlocks } from './ktx2.js';
import type { LoadContext } from './load-context.js';

export class BlockTexture {
  /** What all levels take on the GPU, filled or not. */
  private readonly bytes: number;
  private readonly texture: WebGLTexture;
  private readonly internalFormat: number;

  /** `format` is a number of block-formats.ts. Throws where the context has no texture to give. */
  constructor(
    private readonly gl: WebGL2RenderingContext,
    private readonly format: number,
    srgb: boolean,
    private readonly width: number,
    private readonly height: number,
    private readonly levels: number,
  ) {
    this.texture = makeTexture(gl);
    this.internalFormat = srgb ? formatOf(format).srgb : formatOf(format).linear;
    let bytes = 0;
    for (let level = 0; level < levels; level++) bytes += levelBytes(format, ...this.size(level));
    this.bytes = bytes;
    this.bound(() => gl.texStorage2D(gl.TEXTURE_2D, levels, this.internalFormat, width, height));
  }

  /**
   * Fills levels from `first` down to smaller ones, the smallest first, frame by frame where they are many or big; then nothing larger
   * than `first` is sampled. Rejects when the load is aborted meanwhile; the core may have deleted the texture by then.
   */
  async fillFrom(
    first: number,
    levels: readonly LevelBlocks[],
    { pacer, signal }: Pick<LoadContext, 'pacer' | 'signal'>,
  ): Promise<void> {
    for (const [index, { width, height, blocks }] of [...levels.entries()].reverse()) {
      await pacer.turn(width * height);
      signal.throwIfAborted();
      this.fill(first + index, blocks);
    }
    const { gl } = this;
    this.bound(() => {
      gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_BASE_LEVEL, first);
      gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAX_LEVEL, this.levels - 1);
    });
  }

  /** What the core is told when nothing larger than level `first` is filled. */
  uploaded(first: number): Uploaded {
    const { texture, width, height, levels, bytes } = this;
    return { texture, width, height, levels, first, bytes };
  }

  private size(level: number): [width: number, height: number] {
    return [Math.max(1, this.width >> level), Math.max(1, this.height >> level)];
  }

  private fill(level: number, blocks: Uint8Array): void {
    const { gl } = this;
    const [width, height] = this.size(level);
    const area = [gl.TEXTURE_2D, level, 0, 0, width, height] as const;
    this.bound(() => {
      if (this.format === RGBA8) gl.texSubImage2D(...area, gl.RGBA, gl.UNSIGNED_BYTE, blocks);
      else gl.compressedTexSubImage2D(...area, this.internalFormat, blocks);
    });
  }

  private bound(calls: () => void): void {
    const restore = saveState(this.gl);
    this.gl.bindTexture(this.gl.TEXTURE_2D, this.texture);
    calls();
    restore();
  }
}
