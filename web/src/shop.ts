// The shop's API for pages. In the bundle, shop.js hands on what the chunk of the shop exports, so that a page with both has
// the code once; this file is what it looks like to TypeScript.

export { ShopError } from './commerce/client.js';
export { Shop, type CallOptions, type NewOrder, type ShopOptions } from './commerce/shop.js';
export type * from './commerce/types.js';
