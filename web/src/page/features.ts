// The features that only some pages use, as the element sees them: each is fetched when an attribute, a child or a call
// first asks for it, and from then on hears what it needs to hear.

import type { Annotations, CatalogueHotspot, HotspotConfig } from '../chunks/annotations.js';
import type { AugmentedReality } from '../chunks/ar.js';
import type { Finger } from '../chunks/gestures.js';
import type { Inspector } from '../chunks/inspector.js';
import type { InspectorWord, PlacedMarks } from '../messages.js';
import { chunk, type Chunks, chunkUrl } from './chunks.js';
import type { ProductViewerElement } from './element.js';
import { emit } from './events.js';
import { hostClient } from './host-client.js';
import { absoluteUrl } from './reflect.js';
import type { Session } from './session.js';

/** What a feature may use of its element. */
export interface Site {
  readonly element: ProductViewerElement;
  readonly root: ShadowRoot;
  readonly session: Session;
  /** Adds to the shadow root's style. */
  style(css: string): void;
  /** An attribute, or what the catalogue says in its place. */
  value(name: string): string | null;
  /** Told to those who listen, once the present word is over. */
  say(text: string): void;
  /** Whether the visitor asked for less motion. */
  calm(): boolean;
}

const HOTSPOT = ':scope > [slot^="hotspot"]';

export class Features {
  annotations: Annotations | null = null;
  ar: AugmentedReality | null = null;
  /** Those of the catalogue; the page's own are children of the element. */
  hotspots: readonly CatalogueHotspot[] = [];
  private readonly children = new MutationObserver(() => this.annotate());
  private described = false;
  private inspector: Inspector | null = null;
  /** Of the panel, before there is someone who understands it. */
  private early: InspectorWord | null = null;
  private stopWiggling = () => {};

  constructor(private readonly site: Site) {}

  connect(): void {
    this.children.observe(this.site.element, { childList: true });
  }

  disconnect(): void {
    this.children.disconnect();
    this.describe();
    this.stopWiggling();
  }

  /** Attributes changed. */
  update(has: (...names: string[]) => boolean): void {
    if (has('generate-schema', 'src', 'android-src', 'ios-src', 'poster', 'alt')) this.describe();
    if (has('ar', 'ar-modes', 'src', 'android-src', 'ios-src')) this.augment();
    if (has('inspector')) this.inspect();
    this.annotate();
  }

  /** The merchandiser's panel comes with a core of its own. */
  private inspect(): void {
    const { element } = this.site;
    if (!element.inspector) {
      this.inspector?.end();
      this.inspector = this.early = null;
      return;
    }
    hostClient.useInspector();
    this.use('inspector', (module) => {
      if (!element.inspector) return;
      this.inspector ??= new module.Inspector(this.site);
      if (this.early) this.inspected(this.early);
    });
  }

  /** The panel says something. */
  inspected(word: InspectorWord): void {
    if (this.inspector) this.inspector.receive(word.what, word.text);
    else this.early = word;
  }

  /** Something to draw over the picture; `use` is called once it can be. */
  annotate(use = (annotations: Annotations) => annotations.update()): void {
    const { element } = this.site;
    if (this.annotations) return use(this.annotations);
    const wanted = element.showDimensions || this.hotspots.length || element.querySelector(HOTSPOT);
    if (!wanted) return;
    this.use('annotations', (module) => {
      this.annotations ??= new module.Annotations(this.site, () => this.hotspots);
      use(this.annotations);
    });
  }

  updateHotspot(config: HotspotConfig): void {
    this.annotate((annotations) => annotations.updateHotspot(config));
  }

  /** A picture is on the canvas, with these marks in it. */
  placed(marks: PlacedMarks | null): void {
    this.annotations?.placed(marks);
  }

  interact(duration: number, fingers: Finger[]): void {
    this.use('gestures', ({ interact }) => interact(this.site, duration, fingers));
  }

  /** The product sways while the prompt is shown; false ends it. */
  wiggle(on: boolean): void {
    this.stopWiggling();
    this.stopWiggling = () => {};
    if (!on) return;
    let wanted = true;
    this.stopWiggling = () => (wanted = false);
    this.use('gestures', ({ wiggle }) => {
      if (wanted) this.stopWiggling = wiggle(this.site);
    });
  }

  private augment(): void {
    if (this.ar) return this.ar.update();
    if (!this.site.element.ar) return;
    this.use('ar', (module) => {
      this.ar ??= new module.AugmentedReality(this.site);
      this.ar.update();
    });
  }

  private describe(): void {
    const { element } = this.site;
    if (!element.generateSchema && !this.described) return;
    this.described = true;
    this.use('schema', ({ describe }) => {
      const { value } = this.site;
      const url = (name: string) => absoluteUrl(value(name) ?? '', element.baseURI);
      const models = ['android-src', 'src', 'ios-src'].filter((name) => value(name)).map(url);
      const poster = value('poster') ? url('poster') : '';
      const what = { models, poster, name: value('alt') ?? '' };
      describe(element, element.generateSchema && element.isConnected ? what : null);
    });
  }

  /** That a feature can't be had takes nothing else away. */
  use<K extends keyof Chunks>(name: K, use: (feature: Chunks[K]) => void): void {
    chunk(name).then(use, () => {
      const url = chunkUrl(name);
      const message = `No answer for ${url}.`;
      emit(this.site.element, 'error', { code: 'network', message, url, status: 0 });
    });
  }
}
