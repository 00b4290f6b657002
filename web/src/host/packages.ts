// The material packages, found relative to the running bundle.

import { packages } from 'vitrine-files';
import { type Fetched, fetchBytes } from './fetch-files.js';

/** Each package is fetched once per page; a failed one is asked for again by the next load. */
export class Packages {
  private readonly early = new Map<string, Promise<Fetched>>();
  private readonly known = new Set<string>();

  /** The core will want it, unless it has it already. */
  readonly expect = (name: string): void => {
    if (!this.known.has(name)) this.early.set(name, this.start(name));
  };

  fetch(name: string): Promise<Fetched> {
    const started = this.early.get(name);
    this.early.delete(name);
    return started ?? this.start(name);
  }

  private start(name: string): Promise<Fetched> {
    this.known.add(name);
    const url = packages[name];
    if (!url) return Promise.resolve({ bytes: new Uint8Array(0), error: null });
    return fetchBytes(url.href, 'same-origin');
  }
}
