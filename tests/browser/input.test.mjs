// Mouse, wheel, finger and keyboard turn the product as a shopper expects.
import { assert, browserTest } from '../support/harness.mjs';
import { box } from '../support/glb.mjs';
import { compare, coverage } from '../support/picture.mjs';

const src = '/models/box.glb';
const model = box({ size: [1, 0.6, 0.3] });
const setup = (server) => void server.serve(src, { body: model.bytes, type: 'model/gltf-binary' });
const attributes = { src, alt: 'a red box', 'camera-controls': '', 'interaction-prompt': 'none' };
const scene = { setup, elements: [{ attributes, width: 400, height: 300 }] };

async function centre(viewer) {
  const box = await viewer.box();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function drag(page, from, to, options) {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down(options);
  await page.mouse.move(to.x, to.y, { steps: 8 });
  await page.mouse.up(options);
}

browserTest(
  'a mouse drag to the right turns the front of the product to the right',
  scene,
  async ({ page, viewer }) => {
    const v = viewer();
    await v.load();
    await v.still();
    const before = await v.orbit();
    const first = await v.screenshot();
    const c = await centre(v);
    await drag(page, c, { x: c.x + 100, y: c.y });
    await v.still();
    const after = await v.orbit();
    assert.ok(
      after.theta < before.theta - 0.5,
      `theta went from ${before.theta} to ${after.theta}`,
    );
    assert.ok(
      Math.abs(after.phi - before.phi) < 0.05,
      `phi went from ${before.phi} to ${after.phi}`,
    );
    assert.ok(compare(first, await v.screenshot()).mean > 0.3, 'the picture did not change');
    const events = await v.records('camera-change');
    assert.ok(
      events.some((e) => e.detail?.source === 'user-interaction'),
      'no camera-change by the user',
    );
  },
);

browserTest(
  'a drag and its reverse come back to the same picture',
  scene,
  async ({ page, viewer }) => {
    const v = viewer();
    await v.load();
    await v.still();
    const first = await v.screenshot();
    const c = await centre(v);
    await page.mouse.move(c.x, c.y);
    await page.mouse.down();
    await page.mouse.move(c.x + 90, c.y + 20, { steps: 6 });
    await v.still();
    const turned = await v.screenshot();
    await page.mouse.move(c.x, c.y, { steps: 6 });
    await v.still();
    await page.mouse.up();
    await v.still();
    assert.ok(compare(first, turned).mean > 0.3, 'the drag changed nothing');
    const back = compare(first, await v.screenshot());
    assert.ok(back.mean < 0.15, `not back where it was: mean ΔE ${back.mean}`);
  },
);

browserTest('the wheel zooms in and out, within limits', scene, async ({ page, viewer }) => {
  const v = viewer();
  await v.load();
  await v.still();
  const normal = coverage(await v.screenshot());
  const c = await centre(v);
  await page.mouse.click(c.x, c.y);
  await v.moved(async () => {
    for (let i = 0; i < 4; ++i) await page.mouse.wheel(0, -100);
  });
  const near = coverage(await v.screenshot());
  assert.ok(near > normal * 1.15, `${normal} of the picture is covered, after zooming in ${near}`);
  await v.moved(async () => {
    for (let i = 0; i < 60; ++i) await page.mouse.wheel(0, 300);
  });
  const far = coverage(await v.screenshot());
  assert.ok(far < near * 0.9 && far > 0.005, `zoomed out as far as it goes: ${far}`);
});

browserTest(
  'the wheel scrolls the page until the viewer is pressed, zooms from then on, and scrolls again afterwards',
  { ...scene, css: 'body { height: 3000px; }', body: '<button id="after">after</button>' },
  async ({ page, viewer }) => {
    const v = viewer();
    await v.load();
    await v.still();
    const before = await v.orbit();
    const field = () => page.evaluate(() => document.getElementById('v0').getFieldOfView());
    // Camera events of a run count as one record, so the field of view itself is waited for.
    const zoomedFrom = (value) =>
      page.evaluate(
        (former) => harness.until(() => document.getElementById('v0').getFieldOfView() !== former),
        value,
      );
    const wide = await field();
    const c = await centre(v);
    await page.mouse.move(c.x, c.y);
    await page.mouse.wheel(0, 50);
    await page.evaluate(() => harness.until(() => scrollY === 50));
    assert.equal(await field(), wide, 'it zoomed while the page scrolled');

    await page.mouse.click(c.x, c.y - 50);
    await page.mouse.wheel(0, -100);
    await zoomedFrom(wide);
    await v.still();
    assert.ok((await field()) < wide, 'pressed, but the wheel does not zoom');
    assert.equal(await page.evaluate(() => scrollY), 50);
    assert.ok(Math.abs((await v.orbit()).theta - before.theta) < 0.01);

    // Elsewhere the wheel is the page's, and that it scrolled ends the hold.
    const near = await field();
    await page.mouse.move(700, 500);
    await page.mouse.wheel(0, 30);
    await page.evaluate(() => harness.until(() => scrollY === 80));
    await page.mouse.move(c.x, c.y - 80);
    await page.mouse.wheel(0, -30);
    await page.evaluate(() => harness.until(() => scrollY === 50));
    assert.equal(await field(), near);

    // The keyboard takes hold as well, and gives it back.
    // That the page scrolled is told with its next frame, and would end a hold that began before.
    await page.evaluate(() =>
      new Promise((told) => {
        document.addEventListener('scroll', told, { once: true });
        scrollTo(0, 0);
      }).then(harness.frame),
    );
    await page.keyboard.press('Tab');
    await page.keyboard.press('Shift+Tab');
    await page.mouse.move(c.x, c.y);
    await page.mouse.wheel(0, 100);
    await zoomedFrom(near);
    assert.equal(await page.evaluate(() => scrollY), 0);
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'after');
    await page.mouse.wheel(0, 40);
    await page.evaluate(() => harness.until(() => scrollY === 40));
  },
);

browserTest(
  'disable-zoom leaves the wheel to the page',
  {
    ...scene,
    elements: [{ attributes: { ...attributes, 'disable-zoom': '' } }],
    css: 'body { height: 3000px; }',
  },
  async ({ page, viewer }) => {
    const v = viewer();
    await v.load();
    const c = await centre(v);
    await page.mouse.move(c.x, c.y);
    await page.mouse.wheel(0, 100);
    await page.evaluate(() => harness.until(() => scrollY > 0));
  },
);

browserTest('arrow keys turn, + and − zoom, Home returns', scene, async ({ page, viewer }) => {
  const v = viewer();
  await v.load();
  await v.still();
  await page.keyboard.press('Tab');
  assert.equal(
    await page.evaluate(() => document.activeElement?.id),
    'v0',
    'Tab does not reach the viewer',
  );
  // Focus may be drawn (a ring): compare pictures of the focused element only.
  const start = { orbit: await v.orbit(), picture: await v.screenshot() };
  const press = async (key, times = 1) => {
    await v.moved(async () => {
      for (let i = 0; i < times; ++i) await page.keyboard.press(key);
    });
    return v.orbit();
  };
  const right = await press('ArrowRight', 3);
  assert.ok(Math.abs(right.theta - start.orbit.theta) > 0.1, 'ArrowRight did nothing');
  assert.ok(
    compare(start.picture, await v.screenshot()).mean > 0.2,
    'ArrowRight did not change the picture',
  );
  const left = await press('ArrowLeft', 3);
  assert.ok(Math.abs(left.theta - start.orbit.theta) < 0.02, 'ArrowLeft does not undo ArrowRight');
  const up = await press('ArrowUp', 2);
  assert.ok(Math.abs(up.phi - start.orbit.phi) > 0.05, 'ArrowUp did nothing');
  const covered = coverage(await v.screenshot());
  await press('+', 3);
  assert.ok(coverage(await v.screenshot()) > covered * 1.05, '+ does not zoom in');
  await press('-', 3);
  await press('Home');
  const home = compare(start.picture, await v.screenshot());
  assert.ok(home.mean < 0.15, `Home does not return to the first picture: mean ΔE ${home.mean}`);
});

const touches = (...points) => points.map(([x, y], id) => ({ x, y, id }));
async function swipe(client, path) {
  await client.send('Input.dispatchTouchEvent', {
    type: 'touchStart',
    touchPoints: touches(...path[0]),
  });
  for (const points of path.slice(1))
    await client.send('Input.dispatchTouchEvent', {
      type: 'touchMove',
      touchPoints: touches(...points),
    });
  await client.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}
const steps = (n, at) => Array.from({ length: n + 1 }, (_, i) => at(i / n));

browserTest(
  'one finger sideways turns the product and does not scroll',
  { ...scene, touch: true, css: 'body { height: 3000px; }' },
  async ({ page, viewer, cdp }) => {
    const v = viewer();
    await v.load();
    await v.still();
    const before = await v.orbit();
    const c = await centre(v);
    await swipe(
      await cdp(),
      steps(10, (t) => [[c.x - 60 + 120 * t, c.y]]),
    );
    await v.still();
    const after = await v.orbit();
    assert.ok(
      after.theta < before.theta - 0.3,
      `theta went from ${before.theta} to ${after.theta}`,
    );
    assert.equal(await page.evaluate(() => scrollY), 0);
  },
);

browserTest(
  'one finger upwards scrolls the page and leaves the product alone',
  { ...scene, touch: true, css: 'body { height: 3000px; }' },
  async ({ page, viewer, cdp }) => {
    const v = viewer();
    await v.load();
    await v.still();
    const before = await v.orbit();
    const c = await centre(v);
    await swipe(
      await cdp(),
      steps(12, (t) => [[c.x, c.y + 100 - 180 * t]]),
    );
    await page.evaluate(() => harness.until(() => scrollY > 40));
    await v.still();
    const after = await v.orbit();
    assert.ok(
      Math.abs(after.phi - before.phi) < 0.1 && Math.abs(after.theta - before.theta) < 0.1,
      `the product turned: ${JSON.stringify(before)} to ${JSON.stringify(after)}`,
    );
  },
);

browserTest('two fingers apart zoom in', { ...scene, touch: true }, async ({ viewer, cdp }) => {
  const v = viewer();
  await v.load();
  await v.still();
  const before = coverage(await v.screenshot());
  const c = await centre(v);
  const client = await cdp();
  await v.moved(() =>
    swipe(
      client,
      steps(10, (t) => [
        [c.x - 30 - 60 * t, c.y],
        [c.x + 30 + 60 * t, c.y],
      ]),
    ),
  );
  const after = coverage(await v.screenshot());
  assert.ok(after > before * 1.15, `${before} of the picture is covered, after the pinch ${after}`);
});

browserTest(
  'without camera-controls nothing turns it',
  {
    ...scene,
    elements: [{ attributes: { src, alt: 'a red box' } }],
  },
  async ({ page, viewer }) => {
    const v = viewer();
    await v.load();
    await v.still();
    const before = await v.orbit();
    const c = await centre(v);
    await drag(page, c, { x: c.x + 100, y: c.y });
    await v.still();
    assert.deepEqual(await v.orbit(), before);
  },
);
