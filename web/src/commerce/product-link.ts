// An element's product: loads it from the shop, hands its model and view to the element, and keeps the chosen option.

import type { ProductViewerElement } from '../page/element.js';
import { emit } from '../page/events.js';
import type { ProductSource, Shopping } from '../page/shopping.js';
import { Analytics, Reporter } from './analytics.js';
import { ShopError } from './client.js';
import { Shop } from './shop.js';
import type { Cart, Product, ProductOption } from './types.js';

export interface AddToCartOptions {
  /** 1 unless told. */
  quantity?: number;
  signal?: AbortSignal;
}

function freeze<T>(value: T): T {
  if (value && typeof value === 'object') {
    for (const each of Object.values(value)) freeze(each);
    Object.freeze(value);
  }
  return value;
}

const text = (value: number | null) => (value === null ? null : String(value));

/** What the catalogue says in place of attributes that the page does not give. */
function attributesOf({ alt, poster, model, view }: Product): Record<string, string | null> {
  return {
    src: (model.manifest ?? model.glb)?.url ?? null,
    alt,
    poster: poster.url,
    'camera-orbit': view.cameraOrbit,
    'camera-target': view.cameraTarget,
    'field-of-view': view.fieldOfView,
    'environment-image': view.environmentImage,
    exposure: text(view.exposure),
    'shadow-intensity': text(view.shadowIntensity),
    look: view.look,
  };
}

export class ProductLink {
  product: Product | null = null;
  selectedOption: ProductOption | null = null;
  private readonly shop: Shop;
  private readonly abort = new AbortController();
  private readonly analytics: Analytics | null;
  /** Settles when the product is there; rejects when it can't be had. */
  readonly ready: Promise<void>;

  constructor(
    private readonly shopping: Shopping,
    private readonly element: ProductViewerElement,
    source: ProductSource,
  ) {
    const { id, apiBase, withCredentials, disableAnalytics } = source;
    this.shop = new Shop({ apiBase, withCredentials });
    this.analytics = disableAnalytics
      ? null
      : new Analytics(element, Reporter.of(this.shop.apiBase, withCredentials), id);
    this.ready = this.load(id);
    this.ready.catch(() => {}); // told by an event
  }

  /** No request, no timer and no listener is left. */
  end(): void {
    this.abort.abort();
    this.analytics?.stop();
  }

  /** The option with this id, or the one with this value for a choice and the present values for the others. */
  selectOption(id: string, value?: string): void {
    const { product, selectedOption } = this;
    if (!product) throw new Error('The product is not loaded yet; wait for "product-load".');
    const option = value === undefined ? find(product, id) : this.choose(product, id, value);
    if (option === selectedOption) return;
    this.selectedOption = option;
    this.show(option.materialVariant);
    const { sku, price, stock } = option;
    this.say('option-chosen', option);
    const repainted = option.materialVariant !== selectedOption?.materialVariant;
    this.analytics?.option(option.id, sku, repainted);
    emit(this.element, 'option-change', { option, sku, price, stock });
  }

  /** The catalogue's hotspots on the model, unless the page wants none. */
  annotate(): void {
    if (!this.product) return;
    const wanted = this.element.disableHotspots ? [] : this.product.hotspots;
    if (this.element.hotspots !== wanted && this.element.hotspots.length + wanted.length > 0) {
      this.element.hotspots = wanted;
    }
  }

  async addToCart({ quantity = 1, signal }: AddToCartOptions = {}): Promise<Cart> {
    await this.ready;
    const option = this.selectedOption;
    if (!option) throw new Error('There is no product.');
    const ended = new AbortController();
    const end = () => ended.abort(signal?.reason ?? this.abort.signal.reason);
    if (signal?.aborted) end();
    signal?.addEventListener('abort', end);
    this.abort.signal.addEventListener('abort', end);
    try {
      const { sku } = option;
      const cart = freeze(await this.shop.addToCart({ sku, quantity, signal: ended.signal }));
      const line = cart.lines.find((each) => each.sku === sku) ?? null;
      this.analytics?.tell({ type: 'cart', variantId: option.id, sku, quantity });
      this.say('in-cart', option);
      emit(this.element, 'add-to-cart', { cart, line, quantity });
      return cart;
    } catch (problem) {
      this.tell(problem);
      throw problem;
    } finally {
      signal?.removeEventListener('abort', end);
      this.abort.signal.removeEventListener('abort', end);
    }
  }

  private say(what: 'option-chosen' | 'in-cart', { label }: ProductOption): void {
    this.shopping.say(this.element.words(what).replace('$', () => label));
  }

  private async load(id: string): Promise<void> {
    try {
      const product = freeze(await this.shop.product(id, { signal: this.abort.signal }));
      const option = find(product, product.defaultVariant);
      this.product = product;
      this.selectedOption = option;
      this.shopping.list({ ...attributesOf(product), 'variant-name': option.materialVariant });
      this.annotate();
      emit(this.element, 'product-load', { product, option });
    } catch (problem) {
      this.tell(problem);
      throw problem;
    }
  }

  /** The page's own `variant-name` would stand in the way, so it follows. */
  private show(variant: string | null): void {
    if (!this.element.hasAttribute('variant-name')) {
      return this.shopping.list({ 'variant-name': variant });
    }
    if (variant === null) this.element.removeAttribute('variant-name');
    else this.element.setAttribute('variant-name', variant);
  }

  private choose(product: Product, choice: string, value: string): ProductOption {
    const wanted = { ...this.selectedOption?.values, [choice]: value };
    const option = product.variants.find(({ values }) =>
      Object.entries(wanted).every(([id, each]) => values[id] === each),
    );
    if (!option) throw new RangeError(`The product is not sold with ${choice} "${value}".`);
    return option;
  }

  /** Aborts are nobody's problem. */
  private tell(problem: unknown): void {
    if (!(problem instanceof ShopError)) return;
    const { code, message, url, status } = problem;
    emit(this.element, 'error', { code, message, url, status });
  }
}

function find(product: Product, id: string): ProductOption {
  const option = product.variants.find((each) => each.id === id);
  if (!option) throw new RangeError(`The product has no option "${id}".`);
  return option;
}
