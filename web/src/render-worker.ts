// The render worker: one per page, shared by all its viewers.

import { offscreenSurface } from './host/offscreen-surface.js';
import { RenderHost } from './host/render-host.js';
import type { Alive, FromHost, Lifeline, ToHost } from './messages.js';

const scope = self as unknown as DedicatedWorkerGlobalScope;
const send = (message: FromHost, transfer: Transferable[] = []) =>
  scope.postMessage(message, transfer);

const surface = 'requestAnimationFrame' in scope ? offscreenSurface() : null;
if (surface) {
  const { picture } = surface.picture();
  if (picture instanceof ImageBitmap) send({ type: 'warm-up', picture }, [picture]);
  const host = new RenderHost(surface, send);
  scope.addEventListener('message', ({ data }: MessageEvent<ToHost | Lifeline>) => {
    if (data.type !== 'lifeline') return host.receive(data);
    void scope.navigator.locks.request(data.lock, () => {
      scope.postMessage({ type: 'alive' } satisfies Alive);
      return new Promise(() => {}); // until the worker ends, in whatever way
    });
  });
} else {
  send({ type: 'unsupported' });
}
