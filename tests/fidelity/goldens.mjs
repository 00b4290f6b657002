// The reference renders of ../shared/assets/golden: scenarios, their models, and who drew them.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { findFiles, sharedDir } from '../support/paths.mjs';

/// Those whose pictures count as the truth, and those who are measured against it as we are.
export const pathTracers = [
  'blender-cycles',
  'three-gpu-pathtracer',
  'vray',
  'dspbr-pt',
  'stellar',
];
export const rasterisers = [
  'model-viewer',
  'filament',
  'babylon',
  'gltf-sample-viewer',
  'rhodonite',
];

/// The reference renders, or null where they are absent.
export const goldenDir = (() => {
  const dir = sharedDir && join(sharedDir, 'assets', 'golden');
  return dir && existsSync(dir) ? dir : null;
})();

// A scenario names the file of the official repository; ours may be another form of the same model, such as .glb for
// .gltf. Compressed variants lost something and are not taken.
function findModel(wanted) {
  const models = join(sharedDir, 'assets', 'models');
  if (existsSync(join(models, wanted))) return wanted;
  const name = wanted.split('/')[0];
  const stem = basename(wanted).replace(/\.(gltf|glb)$/, '');
  return findFiles(join(models, name), [`${stem}.glb`, `${stem}.gltf`])
    .filter((path) => !/compressed/.test(dirname(path)))
    .map((path) => `${name}/${path}`)[0];
}

/// Every scenario whose name contains one of `filters`, parted by commas: its scenario.json, `id` (name without its prefix), `model` (path below
/// models/), and `pictures` (renderer → file).
export function scenarios(filters = '') {
  const wanted = filters.toLowerCase().split(',');
  return readdirSync(goldenDir)
    .filter((name) => existsSync(join(goldenDir, name, 'scenario.json')))
    .map((name) => {
      const dir = join(goldenDir, name);
      const scenario = JSON.parse(readFileSync(join(dir, 'scenario.json'), 'utf8'));
      const pictures = Object.fromEntries(
        [...pathTracers, ...rasterisers]
          .map((renderer) => [renderer, join(dir, `${renderer}.webp`)])
          .filter(([, file]) => existsSync(file)),
      );
      return {
        ...scenario,
        id: name.replace(/^khronos-/, ''),
        model: findModel(scenario.model),
        pictures,
      };
    })
    .filter(({ id }) => wanted.some((part) => id.toLowerCase().includes(part)));
}
