// Answers of the shop's API → typed values, by commerce.wasm. Nothing reaches the page past this.

import { fetchWasm } from '../../host/fetch-files.js';
import type { ViewerError } from '../../messages.js';
import { WasmModule } from '../../wasm-module.js';
import { ANSWER_KINDS } from '../messages.js';

export class AnswerReader {
  private module: Promise<WasmModule> | null = null;

  /** Begins to fetch the module; what goes wrong is told by read(). */
  warm(): void {
    this.load().catch(() => {});
  }

  /** The value, or what is wrong with it. `url`: what answered. Rejects when the module can't be had. */
  async read(
    kind: keyof typeof ANSWER_KINDS,
    url: string,
    body: Uint8Array,
  ): Promise<{ value: unknown } | { error: ViewerError }> {
    const module = await this.load();
    const address = new TextEncoder().encode(url);
    const bytes = new Uint8Array(address.length + body.length);
    bytes.set(address);
    bytes.set(body, address.length);
    const words = Int32Array.of(ANSWER_KINDS[kind], address.length);
    const result = this.run(module, words, bytes);
    if (result instanceof ArrayBuffer) {
      return { value: JSON.parse(new TextDecoder().decode(result)) as unknown };
    }
    return {
      error: { code: result.code, message: result.message, url, status: 0 },
    };
  }

  private run(module: WasmModule, words: Int32Array, bytes: Uint8Array) {
    try {
      return module.run(words, bytes);
    } catch (problem) {
      this.module = null; // it may be in any state
      throw problem;
    }
  }

  private load(): Promise<WasmModule> {
    this.module ??= fetchWasm(new URL(COMMERCE_WASM_FILE, import.meta.url)).then(
      (module) => new WasmModule(module),
      (problem: unknown) => {
        this.module = null; // the next call tries again
        throw problem;
      },
    );
    return this.module;
  }
}
