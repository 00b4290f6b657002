// Renders the posters of the demo catalogue with the viewer itself, in headless Chromium, into assets/products/.
//
//   make posters        (after `make dist products`; the pictures are small and kept in the repository)
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch } from '../../tests/support/browser.mjs';
import { TestServer } from '../../tests/support/server.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const size = 800;

const catalogue = JSON.parse(readFileSync(join(root, 'assets', 'catalogue.json'), 'utf8'));
const server = await new TestServer({ mounts: { assets: join(root, 'assets') } }).start();
const browser = await launch();
try {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  for (const product of catalogue) {
    await page.goto(server.page());
    const bytes = await page.evaluate(
      async ({ product, size }) => {
        const viewer = document.createElement('product-viewer');
        Object.assign(viewer.style, { position: 'fixed', inset: 0, width: `${size}px`, height: `${size}px` });
        viewer.cameraOrbit = product.orbit;
        viewer.shadowIntensity = 1;
        if (product.look) viewer.look = `/assets/${product.look}`;
        viewer.loading = 'eager';
        const shown = new Promise((resolve, reject) => {
          viewer.addEventListener('load', resolve);
          viewer.addEventListener('error', (event) => reject(new Error(event.detail.message)));
        });
        viewer.src = `/${product.model}`;
        document.body.append(viewer);
        await shown;
        const blob = await viewer.toBlob({ mimeType: 'image/webp', qualityArgument: 0.82 });
        return [...new Uint8Array(await blob.arrayBuffer())];
      },
      { product, size },
    );
    const file = join(root, 'assets', product.poster);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, Buffer.from(bytes));
    console.log(`${product.poster}: ${bytes.length} bytes`);
  }
} finally {
  await browser.close();
  await server.stop();
}
