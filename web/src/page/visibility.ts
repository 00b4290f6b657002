// Where the element is: near enough to load, on screen and so worth drawing, and how large.

/** Models start to load when the element is this near. */
const NEAR_PIXELS = 300;

export interface VisibilityListener {
  near(near: boolean): void;
  visible(visible: boolean): void;
  resized(width: number, height: number, ratio: number): void;
}

export class Visibility {
  private near: IntersectionObserver | null = null;
  private onScreen: IntersectionObserver | null = null;
  private sizes: ResizeObserver | null = null;
  private resolution: MediaQueryList | null = null;
  private intersects = false;
  private seen = false;
  private width = 0;
  private height = 0;

  constructor(
    private readonly element: HTMLElement,
    private readonly listener: VisibilityListener,
  ) {}

  get visible(): boolean {
    return this.intersects && !document.hidden;
  }

  /** Whether `near` was told yet. */
  get known(): boolean {
    return this.seen;
  }

  start(): void {
    if (this.near) return;
    this.near = new IntersectionObserver(
      (entries) => {
        this.seen = true;
        this.listener.near(entries[entries.length - 1]?.isIntersecting ?? false);
      },
      { rootMargin: `${NEAR_PIXELS}px` },
    );
    this.onScreen = new IntersectionObserver((entries) => {
      this.intersects = entries[entries.length - 1]?.isIntersecting ?? false;
      this.changed();
    });
    this.sizes = new ResizeObserver((entries) => {
      const box = entries[entries.length - 1]?.contentRect;
      if (box) this.measured(box.width, box.height);
    });
    this.near.observe(this.element);
    this.onScreen.observe(this.element);
    this.sizes.observe(this.element);
    document.addEventListener('visibilitychange', this.changed);
    this.watchResolution();
  }

  stop(): void {
    this.near?.disconnect();
    this.onScreen?.disconnect();
    this.sizes?.disconnect();
    this.near = this.onScreen = this.sizes = null;
    document.removeEventListener('visibilitychange', this.changed);
    this.resolution?.removeEventListener('change', this.ratioChanged);
    this.resolution = null;
    this.intersects = this.seen = false;
  }

  /** What the observer would say a frame later, at the price of a layout now. */
  isNear(): boolean {
    const { top, bottom, left, right } = this.element.getBoundingClientRect();
    return (
      bottom > -NEAR_PIXELS &&
      right > -NEAR_PIXELS &&
      top < innerHeight + NEAR_PIXELS &&
      left < innerWidth + NEAR_PIXELS
    );
  }

  /** For those who can't wait for the observers. */
  measure(): { width: number; height: number; ratio: number } {
    this.width = this.element.clientWidth;
    this.height = this.element.clientHeight;
    return { width: this.width, height: this.height, ratio: devicePixelRatio };
  }

  private readonly changed = () => this.listener.visible(this.visible);

  private readonly ratioChanged = () => {
    this.watchResolution();
    this.listener.resized(this.width, this.height, devicePixelRatio);
  };

  private measured(width: number, height: number): void {
    if (width === this.width && height === this.height) return;
    this.width = width;
    this.height = height;
    this.listener.resized(width, height, devicePixelRatio);
  }

  /** A query matches one ratio only, so each change needs a new one. */
  private watchResolution(): void {
    this.resolution?.removeEventListener('change', this.ratioChanged);
    this.resolution = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    this.resolution.addEventListener('change', this.ratioChanged);
  }
}
