// Type-checked against the package's declarations, never run. Each @ts-expect-error is a promise too.
import {
  ProductViewerElement,
  type ProductViewerEventMap,
  type ViewerError,
} from '@vitrine/product-viewer';

const viewer = document.createElement('product-viewer');
const same: ProductViewerElement = viewer;
viewer.src = '/shoe/manifest.json';
viewer.cameraControls = true;
viewer.exposure = 1.2;
viewer.addEventListener('load', (event) => console.log(event.detail.url.length));
viewer.addEventListener('error', ({ detail }: CustomEvent<ViewerError>) =>
  console.log(detail.code),
);
viewer.addEventListener('click', (event) => console.log(event.clientX));
const blob: Promise<Blob> = same.toBlob({ mimeType: 'image/webp', qualityArgument: 0.8 });
const names: (keyof ProductViewerEventMap)[] = ['load', 'camera-change', 'webglcontextlost'];
const found: ProductViewerElement | null = document.querySelector('product-viewer');
console.log(blob, names, found?.getCameraOrbit().theta);

// @ts-expect-error a number
viewer.exposure = 'bright';
// @ts-expect-error no such event
names.push('loaded');
// @ts-expect-error read only
viewer.loaded = true;
