// The shop: what `product-id` needs on the page's side, and the shop's API for pages (shop.js).

export { ShopError } from '../commerce/client.js';
export { ProductLink } from '../commerce/product-link.js';
export { Shop } from '../commerce/shop.js';
