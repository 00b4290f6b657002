// A product's own page. A model dropped on it takes the product's place.

import { loadCatalogue, priceText, showProduct, tell } from './catalogue.js';
import { acceptFiles } from './drop.js';

const byId = (id) => document.getElementById(id);
const viewer = byId('viewer');
const notice = byId('notice');

const put = (id, text) => {
  byId(id).textContent = text ?? '';
};

/** Centimetres below a metre and a half, else metres. */
function sizeText({ x, y, z }) {
  const centimetres = Math.max(x, y, z) < 1.5;
  const format = new Intl.NumberFormat(undefined, { maximumFractionDigits: centimetres ? 1 : 2 });
  const values = [x, y, z].map((value) => format.format(centimetres ? value * 100 : value));
  return `${values.join(' × ')} ${centimetres ? 'cm' : 'm'}`;
}

async function show() {
  try {
    const products = await loadCatalogue();
    const id = new URLSearchParams(location.search).get('id');
    const product = products.find((candidate) => candidate.id === id) ?? products[0];
    if (!product) throw new Error('The catalogue is empty.');
    document.title = `${product.name} — Vitrine`;
    put('name', product.name);
    put('tagline', product.tagline);
    put('price', priceText(product));
    put('description', product.description);
    put('licence', product.licence);
    showProduct(viewer, product);
  } catch (problem) {
    tell(notice, problem.message);
  }
}

viewer.addEventListener('load', () => {
  tell(notice, '');
  put('size', sizeText(viewer.getDimensions()));
});
viewer.addEventListener('error', ({ detail }) => tell(notice, detail.message));

byId('reset').addEventListener('click', () => viewer.resetCamera());

byId('picture').addEventListener('click', async () => {
  try {
    const blob = await viewer.toBlob({ mimeType: 'image/png' });
    const link = document.createElement('a');
    link.href = URL.createObjectURL(blob);
    link.download = `${byId('name').textContent || 'product'}.png`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  } catch (problem) {
    tell(notice, problem.message);
  }
});

acceptFiles(null, (files) => {
  try {
    viewer.alt = files[0]?.name ?? '';
    viewer.open(files);
    put('name', files[0]?.name);
    for (const id of ['tagline', 'price', 'description', 'licence']) put(id, '');
  } catch (problem) {
    tell(notice, problem.message);
  }
});

show();
