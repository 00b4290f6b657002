// The render worker: one per page, shared by all its viewers.

import { offscreenSurface } from './host/offscreen-surface.js';
import { RenderHost } from './host/render-host.js';
import type { FromHost, ToHost } from './messages.js';

const scope = self as unknown as DedicatedWorkerGlobalScope;
const send = (message: FromHost, transfer: Transferable[] = []) =>
  scope.postMessage(message, transfer);

const surface = 'requestAnimationFrame' in scope ? offscreenSurface() : null;
if (surface) {
  const { picture } = surface.picture();
  if (picture instanceof ImageBitmap) send({ type: 'warm-up', picture }, [picture]);
  const host = new RenderHost(surface, send);
  scope.addEventListener('message', (event: MessageEvent<ToHost>) => host.receive(event.data));
} else {
  send({ type: 'unsupported' });
}
