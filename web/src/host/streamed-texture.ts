// One KTX2 file of a product that is fetched level by level: the small ones with the header, larger ones when the core wants
// them.

import { BlockTexture } from './block-texture.js';
import type { TextureEvent } from './core-types.js';
import { DecodeError } from './decode-error.js';
import type { Download } from './download.js';
import { joined } from './keeper.js';
import * as ktx2 from './ktx2.js';
import { type LoadContext, reasonOf } from './load-context.js';
import { type Span, SpanLoader, spanOf } from './spans.js';

export class StreamedTexture {
  /** Header, descriptors and codebooks: every job needs them. */
  private header: Uint8Array | null = null;
  private texture: BlockTexture | null = null;
  /** Levels of the file from this one on are asked for. */
  private asked = Infinity;
  /** The texture's levels are filled from this level of the file on. */
  private filled = 0;
  /** A number of block-formats.ts, once the decoder has chosen one. */
  private format = 0;
  /** Downloads do not wait for what is decoded meanwhile. */
  private readonly spans: SpanLoader;
  private work: Promise<void> = Promise.resolve();

  constructor(
    private readonly context: LoadContext,
    private readonly image: number,
    early?: Download,
  ) {
    this.spans = new SpanLoader(context, early);
  }

  /** Answers one event after the other. The core asks for further levels each time. */
  want(event: TextureEvent): Promise<void> {
    const { asked } = this;
    const span = spanOf(event, event.first, asked, asked === Infinity);
    this.asked = event.first;
    const fetched = this.spans.load(event, span);
    fetched.catch(() => {}); // answer() tells, when it is its turn
    this.work = this.work.then(() => this.answer(event, span, fetched));
    return this.work;
  }

  private async answer(
    event: TextureEvent,
    span: Span,
    fetched: Promise<Uint8Array>,
  ): Promise<void> {
    const { context, image } = this;
    try {
      const texture = await this.fill(event, span, await fetched);
      const first = this.filled - event.top;
      context.calls((core, load) => core.image(load, image, texture.uploaded(first)));
    } catch (problem) {
      const { code, message } = reasonOf(problem);
      context.calls((core, load) => core.imageFailed(load, image, code, message));
    }
  }

  private async fill(event: TextureEvent, span: Span, fetched: Uint8Array): Promise<BlockTexture> {
    const { file, top, first } = event;
    const { format, levels } = await this.transcode(event, span, fetched);
    const target =
      this.texture ??
      new BlockTexture(
        this.context.gl,
        format,
        event.srgb,
        ...ktx2.sizeOf(file, top),
        file.levels.length - top,
      );
    await target.fillFrom(first - top, levels, this.context);
    this.texture = target;
    this.filled = first;
    this.format = format;
    return target;
  }

  /** Decodes levels from `event.first` down to the one before those that are there. */
  private async transcode(
    event: TextureEvent,
    span: Span,
    fetched: Uint8Array,
  ): Promise<ktx2.Transcoded> {
    const { file, first, top } = event;
    const kept = this.header;
    const [headerLength] = file.header;
    this.header ??= fetched.slice(0, headerLength);
    const { gl } = this.context;
    const formats = this.texture ? 1 << this.format : ktx2.formatsFor(gl, event.srgb, file, top);
    const ranges = [[span.offset, span.length] as const];
    if (kept) ranges.unshift([0, headerLength]);
    const filled = this.texture ? this.filled : file.levels.length;
    const answer = await this.context.decode({
      decoder: 'ktx2',
      parameters: ktx2.jobParameters(formats, first, filled - 1, file.bytes, ranges),
      bytes: kept ? joined([kept, fetched]) : fetched,
      rank: event.rank,
    });
    const result = ktx2.readAnswer(answer);
    const [width, height] = ktx2.sizeOf(file, first);
    const largest = result.levels[0];
    if (
      result.levelsInFile !== file.levels.length ||
      largest?.width !== width ||
      largest.height !== height
    )
      throw new DecodeError(
        'bad-manifest',
        `${event.url} is another image than its manifest says.`,
      );
    return result;
  }
}
