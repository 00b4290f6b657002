// Mouse, touch, pen, wheel and keys → records for the core, one batch per animation frame. What a gesture means is
// the core's affair; here is only what belongs to the page: capture, focus, and whether the page scrolls.

import { InputKind } from '../messages.js';

/** Doubles per record: kind, id, x, y, a, b, modifiers, time. */
const RECORD = 8;

const POINTER_TYPES = ['mouse', 'touch', 'pen'];
const TOUCH = 1;
const KEYS: Readonly<Record<string, number>> = {
  ArrowLeft: 0,
  ArrowRight: 1,
  ArrowUp: 2,
  ArrowDown: 3,
  '+': 4,
  '=': 4, // plus without shift on many keyboards
  '-': 5,
  _: 5,
  Home: 6,
  PageUp: 7,
  PageDown: 8,
};
const FIRST_ZOOM_KEY = 4;
const HOME_KEY = 6;
/** Firefox counts lines for some mice; browsers scroll about this many pixels for one. */
const LINE_PIXELS = 16;

/** A finger that moved less than this may still be about to tap, to turn, or to scroll the page. */
const SLOP_PIXELS = 10;

export interface InputOptions {
  enabled: boolean;
  zoom: boolean;
  pan: boolean;
  /** CSS touch-action of the stage: which way of a finger's is the page's. */
  touchAction: string;
}

interface Pointer {
  /** Index of its last move among the records; -1 when the next move needs a record of its own. */
  lastMove: number;
  /** The press, held back while it is open whose gesture it is. */
  held: { event: PointerEvent; type: number } | null;
}

export interface InputListener {
  batch(records: Float64Array<ArrayBuffer>): void;
  /** Someone touched it: the prompt may go. */
  interacted(byKey: boolean): void;
}

export class Input {
  private records: number[] = [];
  private scheduled = 0;
  private readonly pointers = new Map<number, Pointer>();
  private origin = { x: 0, y: 0 };
  private options: InputOptions = {
    enabled: false,
    zoom: true,
    pan: true,
    touchAction: '',
  };
  private abort: AbortController | null = null;
  /** While the wheel is ours, see engage(). */
  private engaged: AbortController | null = null;
  private panned = false;

  constructor(
    private readonly stage: HTMLElement,
    private readonly listener: InputListener,
  ) {}

  update(options: InputOptions): void {
    const same = JSON.stringify(options) === JSON.stringify(this.options);
    if (same && !!this.abort === options.enabled) return;
    this.options = options;
    this.stop();
    if (options.enabled) this.listen(options);
  }

  /** As if the Home key had been pressed: back to the view that the attributes ask for. */
  home(): void {
    if (!this.options.enabled) return;
    this.records.push(InputKind.Key, 0, 0, 0, HOME_KEY, 0, 0, performance.now());
    this.scheduled ||= requestAnimationFrame(() => this.flush());
  }

  stop(): void {
    this.abort?.abort();
    this.abort = null;
    this.disengage();
    cancelAnimationFrame(this.scheduled);
    this.scheduled = 0;
    this.records = [];
    this.pointers.clear();
  }

  private listen(options: InputOptions): void {
    this.abort = new AbortController();
    const { signal } = this.abort;
    const on = <K extends keyof HTMLElementEventMap>(
      type: K,
      handle: (event: HTMLElementEventMap[K]) => void,
      passive = true,
    ) => this.stage.addEventListener(type, handle, { signal, passive });
    on('pointerdown', (event) => this.down(event));
    on('pointermove', (event) => this.move(event));
    on('pointerup', (event) => this.up(event, InputKind.Up));
    on('pointercancel', (event) => this.up(event, InputKind.Cancel));
    on('lostpointercapture', (event) => this.up(event, InputKind.Cancel));
    on('keydown', (event) => this.key(event), false);
    if (options.zoom) {
      on('pointerdown', () => this.engage());
      on('focus', () => this.engage());
      on('blur', () => this.disengage());
      const { activeElement } = this.stage.getRootNode() as ShadowRoot;
      if (activeElement === this.stage) this.engage();
    }
    // Dragging with the secondary button pans; its menu would open at the end.
    if (options.pan) {
      on('contextmenu', (event) => this.panned && event.preventDefault(), false);
    }
  }

  /**
   * The wheel scrolls the page, also over the viewer, until someone takes hold of it: by pressing it or by focus. From
   * then on it zooms, until the focus leaves, or the page scrolls, which shows that they are done. Until then nothing
   * even listens: a wheel listener that may cancel slows the page's scrolling.
   */
  private engage(): void {
    if (this.engaged) return;
    this.engaged = new AbortController();
    const { signal } = this.engaged;
    this.stage.addEventListener('wheel', (event) => this.wheel(event), { signal, passive: false });
    const scrolled = () => this.disengage();
    document.addEventListener('scroll', scrolled, { signal, passive: true, capture: true });
    // Browsers focus what is pressed; where the page forbids it, a press elsewhere says as much.
    const pressed = (event: Event) => {
      if (!event.composedPath().includes(this.stage)) this.disengage();
    };
    document.addEventListener('pointerdown', pressed, { signal, passive: true, capture: true });
  }

  private disengage(): void {
    this.engaged?.abort();
    this.engaged = null;
  }

  private down(event: PointerEvent): void {
    this.panned = false;
    this.locate();
    this.stage.setPointerCapture(event.pointerId);
    const type = Math.max(0, POINTER_TYPES.indexOf(event.pointerType));
    const pointer: Pointer = { lastMove: -1, held: { event, type } };
    // A second finger is a pinch, which is never the page's.
    const open = this.pointers.size === 0 && type === TOUCH && this.pageTakes() !== '';
    this.pointers.set(event.pointerId, pointer);
    if (!open) for (const each of this.pointers.values()) this.release(each);
    this.listener.interacted(false);
  }

  private move(event: PointerEvent): void {
    const pointer = this.pointers.get(event.pointerId);
    if (!pointer) return;
    if (event.buttons & 2) this.panned = true;
    if (pointer.held && !this.isOurs(pointer.held.event, event)) return;
    if (pointer.held) this.release(pointer, event); // from here on, so that nothing jumps
    // Only the last move of a pointer in a frame matters.
    const at = pointer.lastMove;
    if (at >= 0 && at < this.records.length) {
      this.records[at + 2] = event.clientX - this.origin.x;
      this.records[at + 3] = event.clientY - this.origin.y;
      this.records[at + 7] = event.timeStamp;
      return;
    }
    const next = this.records.length;
    this.pointer(InputKind.Move, event, 0, 0);
    pointer.lastMove = next;
  }

  private up(event: PointerEvent, kind: InputKind): void {
    const pointer = this.pointers.get(event.pointerId);
    if (!pointer) return;
    this.pointers.delete(event.pointerId);
    // The page took the gesture: the core never hears of it. A tap it hears of at once.
    if (pointer.held && kind === InputKind.Cancel) return;
    this.release(pointer);
    this.pointer(kind, event, event.button, 0);
  }

  /** The directions in which the browser scrolls under a finger: 'x', 'y', 'xy' or ''. */
  private pageTakes(): string {
    const { touchAction } = this.options;
    if (/auto|manipulation/.test(touchAction)) return 'xy';
    return (
      (/pan-(x|left|right)/.test(touchAction) ? 'x' : '') +
      (/pan-(y|up|down)/.test(touchAction) ? 'y' : '')
    );
  }

  /** True when a finger has gone so far that the browser would have taken the gesture, had it wanted it. */
  private isOurs(start: PointerEvent, now: PointerEvent): boolean {
    const x = Math.abs(now.clientX - start.clientX);
    const y = Math.abs(now.clientY - start.clientY);
    if (Math.max(x, y) < SLOP_PIXELS) return false;
    return !this.pageTakes().includes(x > y ? 'x' : 'y');
  }

  private release(pointer: Pointer, at?: PointerEvent): void {
    if (!pointer.held) return;
    const { event, type } = pointer.held;
    pointer.held = null;
    this.pointer(InputKind.Down, at ?? event, event.button, type);
  }

  private wheel(event: WheelEvent): void {
    event.preventDefault();
    this.locate();
    const unit =
      event.deltaMode === WheelEvent.DOM_DELTA_LINE
        ? LINE_PIXELS
        : event.deltaMode === WheelEvent.DOM_DELTA_PAGE
          ? this.stage.clientHeight
          : 1;
    const { x, y } = this.local(event);
    this.add([InputKind.Wheel, 0, x, y, event.deltaY * unit, event.ctrlKey ? 1 : 0], event);
    this.listener.interacted(false);
  }

  private key(event: KeyboardEvent): void {
    const key = KEYS[event.key];
    if (key === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const zooms = key >= FIRST_ZOOM_KEY && key !== HOME_KEY;
    if (zooms && !this.options.zoom) return;
    event.preventDefault();
    this.add([InputKind.Key, 0, 0, 0, key, 0], event);
    this.listener.interacted(true);
  }

  private pointer(kind: InputKind, event: PointerEvent, a: number, b: number): void {
    const { x, y } = this.local(event);
    this.add([kind, event.pointerId, x, y, a, b], event);
  }

  /** One look at the layout per gesture, not per move. */
  private locate(): void {
    const box = this.stage.getBoundingClientRect();
    this.origin = { x: box.left, y: box.top };
  }

  private local(event: MouseEvent): { x: number; y: number } {
    return { x: event.clientX - this.origin.x, y: event.clientY - this.origin.y };
  }

  private add(values: number[], event: MouseEvent | KeyboardEvent): void {
    const modifiers =
      (event.shiftKey ? 1 : 0) |
      (event.ctrlKey ? 2 : 0) |
      (event.altKey ? 4 : 0) |
      (event.metaKey ? 8 : 0);
    // A press or release ends the run of moves that may be merged.
    if (values[0] !== InputKind.Move)
      for (const pointer of this.pointers.values()) pointer.lastMove = -1;
    this.records.push(...values, modifiers, event.timeStamp);
    this.scheduled ||= requestAnimationFrame(() => this.flush());
  }

  private flush(): void {
    this.scheduled = 0;
    const records = new Float64Array(this.records);
    if (records.length % RECORD !== 0) throw new Error('A record of input has the wrong length.');
    this.records = [];
    for (const pointer of this.pointers.values()) pointer.lastMove = -1;
    if (records.length) this.listener.batch(records);
  }
}
