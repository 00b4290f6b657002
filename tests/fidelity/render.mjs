// Draws the scenarios through <product-viewer> in headless Chromium, as the references were drawn: at the scenario's
// size and two device pixels per CSS pixel, then made as small as the references are and kept as they are.
import { launch, Watched } from '../support/browser.mjs';
import { hostClock } from '../support/host-clock.mjs';
import { urlPath } from '../support/paths.mjs';
import { decode } from '../support/picture.mjs';
import { TestServer } from '../support/server.mjs';
import { shrink } from './resize.mjs';
import { throughWebp } from './webp.mjs';

const webpQuality = 90; // of the references, see ../shared/assets/INDEX.md
const patience = 600_000; // ms; a million triangles, several times over, on a software rasteriser

// The camera stands where it stands: no limit comes in its way. A radius of 0 leaves the direction open, so it becomes
// a millionth of a metre.
function attributes({ id, model, lighting, target, orbit, verticalFoV, renderSkybox }) {
  const light = `/shared/env/${lighting}`;
  return {
    src: `/shared/models/${urlPath(model)}`,
    alt: id,
    'environment-image': light,
    ...(renderSkybox ? { 'skybox-image': light } : {}),
    'tone-mapping': 'aces',
    exposure: '1',
    'camera-orbit': `${orbit.theta}deg ${orbit.phi}deg ${Math.max(orbit.radius, 1e-6)}m`,
    'camera-target': `${target.x}m ${target.y}m ${target.z}m`,
    'field-of-view': `${verticalFoV}deg`,
    'min-camera-orbit': 'auto 0deg 0m',
    'max-camera-orbit': 'auto 180deg 1000000m',
    'min-field-of-view': '1deg',
    'max-field-of-view': '179deg',
    'interaction-prompt': 'none',
  };
}

/// Opens a browser that has `pixelRatio` device pixels per CSS pixel; draw(scenario, width, height) resolves with the
/// picture at rest, RGBA. close() when done.
export async function openRenderer(pixelRatio) {
  const server = await new TestServer({ hostClock }).start();
  const browser = await launch();
  return {
    async draw(scenario, width, height) {
      const { dimensions } = scenario;
      const context = await browser.newContext({
        viewport: dimensions,
        deviceScaleFactor: pixelRatio,
      });
      try {
        const page = await context.newPage();
        const watched = new Watched(page, []);
        await page.goto(
          server.page({
            elements: [{ attributes: attributes(scenario), ...dimensions }],
            css: 'html, body { background: transparent; }',
          }),
          { waitUntil: 'commit' },
        );
        await page.waitForSelector('#v0', { state: 'attached' });
        const load = await page.evaluate(() => harness.next('v0', ['load', 'error']));
        if (load.kind === 'error') throw new Error(JSON.stringify(load.detail));
        await page.evaluate((ms) => harness.still('v0', false, ms), patience);
        const shot = await page.screenshot({ type: 'png', omitBackground: true });
        await watched.verdict();
        return throughWebp(shrink(decode(shot), width, height), webpQuality);
      } finally {
        await context.close();
      }
    },
    /// False once the browser is gone.
    alive: () => browser.isConnected(),
    async close() {
      await browser.close();
      await server.stop();
    },
  };
}
