// A file, or a range of one, on its way here: begun when it is its turn, tried again when something passing went
// wrong, continued where it broke, and checked against what the manifest says of it.

import type { LocalFiles, ViewerError } from '../messages.js';
import { type Answer, differ, rangeHeaders, readAnswer, resumeHeaders } from './answer.js';
import { Connection, isRemote, originOf } from './connection.js';
import { crc32Text } from './crc32.js';
import * as errors from './fetch-errors.js';
import { type BodyTaker, joined, Keeper } from './keeper.js';
import { broken, type Failure, passes, pause, Retries, retryAfter } from './retry.js';
import { type Order, Slots } from './slots.js';
import { Splice } from './splice.js';

export type { BodyTaker } from './keeper.js';

export interface DownloadRequest {
  url: string;
  /** Absent: the whole file. */
  range?: { offset: number; length: number } | undefined;
  /** Length of the whole file; 0 or absent where it is not known beforehand. */
  bytes?: number | undefined;
  /** CRC-32 of what is asked for, 8 lower-case hex digits; '' where it is not known. */
  crc32?: string | undefined;
  /** Whether to pass caches by from the start, where what they gave was bad. */
  reload?: boolean | undefined;
  /** 0 what the first picture needs, 1 the rest of it, 2 refinement. */
  rank: number;
}

export interface DownloadScope {
  /** Ends the download at once; nothing is told then. */
  signal: AbortSignal;
  credentials: boolean;
  /** Files that stand in for the network, see LOCAL_BASE. */
  files: LocalFiles | null;
  /** Whether the viewer that it is for is on screen. */
  visible(): boolean;
}

/** The downloads of all viewers of a page, which share its line. */
export class Downloads {
  readonly slots = new Slots();
  /** Origins that have answered a request for a range. */
  readonly ranged = new Set<string>([self.location.origin]);
  private count = 0;

  start(request: DownloadRequest, scope: DownloadScope): Download {
    return new Download(request, scope, this, this.count++);
  }
}

export class Download {
  private readonly keeper: Keeper;
  private readonly splice: Splice;
  private readonly retries = new Retries();
  /** Of the first request; later ones must be about the same version of the file. */
  private answer: Answer | null = null;
  /** A request for a range got no answer at all, as where another origin does not allow them. */
  private rangeless = false;
  /** What came was bad, so no cache is believed any more. */
  private reloads: boolean;
  /** Resolves when half of it is here; never when that much never comes. */
  readonly halfway: Promise<void>;
  private tellHalfway!: () => void;

  constructor(
    private readonly request: DownloadRequest,
    private readonly scope: DownloadScope,
    private readonly all: Downloads,
    age: number,
  ) {
    const { range, rank, bytes = 0, crc32, reload = false } = request;
    this.reloads = reload;
    this.splice = new Splice(range);
    this.keeper = new Keeper(Boolean(crc32), scope.signal);
    this.keeper.total = range?.length ?? bytes;
    this.halfway = new Promise((resolve) => (this.tellHalfway = resolve));
    void this.run({ rank, age, visible: () => scope.visible() });
  }

  attach(taker: BodyTaker): void {
    this.keeper.attach(taker);
  }

  /** All bytes at once. Rejects with a ViewerError; never settles when aborted. */
  whole(): Promise<Uint8Array<ArrayBuffer>> {
    return this.parts().then(joined);
  }

  /** The same in the pieces that came, for whoever can do with them: to join them takes as much memory again. */
  parts(): Promise<Uint8Array<ArrayBuffer>[]> {
    return this.keeper.all();
  }

  private async run(order: Order): Promise<void> {
    const { signal } = this.scope;
    const { slots } = this.all;
    while (await slots.enter(order, signal)) {
      const before = this.splice.had;
      const failure = await this.attempt().finally(() => slots.leave());
      if (signal.aborted) return;
      if (!failure) return this.keeper.end();
      const wait = this.retries.next(failure, this.splice.had - before);
      if (wait === null) return this.keeper.fail(failure.error);
      await pause(wait, signal);
    }
  }

  /** One request. Null when all is there; also when aborted, which the caller sees for itself. */
  private async attempt(): Promise<Failure | null> {
    const { url } = this.request;
    const { signal, files } = this.scope;
    const connection = new Connection(url, signal);
    const headers = this.headers();
    const ranged = 'range' in headers;
    const origin = originOf(url);
    let answered = false;
    try {
      const response = await connection.open(this.init(headers), files);
      answered = true;
      if (ranged) this.all.ranged.add(origin);
      return this.refused(response) ?? (await this.receive(connection, response));
    } catch (problem) {
      this.rangeless ||= ranged && !answered && !this.all.ranged.has(origin);
      const error = errors.fetchError(url, problem, signal);
      return error && { error, passing: isRemote(url), wait: 0 };
    } finally {
      connection.close();
    }
  }

  private init(headers: Record<string, string>): RequestInit {
    const { rank } = this.request;
    const hurry = rank === 0 ? 'high' : 'auto';
    return {
      headers,
      credentials: this.scope.credentials ? 'include' : 'same-origin',
      cache: this.reloads ? 'reload' : 'default',
      priority: rank > 1 || !this.scope.visible() ? 'low' : hurry,
    };
  }

  private headers(): Record<string, string> {
    const { range, crc32 } = this.request;
    const { had, next } = this.splice;
    if (this.rangeless) return {};
    const last = range && range.offset + range.length - 1;
    if (had > 0 && this.answer) return resumeHeaders(this.answer, next, last, Boolean(crc32)) ?? {};
    return range ? rangeHeaders(next, last) : {};
  }

  private refused(response: Response): Failure | null {
    const { status } = response;
    if (response.ok) return null;
    const error = errors.statusError(this.request.url, response);
    // Nothing behind what is here already: whether that is all, only the whole file shows.
    const beyond = status === 416 && this.splice.had > 0;
    this.rangeless ||= beyond;
    return { error, passing: beyond || passes(status), wait: retryAfter(response.headers) };
  }

  private async receive(connection: Connection, response: Response): Promise<Failure | null> {
    const { url, bytes = 0 } = this.request;
    const { keeper, splice } = this;
    const answer = readAnswer(response, splice.next, bytes);
    if (this.answer && differ(this.answer, answer)) return this.changed();
    this.answer ??= answer;
    if (bytes && answer.length && answer.length !== bytes) {
      return this.mismatch(errors.lengthError(url, answer.length, bytes));
    }
    keeper.total ||= answer.length;
    if (!splice.begin(answer.first)) return broken(url, 'sent another range than was asked for');
    while (!splice.complete) {
      await keeper.room();
      const chunk = await connection.read();
      if (!chunk) break;
      const fresh = splice.take(chunk);
      if (!fresh) return this.changed();
      if (fresh.length) keeper.add(fresh);
      if (2 * splice.had >= keeper.total) this.tellHalfway();
    }
    return this.verdict(this.answer.length);
  }

  /** `length`: of the whole file as the server says, 0 where it does not. */
  private verdict(length: number): Failure | null {
    const { url, range, bytes = 0, crc32 } = this.request;
    const { had, checksum, complete } = this.splice;
    if (range ? !complete : had < length) return broken(url, `ended after ${had} bytes`);
    if (!range && bytes && had !== bytes) return this.mismatch(errors.lengthError(url, had, bytes));
    if (!crc32 || crc32Text(checksum) === crc32) return null;
    return this.mismatch(errors.checksumError(url, checksum, crc32));
  }

  private changed(): Failure {
    return { error: errors.changedError(this.request.url), passing: this.restart(), wait: 0 };
  }

  /** Not what the manifest promises: a cache may hold something old or damaged, so it is passed by once. */
  private mismatch(error: ViewerError): Failure {
    const passing = !this.reloads && this.restart();
    this.reloads = true;
    return { error, passing, wait: 0 };
  }

  /** Forgets all that came. False when somebody has it already. */
  private restart(): boolean {
    if (!this.keeper.forget()) return false;
    this.splice.reset();
    this.answer = null;
    return true;
  }
}
