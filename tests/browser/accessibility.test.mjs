// What a screen reader and a keyboard meet.
import { assert, browserTest } from '../support/harness.mjs';
import { answer, red, shows, withModels } from '../support/models.mjs';

async function tree(client) {
  const { nodes } = await client.send('Accessibility.getFullAXTree');
  return nodes
    .filter((n) => !n.ignored)
    .map((n) => ({
      role: n.role?.value,
      name: n.name?.value ?? '',
      value: n.value?.value ?? '',
      focusable: n.properties?.some((p) => p.name === 'focusable' && p.value.value) ?? false,
      live: n.properties?.find((p) => p.name === 'live')?.value.value ?? '',
    }));
}

browserTest(
  'alt is the accessible name, and the viewer is in the tab order',
  {
    setup: withModels,
    elements: [shows(red.src, { alt: 'Red kettle', 'camera-controls': '' })],
    body: '<button id="after">after</button>',
  },
  async ({ page, viewer, cdp }) => {
    await viewer().load();
    const named = (await tree(await cdp())).filter((n) => n.name.includes('Red kettle'));
    assert.ok(named.length > 0, 'nothing in the accessibility tree is called "Red kettle"');
    assert.ok(
      named.some((n) => n.focusable),
      `what is named cannot be focused: ${JSON.stringify(named)}`,
    );
    assert.ok(!['generic', 'none'].includes(named[0].role), `role ${named[0].role}`);
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'v0');
    await page.keyboard.press('Tab');
    assert.equal(
      await page.evaluate(() => document.activeElement.id),
      'after',
      'the viewer keeps the focus',
    );
  },
);

browserTest(
  'without camera-controls it is a picture and not in the tab order',
  {
    setup: withModels,
    elements: [shows(red.src, { alt: 'Red kettle' })],
    body: '<button id="after">after</button>',
  },
  async ({ page, viewer, cdp }) => {
    await viewer().load();
    const named = (await tree(await cdp())).filter((n) => n.name.includes('Red kettle'));
    assert.ok(
      named.some((n) => ['img', 'image'].includes(n.role)),
      JSON.stringify(named),
    );
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'after');
  },
);

browserTest(
  'focus by keyboard is visible',
  { setup: withModels, elements: [shows(red.src, { 'camera-controls': '' })] },
  async ({ page, viewer }) => {
    const { compare } = await import('../support/picture.mjs');
    const v = viewer();
    await v.load();
    await v.still();
    const before = await v.screenshot();
    await page.keyboard.press('Tab');
    await v.still();
    assert.ok(compare(before, await v.screenshot()).share > 0.001, 'no focus ring');
  },
);

browserTest(
  'loading is shown as a bar and told as busy, and both end with the load',
  {
    setup: (server) => {
      server.modelGate = server.gate(red.src, answer(red));
      return { elements: [shows(red.src)] };
    },
  },
  async ({ page, viewer, server, cdp }) => {
    const client = await cdp();
    const busy = async () => {
      const { nodes } = await client.send('Accessibility.getFullAXTree');
      return nodes.some((n) => n.properties?.some((p) => p.name === 'busy' && p.value.value));
    };
    const barShows = (wanted) =>
      page.evaluate(
        (shown) =>
          harness.until(function theBar() {
            const bar = document
              .getElementById('v0')
              .shadowRoot.querySelector('[part~=default-progress-bar]');
            return (
              bar.checkVisibility({ opacityProperty: true, visibilityProperty: true }) === shown
            );
          }),
        wanted,
      );
    await server.modelGate.arrived;
    await barShows(true);
    assert.ok(await busy(), 'nothing in the accessibility tree is busy');
    server.modelGate.release();
    await viewer().load();
    await barShows(false);
    assert.equal(await busy(), false, 'still busy after the load');
  },
);

browserTest(
  'turning by keyboard is spoken',
  { setup: withModels, elements: [shows(red.src, { 'camera-controls': '' })] },
  async ({ page, viewer }) => {
    const v = viewer();
    await v.load();
    await v.still();
    const spoken = () =>
      page.evaluate(() => {
        const all = [
          ...(document
            .getElementById('v0')
            .shadowRoot?.querySelectorAll('[aria-live],[role=status]') ?? []),
        ];
        return all.map((e) => e.textContent.trim()).join(' ');
      });
    const before = await spoken();
    await page.keyboard.press('Tab');
    await v.moved(async () => {
      for (let i = 0; i < 12; ++i) await page.keyboard.press('ArrowRight');
    });
    await page.evaluate(
      (text) =>
        harness.until(function spokenTextChanges() {
          const all = [
            ...document
              .getElementById('v0')
              .shadowRoot.querySelectorAll('[aria-live],[role=status]'),
          ];
          return all.map((e) => e.textContent.trim()).join(' ') !== text;
        }),
      before,
    );
    assert.ok((await spoken()).length > 3);
  },
);
