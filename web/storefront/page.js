// What all pages of the shop share: the shop's API, the cart's count, words for money and for what went wrong.

import { Shop, ShopError } from './shop.js';

export const shop = new Shop({ apiBase: new URL('.', import.meta.url).href });

export const byId = (id) => document.getElementById(id);

/** An element with a class and children; text goes in as text. */
export function make(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

/** Amounts are minor units; how many make one is the currency's affair. */
export function priceText({ amount, currency }) {
  const format = new Intl.NumberFormat(undefined, { style: 'currency', currency });
  return format.format(amount / 10 ** format.resolvedOptions().maximumFractionDigits);
}

export function tell(notice, ...content) {
  notice.replaceChildren(...content);
  notice.hidden = content.length === 0 || content[0] === '';
}

/** A sentence for the shopper; developers find the rest in the console. */
export function sentence(problem) {
  if (!(problem instanceof ShopError)) return 'Something went wrong. Please try again.';
  const { code, status } = problem;
  const left = problem.problem?.available;
  if (code === 'insufficient-stock') {
    return left ? `Only ${left} are left of it.` : 'It has just been sold out.';
  }
  if (code === 'price-changed') return 'A price has changed. Please look at the new total.';
  if (code === 'cart-full') return 'That is more than a cart can hold.';
  if (code === 'offline') return 'You are offline. It will work once you are back.';
  if (code === 'network' || status >= 500) return 'The shop does not answer. Please try again.';
  if (status === 404) return 'There is no such product any more.';
  return problem.message;
}

// --- the number beside "Cart", the same in all tabs ---

const tabs = 'BroadcastChannel' in globalThis ? new BroadcastChannel('vitrine-cart') : null;

function count(pieces) {
  const badge = byId('cart-count');
  badge.hidden = pieces === 0;
  badge.textContent = String(pieces);
  badge.setAttribute('aria-label', pieces === 1 ? '1 piece' : `${pieces} pieces`);
}

/** This tab knows a newer cart. */
export function cartChanged(cart) {
  count(cart.count);
  tabs?.postMessage(cart.count);
}

/** Another tab does. */
export function onOtherTab(listener) {
  tabs?.addEventListener('message', listener);
}

onOtherTab(({ data }) => count(data));
shop.addEventListener('cart-change', ({ detail }) => count(detail.count));

/** Asks for the cart once the page has nothing better to do. */
export function countLater() {
  const idle = globalThis.requestIdleCallback ?? ((then) => setTimeout(then, 200));
  idle(() => shop.cart().catch(() => {}));
}
