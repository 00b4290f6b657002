// Whole files: WebAssembly to compile, and bytes.

import type { ViewerError } from '../messages.js';
import { fetchError, statusError } from './fetch-errors.js';

/** Compiles while the bytes arrive; a server without the right MIME type costs only that. Rejects with a sentence. */
export async function fetchWasm(url: URL, answer = fetch(url)): Promise<WebAssembly.Module> {
  const response = await answer;
  if (!response.ok) throw new Error(`${response.url} answered with status ${response.status}.`);
  const type = response.headers.get('content-type') ?? '';
  return type.startsWith('application/wasm')
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}

export interface Fetched {
  bytes: Uint8Array;
  error: ViewerError | null;
}

const EMPTY = new Uint8Array(0);

/** All bytes of `url`, or an error and no bytes. */
export async function fetchBytes(url: string, credentials: RequestCredentials): Promise<Fetched> {
  try {
    const response = await fetch(url, { credentials });
    if (!response.ok) return { bytes: EMPTY, error: statusError(url, response) };
    return { bytes: new Uint8Array(await response.arrayBuffer()), error: null };
  } catch (problem) {
    return { bytes: EMPTY, error: fetchError(url, problem, new AbortController().signal) };
  }
}
