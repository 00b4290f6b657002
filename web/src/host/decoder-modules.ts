// The decoders' compiled WebAssembly: each is fetched when it is first needed or expected, and once for all workers.

import { decoders } from 'vitrine-files';
import { fetchWasm } from './fetch-files.js';
import { DecodeError } from './decode-error.js';

export type DecoderName = 'mesh' | 'draco' | 'ktx2' | 'environment';

export class DecoderModules {
  private readonly answers = new Map<DecoderName, Promise<Response>>();
  private readonly compiled = new Map<DecoderName, Promise<WebAssembly.Module>>();

  /** Begins to fetch it. Nothing is compiled yet: that would take a core from who has more to do. */
  expect(name: DecoderName): void {
    if (this.compiled.has(name) || this.answers.has(name)) return;
    const answer = fetch(decoders[name]);
    answer.catch(() => {}); // get() tells
    this.answers.set(name, answer);
  }

  /** Rejects with a DecodeError; the next call then tries again. */
  get(name: DecoderName): Promise<WebAssembly.Module> {
    let module = this.compiled.get(name);
    if (!module) {
      module = this.compile(name).catch((problem: unknown) => {
        this.compiled.delete(name);
        const reason = problem instanceof Error ? problem.message : String(problem);
        throw new DecodeError('decoder', `The decoder "${name}" could not be had: ${reason}`);
      });
      this.compiled.set(name, module);
    }
    return module;
  }

  private compile(name: DecoderName): Promise<WebAssembly.Module> {
    const url = decoders[name];
    const answer = this.answers.get(name);
    this.answers.delete(name);
    // An answer that nobody read for minutes may have been given up by the server.
    return answer ? fetchWasm(url, answer).catch(() => fetchWasm(url)) : fetchWasm(url);
  }
}
