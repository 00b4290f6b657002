// Builds the static bundle.
//
//   node web/build.mjs [--wasm-dir build/wasm-release] [--out build/dist] [--debug] [--force]
//
// product-viewer.js                the entry under its stable name: the element only
// render-worker.<hash>.js          the host of the core with Emscripten's glue
// main-thread.<hash>.js            the same host for the page's thread, loaded only where needed
// <chunk>.<hash>.js                features of the page's side that only some pages use (src/chunks/), loaded when used
// shop.js                          the shop's API for pages, under its stable name: the part of commerce.<hash>.js for them (src/shop.ts)
// commerce-worker.<hash>.js        asks the shop's API, with commerce.<hash>.wasm, loaded only where a product is shown
// decode-worker.<hash>.js          runs decoders, loaded only where a model needs one
// viewer.<hash>.wasm               the core
// inspector-*.<hash>.{js,wasm}     hosts and core once more, with the merchandiser's inspector (and its chunk, inspector.<hash>.js)
// decode-<name>.<hash>.wasm        the decoders, each loaded only where a model needs it
// materials/<name>.<hash>.filamat  material packages
// product-viewer.css               for pages rendered on a server, before the script is there
// manifest.json                    files and groups, for the size report
//
// Beside each file lie .br and .gz. A build whose inputs are those of the last one does nothing. The pages of the demo shop are
// built along, into build/storefront.

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as esbuild from 'esbuild';
import { minify as terser } from 'terser';
import { check, measure, print } from '../tools/size/report.mjs';
import { writeCompressed } from './compress.mjs';
import { buildStorefront } from './storefront.mjs';

const WEB = dirname(fileURLToPath(import.meta.url));
const ROOT = resolve(WEB, '..');
const STAMP = '.stamp';

const DECODERS = ['mesh', 'draco', 'ktx2', 'environment'];

/** What the core comes as: for shoppers, and with the inspector. */
const FLAVOURS = ['viewer', 'inspector'];

/** What nearly every product needs; fetched together with the core. */
const FIRST_PACKAGES = ['pbr_opaque', 'ground'];

/** The oldest browsers with what the element can't do without: adopted style sheets and module workers. */
const TARGET = ['chrome94', 'firefox114', 'safari16.4'];

const { values: options } = parseArgs({
  options: {
    'wasm-dir': { type: 'string', default: join(ROOT, 'build/wasm-release') },
    out: { type: 'string', default: join(ROOT, 'build/dist') },
    debug: { type: 'boolean', default: false },
    force: { type: 'boolean', default: false },
  },
});
const out = resolve(options.out);
const wasmDir = resolve(options['wasm-dir']);

const shortHash = (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 10);

async function listFiles(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

/** The core's files, or a sentence about what to do. */
async function findCore() {
  const flavours = FLAVOURS.map((name) => ({
    name,
    glue: join(wasmDir, `viewer/wasm/${name}.mjs`),
    wasm: join(wasmDir, `viewer/wasm/${name}.wasm`),
  }));
  const commerce = join(wasmDir, 'viewer/commerce/commerce.wasm');
  const decoders = DECODERS.map((name) => join(wasmDir, `viewer/decode/wasm/decode-${name}.wasm`));
  const cores = flavours.flatMap(({ glue, wasm }) => [glue, wasm]);
  for (const file of [...cores, commerce, ...decoders]) {
    if (!existsSync(file)) {
      throw new Error(
        `${file} is missing. Build the core first (cmake --preset wasm-release && ` +
          `cmake --build --preset wasm-release), or point --wasm-dir at its build folder.`,
      );
    }
  }
  const materials = join(wasmDir, 'materials');
  const packages = existsSync(materials)
    ? (await readdir(materials)).filter((name) => name.endsWith('.filamat')).sort()
    : [];
  return {
    flavours,
    commerce,
    decoders,
    packages: packages.map((name) => join(materials, name)),
  };
}

/** One hash over everything that the bundle is made of. */
async function fingerprint(core) {
  const files = [
    ...(await listFiles(join(WEB, 'src'))),
    fileURLToPath(import.meta.url),
    join(WEB, 'package-lock.json'),
    ...core.flavours.flatMap(({ glue, wasm }) => [glue, wasm]),
    core.commerce,
    ...core.decoders,
    ...core.packages,
  ];
  const hash = createHash('sha256').update(JSON.stringify([options.debug]));
  for (const file of files)
    hash
      .update(file)
      .update('\0')
      .update(await readFile(file));
  return hash.digest('hex');
}

const relativeUrl = (name) => JSON.stringify(`./${name}`);

/** The module "vitrine-chunks", see chunks-module.d.ts. */
function chunksModule(chunks) {
  const list = (what) =>
    Object.entries(chunks).map(
      ([name, file]) => `${JSON.stringify(name)}: ${what(relativeUrl(file))}`,
    );
  return (
    `export const load = {${list((url) => `() => import(${url})`)}};\n` +
    `export const urls = {${list((url) => `new URL(${url}, import.meta.url)`)}};\n`
  );
}

/** The module "vitrine-files", see files-module.d.ts. Written out, so that other bundlers find the files too. */
function filesModule({ decoders, packages }) {
  const list = (files) =>
    Object.entries(files).map(
      ([name, file]) => `${JSON.stringify(name)}: new URL(${relativeUrl(file)}, import.meta.url)`,
    );
  return (
    `export const decoders = {${list(decoders)}};\n` +
    `export const packages = {${list(packages)}};\n`
  );
}

/** Chunks are bundles of their own, already made; `files` is what the modules "vitrine-files" and "vitrine-chunks" name. */
const links = (chunks, files) => ({
  name: 'links',
  setup(build) {
    build.onResolve({ filter: /^\.\// }, ({ path }) =>
      chunks.includes(path.slice(2)) ? { path, external: true } : null,
    );
    build.onResolve({ filter: /^vitrine-files$/ }, ({ path }) => ({ path, namespace: 'files' }));
    build.onLoad({ filter: /./, namespace: 'files' }, () => ({ contents: filesModule(files) }));
    build.onResolve({ filter: /^vitrine-chunks$/ }, ({ path }) => ({ path, namespace: 'chunks' }));
    build.onLoad({ filter: /./, namespace: 'chunks' }, () => ({
      contents: chunksModule(files.chunks),
    }));
  },
});

async function bundle(
  entry,
  { glue = '', define = {}, chunks = [], files = {}, minify = !options.debug } = {},
) {
  const result = await esbuild.build({
    entryPoints: [join(WEB, 'src', entry)],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: TARGET,
    minify,
    legalComments: 'none',
    logLevel: 'warning',
    define,
    alias: glue ? { 'vitrine-core': glue } : {},
    plugins: [links(chunks, files)],
    // The glue asks for these on a server only.
    external: ['fs', 'path', 'crypto', 'module', 'url', 'ws'],
  });
  const [{ text }] = result.outputFiles;
  if (!minify) return Buffer.from(text);
  // What Emscripten writes shrinks by some seven percent more.
  const { code } = await terser(text, { module: true, ecma: 2020, compress: { passes: 3 } });
  return Buffer.from(code);
}

/** Everything in memory: relative name → bytes, and the names that the report needs. */
async function makeFiles(core) {
  const files = new Map();
  const add = (name, bytes) => {
    files.set(name, bytes);
    return name;
  };
  const decoders = {};
  for (const [index, name] of DECODERS.entries()) {
    const bytes = await readFile(core.decoders[index]);
    decoders[name] = add(`decode-${name}.${shortHash(bytes)}.wasm`, bytes);
  }
  const decodeCode = await bundle('decode-worker.ts');
  const decodeWorker = add(`decode-worker.${shortHash(decodeCode)}.js`, decodeCode);
  const packages = {};
  for (const path of core.packages) {
    const bytes = await readFile(path);
    const name = relative(dirname(path), path).replace(/\.filamat$/, '');
    packages[name] = add(`materials/${name}.${shortHash(bytes)}.filamat`, bytes);
  }
  const first = FIRST_PACKAGES.filter((name) => packages[name]);
  const addFlavour = async ({ name, glue, wasm: path }) => {
    const bytes = await readFile(path);
    const prefix = name === 'viewer' ? '' : `${name}-`;
    const wasm = add(`${prefix}viewer.${shortHash(bytes)}.wasm`, bytes);
    const host = {
      glue,
      define: {
        WASM_FILE: relativeUrl(wasm),
        DECODE_WORKER_FILE: relativeUrl(decodeWorker),
        FIRST_PACKAGES: JSON.stringify(first),
        DEBUG_LOG: String(options.debug),
      },
      files: { decoders, packages },
    };
    const addHost = async (entry) => {
      const code = await bundle(`${entry}.ts`, host);
      return add(`${prefix}${entry}.${shortHash(code)}.js`, code);
    };
    const worker = await addHost('render-worker');
    return { wasm, worker, mainThread: await addHost('main-thread') };
  };
  const [{ wasm, worker, mainThread }, inspector] = [
    await addFlavour(core.flavours[0]),
    await addFlavour(core.flavours[1]),
  ];
  const commerceBytes = await readFile(core.commerce);
  const commerceWasm = add(`commerce.${shortHash(commerceBytes)}.wasm`, commerceBytes);
  const commerceCode = await bundle('commerce-worker.ts', {
    define: { COMMERCE_WASM_FILE: relativeUrl(commerceWasm) },
  });
  const commerceWorker = add(`commerce-worker.${shortHash(commerceCode)}.js`, commerceCode);
  const chunks = {};
  for (const file of (await readdir(join(WEB, 'src/chunks'))).sort()) {
    const name = file.replace(/\.ts$/, '');
    const code = await bundle(`chunks/${file}`, {
      define: { COMMERCE_WORKER_FILE: relativeUrl(commerceWorker) },
      chunks: [commerceWorker],
    });
    chunks[name] = add(`${name}.${shortHash(code)}.js`, code);
  }
  add('shop.js', Buffer.from(`export { Shop, ShopError } from './${chunks.commerce}';\n`));
  const entry = add(
    'product-viewer.js',
    await bundle('product-viewer.ts', {
      define: {
        WORKER_FILE: relativeUrl(worker),
        MAIN_THREAD_FILE: relativeUrl(mainThread),
        WASM_FILE: relativeUrl(wasm),
        INSPECTOR_WORKER_FILE: relativeUrl(inspector.worker),
        INSPECTOR_MAIN_THREAD_FILE: relativeUrl(inspector.mainThread),
        INSPECTOR_WASM_FILE: relativeUrl(inspector.wasm),
      },
      chunks: [mainThread, inspector.mainThread, ...Object.values(chunks)],
      files: { chunks },
    }),
  );
  const firstImage = [entry, chunks.input, worker, wasm, ...first.map((name) => packages[name])];
  const style = await readFile(join(WEB, 'src/product-viewer.css'), 'utf8');
  const { code } = await esbuild.transform(style, { loader: 'css', minify: !options.debug });
  add('product-viewer.css', Buffer.from(code));
  const { environment, ...ofModels } = decoders;
  const groups = {
    'page before the viewer': [entry],
    'code to the first image': firstImage,
    'code of the shop': [chunks.commerce, commerceWorker, commerceWasm],
    'code with Draco and KTX2': [...firstImage, decodeWorker, ...Object.values(ofModels)],
    'code for environment images': [decodeWorker, environment],
    'code of the inspector': [chunks.inspector, inspector.worker, inspector.wasm],
    'materials of a plain opaque product': first.map((name) => packages[name]),
    'materials of every family': Object.values(packages),
  };
  return { files, manifest: { files: [...files.keys()].sort(), groups } };
}

async function writeAll({ files, manifest }) {
  // Files of former builds must not linger in what is uploaded.
  await rm(out, { recursive: true, force: true });
  await mkdir(join(out, 'materials'), { recursive: true });
  await Promise.all([...files].map(([name, bytes]) => writeCompressed(join(out, name), bytes)));
  await writeFile(join(out, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

async function main() {
  const core = await findCore();
  const inputs = await fingerprint(core);
  const stamp = join(out, STAMP);
  const fresh = !options.force && existsSync(stamp) && (await readFile(stamp, 'utf8')) === inputs;
  if (!fresh) {
    await writeAll(await makeFiles(core));
    await writeFile(stamp, inputs);
  }
  await buildStorefront({ target: TARGET, minify: !options.debug });
  console.log(`web bundle ${fresh ? 'is up to date' : 'written'}: ${relative(process.cwd(), out)}`);
  const report = measure(out);
  print(report);
  const budget = JSON.parse(await readFile(join(WEB, 'budget.json'), 'utf8'));
  // Unminified code is no measure.
  const problems = options.debug ? [] : check(report, budget);
  for (const problem of problems) console.error(`over budget: ${problem}`);
  if (problems.length) {
    throw new Error('The bundle is over its budget. Make it smaller, or raise web/budget.json.');
  }
}

main().catch((problem) => {
  console.error(`web build failed: ${problem.message}`);
  process.exitCode = 1;
});
