// A small WebAssembly module without glue: bytes in, bytes out. Its boundary is viewer/decode/wasm/exports.h.

interface Exports {
  readonly memory: WebAssembly.Memory;
  _initialize(): void;
  vd_alloc(bytes: number): number;
  vd_free(pointer: number): void;
  vd_run(parameters: number, count: number, bytes: number, size: number): number;
  vd_result(): number;
  vd_result_size(): number;
  vd_code(): number;
  vd_message(): number;
}

/** Refused input: `code` is a public error name, `message` a sentence. */
export interface Refusal {
  code: string;
  message: string;
}

export class WasmModule {
  private readonly exports: Exports;

  constructor(module: WebAssembly.Module) {
    this.exports = new WebAssembly.Instance(module).exports as unknown as Exports;
    this.exports._initialize();
  }

  get heapBytes(): number {
    return this.exports.memory.buffer.byteLength;
  }

  /** One job. A trap throws; the module is not to be used after that. */
  run(parameters: Int32Array, bytes: Uint8Array): ArrayBuffer | Refusal {
    const { exports } = this;
    const { buffer, byteOffset, byteLength } = parameters;
    const wordsAt = this.place(new Uint8Array(buffer, byteOffset, byteLength));
    const bytesAt = this.place(bytes);
    const status = exports.vd_run(wordsAt, parameters.length, bytesAt, bytes.length);
    exports.vd_free(bytesAt);
    exports.vd_free(wordsAt);
    if (status !== 0)
      return { code: this.text(exports.vd_code()), message: this.text(exports.vd_message()) };
    const at = exports.vd_result() >>> 0;
    return exports.memory.buffer.slice(at, at + (exports.vd_result_size() >>> 0));
  }

  /** A block of the heap with a copy of `bytes`. */
  private place(bytes: Uint8Array): number {
    const pointer = this.exports.vd_alloc(bytes.length) >>> 0;
    if (!pointer) throw new Error(`There is no memory for ${bytes.length} bytes.`);
    // The buffer is replaced when the memory grows, so it is asked for each time.
    new Uint8Array(this.exports.memory.buffer).set(bytes, pointer);
    return pointer;
  }

  /** The text that ends with a 0 at `pointer`. */
  private text(pointer: number): string {
    const from = new Uint8Array(this.exports.memory.buffer, pointer >>> 0);
    return new TextDecoder().decode(from.subarray(0, from.indexOf(0)));
  }
}
