// What shop code reads and calls, as far as it only asks the session and the features. The element adds what touches its
// own state.

import type { CatalogueHotspot } from '../annotations/catalogue.js';
import type { HotspotConfig, HotspotData } from '../annotations/hotspots.js';
import type { Settings, ViewerDetail, ViewerStats } from '../messages.js';
import { type SphericalPosition, spherical, type Vector3, vector } from './camera-values.js';
import type { Features } from './features.js';
import { hostClient } from './host-client.js';
import { LEAST_SCALE, TIME_SCALE } from './reflect.js';
import type { ToBlobOptions } from './requests.js';
import type { Session } from './session.js';
import { ShopElement } from './shopping.js';
import { type Word, words } from './words.js';

export const SESSION = Symbol('session');
export const FEATURES = Symbol('features');

/** See minimumRenderScale. */
let leastScale = 0.5;

export abstract class Surface extends ShopElement {
  /** @internal */ abstract readonly [SESSION]: Session;
  /** @internal */ abstract readonly [FEATURES]: Features;

  #timeScale = 1;

  /** Of all viewers: while frames run late, no smaller a share of the pixels per axis is drawn than this, 0.25 to 1. */
  static get minimumRenderScale(): number {
    return leastScale;
  }
  static set minimumRenderScale(scale: number) {
    leastScale = Math.min(1, Math.max(0.25, scale || 0));
    hostClient.set({ [LEAST_SCALE]: `${leastScale}` });
  }

  /** True when the current model is on screen in full detail. */
  get loaded(): boolean {
    return this[SESSION].loaded;
  }
  get availableAnimations(): string[] {
    return [...(this[SESSION].info?.animations ?? [])];
  }
  /** Names of the model's own cameras; `camera-name` starts from one. */
  get availableCameras(): string[] {
    return [...(this[SESSION].info?.cameras ?? [])];
  }
  /** Names of the model's variants; `variant-name` shows one. */
  get availableVariants(): string[] {
    return [...(this[SESSION].info?.variants ?? [])];
  }
  get duration(): number {
    return this[SESSION].info?.duration ?? 0;
  }
  get paused(): boolean {
    return this[SESSION].info?.paused ?? true;
  }
  get currentTime(): number {
    return this[SESSION].info?.currentTime ?? 0;
  }
  set currentTime(time: number) {
    if (this[SESSION].info) this[SESSION].info.currentTime = time;
    this[SESSION].do({ do: 'seek', time });
  }
  /** 1 = as it was made, 2 = twice as fast, -1 = backwards. */
  get timeScale(): number {
    return this.#timeScale;
  }
  set timeScale(scale: number) {
    this.#timeScale = scale;
    this[SESSION].post({ type: 'set', settings: { [TIME_SCALE]: `${scale}` } });
  }
  /** Settings of the core that no attribute mirrors. @internal */
  protected get unreflected(): Settings {
    return { [TIME_SCALE]: `${this.#timeScale}`, [LEAST_SCALE]: `${leastScale}` };
  }
  /** Radians. */
  get turntableRotation(): number {
    return this[SESSION].info?.turntable ?? 0;
  }
  /** Figures of the last picture; null before the first. */
  get stats(): ViewerStats | null {
    return this[SESSION].stats;
  }
  /** How finely the product is drawn, as last told by `detail-change`; null before that. */
  get detail(): ViewerDetail | null {
    return this[SESSION].detail;
  }

  getCameraOrbit(): SphericalPosition {
    return spherical(this[SESSION].info?.orbit ?? { theta: 0, phi: 0, radius: 0 });
  }
  getCameraTarget(): Vector3 {
    return vector(this[SESSION].info?.target ?? [0, 0, 0]);
  }
  /** Vertical, in degrees. */
  getFieldOfView(): number {
    return this[SESSION].info?.fieldOfView ?? 0;
  }
  /** Degrees, as all fields of view. */
  getMinimumFieldOfView(): number {
    return this[SESSION].info?.minFieldOfView ?? 0;
  }
  getMaximumFieldOfView(): number {
    return this[SESSION].info?.maxFieldOfView ?? 0;
  }
  /** The element's width : height at which the product fills it best. */
  getIdealAspect(): number {
    return this[SESSION].info?.idealAspect ?? 1;
  }
  /** Metres, `scale` and `orientation` included. */
  getDimensions(): Vector3 {
    return vector(this[SESSION].info?.dimensions ?? [0, 0, 0]);
  }
  getBoundingBoxCenter(): Vector3 {
    return vector(this[SESSION].info?.center ?? [0, 0, 0]);
  }

  jumpCameraToGoal(): void {
    this[SESSION].do({ do: 'jump-camera-to-goal' });
  }
  updateFraming(): void {
    this[SESSION].do({ do: 'update-framing' });
  }
  /** `theta` in radians. */
  resetTurntableRotation(theta = 0): void {
    this[SESSION].do({ do: 'reset-turntable', theta });
  }
  /** As many steps in as so many presses of the plus key; negative ones go out. */
  zoom(keyPresses: number): void {
    this[SESSION].do({ do: 'zoom', keyPresses });
  }
  /** From where it stands. Without repetitions it goes on for ever; with `pingpong` every other run goes backwards. */
  play({ repetitions, pingpong = false }: { repetitions?: number; pingpong?: boolean } = {}): void {
    const often = Number.isFinite(repetitions) ? { repetitions: Number(repetitions) } : {};
    this[SESSION].do({ do: 'play', ...often, pingpong });
  }
  pause(): void {
    this[SESSION].do({ do: 'pause' });
  }
  /** The product as it stands, encoded. Rejects with an AbortError when the viewer is removed meanwhile. */
  toBlob(options: ToBlobOptions = {}): Promise<Blob> {
    return this[SESSION].capture(options);
  }
  /** The same as a data: URL. The picture is drawn elsewhere, so it comes later than the call. */
  async toDataURL(mimeType?: string, qualityArgument?: number): Promise<string> {
    const blob = await this.toBlob({
      ...(mimeType ? { mimeType } : {}),
      ...(qualityArgument === undefined ? {} : { qualityArgument }),
    });
    return new Promise((resolve, reject) => {
      const reader = new FileReader();
      reader.onload = () => resolve(reader.result as string);
      reader.onerror = () => reject(reader.error ?? new Error('The picture could not be read.'));
      reader.readAsDataURL(blob);
    });
  }

  // --- places on the model ---

  /** Hotspots that come as data, beside those that are children of the element. Assign a new array to change them. */
  get hotspots(): readonly CatalogueHotspot[] {
    return this[FEATURES].hotspots;
  }
  set hotspots(hotspots: readonly CatalogueHotspot[]) {
    this[FEATURES].hotspots = hotspots;
    this[FEATURES].annotate();
  }
  /** Moves a hotspot by the name of its slot. */
  updateHotspot(config: HotspotConfig): void {
    this[FEATURES].updateHotspot(config);
  }
  /** Where a hotspot is in the picture on screen; null while it has no place in one. */
  queryHotspot(name: string): HotspotData | null {
    return this[FEATURES].annotations?.query(name) ?? null;
  }
  /** What lies there (client coordinates, as of a pointer event), in the space of data-position; null beside the model. */
  async positionAndNormalFromPoint(
    x: number,
    y: number,
  ): Promise<{ position: Vector3; normal: Vector3; uv: null } | null> {
    const hit = await this.#pick(x, y);
    return hit && { position: vector(hit.position), normal: vector(hit.normal), uv: null };
  }
  /** The same as a data-surface, which follows the mesh when it moves. */
  async surfaceFromPoint(x: number, y: number): Promise<string | null> {
    const hit = await this.#pick(x, y);
    return hit && hit.surface.map((n, i) => (i < 5 ? n : n.toFixed(4))).join(' ');
  }
  /** Which of the file's materials is seen there, in the variant on screen; index -1 where the file gives none. */
  async materialFromPoint(x: number, y: number): Promise<{ name: string; index: number } | null> {
    const hit = await this.#pick(x, y);
    return hit && { name: hit.name, index: hit.material };
  }
  #pick(x: number, y: number) {
    const { left, top, width, height } = this.getBoundingClientRect();
    return this[SESSION].pick((x - left) / width, (y - top) / height);
  }

  // --- augmented reality ---

  /** True once it is known that this device shows the product in AR. */
  get canActivateAR(): boolean {
    return Boolean(this[FEATURES].ar?.mode);
  }
  /** From within a click only. */
  async activateAR(): Promise<void> {
    await this[FEATURES].ar?.activate();
  }

  /** What the element says, in English or as `a11y` has it. */
  words(key: Word): string {
    return words(this.a11y, key);
  }
}
