// The element's canvas. It shows pictures that were drawn elsewhere; until the next one comes, the last stays,
// stretched to the element's size.

import type { Picture } from '../messages.js';

export class PictureCanvas {
  private canvas: HTMLCanvasElement;
  /** Of the picture; a canvas does not take the size of a bitmap that it shows. */
  private size: [width: number, height: number] = [1, 1];
  private bitmaps: ImageBitmapRenderingContext | null = null;
  private plain: CanvasRenderingContext2D | null = null;

  constructor(private readonly stage: HTMLElement) {
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

  /** Chromium prints nothing of a canvas whose picture is on the GPU, so a copy in memory stands in for it. */
  private readonly print = () => {
    const { canvas } = this;
    const copy = canvas.cloneNode() as HTMLCanvasElement;
    [copy.width, copy.height] = this.size;
    copy.getContext('2d', { willReadFrequently: true })?.drawImage(canvas, 0, 0);
    canvas.replaceWith(copy);
    addEventListener('afterprint', () => copy.replaceWith(this.canvas), { once: true });
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
