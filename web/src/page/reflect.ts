// The element's attributes, and the properties that mirror them: `camera-orbit` is `cameraOrbit`, and so on.
// Names and value syntax are those of <model-viewer> where it has the same thing.

import type { TypedEvents } from './events.js';
import type { Settings } from '../messages.js';

const STRINGS = [
  'src',
  'ios-src',
  'android-src',
  'product-id',
  'api-base',
  'alt',
  'poster',
  'loading',
  'reveal',
  'camera-name',
  'camera-orbit',
  'camera-target',
  'field-of-view',
  'min-camera-orbit',
  'max-camera-orbit',
  'min-field-of-view',
  'max-field-of-view',
  'rotation-per-second',
  'environment-image',
  'environment-rotation',
  'skybox-image',
  'skybox-height',
  'look',
  'tone-mapping',
  'variant-name',
  'animation-name',
  'orientation',
  'scale',
  'interaction-prompt',
  'interaction-prompt-style',
  'touch-action',
  'a11y',
  'ar-modes',
  'ar-scale',
  'ar-placement',
  'dimension-units',
] as const;

const NUMBERS = [
  'auto-rotate-delay',
  'environment-intensity',
  'exposure',
  'shadow-intensity',
  'shadow-softness',
  'orbit-sensitivity',
  'zoom-sensitivity',
  'pan-sensitivity',
  'interpolation-decay',
  'interaction-prompt-threshold',
  'memory-budget',
  'animation-crossfade-duration',
] as const;

const BOOLEANS = [
  'camera-controls',
  'auto-rotate',
  'autoplay',
  'disable-zoom',
  'disable-pan',
  'disable-tap',
  'with-credentials',
  'generate-schema',
  'show-dimensions',
  'ar',
  'disable-analytics',
  'disable-hotspots',
  'inspector',
] as const;

/** Settings of the core without an attribute. */
export const TIME_SCALE = 'time-scale';
export const LEAST_SCALE = 'minimum-render-scale';

/** What changes the picture and so belongs to the core; sent as strings. */
const FORWARDED: ReadonlySet<string> = new Set([
  'camera-controls',
  'camera-name',
  'camera-orbit',
  'camera-target',
  'field-of-view',
  'min-camera-orbit',
  'max-camera-orbit',
  'min-field-of-view',
  'max-field-of-view',
  'auto-rotate',
  'auto-rotate-delay',
  'rotation-per-second',
  'exposure',
  'environment-image',
  'environment-intensity',
  'environment-rotation',
  'skybox-image',
  'skybox-height',
  'look',
  'inspector',
  'tone-mapping',
  'shadow-intensity',
  'shadow-softness',
  'variant-name',
  'animation-name',
  'animation-crossfade-duration',
  'autoplay',
  'orientation',
  'scale',
  'disable-zoom',
  'disable-pan',
  'disable-tap',
  'orbit-sensitivity',
  'zoom-sensitivity',
  'pan-sensitivity',
  'interpolation-decay',
  'memory-budget',
  TIME_SCALE,
]);

type Camel<S extends string> = S extends `${infer A}-${infer B}`
  ? `${A}${Capitalize<Camel<B>>}`
  : S;

/** The mirrored properties. A string is null and a number NaN while its attribute is absent. */
export type Reflected = { [K in (typeof STRINGS)[number] as Camel<K>]: string | null } & {
  [K in (typeof NUMBERS)[number] as Camel<K>]: number;
} & { [K in (typeof BOOLEANS)[number] as Camel<K>]: boolean };

export const ATTRIBUTES: readonly string[] = [...STRINGS, ...NUMBERS, ...BOOLEANS];

/** Settings that are URLs but for these values, which stand for what is built in. */
const IMAGES: ReadonlyMap<string, readonly string[]> = new Map([
  ['environment-image', ['', 'neutral', 'studio']],
  ['skybox-image', ['']],
  ['look', ['']],
]);

/** What is no URL stays as it is, for the core's error to quote it. */
export function absoluteUrl(value: string, base: string): string {
  try {
    return new URL(value, base).href;
  } catch {
    return value;
  }
}

/** The setting `value` of the attribute `name` as the core takes it. */
function forwardedValue(
  element: Element,
  name: string,
  value: string | null,
  calm: boolean,
): string | null {
  if (value === null) return null;
  // People who asked for less motion get none that they did not start.
  if (name === 'auto-rotate' && calm) return null;
  return IMAGES.get(name)?.includes(value) === false ? absoluteUrl(value, element.baseURI) : value;
}

/** What of these attributes belongs to the core; of all that have a value, where no names are given. */
export function forwardedSettings(
  element: Element,
  names: Iterable<string> | undefined,
  value: (name: string) => string | null,
  calm: boolean,
): Settings {
  const settings: Settings = {};
  for (const name of names ?? [...FORWARDED].filter((each) => value(each) !== null)) {
    if (FORWARDED.has(name)) settings[name] = forwardedValue(element, name, value(name), calm);
  }
  return settings;
}

function camel(name: string): string {
  return name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

function define(
  prototype: object,
  name: string,
  get: (element: Element) => unknown,
  set: (element: Element, value: unknown) => void,
): void {
  Object.defineProperty(prototype, camel(name), {
    configurable: true,
    enumerable: true,
    get(this: Element) {
      return get(this);
    },
    set(this: Element, value: unknown) {
      set(this, value);
    },
  });
}

/** `Base` with all mirrored properties. */
export function reflecting(
  Base: new () => HTMLElement,
): new () => TypedEvents & HTMLElement & Reflected {
  class Reflecting extends Base {}
  const setText = (name: string) => (element: Element, value: unknown) => {
    if (value === null || value === undefined) element.removeAttribute(name);
    else element.setAttribute(name, typeof value === 'object' ? JSON.stringify(value) : `${value}`);
  };
  for (const name of STRINGS) {
    define(Reflecting.prototype, name, (element) => element.getAttribute(name), setText(name));
  }
  for (const name of NUMBERS) {
    define(
      Reflecting.prototype,
      name,
      (element) => parseFloat(element.getAttribute(name) ?? ''),
      setText(name),
    );
  }
  for (const name of BOOLEANS) {
    define(
      Reflecting.prototype,
      name,
      (element) => element.hasAttribute(name),
      (element, value) => element.toggleAttribute(name, Boolean(value)),
    );
  }
  return Reflecting as unknown as new () => TypedEvents & HTMLElement & Reflected;
}

/** Properties that were set before the element's class was known hide the accessors; this hands them over. */
export function upgradeProperties(element: HTMLElement): void {
  const own = element as unknown as Record<string, unknown>;
  for (const name of ATTRIBUTES.map(camel)) {
    if (!Object.prototype.hasOwnProperty.call(element, name)) continue;
    const value = own[name];
    Reflect.deleteProperty(own, name);
    own[name] = value;
  }
}
