// From scores per pair of pictures to one figure per renderer, and whether the goals are reached.
import { pathTracers, rasterisers } from './goldens.mjs';

export const ours = 'vitrine';
export const goals = { psnr: 26, ssim: 0.935, near: 0.8, nearDb: 0.5 };

const mean = (values) => values.reduce((s, v) => s + v, 0) / values.length;
const figures = ['psnr', 'ssim', 'flip'];

/// The mean over the path tracers of one scenario; null without any.
export function meanScore(against) {
  const all = Object.values(against);
  if (all.length === 0) return null;
  return Object.fromEntries(figures.map((f) => [f, mean(all.map((s) => s[f]))]));
}

/// `compared`: [{ id, width, height, against: name → truth → scores }]. Returns { renderers, scenarios, reached }.
export function summarise(compared) {
  const scenarios = compared.map(({ id, width, height, against }) => {
    const scores = Object.fromEntries(
      Object.entries(against)
        .map(([name, truths]) => [name, meanScore(truths)])
        .filter(([, score]) => score),
    );
    const best = rasterisers
      .filter((name) => scores[name])
      .sort((a, b) => scores[b].psnr - scores[a].psnr)[0];
    const lead = scores[ours] && best ? scores[ours].psnr - scores[best].psnr : null;
    return { id, width, height, scores, against, best, lead };
  });
  const renderers = Object.fromEntries(
    [ours, ...rasterisers, ...pathTracers]
      .map((name) => [name, scenarios.map((s) => s.scores[name]).filter(Boolean)])
      .filter(([, all]) => all.length)
      .map(([name, all]) => [
        name,
        {
          scenarios: all.length,
          ...Object.fromEntries(figures.map((f) => [f, mean(all.map((s) => s[f]))])),
        },
      ]),
  );
  const measured = scenarios.filter((s) => s.lead !== null);
  const near = measured.filter((s) => s.lead >= -goals.nearDb).length / (measured.length || 1);
  const own = renderers[ours];
  const reached = own && {
    psnr: own.psnr >= goals.psnr,
    ssim: own.ssim >= goals.ssim,
    near: near >= goals.near,
  };
  return { renderers, scenarios, near, reached };
}
