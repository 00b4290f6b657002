// product-id: what is there before the shop's code is (chunks/commerce.ts), which comes when a product is wanted.

import type { AddToCartOptions, ProductLink } from '../commerce/product-link.js';
import type { Cart, Product, ProductOption } from '../commerce/types.js';
import { chunk, chunkUrl } from './chunks.js';
import type { ProductViewerElement } from './element.js';
import { emit } from './events.js';
import { hostClient } from './host-client.js';
import { reflecting } from './reflect.js';

// On a server there is no HTMLElement; importing must still work.
const Base = globalThis.HTMLElement ?? (Object as unknown as typeof HTMLElement);

export interface ProductSource {
  id: string;
  /** As the page gave it. */
  apiBase: string;
  withCredentials: boolean;
  disableAnalytics: boolean;
}

export const SHOP_ATTRIBUTES = ['product-id', 'api-base', 'disable-analytics', 'disable-hotspots'];

export class Shopping {
  link: ProductLink | null = null;
  /** What stands in for attributes that the page does not give. */
  private catalogue: Record<string, string | null> = {};
  private opened = '';
  private opening: Promise<ProductLink> | null = null;

  private changed: (names: string[]) => void = () => {};
  say: (text: string) => void = () => {};

  constructor(private readonly element: ProductViewerElement) {}

  /** `changed`: these attributes have another value() than before. */
  connect(changed: (names: string[]) => void, voice: { say(text: string): void }): void {
    this.changed = changed;
    this.say = (text) => voice.say(text);
  }

  /** The element's attribute, or what the catalogue says in its place. */
  value(name: string): string | null {
    return this.element.getAttribute(name) ?? this.catalogue[name] ?? null;
  }

  /** Other values of the catalogue; those that are not named stay. */
  list(values: Record<string, string | null>): void {
    const before = this.catalogue;
    this.catalogue = { ...before, ...values };
    this.changed(Object.keys(values).filter((name) => before[name] !== values[name]));
  }

  /** Shows the product that the attributes ask for; without a change of them it does nothing. */
  update(): void {
    const { productId: id, apiBase, withCredentials, disableAnalytics } = this.element;
    const source = { id: id ?? '', apiBase: apiBase ?? '/', withCredentials, disableAnalytics };
    const name = id ? JSON.stringify(source) : '';
    if (name === this.opened) return this.link?.annotate();
    this.close();
    if (!id) return this.forget();
    this.opened = name;
    hostClient.prepare();
    this.opening = chunk('commerce').then(({ ProductLink }) => {
      if (name !== this.opened) throw new DOMException('Another product is shown.', 'AbortError');
      return (this.link = new ProductLink(this, this.element, source));
    });
    this.opening.catch((problem: Error) => {
      if (problem.name === 'AbortError') return;
      this.opened = '';
      const url = chunkUrl('commerce');
      const message = `No answer for ${url}.`;
      emit(this.element, 'error', { code: 'network', message, url, status: 0 });
    });
  }

  /** There is no product any more; the attributes alone count again. */
  forget(): void {
    this.close();
    const names = Object.keys(this.catalogue);
    if (names.length) this.element.hotspots = [];
    this.catalogue = {};
    this.changed(names);
  }

  /** Ends all requests. */
  close(): void {
    this.opened = '';
    this.opening = null;
    this.link?.end();
    this.link = null;
  }

  async addToCart(options?: AddToCartOptions): Promise<Cart> {
    if (!this.opening) throw new Error('There is no product: set "product-id".');
    return (await this.opening).addToCart(options);
  }
}

/** Names the shop among an element's properties without a word that a page could meet. */
export const SHOP = Symbol('shop');

/** The element's public surface of the shop. */
export class ShopElement extends reflecting(Base) {
  /** @internal */ readonly [SHOP] = new Shopping(this as unknown as ProductViewerElement);

  /** The product of `product-id`, frozen; null before `product-load`. */
  get product(): Product | null {
    return this[SHOP].link?.product ?? null;
  }
  /** What can be bought now; null before `product-load`. */
  get selectedOption(): ProductOption | null {
    return this[SHOP].link?.selectedOption ?? null;
  }
  /**
   * Chooses one of `product.variants` by its id, or by a value of one of `product.options`: selectOption('glaze', 'green').
   * Throws for what the product doesn't have.
   */
  selectOption(id: string, value?: string): void {
    const { link } = this[SHOP];
    if (!link) throw new Error('The product is not loaded yet; wait for "product-load".');
    link.selectOption(id, value);
  }
  /** Puts the selected option into the cart; rejects with a ShopError, which the `error` event tells, too. */
  addToCart(options?: AddToCartOptions): Promise<Cart> {
    return this[SHOP].addToCart(options);
  }
}
