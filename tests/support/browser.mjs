// One Chromium per test file, one context per test. A page that logs an error or a warning, throws, or breaks
// its Content Security Policy fails its test unless the test said so.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { tag } from './page-html.mjs';

/// Software GL, no network of its own, the same picture on every machine.
export const chromiumFlags = [
  '--no-sandbox',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--force-color-profile=srgb',
  '--hide-scrollbars',
];

export function chromiumPath() {
  const candidates = [
    process.env.VITRINE_CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ];
  const found = candidates.find((path) => path && existsSync(path));
  if (!found)
    throw new Error(
      'No Chromium found. Install the package "chromium" or set VITRINE_CHROMIUM to its path.',
    );
  return found;
}

export const launch = (extra = []) =>
  chromium.launch({
    executablePath: chromiumPath(),
    headless: true,
    args: [...chromiumFlags, ...extra],
  });

// Said by Chromium about SwiftShader or by the DevTools connection, never by a page.
const ofTheBrowser = [/GPU stall due to ReadPixels/, /Automatic fallback to software WebGL/];
// The peer, when the harness is tried on it, warns about itself.
const ofThePeer = tag === 'model-viewer' ? [/THREE\./, /Lit is in dev mode/, /model-viewer/] : [];

export class Watched {
  constructor(page, expected) {
    this.page = page;
    this.expected = [...ofTheBrowser, ...ofThePeer, ...expected];
    this.problems = [];
    page.on('console', (message) => {
      if (!['error', 'warning', 'assert'].includes(message.type())) return;
      this.#note(
        `console ${message.type()}: ${message.text()} (${message.location().url}:${message.location().lineNumber})`,
      );
    });
    page.on('pageerror', (error) => this.#note(`uncaught: ${error.stack ?? error}`));
    page.on('crash', () => this.#note('the page crashed'));
  }

  #note(text) {
    if (!this.expected.some((pattern) => pattern.test(text))) this.problems.push(text);
  }

  async verdict() {
    const violations = await this.page
      .evaluate(() => self.harness?.violations ?? [])
      .catch(() => []);
    const all = [...this.problems, ...violations.map((v) => `CSP violation: ${v}`)];
    if (all.length) throw new Error(`The page complained:\n  ${all.slice(0, 12).join('\n  ')}`);
  }
}
