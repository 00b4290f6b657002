// Features that only some pages use: each a file of its own (chunks/), fetched when it is first used. The entry knows
// their names; a page without them pays a few bytes.

import { load, urls } from 'vitrine-chunks';
import type * as Annotations from '../chunks/annotations.js';
import type * as Ar from '../chunks/ar.js';
import type * as Commerce from '../chunks/commerce.js';
import type * as Gestures from '../chunks/gestures.js';
import type * as Input from '../chunks/input.js';
import type * as Inspector from '../chunks/inspector.js';
import type * as Schema from '../chunks/schema.js';

export interface Chunks {
  annotations: typeof Annotations;
  ar: typeof Ar;
  commerce: typeof Commerce;
  gestures: typeof Gestures;
  input: typeof Input;
  inspector: typeof Inspector;
  schema: typeof Schema;
}

/** Where a chunk is fetched from. */
export function chunkUrl(name: keyof Chunks): string {
  return urls[name].href;
}

/** Fetches it at most once per page; rejects when it can't be had. */
export function chunk<K extends keyof Chunks>(name: K): Promise<Chunks[K]> {
  return load[name]();
}
