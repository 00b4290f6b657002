// Numbers in a model's JSON, which the core has the browser read.
import { assert, browserTest } from '../support/harness.mjs';
import { box, glb } from '../support/glb.mjs';
import { shows } from '../support/models.mjs';

const src = '/models/scaled.glb';
/// A cube of a metre, scaled by three numbers as a file may write them.
function scaled(scale) {
  const { bytes, borders } = box();
  const json = bytes.toString('utf8', borders.jsonHeader, borders.json).trimEnd();
  const text = json.replace('{"mesh":0}', `{"mesh":0,"scale":[${scale}]}`);
  assert.notEqual(text, json);
  return glb(text, bytes.subarray(borders.binHeader)).bytes;
}
const page = (scale) => ({
  setup: (server) => void server.serve(src, { body: scaled(scale), type: 'model/gltf-binary' }),
  elements: [shows(src)],
});

browserTest(
  'digits, points and exponents of all kinds are read to the last digit',
  page(`2.5e-1,0.00000000000000000000000000000${'125'}E+30,1234567890123456789e-18`),
  async ({ page, viewer }) => {
    await viewer().load();
    const { x, y, z } = await page.evaluate(() => {
      const { x, y, z } = document.getElementById('v0').getDimensions();
      return { x, y, z };
    });
    assert.deepEqual([x, y, z].map(Math.fround), [0.25, 1.25, 1.2345678901234567].map(Math.fround));
  },
);

browserTest(
  'a number that no double holds is "bad-json"',
  page('1e999,1,1'),
  async ({ viewer }) => {
    const { code } = (await viewer().event('error')).detail;
    assert.equal(code, 'bad-json');
  },
);
