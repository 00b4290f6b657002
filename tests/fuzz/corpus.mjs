// Writes the seed corpus of the glTF fuzzer: every small fixture, each behind the byte that tells how it is cut.
//
//     node tests/fuzz/corpus.mjs <folder>
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const out = process.argv[2];
if (!out) {
  console.error('usage: node corpus.mjs <folder>');
  process.exit(2);
}
const temporary = mkdtempSync(join(tmpdir(), 'vitrine-corpus-'));
try {
  const make = fileURLToPath(new URL('../fixtures/make.mjs', import.meta.url));
  execFileSync(process.execPath, [make, temporary, '--small']);
  mkdirSync(out, { recursive: true });
  let count = 0;
  for (const folder of ['good', 'bad']) {
    for (const name of readdirSync(join(temporary, folder))) {
      if (!/\.(glb|gltf)$/.test(name)) continue;
      const bytes = readFileSync(join(temporary, folder, name));
      if (bytes.length > 32 * 1024) continue;
      writeFileSync(
        join(out, `${folder}-${count}`),
        Buffer.concat([Buffer.from([count % 32]), bytes]),
      );
      count++;
    }
  }
  console.log(`${count} seeds in ${out}`);
} finally {
  rmSync(temporary, { recursive: true });
}
