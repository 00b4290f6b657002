// Files of the visitor's own machine in place of a URL.

import { LOCAL_BASE, type LocalFiles } from '../messages.js';

const MODEL_NAME = /\.gl(?:b|tf)$/i;

/** The model among them, as the URL that it goes by. */
export function localModel(files: Iterable<File>): { url: string; all: LocalFiles } {
  const all = new Map([...files].map((file) => [file.name, file]));
  const main = [...all.keys()].find((name) => MODEL_NAME.test(name));
  if (!main) throw new TypeError('None of the files is a .glb or .gltf.');
  return { url: LOCAL_BASE + encodeURIComponent(main), all };
}
