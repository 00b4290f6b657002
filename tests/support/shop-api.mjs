// Answers of the shop's API on the test server, from the fixtures of viewer/commerce's own tests.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { box } from './glb.mjs';
import { testsDir } from './paths.mjs';

const json = 'application/json';
const fixture = (name) =>
  JSON.parse(readFileSync(join(testsDir, 'fixtures', 'commerce', `${name}.json`), 'utf8'));

/// A red box with a variant "Green" in KHR_materials_variants.
export const mugModel = {
  src: '/models/mug.glb',
  ...box({ size: [1, 0.6, 0.3], variants: { Green: [0.05, 0.5, 0.1, 1] } }),
};

/// The mug of the fixtures with a model that is there.
export function mug(change = () => {}) {
  const product = fixture('product');
  product.model = {
    manifest: null,
    glb: { url: mugModel.src, bytes: mugModel.bytes.length },
    bytes: mugModel.bytes.length,
    levels: [],
  };
  product.poster.url = '/pages/poster.png';
  product.hotspots = [];
  product.defaultVariant = 'mug-plain'; // so that choosing changes the picture
  product.variants[1].stock = 3;
  change(product);
  return product;
}

export const good = (body, headers = {}) => ({ body: JSON.stringify(body), type: json, headers });
export const problem = (status, code, headers = {}) => ({
  status,
  body: JSON.stringify({ ...fixture('problem'), status, code, detail: `It is ${code}.` }),
  type: 'application/problem+json',
  headers,
});
export const cart = () => good(fixture('cart'));

/// For the `setup` option: the mug, its model and a cart.
export function withShop(server) {
  server.serve(mugModel.src, { body: mugModel.bytes, type: 'model/gltf-binary' });
  server.serve('/v1/products/mug', good(mug()));
  server.serve('/v1/cart/items', cart());
  server.serve('/v1/events', { status: 204, body: '' });
}

/// Runs in the page before everything: what is reported goes when the page is left and not before, however slow the machine is.
export function reportsOnLeave() {
  const BATCH_MS = 5000; // as web/src/commerce/analytics.ts has it
  const original = self.setTimeout;
  self.setTimeout = (work, after, ...more) =>
    after === BATCH_MS ? 0 : original(work, after, ...more);
}

export const sells = (id = 'mug', more = {}) => ({
  attributes: { 'product-id': id, 'interaction-prompt': 'none', ...more },
});
