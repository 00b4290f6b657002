// Makes the npm package from the static bundle: build/package/*.tgz.
//
//   node web/package/make.mjs [--dist build/dist] [--out build/package]
//
// product-viewer.js and all files of the bundle as they are, product-viewer.d.ts, shop.d.ts, types of JSX, custom-elements.json,
// and the licences of everything inside. The package needs nothing else at run time.

import { execFileSync } from 'node:child_process';
import { cp, mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { customElements } from './custom-elements.mjs';
import { declarations } from './declarations.mjs';
import { jsxTypes } from './jsx.mjs';
import { notices } from './notices.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const WEB = dirname(HERE);
const ROOT = dirname(WEB);

const { values: options } = parseArgs({
  options: {
    dist: { type: 'string', default: join(ROOT, 'build/dist') },
    out: { type: 'string', default: join(ROOT, 'build/package') },
  },
});
const dist = resolve(options.dist);
const out = resolve(options.out);
const stage = join(out, 'package');

/**
 * For the owners of the repository to choose: until they do, nobody but them may use or pass on the package, which is what npm
 * understands by this word. See "Licence" in README.md.
 */
const LICENCE = 'UNLICENSED';

/** What npm is told: web/package.json without what is for developers only. */
function packageJson({ name, version, description, engines }, files) {
  const types = (path) => ({ types: `./${path}` });
  return {
    name,
    version,
    description,
    keywords: ['3d', 'gltf', 'product viewer', 'web component', 'custom element'],
    license: LICENCE,
    type: 'module',
    engines,
    main: './product-viewer.js',
    module: './product-viewer.js',
    types: './product-viewer.d.ts',
    customElements: './custom-elements.json',
    exports: {
      '.': { types: './product-viewer.d.ts', default: './product-viewer.js' },
      './shop.js': { types: './shop.d.ts', default: './shop.js' },
      './react': types('react.d.ts'),
      './preact': types('preact.d.ts'),
      // The static files, for those who serve or copy them.
      './*': './*',
    },
    // Importing it defines the element.
    sideEffects: ['./product-viewer.js', './product-viewer.css'],
    files,
  };
}

async function main() {
  const read = async (path) => JSON.parse(await readFile(path, 'utf8'));
  const bundle = await read(join(dist, 'manifest.json')).catch(() => {
    throw new Error(`${dist} holds no bundle. Build it first: make dist`);
  });
  const about = await read(join(WEB, 'package.json'));
  await rm(out, { recursive: true, force: true });
  await mkdir(stage, { recursive: true });
  for (const file of bundle.files) await cp(join(dist, file), join(stage, file));

  const types = join(stage, 'product-viewer.d.ts');
  const [element, shop] = await declarations('product-viewer', 'shop');
  await writeFile(types, element);
  const { attributes, manifest } = await customElements(join(dist, 'product-viewer.js'), types);
  const made = {
    'react.d.ts': jsxTypes('react', attributes),
    'preact.d.ts': jsxTypes('preact', attributes),
    'shop.d.ts': shop,
    'custom-elements.json': `${JSON.stringify(manifest, null, 2)}\n`,
    'THIRD-PARTY-NOTICES.txt': await notices(),
    'README.md': await readFile(join(HERE, 'README.md'), 'utf8'),
  };
  for (const [name, text] of Object.entries(made)) await writeFile(join(stage, name), text);
  const files = [...bundle.files, ...Object.keys(made), 'product-viewer.d.ts'].sort();
  const json = `${JSON.stringify(packageJson(about, files), null, 2)}\n`;
  await writeFile(join(stage, 'package.json'), json);

  execFileSync('npm', ['pack', '--silent', '--pack-destination', out], { cwd: stage });
  const [tarball] = (await readdir(out)).filter((name) => name.endsWith('.tgz'));
  const { size } = await stat(join(out, tarball));
  console.log(
    `${relative(process.cwd(), join(out, tarball))}: ${files.length + 1} files, ${size} bytes`,
  );
}

main().catch((problem) => {
  console.error(`the package could not be made: ${problem.message}`);
  process.exitCode = 1;
});
