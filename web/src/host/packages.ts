// The material packages, found relative to the running bundle.

import { packages } from 'vitrine-files';
import { type Fetched, fetchBytes } from './fetch-files.js';

/** Each package is fetched once per page; a failed one is asked for again by the next load. */
export class Packages {
  private readonly early = new Map<string, Promise<Fetched>>();

  constructor() {
    for (const name of FIRST_PACKAGES) this.early.set(name, this.start(name));
  }

  fetch(name: string): Promise<Fetched> {
    const started = this.early.get(name);
    this.early.delete(name);
    return started ?? this.start(name);
  }

  private start(name: string): Promise<Fetched> {
    const url = packages[name];
    if (!url) return Promise.resolve({ bytes: new Uint8Array(0), error: null });
    return fetchBytes(url.href, 'same-origin');
  }
}
