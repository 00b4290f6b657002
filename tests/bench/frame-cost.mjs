// What one frame of full quality costs: the whole picture is asked for anew, by a change of exposure that nobody sees,
// as often as the side can draw it. No side may draw fewer pixels meanwhile.
const costMs = 3000;

/// Milliseconds per frame of `#v0`, at the scale that the side drew with (1: all pixels of the page).
export async function frameCost(page, client) {
  await page.evaluate(() => {
    customElements.get(document.getElementById('v0').localName).minimumRenderScale = 1;
  });
  await page.evaluate(() => harness.still('v0'));
  const start = await page.evaluate(() => ({
    frames: harness.frames('v0'),
    time: performance.now(),
  }));
  const frames = await page.evaluate(async (ms) => {
    const element = document.getElementById('v0');
    const end = performance.now() + ms;
    for (let i = 0; performance.now() < end; ++i) {
      element.setAttribute('exposure', i % 2 ? '1' : '1.001');
      await harness.frame();
    }
    return harness.frames('v0');
  }, costMs);
  // The frames that wait at the GPU count, too: a picture of the page comes after them.
  await client.send('Page.captureScreenshot', {
    format: 'jpeg',
    clip: { x: 0, y: 0, width: 8, height: 8, scale: 1 },
  });
  const end = await page.evaluate(() => ({
    time: performance.now(),
    scale: document.getElementById('v0').stats?.renderScale ?? 1,
  }));
  return { ms: (end.time - start.time) / Math.max(1, frames - start.frames), scale: end.scale };
}
