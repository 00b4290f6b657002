// The shop: what `product-id` needs on the page's side, and the shop's API for pages (shop.js).

export { ShopError } from '../commerce/client.js';
export { ProductLink, type AddToCartOptions } from '../commerce/product-link.js';
export { Shop, type CallOptions, type NewOrder, type ShopOptions } from '../commerce/shop.js';
export type * from '../commerce/types.js';
