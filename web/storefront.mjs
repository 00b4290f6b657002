// Builds the demo shop's pages, web/storefront/ → build/storefront/: each script that a page names with what it imports in one
// file, everything minified, compressed beside. The bundle's own files (shop.js, product-viewer.js) stay as they are.

import { mkdir, readFile, readdir, rm } from 'node:fs/promises';
import { dirname, extname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { writeCompressed } from './compress.mjs';

const SOURCE = join(dirname(fileURLToPath(import.meta.url)), 'storefront');
const OUT = resolve(SOURCE, '../../build/storefront');
const MODULE = /<script type="module" src="([^"]+)">/g;

export async function buildStorefront({ target, minify }) {
  const names = await readdir(SOURCE);
  const pages = names.filter((name) => extname(name) === '.html');
  const markup = await Promise.all(pages.map((name) => readFile(join(SOURCE, name), 'utf8')));
  const named = new Set(markup.flatMap((html) => [...html.matchAll(MODULE)].map(([, src]) => src)));
  const entries = names.filter((name) => named.has(name));
  // A module that a page names and another module imports is one module, not two.
  const shared = ['./shop.js', ...entries.map((name) => `./${name}`)];
  const { outputFiles } = await esbuild.build({
    entryPoints: [...entries, ...names.filter((name) => extname(name) === '.css')].map((name) =>
      join(SOURCE, name),
    ),
    bundle: true,
    write: false,
    outdir: OUT,
    format: 'esm',
    target,
    minify,
    logLevel: 'warning',
    plugins: [
      {
        name: 'shared',
        setup: (build) =>
          build.onResolve({ filter: /^\.\// }, ({ path }) =>
            shared.includes(path) ? { path, external: true } : null,
          ),
      },
    ],
  });
  await rm(OUT, { recursive: true, force: true });
  await mkdir(OUT, { recursive: true });
  for (const { path, contents } of outputFiles) await writeCompressed(path, contents);
  for (const name of names.filter((each) => ['.html', '.svg'].includes(extname(each))))
    await writeCompressed(join(OUT, name), await readFile(join(SOURCE, name)));
}
