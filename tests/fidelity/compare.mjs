// The score of each picture of a scenario against each path tracer's. What was compared before and is the same to the
// byte is taken from the cache.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decode } from '../support/picture.mjs';
import { flip, prepare } from './flip.mjs';
import { overWhite, psnr, ssim } from './score.mjs';
import { decodeWebpFile } from './webp.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const hash = (...files) => {
  const sum = createHash('sha256');
  for (const file of files) sum.update(readFileSync(file));
  return sum.digest('hex').slice(0, 16);
};
const method = hash(...['score.mjs', 'flip.mjs'].map((name) => join(here, name)));

/// A picture file, read and prepared when first needed.
class Picture {
  constructor(file) {
    this.file = file;
    this.key = hash(file);
  }
  async open() {
    if (this.flat) return;
    const rgba = this.file.endsWith('.webp')
      ? await decodeWebpFile(this.file)
      : decode(readFileSync(this.file));
    this.flat = overWhite(rgba);
    this.prepared = prepare(this.flat);
  }
}

export class Comparer {
  constructor(cacheFile) {
    this.cacheFile = cacheFile;
    const cached = existsSync(cacheFile) ? JSON.parse(readFileSync(cacheFile, 'utf8')) : {};
    this.known = cached.method === method ? cached.known : {};
  }

  /// `files`: name → picture file; `truths`: the names to compare with. Resolves with
  /// name → truth → { psnr, ssim, flip }; none with itself, nor where sizes differ.
  async scores(files, truths) {
    const pictures = Object.fromEntries(
      Object.entries(files).map(([name, file]) => [name, new Picture(file)]),
    );
    const result = {};
    for (const name of Object.keys(files)) {
      result[name] = {};
      for (const truth of truths)
        if (truth !== name) {
          const key = `${pictures[truth].key} ${pictures[name].key}`;
          this.known[key] ??= await this.#compare(pictures[truth], pictures[name]);
          if (this.known[key].psnr !== undefined) result[name][truth] = this.known[key];
        }
    }
    return result;
  }

  async #compare(truth, picture) {
    await truth.open();
    await picture.open();
    if (truth.flat.width !== picture.flat.width || truth.flat.height !== picture.flat.height)
      return {};
    return {
      psnr: psnr(truth.flat, picture.flat),
      ssim: ssim(truth.flat, picture.flat),
      flip: flip(truth.prepared, picture.prepared).mean,
    };
  }

  save() {
    mkdirSync(dirname(this.cacheFile), { recursive: true });
    writeFileSync(this.cacheFile, JSON.stringify({ method, known: this.known }));
  }
}

/// FLIP's map of two picture files.
export async function flipMap(fileA, fileB) {
  const [a, b] = [new Picture(fileA), new Picture(fileB)];
  await a.open();
  await b.open();
  return { width: a.flat.width, height: a.flat.height, ...flip(a.prepared, b.prepared) };
}
