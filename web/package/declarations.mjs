// The package's types: the declarations of an entry, with all that they name, in one file.

import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const WEB = dirname(dirname(fileURLToPath(import.meta.url)));

function run(tool, ...args) {
  try {
    execFileSync(join(WEB, 'node_modules/.bin', tool), args, { cwd: WEB, stdio: 'pipe' });
  } catch (problem) {
    throw new Error(`${tool} failed:\n${problem.stdout}${problem.stderr}`, { cause: problem });
  }
}

/** `name`: of a file in src/. */
export async function declarations(name) {
  const folder = await mkdtemp(join(tmpdir(), 'product-viewer-types-'));
  try {
    const emit = ['--noEmit', 'false', '--declaration', '--emitDeclarationOnly', '--stripInternal'];
    run('tsc', '-p', 'tsconfig.page.json', ...emit, '--rootDir', 'src', '--outDir', folder);
    const project = join(folder, 'tsconfig.json');
    const entry = join(folder, `${name}.d.ts`);
    const bundled = join(folder, 'bundled.d.ts');
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
    run('dts-bundle-generator', '--project', project, ...ways, '-o', bundled, entry);
    return await readFile(bundled, 'utf8');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
