// The page's side of the inspector: whatever is pressed, scrolled or typed over the panel goes to the panel, everything
// else to the camera as ever; and what the panel hands out goes to the clipboard or into a file.

import { type Box, InputKind, type InspectorLayout } from '../messages.js';
import type { Site } from '../page/features.js';

/** Added to the kind of a record that is for the panel: see vt_viewer_input. */
const FOR_PANEL = 16;

/** KeyboardEvent.key → ImGuiKey of Dear ImGui 1.86, in its order. */
const KEYS = [
  'Tab',
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  'PageUp',
  'PageDown',
  'Home',
  'End',
  'Insert',
  'Delete',
  'Backspace',
  ' ',
  'Enter',
  'Escape',
];
const KEYPAD_ENTER = 1;
/** With Ctrl: these letters follow the keys above and the key pad's Enter. */
const LETTERS = ['a', 'c', 'v', 'x', 'y', 'z'];

export class Inspector {
  private layout: InspectorLayout = {
    windows: [],
    items: [],
    focus: '',
    typing: false,
    open: false,
  };
  private readonly abort = new AbortController();
  private readonly stage: HTMLElement;
  /** The pointer that went down on the panel, until it is let go. */
  private pointer = -1;
  /** The keyboard is the panel's: it was the last thing pressed, or Enter was. */
  private focused = false;
  private over = false;
  /** What the page lays over the picture may come later than the panel. */
  private readonly laid = new MutationObserver(() => this.cut());
  private path = '';

  constructor(private readonly site: Site) {
    const stage = site.root.querySelector<HTMLElement>('.stage');
    if (!stage) throw new Error('A viewer has a stage.');
    this.stage = stage;
    const { signal } = this.abort;
    // Captured, so that the camera's own listeners on the same element never hear of it.
    const on = <K extends keyof HTMLElementEventMap>(
      type: K,
      handle: (event: HTMLElementEventMap[K]) => void,
    ) => stage.addEventListener(type, handle, { signal, capture: true, passive: false });
    on('pointerdown', (event) => this.down(event));
    on('pointermove', (event) => this.move(event));
    on('pointerup', (event) => this.up(event, InputKind.Up));
    on('pointercancel', (event) => this.up(event, InputKind.Cancel));
    on('lostpointercapture', (event) => this.up(event, InputKind.Cancel));
    on('wheel', (event) => this.wheel(event));
    on('keydown', (event) => this.key(event));
    on('contextmenu', (event) => this.isOver(event) && event.preventDefault());
    // A finger on the panel scrolls the panel, not the page.
    on('touchstart', (event) => this.pointer >= 0 && event.preventDefault());
    stage.tabIndex = 0;
    this.laid.observe(site.root, { childList: true });
  }

  end(): void {
    this.abort.abort();
    this.laid.disconnect();
    this.path = '';
    this.cut();
    if (!this.site.element.cameraControls) this.stage.removeAttribute('tabindex');
  }

  receive(what: string, text: string): void {
    if (what === 'layout') this.update(JSON.parse(text) as InspectorLayout);
    else if (what === 'copy') void this.copy(text);
    else if (what === 'save') save(text, `${this.name()}.look.json`);
  }

  private update(layout: InspectorLayout): void {
    // The panel is a picture; this much of it can be said.
    if (this.focused && layout.focus && layout.focus !== this.layout.focus) {
      this.site.say(layout.focus);
    }
    this.layout = layout;
    this.path = around(layout.windows);
    this.cut();
  }

  /** The panel is part of the picture: what the page lays over the picture would lie over the panel, too. */
  private cut(): void {
    const { root } = this.site;
    for (const layer of root.querySelectorAll<HTMLElement>('.marks, .dimensions, .prompt'))
      layer.style.clipPath = this.path;
  }

  /** A page without TLS has no clipboard. */
  private async copy(text: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      save(text, `${this.name()}.txt`);
    }
  }

  /** Of the product, as its file has it. */
  private name(): string {
    const [, name = ''] = /([^/]+?)(?:\.\w+)?$/.exec(new URL(this.site.session.url).pathname) ?? [];
    return name || 'product';
  }

  private down(event: PointerEvent): void {
    this.focused = this.isOver(event);
    if (!this.focused) return;
    this.take(event);
    this.stage.focus({ preventScroll: true });
    this.stage.setPointerCapture(event.pointerId);
    this.pointer = event.pointerId;
    this.send(InputKind.Down, event, 0);
  }

  private move(event: PointerEvent): void {
    const over = this.pointer >= 0 ? event.pointerId === this.pointer : this.isOver(event);
    const left = this.over && !over;
    this.over = over;
    if (!over && !left) return;
    if (over) this.take(event);
    this.send(InputKind.Move, event, 0);
  }

  private up(event: PointerEvent, kind: InputKind): void {
    if (event.pointerId !== this.pointer) return;
    this.take(event);
    this.pointer = -1;
    this.send(kind, event, 0);
  }

  private wheel(event: WheelEvent): void {
    if (!this.isOver(event)) return;
    this.take(event);
    this.send(InputKind.Wheel, event, event.deltaY);
  }

  /** Enter takes the keyboard from the camera to the panel, and Escape gives it back once nothing is open there. */
  private key(event: KeyboardEvent): void {
    // Tab leaves the panel as it leaves everything else on a page.
    if (event.key === 'Tab') return;
    if (!this.focused) {
      if (event.key !== 'Enter') return;
      this.focused = true;
      return this.take(event);
    }
    if (event.key === 'Escape' && !this.layout.open) this.focused = false;
    const ctrl = event.ctrlKey || event.metaKey;
    const letter = ctrl ? LETTERS.indexOf(event.key.toLowerCase()) : -1;
    const key = letter >= 0 ? KEYS.length + KEYPAD_ENTER + letter : KEYS.indexOf(event.key);
    const typed = !ctrl && event.key.length === 1 ? event.key.codePointAt(0) : undefined;
    if (key < 0 && typed === undefined) return;
    this.take(event);
    if (key >= 0) this.send(InputKind.Key, event, key);
    if (typed !== undefined && this.layout.typing) this.send(InputKind.Character, event, typed);
  }

  private take(event: Event): void {
    event.stopImmediatePropagation();
    event.preventDefault();
  }

  private isOver(event: MouseEvent): boolean {
    const { x, y } = this.local(event);
    return this.layout.windows.some(([left, top, width, height]) => {
      return x >= left && y >= top && x < left + width && y < top + height;
    });
  }

  private local(event: Event): { x: number; y: number } {
    if (!(event instanceof MouseEvent)) return { x: 0, y: 0 };
    const box = this.stage.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  private send(kind: InputKind, event: PointerEvent | WheelEvent | KeyboardEvent, a: number): void {
    const { x, y } = this.local(event);
    const id = event instanceof PointerEvent ? event.pointerId : 0;
    const modifiers =
      (event.shiftKey ? 1 : 0) |
      (event.ctrlKey ? 2 : 0) |
      (event.altKey ? 4 : 0) |
      (event.metaKey ? 8 : 0);
    const records = Float64Array.of(
      ...[FOR_PANEL + kind, id, x, y, a, 0, modifiers, event.timeStamp],
    );
    const { timeOrigin } = performance;
    this.site.session.post({ type: 'input', records, timeOrigin }, [records.buffer]);
  }
}

/** Beyond every element's edge, in CSS pixels. */
const FAR = 1e5;

/** All but the windows, as a clip path: rectangles from left to right in bands from top to bottom. */
function around(windows: readonly Box[]): string {
  const edges = windows.flatMap(([, top, , height]) => [top, top + height]);
  const tops = [-FAR, ...edges, FAR].sort((a, b) => a - b);
  let path = '';
  tops.slice(1).forEach((bottom, i) => {
    const top = tops[i] ?? bottom;
    const covered = windows
      .filter(([, y, , height]) => y < bottom && y + height > top)
      .map(([x, , width]) => [x, x + width] as const)
      .sort((a, b) => a[0] - b[0]);
    let left = -FAR;
    for (const [from, to] of [...covered, [FAR, FAR] as const]) {
      if (from > left && bottom > top) path += `M${left} ${top}H${from}V${bottom}H${left}Z`;
      left = Math.max(left, to);
    }
  });
  return `path("${path}")`;
}

function save(text: string, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
