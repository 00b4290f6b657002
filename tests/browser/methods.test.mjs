// What else of <model-viewer>'s surface shop code calls, reads and listens to.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert, browserTest } from '../support/harness.mjs';
import { box } from '../support/glb.mjs';
import { blue, red, shows, withModels } from '../support/models.mjs';
import { packInto, temporary } from '../support/pack.mjs';
import { root } from '../support/paths.mjs';
import { compare, coverage, decode } from '../support/picture.mjs';

browserTest(
  'attributes, properties and methods of <model-viewer> are here, or among the differences that the guide lists',
  { elements: [] },
  async ({ page }) => {
    const missing = await page.evaluate(async () => {
      await import('/peer/model-viewer.min.js');
      const [ours, theirs] = ['product-viewer', 'model-viewer'].map((n) => customElements.get(n));
      const names = [];
      let prototype = theirs.prototype;
      // What their framework gives every element begins here.
      for (
        ;
        !Object.hasOwn(prototype, 'requestUpdate');
        prototype = Object.getPrototypeOf(prototype)
      )
        names.push(...Object.getOwnPropertyNames(prototype));
      return [
        ...theirs.observedAttributes.filter((name) => !ours.observedAttributes.includes(name)),
        ...names.filter((name) => !(name in ours.prototype) && !(name in prototype)),
      ];
    });
    assert.ok(missing.includes('originalGltfJson'), 'the peer has nothing that is not here');
    const guide = readFileSync(join(root, 'docs', 'embedding.md'), 'utf8');
    const [, differences] = guide.split('## Different from `<model-viewer>`');
    const told = (name) =>
      differences.includes(`\`${name}\``) || differences.includes(`\`${name}()`);
    const kebab = (name) => name.replace(/[A-Z]+/g, (letters) => `-${letters.toLowerCase()}`);
    assert.deepEqual(
      missing.filter((name) => !told(name) && !told(kebab(name))),
      [],
    );
  },
);

const controls = { setup: withModels, elements: [shows(red.src, { 'camera-controls': '' })] };

browserTest('fields of view and the ideal aspect', controls, async ({ page, viewer }) => {
  const v = viewer();
  await v.load();
  await v.set({ 'min-field-of-view': '20deg', 'max-field-of-view': '40deg' });
  await v.moved(() => v.set({ 'field-of-view': '25deg' }));
  const told = await page.evaluate(() => {
    const v0 = document.getElementById('v0');
    return [
      v0.getMinimumFieldOfView(),
      v0.getFieldOfView(),
      v0.getMaximumFieldOfView(),
      v0.getIdealAspect(),
    ];
  });
  assert.deepEqual(told.slice(0, 3).map(Math.round), [20, 25, 40]);
  assert.ok(told[3] > 0.5 && told[3] <= 1, `ideal aspect ${told[3]}`);
});

browserTest(
  'what is asked for together with a change of attributes is of the changed viewer',
  controls,
  async ({ page, viewer }) => {
    const v = viewer();
    await v.load();
    await v.still();
    const before = (await v.blob()).picture;
    const bytes = await page.evaluate(async () => {
      const v0 = document.getElementById('v0');
      v0.cameraOrbit = '120deg 60deg 105%';
      v0.exposure = 0.5;
      v0.jumpCameraToGoal();
      return [...new Uint8Array(await (await v0.toBlob()).arrayBuffer())];
    });
    const atOnce = decode(Buffer.from(bytes));
    await v.still();
    const { picture } = await v.blob();
    assert.ok(compare(before, picture).mean > 1, 'nothing changed');
    assert.ok(compare(atOnce, picture).mean < 0.01, 'the first picture is of what was before');
  },
);

browserTest('toDataURL() is the picture', controls, async ({ page, viewer }) => {
  await viewer().load();
  const url = await page.evaluate(() => document.getElementById('v0').toDataURL());
  assert.match(url, /^data:image\/png;base64,/);
  const picture = decode(Buffer.from(url.split(',')[1], 'base64'));
  assert.deepEqual([picture.width, picture.height], [400, 300]);
  assert.ok(coverage(picture) > 0.02);
  const jpeg = await page.evaluate(() =>
    document.getElementById('v0').toDataURL('image/jpeg', 0.5),
  );
  assert.match(jpeg, /^data:image\/jpeg;base64,/);
});

browserTest(
  'interact() turns the product as a finger would, and says that it was nobody',
  controls,
  async ({ page, viewer }) => {
    const v = viewer();
    await v.load();
    await v.still();
    const before = await v.orbit();
    await v.mark();
    await page.evaluate(() => {
      const finger = {
        x: { initialValue: 0.5, keyframes: [{ frames: 1, value: 0.75 }] },
        y: { initialValue: 0.5, keyframes: [{ frames: 1, value: 0.5 }] },
      };
      document.getElementById('v0').interact(300, finger);
    });
    const { detail } = await v.event('interact-stopped');
    assert.deepEqual(detail, { source: 'automatic' });
    await v.still();
    assert.ok((await v.orbit()).theta < before.theta - 0.5);
    const sources = (await v.records('camera-change')).map((r) => r.detail.source);
    assert.ok(!sources.includes('user-interaction'), `${sources}`);
    assert.equal(
      await page.evaluate(() => document.getElementById('v0').shadowRoot.querySelector('.finger')),
      null,
    );
  },
);

browserTest(
  'interaction-prompt-style="wiggle" sways the product until someone takes it, and leaves it as it was',
  {
    setup: withModels,
    elements: [
      shows(red.src, {
        'camera-controls': '',
        'interaction-prompt': 'auto',
        'interaction-prompt-threshold': '0',
        'interaction-prompt-style': 'wiggle',
      }),
    ],
  },
  async ({ page, viewer }) => {
    const v = viewer();
    await v.load();
    await page.evaluate(() =>
      harness.until(function itSways() {
        return Math.abs(document.getElementById('v0').getCameraOrbit().theta) > 0.05;
      }),
    );
    await page.keyboard.press('Tab');
    await page.keyboard.press('Home');
    await v.still();
    assert.ok(Math.abs((await v.orbit()).theta) < 1e-3, `left at ${(await v.orbit()).theta}`);
  },
);

browserTest(
  'orientation and scale place the product, and the camera still shows all of it',
  {
    setup: (server) =>
      server.serve('/models/long.glb', {
        body: box({ size: [1, 0.2, 0.2] }).bytes,
        type: 'model/gltf-binary',
      }),
    elements: [
      shows('/models/long.glb', { 'camera-orbit': '0deg 90deg auto' }),
      shows('/models/long.glb', {
        'camera-orbit': '0deg 90deg auto',
        orientation: '90deg 0deg 0deg',
        scale: '2 2 2',
      }),
    ],
  },
  async ({ viewer }) => {
    const spread = async (id) => {
      const v = viewer(id);
      await v.load();
      await v.still();
      const { width, height, data } = await v.screenshot();
      let [x0, x1, y0, y1] = [width, 0, height, 0];
      for (let i = 0; i < data.length; i += 4) {
        if (data[i + 1] > 200) continue;
        const [x, y] = [(i / 4) % width, Math.floor(i / 4 / width)];
        [x0, x1, y0, y1] = [Math.min(x0, x), Math.max(x1, x), Math.min(y0, y), Math.max(y1, y)];
      }
      return { wide: x1 - x0, tall: y1 - y0, x0, x1, y0, y1, width, height };
    };
    const lying = await spread('v0');
    const standing = await spread('v1');
    assert.ok(lying.wide > 3 * lying.tall, JSON.stringify(lying));
    assert.ok(standing.tall > 3 * standing.wide, JSON.stringify(standing));
    assert.ok(standing.y0 > 2 && standing.y1 < standing.height - 3, 'cut off');
  },
);

browserTest(
  'environment-change tells of another light, before-render of each picture',
  controls,
  async ({ page, viewer }) => {
    const v = viewer();
    await v.load();
    await v.event('environment-change');
    await v.still();
    await page.evaluate(() => {
      self.before = 0;
      document.getElementById('v0').addEventListener('before-render', () => self.before++);
    });
    const frames = await v.frames();
    await v.set({ 'environment-image': 'neutral' });
    await v.event('environment-change');
    await v.still();
    assert.equal(await page.evaluate(() => self.before), (await v.frames()) - frames);
  },
);

browserTest(
  'a11y replaces what is said',
  {
    setup: withModels,
    elements: [
      shows(blue.src, {
        'camera-controls': '',
        a11y: JSON.stringify({
          help: 'Pfeiltasten drehen.',
          loaded: '$ ist zu sehen.',
          left: 'Ansicht von links',
        }),
        alt: 'Kessel',
      }),
    ],
  },
  async ({ page, viewer }) => {
    const v = viewer();
    await v.load();
    const said = (text) =>
      page.evaluate(
        (wanted) =>
          harness.until(function theWord() {
            const live = document.getElementById('v0').shadowRoot.querySelector('[role=status]');
            return live.textContent === wanted;
          }),
        text,
      );
    await said('Kessel ist zu sehen.');
    assert.equal(
      await page.evaluate(
        () => document.getElementById('v0').shadowRoot.getElementById('help').textContent,
      ),
      'Pfeiltasten drehen.',
    );
    await page.keyboard.press('Tab');
    for (let i = 0; i < 4; ++i) await page.keyboard.press('ArrowRight');
    await said('Ansicht von links');
  },
);

browserTest(
  'variants are listed, told when they are on screen, and spoken; materialFromPoint() knows what they show',
  { elements: [shows('/fixtures/good/variants.glb')] },
  async ({ page, viewer }) => {
    const v = viewer();
    await v.load();
    assert.deepEqual(await page.evaluate(() => document.getElementById('v0').availableVariants), [
      'Red',
      'Green',
      'Checked',
      'Bare',
    ]);
    await v.still();
    const box = await v.box();
    const material = (x, y) =>
      page.evaluate(
        (at) => document.getElementById('v0').materialFromPoint(...at),
        [box.x + x * box.width, box.y + y * box.height],
      );
    const { name, index } = await material(0.5, 0.5);
    assert.deepEqual([name, typeof index], ['red glaze', 'number']);
    assert.equal(await material(0.01, 0.01), null, 'beside the model');
    const before = await v.screenshot();
    await v.set({ 'variant-name': 'Green' });
    await v.event('variant-applied');
    await v.still();
    assert.ok(compare(before, await v.screenshot()).mean > 1, 'the picture is the same');
    const green = await material(0.5, 0.5);
    assert.equal(green.name, 'green glaze');
    assert.notEqual(green.index, index);
    assert.equal(
      await page.evaluate(
        () => document.getElementById('v0').shadowRoot.querySelector('[role=status]').textContent,
      ),
      'Green',
    );
  },
);

browserTest(
  'a camera of the file is where the view starts once it is named',
  { elements: [shows('/fixtures/good/cameras.glb', { 'camera-name': 'side' })] },
  async ({ page, viewer }) => {
    const v = viewer();
    await v.load();
    const view = async () => {
      const { theta, phi, radius } = await v.orbit();
      const fov = await page.evaluate(() => document.getElementById('v0').getFieldOfView());
      const degrees = [theta, phi].map((angle) => (angle * 180) / Math.PI);
      return [...degrees, radius, fov].map((n) => Number(n.toFixed(2)));
    };
    assert.deepEqual(await page.evaluate(() => document.getElementById('v0').availableCameras), [
      'eye',
      'side',
      'flat',
    ]);
    assert.deepEqual(await view(), [90, 90, 6, 57.3]);
    await v.moved(() => v.set({ 'camera-name': 'eye' }));
    await v.still();
    assert.deepEqual((await view()).slice(0, 3), [0, 90, 5]);
    await v.moved(() => v.set({ 'camera-name': null }));
    await v.still();
    assert.deepEqual((await view()).slice(0, 2), [0, 75], 'the view that every model has');
  },
);

browserTest(
  'an orthographic camera, here of a packed product, frames the height that it has from far away',
  {
    setup: (server) => {
      const model = join(root, 'build', 'test-fixtures', 'good', 'cameras.glb');
      server.mounts.packed = packInto(join(temporary(), 'cameras'), model, '--no-poster').folder;
      return { elements: [shows('/packed/manifest.json', { 'camera-name': 'flat' })] };
    },
  },
  async ({ page, viewer }) => {
    const v = viewer();
    await v.load();
    const cameras = await page.evaluate(() => document.getElementById('v0').availableCameras);
    assert.deepEqual(cameras, ['eye', 'side', 'flat']);
    const { theta, phi } = await v.orbit();
    assert.deepEqual(
      [theta, phi].map((angle) => Math.round((angle * 180) / Math.PI)),
      [0, 90],
    );
    // The camera sees 4 m of height, and the box is 2 m high; its front is a little nearer than what is framed.
    const { picture } = await v.blob();
    const rows = Array.from({ length: picture.height }, (_, y) => y).filter(
      (y) => picture.data[(y * picture.width + picture.width / 2) * 4 + 3] > 128,
    );
    const share = rows.length / picture.height;
    assert.ok(share > 0.5 && share < 0.55, `the box is ${share} of the picture's height`);
  },
);
