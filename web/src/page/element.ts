// <product-viewer>: the element itself. It holds attributes, events and DOM; the talk with the host is in session.ts,
// and each feature of the page's side has a controller of its own beside this file.

import type { Finger } from '../chunks/gestures.js';
import type { Picture, PlacedMarks, Settings, ViewerError } from '../messages.js';
import { Voice } from './accessibility.js';
import { emit } from './events.js';
import { Features } from './features.js';
import { hostClient } from './host-client.js';
import type { Input } from './input.js';
import { localModel } from './local-files.js';
import { PictureCanvas } from './picture.js';
import { Poster } from './poster.js';
import { ProgressBar } from './progress-bar.js';
import { Prompt } from './prompt.js';
import { absoluteUrl, ATTRIBUTES, forwardedSettings, upgradeProperties } from './reflect.js';
import { Session } from './session.js';
import { buildShadow, HELP_ID, type Parts } from './shadow.js';
import { SHOP, SHOP_ATTRIBUTES } from './shopping.js';
import { adoptStyles } from './styles.js';
import { FEATURES, SESSION, Surface } from './surface.js';
import { Visibility } from './visibility.js';
import { override } from './words.js';

/** Stands among the names of changed attributes for a fresh place in the document. */
const CONNECTED = '(connected)';

export class ProductViewerElement extends Surface {
  static readonly observedAttributes = ATTRIBUTES;

  readonly #root = this.attachShadow({ mode: 'open' });
  readonly #parts: Parts;
  readonly #picture: PictureCanvas;
  readonly #poster: Poster;
  readonly #bar: ProgressBar;
  readonly #voice: Voice;
  readonly #prompt: Prompt;
  /** Comes once there is something to turn. */
  #input: Input | null = null;
  readonly #visibility: Visibility;
  /** @internal */ readonly [SESSION]: Session;
  /** @internal */ readonly [FEATURES]: Features;
  readonly #calm = matchMedia('(prefers-reduced-motion: reduce)');

  #changed = new Set<string>();
  #scheduled = false;
  /** Near the viewport, or asked for regardless. */
  #wanted = false;
  #progress = 0;
  /** A picture of a model is on the canvas. */
  #drawn = false;
  /** With reveal="manual": nobody has dismissed the poster yet. */
  #posterHeld = true;

  constructor() {
    super();
    this.#parts = buildShadow(this.#root);
    const { stage, poster, posterImage, bar, prompt, live, help } = this.#parts;
    this.#picture = new PictureCanvas(stage, (width, height) =>
      this[SESSION].awake ? this.toBlob({ width, height }) : null,
    );
    this.#poster = new Poster(poster, posterImage);
    this.#bar = new ProgressBar(bar);
    this.#voice = new Voice(
      stage,
      live,
      help,
      (key) => this.words(key),
      (key) => override(this.a11y, key),
    );
    this.#prompt = new Prompt(prompt, (shown) => {
      if (shown) this.#voice.say(this.words('interaction-prompt'));
      const sways = shown && this.interactionPromptStyle === 'wiggle' && !this.#calm.matches;
      this[FEATURES].wiggle(sways);
    });
    this[SESSION] = this.#makeSession();
    this[FEATURES] = new Features({
      element: this,
      root: this.#root,
      session: this[SESSION],
      style: (css) => adoptStyles(this.#root, css),
      value: (name) => this[SHOP].value(name),
      say: (text) => this.#voice.say(text),
      calm: () => this.#calm.matches,
    });
    this[SHOP].connect((names) => this.#schedule(names), this.#voice);
    this.#visibility = new Visibility(this, {
      near: (near) => {
        this[SESSION].moved(near);
        if (near || this.loading === 'eager') this.#want();
      },
      visible: () => this[SESSION].sendVisible(),
      resized: (width, height, ratio) =>
        this[SESSION].post({ type: 'resize', width, height, ratio }),
    });
  }

  // --- life in the document ---

  connectedCallback(): void {
    upgradeProperties(this);
    adoptStyles(this.#root);
    this.#visibility.start();
    this.#calm.addEventListener('change', this.#calmChanged);
    this[FEATURES].connect();
    for (const name of ATTRIBUTES) if (this.hasAttribute(name)) this.#changed.add(name);
    this.#changed.add(CONNECTED);
    if (!this[SESSION].url) this.#changed.add('src');
    // The first viewer of a page starts the host, which takes longest, so it does not wait for an observer.
    if (!hostClient.running && (this.src || this.productId) && this.loading !== 'lazy') {
      this.#wanted ||= this.#visibility.isNear();
    }
    this.#update();
  }

  disconnectedCallback(): void {
    // Moving an element takes it out and puts it in again within one task; that costs nothing.
    queueMicrotask(() => {
      if (!this.isConnected) this.dispose();
    });
  }

  attributeChangedCallback(name: string): void {
    this.#schedule([name]);
  }

  #schedule(names: string[]): void {
    for (const name of names) this.#changed.add(name);
    if (this.#scheduled || !this.isConnected) return;
    this.#scheduled = true;
    queueMicrotask(() => this.#catchUp());
  }

  /** Takes in what has changed so far, so that what the page asks for next is of that. */
  #catchUp(): void {
    if (!this.#scheduled) return;
    this.#scheduled = false;
    if (this.isConnected) this.#update();
  }

  /** Frees everything that this viewer holds. Connecting it again or setting `src` brings it back. */
  dispose(): void {
    this.#visibility.stop();
    this.#calm.removeEventListener('change', this.#calmChanged);
    this.#input?.stop();
    this.#wanted = false;
    this.#posterHeld = true;
    this[SHOP].close();
    this[FEATURES].disconnect();
    this.#empty();
  }

  // --- what shop code reads and calls, see also surface.ts ---

  get modelIsVisible(): boolean {
    return this.#drawn && !this.#poster.shown;
  }
  /** Glides back to the view that the attributes ask for, as the Home key does. Needs camera-controls. */
  resetCamera(): void {
    this.#input?.home();
  }
  resetInteractionPrompt(): void {
    this.#prompt.reset();
    if (this.loaded) this.#startPrompt();
  }

  /** Lets the poster give way as soon as there is a picture, and loads the model if that has not begun. */
  dismissPoster(): void {
    this.#posterHeld = false;
    this.#want();
    if (this.#drawn) this.#dropPoster();
  }
  showPoster(): void {
    const was = this.modelIsVisible;
    this.#posterHeld = true;
    this.#poster.show();
    if (was) emit(this, 'model-visibility', { visible: false });
  }

  /**
   * Shows files of the visitor's own machine in place of `src`: a .glb, or a .gltf with all that it refers to.
   * Works under any content policy, which blob: URLs do not.
   */
  open(files: Iterable<File>): void {
    const { url, all } = localModel(files);
    if (!this.isConnected) throw new Error('The viewer is not in the document.');
    this.#wanted = true;
    this.#begin(url, all);
  }

  /** Moves fingers over the product that nobody holds, for `duration` ms. Needs camera-controls. */
  interact(duration: number, finger0: Finger, finger1?: Finger): void {
    this.#prompt.dismiss();
    this[FEATURES].interact(duration, finger1 ? [finger0, finger1] : [finger0]);
  }

  // --- attributes → features ---

  #update(): void {
    const changed = this.#changed;
    this.#changed = new Set();
    const has = (...names: string[]) => names.some((name) => changed.has(name));
    if (has('poster')) this.#poster.update(this[SHOP].value('poster'));
    const controls = this.cameraControls;
    if (has('alt', 'a11y', 'camera-controls', CONNECTED))
      this.#voice.update(this[SHOP].value('alt'), controls, HELP_ID);
    if (has('camera-controls', 'disable-zoom', 'disable-pan', 'touch-action', CONNECTED)) {
      const touchAction = controls ? (this.touchAction ?? 'pan-y') : '';
      this.#parts.stage.classList.toggle('live', controls);
      this.#parts.stage.style.touchAction = touchAction;
      this.#steer();
    }
    this.#sendSettings(changed);
    // The first viewer of a page starts the host; others can wait for a frame to know where they are.
    this.#wanted ||= this.loading === 'eager' && (!hostClient.running || this.#visibility.known);
    if (has('reveal') && this.reveal !== 'manual' && this.#drawn) this.#dropPoster();
    if (has('product-id') && !this.productId) this[SHOP].forget();
    this[FEATURES].update(has);
    if (has('src', 'loading', 'with-credentials', ...SHOP_ATTRIBUTES)) this.#loadModel();
  }

  /** Pointers, wheel and keys, as the attributes have it. */
  #steer(): void {
    const enabled = this.cameraControls;
    if (this.#input) {
      const touchAction = this.#parts.stage.style.touchAction;
      const [zoom, pan] = [!this.disableZoom, !this.disablePan];
      this.#input.update({ enabled, zoom, pan, touchAction });
    } else if (enabled && this[SESSION].url) {
      this[FEATURES].use('input', ({ Input }) => {
        this.#input ??= new Input(this.#parts.stage, {
          batch: (records) => {
            const { timeOrigin } = performance;
            this[SESSION].post({ type: 'input', records, timeOrigin }, [records.buffer]);
          },
          interacted: (byKey) => {
            this.#prompt.dismiss();
            if (byKey) this.#voice.key();
          },
        });
        if (this.isConnected) this.#steer();
      });
    }
  }

  readonly #calmChanged = () => this.#sendSettings(['auto-rotate']);

  #settings(names?: Iterable<string>): Settings {
    return forwardedSettings(this, names, (name) => this[SHOP].value(name), this.#calm.matches);
  }

  #sendSettings(names: Iterable<string>): void {
    const settings = this.#settings(names);
    if (Object.keys(settings).length) this[SESSION].post({ type: 'set', settings });
  }

  // --- loading ---

  #want(): void {
    if (this.#wanted) return;
    this.#wanted = true;
    if (this.isConnected) this.#loadModel();
  }

  #loadModel(): void {
    const src = this[SHOP].value('src');
    if (!src && !this.productId) return this.#empty();
    if (!this.#wanted) return this.#visibility.start();
    this[SHOP].update();
    if (!src) return;
    const url = absoluteUrl(src, this.baseURI);
    const { loading, loaded, url: current } = this[SESSION];
    if (url === current && (loading || loaded)) return;
    this.#begin(url, null);
  }

  #begin(url: string, files: ReadonlyMap<string, Blob> | null): void {
    this.#visibility.start();
    this.#progress = 0;
    this.#prompt.stop();
    this.#voice.busy(true);
    this.#bar.show(0);
    this[SESSION].begin(url, files);
    this.#steer();
  }

  /** Nothing to show: no model, no picture, no place at the host. */
  #empty(): void {
    this[SESSION].end();
    this.#picture.clear();
    this.#parts.stage.classList.remove('drawn');
    this.#bar.hide();
    this.#prompt.stop();
    this.#voice.quiet();
    this.#poster.show();
    this.#drawn = false;
    this[FEATURES].annotations?.update();
  }

  // --- host → element ---

  #makeSession(): Session {
    return new Session({
      settings: () => ({ ...this.#settings(), ...this.unreflected }),
      size: () => this.#visibility.measure(),
      onScreen: () => this.#visibility.visible,
      eager: () => this.loading === 'eager',
      credentials: () => this.withCredentials,
      catchUp: () => this.#catchUp(),
      picture: (picture, marks) => this.#show(picture, marks),
      progressed: (value) => this.#progressed(value),
      previewed: (quiet) => this.#previewed(quiet),
      completed: (quiet) => this.#completed(quiet),
      detailed: (detail) => emit(this, 'detail-change', detail),
      failed: (detail) => this.#failed(detail),
      interrupted: (detail) => this.#interrupted(detail),
      problem: (detail) => emit(this, 'error', detail),
      context: (lost) => emit(this, lost ? 'webglcontextlost' : 'webglcontextrestored', null),
      camera: (user) => {
        const { info } = this[SESSION];
        if (user && info) this.#voice.camera(info.orbit);
        emit(this, 'camera-change', { source: user ? 'user-interaction' : 'automatic' });
      },
      animation: (event) => emit(this, event, null),
      variant: () => {
        const variant = this[SESSION].info?.variant;
        // Of a product of the shop, the option is told.
        if (variant && this.loaded && !this.productId) this.#voice.say(variant);
        emit(this, 'variant-applied', null);
      },
      lit: () => emit(this, 'environment-change', null),
      inspector: (word) => this[FEATURES].inspected(word),
    });
  }

  #show(picture: Picture, marks: PlacedMarks | null): void {
    emit(this, 'before-render', null);
    const { width: pixelWidth, height: pixelHeight } = picture;
    const resized = this.#picture.show(picture);
    this[FEATURES].placed(marks);
    if (!resized) return;
    const scale = this[SESSION].stats?.renderScale ?? 1;
    const { devicePixelRatio: reportedDpr } = window;
    const renderedDpr = reportedDpr * scale;
    const minimumDpr = reportedDpr * Surface.minimumRenderScale;
    const reason = scale < 1 ? 'GPU throttling' : '';
    const detail = { reportedDpr, renderedDpr, minimumDpr, pixelWidth, pixelHeight, reason };
    emit(this, 'render-scale', detail);
  }

  #progressed(value: number): void {
    if (value <= this.#progress) return;
    this.#progress = value;
    this.#bar.show(value);
    emit(this, 'progress', { totalProgress: value });
  }

  #previewed(quiet: boolean): void {
    this.#drawn = true;
    this.#parts.stage.classList.add('drawn');
    if (!this.#posterHeld || this.reveal !== 'manual') this.#dropPoster();
    if (!quiet) emit(this, 'preview', { url: this[SESSION].url });
  }

  #completed(quiet: boolean): void {
    if (!quiet) this.#progressed(1);
    this.#bar.hide();
    this.#voice.busy(false);
    if (quiet) return;
    const name = this[SHOP].value('alt') || this.words('product');
    this.#voice.say(this.words('loaded').replace('$', name));
    this.#startPrompt();
    emit(this, 'load', { url: this[SESSION].url });
  }

  #failed(detail: ViewerError): void {
    this.#voice.say(this.words('failed'));
    this.#interrupted(detail);
  }

  #interrupted(detail: ViewerError): void {
    this.#bar.hide();
    this.#voice.busy(false);
    emit(this, 'error', detail);
  }

  #dropPoster(): void {
    if (!this.#poster.dismiss()) return;
    emit(this, 'poster-dismissed', null);
    emit(this, 'model-visibility', { visible: true });
  }

  #startPrompt(): void {
    if (!this.cameraControls || this.interactionPrompt === 'none') return;
    this.#prompt.start(this.interactionPromptThreshold);
  }
}
