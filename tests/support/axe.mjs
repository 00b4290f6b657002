// axe-core, and what of its rules is asked for.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/// The script, as a test puts it into a page whose policy forbids it.
export const axe = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

/// For axe.run() in the page: WCAG 2.2 AA and best practices.
export const axeOptions = {
  resultTypes: ['violations'],
  rules: { 'target-size': { enabled: true } }, // of WCAG 2.2; axe leaves it out unless told
};
