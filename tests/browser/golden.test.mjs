// Golden pictures: our own renders, kept in tests/golden/images, compared with a perceptual tolerance.
//
// UPDATE_GOLDENS=1 rewrites them; look at each new picture before committing it. On a failure build/test-results/
// holds <name>.diff.png: expected | got | difference in red.
// A scenario with `states` is one page whose attributes are switched: a picture each, named <scenario>-<state>.
// Size, device pixel ratio, time (no autoplay, the pose of `time`) and the software GL are fixed; nothing is dithered.
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { assert, browserTest } from '../support/harness.mjs';
import {
  fixturesDir,
  noShared,
  productsDir,
  resultsDir,
  testsDir,
  urlPath,
} from '../support/paths.mjs';
import {
  colours,
  compare,
  coverage,
  decode,
  diffPicture,
  encode,
  pixel,
} from '../support/picture.mjs';

const goldenDir = join(testsDir, 'golden');
const imagesDir = join(goldenDir, 'images');
const { defaults, scenarios } = JSON.parse(readFileSync(join(goldenDir, 'scenarios.json'), 'utf8'));
const update = Boolean(process.env.UPDATE_GOLDENS);

/// Where a model of a scenario lies: "shared:…", "fixture:…" or "product:…".
function locate(model) {
  const [place, path] = model.split(':');
  if (place === 'shared') return { src: `/shared/models/${urlPath(path)}`, skip: noShared };
  if (place === 'fixture')
    return {
      src: `/fixtures/${urlPath(path)}`,
      skip: existsSync(join(fixturesDir, path)) ? false : `needs the fixture ${path}`,
    };
  return {
    src: `/products/${urlPath(path)}`,
    skip: existsSync(join(productsDir, path))
      ? false
      : `needs build/assets/products/${path} (make dist)`,
  };
}

/// Names of a scenario's pictures.
const picturesOf = ({ name, states }) =>
  states ? Object.keys(states).map((state) => `${name}-${state}`) : [name];

test('every golden picture belongs to a scenario, and names are unique', () => {
  const names = scenarios.flatMap(picturesOf);
  assert.equal(new Set(names).size, names.length);
  assert.ok(names.length >= 15, `${names.length} scenarios`);
  if (existsSync(imagesDir))
    for (const file of readdirSync(imagesDir))
      assert.ok(names.includes(file.replace(/\.png$/, '')), `${file} belongs to no scenario`);
});

/// Compares `got` with the golden picture `name`, or rewrites that. Resolves with what is wrong, '' when all is well.
function judge(name, got, { mean, share }) {
  assert.ok(
    coverage(got, pixel(got, 0, 0)) > 0.01 && colours(got) > 1,
    `the picture ${name} is empty`,
  );
  const file = join(imagesDir, `${name}.png`);
  if (update) {
    mkdirSync(imagesDir, { recursive: true });
    // Rewritten only where it is beyond half the tolerance, so that an update does not touch every file.
    const old = existsSync(file) ? compare(decode(readFileSync(file)), got) : { mean: Infinity };
    if (old.mean > mean / 2 || old.share > share / 2) writeFileSync(file, encode(got));
    return '';
  }
  if (!existsSync(file)) return `${file} is missing; make it with UPDATE_GOLDENS=1 and look at it`;
  const expected = decode(readFileSync(file));
  const difference = compare(expected, got);
  if (difference.mean <= mean && difference.share <= share) return '';
  mkdirSync(resultsDir, { recursive: true });
  writeFileSync(join(resultsDir, `${name}.got.png`), encode(got));
  const diff = join(resultsDir, `${name}.diff.png`);
  writeFileSync(diff, encode(diffPicture(expected, got, difference.map)));
  return (
    `${name} is unlike the golden picture: mean ΔE ${difference.mean.toFixed(3)} (at most ${mean}), ` +
    `${(difference.share * 100).toFixed(2)} % of the pixels over ΔE 4 (at most ${share * 100} %)` +
    `${difference.sizes ? `, sizes ${difference.sizes}` : ''}; see ${diff}`
  );
}

for (const scenario of scenarios) {
  const { name, model, width, height, attributes, time, background, states, ...tolerance } = {
    ...defaults,
    ...scenario,
    attributes: { ...defaults.attributes, ...scenario.attributes },
  };
  const { src, skip } = locate(model);
  browserTest(
    `golden: ${name}`,
    {
      skip,
      elements: [{ attributes: { src, alt: name, ...attributes }, width, height }],
      css: background ? `body { background: ${background}; }` : '',
      timeout: 120_000,
    },
    async ({ page, viewer }) => {
      const v = viewer();
      await v.load();
      if (time !== undefined)
        await v.moved(() =>
          page.evaluate((t) => (document.getElementById('v0').currentTime = t), time),
        );
      await v.still();
      const wrong = [];
      for (const [state, changes] of Object.entries(states ?? { '': null })) {
        if (changes) {
          // Every state begins from the scenario's own attributes.
          const former = Object.fromEntries(
            Object.values(states)
              .flatMap(Object.keys)
              .map((key) => [key, attributes[key] ?? null]),
          );
          await v.moved(() => v.set({ ...former, ...changes }));
        }
        const verdict = judge(state ? `${name}-${state}` : name, await v.screenshot(), tolerance);
        if (verdict) wrong.push(verdict);
      }
      assert.equal(wrong.length, 0, wrong.join('\n'));
    },
  );
}
