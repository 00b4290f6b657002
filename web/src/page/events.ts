// The element's events and what their `detail` holds. None of them bubbles, as with <model-viewer>.

import type { ArStatus } from '../chunks/ar.js';
import type { Cart, CartLine, Money, Product, ProductOption } from '../commerce/types.js';
import type { ViewerDetail, ViewerError } from '../messages.js';

export interface ProductViewerEventMap {
  /** 0 to 1, only forward within a load; 1 comes with `load`. */
  progress: { totalProgress: number };
  /** The first picture of the model is on screen. */
  preview: { url: string };
  /** The model is on screen in full detail. */
  load: { url: string };
  /** The model is drawn more or less finely than before, in the picture just shown. */
  'detail-change': ViewerDetail;
  error: ViewerError;
  /** A new picture is about to be put on screen. */
  'before-render': null;
  /** The pictures have another resolution than before: the first, after a resize, when frames run late or no longer do. */
  'render-scale': {
    /** The device's pixels per CSS pixel, and those that are drawn. */
    reportedDpr: number;
    renderedDpr: number;
    /** As few as there may be, see minimumRenderScale. */
    minimumDpr: number;
    pixelWidth: number;
    pixelHeight: number;
    /** 'GPU throttling' while fewer pixels are drawn than the device has, else ''. */
    reason: string;
  };
  /** The product shows what `variant-name` asked for. */
  'variant-applied': null;
  /** The product is lit by another environment. */
  'environment-change': null;
  /** interact() is over. */
  'interact-stopped': { source: 'user-interaction' | 'automatic' };
  'ar-status': { status: ArStatus };
  'quick-look-button-tapped': null;
  /** A hotspot of the catalogue was opened. */
  'hotspot-select': { id: string };
  'camera-change': { source: 'user-interaction' | 'automatic' };
  play: null;
  pause: null;
  loop: null;
  finished: null;
  'poster-dismissed': null;
  'model-visibility': { visible: boolean };
  /** The GPU took its memory back. The last picture stays while everything is brought back. */
  webglcontextlost: null;
  /** Everything is back, as it was. */
  webglcontextrestored: null;
  /** The product of `product-id` is there; `option` is the one that is shown at first. */
  'product-load': { product: Product; option: ProductOption };
  'option-change': { option: ProductOption; sku: string; price: Money; stock: number };
  /** `line`: where it is in the cart now. */
  'add-to-cart': { cart: Cart; line: CartLine | null; quantity: number };
}

type Listener<E> = (this: HTMLElement, event: E) => unknown;

/** addEventListener() that knows the events above; of the same names on other elements nothing comes here. */
export interface TypedEvents {
  addEventListener<K extends keyof ProductViewerEventMap>(
    type: K,
    listener: Listener<CustomEvent<ProductViewerEventMap[K]>>,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener<K extends keyof HTMLElementEventMap>(
    type: K,
    listener: Listener<HTMLElementEventMap[K]>,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

export function emit<K extends keyof ProductViewerEventMap>(
  element: HTMLElement,
  type: K,
  detail: ProductViewerEventMap[K],
): void {
  element.dispatchEvent(new CustomEvent(type, { detail }));
}
