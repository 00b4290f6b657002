// How much of a product's picture and how little of its texture memory is left after packing.
import { chromium } from 'playwright-core';
import { chromiumFlags, chromiumPath } from '../support/browser.mjs';
import { decode } from '../support/picture.mjs';
import { TestServer } from '../support/server.mjs';

const side = 1024;
// A software rasteriser takes seconds for one frame of glass and cloth at this size, and the picture at rest is the mean of eight.
const patienceMs = 240_000;

async function withElement(src, mounts, use) {
  const server = await new TestServer({ policy: null, mounts }).start();
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    headless: true,
    args: chromiumFlags,
  });
  try {
    const context = await browser.newContext({
      viewport: { width: side, height: side },
      deviceScaleFactor: 1,
    });
    const page = await context.newPage();
    const attributes = {
      src,
      alt: 'product',
      'camera-orbit': '30deg 75deg 105%',
      'interaction-prompt': 'none',
    };
    await page.goto(server.page({ elements: [{ attributes, width: side, height: side }] }));
    await page.waitForSelector('#v0', { state: 'attached' });
    const load = await page.evaluate(() => harness.next('v0', ['load', 'error']));
    if (load.kind === 'error') throw new Error(`${src}: ${JSON.stringify(load.detail)}`);
    await page.evaluate((limit) => harness.still('v0', false, limit), patienceMs);
    return await use(page);
  } finally {
    await browser.close();
    await server.stop();
  }
}

const picture = (src, mounts) =>
  withElement(src, mounts, async (page) => decode(await page.locator('#v0').screenshot()));

/// PSNR in dB of the packed product's picture against the source's, on white, over all channels.
export async function pictureDifference(product, mounts) {
  const a = await picture(product.source, mounts);
  const b = await picture(product.manifest, mounts);
  let sum = 0;
  let count = 0;
  for (let i = 0; i < a.data.length; ++i) {
    if (i % 4 === 3) continue;
    sum += (a.data[i] - b.data[i]) ** 2;
    ++count;
  }
  return sum === 0 ? 99 : 10 * Math.log10((255 * 255) / (sum / count));
}

/// GPU texture memory of the packed product at full detail, of what its textures would take as RGBA8 with all levels.
export function textureShare(product, mounts) {
  return withElement(product.manifest, mounts, async (page) => {
    const bytes = await page.evaluate(() => document.getElementById('v0').stats.gpuTextureBytes);
    const plain = product.json.textures.reduce(
      (sum, t) => sum + (t.width * t.height * 4 * 4) / 3,
      0,
    );
    return plain ? bytes / plain : 0;
  });
}
