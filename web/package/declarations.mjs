// The package's types: the declarations of an entry, with all that they name, in one file.

import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const WEB = dirname(dirname(fileURLToPath(import.meta.url)));

async function run(tool, ...args) {
  try {
    await promisify(execFile)(join(WEB, 'node_modules/.bin', tool), args, { cwd: WEB });
  } catch (problem) {
    throw new Error(`${tool} failed:\n${problem.stdout}${problem.stderr}`, { cause: problem });
  }
}

/** `names`: of files in src/. Texts in that order. */
export async function declarations(...names) {
  const folder = await mkdtemp(join(tmpdir(), 'product-viewer-types-'));
  try {
    const emit = ['--noEmit', 'false', '--declaration', '--emitDeclarationOnly', '--stripInternal'];
    await run('tsc', '-p', 'tsconfig.page.json', ...emit, '--rootDir', 'src', '--outDir', folder);
    return await Promise.all(names.map((name) => bundled(folder, name)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** One file of what `name` and all that it names declare. */
async function bundled(folder, name) {
  const project = join(folder, `${name}.json`);
  const entry = join(folder, `${name}.d.ts`);
  const out = join(folder, `${name}.bundled.d.ts`);
  const compilerOptions = {
    target: 'ES2022',
    module: 'ESNext',
    moduleResolution: 'Bundler',
    lib: ['ES2022', 'DOM', 'DOM.Iterable'],
    types: [],
    strict: true,
  };
  await writeFile(project, JSON.stringify({ compilerOptions, files: [entry] }));
  const ways = ['--inline-declare-global', '--export-referenced-types=false', '--no-banner'];
  await run('dts-bundle-generator', '--project', project, ...ways, '-o', out, entry);
  return readFile(out, 'utf8');
}
