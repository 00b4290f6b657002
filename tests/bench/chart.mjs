// One SVG: for each figure and model a pair of bars, ours and the peer's.
import { columns, median } from './table.mjs';

const colour = ['#1f6feb', '#9aa4b2'];
const escape = (text) => String(text).replace(/&/g, '&amp;').replace(/</g, '&lt;');

export function chart(results) {
  const shown = columns.filter(
    ([key]) =>
      !['orbitScale', 'orbitPixels', 'ownMemory', 'frameCostScale', 'shadersOnPage'].includes(key),
  );
  const barHeight = 12,
    row = barHeight * 2 + 12,
    head = 30,
    left = 190,
    width = 900,
    barWidth = 500;
  const parts = [];
  let y = 60;
  for (const [key, title, write, goal] of shown) {
    parts.push(`<text x="16" y="${y + 16}" class="title">${escape(title)}</text>`);
    if (goal)
      parts.push(
        `<text x="${width - 16}" y="${y + 16}" class="goal" text-anchor="end">goal: ${escape(goal)}</text>`,
      );
    y += head;
    const rows = results.models.map((m) => ({
      name: m.name.replace(/\.\w+$/, ''),
      values: Object.values(m.sides).map((samples) => median(samples.map((s) => s[key]))),
    }));
    const top = Math.max(...rows.flatMap((r) => r.values), 1e-9);
    for (const { name, values } of rows) {
      parts.push(
        `<text x="${left - 10}" y="${y + barHeight + 3}" text-anchor="end">${escape(name)}</text>`,
      );
      values.forEach((value, i) => {
        const w = Math.max(1, (value / top) * barWidth);
        parts.push(
          `<rect x="${left}" y="${y + i * barHeight}" width="${w.toFixed(1)}" height="${barHeight - 2}" fill="${colour[i]}"/>`,
        );
        parts.push(
          `<text x="${left + w + 6}" y="${y + i * barHeight + barHeight - 3}">${escape(write(value))}</text>`,
        );
      });
      y += row;
    }
    y += 8;
  }
  const names = Object.keys(results.models[0]?.sides ?? {});
  const legend = names.map(
    (name, i) =>
      `<rect x="${16 + i * 150}" y="34" width="12" height="12" fill="${colour[i]}"/><text x="${34 + i * 150}" y="44">${escape(name)}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${y}" viewBox="0 0 ${width} ${y}">
<style>text{font:12px sans-serif;fill:#222}.title{font-weight:bold;font-size:14px}.goal{fill:#666}.head{font-size:16px;font-weight:bold}</style>
<rect width="100%" height="100%" fill="#fff"/>
<text x="16" y="24" class="head">Side by side, 20 Mbit/s and 40 ms, 800×600, SwiftShader, medians of ${results.runs}</text>
${legend.join('\n')}
${parts.join('\n')}
</svg>
`;
}
