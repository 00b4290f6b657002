// A hint that the product can be turned, shown once when nobody has touched it for a while.

const DEFAULT_THRESHOLD_MS = 3000;

export class Prompt {
  private timer = 0;
  private done = false;

  constructor(
    private readonly layer: HTMLElement,
    private readonly changed: (shown: boolean) => void,
  ) {}

  start(threshold: number): void {
    if (this.done) return;
    clearTimeout(this.timer);
    const wait = Number.isFinite(threshold) ? Math.max(0, threshold) : DEFAULT_THRESHOLD_MS;
    this.timer = setTimeout(() => {
      this.layer.classList.add('shown');
      this.changed(true);
    }, wait);
  }

  /** Someone knows already. */
  dismiss(): void {
    this.done = true;
    this.stop();
  }

  reset(): void {
    this.done = false;
  }

  stop(): void {
    clearTimeout(this.timer);
    if (!this.layer.classList.contains('shown')) return;
    this.layer.classList.remove('shown');
    this.changed(false);
  }
}
