// What a screen reader is told: a name and a kind for the picture, help for the keyboard, and a polite word when
// something happened that only the picture shows.

import type { Orbit } from '../messages.js';
import { viewInWords, viewKey } from './view-words.js';
import type { Word } from './words.js';

/** The camera glides on after a key; its position is told once it rests. */
const SETTLE_MS = 500;

export class Voice {
  private keyed = false;
  private timer = 0;

  /** `words` of the views may be missing: ''. */
  constructor(
    private readonly stage: HTMLElement,
    private readonly live: HTMLElement,
    private readonly help: HTMLElement,
    private readonly words: (key: Word) => string,
    private readonly view: (key: string) => string,
  ) {
    stage.setAttribute('aria-roledescription', '3D product view');
  }

  /** With controls it takes keys, so it is an application to the reader; without, it is just a picture. */
  update(alt: string | null, controls: boolean, helpId: string): void {
    this.help.textContent = this.words('help');
    this.stage.setAttribute('aria-label', alt || this.words('product'));
    this.stage.setAttribute('role', controls ? 'application' : 'img');
    if (controls) {
      this.stage.tabIndex = 0;
      this.stage.setAttribute('aria-describedby', helpId);
    } else {
      this.stage.removeAttribute('tabindex');
      this.stage.removeAttribute('aria-describedby');
    }
  }

  busy(busy: boolean): void {
    this.stage.setAttribute('aria-busy', String(busy));
  }

  say(text: string): void {
    this.live.textContent = text;
  }

  /** A key moved the camera: the next camera position is worth telling. */
  key(): void {
    this.keyed = true;
  }

  camera(orbit: Orbit): void {
    if (!this.keyed) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.keyed = false;
      this.say(this.view(viewKey(orbit)) || `View from ${viewInWords(orbit)}.`);
    }, SETTLE_MS);
  }

  quiet(): void {
    clearTimeout(this.timer);
    this.keyed = false;
  }
}
