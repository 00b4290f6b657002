// <product-viewer>: the element itself. It holds attributes, events and DOM; the talk with the host is in session.ts,
// and each feature of the page's side has a controller of its own beside this file.

import type { Settings, ViewerDetail, ViewerError, ViewerStats } from '../messages.js';
import { Voice } from './accessibility.js';
import { type SphericalPosition, spherical, type Vector3, vector } from './camera-values.js';
import type { ToBlobOptions } from './captures.js';
import { emit } from './events.js';
import { hostClient } from './host-client.js';
import { Input } from './input.js';
import { localModel } from './local-files.js';
import { PictureCanvas } from './picture.js';
import { Poster } from './poster.js';
import { ProgressBar } from './progress-bar.js';
import { Prompt } from './prompt.js';
import { absoluteUrl, ATTRIBUTES, forwardedSettings, upgradeProperties } from './reflect.js';
import { Session } from './session.js';
import { buildShadow, HELP_ID, type Parts } from './shadow.js';
import { SHOP, SHOP_ATTRIBUTES, ShopElement } from './shopping.js';
import { adoptStyles } from './styles.js';
import { Visibility } from './visibility.js';

/** Stands among the names of changed attributes for a fresh place in the document. */
const CONNECTED = '(connected)';

export class ProductViewerElement extends ShopElement {
  static readonly observedAttributes = ATTRIBUTES;

  readonly #root = this.attachShadow({ mode: 'open' });
  readonly #parts: Parts;
  readonly #picture: PictureCanvas;
  readonly #poster: Poster;
  readonly #bar: ProgressBar;
  readonly #voice: Voice;
  readonly #prompt: Prompt;
  readonly #input: Input;
  readonly #visibility: Visibility;
  readonly #session: Session;
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
    this.#picture = new PictureCanvas(stage);
    this.#poster = new Poster(poster, posterImage);
    this.#bar = new ProgressBar(bar);
    this.#voice = new Voice(stage, live, help);
    this.#prompt = new Prompt(prompt, (text) => this.#voice.say(text));
    this.#session = this.#makeSession();
    this[SHOP].connect((names) => this.#schedule(names), this.#voice);
    this.#input = new Input(stage, {
      batch: (records) => {
        const { timeOrigin } = performance;
        this.#session.post({ type: 'input', records, timeOrigin }, [records.buffer]);
      },
      interacted: (byKey) => {
        this.#prompt.dismiss();
        if (byKey) this.#voice.key();
      },
    });
    this.#visibility = new Visibility(this, {
      near: (near) => {
        this.#session.moved(near);
        if (near || this.loading === 'eager') this.#want();
      },
      visible: () => this.#session.sendVisible(),
      resized: (width, height, ratio) =>
        this.#session.post({ type: 'resize', width, height, ratio }),
    });
  }

  // --- life in the document ---

  connectedCallback(): void {
    upgradeProperties(this);
    adoptStyles(this.#root);
    this.#visibility.start();
    this.#calm.addEventListener('change', this.#calmChanged);
    for (const name of ATTRIBUTES) if (this.hasAttribute(name)) this.#changed.add(name);
    this.#changed.add(CONNECTED);
    if (!this.#session.url) this.#changed.add('src');
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
    queueMicrotask(() => {
      this.#scheduled = false;
      if (this.isConnected) this.#update();
    });
  }

  /** Frees everything that this viewer holds. Connecting it again or setting `src` brings it back. */
  dispose(): void {
    this.#visibility.stop();
    this.#calm.removeEventListener('change', this.#calmChanged);
    this.#input.stop();
    this.#wanted = false;
    this.#posterHeld = true;
    this[SHOP].close();
    this.#empty();
  }

  // --- what shop code reads and calls ---

  /** True when the current model is on screen in full detail. */
  get loaded(): boolean {
    return this.#session.loaded;
  }
  get modelIsVisible(): boolean {
    return this.#drawn && !this.#poster.shown;
  }
  get availableAnimations(): string[] {
    return [...(this.#session.info?.animations ?? [])];
  }
  get duration(): number {
    return this.#session.info?.duration ?? 0;
  }
  get paused(): boolean {
    return this.#session.info?.paused ?? true;
  }
  get currentTime(): number {
    return this.#session.info?.currentTime ?? 0;
  }
  set currentTime(time: number) {
    if (this.#session.info) this.#session.info.currentTime = time;
    this.#session.do({ do: 'seek', time });
  }
  /** Radians. */
  get turntableRotation(): number {
    return this.#session.info?.turntable ?? 0;
  }
  /** Figures of the last picture; null before the first. */
  get stats(): ViewerStats | null {
    return this.#session.stats;
  }
  /** How finely the product is drawn, as last told by `detail-change`; null before that. */
  get detail(): ViewerDetail | null {
    return this.#session.detail;
  }

  getCameraOrbit(): SphericalPosition {
    return spherical(this.#session.info?.orbit ?? { theta: 0, phi: 0, radius: 0 });
  }
  getCameraTarget(): Vector3 {
    return vector(this.#session.info?.target ?? [0, 0, 0]);
  }
  /** Vertical, in degrees. */
  getFieldOfView(): number {
    return this.#session.info?.fieldOfView ?? 0;
  }
  /** Metres. */
  getDimensions(): Vector3 {
    return vector(this.#session.info?.dimensions ?? [0, 0, 0]);
  }
  getBoundingBoxCenter(): Vector3 {
    return vector(this.#session.info?.center ?? [0, 0, 0]);
  }

  jumpCameraToGoal(): void {
    this.#session.do({ do: 'jump-camera-to-goal' });
  }
  /** Glides back to the view that the attributes ask for, as the Home key does. Needs camera-controls. */
  resetCamera(): void {
    this.#input.home();
  }
  updateFraming(): void {
    this.#session.do({ do: 'update-framing' });
  }
  /** `theta` in radians. */
  resetTurntableRotation(theta = 0): void {
    this.#session.do({ do: 'reset-turntable', theta });
  }
  /** As many steps in as so many presses of the plus key; negative ones go out. */
  zoom(keyPresses: number): void {
    this.#session.do({ do: 'zoom', keyPresses });
  }
  play(): void {
    this.#session.do({ do: 'play' });
  }
  pause(): void {
    this.#session.do({ do: 'pause' });
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

  /** The product as it stands, encoded. Rejects with an AbortError when the viewer is removed meanwhile. */
  toBlob(options: ToBlobOptions = {}): Promise<Blob> {
    return this.#session.capture(options);
  }

  // --- attributes → features ---

  #update(): void {
    const changed = this.#changed;
    this.#changed = new Set();
    const has = (...names: string[]) => names.some((name) => changed.has(name));
    if (has('poster')) this.#poster.update(this[SHOP].value('poster'));
    const controls = this.cameraControls;
    if (has('alt', 'camera-controls', CONNECTED))
      this.#voice.update(this[SHOP].value('alt'), controls, HELP_ID);
    if (has('camera-controls', 'disable-zoom', 'disable-pan', 'touch-action', CONNECTED)) {
      const touchAction = controls ? (this.touchAction ?? 'pan-y') : '';
      this.#parts.stage.classList.toggle('live', controls);
      this.#parts.stage.style.touchAction = touchAction;
      this.#input.update({
        enabled: controls,
        zoom: !this.disableZoom,
        pan: !this.disablePan,
        touchAction,
      });
    }
    this.#sendSettings(changed);
    // The first viewer of a page starts the host; others can wait for a frame to know where they are.
    this.#wanted ||= this.loading === 'eager' && (!hostClient.running || this.#visibility.known);
    if (has('reveal') && this.reveal !== 'manual' && this.#drawn) this.#dropPoster();
    if (has('product-id') && !this.productId) this[SHOP].forget();
    if (has('src', 'loading', 'with-credentials', ...SHOP_ATTRIBUTES)) this.#loadModel();
  }

  readonly #calmChanged = () => this.#sendSettings(['auto-rotate']);

  #settings(names?: Iterable<string>): Settings {
    return forwardedSettings(this, names, (name) => this[SHOP].value(name), this.#calm.matches);
  }

  #sendSettings(names: Iterable<string>): void {
    const settings = this.#settings(names);
    if (Object.keys(settings).length) this.#session.post({ type: 'set', settings });
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
    const { loading, loaded, url: current } = this.#session;
    if (url === current && (loading || loaded)) return;
    this.#begin(url, null);
  }

  #begin(url: string, files: ReadonlyMap<string, Blob> | null): void {
    this.#visibility.start();
    this.#progress = 0;
    this.#prompt.stop();
    this.#voice.busy(true);
    this.#bar.show(0);
    this.#session.begin(url, files);
  }

  /** Nothing to show: no model, no picture, no place at the host. */
  #empty(): void {
    this.#session.end();
    this.#picture.clear();
    this.#parts.stage.classList.remove('drawn');
    this.#bar.hide();
    this.#prompt.stop();
    this.#voice.quiet();
    this.#poster.show();
    this.#drawn = false;
  }

  // --- host → element ---

  #makeSession(): Session {
    return new Session({
      settings: () => this.#settings(),
      size: () => this.#visibility.measure(),
      onScreen: () => this.#visibility.visible,
      credentials: () => this.withCredentials,
      picture: (picture) => this.#picture.show(picture),
      progressed: (value) => this.#progressed(value),
      previewed: (quiet) => this.#previewed(quiet),
      completed: (quiet) => this.#completed(quiet),
      detailed: (detail) => emit(this, 'detail-change', detail),
      failed: (detail) => this.#failed(detail),
      interrupted: (detail) => this.#interrupted(detail),
      problem: (detail) => emit(this, 'error', detail),
      context: (lost) => emit(this, lost ? 'webglcontextlost' : 'webglcontextrestored', null),
      camera: (user) => {
        const { info } = this.#session;
        if (user && info) this.#voice.camera(info.orbit);
        emit(this, 'camera-change', { source: user ? 'user-interaction' : 'automatic' });
      },
      animation: (event) => emit(this, event, null),
    });
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
    if (!quiet) emit(this, 'preview', { url: this.#session.url });
  }

  #completed(quiet: boolean): void {
    if (!quiet) this.#progressed(1);
    this.#bar.hide();
    this.#voice.busy(false);
    if (quiet) return;
    this.#voice.say(`${this[SHOP].value('alt') || 'The product'} is shown in 3D.`);
    this.#startPrompt();
    emit(this, 'load', { url: this.#session.url });
  }

  #failed(detail: ViewerError): void {
    this.#voice.say('The 3D view could not be loaded.');
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
