// The catalogue: fetched once, checked before use. Prices are integers in minor units.

const CATALOGUE = new URL('assets/catalogue.json', import.meta.url);

const isText = (value) => typeof value === 'string' && value.length > 0;

function isProduct(value) {
  return (
    value !== null &&
    typeof value === 'object' &&
    isText(value.id) &&
    isText(value.name) &&
    isText(value.model) &&
    Number.isInteger(value.price) &&
    /^[A-Z]{3}$/.test(value.currency)
  );
}

/** Products in the order of the shop. Rejects with a sentence for the visitor. */
export async function loadCatalogue() {
  const response = await fetch(CATALOGUE);
  if (!response.ok) throw new Error(`The catalogue can't be had (status ${response.status}).`);
  const list = await response.json();
  if (!Array.isArray(list)) throw new Error('The catalogue is not a list.');
  return list.filter(isProduct);
}

/** References in the catalogue are relative to it. */
export function assetUrl(path) {
  return path ? new URL(path, CATALOGUE).href : '';
}

export function priceText({ price, currency }) {
  const format = new Intl.NumberFormat(undefined, { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits;
  return format.format(price / 10 ** digits);
}

/** Puts a product on a viewer. `src` comes last, so that everything else is known when it loads. */
export function showProduct(viewer, product) {
  const attributes = {
    alt: product.alt ?? product.name,
    poster: assetUrl(product.poster),
    'camera-orbit': product.orbit,
    'shadow-intensity': '1',
    src: assetUrl(product.model),
  };
  for (const [name, value] of Object.entries(attributes)) {
    if (value) viewer.setAttribute(name, value);
    else viewer.removeAttribute(name);
  }
}

export function tell(notice, text) {
  notice.textContent = text;
  notice.hidden = !text;
}
