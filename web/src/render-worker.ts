// The render worker: one per page, shared by all its viewers.

import { fetchWasm } from './host/assets.js';
import { offscreenSurface } from './host/offscreen-surface.js';
import { RenderHost } from './host/render-host.js';
import type { FromHost, ToHost } from './messages.js';

const scope = self as unknown as DedicatedWorkerGlobalScope;
const wasm = fetchWasm(); // under way while the context is made
const send = (message: FromHost, transfer: Transferable[] = []) =>
  scope.postMessage(message, transfer);

const surface = 'requestAnimationFrame' in scope ? offscreenSurface() : null;
if (surface) {
  const host = new RenderHost(surface, send, wasm);
  scope.addEventListener('message', (event: MessageEvent<ToHost>) => host.receive(event.data));
} else {
  wasm.catch(() => undefined);
  send({ type: 'unsupported' });
}
