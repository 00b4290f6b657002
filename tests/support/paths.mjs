// Where things lie. Everything is found from this file, so the tests run from any working directory.
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const testsDir = dirname(dirname(fileURLToPath(import.meta.url)));
export const root = dirname(testsDir);
export const distDir = resolve(process.env.VITRINE_DIST ?? join(root, 'build', 'dist'));
export const assetsDir = resolve(process.env.VITRINE_ASSETS ?? join(root, 'build', 'assets'));
export const productsDir = join(assetsDir, 'products');
export const fixturesDir = join(root, 'build', 'test-fixtures');
export const resultsDir = join(root, 'build', 'test-results');
export const pagesDir = join(testsDir, 'support', 'pages');
export const peerDir = join(testsDir, 'node_modules', '@google', 'model-viewer', 'dist');

/// The shared asset folder (large sample models), or null where it is absent.
export const sharedDir = (() => {
  const dir = resolve(process.env.VITRINE_SHARED ?? join(root, '..', 'shared'));
  return existsSync(join(dir, 'assets', 'models')) ? dir : null;
})();

export const noShared = sharedDir
  ? false
  : 'needs ../shared/assets/models (or VITRINE_SHARED=<folder that holds assets/>)';

/// Paths below `dir` whose name ends in one of `endings`, sorted, with forward slashes, relative to `dir`.
export function findFiles(dir, endings) {
  const found = [];
  const visit = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) visit(path);
      else if (endings.some((e) => entry.name.endsWith(e))) found.push(path);
    }
  };
  visit(dir);
  return found.map((p) => relative(dir, p).split(sep).join('/')).sort();
}

/// A path with every segment percent-encoded, as a page would write it in `src`.
export const urlPath = (path) => path.split('/').map(encodeURIComponent).join('/');
