// Entry of the bundle: defines <product-viewer>. Importing it on a server does nothing.
//
//   <script type="module" src="/product-viewer.js"></script>
//   <product-viewer src="shoe.glb" alt="A running shoe" poster="shoe.webp" camera-controls></product-viewer>

import { ProductViewerElement } from './page/element.js';

export { ProductViewerElement };
export type { ProductViewerEventMap } from './page/events.js';
export type * from './commerce/types.js';
export type { ViewerDetail, ViewerError, ViewerInfo, ViewerStats } from './messages.js';

const NAME = 'product-viewer';

if (typeof customElements !== 'undefined' && !customElements.get(NAME)) {
  customElements.define(NAME, ProductViewerElement);
}

declare global {
  interface HTMLElementTagNameMap {
    'product-viewer': ProductViewerElement;
  }
}
