// Projects that use the packed tarball as a shop would: installed by npm, beside what else they need.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { distDir, root, testsDir } from './paths.mjs';

const work = join(root, 'build', 'test-package');
const require = createRequire(join(testsDir, 'package.json'));

let tarball = '';
/// Packs the bundle under test, once. Returns the tarball's path.
export function packed() {
  if (tarball) return tarball;
  const out = join(work, 'pack');
  const script = join(root, 'web', 'package', 'make.mjs');
  execFileSync(process.execPath, [script, '--dist', distDir, '--out', out], { stdio: 'pipe' });
  tarball = join(
    out,
    readdirSync(out).find((name) => name.endsWith('.tgz')),
  );
  return tarball;
}

/// A fresh copy of tests/package/<name> with the package and, from tests/node_modules, `others` installed.
export function project(name, others = []) {
  const folder = join(work, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  cpSync(join(testsDir, 'package', name), folder, { recursive: true });
  const npm = ['install', '--offline', '--no-save', '--no-audit', '--no-fund', '--no-package-lock'];
  execFileSync('npm', [...npm, '--prefix', folder, packed()], { stdio: 'pipe' });
  for (const other of others) {
    const link = join(folder, 'node_modules', other);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(testsDir, 'node_modules', other), link);
  }
  return folder;
}

/// The installed package's folder.
export const installed = (folder) => join(folder, 'node_modules', '@vitrine', 'product-viewer');

export async function vite(folder) {
  const { build } = await import(require.resolve('vite'));
  await build({
    root: folder,
    configFile: false,
    logLevel: 'error',
    base: './',
    esbuild: { jsx: 'automatic' },
    // A strict policy has no data: URLs.
    build: { outDir: 'built', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  });
  return join(folder, 'built');
}

/// Rejects on errors and on warnings.
export async function webpack(folder) {
  const pack = require('webpack');
  const compiler = pack({
    mode: 'production',
    context: folder,
    entry: './main.js',
    output: { path: join(folder, 'built'), publicPath: 'auto' },
    performance: false,
  });
  const stats = await new Promise((done, fail) =>
    compiler.run((problem, result) => (problem ? fail(problem) : done(result))),
  );
  await new Promise((done) => compiler.close(done));
  if (stats.hasErrors() || stats.hasWarnings()) throw new Error(stats.toString('errors-warnings'));
  cpSync(join(folder, 'index.html'), join(folder, 'built', 'index.html'));
  return join(folder, 'built');
}
