// Hotspots: where they are, when they are hidden, and how they are reached.
import { assert, browserTest } from '../support/harness.mjs';
import { box } from '../support/glb.mjs';
import { pixel } from '../support/picture.mjs';

const src = '/models/box.glb';
const model = box({ size: [1, 0.6, 0.4] });
const setup = (server) => void server.serve(src, { body: model.bytes, type: 'model/gltf-binary' });
const attributes = {
  src,
  alt: 'a red box',
  'camera-controls': '',
  'interaction-prompt': 'none',
  'camera-orbit': '0deg 90deg auto',
};
const element = { attributes, width: 400, height: 300 };
const css = '.dot { width: 24px; height: 24px; padding: 0; border: 0; background: #06f; }';

/// Adds buttons as children of the viewer: name → data attributes.
const add = (page, hotspots) =>
  page.evaluate((all) => {
    for (const [name, data] of Object.entries(all)) {
      const button = document.createElement('button');
      button.slot = `hotspot-${name}`;
      button.id = name;
      button.className = 'dot';
      button.setAttribute('aria-label', name);
      Object.assign(button.dataset, { visibilityAttribute: 'visible', ...data });
      button.addEventListener('hotspot-visibility', (event) => {
        button.dataset.told = event.detail.visible;
      });
      document.getElementById('v0').append(button);
    }
  }, hotspots);

const visible = (page, id, wanted = true) =>
  page.evaluate(
    ([name, value]) =>
      harness.until(function theHotspot() {
        const { visible, told } = document.getElementById(name).dataset;
        return (visible !== undefined) === value && told === String(value);
      }),
    [id, wanted],
  );
const query = (page, id) =>
  page.evaluate((name) => {
    const data = document.getElementById('v0').queryHotspot(`hotspot-${name}`);
    return data && JSON.parse(JSON.stringify(data));
  }, id);

browserTest(
  'a hotspot lies where its point is in the picture, and the shopper can press it',
  { setup, elements: [element], css },
  async ({ page, viewer }) => {
    const v = viewer();
    await v.load();
    await add(page, { corner: { position: '0.5 0.3 20cm', normal: '0 0 1' } });
    await visible(page, 'corner');
    await v.still();
    // The red box's upper right corner: red to the lower left of the dot's middle, white to the upper right.
    const rect = await page.locator('#corner').boundingBox();
    const middle = { x: rect.x + 12, y: rect.y + 12 };
    await page.evaluate(() => (document.getElementById('corner').style.visibility = 'hidden'));
    const picture = await v.screenshot();
    const at = (dx, dy) => pixel(picture, Math.round(middle.x + dx), Math.round(middle.y + dy));
    const red = ([r, g]) => r > 100 && g < 100;
    assert.ok(red(at(-3, 3)), `inside the corner: ${at(-3, 3)}`);
    assert.ok(!red(at(3, 3)) && !red(at(-3, -3)), `outside: ${at(3, 3)} and ${at(-3, -3)}`);
    await page.evaluate(() => (document.getElementById('corner').style.visibility = ''));
    const data = await query(page, 'corner');
    assert.ok(data.facingCamera);
    assert.ok(
      Math.abs(data.canvasPosition.x - middle.x) < 1 &&
        Math.abs(data.canvasPosition.y - middle.y) < 1,
      `${JSON.stringify(data.canvasPosition)} is not ${JSON.stringify(middle)}`,
    );
    assert.deepEqual(
      [data.position.x, data.position.y, data.position.z].map((n) => Number(n.toFixed(6))),
      [0.5, 0.3, 0.2],
    );
    await page.evaluate(() => {
      const button = document.getElementById('corner');
      button.addEventListener('click', () => (button.dataset.clicked = ''));
    });
    await page.mouse.click(middle.x, middle.y);
    assert.ok(await page.evaluate(() => 'clicked' in document.getElementById('corner').dataset));
    assert.equal(await query(page, 'nothing'), null);
  },
);

browserTest(
  'what the model covers is hidden, whichever way it faces, and comes back with the turn of the product',
  { setup, elements: [element], css },
  async ({ page, viewer }) => {
    const v = viewer();
    await v.load();
    await add(page, {
      front: { position: '0 0 0.2', normal: '0 0 1' },
      back: { position: '0 0 -0.2', normal: '0 0 -1' },
      // Faces the camera, and has no other reason to be hidden than the box before it.
      behind: { position: '0 0 -0.5', normal: '0 0 1' },
      above: { position: '0 0.45 -0.5', normal: '0 0 1' },
    });
    await visible(page, 'front');
    await visible(page, 'above');
    await visible(page, 'back', false);
    await visible(page, 'behind', false);
    const opacity = (id) =>
      page.evaluate((name) => getComputedStyle(document.getElementById(name)).opacity, id);
    await page.evaluate(() => harness.faded('v0'));
    await page.evaluate(() =>
      harness.until(() => getComputedStyle(document.getElementById('back')).opacity === '0.25'),
    );
    assert.equal(await opacity('front'), '1');
    const rect = await page.locator('#behind').boundingBox();
    const hit = ([x, y]) => document.elementFromPoint(x, y)?.id;
    assert.notEqual(
      await page.evaluate(hit, [rect.x + 12, rect.y + 12]),
      'behind',
      'hidden, but takes the pointer',
    );
    await v.set({ 'camera-orbit': '180deg 90deg auto' });
    await visible(page, 'back');
    await visible(page, 'front', false);
    await visible(page, 'behind', false);
    // CSS decides how much of a hidden one is left.
    await page.evaluate(() =>
      document.getElementById('v0').style.setProperty('--min-hotspot-opacity', '0'),
    );
    await page.evaluate(() =>
      harness.until(() => getComputedStyle(document.getElementById('front')).opacity === '0'),
    );
  },
);

browserTest(
  'hotspots stick to the picture while it moves: in every frame they are where that frame shows their point',
  { setup, elements: [element], css },
  async ({ page, viewer }) => {
    const v = viewer();
    await v.load();
    await add(page, { corner: { position: '0.5 0.3 0.2', normal: '0 0 1' } });
    await visible(page, 'corner');
    await v.still();
    // Reads back the pictures that are put on the canvas, and finds the corner's edge in the row of the hotspot.
    const worst = await page.evaluate(async () => {
      const v0 = document.getElementById('v0');
      const canvas = v0.shadowRoot.querySelector('canvas');
      const dot = document.getElementById('corner');
      dot.style.visibility = 'hidden';
      const copy = Object.assign(document.createElement('canvas'), { width: 400, height: 300 });
      const context = copy.getContext('2d', { willReadFrequently: true });
      const errors = [];
      let last = harness.frames('v0');
      v0.cameraOrbit = '30deg 90deg auto';
      while (errors.length < 8) {
        await harness.frame();
        if (harness.frames('v0') === last) continue;
        last = harness.frames('v0');
        context.clearRect(0, 0, 400, 300);
        context.drawImage(canvas, 0, 0, 400, 300);
        const { left, top, width, height } = dot.getBoundingClientRect();
        const [x, y] = [left + width / 2, top + height / 2];
        const column = context.getImageData(Math.round(x) - 2, 0, 1, 300).data;
        let edge = 0;
        while (edge < 300 && column[edge * 4 + 3] < 128) edge++;
        errors.push(Math.abs(edge - y));
      }
      return Math.max(...errors);
    });
    assert.ok(worst < 4, `off by ${worst} pixels`);
  },
);

browserTest(
  'the tab key reaches all hotspots in the order of the markup; the camera turns to one that the model hides',
  { setup, elements: [element], css, body: '<button id="after">after</button>' },
  async ({ page, viewer }) => {
    const v = viewer();
    await v.load();
    await add(page, {
      back: { position: '0 0 -0.2', normal: '0 0 -1' },
      front: { position: '0 0 0.2', normal: '0 0 1' },
    });
    await visible(page, 'front');
    await v.still();
    const focused = () => page.evaluate(() => document.activeElement.id);
    await page.keyboard.press('Tab');
    assert.equal(await focused(), 'v0');
    await page.keyboard.press('Tab');
    assert.equal(await focused(), 'back');
    await visible(page, 'back');
    await v.still();
    const theta = (await v.orbit()).theta;
    assert.ok(Math.abs(Math.abs(theta) - Math.PI) < 0.05, `theta is ${theta}`);
    await page.keyboard.press('Tab');
    assert.equal(await focused(), 'front');
    await visible(page, 'front');
    await page.keyboard.press('Tab');
    assert.equal(await focused(), 'after');
    // The mouse does not turn it: who presses one sees it already.
    assert.deepEqual(await page.evaluate(() => harness.violations), []);
  },
);

browserTest(
  'where the camera must not move, a hidden hotspot with the focus is shown over the model',
  {
    setup,
    elements: [
      { ...element, attributes: { src, alt: 'a box', 'camera-orbit': '0deg 90deg auto' } },
    ],
    css,
  },
  async ({ page, viewer }) => {
    const v = viewer();
    await v.load();
    await add(page, { back: { position: '0 0 -0.2', normal: '0 0 -1' } });
    await visible(page, 'back', false);
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'back');
    await page.evaluate(() =>
      harness.until(() => getComputedStyle(document.getElementById('back')).opacity === '1'),
    );
    await v.still();
    assert.ok(Math.abs((await v.orbit()).theta) < 1e-6);
  },
);

browserTest(
  'data-surface lies on the mesh, updateHotspot() moves it, and points find their surface',
  { setup, elements: [element], css },
  async ({ page, viewer }) => {
    const v = viewer();
    await v.load();
    await v.still();
    const c = await v.box();
    const [x, y] = [c.x + 240, c.y + 140];
    const found = await page.evaluate(
      async ([left, top]) => {
        const v0 = document.getElementById('v0');
        const place = await v0.positionAndNormalFromPoint(left, top);
        return {
          surface: await v0.surfaceFromPoint(left, top),
          position: place.position.toString(),
          z: place.position.z,
          normal: [place.normal.x, place.normal.y, place.normal.z],
          beside: [await v0.surfaceFromPoint(2, 2), await v0.positionAndNormalFromPoint(2, 2)],
        };
      },
      [x, y],
    );
    assert.ok(Math.abs(found.z - 0.2) < 1e-6, `on the front: ${found.position}`);
    assert.deepEqual(found.normal.map(Math.round), [0, 0, 1]);
    assert.deepEqual(found.beside, [null, null]);
    assert.match(found.surface, /^0 0 \d+ \d+ \d+ [\d.]+ [\d.]+ [\d.]+$/);
    await add(page, { on: { surface: found.surface } });
    await visible(page, 'on');
    const near = async (px, py) => {
      const { canvasPosition } = await query(page, 'on');
      assert.ok(
        Math.hypot(canvasPosition.x - px, canvasPosition.y - py) < 2,
        JSON.stringify(canvasPosition),
      );
    };
    await near(240, 140);
    await v.moved(() =>
      page.evaluate(() =>
        document
          .getElementById('v0')
          .updateHotspot({ name: 'hotspot-on', position: '0 0 0.2', surface: '' }),
      ),
    );
    await near(200, 150);
  },
);

browserTest(
  'hotspots of a catalogue are buttons with a label and a note',
  { setup, elements: [element] },
  async ({ page, viewer }) => {
    const v = viewer();
    await v.load();
    await page.evaluate(() => {
      const v0 = document.getElementById('v0');
      self.selected = [];
      v0.addEventListener('hotspot-select', (event) => self.selected.push(event.detail.id));
      v0.hotspots = [
        {
          id: 'lid',
          label: 'Lid',
          text: 'Glazed by hand.',
          position: [0, 0.3, 0.2],
          normal: [0, 0, 1],
        },
        { id: 'foot', label: 'Foot', position: [0, -0.3, 0.2], normal: [0, 0, 1] },
      ];
    });
    const lid = page.getByRole('button', { name: 'Lid' });
    await lid.waitFor();
    const size = await lid.boundingBox();
    assert.ok(size.width >= 24 && size.height >= 24, 'too small to be pressed');
    await lid.click();
    const note = page.getByText('Glazed by hand.');
    assert.ok(await note.isVisible());
    assert.equal(await lid.getAttribute('aria-expanded'), 'true');
    await page.keyboard.press('Escape');
    assert.equal(await note.isVisible(), false);
    await page.getByRole('button', { name: 'Foot' }).click();
    assert.deepEqual(await page.evaluate(() => self.selected), ['lid', 'foot']);
    await page.evaluate(() => (document.getElementById('v0').hotspots = []));
    assert.equal(await page.getByRole('button').count(), 0);
    assert.deepEqual(await page.evaluate(() => harness.violations), []);
  },
);

browserTest(
  'a page without hotspots fetches nothing for them',
  { setup, elements: [element] },
  async ({ viewer, server }) => {
    await viewer().load();
    assert.deepEqual(
      server.log.filter((e) => /annotations|gestures|\/ar\./.test(e.path)),
      [],
    );
  },
);

browserTest(
  'hotspots and dimensions that follow a turning product push nothing about',
  {
    setup,
    elements: [
      {
        attributes: {
          ...attributes,
          'auto-rotate': '',
          'auto-rotate-delay': '0',
          'rotation-per-second': '90deg',
          'show-dimensions': '',
        },
      },
    ],
  },
  async ({ page, viewer }) => {
    await viewer().load();
    const { moved, shift } = await page.evaluate(async () => {
      const v0 = document.getElementById('v0');
      let sum = 0;
      new PerformanceObserver((list) => {
        for (const { value } of list.getEntries()) sum += value;
      }).observe({ type: 'layout-shift', buffered: true });
      v0.hotspots = [-0.3, 0.3].map((x) => ({
        id: `at${x}`,
        label: `At ${x}`,
        position: [x, 0.3, 0.5],
      }));
      const places = () =>
        [...v0.shadowRoot.querySelectorAll('.hotspot, .length')].map(
          (each) => each.getBoundingClientRect().x,
        );
      await harness.until(function everyMarkIsThere() {
        return places().length === 5;
      });
      const before = places();
      await harness.until(function aMarkHasMoved() {
        return places().some((x, i) => Math.abs(x - before[i]) > 20);
      });
      await harness.frame();
      await harness.frame();
      return { moved: places().length, shift: sum };
    });
    assert.equal(moved, 5);
    assert.equal(shift, 0);
  },
);
