// What a screen reader and a keyboard meet.
import { assert, browserTest } from '../support/harness.mjs';
import { answer, red, shows, withModels } from '../support/models.mjs';

async function tree(client) {
  const { nodes } = await client.send('Accessibility.getFullAXTree');
  return nodes.filter((n) => !n.ignored).map((n) => ({
    role: n.role?.value,
    name: n.name?.value ?? '',
    value: n.value?.value ?? '',
    focusable: n.properties?.some((p) => p.name === 'focusable' && p.value.value) ?? false,
    live: n.properties?.find((p) => p.name === 'live')?.value.value ?? '',
  }));
}

browserTest('alt is the accessible name, and the viewer is in the tab order', {
  setup: withModels, elements: [shows(red.src, { alt: 'Red kettle', 'camera-controls': '' })],
  body: '<button id="after">after</button>',
}, async ({ page, viewer, cdp }) => {
  await viewer().load();
  const named = (await tree(await cdp())).filter((n) => n.name.includes('Red kettle'));
  assert.ok(named.length > 0, 'nothing in the accessibility tree is called "Red kettle"');
  assert.ok(named.some((n) => n.focusable), `what is named cannot be focused: ${JSON.stringify(named)}`);
  assert.ok(!['generic', 'none'].includes(named[0].role), `role ${named[0].role}`);
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'v0');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'after', 'the viewer keeps the focus');
});

browserTest('without camera-controls it is a picture and not in the tab order', {
  setup: withModels, elements: [shows(red.src, { alt: 'Red kettle' })], body: '<button id="after">after</button>',
}, async ({ page, viewer, cdp }) => {
  await viewer().load();
  const named = (await tree(await cdp())).filter((n) => n.name.includes('Red kettle'));
  assert.ok(named.some((n) => ['img', 'image'].includes(n.role)), JSON.stringify(named));
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'after');
});

browserTest('focus by keyboard is visible', { setup: withModels, elements: [shows(red.src, { 'camera-controls': '' })] },
  async ({ page, viewer }) => {
    const { compare } = await import('../support/picture.mjs');
    const v = viewer();
    await v.load();
    await v.still();
    const before = await v.screenshot();
    await page.keyboard.press('Tab');
    await v.still();
    assert.ok(compare(before, await v.screenshot()).share > 0.001, 'no focus ring');
  });

browserTest('loading is told as a progress bar', {
  setup: (server) => {
    server.serve(red.src, { ...answer(red), stall: 600 });
    return { elements: [shows(red.src)] };
  },
}, async ({ page, viewer, cdp }) => {
  await page.evaluate(() => harness.next('v0', ['progress']));
  const client = await cdp();
  for (let i = 0; i < 100; ++i) {
    if ((await tree(client)).some((n) => ['progressbar', 'progressIndicator', 'ProgressIndicator'].includes(n.role))) return;
    await page.evaluate(() => harness.frame());
  }
  assert.fail(`no progress bar in the tree: ${JSON.stringify(await tree(client))}`);
});

browserTest('turning by keyboard is spoken', { setup: withModels, elements: [shows(red.src, { 'camera-controls': '' })] },
  async ({ page, viewer }) => {
    const v = viewer();
    await v.load();
    await v.still();
    const spoken = () => page.evaluate(() => {
      const all = [...(document.getElementById('v0').shadowRoot?.querySelectorAll('[aria-live],[role=status]') ?? [])];
      return all.map((e) => e.textContent.trim()).join(' ');
    });
    const before = await spoken();
    await page.keyboard.press('Tab');
    await v.moved(async () => {
      for (let i = 0; i < 12; ++i) await page.keyboard.press('ArrowRight');
    });
    await page.evaluate((text) => harness.until(function spokenTextChanges() {
      const all = [...document.getElementById('v0').shadowRoot.querySelectorAll('[aria-live],[role=status]')];
      return all.map((e) => e.textContent.trim()).join(' ') !== text;
    }), before);
    assert.ok((await spoken()).length > 3);
  });
