// Files as a server hands them out compressed: .br and .gz beside each.

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const CACHE = resolve(dirname(fileURLToPath(import.meta.url)), '../build/cache/compressed');

/** Compressing at the highest level takes seconds, so results are kept by content and the settings that they were made with. */
async function compressed(bytes, suffix, settings, compress) {
  const key = createHash('sha256').update(JSON.stringify(settings)).update(bytes).digest('hex');
  const file = join(CACHE, key + suffix);
  if (existsSync(file)) return readFile(file);
  const results = await Promise.all(settings.map((each) => compress(bytes, each)));
  const smallest = results.reduce((a, b) => (b.length < a.length ? b : a));
  await mkdir(CACHE, { recursive: true });
  await writeFile(file, smallest);
  return smallest;
}

const gzipped = (bytes) => compressed(bytes, '.gz', [{ level: 9 }], promisify(gzip));

/** Which way of writing distances, and how much is looked at together (0: as the encoder thinks), is the smaller differs. */
const DISTANCES = [
  [0, 0],
  [1, 8],
  [2, 0],
  [2, 16],
  [3, 0],
];
const BLOCKS = [0, 17];
const brotlied = (bytes) =>
  compressed(
    bytes,
    '.br',
    DISTANCES.flatMap(([postfix, direct]) =>
      BLOCKS.map((block) => ({
        params: {
          [constants.BROTLI_PARAM_QUALITY]: 11,
          [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
          [constants.BROTLI_PARAM_NPOSTFIX]: postfix,
          [constants.BROTLI_PARAM_NDIRECT]: direct,
          [constants.BROTLI_PARAM_LGBLOCK]: block,
        },
      })),
    ),
    promisify(brotliCompress),
  );

/** Writes `bytes` to `path`, and what they compress to beside it. */
export async function writeCompressed(path, bytes) {
  await writeFile(path, bytes);
  const [gz, br] = await Promise.all([gzipped(bytes), brotlied(bytes)]);
  await writeFile(`${path}.gz`, gz);
  await writeFile(`${path}.br`, br);
}
