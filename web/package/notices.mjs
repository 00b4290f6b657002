// The licences of all code by others that is inside the bundle, from the sources that it was built of.

import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Named as in cmake/dependencies.txt → what it is here, and its licence files: of a source, below its folder. */
export const INSIDE = {
  filament: { title: 'Filament', licence: 'Apache-2.0', files: ['LICENSE'] },
  draco: { title: 'Draco', licence: 'Apache-2.0', files: ['LICENSE'] },
  meshoptimizer: { title: 'meshoptimizer', licence: 'MIT', files: ['LICENSE.md'] },
  'basis-universal': {
    title: 'Basis Universal, with Zstandard',
    licence: 'Apache-2.0 and BSD-3-Clause',
    files: ['LICENSE', 'zstd/LICENSE'],
  },
  imgui: { title: 'Dear ImGui, in the inspector', licence: 'MIT', files: ['LICENSE.txt'] },
  'libtinygltf-dev': { title: 'TinyGLTF', licence: 'MIT' },
  'nlohmann-json3-dev': { title: 'JSON for Modern C++', licence: 'MIT' },
  'libglm-dev': { title: 'GLM', licence: 'MIT' },
  'robin-map-dev': { title: 'robin-map', licence: 'MIT' },
  'libstb-dev': { title: 'stb', licence: 'MIT or public domain' },
};

/** In cmake/dependencies.txt, but not in what shoppers get. */
export const OUTSIDE = {
  'libcpp-httplib-dev': 'only in the backend',
};

/** The parts of Emscripten that are linked into WebAssembly; its copyright file is also about its tests. */
const RUNTIME = /^(\*|system\/(lib|include)\/.*)$/;
const RUNTIME_LIBRARIES = /^\*$|\/(libc|libcxx|libcxxabi|compiler-rt|dlmalloc|emmalloc)(\/|$|\.)/;

/** Lines of cmake/dependencies.txt that end up inside binaries: [{kind, name, version}]. */
export async function dependencies() {
  const text = await readFile(join(ROOT, 'cmake/dependencies.txt'), 'utf8');
  return text
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([kind]) => kind === 'source' || kind === 'headers')
    .map(([kind, name, version]) => ({ kind, name, version }));
}

async function licenceText(path, remedy) {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new Error(`${path} is missing. ${remedy}`);
  });
  return text.trim();
}

const debian = (name) =>
  licenceText(`/usr/share/doc/${name}/copyright`, `Install Debian's package "${name}".`);

async function emscripten() {
  const paragraphs = (await debian('emscripten')).split(/\n\s*\n/);
  const field = (paragraph, name) =>
    new RegExp(`^${name}:([^]*?)(?=^\\S|(?![^]))`, 'm').exec(paragraph)?.[1].trim() ?? '';
  const about = paragraphs.filter((p) =>
    field(p, 'Files')
      .split(/\s+/)
      .some((file) => RUNTIME.test(file) && RUNTIME_LIBRARIES.test(file)),
  );
  const names = new Set(
    about.flatMap((p) =>
      field(p, 'License')
        .split('\n')[0]
        .split(/ (?:or|and) /),
    ),
  );
  const texts = paragraphs.filter(
    (p) => !field(p, 'Files') && names.has(field(p, 'License').split('\n')[0].trim()),
  );
  return [...about, ...texts].join('\n\n');
}

export async function notices() {
  const parts = [];
  for (const { kind, name, version } of await dependencies()) {
    if (name in OUTSIDE) continue;
    const entry = INSIDE[name];
    if (!entry) {
      throw new Error(
        `"${name}" is in cmake/dependencies.txt, but neither INSIDE nor OUTSIDE in web/package/notices.mjs.`,
      );
    }
    const texts =
      kind === 'headers'
        ? [await debian(name)]
        : await Promise.all(
            entry.files.map((file) =>
              licenceText(
                join(ROOT, 'build/deps', `${name}-${version}`, file),
                'tools/bootstrap/bootstrap fetches it.',
              ),
            ),
          );
    parts.push({ title: `${entry.title} ${version}`, licence: entry.licence, texts });
  }
  parts.push({
    title: 'Emscripten (run-time library, with musl, libc++ and compiler-rt)',
    licence: 'MIT, Apache-2.0 with LLVM exception',
    texts: [await emscripten()],
  });
  const rule = '='.repeat(100);
  const head =
    'The files of this package contain code of the projects below, under their licences.\n' +
    'Vitrine changed some of them for its own use.\n';
  return (
    head +
    parts
      .map(
        ({ title, licence, texts }) =>
          `\n${rule}\n${title} (${licence})\n${rule}\n\n${texts.join('\n\n')}\n`,
      )
      .join('')
  );
}
