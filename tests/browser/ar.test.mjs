// AR: the links that phones open. No phone is here, so what is checked is where the link leads and when there is one.
import { assert, browserTest } from '../support/harness.mjs';
import { red, shows, withModels } from '../support/models.mjs';
import { reportsOnLeave, withShop } from '../support/shop-api.mjs';

const PHONE =
  'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36';

/** Runs in the page before everything: the links that are followed are kept, and nothing is left for them. */
function keepLinks() {
  self.links = [];
  HTMLAnchorElement.prototype.click = function () {
    const { href, rel, firstElementChild } = this;
    self.links.push({ href, rel, image: firstElementChild?.localName ?? '' });
  };
}
function pretendIPhone() {
  self.links = [];
  HTMLAnchorElement.prototype.click = function () {
    const { href, rel, firstElementChild } = this;
    self.links.push({ href, rel, image: firstElementChild?.localName ?? '' });
  };
  DOMTokenList.prototype.supports = () => true; // as Safari on iOS answers for rel="ar"
}

const ready = (page) =>
  page.evaluate(() => harness.until(() => document.getElementById('v0').canActivateAR));
const links = (page) => page.evaluate(() => self.links);
const statuses = (page) =>
  page.evaluate(() => document.getElementById('v0').getAttribute('ar-status'));

browserTest(
  'on Android the button opens Scene Viewer by an intent link, and the shop is told',
  {
    setup: (server) => {
      withModels(server);
      withShop(server);
    },
    userAgent: PHONE,
    init: { content: `(${keepLinks})(); (${reportsOnLeave})();` },
    elements: [
      shows(`${red.src}?title=Red+kettle&link=/kettle`, {
        ar: '',
        'product-id': 'mug',
        'ar-scale': 'fixed',
        'ar-placement': 'wall',
      }),
    ],
  },
  async ({ page, viewer, server }) => {
    await viewer().load();
    await viewer().event('product-load');
    await ready(page);
    assert.equal(await statuses(page), 'not-presenting');
    const button = page.getByRole('button', { name: 'View in your room' });
    const size = await button.boundingBox();
    assert.ok(size.width >= 24 && size.height >= 24);
    await button.click();
    const [{ href }] = await links(page);
    const [, query, intent] =
      /^intent:\/\/arvr\.google\.com\/scene-viewer\/1\.2\?(.*)#Intent;(.*)$/.exec(href);
    const given = Object.fromEntries(new URLSearchParams(query));
    assert.equal(given.file, `${server.origin}${red.src}?title=Red+kettle&link=/kettle`);
    assert.equal(given.mode, 'ar_preferred');
    assert.equal(given.resizable, 'false');
    assert.equal(given.enable_vertical_placement, 'true');
    assert.equal(given.title, 'Red kettle');
    assert.equal(given.link, `${server.origin}/kettle`);
    assert.match(intent, /^scheme=https;package=com\.google\.android\.googlequicksearchbox;/);
    const back = /S\.browser_fallback_url=([^;]*);end;$/.exec(intent)[1];
    assert.ok(decodeURIComponent(back).startsWith(page.url().replace(/#.*/, '')));
    assert.equal(await statuses(page), 'session-started');
    // The phone came back to that address: there is no Scene Viewer on it.
    await page.evaluate((url) => (location.href = url), decodeURIComponent(back));
    await page.evaluate(() => harness.until(() => !document.getElementById('v0').canActivateAR));
    assert.equal(await statuses(page), 'failed');
    assert.equal(await button.isVisible(), false);
    assert.deepEqual(await page.evaluate(() => harness.violations), []);
    await page.goto('about:blank');
    await server.ended('/v1/events');
    const { events } = JSON.parse(server.requests('/v1/events')[0].body);
    assert.ok(
      events.some(({ kind }) => kind === 'ar'),
      JSON.stringify(events),
    );
  },
);

browserTest(
  'on iOS it opens the .usdz in Quick Look',
  {
    setup: withModels,
    init: pretendIPhone,
    elements: [shows(red.src, { ar: '', 'ios-src': '/models/red.usdz', 'ar-scale': 'fixed' })],
    body: '',
  },
  async ({ page, viewer, server }) => {
    await viewer().load();
    await ready(page);
    await page.evaluate(() => document.getElementById('v0').activateAR());
    assert.deepEqual(await links(page), [
      { href: `${server.origin}/models/red.usdz#allowsContentScaling=0`, rel: 'ar', image: 'img' },
    ]);
    await viewer().set({ 'ios-src': null });
    await page.evaluate(() => harness.until(() => !document.getElementById('v0').canActivateAR));
  },
);

browserTest(
  'elsewhere there is no button, and without ar nothing is fetched',
  { setup: withModels, elements: [shows(red.src, { ar: '' }), shows(red.src)] },
  async ({ page, viewer }) => {
    await viewer('v0').load();
    await viewer('v1').load();
    await page.evaluate(() =>
      harness.until(() => document.getElementById('v0').hasAttribute('ar-status')),
    );
    assert.equal(await page.evaluate(() => document.getElementById('v0').canActivateAR), false);
    assert.equal(await page.getByRole('button').count(), 0);
    assert.equal(await page.evaluate(() => document.getElementById('v1').canActivateAR), false);
  },
);
