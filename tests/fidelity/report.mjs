// The report: one folder that any browser opens from disk, without scripts, with every picture in it.
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { encode } from '../support/picture.mjs';
import { flipMap } from './compare.mjs';
import { pathTracers } from './goldens.mjs';
import { goals, ours } from './summary.mjs';
import { kind, signed } from './table.mjs';

const css = `
:root { color-scheme: light; }
body { margin: 2rem auto; max-width: 84rem; padding: 0 1rem; font: 15px/1.45 system-ui, sans-serif; color: #1c2530; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.15rem; margin: 2.5rem 0 .5rem; }
table { border-collapse: collapse; margin: 1rem 0; }
th, td { padding: .3rem .8rem; text-align: right; border-bottom: 1px solid #dfe4ea; font-variant-numeric: tabular-nums; }
th:first-child, td:first-child { text-align: left; }
thead th { border-bottom: 2px solid #8894a3; }
tr.ours { background: #e9f2ff; font-weight: 600; } tr.truth { color: #66727f; }
.good { color: #11733a; } .poor { color: #b3261e; }
.goals { display: flex; flex-wrap: wrap; gap: 1rem; padding: 0; list-style: none; }
.goals li { border: 1px solid #dfe4ea; border-radius: 8px; padding: .7rem 1.1rem; }
.goals strong { display: block; font-size: 1.5rem; }
.pictures { display: flex; flex-wrap: wrap; gap: .8rem; align-items: end; }
figure { margin: 0; } figcaption { font-size: .85rem; color: #46515e; }
img { display: block; width: 15rem; height: auto; border: 1px solid #dfe4ea; background: #fff; }
meter { width: 9rem; }
a { color: #1254a8; }
`;

const escape = (text) =>
  String(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
const tone = (good) => (good ? 'good' : 'poor');

// From black over red and yellow to white, as hot things glow.
function heat(v) {
  const t = Math.min(Math.sqrt(Math.max(v, 0)), 1) * 3;
  return [0, 1, 2].map((c) => Math.round(255 * Math.min(Math.max(t - c, 0), 1)));
}

function heatPicture({ width, height, map }) {
  const data = new Uint8Array(width * height * 4);
  map.forEach((v, i) => data.set([...heat(v), 255], 4 * i));
  return encode({ width, height, data });
}

const row = (cells, className = '') =>
  `<tr${className ? ` class="${className}"` : ''}>${cells.map((c) => `<td>${c}</td>`).join('')}</tr>`;

function rendererTable(renderers) {
  const lines = Object.entries(renderers)
    .sort(([, a], [, b]) => b.psnr - a.psnr)
    .map(([name, r]) =>
      row(
        [
          escape(name),
          kind(name),
          r.scenarios,
          `<meter min="20" max="30" value="${r.psnr.toFixed(2)}"></meter> ${r.psnr.toFixed(2)}`,
          r.ssim.toFixed(3),
          r.flip.toFixed(3),
        ],
        name === ours ? 'ours' : pathTracers.includes(name) ? 'truth' : '',
      ),
    );
  return `<table><thead><tr><th>renderer</th><th>kind</th><th>scenarios</th><th>PSNR, dB (more is better)</th>
<th>SSIM (more is better)</th><th>FLIP (less is better)</th></tr></thead><tbody>
${lines.join('\n')}</tbody></table>`;
}

function scenarioTable(scenarios) {
  const lines = scenarios.map(({ id, scores, best, lead }) =>
    row([
      `<a href="#${escape(id)}">${escape(id)}</a>`,
      scores[ours].psnr.toFixed(2),
      scores[ours].ssim.toFixed(3),
      scores[ours].flip.toFixed(3),
      escape(best),
      scores[best].psnr.toFixed(2),
      scores[best].ssim.toFixed(3),
      `<span class="${tone(lead >= -goals.nearDb)}">${signed(lead)}</span>`,
    ]),
  );
  return `<table><thead><tr><th>scenario</th><th>PSNR, dB</th><th>SSIM</th><th>FLIP</th><th>best rasteriser</th>
<th>its PSNR</th><th>its SSIM</th><th>our lead, dB</th></tr></thead><tbody>
${lines.join('\n')}</tbody></table>`;
}

const figure = (file, caption) =>
  `<figure><a href="images/${file}"><img src="images/${file}" alt="${escape(caption)}" loading="lazy" /></a>
<figcaption>${escape(caption)}</figcaption></figure>`;

const caption = (name, score) =>
  score ? `${name}: ${score.psnr.toFixed(2)} dB, ${score.ssim.toFixed(3)}` : name;

async function section(scenario, files, imagesDir) {
  const copy = (name) => {
    const file = `${scenario.id}.${name}${/\.\w+$/.exec(basename(files[name]))[0]}`;
    copyFileSync(files[name], join(imagesDir, file));
    return file;
  };
  const difference = async (name, truth) => {
    const file = `${scenario.id}.${name}-${truth}.png`;
    writeFileSync(join(imagesDir, file), heatPicture(await flipMap(files[name], files[truth])));
    return file;
  };
  const truths = pathTracers.filter((name) => scenario.against[ours][name]);
  const figures = [];
  for (const name of [ours, scenario.best, ...truths])
    figures.push(figure(copy(name), caption(name, scenario.scores[name])));
  for (const name of [ours, scenario.best])
    if (scenario.against[name][truths[0]])
      figures.push(
        figure(
          await difference(name, truths[0]),
          `what differs to the eye: ${name} and ${truths[0]}`,
        ),
      );
  return `<h2 id="${escape(scenario.id)}">${escape(scenario.id)}: ${signed(scenario.lead)} dB to ${escape(scenario.best)}</h2>
<div class="pictures">
${figures.join('\n')}
</div>`;
}

/// Writes index.html, report.css and images/ into `outDir` and resolves with the path of the page. `compared` has each
/// scenario's `files`. Scenarios without a picture of ours are left out.
export async function writeReport(outDir, { renderers, scenarios, near, reached }, compared) {
  const imagesDir = join(outDir, 'images');
  rmSync(imagesDir, { recursive: true, force: true });
  mkdirSync(imagesDir, { recursive: true });
  const files = new Map(compared.map((c) => [c.id, c.files]));
  const shown = scenarios.filter((s) => s.lead !== null).sort((a, b) => a.lead - b.lead);
  const sections = [];
  for (const scenario of shown)
    sections.push(await section(scenario, files.get(scenario.id), imagesDir));
  const own = renderers[ours];
  const goal = (value, text, ok) =>
    `<li class="${tone(ok)}"><strong>${value}</strong>${text}: ${ok ? 'reached' : 'not yet'}</li>`;
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8" />
<title>How near to path-traced pictures</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self' file:; img-src 'self' file:" />
<link rel="stylesheet" href="report.css" />
</head>
<body>
<h1>How near to path-traced pictures</h1>
<p>Every renderer drew the same ${scenarios.length} scenes with the same camera and light. Each picture, laid over white, is compared
with those of the path tracers; a renderer's figure is the mean over scenes. The path tracers' own rows say how far they are
from one another: nobody can be much nearer.</p>
${
  own
    ? `<ul class="goals">
${goal(`${own.psnr.toFixed(2)} dB`, `PSNR, goal ≥ ${goals.psnr} dB`, reached.psnr)}
${goal(own.ssim.toFixed(3), `SSIM, goal ≥ ${goals.ssim}`, reached.ssim)}
${goal(`${(near * 100).toFixed(0)} %`, `of the scenes within ${goals.nearDb} dB of the best rasteriser or better, goal ≥ ${goals.near * 100} %`, reached.near)}
</ul>`
    : ''
}
${rendererTable(renderers)}
<h2>By scene, where we lose most first</h2>
${scenarioTable(shown)}
${sections.join('\n')}
</body>
</html>
`;
  writeFileSync(join(outDir, 'report.css'), css.trimStart());
  const page = join(outDir, 'index.html');
  writeFileSync(page, html);
  return page;
}
