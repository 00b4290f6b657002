// axe-core over the element's states: not one violation of WCAG 2.2 AA or of its best practices.
import { axe, axeOptions } from '../support/axe.mjs';
import { assert, browserTest } from '../support/harness.mjs';
import { answer, red, shows, withModels } from '../support/models.mjs';

async function check(page, state) {
  const { violations, passes } = await page.evaluate(async (options) => {
    await harness.faded('v0');
    return self.axe.run('product-viewer', options);
  }, axeOptions);
  const told = violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help} (${node.target.join(' ')}: ${node.failureSummary})`),
  );
  assert.deepEqual(told, [], state);
  assert.ok(passes.length > 3, `${state}: axe found nothing to check`);
}
const init = { content: axe };

browserTest(
  'loading, loaded, prompted, refused',
  {
    init,
    setup: (server) => {
      server.modelGate = server.gate(red.src, answer(red));
      return {
        elements: [
          {
            attributes: {
              src: red.src,
              alt: 'A red kettle',
              poster: '/pages/poster.png',
              'camera-controls': '',
              'interaction-prompt-threshold': '0',
            },
          },
        ],
      };
    },
    expected: [/Failed to load resource/],
  },
  async ({ page, viewer, server }) => {
    const v = viewer();
    await server.modelGate.arrived;
    await check(page, 'loading');
    server.modelGate.release();
    await v.load();
    await page.evaluate(() =>
      harness.until(() => document.getElementById('v0').shadowRoot.querySelector('.prompt.shown')),
    );
    await check(page, 'with the prompt');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight');
    await check(page, 'turned by keys');
    await v.set({ src: '/models/none.glb' });
    await v.error();
    await check(page, 'after an error');
  },
);

for (const colorScheme of ['light', 'dark'])
  browserTest(
    `hotspots, dimensions and AR on a ${colorScheme} page`,
    {
      init,
      setup: withModels,
      userAgent: 'Mozilla/5.0 (Linux; Android 14) Chrome/156.0.0.0 Mobile',
      elements: [
        shows(red.src, {
          'camera-controls': '',
          'show-dimensions': '',
          ar: '',
          alt: 'A red kettle',
        }),
      ],
      css: colorScheme === 'dark' ? 'html, body { background: #111; color: #fff; }' : '',
    },
    async ({ page, viewer }) => {
      const v = viewer();
      await v.load();
      await page.evaluate(() => {
        const v0 = document.getElementById('v0');
        for (const [name, z] of [
          ['front', 0.15],
          ['back', -0.15],
        ]) {
          const button = document.createElement('button');
          button.slot = `hotspot-${name}`;
          button.dataset.position = `0 0 ${z}`;
          button.dataset.normal = `0 0 ${z}`;
          button.textContent = `The ${name} side`;
          v0.append(button);
        }
        v0.hotspots = [
          { id: 'a', label: 'Corner', text: 'Round and smooth.', position: [0.5, 0.3, 0.15] },
          { id: 'b', label: 'Far corner', position: [-0.5, 0.3, -0.15], normal: [0, 0, -1] },
        ];
        return harness.until(() => v0.queryHotspot('hotspot-front')?.facingCamera);
      });
      await check(page, 'hotspots');
      await page.getByRole('button', { name: 'Corner', exact: true }).click();
      await check(page, 'an open note');
      await page.evaluate(() => document.getElementById('v0').removeAttribute('camera-controls'));
      await check(page, 'a picture only');
    },
  );
