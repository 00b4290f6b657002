// Dimensions: width, height and depth of the product as labelled lines along the edges of its bounds. Each runs along an
// edge of the outline, so it never crosses the product, and on the side that faces the shopper.

import type { PlacedMark, Triple } from '../messages.js';
import { lengthInWords, unitFor } from './units.js';

const SVG = 'http://www.w3.org/2000/svg';
const AXES = ['width', 'height', 'depth'] as const;
type Words = Readonly<Record<(typeof AXES)[number] | 'dimensions', string>>;

/** Pixels between the bounds and a line, and the length of the strokes at its ends. */
const AWAY = 14;
const TICK = 6;
/** An edge that looks shorter than this is seen from its end and says nothing. */
const SHORTEST = 24;

interface Point {
  x: number;
  y: number;
}

/** Corner i of a box: bit k of i says which end of axis k. */
export function cornersOf(center: Triple, size: Triple): Triple[] {
  return Array.from({ length: 8 }, (_, i) => {
    const at = (axis: 0 | 1 | 2) => center[axis] + size[axis] * (i & (1 << axis) ? 0.5 : -0.5);
    return [at(0), at(1), at(2)];
  });
}

/** Whether the side of the box where axis `axis` is at its end (or start) is turned to the eye. */
function facesEye(corners: readonly Point[], axis: number, atEnd: boolean): boolean {
  const bit = 1 << axis;
  const next = 1 << ((axis + 1) % 3);
  const after = 1 << ((axis + 2) % 3);
  const base = atEnd ? bit : 0;
  // Counter-clockwise seen from outside; y runs down on screen.
  const loop = [base, base | next, base | next | after, base | after];
  if (!atEnd) loop.reverse();
  let area = 0;
  loop.forEach((corner, i) => {
    const a = corners[corner];
    const b = corners[loop[(i + 1) % 4] ?? 0];
    if (a && b) area += a.x * b.y - b.x * a.y;
  });
  return area < 0;
}

/** The two corners of the edge along `axis` where its line is drawn; null when none of them is in the outline. */
export function edgeOf(corners: readonly Point[], axis: number): [Point, Point] | null {
  const [first, second] = [(axis + 1) % 3, (axis + 2) % 3];
  let best: [Point, Point] | null = null;
  let bestValue = -Infinity;
  for (let side = 0; side < 4; side++) {
    const [onFirst, onSecond] = [Boolean(side & 1), Boolean(side & 2)];
    if (facesEye(corners, first, onFirst) === facesEye(corners, second, onSecond)) continue;
    const base = (onFirst ? 1 << first : 0) | (onSecond ? 1 << second : 0);
    const [from, to] = [corners[base], corners[base | (1 << axis)]];
    if (!from || !to || Math.hypot(to.x - from.x, to.y - from.y) < SHORTEST) continue;
    // Heights stand at the right, the others lie at the bottom.
    const value = axis === 1 ? from.x + to.x : from.y + to.y;
    if (value > bestValue) [best, bestValue] = [[from, to], value];
  }
  return best;
}

/** The same, moved away from `middle` at right angles. */
function aside([a, b]: [Point, Point], middle: Point): [Point, Point, Point] {
  const length = Math.hypot(b.x - a.x, b.y - a.y);
  let normal = { x: (a.y - b.y) / length, y: (b.x - a.x) / length };
  const inwards = (a.x - middle.x) * normal.x + (a.y - middle.y) * normal.y < 0;
  if (inwards) normal = { x: -normal.x, y: -normal.y };
  const move = (p: Point) => ({ x: p.x + normal.x * AWAY, y: p.y + normal.y * AWAY });
  return [move(a), move(b), normal];
}

export class Dimensions {
  readonly layer = document.createElement('div');
  private readonly drawing = document.createElementNS(SVG, 'svg');
  private readonly lines: SVGPathElement[] = [];
  private readonly labels: HTMLElement[] = [];
  private texts: string[] = [];

  constructor() {
    this.layer.className = 'dimensions';
    this.layer.setAttribute('role', 'img');
    this.layer.setAttribute('part', 'dimensions');
    for (const axis of AXES) {
      // A light line under the dark one: one of both is seen on any ground.
      const pair = ['halo', 'line'].map((name) => {
        const path = document.createElementNS(SVG, 'path');
        path.setAttribute('class', name);
        return path;
      });
      this.lines.push(...pair);
      this.drawing.append(...pair);
      const label = document.createElement('div');
      label.className = 'length';
      label.setAttribute('part', `dimension ${axis}`);
      this.labels.push(label);
    }
    this.layer.append(this.drawing, ...this.labels);
  }

  /** Metres. */
  measure(size: Triple, unit: string | null, locale: string, words: Words): void {
    const units = unitFor(unit, locale, Math.max(...size));
    this.texts = size.map((metres) => lengthInWords(metres, units, locale));
    const all = AXES.map((axis, i) => `${words[axis]} ${this.texts[i]}`).join(', ');
    this.layer.setAttribute('aria-label', `${words.dimensions}: ${all}`);
    this.labels.forEach((label, i) => (label.textContent = this.texts[i] ?? ''));
  }

  /** `marks`: the eight corners in a picture of that size on screen; null hides all. */
  draw(marks: readonly PlacedMark[] | null, width: number, height: number): void {
    const shown = marks?.length === 8 && marks.every((mark) => mark.ahead);
    this.layer.hidden = !shown;
    if (!shown) return;
    const corners = marks.map(({ x, y }) => ({ x: x * width, y: y * height }));
    const mean = (axis: 'x' | 'y') => corners.reduce((sum, corner) => sum + corner[axis] / 8, 0);
    const middle = { x: mean('x'), y: mean('y') };
    AXES.forEach((_, axis) => this.drawAxis(axis, edgeOf(corners, axis), middle, width, height));
  }

  private drawAxis(
    axis: number,
    edge: [Point, Point] | null,
    middle: Point,
    width: number,
    height: number,
  ): void {
    const label = this.labels[axis];
    let path = '';
    if (edge && label) {
      const [a, b, normal] = aside(edge, middle);
      const tick = (p: Point) =>
        `M${p.x - normal.x * TICK} ${p.y - normal.y * TICK}L${p.x + normal.x * TICK} ${p.y + normal.y * TICK}`;
      path = `M${a.x} ${a.y}L${b.x} ${b.y}${tick(a)}${tick(b)}`;
      // Readable, even where the line itself leaves the picture.
      const within = (value: number, size: number, margin: number) =>
        Math.min(Math.max(value, margin), Math.max(margin, size - margin));
      const [x, y] = [within((a.x + b.x) / 2, width, 32), within((a.y + b.y) / 2, height, 14)];
      label.style.translate = `${x}px ${y}px`;
    }
    if (label) label.hidden = !path;
    for (const line of this.lines.slice(2 * axis, 2 * axis + 2)) line.setAttribute('d', path);
  }
}
