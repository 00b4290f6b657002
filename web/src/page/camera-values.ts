// Camera values as the public getters return them: numbers, and as text that the attributes take back.

import type { Orbit } from '../messages.js';

export interface SphericalPosition extends Orbit {
  toString(): string;
}

export interface Vector3 {
  x: number;
  y: number;
  z: number;
  toString(): string;
}

export function spherical({ theta, phi, radius }: Orbit): SphericalPosition {
  return { theta, phi, radius, toString: () => `${theta}rad ${phi}rad ${radius}m` };
}

export function vector([x, y, z]: [number, number, number]): Vector3 {
  return { x, y, z, toString: () => `${x}m ${y}m ${z}m` };
}
