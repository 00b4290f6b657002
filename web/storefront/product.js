// A product's own page. A model dropped on it takes the product's place.

import { acceptFiles } from './drop.js';
import { byId, cartChanged, countLater, make, priceText, sentence, tell } from './page.js';
import { id } from './poster.js';

const viewer = byId('viewer');
const notice = byId('notice');
const quantity = byId('quantity');
const add = byId('add');

const query = new URLSearchParams(location.search);

/** Fewer than this are worth a word. */
const FEW = 5;

const put = (name, text) => {
  byId(name).textContent = text ?? '';
};

/** In the shopper's units, as the viewer draws them. */
function sizeText({ width, height, depth }) {
  const large = Math.max(width, height, depth) >= 10_000;
  const inches = /-(?:US|LR|MM)\b/i.test(navigator.language);
  const [unit, mmPerUnit] = inches ? ['in', 25.4] : large ? ['m', 1000] : ['cm', 10];
  const format = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });
  const values = [width, height, depth].map((mm) => format.format(mm / mmPerUnit));
  return `${values.join(' × ')} ${unit}`;
}

function stockText(stock) {
  if (stock === 0) return 'Sold out';
  return stock < FEW ? `Only ${stock} left` : 'In stock';
}

// --- the product and its options ---

function optionsOf({ options }, chosen) {
  return options.map((choice) => {
    const name = make('span', 'chosen');
    const values = choice.values.map(({ id: value, label, swatch }) => {
      const input = make('input', '');
      Object.assign(input, { type: 'radio', name: choice.id, value });
      input.checked = chosen.values[choice.id] === value;
      const dot = make('span', 'swatch');
      if (swatch) dot.style.setProperty('--swatch', swatch);
      input.addEventListener('change', () => choose(choice.id, value));
      return make('label', 'choice', input, dot, make('span', '', label));
    });
    const set = make('fieldset', 'choices', make('legend', '', choice.label, name), ...values);
    return set;
  });
}

function choose(choice, value) {
  try {
    viewer.selectOption(choice, value);
  } catch (problem) {
    tell(notice, problem.message);
  }
}

function showOption({ id: option, sku, price, stock }) {
  put('price', priceText(price));
  put('stock', stockText(stock));
  byId('stock').classList.toggle('few', stock < FEW);
  put('sku', sku);
  quantity.max = String(Math.max(1, Math.min(99, stock)));
  limit();
  add.setAttribute('aria-disabled', String(stock === 0));
  add.textContent = stock === 0 ? 'Sold out' : 'Add to cart';
  query.set('option', option);
  history.replaceState(null, '', `?${query}`);
}

viewer.addEventListener('product-load', ({ detail: { product } }) => {
  document.title = `${product.name} — Vitrine`;
  if (product.description)
    document.querySelector('meta[name="description"]').content = product.description;
  for (const name of ['name', 'tagline', 'description', 'licence']) put(name, product[name]);
  put('size', sizeText(product.dimensions));
  const wanted = product.variants.find((each) => each.id === query.get('option'));
  if (wanted) viewer.selectOption(wanted.id);
  byId('options').replaceChildren(...optionsOf(product, viewer.selectedOption));
  byId('closer').hidden = product.hotspots.length === 0;
  byId('notes').replaceChildren(
    ...product.hotspots.map(({ label, text }) =>
      make('div', '', make('dt', '', label), make('dd', '', text ?? '')),
    ),
  );
  showOption(viewer.selectedOption);
});

viewer.addEventListener('option-change', ({ detail }) => showOption(detail.option));

// --- how many, and into the cart ---

function limit() {
  const value = Math.round(Number(quantity.value)) || 1;
  quantity.value = String(Math.min(Math.max(1, value), Number(quantity.max)));
}

quantity.addEventListener('change', limit);
byId('fewer').addEventListener('click', () => {
  quantity.value = String(Number(quantity.value) - 1);
  limit();
});
byId('more').addEventListener('click', () => {
  quantity.value = String(Number(quantity.value) + 1);
  limit();
});

viewer.addEventListener('add-to-cart', ({ detail }) => cartChanged(detail.cart));

byId('buy').addEventListener('submit', async (event) => {
  event.preventDefault();
  if (add.getAttribute('aria-disabled') === 'true') return;
  add.setAttribute('aria-disabled', 'true');
  tell(notice, 'One moment …');
  try {
    const pieces = Number(quantity.value);
    await viewer.addToCart({ quantity: pieces });
    const link = make('a', '', 'View the cart');
    link.href = 'cart.html';
    tell(notice, `${pieces} × ${viewer.selectedOption.label} put into the cart. `, link);
  } catch (problem) {
    console.error(problem);
    tell(notice, sentence(problem));
  } finally {
    add.setAttribute('aria-disabled', String(viewer.selectedOption?.stock === 0));
  }
});

// --- the view ---

viewer.addEventListener('error', ({ detail }) => {
  if (!viewer.product) {
    put('name', 'Nothing to show');
    tell(notice, detail.status === 404 ? 'There is no such product.' : detail.message);
  } else console.warn(detail.message);
});

byId('reset').addEventListener('click', () => viewer.resetCamera());

const dimensions = byId('dimensions');
dimensions.addEventListener('click', () => {
  const shown = viewer.toggleAttribute('show-dimensions');
  dimensions.setAttribute('aria-pressed', String(shown));
  // From farther away, so that the lines have room.
  const { theta, phi } = viewer.getCameraOrbit();
  viewer.cameraOrbit = shown && viewer.modelIsVisible ? `${theta}rad ${phi}rad 140%` : null;
});

byId('picture').addEventListener('click', async () => {
  try {
    const blob = await viewer.toBlob({ mimeType: 'image/png' });
    const link = document.createElement('a');
    link.href = URL.createObjectURL(blob);
    link.download = `${id || 'product'}.png`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  } catch (problem) {
    tell(notice, problem.message);
  }
});

acceptFiles(null, (files) => {
  try {
    viewer.open(files);
    tell(notice, `${files[0]?.name} is shown in the product’s place.`);
  } catch (problem) {
    tell(notice, problem.message);
  }
});

if (id) viewer.setAttribute('product-id', id);
else {
  put('name', 'Nothing to show');
  tell(notice, 'There is no such product.');
}
countLater();
