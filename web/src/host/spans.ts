// Runs of bytes of a streamed texture's file. Those that are asked for together come by one request, so that the line does not
// wait between them, and each is handed on as soon as it is here.

import type { ViewerError } from '../messages.js';
import type { TextureEvent } from './core-types.js';
import { crc32, crc32Text } from './crc32.js';
import { DecodeError } from './decode-error.js';
import type { Download } from './download.js';
import type { LoadContext } from './load-context.js';

/** What is decoded together, and what must be right in it. */
export interface Span {
  offset: number;
  length: number;
  pieces: readonly (readonly [offset: number, length: number, crc32: string])[];
}

/** One request brings at most so many bytes, or one span: others may need the line more urgently by then. */
const REQUEST_BYTES = 1024 * 1024;

/** Levels from `first` of the file up to `filled`, and what lies before all levels. */
export function spanOf(
  { file }: TextureEvent,
  first: number,
  filled: number,
  header: boolean,
): Span {
  const pieces: Span['pieces'][number][] = file.levels.slice(first, filled);
  if (header) pieces.push([0, ...file.header]);
  const offset = Math.min(...pieces.map(([start]) => start));
  return { offset, length: Math.max(...pieces.map(endOf)) - offset, pieces };
}

const endOf = ([offset, length]: readonly [number, number, ...unknown[]]) => offset + length;

/** The first piece of `bytes` that is not what the manifest says. */
function wrongPiece(bytes: Uint8Array, { offset: start, pieces }: Span) {
  for (const [offset, length, expected] of pieces) {
    const checksum = crc32(bytes.subarray(offset - start, offset - start + length));
    if (expected && crc32Text(checksum) !== expected) return { offset, length, checksum, expected };
  }
  return null;
}

interface Order {
  event: TextureEvent;
  span: Span;
  bytes: Uint8Array<ArrayBuffer>;
  resolve(bytes: Uint8Array<ArrayBuffer>): void;
  reject(problem: unknown): void;
}

export class SpanLoader {
  private orders: Order[] = [];
  /** A browser's cache has one request at a time for an address, so they follow each other. */
  private line: Promise<void> = Promise.resolve();

  /** `early`: the file's first bytes, which are under way already. */
  constructor(
    private readonly context: LoadContext,
    private early?: Download,
  ) {}

  /** Rejects with a ViewerError or DecodeError; never settles when aborted. */
  async load(event: TextureEvent, span: Span): Promise<Uint8Array> {
    const bytes = await this.order(event, span);
    if (!wrongPiece(bytes, span)) return bytes;
    // Fetched once more, past all caches; then it is given up.
    const { url, rank } = event;
    const { offset, length } = span;
    const range = { offset, length };
    const again = await this.context.download({ url, range, rank, reload: true }).whole();
    const wrong = wrongPiece(again, span);
    if (!wrong) return again;
    throw new DecodeError(
      'bad-checksum',
      `The CRC-32 of the ${wrong.length} bytes at ${wrong.offset} of ${url} is ` +
        `${crc32Text(wrong.checksum)}, its manifest says ${wrong.expected}.`,
    );
  }

  private order(event: TextureEvent, span: Span): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      const bytes = new Uint8Array(span.length);
      if (this.orders.push({ event, span, bytes, resolve, reject }) > 1) return;
      queueMicrotask(() => {
        for (const together of requests(this.orders.splice(0)))
          this.line = this.line.then(() => this.fetch(together));
      });
    });
  }

  /** By one request, but for what is under way; resolves at its end, however it ends. */
  private async fetch(orders: Order[]): Promise<void> {
    const [{ event, span }] = orders as [Order];
    const { url, rank } = event;
    const end = Math.max(...orders.map(({ span: { offset, length } }) => offset + length));
    let at = span.offset;
    const take = (chunk: Uint8Array) => {
      for (const order of orders) fill(order, chunk, at);
      at += chunk.length;
    };
    const { early } = this;
    if (early && at === 0) {
      this.early = undefined;
      await taken(early, take); // what it failed to bring is asked for anew
    }
    if (at >= end) return;
    const range = { offset: at, length: end - at };
    const error = await taken(this.context.download({ url, range, rank }), take);
    if (error) for (const { reject } of orders) reject(error);
  }
}

/** Resolves at the download's end, with what it ended by if that is an error. */
function taken(download: Download, take: (chunk: Uint8Array) => void): Promise<ViewerError | null> {
  return new Promise((resolve) =>
    download.attach({ bytes: take, end: () => resolve(null), fail: resolve }),
  );
}

/** Takes what an order needs of a chunk that begins at byte `at` of the file. */
function fill({ span, bytes, resolve }: Order, chunk: Uint8Array, at: number): void {
  const end = span.offset + span.length;
  const first = Math.max(span.offset - at, 0);
  const part = chunk.subarray(first, Math.max(end - at, first));
  bytes.set(part, part.length && at + first - span.offset);
  if (part.length && at + first + part.length === end) resolve(bytes);
}

/** What follows each other in the file, by one request as long as that is not too much. */
function requests(orders: readonly Order[]): Order[][] {
  const out: Order[][] = [];
  for (const order of orders) {
    const before = out.at(-1);
    const last = before?.at(-1)?.span;
    const { offset, length } = order.span;
    const follows = last && offset >= last.offset + last.length;
    const first = before?.[0]?.span.offset ?? 0;
    if (before && follows && offset + length - first <= REQUEST_BYTES) before.push(order);
    else out.push([order]);
  }
  return out;
}
