// What crosses between the host and a decode worker: one job, one answer.

export interface DecodeRequest {
  /** Jobs of the same name share an instance of `module`. */
  decoder: string;
  module: WebAssembly.Module;
  /** The words that viewer/decode/wasm/exports.h describes. */
  parameters: Int32Array;
  /** Transferred. */
  bytes: ArrayBuffer;
}

export type DecodeAnswer =
  /** Transferred; `time` in milliseconds. */
  | { result: ArrayBuffer; time: number }
  /** The input is at fault: `code` is a public error name, `message` a sentence. */
  | { code: string; message: string }
  /** The decoder is at fault and may be in any state: the worker must not be used again. */
  | { crash: string };
