// vitrine-render draws what the browser draws: its picture and toBlob()'s of the same product, side by side.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { quartersKtx2 } from '../support/environments.mjs';
import { assert, browserTest } from '../support/harness.mjs';
import {
  fixturesDir,
  noShared,
  productsDir,
  resultsDir,
  sharedDir,
  urlPath,
} from '../support/paths.mjs';
import { compare, coverage, decode, diffPicture, encode, psnr } from '../support/picture.mjs';
import { noTool, render } from '../support/render-tool.mjs';

const LEAST_DB = 40;
const WIDTH = 800;
const HEIGHT = 600;

// `least`: where a fine weave fills the picture, Mesa's anisotropic filter (a Gaussian) and the browser's (a box) differ
// by more.
const cases = [
  { name: 'teapot with shadow', product: 'celadon-teapot.glb', shadow: '1' },
  { name: 'watch from the side', product: 'meridian-watch.glb', orbit: '35deg 60deg 90%' },
  { name: 'speaker in neutral light', product: 'walnut-speaker.glb', env: 'neutral', least: 38 },
  { name: 'box, darker', fixture: 'good/box.glb', exposure: '0.5', tone: 'aces' },
  { name: 'box in a room', fixture: 'good/box.glb', skybox: true },
  { name: 'blended surfaces', fixture: 'good/alpha-modes.glb' },
  { name: 'shoe', shared: 'MaterialsVariantsShoe/MaterialsVariantsShoe.glb', shadow: '1' },
];

function locate({ product, fixture, shared }) {
  const file = product
    ? join(productsDir, product)
    : fixture
      ? join(fixturesDir, fixture)
      : join(sharedDir ?? '', 'assets', 'models', shared);
  const src = product
    ? `/products/${urlPath(product)}`
    : fixture
      ? `/fixtures/${urlPath(fixture)}`
      : `/shared/models/${urlPath(shared)}`;
  const missing = shared && noShared ? noShared : !existsSync(file) && `needs ${file} (make dist)`;
  return { file, src, skip: noTool || missing };
}

for (const each of cases) {
  const { name, orbit, env, tone, exposure, shadow, skybox, least = LEAST_DB } = each;
  const { file, src, skip } = locate(each);
  const attributes = { src, alt: name, 'interaction-prompt': 'none' };
  const options = [];
  const both = (attribute, option, value) => {
    if (value === undefined) return;
    attributes[attribute] = value;
    options.push(option, value);
  };
  both('camera-orbit', '--orbit', orbit);
  both('environment-image', '--env', env);
  both('tone-mapping', '--tone', tone);
  both('exposure', '--exposure', exposure);
  both('shadow-intensity', '--shadow', shadow);

  const room = join(resultsDir, 'room.ktx2');
  const setup = (server) => {
    if (!skybox) return;
    mkdirSync(resultsDir, { recursive: true });
    writeFileSync(room, quartersKtx2());
    server.serve('/env/room.ktx2', { body: quartersKtx2(), type: 'image/ktx2' });
  };
  if (skybox) {
    attributes['skybox-image'] = '/env/room.ktx2';
    options.push('--skybox', room);
  }

  browserTest(
    `vitrine-render draws the browser's picture: ${name}`,
    { skip, setup, elements: [{ attributes, width: WIDTH, height: HEIGHT }], timeout: 180_000 },
    async ({ viewer }) => {
      await viewer().load();
      await viewer().still();
      const expected = (await viewer().blob()).picture;
      mkdirSync(resultsDir, { recursive: true });
      const slug = `render-${name.replace(/[^a-z]+/g, '-')}`;
      const out = join(resultsDir, `${slug}.png`);
      const { status, stderr } = await render(
        file,
        '-o',
        out,
        '--size',
        `${WIDTH}x${HEIGHT}`,
        ...options,
      );
      assert.equal(status, 0, stderr);
      const got = decode(readFileSync(out));
      assert.deepEqual([got.width, got.height], [expected.width, expected.height]);
      assert.ok(coverage(got) > 0.02, 'the picture is empty');
      const db = psnr(expected, got);
      if (db >= least) return;
      const diff = join(resultsDir, `${slug}.diff.png`);
      writeFileSync(diff, encode(diffPicture(expected, got, compare(expected, got).map)));
      assert.fail(`${db.toFixed(1)} dB, ${least} are wanted; see ${diff}`);
    },
  );
}
