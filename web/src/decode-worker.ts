// A decode worker: runs jobs in decoder modules, one after the other. It knows nothing of formats; what the modules
// export is in viewer/decode/wasm/exports.h.

import type { DecodeAnswer, DecodeRequest } from './decode-messages.js';

interface Decoder {
  readonly memory: WebAssembly.Memory;
  _initialize(): void;
  vd_alloc(bytes: number): number;
  vd_free(pointer: number): void;
  vd_run(parameters: number, count: number, bytes: number, size: number): number;
  vd_result(): number;
  vd_result_size(): number;
  vd_message(): number;
}

/** A heap never shrinks: an instance that grew beyond this is thrown away after its job. */
const KEPT_HEAP_BYTES = 128 * 2 ** 20;

const scope = self as unknown as DedicatedWorkerGlobalScope;
const decoders = new Map<string, Decoder>();

function decoderOf({ decoder: name, module }: DecodeRequest): Decoder {
  let decoder = decoders.get(name);
  if (!decoder) {
    decoder = new WebAssembly.Instance(module).exports as unknown as Decoder;
    decoder._initialize();
    decoders.set(name, decoder);
  }
  return decoder;
}

/** A block of the decoder's heap with a copy of `bytes`. */
function place(decoder: Decoder, bytes: Uint8Array): number {
  const pointer = decoder.vd_alloc(bytes.length) >>> 0;
  if (!pointer) throw new Error(`The decoder has no memory for ${bytes.length} bytes.`);
  // The buffer is replaced when the memory grows, so it is asked for each time.
  new Uint8Array(decoder.memory.buffer).set(bytes, pointer);
  return pointer;
}

function message(decoder: Decoder): string {
  const from = new Uint8Array(decoder.memory.buffer, decoder.vd_message() >>> 0);
  return new TextDecoder().decode(from.subarray(0, from.indexOf(0)));
}

function run(request: DecodeRequest): DecodeAnswer {
  const start = performance.now();
  const decoder = decoderOf(request);
  const { parameters } = request;
  const words = new Uint8Array(parameters.buffer, parameters.byteOffset, parameters.byteLength);
  const wordsAt = place(decoder, words);
  const bytesAt = place(decoder, new Uint8Array(request.bytes));
  const size = request.bytes.byteLength;
  const status = decoder.vd_run(wordsAt, parameters.length, bytesAt, size);
  decoder.vd_free(bytesAt);
  decoder.vd_free(wordsAt);
  if (status !== 0) return { code: status - 1, message: message(decoder) };
  const at = decoder.vd_result() >>> 0;
  const result = decoder.memory.buffer.slice(at, at + (decoder.vd_result_size() >>> 0));
  if (decoder.memory.buffer.byteLength > KEPT_HEAP_BYTES) decoders.delete(request.decoder);
  return { result, time: performance.now() - start };
}

scope.addEventListener('message', (event: MessageEvent<DecodeRequest>) => {
  let answer: DecodeAnswer;
  try {
    answer = run(event.data);
  } catch (problem) {
    answer = { crash: problem instanceof Error ? problem.message : String(problem) };
  }
  scope.postMessage(answer, 'result' in answer ? [answer.result] : []);
});
