// The decoders' compiled WebAssembly: each is fetched when it is first needed, and once for all workers.

import { decoders } from 'vitrine-files';
import { fetchWasm } from './fetch-files.js';
import { DecodeError } from './decode-error.js';

export type DecoderName = 'mesh' | 'draco' | 'ktx2' | 'environment';

export class DecoderModules {
  private readonly compiled = new Map<DecoderName, Promise<WebAssembly.Module>>();

  /** Rejects with a DecodeError; the next call then tries again. */
  get(name: DecoderName): Promise<WebAssembly.Module> {
    let module = this.compiled.get(name);
    if (!module) {
      module = fetchWasm(decoders[name]).catch((problem: unknown) => {
        this.compiled.delete(name);
        const reason = problem instanceof Error ? problem.message : String(problem);
        throw new DecodeError('decoder', `The decoder "${name}" could not be had: ${reason}`);
      });
      this.compiled.set(name, module);
    }
    return module;
  }
}
