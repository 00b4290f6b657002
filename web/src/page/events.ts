// The element's events and what their `detail` holds. None of them bubbles, as with <model-viewer>.

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
  'camera-change': { source: 'user-interaction' | 'automatic' };
  play: null;
  pause: null;
  loop: null;
  finished: null;
  'poster-dismissed': null;
  'model-visibility': { visible: boolean };
}

export function emit<K extends keyof ProductViewerEventMap>(
  element: HTMLElement,
  type: K,
  detail: ProductViewerEventMap[K],
): void {
  element.dispatchEvent(new CustomEvent(type, { detail }));
}
