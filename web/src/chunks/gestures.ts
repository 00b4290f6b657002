// Motion that shows what can be done: interact() moves fingers that nobody holds, and the prompt lets the product sway.

import { InputKind } from '../messages.js';
import { emit } from '../page/events.js';
import type { Site } from '../page/features.js';

/** A way along 0…1, as in <model-viewer>: `frames` say how long each part takes, relative to the others. */
export interface Path {
  initialValue: number;
  keyframes: { frames: number; value: number; ease?: (time: number) => number }[];
}
/** Shares of the element: 0, 0 is its top left corner. */
export interface Finger {
  x: Path | ((time: number) => number);
  y: Path | ((time: number) => number);
}

const easeInOut = (t: number) => (t < 0.5 ? 2 * t * t : 1 - 2 * (1 - t) * (1 - t));

export function timeline(path: Path | ((time: number) => number)): (time: number) => number {
  if (typeof path === 'function') return path;
  const { initialValue, keyframes } = path;
  const total = keyframes.reduce((sum, { frames }) => sum + frames, 0);
  return (time) => {
    let left = time * total;
    let from = initialValue;
    for (const { frames, value, ease = easeInOut } of keyframes) {
      if (left < frames) return from + (value - from) * ease(left / frames);
      left -= frames;
      from = value;
    }
    return from;
  };
}

const TOUCH = 1;
const NOT_BY_USER = 16;
/** Far from the numbers that browsers give to pointers. */
const FIRST_ID = -5678;

const running = new WeakSet<Element>();

export function interact(site: Site, duration: number, fingers: Finger[]): void {
  const { element, session } = site;
  if (running.has(element)) return console.warn('interact() is under way already.');
  running.add(element);
  const paths = fingers.map(({ x, y }) => ({ x: timeline(x), y: timeline(y) }));
  const dots = fingers.map(() => {
    const dot = document.createElement('div');
    dot.className = 'finger';
    dot.setAttribute('aria-hidden', 'true');
    site.root.append(dot);
    return dot;
  });
  const touch = (kind: InputKind, time: number) => {
    const { clientWidth, clientHeight } = element;
    const records = paths.flatMap(({ x, y }, i) => {
      const [at, down] = [x(time), y(time)];
      const dot = dots[i];
      if (dot) Object.assign(dot.style, { left: `${at * 100}%`, top: `${down * 100}%` });
      const b = kind === InputKind.Down ? TOUCH : 0;
      const now = performance.now();
      return [kind, FIRST_ID - i, at * clientWidth, down * clientHeight, 0, b, NOT_BY_USER, now];
    });
    const { timeOrigin } = performance;
    session.post({ type: 'input', records: new Float64Array(records), timeOrigin });
  };
  let stopped = false;
  const stop = () => (stopped = true);
  const theirs = ['pointerdown', 'wheel', 'keydown'];
  for (const type of theirs) element.addEventListener(type, stop, { passive: true });
  const end = (kind: InputKind, time: number, source: 'automatic' | 'user-interaction') => {
    touch(kind, time);
    for (const dot of dots) dot.remove();
    for (const type of theirs) element.removeEventListener(type, stop);
    running.delete(element);
    emit(element, 'interact-stopped', { source });
  };
  const start = performance.now();
  const step = (now: number) => {
    const time = Math.min(1, Math.max(0, (now - start) / duration));
    if (stopped || !element.isConnected) return end(InputKind.Cancel, time, 'user-interaction');
    touch(InputKind.Move, time);
    if (time >= 1) return end(InputKind.Up, 1, 'automatic');
    requestAnimationFrame(step);
  };
  touch(InputKind.Down, 0);
  requestAnimationFrame(step);
}

const SWAY_MS = 5000;
const SWAY_RADIANS = 0.3;
const sway = timeline({
  initialValue: 0,
  keyframes: [
    { frames: 5, value: -1 },
    { frames: 1, value: -1 },
    { frames: 8, value: 1 },
    { frames: 1, value: 1 },
    { frames: 5, value: 0 },
    { frames: 18, value: 0 },
  ],
});

/** Until the returned function is called. The product then stands as before. */
export function wiggle({ session }: Site): () => void {
  const start = performance.now();
  let turned = 0;
  let frame = 0;
  const turnTo = (value: number) => {
    if (value !== turned) session.do({ do: 'turn', theta: value - turned });
    turned = value;
  };
  const step = (now: number) => {
    turnTo(sway(((now - start) / SWAY_MS) % 1) * -SWAY_RADIANS);
    frame = requestAnimationFrame(step);
  };
  frame = requestAnimationFrame(step);
  return () => {
    cancelAnimationFrame(frame);
    turnTo(0);
  };
}
