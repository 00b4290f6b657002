// The bar over the picture while a model comes in. It only moves forward.

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
