// What search engines are told of the model.
import { assert, browserTest } from '../support/harness.mjs';
import { blue, red, shows, withModels } from '../support/models.mjs';

const blocks = (page) =>
  page.evaluate(() =>
    [...document.head.querySelectorAll('script[type="application/ld+json"]')].map((block) =>
      JSON.parse(block.textContent),
    ),
  );

browserTest(
  'generate-schema describes the model in JSON-LD, follows src, and goes with the element',
  {
    setup: withModels,
    elements: [
      shows(red.src, {
        'generate-schema': '',
        alt: 'A red kettle',
        poster: '/pages/poster.png',
        'ios-src': '/models/red.usdz',
      }),
    ],
  },
  async ({ page, viewer, server }) => {
    const v = viewer();
    await v.load();
    await page.evaluate(() =>
      harness.until(() => document.head.querySelector('script[type$=json]')),
    );
    const media = (path, encodingFormat) => ({
      '@type': 'MediaObject',
      contentUrl: server.origin + path,
      encodingFormat,
    });
    assert.deepEqual(await blocks(page), [
      {
        '@context': 'https://schema.org/',
        '@type': '3DModel',
        name: 'A red kettle',
        image: `${server.origin}/pages/poster.png`,
        encoding: [
          media(red.src, 'model/gltf-binary'),
          media('/models/red.usdz', 'model/vnd.usdz+zip'),
        ],
      },
    ]);
    await v.set({ src: blue.src, 'ios-src': null });
    await v.load();
    const [changed, ...more] = await blocks(page);
    assert.deepEqual(changed.encoding, [media(blue.src, 'model/gltf-binary')]);
    assert.deepEqual(more, []);
    await page.evaluate(() => {
      document.getElementById('v0').remove();
      return harness.until(() => !document.head.querySelector('script[type$=json]'));
    });
    assert.deepEqual(await page.evaluate(() => harness.violations), []);
  },
);

browserTest(
  'without generate-schema nothing is fetched for it and the head stays as it is',
  { setup: withModels, elements: [shows(red.src)] },
  async ({ page, viewer, server }) => {
    await viewer().load();
    assert.deepEqual(await blocks(page), []);
    assert.deepEqual(
      server.log.filter((e) => /\/schema\./.test(e.path)),
      [],
    );
  },
);
