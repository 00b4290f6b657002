// The same host on the page's own thread, for browsers whose workers can't draw with WebGL 2. A chunk of its own,
// so that the pages that don't need it never load it.

import { pageSurface } from './host/page-surface.js';
import { RenderHost } from './host/render-host.js';
import type { FromHost, HostPort, ToHost } from './messages.js';

/** Null where the browser has no WebGL 2 at all. `receive` runs later than the call that caused it. */
export function startHere(receive: (message: FromHost) => void): HostPort | null {
  const surface = pageSurface();
  if (!surface) return null;
  const queue: FromHost[] = [];
  const flush = () => {
    for (let next = queue.shift(); next; next = queue.shift()) receive(next);
  };
  const host = new RenderHost((message) => {
    queue.push(message);
    // A picture must be copied in the task that drew it; that task is the host's own.
    if (message.type === 'frame') flush();
    else if (queue.length === 1) queueMicrotask(flush);
  });
  host.draw(surface);
  return { post: (message: ToHost) => host.receive(message), end: () => host.end() };
}
