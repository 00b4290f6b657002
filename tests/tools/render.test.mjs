// vitrine-render: posters and turntables without a browser.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { quartersKtx2 } from '../support/environments.mjs';
import { fixturesDir, productsDir } from '../support/paths.mjs';
import { colours, coverage, decode, pixel, psnr } from '../support/picture.mjs';
import { noTool, render } from '../support/render-tool.mjs';

const out = mkdtempSync(join(tmpdir(), 'vitrine-render-'));
after(() => rmSync(out, { recursive: true }));

const box = join(fixturesDir, 'good', 'box.glb');
const teapot = join(productsDir, 'celadon-teapot.glb');
const skip = noTool || (!existsSync(box) && `needs ${box} (node tests/fixtures/make.mjs)`);
const skipProduct = noTool || (!existsSync(teapot) && `needs ${teapot} (make products)`);

/// Draws into `name` and returns the picture.
async function draw(name, model, ...options) {
  const file = join(out, name);
  const { status, stderr } = await render(model, '-o', file, ...options);
  assert.equal(status, 0, stderr);
  return decode(readFileSync(file));
}

/// Resolves with the JSON object that the tool prints.
async function fails(status, ...args) {
  const got = await render(...args, '--json');
  assert.equal(got.status, status, got.stderr);
  const { error } = JSON.parse(got.stdout);
  assert.match(got.stderr, /^vitrine-render: .+\.\n$/, 'one sentence');
  return error;
}

test(
  'a poster has the size asked for, a product in it, and transparent corners',
  { skip },
  async () => {
    const picture = await draw('box.png', box, '--size', '320x200');
    assert.deepEqual([picture.width, picture.height], [320, 200]);
    assert.ok(coverage(picture) > 0.02 && colours(picture) > 3, 'the picture is empty');
    for (const [x, y] of [
      [0, 0],
      [319, 0],
      [0, 199],
      [319, 199],
    ])
      assert.equal(pixel(picture, x, y)[3], 0, `corner ${x}, ${y}`);
  },
);

test('a demo product is drawn with its shadow', { skip: skipProduct }, async () => {
  const plain = await draw('plain.png', teapot, '--size', '160x120');
  const grounded = await draw('grounded.png', teapot, '--size', '160x120', '--shadow', '1');
  const opaque = (p) => p.data.filter((v, i) => i % 4 === 3 && v > 0).length;
  assert.ok(colours(plain) > 50);
  assert.ok(opaque(grounded) > opaque(plain) * 1.05, 'the shadow adds to the picture');
});

test('a background makes the picture opaque', { skip }, async () => {
  const picture = await draw('red.png', box, '--size', '64x64', '--background', '#ff8000');
  assert.deepEqual(pixel(picture, 0, 0), [255, 128, 0, 255]);
  assert.ok(picture.data.every((v, i) => i % 4 !== 3 || v === 255));
});

test('camera, exposure, tone mapping and light change the picture', { skip }, async () => {
  const size = ['--size', '96x72'];
  const plain = await draw('plain.png', box, ...size);
  assert.equal(psnr(plain, await draw('again.png', box, ...size)), Infinity, 'the same twice');
  for (const option of [
    ['--orbit', '60deg 40deg 150%'],
    ['--exposure', '0.4'],
    ['--tone', 'filmic'],
    ['--env', 'neutral'],
  ]) {
    const other = await draw('other.png', box, ...size, ...option);
    assert.ok(psnr(plain, other) < 40, `${option[0]} changed nothing`);
  }
});

test('a look changes the picture, and options win over it', { skip }, async () => {
  const size = ['--size', '96x72'];
  const options = ['--orbit', '60deg 40deg 150%', '--exposure', '0.4', '--env', 'neutral'];
  const file = join(out, 'box.look.json');
  const look = (attributes) => writeFileSync(file, JSON.stringify({ look: 1, attributes }));
  look({ 'camera-orbit': '60deg 40deg 150%', exposure: '0.4', 'environment-image': 'neutral' });
  const plain = await draw('plain.png', box, ...size);
  const looks = await draw('looks.png', box, ...size, '--look', file);
  assert.equal(psnr(looks, await draw('told.png', box, ...size, ...options)), Infinity);
  const back = ['--orbit', '0deg 75deg 105%', '--exposure', '1', '--env', 'studio'];
  const won = await draw('won.png', box, ...size, '--look', file, ...back);
  assert.equal(psnr(plain, won), Infinity, 'the options win');

  // Images that a look names lie beside it.
  const sky = Buffer.from('#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 2 +X 4\n', 'latin1');
  const texel = [200, 40, 20, 129];
  writeFileSync(
    join(out, 'light.hdr'),
    Buffer.concat([sky, Buffer.from(Array(8).fill(texel).flat())]),
  );
  look({ 'environment-image': 'light.hdr' });
  const lit = await draw('lit.png', box, ...size, '--look', file);
  const same = await draw('same.png', box, ...size, '--env', join(out, 'light.hdr'));
  assert.equal(psnr(lit, same), Infinity);
  assert.ok(psnr(lit, plain) < 40, 'the light of the look');
});

test('a turntable is numbered pictures that differ', { skip }, async () => {
  const file = join(out, 'spin.png');
  const { status, stdout } = await render(
    box,
    '-o',
    file,
    '--size',
    '96x72',
    '--frames',
    '5',
    '--json',
  );
  assert.equal(status, 0);
  const { files } = JSON.parse(stdout);
  assert.deepEqual(
    files.map((f) => f.file),
    [0, 1, 2, 3, 4].map((i) => join(out, `spin-00${i}.png`)),
  );
  const pictures = files.map((f) => decode(readFileSync(f.file)));
  for (let i = 1; i < pictures.length; ++i)
    assert.ok(psnr(pictures[i - 1], pictures[i]) < 40, `frame ${i} is as the one before`);
  const poster = await draw('poster.png', box, '--size', '96x72');
  assert.equal(psnr(poster, pictures[0]), Infinity, 'the first frame is the poster');
});

test('WebP keeps transparency, and its quality decides about its size', { skip }, async () => {
  const size = async (quality) => {
    const file = join(out, `q${quality}.webp`);
    const { status, stdout } = await render(
      box,
      '-o',
      file,
      '--size',
      '256x192',
      '--quality',
      quality,
      '--json',
    );
    assert.equal(status, 0);
    const bytes = readFileSync(file);
    assert.equal(bytes.toString('latin1', 0, 4) + bytes.toString('latin1', 8, 12), 'RIFFWEBP');
    assert.ok(bytes.includes('ALPH'), 'no alpha in the file');
    assert.equal(JSON.parse(stdout).files[0].bytes, bytes.length);
    return bytes.length;
  };
  assert.ok((await size('20')) < (await size('95')));
});

test('models with files beside them are drawn', { skip }, async () => {
  for (const name of ['external-plain.gltf', 'external-escaped.gltf', 'Grüße ❤ 100%.glb']) {
    const picture = await draw('external.png', join(fixturesDir, 'good', name), '--size', '64x64');
    assert.ok(coverage(picture) > 0.02, name);
  }
});

test('bad models end with 2 and a sentence', { skip }, async () => {
  const bad = (name) => join(fixturesDir, 'bad', name);
  const to = ['-o', join(out, 'bad.png')];
  for (const [name, code] of [
    ['html.glb', 'not-a-model'],
    ['empty.glb', 'empty'],
    ['bad-json.gltf', 'bad-json'],
    ['truncated-bin.glb', 'truncated'],
    ['image-is-text.glb', 'bad-image'],
    ['uri-parent.gltf', 'blocked-uri'],
    ['missing-buffer.gltf', 'network'],
    ['extension-required.glb', 'unsupported-extension'],
  ])
    assert.equal((await fails(2, bad(name), ...to)).code, code, name);
  assert.equal((await fails(2, join(out, 'none.glb'), ...to)).code, 'missing-resource');
  assert.equal(
    (await fails(2, box, ...to, '--env', join(out, 'none.hdr'))).code,
    'missing-resource',
  );
  writeFileSync(join(out, 'text.hdr'), 'no light');
  assert.equal(
    (await fails(2, box, ...to, '--env', join(out, 'text.hdr'))).code,
    'bad-environment',
  );
  writeFileSync(join(out, 'cut.ktx2'), quartersKtx2().subarray(0, 500));
  const cut = await fails(2, box, ...to, '--skybox', join(out, 'cut.ktx2'));
  assert.equal(cut.code, 'bad-environment');
  assert.match(cut.message, /500 bytes/);
  const look = join(out, 'bad.look.json');
  assert.equal((await fails(2, box, ...to, '--look', look)).code, 'missing-resource');
  writeFileSync(look, '{"look": 1, "attributes": {"auto-rotate": ""}}');
  const wrong = await fails(2, box, ...to, '--look', look);
  assert.equal(wrong.code, 'bad-look');
  assert.match(wrong.message, /auto-rotate/);
  assert.ok(!existsSync(join(out, 'bad.png')), 'no picture is left behind');
});

test('wrong usage ends with 64', { skip: noTool }, async () => {
  const to = ['-o', join(out, 'x.png')];
  for (const args of [
    [],
    [box],
    [box, '-o', join(out, 'x.jpg')],
    [box, ...to, '--size', '10'],
    [box, ...to, '--size', '0x9'],
    [box, ...to, '--frames', 'many'],
    [box, ...to, '--background', 'red'],
    [box, ...to, '--nonsense', '1'],
    [box, ...to, '--orbit'],
  ])
    assert.equal((await render(...args)).status, 64, args.join(' '));
  if (!skip) {
    assert.equal((await fails(64, box, ...to, '--orbit', 'sideways')).code, 'bad-setting');
    assert.equal((await fails(64, box, ...to, '--tone', 'loud')).code, 'bad-setting');
  }
  assert.match((await render('--help')).stdout, /^usage:/);
});

test('a picture that cannot be written ends with 1', { skip }, async () => {
  const error = await fails(1, box, '-o', join(out, 'no', 'folder.png'), '--size', '16x16');
  assert.match(error.message, /folder\.png/);
});
