// The merchandiser's inspector: its own flavour of the core, loaded by the attribute alone; the panel works by mouse, touch
// and keyboard, and what was tuned comes back from the look file that it saves.
import { readFileSync } from 'node:fs';
import { assert, browserTest } from '../support/harness.mjs';
import { box } from '../support/glb.mjs';
import { answer, shows } from '../support/models.mjs';
import { compare } from '../support/picture.mjs';
import { crop } from '../support/screencast.mjs';

const red = { src: '/models/red.glb', ...box({ size: [1, 0.6, 0.3], name: 'Paint' }) };
const size = { width: 640, height: 440 };
/// Beside the panel there is this much of the picture.
const free = 290;
const setup = (server) => void server.serve(red.src, answer(red));
const shown = (more = {}) => ({ ...shows(red.src, { 'camera-controls': '', ...more }), ...size });

/// Keeps what the core says of the panel: the page itself has no need to know where a slider is.
function watchPanel() {
  const Original = self.Worker;
  self.panel = { items: [] };
  self.Worker = class extends Original {
    constructor(...args) {
      super(...args);
      this.addEventListener('message', ({ data }) => {
        if (data.type === 'inspector' && data.what === 'layout') self.panel = JSON.parse(data.text);
      });
    }
  };
}

/// Where a widget is, in pixels of the page, once it is there.
async function widget(page, viewer, label) {
  const item = await page.waitForFunction(
    (wanted) => self.panel.items.find(([text]) => text === wanted),
    label,
  );
  const [, x, y, width, height] = await item.jsonValue();
  const place = await viewer.box();
  return { x: place.x + x, y: place.y + y, width, height };
}

const focus = (page, label) => page.waitForFunction((wanted) => self.panel.focus === wanted, label);

/// The part of the element that the panel leaves free.
async function picture(viewer) {
  const all = await viewer.screenshot();
  return crop(all, { x: 0, y: 0, width: free, height: all.height });
}
const difference = async (viewer, before) => compare(before, await picture(viewer)).mean;

/// Two hotspots on the box: where they are, and whether the pointer finds each there.
async function hotspots(page) {
  await page.evaluate(() => {
    const at = (x) => ({ id: `x${x}`, label: 'a place', text: '', position: [x, 0, 0.15] });
    document.getElementById('v0').hotspots = [at(-0.4), at(0.4)];
  });
  const buttons = await page.waitForFunction(() => {
    const { shadowRoot } = document.getElementById('v0');
    const found = [...shadowRoot.querySelectorAll('.catalogue > button')];
    const there = (button) => button.getBoundingClientRect().width > 0;
    return found.length === 2 && found.every(there) && found;
  });
  return buttons.evaluate((found) =>
    found.map((button) => {
      const { x, y, width, height } = button.getBoundingClientRect();
      const middle = [x + width / 2, y + height / 2];
      return { x: middle[0], there: button.getRootNode().elementFromPoint(...middle) === button };
    }),
  );
}

async function drag(page, x, y, dx) {
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + dx, y, { steps: 5 });
  await page.mouse.up();
}

const cores = (server) =>
  server.log.map((e) => e.path).filter((path) => /viewer\..*\.wasm$/.test(path));

browserTest(
  'what is tuned by mouse and finger is seen at once, and a saved look brings it to another viewer',
  {
    setup,
    init: watchPanel,
    touch: true,
    viewport: { width: 700, height: 920 },
    elements: [shown({ inspector: '' }), shown()],
    timeout: 120_000,
  },
  async ({ page, viewer, server }) => {
    const [v, other] = [viewer('v0'), viewer('v1')];
    await Promise.all([v.load(), other.load()]);
    await v.still();
    assert.ok(
      cores(server).every((path) => path.includes('/inspector-')),
      `${cores(server)}`,
    );
    const orbit = await v.orbit();
    const before = await picture(v);
    const exposure = await widget(page, v, 'Exposure');
    const [left, right] = await hotspots(page);
    assert.ok(
      left.x < free && right.x > exposure.x,
      `beside and on the panel: ${left.x}, ${right.x}`,
    );
    assert.deepEqual([left.there, right.there], [true, false], 'nothing lies on the panel');
    await page.evaluate(() => (document.getElementById('v0').hotspots = []));
    await v.moved(() =>
      page.touchscreen.tap(exposure.x + 0.5 * exposure.width, exposure.y + exposure.height / 2),
    );
    assert.ok((await difference(v, before)) > 1, 'a finger on the exposure changes nothing');

    const tree = await widget(page, v, 'Paint');
    await page.mouse.click(tree.x + 40, tree.y + tree.height / 2);
    const colour = await widget(page, v, 'baseColorFactor');
    const brighter = await picture(v);
    await v.moved(() => drag(page, colour.x + 15, colour.y + colour.height / 2, -150));
    assert.ok((await difference(v, brighter)) > 1, 'another colour is not seen');
    assert.deepEqual(await v.orbit(), orbit, 'a drag on the panel turned the camera');

    const button = await widget(page, v, 'Save look');
    const download = page.waitForEvent('download');
    await page.mouse.click(button.x + 10, button.y + 10);
    const saved = await download;
    assert.equal(saved.suggestedFilename(), 'red.look.json');
    const file = readFileSync(await saved.path(), 'utf8');
    const look = JSON.parse(file);
    assert.ok(Number(look.attributes.exposure) > 1.5, file);
    assert.ok(look.materials.Paint.baseColorFactor[0] < 0.5, file);

    const tuned = (await v.blob()).picture;
    server.serve('/red.look.json', { body: file, type: 'application/json' });
    await other.moved(() => other.set({ look: '/red.look.json' }));
    const { mean } = compare(tuned, (await other.blob()).picture);
    assert.ok(mean < 0.1, `the same look in another viewer differs by ${mean}`);

    const place = await v.box();
    await v.moved(() => drag(page, place.x + 100, place.y + 200, 100));
    assert.notDeepEqual(await v.orbit(), orbit, 'beside the panel the camera is turned');
  },
);

browserTest(
  'a shopper’s page has none of it; the attribute brings it quietly, and it works by keyboard',
  { setup, init: watchPanel, elements: [shown()], timeout: 120_000 },
  async ({ page, viewer, server }) => {
    const v = viewer();
    await v.load();
    await v.still();
    assert.ok(server.log.every((e) => !e.path.includes('inspector')));
    const before = await picture(v);
    await v.set({ inspector: '' });
    await widget(page, v, 'Exposure');
    assert.ok(cores(server).at(-1).includes('/inspector-'));
    await v.still();
    assert.equal((await v.records('load')).length, 1, 'the product is brought back quietly');

    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const wanted = 'Tone mapping';
    for (let i = 0; i < 12 && (await page.evaluate(() => self.panel.focus)) !== wanted; ++i) {
      const at = await page.evaluate(() => self.panel.focus);
      await page.keyboard.press('ArrowDown');
      await page.waitForFunction((from) => self.panel.focus !== from, at);
    }
    await focus(page, wanted);
    await page.keyboard.press(' ');
    await page.waitForFunction(() => self.panel.open);
    await page.keyboard.press('ArrowDown');
    await focus(page, 'ACES');
    await v.moved(() => page.keyboard.press(' '));
    assert.ok((await difference(v, before)) > 0.3, 'another tone mapping is not seen');

    const orbit = await v.orbit();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Escape');
    await v.still();
    assert.deepEqual(await v.orbit(), orbit, 'a key for the panel turned the camera');
    await v.moved(() => page.keyboard.press('ArrowLeft'));
    assert.notDeepEqual(await v.orbit(), orbit, 'after Escape the keys are the camera’s again');
  },
);
