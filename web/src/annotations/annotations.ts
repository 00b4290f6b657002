// All that sticks to the model: tells the core which points matter, and moves what stands on them with each picture, in
// the same task that shows it, so nothing lags behind.

import type { Mark, PlacedMark, PlacedMarks, Triple } from '../messages.js';
import type { Site } from '../page/features.js';
import { catalogueHotspot, type CatalogueHotspot } from './catalogue.js';
import { cornersOf, Dimensions } from './dimensions.js';
import { Hotspot, type HotspotConfig, type HotspotData } from './hotspots.js';
import { CSS } from './styles.js';

const CHILDREN = ':scope > [slot^="hotspot"]';

export class Annotations {
  private readonly layer = document.createElement('div');
  private readonly slots = new Map<string, Hotspot>();
  private catalogue: Hotspot[] = [];
  private shownCatalogue: readonly CatalogueHotspot[] = [];
  private dimensions: Dimensions | null = null;
  /** The marks in the order that the core knows them: those of `marked`, then the corners of the bounds. */
  private marked: Hotspot[] = [];
  private revision = 0;
  private sent = '';
  private warned = '';
  /** The bounds' corners in the last picture. */
  private corners: PlacedMark[] | null = null;
  private measured = '';

  constructor(
    private readonly site: Site,
    private readonly wanted: () => readonly CatalogueHotspot[],
  ) {
    const { root, element } = site;
    site.style(CSS);
    this.layer.className = 'marks';
    // After the stage and before what else lies on top, also in the order of the tab key.
    root.querySelector('slot:not([name])')?.before(this.layer);
    new MutationObserver(() => this.update()).observe(element, {
      childList: true,
      subtree: true,
      attributeFilter: ['slot', 'data-position', 'data-normal', 'data-surface'],
    });
    element.addEventListener('model-visibility', () => this.refresh());
    element.addEventListener('load', () => this.update());
    element.addEventListener('preview', () => this.update());
  }

  /** Children, attributes, the catalogue or the model changed. */
  update(): void {
    const hotspots = [...this.collectChildren(), ...this.collectCatalogue()];
    // Their order is that of the tab key.
    hotspots.forEach((hotspot, i) => {
      if (this.layer.children[i] !== hotspot.place)
        this.layer.insertBefore(hotspot.place, this.layer.children[i] ?? null);
    });
    this.marked = hotspots.filter((hotspot) => hotspot.mark() !== null);
    for (const hotspot of hotspots) if (!this.marked.includes(hotspot)) hotspot.show(null, true);
    const marks: Mark[] = [];
    for (const hotspot of this.marked) {
      const mark = hotspot.mark();
      if (mark) marks.push(mark);
    }
    this.measure(marks);
    const text = JSON.stringify(marks);
    if (text === this.sent) return this.refresh();
    this.sent = text;
    this.site.session.mark(++this.revision, marks);
  }

  updateHotspot({ name, ...config }: HotspotConfig): void {
    const hotspot = this.slots.get(name);
    if (!hotspot) return;
    hotspot.configure(config);
    this.update();
  }

  query(name: string): HotspotData | null {
    const { clientWidth, clientHeight } = this.site.element;
    return this.slots.get(name)?.query(clientWidth, clientHeight) ?? null;
  }

  /** A picture was shown; null: without marks. */
  placed(places: PlacedMarks | null): void {
    // Those of a list that is no longer the one on screen belong to nobody.
    if (!places || places.revision !== this.revision) return;
    const marks = places.marks.map(fromNumbers);
    const off = !this.site.element.modelIsVisible;
    this.marked.forEach((hotspot, i) => hotspot.show(marks[i] ?? null, off));
    if (marks.some((mark) => mark.lost) && this.warned !== this.sent) {
      this.warned = this.sent;
      console.warn('<product-viewer>: the model has no such surface as a data-surface names.');
    }
    this.corners = marks.slice(this.marked.length);
    this.drawDimensions(off ? null : this.corners);
    // `orientation` and `scale` change them.
    if (this.dimensions && this.bounds() !== this.measured) this.update();
  }

  /** The picture is the same, but whether it is seen, or its size, may not be. */
  private refresh(): void {
    const off = !this.site.element.modelIsVisible;
    for (const hotspot of this.marked) hotspot.show(hotspot.placed, off);
    this.drawDimensions(off ? null : this.corners);
  }

  private collectChildren(): Hotspot[] {
    const hotspots = new Set<Hotspot>();
    for (const { slot } of this.site.element.querySelectorAll(CHILDREN)) {
      hotspots.add(this.slots.get(slot) ?? this.addSlot(slot));
    }
    for (const [name, hotspot] of this.slots) {
      if (hotspots.has(hotspot)) continue;
      hotspot.place.remove();
      this.slots.delete(name);
    }
    return [...hotspots];
  }

  private addSlot(name: string): Hotspot {
    const slot = document.createElement('slot');
    slot.name = name;
    const hotspot = this.prepared(new Hotspot(name, slot));
    this.slots.set(name, hotspot);
    // Children are known to the slot only once it is in the tree.
    this.layer.append(hotspot.place);
    return hotspot;
  }

  private collectCatalogue(): Hotspot[] {
    const wanted = this.wanted();
    if (wanted !== this.shownCatalogue) {
      this.shownCatalogue = wanted;
      for (const hotspot of this.catalogue) hotspot.place.remove();
      const { element } = this.site;
      this.catalogue = wanted.map((data) => this.prepared(catalogueHotspot(element, data)));
    }
    return this.catalogue;
  }

  /**
   * One that the model hides stays within reach of the tab key: the camera turns to it. Where the camera must not move,
   * or can't go there, it is shown over the model as long as it has the focus (see .hide:focus-within).
   */
  private prepared(hotspot: Hotspot): Hotspot {
    hotspot.place.hidden = true;
    hotspot.place.addEventListener('focusin', (event) => {
      const target = event.target as Element;
      const { element, session, calm } = this.site;
      if (hotspot.visible || !element.cameraControls || !target.matches(':focus-visible')) return;
      const mark = this.marked.indexOf(hotspot);
      if (mark < 0) return;
      session.do({ do: 'face', mark });
      if (calm()) session.do({ do: 'jump-camera-to-goal' });
    });
    return hotspot;
  }

  // --- dimensions ---

  private measure(marks: Mark[]): void {
    const { element, session } = this.site;
    const { info } = session;
    if (!element.showDimensions) {
      this.dimensions?.layer.remove();
      this.dimensions = null;
      return;
    }
    if (!this.dimensions) {
      this.dimensions = new Dimensions();
      this.dimensions.layer.hidden = true;
      this.layer.before(this.dimensions.layer);
    }
    if (!info) return;
    const locale = element.closest('[lang]')?.getAttribute('lang') || navigator.language;
    const size = info.dimensions;
    this.measured = this.bounds();
    this.dimensions.measure(size, element.dimensionUnits, locale, {
      dimensions: element.words('dimensions'),
      width: element.words('width'),
      height: element.words('height'),
      depth: element.words('depth'),
    });
    for (const position of cornersOf(info.center, size)) marks.push({ position, coverable: false });
  }

  private bounds(): string {
    const { info } = this.site.session;
    return info ? `${info.dimensions} ${info.center}` : '';
  }

  private drawDimensions(corners: PlacedMark[] | null): void {
    const { clientWidth, clientHeight } = this.site.element;
    this.dimensions?.draw(corners, clientWidth, clientHeight);
  }
}

/** As vt_viewer_marks tells it. */
function fromNumbers(numbers: readonly number[]): PlacedMark {
  const [x = 0, y = 0, flags = 0, px = 0, py = 0, pz = 0, nx = 0, ny = 0, nz = 0] = numbers;
  const position: Triple = [px, py, pz];
  return {
    x,
    y,
    position,
    normal: [nx, ny, nz],
    ahead: (flags & 1) !== 0,
    facing: (flags & 2) !== 0,
    clear: (flags & 4) !== 0,
    lost: (flags & 8) !== 0,
  };
}
