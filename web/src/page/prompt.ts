// A hint that the product can be turned, shown once when nobody has touched it for a while.

const DEFAULT_THRESHOLD_MS = 3000;
const WORDS = 'Drag or use the arrow keys to turn.';

export class Prompt {
  private timer = 0;
  private done = false;

  constructor(
    private readonly layer: HTMLElement,
    private readonly say: (text: string) => void,
  ) {}

  start(threshold: number): void {
    if (this.done) return;
    clearTimeout(this.timer);
    const wait = Number.isFinite(threshold) ? Math.max(0, threshold) : DEFAULT_THRESHOLD_MS;
    this.timer = setTimeout(() => {
      this.layer.classList.add('shown');
      this.say(WORDS);
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
    this.layer.classList.remove('shown');
  }
}
