// A shop as pages use it: the calls of docs/api/openapi.yaml, typed. What it returns was checked (see types.ts).
//
//   const shop = new Shop({ apiBase: '/' });
//   const cart = await shop.addToCart({ sku: 'MUG-GREEN', quantity: 1 });

import { commerceClient, ShopError } from './client.js';
import type { AnswerName, Answers, ApiRequest } from './messages.js';
import type { Cart, Money, Order, Product, ProductPage } from './types.js';

export interface ShopOptions {
  /** The API is at `v1/` below; relative to the page. '/' unless told. */
  apiBase?: string;
  /** Carts of another origin of the same site travel by cookie; without, by a token that the page keeps. */
  withCredentials?: boolean;
}

export interface CallOptions {
  /** An abort ends the request at once. */
  signal?: AbortSignal | undefined;
}

export interface NewOrder {
  /** The cart's total that the shopper saw; the order is refused where it is another by now. */
  expectedTotal: Money;
  customer: { name: string; email: string };
  shippingAddress?: { street: string; city: string; postalCode: string; country: string };
}

interface Intention {
  key: string;
  at: number;
  running: Promise<unknown> | null;
}

/** Milliseconds after which the same click means something new, whatever became of the first. */
const INTENTION_LIMIT = 10 * 60_000;
const TOKEN_STORE = 'vitrine-cart:';

/** By API and intention: shared by all Shops of the page, because the shopper is one. */
const intentions = new Map<string, Intention>();

/** By API: settles when the calls that may make the visitor's cart are over. */
const firsts = new Map<string, Promise<unknown>>();
/** APIs that gave this page's visitor a cart. */
const known = new Set<string>();
/** By API: tokens of carts. A page may be forbidden to store anything; a cart then lives as long as the page. */
const tokens = new Map<string, string>();

/** crypto.randomUUID() exists only on secure pages. */
function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Whether the server may have done what it was asked, although nobody knows. */
function uncertain(problem: unknown): boolean {
  if (!(problem instanceof ShopError)) return true; // aborted
  return problem.status === 0 || problem.status === 408 || problem.status >= 500;
}

/** Fires `cart-change` (CustomEvent, detail: Cart) when an answer brought a newer cart. */
export class Shop extends EventTarget {
  readonly apiBase: string;
  private readonly withCredentials: boolean;
  private version = -1;

  constructor({ apiBase = '/', withCredentials = false }: ShopOptions = {}) {
    super();
    this.apiBase = new URL(apiBase.replace(/\/*$/, '/'), document.baseURI).href;
    this.withCredentials = withCredentials;
  }

  async product(id: string, options?: CallOptions): Promise<Product> {
    return this.catalogue('product', `v1/products/${encodeURIComponent(id)}`, options);
  }

  async products(options: CallOptions & { cursor?: string } = {}): Promise<ProductPage> {
    const query = options.cursor ? `?cursor=${encodeURIComponent(options.cursor)}` : '';
    return this.catalogue('products', `v1/products${query}`, options);
  }

  async cart(options?: CallOptions): Promise<Cart> {
    return this.newer(await this.own('cart', 'GET', 'v1/cart', null, '', options));
  }

  /**
   * Puts pieces into the cart. The same call again while it is under way (a double click), or after it failed without an
   * answer, is the same intention and makes one line.
   */
  addToCart({ sku, quantity = 1, signal }: CallOptions & { sku: string; quantity?: number }) {
    return this.once('v1/cart/items', JSON.stringify({ sku, quantity }), async (key, body) =>
      this.newer(await this.own('cart', 'POST', 'v1/cart/items', body, key, { signal })),
    );
  }

  /** 0 removes the line. */
  async changeQuantity(lineId: string, quantity: number, options?: CallOptions): Promise<Cart> {
    const path = `v1/cart/items/${encodeURIComponent(lineId)}`;
    const body = JSON.stringify({ quantity });
    return this.newer(await this.own('cart', 'PATCH', path, body, '', options));
  }

  async removeLine(lineId: string, options?: CallOptions): Promise<Cart> {
    const path = `v1/cart/items/${encodeURIComponent(lineId)}`;
    return this.newer(await this.own('cart', 'DELETE', path, null, '', options));
  }

  /** One order for one intention, as addToCart(). */
  placeOrder(order: NewOrder, { signal }: CallOptions = {}): Promise<Order> {
    return this.once('v1/orders', JSON.stringify(order), (key, body) =>
      this.own('order', 'POST', 'v1/orders', body, key, { signal }),
    );
  }

  private async once<T>(
    path: string,
    body: string,
    call: (key: string, body: string) => Promise<T>,
  ): Promise<T> {
    const name = `${this.apiBase}${path} ${body}`;
    const now = performance.now();
    let intention = intentions.get(name);
    if (intention?.running) return intention.running as Promise<T>;
    if (!intention || now - intention.at > INTENTION_LIMIT) {
      intention = { key: randomKey(), at: now, running: null };
    }
    intentions.set(name, intention);
    const running = call(intention.key, body);
    intention.running = running;
    try {
      const value = await running;
      intentions.delete(name);
      return value;
    } catch (problem) {
      intention.running = null;
      if (!uncertain(problem)) intentions.delete(name);
      throw problem;
    }
  }

  /** The same for everybody, so it is asked for without cookies unless told otherwise. */
  private async catalogue<K extends AnswerName>(answer: K, path: string, options?: CallOptions) {
    const credentials = this.withCredentials ? 'include' : 'omit';
    const request = this.request(answer, 'GET', path, null, credentials);
    return (await commerceClient.call(request, options?.signal)).value;
  }

  /** The visitor's own. */
  private async own<K extends AnswerName>(
    answer: K,
    method: ApiRequest['method'],
    path: string,
    body: string | null,
    key: string,
    options?: CallOptions,
  ): Promise<Answers[K]> {
    const credentials = this.withCredentials ? 'include' : 'same-origin';
    const request = this.request(answer, method, path, body, credentials);
    if (key) request.headers['idempotency-key'] = key;
    const byToken = !this.withCredentials && new URL(this.apiBase).origin !== location.origin;
    const call = () => (byToken ? this.withToken(request, options) : this.ask(request, options));
    // Two first calls at once would make two carts, and the visitor would keep one of them.
    const first = byToken ? !this.token() : method === 'POST' && !known.has(this.apiBase);
    if (!first) return call();
    const turn = (firsts.get(this.apiBase) ?? Promise.resolve()).then(call);
    firsts.set(
      this.apiBase,
      turn.catch(() => {}),
    );
    const value = await turn;
    known.add(this.apiBase);
    return value;
  }

  private async ask<K extends AnswerName>(
    request: ApiRequest & { answer: K },
    options?: CallOptions,
  ): Promise<Answers[K]> {
    return (await commerceClient.call(request, options?.signal)).value;
  }

  /** By a token that the page keeps. One that the server does not know any more is given up, with the cart. */
  private async withToken<K extends AnswerName>(
    request: ApiRequest & { answer: K },
    options?: CallOptions,
  ): Promise<Answers[K]> {
    const sent = this.token() || 'new';
    request.headers['cart-token'] = sent;
    try {
      const { value, token } = await commerceClient.call(request, options?.signal);
      if (token) this.keepToken(token);
      return value;
    } catch (problem) {
      const refused = problem instanceof ShopError && problem.code === 'bad-cart-token';
      if (!refused || sent === 'new') throw problem;
      if (this.token() === sent) this.keepToken('');
      this.version = -1;
      return this.withToken(request, options);
    }
  }

  private request<K extends AnswerName>(
    answer: K,
    method: ApiRequest['method'],
    path: string,
    body: string | null,
    credentials: RequestCredentials,
  ): ApiRequest & { answer: K } {
    const url = new URL(path, this.apiBase).href;
    const headers: Record<string, string> = body ? { 'content-type': 'application/json' } : {};
    return { method, url, answer, credentials, body, headers };
  }

  private newer(cart: Cart): Cart {
    if (cart.version > this.version) {
      this.version = cart.version;
      this.dispatchEvent(new CustomEvent<Cart>('cart-change', { detail: cart }));
    }
    return cart;
  }

  /** Empty before there is one. */
  private token(): string {
    const kept = tokens.get(this.apiBase) ?? '';
    try {
      return localStorage.getItem(TOKEN_STORE + this.apiBase) ?? kept;
    } catch {
      return kept;
    }
  }

  private keepToken(token: string): void {
    tokens.set(this.apiBase, token);
    try {
      localStorage.setItem(TOKEN_STORE + this.apiBase, token);
    } catch {
      // see `tokens`
    }
  }
}
