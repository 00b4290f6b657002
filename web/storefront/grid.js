// The shop's front page: a live viewer per product, and one for the visitor's own model.

import { loadCatalogue, priceText, showProduct, tell } from './catalogue.js';
import { acceptFiles } from './drop.js';

const byId = (id) => document.getElementById(id);

function make(tag, className, ...children) {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...children);
  return element;
}

function card(product) {
  const viewer = document.createElement('product-viewer');
  // Turning is for the pointer, the wheel stays with the page.
  for (const name of ['camera-controls', 'disable-zoom', 'disable-pan']) {
    viewer.setAttribute(name, '');
  }
  viewer.setAttribute('interaction-prompt', 'none');
  showProduct(viewer, product);
  const link = make('a', '', product.name);
  link.href = `product.html?id=${encodeURIComponent(product.id)}`;
  return make(
    'li',
    'card',
    make('div', 'frame', viewer),
    make('div', 'line', link, make('span', 'price', priceText(product))),
    make('p', '', product.tagline ?? ''),
  );
}

async function showGrid() {
  try {
    const products = await loadCatalogue();
    byId('grid').append(...products.map(card));
    byId('licences').textContent = [
      ...new Set(products.map(({ name, licence }) => (licence ? `${name}: ${licence}` : ''))),
    ]
      .filter(Boolean)
      .join(' · ');
  } catch (problem) {
    tell(byId('notice'), problem.message);
  }
}

const own = byId('own-viewer');
own.addEventListener('preview', () => byId('own-frame').classList.add('filled'));
own.addEventListener('load', () => tell(byId('own-notice'), ''));
own.addEventListener('error', ({ detail }) => tell(byId('own-notice'), detail.message));
acceptFiles(byId('files'), (files) => {
  byId('own').scrollIntoView({ block: 'center' });
  try {
    own.open(files);
  } catch (problem) {
    tell(byId('own-notice'), problem.message);
  }
});

showGrid();
