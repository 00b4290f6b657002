// The poster: on screen at once, gives way only when a picture of the model lies under it.

export class Poster {
  constructor(
    private readonly layer: HTMLElement,
    private readonly image: HTMLImageElement,
  ) {
    // No poster is better than a broken one.
    image.addEventListener('error', () => (image.hidden = true));
  }

  get shown(): boolean {
    return !this.layer.classList.contains('gone');
  }

  update(url: string | null): void {
    if (url) this.image.src = url;
    else this.image.removeAttribute('src');
    this.image.hidden = !url;
  }

  show(): void {
    this.layer.classList.remove('gone');
  }

  /** True when it was on screen. */
  dismiss(): boolean {
    if (!this.shown) return false;
    this.layer.classList.add('gone');
    return true;
  }
}
