// The bar over the picture while a model comes in. It only moves forward, and in steps: gliding, it would have the browser
// draw the page at every tick, and on a slow device the model's shaders wait for that.

export class ProgressBar {
  constructor(private readonly bar: HTMLElement) {}

  show(value: number): void {
    this.bar.classList.add('shown');
    this.bar.style.setProperty('--value', String(value));
  }
  hide(): void {
    this.bar.classList.remove('shown');
  }
}
