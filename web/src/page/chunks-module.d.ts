// The module that build.mjs makes: how features that only some pages use are fetched. Written out there, so that other
// bundlers find them too.

import type { Chunks } from './chunks.js';

export const load: { readonly [K in keyof Chunks]: () => Promise<Chunks[K]> };
export const urls: Readonly<Record<keyof Chunks, URL>>;
