// The render worker: one per page, shared by all its viewers.

import { offscreenSurface } from './host/offscreen-surface.js';
import { RenderHost } from './host/render-host.js';
import { Task } from './host/task.js';
import type { Alive, FromHost, Lifeline, ToHost } from './messages.js';

const scope = self as unknown as DedicatedWorkerGlobalScope;
const send = (message: FromHost, transfer: Transferable[] = []) =>
  scope.postMessage(message, transfer);

const host = new RenderHost(send);

/** After the messages that waited for this script: a context takes a while, and what they ask for is fetched meanwhile. */
const draw = new Task(() => {
  draw.end();
  const surface = 'requestAnimationFrame' in scope ? offscreenSurface() : null;
  if (!surface) return send({ type: 'unsupported' });
  const { picture } = surface.picture();
  if (picture instanceof ImageBitmap) send({ type: 'warm-up', picture }, [picture]);
  host.draw(surface);
});
scope.addEventListener('message', () => draw.start(), { once: true });

scope.addEventListener('message', ({ data }: MessageEvent<ToHost | Lifeline>) => {
  if (data.type !== 'lifeline') return host.receive(data);
  void scope.navigator.locks.request(data.lock, () => {
    scope.postMessage({ type: 'alive' } satisfies Alive);
    return new Promise(() => {}); // until the worker ends, in whatever way
  });
});
