// look: a file that says how a product is shown.
import { assert, browserTest } from '../support/harness.mjs';
import { box } from '../support/glb.mjs';
import { answer, shows } from '../support/models.mjs';
import { compare, pixel } from '../support/picture.mjs';

const red = { src: '/models/red.glb', ...box({ size: [1, 1, 1], name: 'Paint' }) };
const size = { width: 260, height: 200 };
const json = (value) => ({ body: JSON.stringify(value), type: 'application/json' });
const tuned = {
  look: 1,
  attributes: { 'camera-orbit': '0deg 90deg 200%', 'tone-mapping': 'none', exposure: '0.5' },
  materials: { Paint: { baseColorFactor: [0, 1, 0, 1], clearcoatFactor: 1 } },
};

function setup(server) {
  server.serve(red.src, answer(red));
  server.serve('/looks/green.json', json(tuned));
  server.serve('/looks/wrong.json', json({ look: 1, materials: { Paint: { shine: 1 } } }));
}

const shown = (more) => ({ ...shows(red.src, more), ...size });

browserTest(
  'a look changes camera, light and materials before the first picture; the page has the last word',
  {
    setup,
    elements: [
      shown({}),
      shown({ look: '/looks/green.json' }),
      shown({ look: '/looks/wrong.json' }),
      shown({ look: '/looks/none.json' }),
    ],
    expected: [/404/],
  },
  async ({ page, server, viewer }) => {
    const [plain, green, wrong, none] = ['v0', 'v1', 'v2', 'v3'].map((id) => viewer(id));
    for (const [v, code, place] of [
      [wrong, 'bad-look', /materials\["Paint"\]\["shine"\]/],
      [none, 'http-status', /404/],
    ]) {
      const { detail } = await v.event('error');
      assert.equal(detail.code, code);
      assert.match(detail.message, place);
      assert.ok(detail.url.startsWith(`${server.origin}/looks/`), detail.url);
      await v.mark();
    }
    await Promise.all([plain, green].map((v) => v.load()));
    const picture = async (v) => (await v.blob()).picture;
    const middle = (shot) => pixel(shot, size.width / 2, size.height / 2);
    const before = await picture(plain);
    for (const v of [wrong, none]) {
      const { mean } = compare(before, await picture(v));
      assert.ok(mean < 0.1, `${v.id} without its look differs by ${mean}`);
    }
    await green.still();
    const [r, g] = middle(await green.screenshot());
    assert.ok(g > 90 && g > 2 * r, `green is expected, not ${r}, ${g}`);
    const file = (path) => server.log.filter((entry) => entry.path.includes(path)).length;
    assert.equal(file('layered_opaque'), 1, 'the package of a clear coat');

    await green.moved(() => green.set({ exposure: '1' }));
    const [, brighter] = middle(await green.screenshot());
    assert.ok(brighter > g + 20, `${brighter} is not brighter than ${g}`);
    await green.moved(() => green.set({ exposure: null, look: null }));
    const { mean } = compare(before, await picture(green));
    assert.ok(mean < 0.1, `without the look it differs by ${mean}`);
    const orbits = await page.evaluate(() =>
      ['v0', 'v1'].map((id) => document.getElementById(id).getCameraOrbit().toString()),
    );
    assert.equal(orbits[1], orbits[0]);
  },
);
