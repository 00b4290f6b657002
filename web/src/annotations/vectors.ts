// Text of attributes to numbers, as <model-viewer> has it: three lengths such as "0.1m 5cm -3" (metres unless told).

import type { Triple } from '../messages.js';

const UNITS: Readonly<Record<string, number>> = { '': 1, m: 1, cm: 0.01, mm: 0.001 };
const TERM = /^([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)(m|cm|mm)?$/i;

function numbers(text: string): number[] {
  return text
    .trim()
    .split(/\s+/)
    .map((term) => {
      const [, number = '', unit = ''] = TERM.exec(term) ?? [];
      return number ? Number(number) * (UNITS[unit] ?? NaN) : NaN;
    });
}

/** Null for what can't be read. */
export function parseVector(text: string | null | undefined): Triple | null {
  const [x = NaN, y = NaN, z = NaN, ...more] = numbers(text ?? '');
  return more.length || Number.isNaN(x + y + z) ? null : [x, y, z];
}

/** data-surface: mesh, primitive, three vertices, three weights; a ninth number before them is the model's, always 0. */
export function parseSurface(text: string | null | undefined): number[] | null {
  const all = numbers(text ?? '');
  const surface = all.length === 9 && all[0] === 0 ? all.slice(1) : all;
  return surface.length === 8 && surface.every((n) => n >= 0) ? surface : null;
}
