// The small models that most tests show, at fixed addresses.
import { box } from './glb.mjs';

export const red = { src: '/models/red.glb', ...box({ size: [1, 0.6, 0.3] }) };
export const blue = {
  src: '/models/blue.glb',
  ...box({ size: [0.6, 1, 0.4], color: [0.05, 0.1, 0.8, 1] }),
};

const type = 'model/gltf-binary';
export const answer = (model) => ({ body: model.bytes, type });

/// For the `setup` option: puts the models on the server.
export function withModels(server) {
  for (const model of [red, blue]) server.serve(model.src, answer(model));
}

export const shows = (src, more = {}) => ({
  attributes: { src, alt: 'a box', 'interaction-prompt': 'none', ...more },
});
