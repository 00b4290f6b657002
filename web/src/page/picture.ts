// The element's canvas. It shows pictures that were drawn elsewhere; until the next one comes, the last stays,
// stretched to the element's size.

import type { Picture } from '../messages.js';

/** Pixels of paper (300 per inch) to one of CSS (96 per inch), and as many of them as a picture for paper has at most. */
const PAPER_RATIO = 300 / 96;
const PAPER_PIXELS = 3e6;

/** Draws the picture on screen in another size; null when it can't be had. */
export type Drawing = (width: number, height: number) => Promise<Blob> | null;

export class PictureCanvas {
  private canvas: HTMLCanvasElement;
  /** Of the picture; a canvas does not take the size of a bitmap that it shows. */
  private size: [width: number, height: number] = [1, 1];
  private bitmaps: ImageBitmapRenderingContext | null = null;
  private plain: CanvasRenderingContext2D | null = null;
  /** Stands in for the canvas while the page is printed. */
  private paper: HTMLCanvasElement | null = null;

  constructor(
    private readonly stage: HTMLElement,
    private readonly draw: Drawing,
  ) {
    this.canvas = this.make();
  }

  get width(): number {
    return this.canvas.width;
  }

  /** Whether it has another size than the one before. */
  show(picture: Picture): boolean {
    const { width, height } = picture;
    const resized = width !== this.size[0] || height !== this.size[1];
    addEventListener('beforeprint', this.print);
    if (picture instanceof HTMLCanvasElement) this.copy(picture);
    else this.take(picture);
    this.size = [width, height];
    return resized;
  }

  /** Frees the pixels. */
  clear(): void {
    removeEventListener('beforeprint', this.print);
    const fresh = this.make();
    this.canvas.replaceWith(fresh);
    this.canvas.width = this.canvas.height = 0;
    this.canvas = fresh;
    this.bitmaps = this.plain = null;
    this.size = [1, 1];
  }

  /**
   * Chromium prints nothing of a canvas whose picture is on the GPU, so a copy in memory stands in for it: at once that of
   * the picture on screen, and one for paper as soon as it is drawn, which takes no longer than the print dialog.
   */
  private readonly print = async () => {
    if (this.paper) return;
    const { canvas, size } = this;
    const paper = canvas.cloneNode() as HTMLCanvasElement;
    const put = (picture: CanvasImageSource, width: number, height: number) => {
      paper.width = width;
      paper.height = height;
      paper.getContext('2d', { willReadFrequently: true })?.drawImage(picture, 0, 0);
    };
    put(canvas, ...size);
    canvas.replaceWith(paper);
    this.paper = paper;
    const over = () => {
      paper.replaceWith(this.canvas);
      this.paper = null;
    };
    addEventListener('afterprint', over, { once: true });
    const { clientWidth, clientHeight } = paper;
    const ratio = Math.min(PAPER_RATIO, Math.sqrt(PAPER_PIXELS / clientWidth / clientHeight));
    const [width, height] = [clientWidth * ratio, clientHeight * ratio].map(Math.round);
    if (!width || !height || width <= size[0]) return;
    try {
      const blob = await this.draw(width, height);
      const picture = blob && (await createImageBitmap(blob));
      if (picture && this.paper === paper) put(picture, picture.width, picture.height);
    } catch {
      // What is on screen goes onto the paper, then.
    }
  };

  private make(): HTMLCanvasElement {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 1;
    canvas.setAttribute('aria-hidden', 'true');
    if (!this.canvas) this.stage.append(canvas);
    return canvas;
  }

  private take(bitmap: ImageBitmap): void {
    if (this.plain) this.clear(); // a canvas has one kind of context for life
    this.bitmaps ??= this.canvas.getContext('bitmaprenderer');
    this.bitmaps?.transferFromImageBitmap(bitmap);
  }

  private copy(source: HTMLCanvasElement): void {
    if (this.bitmaps) this.clear();
    this.plain ??= this.canvas.getContext('2d');
    if (this.canvas.width !== source.width) this.canvas.width = source.width;
    if (this.canvas.height !== source.height) this.canvas.height = source.height;
    this.plain?.clearRect(0, 0, source.width, source.height);
    this.plain?.drawImage(source, 0, 0);
  }
}
