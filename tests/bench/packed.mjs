// Packs a sample product once; again when the tool or the source is another.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { root, sharedDir, urlPath } from '../support/paths.mjs';

const tool = join(root, 'build', 'native-release', 'tools', 'pack', 'vitrine-pack');

/// Bytes that a whole download of a model takes: of a .gltf its buffers and images too.
function sourceBytes(file) {
  if (file.endsWith('.glb')) return statSync(file).size;
  const gltf = JSON.parse(readFileSync(file, 'utf8'));
  const uris = [...(gltf.buffers ?? []), ...(gltf.images ?? [])].map((x) => x.uri).filter(Boolean);
  return uris
    .filter((uri) => !uri.startsWith('data:'))
    .reduce(
      (sum, uri) => sum + statSync(join(dirname(file), decodeURIComponent(uri))).size,
      statSync(file).size,
    );
}

/// `path` below the shared models. {name, source, manifest, full, bytes, sourceBytes, json}
export function packed(path, folder) {
  const file = join(sharedDir, 'assets', 'models', path);
  const name = basename(path).replace(/\.\w+$/, '');
  const out = join(folder, name);
  if (!existsSync(tool)) throw new Error(`${tool} is missing. Build it first: make tools`);
  const key = createHash('sha256')
    .update(readFileSync(tool))
    .update(readFileSync(file))
    .digest('hex');
  const stamp = join(folder, `${name}.key`);
  if (
    !existsSync(join(out, 'manifest.json')) ||
    !existsSync(stamp) ||
    readFileSync(stamp, 'utf8') !== key
  ) {
    process.stderr.write(`packing ${name}…\n`);
    mkdirSync(folder, { recursive: true });
    execFileSync(tool, [file, '-o', out], { stdio: ['ignore', 'ignore', 'inherit'] });
    writeFileSync(stamp, key);
  }
  const json = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8'));
  const poster = json.poster?.bytes ?? 0;
  const manifestBytes = statSync(join(out, 'manifest.json')).size;
  return {
    name,
    json,
    source: `/shared/models/${urlPath(path)}`,
    manifest: `/packed/${name}/manifest.json`,
    full: `/packed/${name}/${json.levels.at(-1).file}`,
    bytes: json.bytes - poster + manifestBytes,
    sourceBytes: sourceBytes(file),
  };
}
