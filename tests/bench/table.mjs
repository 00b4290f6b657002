// The table on stdout: medians, and our share of the peer's.

export const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const mid = sorted.length >> 1;
  return sorted.length % 2 ? sorted[mid] : (sorted[mid - 1] + sorted[mid]) / 2;
};

const ms = (v) => `${Math.round(v)} ms`;
/// key, title, how to write it, the goal as the ratio ours / theirs (or as an absolute value)
export const columns = [
  ['firstImage', 'first image', ms],
  ['load', 'load', ms],
  ['beyond', 'load beyond transfer', ms, 'ratio ≤ 0.4', (ours, theirs) => ours / theirs <= 0.4],
  ['blocking', 'total blocking time', ms, '0', (ours) => ours === 0],
  ['longest', 'longest task', ms, '≤ 50 ms', (ours) => ours <= 50],
  [
    'codeBytes',
    'code on the wire',
    (v) => `${(v / 1000).toFixed(1)} KB`,
    '≤ 300 KB',
    (ours) => ours <= 300_000,
  ],
  [
    'memory',
    'memory (PSS)',
    (v) => `${(v / 2 ** 20).toFixed(0)} MiB`,
    'ratio ≤ 0.8',
    (ours, theirs) => ours / theirs <= 0.8,
  ],
  ['ownMemory', '… beyond an empty page', (v) => `${(v / 2 ** 20).toFixed(0)} MiB`],
  [
    'orbit',
    'frames/s while orbiting',
    (v) => v.toFixed(1),
    'ratio ≥ 1.5',
    (ours, theirs) => ours / theirs >= 1.5,
  ],
  ['orbitScale', 'render scale meanwhile', (v) => v.toFixed(2)],
  ['orbitPixels', 'megapixels/s meanwhile', (v) => (v / 1e6).toFixed(2)],
  [
    'frameCost',
    'frame of full quality',
    (v) => `${v.toFixed(1)} ms`,
    'ratio ≤ 0.7',
    (ours, theirs) => ours / theirs <= 0.7,
  ],
  ['frameCostScale', 'render scale meanwhile', (v) => v.toFixed(2)],
  [
    'shaders',
    'shaders compiled and linked',
    (v) => `${v.toFixed(0)} ms`,
    'ratio ≤ 1',
    (ours, theirs) => ours <= theirs,
  ],
  [
    'shadersOnPage',
    "… on the page's thread",
    (v) => `${v.toFixed(0)} ms`,
    '0',
    (ours) => ours === 0,
  ],
  ['rest', 'frames at rest in 2 s', (v) => String(v), '0', (ours) => ours === 0],
];

export function table(results) {
  const lines = [];
  for (const model of results.models) {
    const names = Object.keys(model.sides);
    const any = model.sides[names[0]][0];
    lines.push(
      '',
      `${model.name}: ${(any.modelBytes / 1e6).toFixed(2)} MB, ${(any.transfer / 1000).toFixed(2)} s pure transfer; medians of ${results.runs}`,
    );
    const rows = [['', 'ratio', ...names, 'goal', '']];
    for (const [key, title, write, goal, reached] of columns) {
      const values = names.map((name) => median(model.sides[name].map((s) => s[key])));
      const both = values.length === 2;
      const ratio = both && values[1] ? (values[0] / values[1]).toFixed(2) : '–';
      const verdict = reached && both ? (reached(...values) ? 'reached' : 'not yet') : '';
      rows.push([title, ratio, ...values.map(write), goal ?? '', verdict]);
    }
    const widths = rows[0].map((_, i) => Math.max(...rows.map((r) => r[i].length)));
    for (const row of rows)
      lines.push(
        row
          .map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i])))
          .join('  ')
          .trimEnd(),
      );
  }
  return lines.join('\n').trimStart();
}
