// The peer's own minified bundle, compressed as well as brotli can, once.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

export function brotliOf(file, cacheDir) {
  const source = readFileSync(file);
  const name = `${basename(file)}.${createHash('sha256').update(source).digest('hex').slice(0, 12)}.br`;
  const cached = join(cacheDir, name);
  if (!existsSync(cached)) {
    mkdirSync(cacheDir, { recursive: true });
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_SIZE_HINT]: source.length,
    };
    writeFileSync(cached, brotliCompressSync(source, { params }));
  }
  return readFileSync(cached);
}
