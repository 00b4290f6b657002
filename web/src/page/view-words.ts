// The camera's position in words, for people who don't see the picture.

import type { Orbit } from '../messages.js';

const AROUND = [
  'front',
  'front right',
  'right',
  'back right',
  'back',
  'back left',
  'left',
  'front left',
] as const;

/** From this far off level on, the height is worth telling. */
const LEVEL_BAND = Math.PI / 8;
/** So close to straight up or down that there is no front any more. */
const POLE_BAND = Math.PI / 12;

/** For example "front left, from above". */
export function viewInWords(orbit: Orbit): string {
  const { theta, phi } = orbit;
  if (phi < POLE_BAND) return 'straight from above';
  if (phi > Math.PI - POLE_BAND) return 'straight from below';
  const eighth = Math.round(theta / (Math.PI / 4));
  const side = AROUND[((eighth % 8) + 8) % 8] ?? 'front';
  if (phi < Math.PI / 2 - LEVEL_BAND) return `${side}, from above`;
  if (phi > Math.PI / 2 + LEVEL_BAND) return `${side}, from below`;
  return side;
}

/** The same as <model-viewer> names it in its `a11y`: "front", "upper-left", "lower-back" and so on. */
export function viewKey({ theta, phi }: Orbit): string {
  const quarter = Math.round(theta / (Math.PI / 2));
  const side = ['front', 'right', 'back', 'left'][((quarter % 4) + 4) % 4] ?? 'front';
  return (['upper-', '', 'lower-'][Math.floor((phi * 3) / Math.PI)] ?? 'lower-') + side;
}
