// The tables on the console.
import { goals, ours } from './summary.mjs';
import { pathTracers } from './goldens.mjs';

function align(rows) {
  const widths = rows[0].map((_, i) => Math.max(...rows.map((r) => r[i].length)));
  return rows
    .map((row) =>
      row
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i])))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

export const kind = (name) =>
  name === ours ? 'ours' : pathTracers.includes(name) ? 'path tracer' : 'rasteriser';
export const signed = (v) => `${v >= 0 ? '+' : '−'}${Math.abs(v).toFixed(2)}`;

export function tables({ renderers, scenarios, near, reached }) {
  const byRenderer = [
    ['renderer', 'kind', 'scenarios', 'PSNR dB', 'SSIM', 'FLIP'],
    ...Object.entries(renderers).map(([name, r]) => [
      name,
      kind(name),
      String(r.scenarios),
      r.psnr.toFixed(2),
      r.ssim.toFixed(3),
      r.flip.toFixed(3),
    ]),
  ];
  const measured = scenarios.filter((s) => s.lead !== null).sort((a, b) => a.lead - b.lead);
  const byScenario = [
    ['scenario', 'PSNR dB', 'SSIM', 'FLIP', 'best rasteriser', 'its PSNR', 'its SSIM', 'lead dB'],
    ...measured.map(({ id, scores, best, lead }) => [
      id,
      scores[ours].psnr.toFixed(2),
      scores[ours].ssim.toFixed(3),
      scores[ours].flip.toFixed(3),
      best,
      scores[best].psnr.toFixed(2),
      scores[best].ssim.toFixed(3),
      signed(lead),
    ]),
  ];
  const verdict = (ok) => (ok ? 'reached' : 'not yet');
  const own = renderers[ours];
  const lines = [align(byRenderer)];
  if (own)
    lines.push(
      align(byScenario),
      [
        `PSNR ${own.psnr.toFixed(2)} dB (goal ≥ ${goals.psnr}): ${verdict(reached.psnr)}`,
        `SSIM ${own.ssim.toFixed(4)} (goal ≥ ${goals.ssim}): ${verdict(reached.ssim)}`,
        `${(near * 100).toFixed(0)} % of the scenarios within ${goals.nearDb} dB of the best rasteriser or better ` +
          `(goal ≥ ${goals.near * 100} %): ${verdict(reached.near)}`,
      ].join('\n'),
    );
  return lines.join('\n\n');
}
