// What is drawn over the picture and sticks to the model: hotspots and dimensions.

export { Annotations } from '../annotations/annotations.js';
export type { CatalogueHotspot } from '../annotations/catalogue.js';
export type { HotspotConfig, HotspotData } from '../annotations/hotspots.js';
