import { ProductViewerElement } from '@vitrine/product-viewer';

const viewer = new ProductViewerElement();
viewer.id = 'v0';
viewer.src = '/models/red.glb';
viewer.alt = 'A red box';
document.body.append(viewer);
