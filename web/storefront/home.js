// The shop's front page. Its cards are in the markup, so that words and posters are there before any script; what only the
// shop knows (prices, stock, products that are new or gone) is filled in.

import { acceptFiles } from './drop.js';
import { byId, countLater, make, priceText, sentence, shop, tell } from './page.js';

function card({ id, name, tagline, alt, poster }) {
  const viewer = document.createElement('product-viewer');
  for (const attribute of ['camera-controls', 'disable-zoom', 'disable-pan', 'disable-hotspots']) {
    viewer.setAttribute(attribute, '');
  }
  viewer.setAttribute('interaction-prompt', 'none');
  viewer.setAttribute('alt', alt);
  viewer.setAttribute('poster', poster.url);
  viewer.setAttribute('product-id', id);
  const link = make('a', '', name);
  link.href = `product.html?id=${encodeURIComponent(id)}`;
  const item = make(
    'li',
    'card',
    make('div', 'frame', viewer),
    make('div', 'line', make('h2', '', link), make('span', 'price')),
    make('p', '', tagline ?? ''),
  );
  item.dataset.id = id;
  return item;
}

async function allProducts() {
  const all = [];
  for (let cursor; ;) {
    const page = await shop.products(cursor ? { cursor } : {});
    all.push(...page.items);
    if (!page.nextCursor) return all;
    cursor = page.nextCursor;
  }
}

async function fill() {
  const grid = byId('grid');
  const shown = new Map([...grid.children].map((item) => [item.dataset.id, item]));
  for (const product of await allProducts()) {
    const item = shown.get(product.id) ?? grid.appendChild(card(product));
    shown.delete(product.id);
    item.querySelector('.price').textContent = product.available
      ? `from ${priceText(product.priceFrom)}`
      : 'Sold out';
  }
  for (const gone of shown.values()) gone.remove();
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

fill().catch((problem) => {
  console.error(problem);
  tell(byId('notice'), sentence(problem));
});
countLater();
