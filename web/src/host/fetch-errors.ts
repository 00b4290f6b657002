// What can go wrong with a download, as the element tells it.

import type { ViewerError } from '../messages.js';
import { crc32Text } from './crc32.js';

/** The failure of a fetch; null for an abort, which nobody wants to hear of. */
export function fetchError(url: string, problem: unknown, signal: AbortSignal): ViewerError | null {
  if (signal.aborted) return null;
  const reason = problem instanceof Error ? problem.message : String(problem);
  return networkError(url, `No answer for ${url}: ${reason}.`);
}

export function networkError(url: string, message: string): ViewerError {
  return { code: 'network', message, url, status: 0 };
}

export function statusError(url: string, response: Response): ViewerError {
  const status = `${response.status} ${response.statusText}`.trimEnd();
  return {
    code: 'http-status',
    message: `The server answered ${status} for ${url}.`,
    url,
    status: response.status,
  };
}

export function changedError(url: string): ViewerError {
  return networkError(url, `${url} changed on the server while it was fetched.`);
}

export function lengthError(url: string, bytes: number, expected: number): ViewerError {
  const code = bytes < expected ? 'truncated' : 'bad-checksum';
  const message = `${url} has ${bytes} bytes, its manifest says ${expected}.`;
  return { code, message, url, status: 0 };
}

export function checksumError(url: string, checksum: number, expected: string): ViewerError {
  const message = `The CRC-32 of ${url} is ${crc32Text(checksum)}, its manifest says ${expected}.`;
  return { code: 'bad-checksum', message, url, status: 0 };
}
