// Writes the seed corpus of a fuzzer. For gltf and pack: every small fixture, each behind the byte that tells what to do
// with it. For commerce: the fixtures of answers. For environment: small files of light. For a fuzzer with a folder in seeds/: what is in there. For a decoder: what its encoder makes of small meshes (the program decoder_seeds of build/native-debug).
//
//     node tests/fuzz/corpus.mjs <folder> [gltf|pack|commerce|backend|look|environment|meshopt|draco|ktx2]
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { quarters, quartersCube, quartersKtx2 } from '../support/environments.mjs';

const out = process.argv[2];
if (!out) {
  console.error(
    'usage: node corpus.mjs <folder> [gltf|pack|commerce|backend|look|environment|meshopt|draco|ktx2]',
  );
  process.exit(2);
}
const name = process.argv[3] ?? 'gltf';
const written = fileURLToPath(new URL(`seeds/${name}`, import.meta.url));
if (existsSync(written)) {
  cpSync(written, out, { recursive: true });
  process.exit(0);
}
if (name === 'commerce') {
  mkdirSync(out, { recursive: true });
  for (const [kind, answer] of ['product', 'products', 'cart', 'order', 'problem'].entries()) {
    const file = new URL(`../fixtures/commerce/${answer}.json`, import.meta.url);
    writeFileSync(join(out, answer), Buffer.concat([Buffer.from([kind]), readFileSync(file)]));
  }
  process.exit(0);
}
if (name === 'environment') {
  mkdirSync(out, { recursive: true });
  const files = { hdr: quarters(), ktx2: quartersKtx2(), ktx: quartersCube() };
  for (const [kind, bytes] of Object.entries(files)) writeFileSync(join(out, kind), bytes);
  process.exit(0);
}
const fromFixtures = ['gltf', 'pack'];
if (!fromFixtures.includes(name)) {
  const seeds = new URL('../../build/native-debug/tests/fuzz/decoder_seeds', import.meta.url);
  mkdirSync(out, { recursive: true });
  execFileSync(fileURLToPath(seeds), [name, out], { stdio: 'inherit' });
  console.log(`${readdirSync(out).length} seeds in ${out}`);
  process.exit(0);
}
const temporary = mkdtempSync(join(tmpdir(), 'vitrine-corpus-'));
try {
  const make = fileURLToPath(new URL('../fixtures/make.mjs', import.meta.url));
  execFileSync(process.execPath, [make, temporary, '--small']);
  mkdirSync(out, { recursive: true });
  let count = 0;
  for (const folder of ['good', 'bad']) {
    for (const file of readdirSync(join(temporary, folder))) {
      if (!/\.(glb|gltf)$/.test(file)) continue;
      const bytes = readFileSync(join(temporary, folder, file));
      if (bytes.length > 32 * 1024) continue;
      const flags = Buffer.from([count % 32]);
      writeFileSync(join(out, `${folder}-${count}`), Buffer.concat([flags, bytes]));
      count++;
    }
  }
  console.log(`${count} seeds in ${out}`);
} finally {
  rmSync(temporary, { recursive: true });
}
