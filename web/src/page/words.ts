// All that the element says, and how `a11y` replaces it: a JSON object of these names. The names of views are those of
// <model-viewer>.

const WORDS = {
  product: 'Product',
  help: 'Arrow keys turn the product, plus and minus zoom, Home resets the view.',
  'interaction-prompt': 'Drag or use the arrow keys to turn.',
  /** $: the product's name. */
  loaded: '$ is shown in 3D.',
  failed: 'The 3D view could not be loaded.',
  /** $: the option's label. */
  'option-chosen': '$ is chosen.',
  'in-cart': '$ is in the cart.',
  dimensions: 'Dimensions',
  width: 'width',
  height: 'height',
  depth: 'depth',
};

export type Word = keyof typeof WORDS;

let lastText = '';
let last: Record<string, unknown> = {};

function parsed(text: string): Record<string, unknown> {
  if (text === lastText) return last;
  lastText = text;
  last = {};
  try {
    const object: unknown = text && JSON.parse(text);
    if (object && typeof object === 'object') last = object as Record<string, unknown>;
  } catch {
    console.warn('<product-viewer>: a11y is no JSON object.');
  }
  return last;
}

/** The text of `key` in the attribute's value; '' where it has none. */
export function override(a11y: string | null, key: string): string {
  const text = parsed(a11y ?? '')[key];
  return typeof text === 'string' ? text : '';
}

export function words(a11y: string | null, key: Word): string {
  return override(a11y, key) || WORDS[key];
}
