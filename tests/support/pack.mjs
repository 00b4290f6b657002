// Runs vitrine-pack and looks at what it wrote.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './paths.mjs';

export const packer =
  process.env.VITRINE_PACK ??
  ['native-release', 'native-debug']
    .map((preset) => join(root, 'build', preset, 'tools', 'pack', 'vitrine-pack'))
    .find(existsSync);

export const temporary = () => mkdtempSync(join(tmpdir(), 'vitrine-pack-'));

/// {status, stdout, stderr} of one run.
export const runPack = (...args) => runPackWith({}, args);

/// With environment variables besides those of the tests.
export function runPackWith(variables, args) {
  const env = { ...process.env, ...variables };
  return spawnSync(packer, args, { encoding: 'utf8', maxBuffer: 1 << 26, env });
}

/// Packs into a new folder; throws when that fails. Returns {folder, manifest, report}.
export function packInto(folder, model, ...args) {
  mkdirSync(join(folder, '..'), { recursive: true });
  const { status, stdout, stderr } = runPack(model, '-o', folder, '--json', ...args);
  if (status !== 0) throw new Error(`vitrine-pack ${model} ended with ${status}: ${stderr}`);
  return { folder, manifest: readManifest(folder), report: JSON.parse(stdout) };
}

export const readManifest = (folder) =>
  JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));

/// Name → SHA-256 of every file of a folder.
export function fingerprint(folder) {
  return Object.fromEntries(
    readdirSync(folder)
      .sort()
      .map((name) => [
        name,
        createHash('sha256')
          .update(readFileSync(join(folder, name)))
          .digest('hex'),
      ]),
  );
}

const table = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let k = 0; k < 8; ++k) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1;
  return n >>> 0;
});

/// CRC-32 (IEEE 802.3) as 8 hexadecimal digits.
export function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = table[(crc ^ byte) & 255] ^ (crc >>> 8);
  return ((crc ^ 0xffffffff) >>> 0).toString(16).padStart(8, '0');
}

/// The JSON of a .glb.
export function glbJson(bytes) {
  return JSON.parse(bytes.subarray(20, 20 + bytes.readUInt32LE(12)).toString('utf8'));
}

/// The level index of a KTX2 file: [{offset, length}], largest first, and where it ends.
export function ktx2Levels(bytes) {
  const count = Math.max(1, bytes.readUInt32LE(40));
  return Array.from({ length: count }, (_, i) => ({
    offset: Number(bytes.readBigUInt64LE(80 + 24 * i)),
    length: Number(bytes.readBigUInt64LE(88 + 24 * i)),
  }));
}
