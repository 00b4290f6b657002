// vitrine-shop among bad clients: what is too long, too slow, too much or no HTTP at all; and how it ends.
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { Shop, shopFolder } from '../support/shop.mjs';

let folder, shop;
before(async () => {
  folder = shopFolder();
  shop = await Shop.start(folder, ['--request-time', '700', '--idle-time', '60000']);
});
after(async () => {
  await shop.stop();
  folder.remove();
});

const statusOf = (text) => Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1]);

function problemOf(text) {
  const [head, body] = text.split('\r\n\r\n');
  assert.match(head, /content-type: application\/problem\+json/i, text);
  return { status: statusOf(text), code: JSON.parse(body).code };
}

const post = (head, body = '') =>
  `POST /v1/events HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n${head}\r\n\r\n${body}`;

describe('what is refused, as a problem, and ends the connection', () => {
  const long = 'x'.repeat(20_000);
  const refused = {
    'an endless header': [
      `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${long}\r\n\r\n`,
      431,
      'headers-too-large',
    ],
    'headers without end': [
      `GET / HTTP/1.1\r\n${Array.from({ length: 2000 }, (_, i) => `X-${i}: 1\r\n`).join('')}\r\n`,
      431,
      'headers-too-large',
    ],
    'an endless address': [`GET /${long} HTTP/1.1\r\nHost: x\r\n\r\n`, 414, 'uri-too-long'],
    'a body of 1 GB': [post('Content-Length: 1000000000'), 413, 'payload-too-large'],
    'a body of 64 KiB and 1': [
      post('Content-Length: 65537', 'x'.repeat(65537)),
      413,
      'payload-too-large',
    ],
    'a body in chunks': [post('Transfer-Encoding: chunked', '0\r\n\r\n'), 411, 'length-required'],
    'a body without a length': [post('Connection: close'), 411, 'length-required'],
    'two lengths': [post('Content-Length: 2\r\nContent-Length: 2', '{}'), 400, 'bad-request'],
    'a length that is none': [post('Content-Length: +2', '{}'), 400, 'bad-request'],
    'a GET with a body': [
      'GET /v1/cart HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}',
      400,
      'bad-request',
    ],
    'a compressed body': [
      post('Content-Encoding: gzip\r\nContent-Length: 2', '{}'),
      415,
      'unsupported-media-type',
    ],
    'no HTTP': ['Hello, who is there?\r\n\r\n', 400, 'bad-request'],
  };
  for (const [what, [bytes, status, code]] of Object.entries(refused)) {
    test(what, async () => assert.deepEqual(problemOf(await shop.raw(bytes)), { status, code }));
  }
});

test('a request that does not arrive in time is given up', async () => {
  for (const part of ['GET /v1/cart HTTP/1.1\r\nHost:', post('Content-Length: 10', '{')]) {
    const drip = (socket) => {
      const timer = setInterval(() => socket.write(' '), 100);
      socket.on('close', () => clearInterval(timer));
    };
    assert.deepEqual(problemOf(await shop.raw(part, drip)), {
      status: 408,
      code: 'request-timeout',
    });
  }
});

test('several requests at once on one connection are answered in order', async () => {
  const get = (path, more = '') => `GET ${path} HTTP/1.1\r\nHost: x\r\n${more}\r\n`;
  const text = await shop.raw(
    get('/healthz') + get('/v1/products/pot') + get('/v1/nix', 'Connection: close\r\n'),
  );
  const statuses = [...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map((match) => match[1]);
  assert.deepEqual(statuses, ['200', '200', '404']);
});

test('connections that say nothing make room for others', async () => {
  const small = shopFolder();
  const crowded = await Shop.start(small, ['--connections', '2', '--idle-time', '60000']);
  const silent = await Promise.all(
    Array.from(
      { length: 2 },
      () =>
        new Promise((done) =>
          connect(crowded.port, '127.0.0.1').on('connect', function () {
            done(this);
          }),
        ),
    ),
  );
  assert.equal((await crowded.ask('GET', '/v1/products/pot')).status, 200);
  for (const socket of silent) socket.destroy();
  await crowded.stop();
  small.remove();
});

test('too many connections are turned away at once', async () => {
  const small = shopFolder();
  const crowded = await Shop.start(small, ['--connections', '1', '--waiting', '0']);
  const busy = connect(crowded.port, '127.0.0.1');
  await new Promise((done) => busy.write('GET /healthz HTTP/1.1\r\nHost:', done));
  const text = await crowded.raw('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n');
  assert.deepEqual(problemOf(text), { status: 503, code: 'overloaded' });
  assert.match(text, /retry-after: 1/i);
  busy.destroy();
  await crowded.stop();
  small.remove();
});

test('SIGTERM: what is under way is answered, nothing new is taken, and it ends well', async () => {
  const small = shopFolder();
  // The answer waits until the server stops.
  const slow = await Shop.start(small, ['--inject', 'latency=60000ms', '--log-level', 'debug']);
  const idle = connect(slow.port, '127.0.0.1').resume();
  await new Promise((done) => idle.on('connect', done));
  const closed = new Promise((done) => idle.on('close', done));
  const under = slow.ask('GET', '/v1/products/pot');
  await slow.logged('received');
  await slow.stop();
  assert.equal((await under).status, 200);
  await closed;
  await assert.rejects(slow.ask('GET', '/healthz'));
  assert.deepEqual(
    slow.log.map((line) => line.event).filter((event) => !['received', 'request'].includes(event)),
    ['started', 'stopping', 'stopped'],
  );
  small.remove();
});

test('injected faults are what they say', async () => {
  const small = shopFolder();
  const ask = async (faults) => {
    const bad = await Shop.start(small, ['--inject', faults]);
    const text = await bad.raw(
      'GET /v1/products/cup HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
      (socket) => {
        if (faults.startsWith('stall')) socket.once('data', () => socket.end());
      },
    );
    const health = await bad.ask('GET', '/healthz');
    assert.equal(health.status, 200);
    await bad.stop();
    return text;
  };
  const whole = await ask('latency=1ms');
  assert.equal(statusOf(whole), 200);
  assert.deepEqual(problemOf(await ask('errors=1')), { status: 503, code: 'injected' });
  for (const faults of ['truncate=1', 'stall=1']) {
    const part = await ask(faults);
    assert.ok(part.length > 100 && part.length < whole.length, `${faults}: ${part.length} bytes`);
  }
  assert.equal(await ask('drop=1'), '');
  small.remove();
});
