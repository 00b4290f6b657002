// Hotspots: children of the element with slot="hotspot-…", each in a place of the shadow tree that follows its mark.

import type { Mark, PlacedMark } from '../messages.js';
import { vector, type Vector3 } from '../page/camera-values.js';
import { parseSurface, parseVector } from './vectors.js';

/** What updateHotspot() takes. What is left out stays as it is. */
export interface HotspotConfig {
  name: string;
  position?: string;
  normal?: string;
  surface?: string;
}

/** What queryHotspot() answers. */
export interface HotspotData {
  position: Vector3;
  normal: Vector3;
  /** Pixels from the element's top left corner. */
  canvasPosition: { x: number; y: number };
  /** Nothing hides it. */
  facingCamera: boolean;
}

/** One name, however many children share it. */
export class Hotspot {
  readonly place = document.createElement('div');
  /** False until a picture says otherwise. */
  visible = false;
  /** In the last picture. */
  placed: PlacedMark | null = null;
  /** Who was told what `visible` says. */
  private told: readonly Element[] = [];
  private config: Omit<HotspotConfig, 'name'> = {};

  /** `content`: a slot for the page's children, or what the catalogue wants there. */
  constructor(
    readonly name: string,
    private readonly content: HTMLElement,
  ) {
    this.place.className = 'hotspot hide';
    this.place.append(content);
  }

  configure(config: Omit<HotspotConfig, 'name'>): void {
    this.config = { ...this.config, ...config };
  }

  /** The page's elements in this place. */
  get children(): Element[] {
    return this.content instanceof HTMLSlotElement ? this.content.assignedElements() : [];
  }

  /** Null where nobody has said where it is. */
  mark(): Mark | null {
    const data = (this.children[0] as HTMLElement | undefined)?.dataset ?? {};
    const surface = parseSurface(this.config.surface ?? data.surface);
    const position = parseVector(this.config.position ?? data.position);
    const normal = parseVector(this.config.normal ?? data.normal);
    if (!position && !surface) return null;
    return {
      position: position ?? [0, 0, 0],
      ...(normal ? { normal } : {}),
      ...(surface ? { surface } : {}),
    };
  }

  /** `off`: there is no picture to stick to. */
  show(placed: PlacedMark | null, off: boolean): void {
    this.placed = placed;
    const { style, classList } = this.place;
    const onPicture = placed?.ahead === true && !off && !(placed.lost && !this.positioned());
    this.place.hidden = !onPicture;
    if (onPicture) {
      // Not `left` and `top`: a browser would count each move as content that is pushed about.
      style.translate = `${placed.x * 100}cqw ${placed.y * 100}cqh`;
    }
    const visible = onPicture && placed.facing && placed.clear;
    const children = this.children;
    const same =
      children.length === this.told.length && children.every((c, i) => c === this.told[i]);
    if (visible === this.visible && same) return;
    this.visible = visible;
    this.told = children;
    classList.toggle('hide', !visible);
    for (const child of children) {
      const attribute = (child as HTMLElement).dataset.visibilityAttribute;
      if (attribute) child.toggleAttribute(`data-${attribute}`, visible);
      child.dispatchEvent(new CustomEvent('hotspot-visibility', { detail: { visible } }));
    }
  }

  query(width: number, height: number): HotspotData | null {
    const { placed } = this;
    if (!placed?.ahead) return null;
    return {
      position: vector(placed.position),
      normal: vector(placed.normal),
      canvasPosition: { x: placed.x * width, y: placed.y * height },
      facingCamera: this.visible,
    };
  }

  private positioned(): boolean {
    const data = (this.children[0] as HTMLElement | undefined)?.dataset ?? {};
    return parseVector(this.config.position ?? data.position) !== null;
  }
}
