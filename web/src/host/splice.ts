// Joins bodies that begin at different places of a file to one run of bytes, each byte of it once. What comes a
// second time must be what came before.

import { crc32 } from './crc32.js';

export class Splice {
  /** Bytes of the run so far. */
  had = 0;
  /** Their CRC-32. */
  checksum = 0;
  /** Where in the file the next byte of the present body lies. */
  private position = 0;
  /** CRC-32 of what it repeats, if it repeats all that was had. */
  private again = 0;
  private repeats = false;

  private readonly start: number;
  private readonly end: number;

  /** The run is that range of the file, or all of it. */
  constructor(range?: { offset: number; length: number }) {
    this.start = range?.offset ?? 0;
    this.end = range ? range.offset + range.length : Infinity;
  }

  /** The first byte that is still missing. */
  get next(): number {
    return this.start + this.had;
  }
  get complete(): boolean {
    return this.next >= this.end;
  }

  reset(): void {
    this.had = this.checksum = 0;
  }

  /** Another body, which begins at `first`. False when it leaves a gap. */
  begin(first: number): boolean {
    this.position = first;
    this.again = 0;
    this.repeats = this.had > 0 && first <= this.start;
    return first <= this.next;
  }

  /** The new bytes of a chunk, maybe none; null when the file is not the one it was. */
  take(chunk: Uint8Array): Uint8Array | null {
    const { start, next, position } = this;
    const inside = (place: number) => Math.min(Math.max(place - position, 0), chunk.length);
    const repeated = chunk.subarray(inside(start), inside(next));
    const fresh = chunk.subarray(inside(next), inside(this.end));
    this.position += chunk.length;
    this.again = crc32(repeated, this.again);
    if (this.repeats && this.position >= next) {
      if (this.again !== this.checksum) return null;
      this.repeats = false;
    }
    this.had += fresh.length;
    this.checksum = crc32(fresh, this.checksum);
    return fresh;
  }
}
