// The npm package as shops use it: a plain page, React with Vite, webpack, TypeScript, and its own papers.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { dependencies, INSIDE, OUTSIDE } from '../../web/package/notices.mjs';
import { assert, browserTest } from '../support/harness.mjs';
import { withModels } from '../support/models.mjs';
import { installed, packed, project, vite, webpack } from '../support/package.mjs';
import { findFiles, testsDir } from '../support/paths.mjs';
import { coverage, decode } from '../support/picture.mjs';

/// The plain page, from where npm put the package; installed once.
let plain = '';
const plainPage = () => (plain ||= project('html'));

/// Opens `folder`/index.html on a server of its own and waits until #v0 has loaded.
async function shows({ page, server }, folder) {
  withModels(server);
  server.mounts.shop = folder;
  await page.goto(`${server.origin}/shop/index.html`);
  await page.waitForFunction(() => document.getElementById('v0')?.loaded, null, { polling: 100 });
  assert.ok(coverage(decode(await page.locator('#v0').screenshot())) > 0.02, 'nothing to see');
  const missing = server.log.filter((entry) => entry.status >= 400);
  assert.deepEqual(
    missing.map((entry) => entry.path),
    ['/favicon.ico'].slice(0, missing.length),
  );
}

// The first of them packs.
const onPages = { open: false, expected: [/404/], timeout: 180_000 };

browserTest('the package in a plain page, from where npm put it', onPages, async (tools) => {
  await shows(tools, plainPage());
});

browserTest('the package in a React page built by Vite', onPages, async (tools) => {
  const folder = project('react', ['react', 'react-dom', 'scheduler']);
  await shows(tools, await vite(folder));
  await tools.page.waitForSelector('output:text("loaded")');
  assert.equal(tools.page.workers().length, 1);
});

browserTest('the package in a page built by webpack, without a warning', onPages, async (tools) => {
  await shows(tools, await webpack(project('webpack')));
  assert.equal(tools.page.workers().length, 1);
});

test('TypeScript projects, with React and Preact, check against the declarations', () => {
  const folder = project('types', ['react', '@types/react', 'csstype', 'preact']);
  const tsc = join(testsDir, 'node_modules', 'typescript', 'bin', 'tsc');
  try {
    execFileSync(process.execPath, [tsc, '-p', folder], { stdio: 'pipe', encoding: 'utf8' });
  } catch (problem) {
    assert.fail(problem.stdout);
  }
});

test('the package can be imported on a server, needs nothing, and names only files that it has', async () => {
  const folder = installed(plainPage());
  const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  assert.equal(about.dependencies, undefined);
  assert.equal(about.type, 'module');
  const files = new Set(findFiles(folder, ['']));
  for (const target of Object.values(about.exports).flatMap((e) => Object.values(Object(e))))
    if (target.length > 1)
      assert.ok(files.has(target.replace('./', '')), `${target} is not in the package`);
  const { ProductViewerElement } = await import(pathToFileURL(join(folder, 'product-viewer.js')));
  assert.equal(typeof ProductViewerElement, 'function');
  // All that scripts refer to by their own URL lies beside them.
  for (const file of [...files].filter((name) => name.endsWith('.js'))) {
    const text = readFileSync(join(folder, file), 'utf8');
    const links = /new URL\("([^"]+)",import\.meta\.url\)|import\("([^"]+)"\)|from"([^"]+)"/g;
    for (const [, ...paths] of text.matchAll(links)) {
      const path = paths.find(Boolean);
      assert.ok(path.startsWith('./') && files.has(path.slice(2)), `${file} asks for ${path}`);
    }
  }
});

test('custom-elements.json names what the element observes, and every event of its types', async () => {
  const folder = installed(plainPage());
  const read = (name) => readFileSync(join(folder, name), 'utf8');
  const [declaration] = JSON.parse(read('custom-elements.json')).modules[0].declarations;
  const { ProductViewerElement } = await import(pathToFileURL(join(folder, 'product-viewer.js')));
  assert.deepEqual(
    declaration.attributes.map((a) => a.name).sort(),
    [...ProductViewerElement.observedAttributes].sort(),
  );
  assert.equal(declaration.tagName, 'product-viewer');
  const prototype = ProductViewerElement.prototype;
  for (const { name } of declaration.members) assert.ok(name in prototype, `no member ${name}`);
  for (const name of ['load', 'error', 'camera-change'])
    assert.ok(
      declaration.events.some((e) => e.name === name),
      `no event ${name}`,
    );
  for (const list of ['slots', 'cssProperties', 'cssParts'])
    assert.ok(declaration[list].length > 3, `${list} are missing`);
});

test('the notices cover every dependency that ends up in a binary', async () => {
  const text = readFileSync(join(installed(plainPage()), 'THIRD-PARTY-NOTICES.txt'), 'utf8');
  for (const { name, version } of await dependencies()) {
    if (name in OUTSIDE) continue;
    assert.ok(text.includes(`${INSIDE[name].title} ${version}`), name);
  }
  for (const words of [
    'Apache License',
    'Permission is hereby granted',
    'Emscripten Authors',
    'LLVM',
  ])
    assert.ok(text.includes(words), `"${words}" is missing`);
  assert.ok(existsSync(packed()));
});
