// Files of light: fetched, and read by a decoder of their own.

import type { EnvironmentEvent } from './core-types.js';
import { DecodeError } from './decode-error.js';
import type { DecodePool } from './decode-pool.js';
import { fetchBytes } from './fetch-files.js';
import type { Fetched } from './fetch-files.js';

/** What the core takes as an environment's bytes, or an error and no bytes. */
export async function fetchEnvironment(
  { url, light, sky }: EnvironmentEvent,
  pool: DecodePool,
): Promise<Fetched> {
  pool.warm(['environment']);
  const file = await fetchBytes(url, 'same-origin');
  if (file.error) return file;
  try {
    const { bytes } = await pool.run({
      decoder: 'environment',
      parameters: Int32Array.of(light, sky),
      bytes: file.bytes,
      rank: 0,
      visible: () => true,
      signal: new AbortController().signal,
    });
    return { bytes: new Uint8Array(bytes), error: null };
  } catch (problem) {
    if (!(problem instanceof DecodeError)) throw problem;
    const { code, message } = problem;
    return { bytes: new Uint8Array(0), error: { code, message, url, status: 0 } };
  }
}
