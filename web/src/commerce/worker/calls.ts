// Calls of the shop's API: one request until it is answered for good, with retries that are safe, because everything but
// POST may be repeated and a POST carries its Idempotency-Key each time.

import { Connection } from '../../host/connection.js';
import { fetchError, statusError } from '../../host/fetch-errors.js';
import { type Failure, passes, pause, Retries, retryAfter } from '../../host/retry.js';
import type { ViewerError } from '../../messages.js';
import type { ApiError, ApiRequest, FromCommerce } from '../messages.js';
import type { Problem } from '../types.js';
import type { AnswerReader } from './answers.js';

/** Longer answers are cut off here and refused by the reader (viewer/commerce/Answer.h). */
const MAX_BYTES = 4 * 2 ** 20 + 1;
/** Milliseconds that a browser without a network is given to come back. */
const OFFLINE_LIMIT = 20_000;
/** Milliseconds between two looks whether it is there. */
const LOOK_MS = 250;

type Outcome = { value: unknown; token: string } | { failure: Failure; problem: Problem | null };
type Answer = FromCommerce extends infer M ? (M extends unknown ? Omit<M, 'call'> : never) : never;

const PROBLEM_TYPE = /^application\/problem\+json\b/i;

/** Null when it was aborted: nobody wants to hear of it. */
export async function callApi(
  request: ApiRequest,
  reader: AnswerReader,
  signal: AbortSignal,
): Promise<Answer | null> {
  const retries = new Retries();
  let patience = OFFLINE_LIMIT;
  for (;;) {
    const outcome = await attempt(request, reader, signal);
    if (signal.aborted || !outcome) return null;
    if ('value' in outcome) {
      return { value: outcome.value as never, token: outcome.token, error: null };
    }
    const { failure, problem } = outcome;
    if (failure.error.code === 'network' && !navigator.onLine && patience > 0) {
      const began = performance.now();
      await online(patience, signal);
      patience -= performance.now() - began;
      if (signal.aborted) return null;
      if (navigator.onLine) continue;
    }
    const wait = retries.next(failure, 0);
    if (wait === null) return { value: null, token: '', error: told(failure.error, problem) };
    await pause(wait, signal);
    if (signal.aborted) return null;
  }
}

/** Null when it was aborted. */
async function attempt(
  request: ApiRequest,
  reader: AnswerReader,
  signal: AbortSignal,
): Promise<Outcome | null> {
  const { method, url, credentials, body, headers } = request;
  const connection = new Connection(url, signal);
  let response: Response;
  let bytes: Uint8Array;
  try {
    response = await connection.open({ method, credentials, body, headers }, null);
    bytes = await readAll(connection);
  } catch (problem) {
    const error = fetchError(url, problem, signal);
    return error && { failure: { error, passing: true, wait: 0 }, problem: null };
  } finally {
    connection.close();
  }
  const from = response.url || url;
  if (response.ok) {
    const read = await reader.read(request.answer, from, bytes);
    if ('value' in read) {
      return { value: read.value, token: response.headers.get('cart-token') ?? '' };
    }
    return { failure: { error: read.error, passing: false, wait: 0 }, problem: null };
  }
  const problem = await problemOf(response, from, bytes, reader);
  const { status } = response;
  const error = problem
    ? { code: problem.code, message: problem.detail, url, status }
    : statusError(url, response);
  const failure = { error, passing: passes(status), wait: retryAfter(response.headers) };
  return { failure, problem };
}

async function readAll(connection: Connection): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for (let part = await connection.read(); part; part = await connection.read()) {
    parts.push(part);
    length += part.length;
    if (length >= MAX_BYTES) break;
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Null where the server says nothing that can be read. */
async function problemOf(
  response: Response,
  url: string,
  bytes: Uint8Array,
  reader: AnswerReader,
): Promise<Problem | null> {
  if (!PROBLEM_TYPE.test(response.headers.get('content-type') ?? '')) return null;
  const read = await reader.read('problem', url, bytes);
  return 'value' in read ? (read.value as Problem) : null;
}

function told(error: ViewerError, problem: Problem | null): ApiError {
  const offline = error.code === 'network' && !navigator.onLine;
  if (!offline) return { ...error, problem };
  const message = `The browser is offline, so there is no answer for ${error.url}.`;
  return { ...error, code: 'offline', message, problem };
}

/**
 * Resolves when the browser has a network again, after `limit` milliseconds, or when aborted. It looks, because Chromium
 * tells workers nothing of it.
 */
async function online(limit: number, signal: AbortSignal): Promise<void> {
  const end = performance.now() + limit;
  while (!navigator.onLine && !signal.aborted && performance.now() < end) {
    await pause(LOOK_MS, signal);
  }
}
