// The test server: bundle, fixtures, shared assets and generated pages on one origin, with a strict Content
// Security Policy on every answer, faults on demand, a log of what was asked, and a shaped line for benchmarks.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import {
  distDir,
  fixturesDir,
  pagesDir,
  peerDir,
  productsDir,
  sharedDir,
  testsDir,
} from './paths.mjs';
import { pageHtml } from './page-html.mjs';
import { parseRange } from './ranges.mjs';
import { Pipe } from './shaping.mjs';

/// The policy that the element promises to work under.
export const strictPolicy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; worker-src 'self'; " +
  "connect-src 'self'; img-src 'self'";

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.glb': 'model/gltf-binary',
  '.gltf': 'model/gltf+json',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.svg': 'image/svg+xml',
  '.ktx2': 'image/ktx2',
  '.filamat': 'application/octet-stream',
};

function content(body) {
  const bytes = Buffer.from(body);
  return { body: bytes, etag: `"${createHash('sha1').update(bytes).digest('hex')}"` };
}

/// What a server that knows ranges sends of a file: from `start` up to `end`, and the status and headers for it.
function cutOut(request, size, etag) {
  const headers = { 'accept-ranges': 'bytes', ...(etag ? { etag } : {}) };
  const range = parseRange(request.headers, size, etag);
  if (!range) return { end: size, headers };
  if (range === 'bad')
    return { status: 416, end: 0, headers: { ...headers, 'content-range': `bytes */${size}` } };
  headers['content-range'] = `bytes ${range.start}-${range.end}/${size}`;
  return { status: 206, start: range.start, end: range.end + 1, headers };
}

export class TestServer {
  /// options: policy (CSP header, null for none), pipe (Pipe), workerPrelude (script text put before every worker
  /// script, so that a test can count GL objects), hostClock (text put before that, for good), encoded: Map path → Buffer
  /// of brotli bytes.
  constructor(options = {}) {
    this.policy = options.policy === undefined ? strictPolicy : options.policy;
    this.pipe = options.pipe ?? new Pipe();
    this.workerPrelude = options.workerPrelude ?? '';
    this.hostClock = options.hostClock ?? '';
    /// Set by whoever can tell: how many bytes of answers the client has read so far, as a promise.
    this.bytesRead = null;
    this.encoded = options.encoded ?? new Map();
    this.mounts = {
      dist: distDir,
      fixtures: fixturesDir,
      products: productsDir,
      pages: pagesDir,
      peer: peerDir,
      decoders: join(testsDir, 'node_modules'), // of the peer
    };
    if (sharedDir) this.mounts.shared = join(sharedDir, 'assets');
    Object.assign(this.mounts, options.mounts);
    this.pages = new Map();
    this.faults = new Map();
    /// Paths of pages that may be kept; "no-store" would also keep a page out of the back/forward cache.
    this.cacheable = new Set();
    this.log = [];
    this.http = createServer((request, response) => this.#answer(request, response));
    this.http.keepAliveTimeout = 60_000;
  }

  async start() {
    await new Promise((done) => this.http.listen(0, '127.0.0.1', done));
    this.origin = `http://127.0.0.1:${this.http.address().port}`;
    return this;
  }

  async stop() {
    this.http.closeAllConnections();
    await new Promise((done) => this.http.close(done));
  }

  /// Registers a page with elements in its markup; see page-html.mjs. Returns its URL.
  page(description = {}) {
    const id = `p${this.pages.size}`;
    this.pages.set(id, pageHtml(id, description));
    return `${this.origin}/page/${id}.html`;
  }

  /// Answers `path` from now on as said: {status, type, body: Buffer|string, headers}, and how it goes wrong:
  /// `cut` (place in the file at which the connection breaks, once what comes before has been read, or, with `unread`, at once), `stall` (place after which nothing follows), `corrupt`
  /// (place of a byte that comes flipped), `ranges: false` (knows no ranges), `redirect` (Location). A promise in `gate`
  /// holds the answer back. Without `body`, the file is used. A list answers each request with its next, then with its
  /// last.
  serve(path, answer) {
    this.faults.set(path, answer);
    return `${this.origin}${path}`;
  }

  /// Holds answers for `path` until release(). `arrived` resolves when the first request is there.
  gate(path, answer = {}) {
    let release, arrive;
    const gate = new Promise((done) => (release = done));
    const arrived = new Promise((done) => (arrive = done));
    this.serve(path, { ...answer, gate, arrive });
    return { arrived, release };
  }

  requests(path) {
    return this.log.filter((entry) => entry.path === path);
  }

  /// Resolves with the log entry when a request for `path`, a text or a pattern, ended: complete or given up by the client.
  async ended(path) {
    const matches = (e) => (path instanceof RegExp ? path.test(e.path) : e.path === path);
    for (;;) {
      const entry = this.log.find((e) => matches(e) && (e.done || e.aborted));
      if (entry) return entry;
      await new Promise((done) => this.http.once('entry-ended', done));
    }
  }

  async #answer(request, response) {
    const path = new URL(request.url, 'http://x').pathname;
    const entry = {
      path,
      range: request.headers.range ?? '',
      method: request.method,
      headers: request.headers,
      body: '', // of a POST and the like, complete before it is answered
      status: 0,
      bytes: 0,
      done: false,
      aborted: false,
      at: performance.now(),
    };
    this.log.push(entry);
    response.on('close', () => {
      entry.aborted = !response.writableFinished;
      entry.endedAt = performance.now();
      this.http.emit('entry-ended', entry);
    });
    response.on('finish', () => {
      entry.done = true;
    });
    try {
      if (!['GET', 'HEAD'].includes(request.method)) {
        request.on('data', (part) => (entry.body += part));
        await once(request, 'end');
      }
      await this.#respond(request, response, path, entry);
    } catch (error) {
      response.destroy(error);
    }
  }

  #fault(path) {
    const found = this.faults.get(path) ?? {};
    if (!Array.isArray(found)) return found;
    return found.length > 1 ? found.shift() : found[0];
  }

  async #respond(request, response, path, entry) {
    const fault = this.#fault(path);
    fault.arrive?.();
    if (fault.gate) await fault.gate;
    await this.pipe.begin();
    if (response.destroyed) return;

    let found = fault.body !== undefined ? content(fault.body) : this.#find(request, path);
    let status = fault.status ?? (fault.redirect ? 302 : found ? 200 : 404);
    found ??= { body: Buffer.from('not found\n'), type: 'text/plain' };
    const prelude = this.hostClock + this.workerPrelude;
    if (
      status === 200 &&
      prelude &&
      /^(shared)?worker$/.test(request.headers['sec-fetch-dest'] ?? '')
    )
      found = { ...this.#find({ headers: {} }, path), prelude };

    const body = found.prelude
      ? Buffer.concat([Buffer.from(found.prelude), found.body])
      : (found.body ?? Buffer.alloc(0));
    const headers = {
      'content-type':
        fault.type ?? found.type ?? types[extname(path)] ?? 'application/octet-stream',
      'cache-control': this.cacheable.has(path) ? 'max-age=60' : 'no-store',
      ...(this.policy ? { 'content-security-policy': this.policy } : {}),
      ...(found.encoding ? { 'content-encoding': found.encoding, vary: 'accept-encoding' } : {}),
      ...(fault.redirect ? { location: fault.redirect } : {}),
    };
    const rangeless = fault.ranges === false || status !== 200 || found.encoding;
    const part = rangeless ? { end: body.length } : cutOut(request, body.length, found.etag);
    const { start = 0, end } = part;
    status = part.status ?? status;
    Object.assign(headers, part.headers, fault.headers);
    let sent = body.subarray(start, end);
    if (fault.corrupt >= start && fault.corrupt < end) {
      sent = Buffer.from(sent);
      sent[fault.corrupt - start] ^= 0xff;
    }
    if (!fault.chunked) headers['content-length'] = sent.length;
    entry.status = status;
    entry.encoding = found.encoding ?? '';
    response.writeHead(status, headers);
    response.flushHeaders();
    if (request.method === 'HEAD') return response.end();

    const limit = Math.max(0, (fault.cut ?? fault.stall ?? Infinity) - start);
    entry.bytes = Math.min(limit, sent.length);
    const cut = fault.cut !== undefined;
    const waits = cut && !fault.unread;
    const before = waits ? await this.bytesRead?.() : 0;
    await this.pipe.send(response, sent.subarray(0, limit));
    if (cut) {
      // Of a broken stream the client does not get to see what it has not read yet.
      while (waits && !response.destroyed && (await this.bytesRead?.()) < before + entry.bytes);
      response.destroy();
      return;
    }
    if (fault.stall !== undefined) return;
    response.end();
  }

  /// {body | file, type, encoding} for a path, or undefined.
  #find(request, path) {
    const page = /^\/page\/(p\d+)\.(html|css)$/.exec(path);
    if (page)
      return this.pages.has(page[1])
        ? { body: Buffer.from(this.pages.get(page[1])[page[2]]) }
        : undefined;
    const accepts = (request.headers['accept-encoding'] ?? '').includes('br');
    if (accepts && this.encoded.has(path)) return { body: this.encoded.get(path), encoding: 'br' };

    const [, mount, rest] = /^\/([^/]+)\/(.*)$/.exec(decodeURIComponent(path)) ?? [];
    const dir = this.mounts[mount];
    if (!dir) return undefined;
    const file = normalize(join(dir, rest));
    if (!file.startsWith(dir + sep)) return undefined;
    if (accepts && existsSync(`${file}.br`))
      return { body: readFileSync(`${file}.br`), encoding: 'br' };
    if (!existsSync(file)) return undefined;
    const { size, mtimeMs } = statSync(file);
    return statSync(file).isFile()
      ? { body: readFileSync(file), etag: `"${size}-${mtimeMs}"` }
      : undefined;
  }
}
