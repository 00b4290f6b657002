// generate-schema: tells search engines of the model, as schema.org's 3DModel in JSON-LD. A block of data, not a
// script that runs, so a strict content policy has nothing against it.

export interface Described {
  /** What can be downloaded and shown by others, absolute URLs. */
  models: string[];
  /** Absolute URL; '' = none. */
  poster: string;
  name: string;
}

const FORMATS: Readonly<Record<string, string>> = {
  glb: 'model/gltf-binary',
  gltf: 'model/gltf+json',
  usdz: 'model/vnd.usdz+zip',
};

const blocks = new WeakMap<Element, HTMLScriptElement>();

/** The description of `element` in the document's head; null takes it away. */
export function describe(element: Element, what: Described | null): void {
  blocks.get(element)?.remove();
  blocks.delete(element);
  const encoding = what?.models.map(media).filter((each) => each !== null) ?? [];
  if (!what || !encoding.length) return;
  const block = document.createElement('script');
  block.type = 'application/ld+json';
  block.textContent = JSON.stringify({
    '@context': 'https://schema.org/',
    '@type': '3DModel',
    name: what.name || undefined,
    image: what.poster || undefined,
    encoding,
  });
  document.head.append(block);
  blocks.set(element, block);
}

/** Null for what is no model of a known format, such as the manifest of a packed product. */
function media(contentUrl: string): object | null {
  const ending = /\.(\w+)$/.exec(contentUrl.replace(/[?#].*$/, ''))?.[1] ?? '';
  const encodingFormat = FORMATS[ending.toLowerCase()];
  return encodingFormat ? { '@type': 'MediaObject', contentUrl, encodingFormat } : null;
}
