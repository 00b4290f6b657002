// A decode worker: runs jobs in decoder modules, one after the other. It knows nothing of formats; what the modules
// export is in viewer/decode/wasm/exports.h.

import type { DecodeAnswer, DecodeRequest } from './decode-messages.js';
import { WasmModule } from './wasm-module.js';

/** A heap never shrinks: an instance that grew beyond this is thrown away after its job. */
const KEPT_HEAP_BYTES = 128 * 2 ** 20;

const scope = self as unknown as DedicatedWorkerGlobalScope;
const decoders = new Map<string, WasmModule>();

function run({ decoder: name, module, parameters, bytes }: DecodeRequest): DecodeAnswer {
  const start = performance.now();
  const decoder = decoders.get(name) ?? new WasmModule(module);
  decoders.set(name, decoder);
  const result = decoder.run(parameters, new Uint8Array(bytes));
  if (!(result instanceof ArrayBuffer)) return result;
  if (decoder.heapBytes > KEPT_HEAP_BYTES) decoders.delete(name);
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
