// Static server for the demo shop and for trying the bundle.
//
//   node web/serve.mjs [--dist build/dist] [--assets build/assets] [--quiet]      PORT=8080, HOST=127.0.0.1
//
// One origin out of several folders: the storefront, the bundle, the products. Precompressed files, byte ranges,
// and the strict policy that the element promises to live under.

import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, extname, join, normalize, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const WEB = dirname(fileURLToPath(import.meta.url));
const ROOT = resolve(WEB, '..');

const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; worker-src 'self'; " +
  "connect-src 'self'; img-src 'self'";

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.wasm': 'application/wasm',
  '.filamat': 'application/octet-stream',
  '.bin': 'application/octet-stream',
  '.env': 'application/octet-stream',
  '.glb': 'model/gltf-binary',
  '.gltf': 'model/gltf+json',
  '.ktx2': 'image/ktx2',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/plain; charset=utf-8',
};

/** In the order of asking. */
const ENCODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
];

/** `name.<hash>.ext`: the content never changes under this name. */
const HASHED = /\.[0-9a-f]{8,64}\.\w+$/;

/** URL prefix → folder; the first that has the file answers. */
function defaultMounts({ dist, assets }) {
  return [
    ['/', dist],
    ['/', join(WEB, 'storefront')],
    ['/assets/', assets],
    ['/assets/', join(ROOT, 'assets')],
  ];
}

function findFile(mounts, path) {
  for (const [prefix, folder] of mounts) {
    if (!path.startsWith(prefix)) continue;
    const file = normalize(join(folder, path.slice(prefix.length)));
    if (file !== folder && !file.startsWith(folder + sep)) continue;
    const target = path.endsWith('/') ? join(file, 'index.html') : file;
    // Names that start with a dot are the build's own.
    if (target.slice(folder.length).includes(`${sep}.`)) continue;
    if (existsSync(target) && statSync(target).isFile()) return target;
  }
  return null;
}

/**
 * One range of bytes; null when there is none to honour, 'bad' when it can't be satisfied. With If-Range it is honoured
 * only while the file is the one that the client has the beginning of.
 */
export function parseRange(headers, size, etag) {
  const match = /^bytes=(\d*)-(\d*)$/.exec(headers.range ?? '');
  if (headers['if-range'] && headers['if-range'] !== etag) return null;
  if (!match || (!match[1] && !match[2])) return null;
  const start = match[1] ? Number(match[1]) : Math.max(0, size - Number(match[2]));
  const end = match[1] && match[2] ? Math.min(size - 1, Number(match[2])) : size - 1;
  return start > end || start >= size ? 'bad' : { start, end };
}

function pickEncoding(file, request) {
  if (request.headers.range) return null;
  const accepted = String(request.headers['accept-encoding'] ?? '');
  for (const [name, suffix] of ENCODINGS) {
    if (new RegExp(`\\b${name}\\b`).test(accepted) && existsSync(file + suffix)) {
      return { name, file: file + suffix };
    }
  }
  return null;
}

function fail(response, status, text) {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
  response.end(`${text}\n`);
}

function send(request, response, file) {
  const encoding = pickEncoding(file, request);
  const source = encoding?.file ?? file;
  const { size, mtimeMs } = statSync(source);
  const etag = `"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"`;
  const headers = {
    'content-type': TYPES[extname(file).toLowerCase()] ?? 'application/octet-stream',
    'content-security-policy': POLICY,
    'x-content-type-options': 'nosniff',
    'cache-control': HASHED.test(file) ? 'public, max-age=31536000, immutable' : 'no-cache',
    'accept-ranges': 'bytes',
    vary: 'accept-encoding',
    etag,
  };
  if (encoding) headers['content-encoding'] = encoding.name;
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, headers);
    return response.end();
  }
  const range = parseRange(request.headers, size, etag);
  if (range === 'bad') {
    response.writeHead(416, { ...headers, 'content-range': `bytes */${size}` });
    return response.end();
  }
  const { start, end } = range ?? { start: 0, end: size - 1 };
  headers['content-length'] = end - start + 1;
  if (range) headers['content-range'] = `bytes ${start}-${end}/${size}`;
  response.writeHead(range ? 206 : 200, headers);
  if (request.method === 'HEAD' || size === 0) return response.end();
  const stream = createReadStream(source, { start, end });
  stream.on('error', () => response.destroy());
  response.on('close', () => stream.destroy());
  return stream.pipe(response);
}

/** A server that is not listening yet. `mounts` are pairs of URL prefix and folder. */
export function makeServer(mounts) {
  return createServer((request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('allow', 'GET, HEAD');
      return fail(response, 405, 'Only GET and HEAD here.');
    }
    let path;
    try {
      path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    } catch {
      return fail(response, 400, 'That is no address.');
    }
    const file = path.includes('\0') ? null : findFile(mounts, path);
    if (!file) return fail(response, 404, `There is nothing at ${path}.`);
    return send(request, response, file);
  });
}

function main() {
  const { values } = parseArgs({
    options: {
      dist: { type: 'string', default: join(ROOT, 'build/dist') },
      assets: { type: 'string', default: join(ROOT, 'build/assets') },
      quiet: { type: 'boolean', default: false },
    },
  });
  const port = Number(process.env.PORT ?? 8080);
  const host = process.env.HOST ?? '127.0.0.1';
  const server = makeServer(
    defaultMounts({ dist: resolve(values.dist), assets: resolve(values.assets) }),
  );
  server.on('error', (problem) => {
    const hint =
      problem.code === 'EADDRINUSE' ? ` Set PORT to a free one: PORT=${port + 1} make demo.` : '';
    console.error(`The server could not start: ${problem.message}.${hint}`);
    process.exit(1);
  });
  server.listen(port, host, () => {
    if (!values.quiet) {
      console.log(`The demo shop is at http://${host}:${server.address().port} (Ctrl+C ends it).`);
    }
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
