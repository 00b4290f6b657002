// The packed demo product that tests of streaming look at.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { productsDir } from './paths.mjs';

const file = join(productsDir, 'meridian-watch', 'manifest.json');
if (!existsSync(file)) throw new Error(`${file} is missing. Make it first: make products`);

export const folder = '/products/meridian-watch/';
export const src = `${folder}manifest.json`;
export const manifest = JSON.parse(readFileSync(file, 'utf8'));
