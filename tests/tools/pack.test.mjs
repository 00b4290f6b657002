// vitrine-pack: what it writes, for good products and for bad ones.
import assert from 'node:assert/strict';
import Ajv from 'ajv/dist/2020.js';
import validator from 'gltf-validator';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fixturesDir, noShared, root, sharedDir } from '../support/paths.mjs';
import {
  crc32,
  fingerprint,
  glbJson,
  ktx2Levels,
  packInto,
  packer,
  readManifest,
  runPack,
  runPackWith,
  temporary,
} from '../support/pack.mjs';

const small = ['--max-texture', '256', '--no-poster'];
const good = (name) => join(fixturesDir, 'good', name);
const model = (path) => join(sharedDir ?? '', 'assets', 'models', path);
let folder;

before(() => {
  assert.ok(packer, 'vitrine-pack is not built: tools/bootstrap/cmake-preset native-release');
  folder = temporary();
});
after(() => rmSync(folder, { recursive: true, force: true }));

const schema = new Ajv({ allErrors: true }).compile(
  JSON.parse(readFileSync(join(root, 'tools', 'pack', 'manifest.schema.json'), 'utf8')),
);

/// Everything that holds of every delivery folder.
async function checkDelivery({ folder: out, manifest }) {
  assert.ok(schema(manifest), JSON.stringify(schema.errors, null, 1));
  const files = [...manifest.levels, ...manifest.textures];
  if (manifest.poster) files.push(manifest.poster);
  assert.deepEqual(
    readdirSync(out).sort(),
    [...new Set(['manifest.json', ...files.map((f) => f.file)])].sort(),
  );
  for (const { file, bytes, crc32: crc } of files) {
    const content = readFileSync(join(out, file));
    assert.equal(content.length, bytes, file);
    assert.equal(crc32(content), crc, file);
    const hash = createHash('sha256').update(content).digest('hex').slice(0, 10);
    assert.equal(file.split('.')[1], hash, file);
  }
  assert.equal(
    manifest.bytes,
    files.reduce((sum, f) => sum + f.bytes, 0),
  );
  for (const texture of manifest.textures) checkTexture(out, texture);
  for (const level of manifest.levels) await checkLevel(out, manifest, level);
  assert.equal(manifest.levels.at(-1).error, 0);
  const triangles = manifest.levels.map((l) => l.triangles);
  assert.deepEqual(
    triangles,
    [...triangles].sort((a, b) => a - b),
    'coarsest first',
  );
}

function checkTexture(out, texture) {
  const bytes = readFileSync(join(out, texture.file));
  assert.equal(texture.width, bytes.readUInt32LE(20));
  assert.equal(texture.height, bytes.readUInt32LE(24));
  assert.equal((texture.width % 4) + (texture.height % 4), 0, 'sides are multiples of 4');
  assert.deepEqual(
    texture.levels.map(({ offset, length }) => ({ offset, length })),
    ktx2Levels(bytes),
  );
  assert.equal(crc32(bytes.subarray(0, texture.header.length)), texture.header.crc32);
  for (const { offset, length, crc32: crc } of texture.levels)
    assert.equal(crc32(bytes.subarray(offset, offset + length)), crc);
  const smallest = texture.levels.at(-1);
  assert.ok(texture.header.length <= smallest.offset, 'the smallest level follows the header');
}

async function checkLevel(out, manifest, level) {
  const bytes = readFileSync(join(out, level.file));
  const report = await validator.validateBytes(new Uint8Array(bytes), {
    uri: level.file,
    externalResourceFunction: async (uri) =>
      new Uint8Array(readFileSync(join(out, decodeURIComponent(uri)))),
  });
  const errors = report.issues.messages.filter((m) => m.severity === 0);
  assert.deepEqual(errors, [], level.file);
  const json = glbJson(bytes);
  assert.deepEqual(json.extensionsRequired ?? [], level.extensions);
  const external = (json.images ?? []).filter((i) => i.uri).map((i) => i.uri);
  const shown = level.textures.map((i) => manifest.textures[i].file);
  assert.deepEqual(
    shown.filter((file) => !external.includes(file)),
    [],
    'what the manifest says of a level is in its file',
  );
  // What only a variant shows is in the file, but not among what the level shows by itself.
  const choices = json.extensions?.KHR_materials_variants ? external : shown;
  assert.deepEqual(external.sort(), [...choices].sort());
  if (level === manifest.levels[0]) {
    assert.deepEqual(external, [], 'the preview holds its images itself');
    assert.ok(!level.extensions.includes('KHR_draco_mesh_compression'));
  }
}

describe('small products', () => {
  for (const name of [
    'box.glb',
    'embedded.gltf',
    'external-escaped.gltf',
    'image-data-uri.gltf',
    'index-types.glb',
    'interpolation.glb',
    'materials.glb',
    'morph.glb',
    'no-scene.glb',
    'nothing.gltf',
    'normal-map-without-tangents.glb',
    'primitive-modes.glb',
    'quantized-i16-normalized.glb',
    'scenes.glb',
    'skin-4.glb',
    'skin-8.glb',
    'sparse-accessor.glb',
    'texture-transform.glb',
    'triangle-without-indices.glb',
    'uv-sets.glb',
    'vertex-colors.glb',
  ])
    for (const geometry of ['meshopt', 'draco'])
      test(`${name} becomes a proper delivery folder with ${geometry}`, async () => {
        const out = join(folder, geometry, name);
        await checkDelivery(packInto(out, good(name), `--geometry=${geometry}`, ...small));
      });

  test('animations, skins, cameras and names survive', () => {
    const sourceOf = (name) => glbJson(readFileSync(good(name)));
    for (const [name, member] of [
      ['skin-4.glb', 'skins'],
      ['interpolation.glb', 'animations'],
      ['cameras.glb', 'cameras'],
    ]) {
      const out = packInto(join(folder, 'survive', name), good(name));
      const source = sourceOf(name);
      for (const level of out.manifest.levels) {
        const json = glbJson(readFileSync(join(out.folder, level.file)));
        assert.equal(json[member].length, source[member].length, `${member} of ${name}`);
        assert.deepEqual(
          json.nodes.slice(0, source.nodes.length).map((n) => n.name),
          source.nodes.map((n) => n.name),
        );
      }
    }
  });

  test('the same product gives the same bytes on any number of threads', () => {
    const prints = ['1', '2'].map((jobs) =>
      fingerprint(
        packInto(join(folder, `jobs-${jobs}`), good('materials.glb'), '--jobs', jobs).folder,
      ),
    );
    assert.deepEqual(prints[0], prints[1]);
  });

  test('a delivery folder is replaced by the next one', () => {
    const out = join(folder, 'replaced');
    packInto(out, good('box.glb'));
    const first = readManifest(out);
    packInto(out, good('morph.glb'));
    assert.notEqual(readManifest(out).name, first.name);
    assert.ok(!existsSync(join(out, first.levels[0].file)), 'the former files are gone');
    assert.deepEqual(
      readdirSync(folder).filter((n) => n.startsWith('.')),
      [],
    );
  });

  test('the packages of materials that are shown are named', () => {
    const named = (name) =>
      packInto(join(folder, `named-${name}`), good(`${name}.glb`), '--no-poster').manifest
        .materials;
    assert.deepEqual(named('transmission'), ['glass_opaque', 'pbr_opaque']);
    assert.deepEqual(named('lights'), ['lights_opaque']);
  });

  test('the poster is named', () => {
    const poster = join(root, 'assets', 'products', 'celadon-teapot.webp');
    const out = packInto(join(folder, 'poster'), good('box.glb'), '--poster', poster);
    assert.ok(schema(out.manifest), JSON.stringify(schema.errors));
    assert.equal(out.manifest.poster.bytes, readFileSync(poster).length);
    assert.ok(out.manifest.poster.width > 0 && out.manifest.poster.height > 0);
  });

  test('a poster is drawn where none is named, unless it is not wanted', async () => {
    const drawn = packInto(join(folder, 'drawn'), good('box.glb'));
    await checkDelivery(drawn);
    assert.equal(drawn.manifest.poster.width, 800);
    assert.equal(drawn.manifest.poster.height, 800);
    const without = packInto(join(folder, 'without'), good('box.glb'), '--no-poster');
    await checkDelivery(without);
    assert.equal(without.manifest.poster, undefined);
  });

  test('without OpenGL there is no poster, and one line says so', () => {
    const result = runPackWith({ __EGL_VENDOR_LIBRARY_DIRS: '/nowhere' }, [
      good('box.glb'),
      '-o',
      join(folder, 'blind'),
    ]);
    assert.equal(result.status, 0, result.stderr);
    assert.match(result.stderr, /^vitrine-pack: No poster was drawn: .*OpenGL.*$/m);
    assert.equal(readManifest(join(folder, 'blind')).poster, undefined);
  });
});

describe('what cannot be packed', () => {
  function refuses(args, status, pattern) {
    const result = runPack(...args);
    assert.equal(result.status, status, result.stderr);
    assert.equal(result.stdout, '');
    assert.match(result.stderr.trimEnd(), pattern);
    assert.equal(result.stderr.trimEnd().split('\n').length, 1, 'one line');
  }

  test('every broken file ends with code 2 and one sentence, and leaves no folder', () => {
    const index = JSON.parse(readFileSync(join(fixturesDir, 'index.json'), 'utf8'));
    const bad = index.filter((f) => f.expect !== 'ok' && !/huge|100/.test(f.name));
    assert.ok(bad.length > 10);
    const parent = join(folder, 'bad');
    mkdirSync(parent);
    for (const { file } of bad) {
      const out = join(parent, 'out');
      const result = runPack(join(fixturesDir, file), '-o', out);
      assert.equal(result.status, 2, `${file}: ${result.stderr}`);
      const lines = result.stderr
        .trimEnd()
        .split('\n')
        .filter((l) => !/^ *\d+ % /.test(l));
      assert.equal(lines.length, 1, `${file}: ${result.stderr}`);
      assert.ok(lines[0].includes(basename(file)), lines[0]);
      assert.deepEqual(readdirSync(parent), [], file);
    }
  });

  test('a folder with other files in it is left alone', () => {
    const out = join(folder, 'foreign');
    mkdirSync(out);
    writeFileSync(join(out, 'thesis.txt'), 'years of work');
    refuses([good('box.glb'), '-o', out], 2, /holds other files/);
    assert.deepEqual(readdirSync(out), ['thesis.txt']);
  });

  test('wrong usage ends with code 64', () => {
    refuses([], 64, /no product is named/);
    refuses([good('box.glb')], 64, /-o DIR/);
    refuses([good('box.glb'), '-o', 'x', '--fast'], 64, /there is no option --fast/);
    refuses([good('box.glb'), '-o', 'x', '--poster=a', '--no-poster'], 64, /not both/);
    refuses([good('box.glb'), '-o', 'x', '--jobs', '0'], 64, /--jobs needs a number/);
    refuses([good('box.glb'), '-o', 'x', '--geometry=zip'], 64, /auto, meshopt or draco/);
  });

  test('--help and --version answer on standard output', () => {
    assert.match(runPack('--help').stdout, /^usage: vitrine-pack/);
    assert.match(runPack('--version').stdout, /^vitrine-pack \d+\.\d+\.\d+\n$/);
  });
});

describe('real products', { skip: noShared }, () => {
  test('the shoe keeps its variants and gets a small preview', async () => {
    const source = model('MaterialsVariantsShoe/MaterialsVariantsShoe.glb');
    const out = packInto(join(folder, 'shoe'), source, ...small);
    await checkDelivery(out);
    assert.deepEqual(out.manifest.variants, ['midnight', 'beach', 'street']);
    const [preview] = out.manifest.levels;
    assert.ok(preview.triangles <= 4000, `${preview.triangles} triangles`);
    assert.ok(preview.error <= 6, `${preview.error} px`);
    for (const level of out.manifest.levels) {
      const json = glbJson(readFileSync(join(out.folder, level.file)));
      const mappings = json.meshes.flatMap((m) =>
        m.primitives.flatMap((p) => p.extensions?.KHR_materials_variants?.mappings ?? []),
      );
      assert.ok(mappings.length >= 3);
    }
  });

  test('the chair of compressed geometry and two UV sets', async () => {
    const source = model('SheenChair/compressed/SheenChair.draco-webp.glb');
    await checkDelivery(packInto(join(folder, 'chair'), source, ...small));
  });

  test('the fox runs at every level', async () => {
    const out = packInto(join(folder, 'fox'), model('Fox/glTF-Binary/Fox.glb'), ...small);
    await checkDelivery(out);
    assert.deepEqual(out.manifest.animations, ['Survey', 'Walk', 'Run']);
  });
});
