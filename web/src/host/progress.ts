// How far a load is, as one number that only moves forward.

/** Share of the bar for bytes; the rest is building, textures and the first picture. */
const BYTES_SHARE = 0.85;
const BUILT = 0.9;
const PREVIEW = 0.95;
/** Where no length is known, half of the bar is reached after this many bytes. */
const HALF_WAY_BYTES = 2e6;

export class Progress {
  value = 0;
  private readonly fractions = new Map<string, number>();
  private readonly mainWeight: number;
  private received = 0;

  /** `url` tells how much to expect of the file itself: a .gltf is the smallest part of its model. */
  constructor(url: string) {
    this.mainWeight = /\.gltf(?:[?#]|$)/i.test(url) ? 0.1 : 0.8;
  }

  mainBytes(count: number, total: number): number {
    this.received += count;
    const fraction =
      total > 0 ? Math.min(1, this.received / total) : 1 - 1 / (1 + this.received / HALF_WAY_BYTES);
    return this.set('main', fraction);
  }
  mainDone(): number {
    return this.set('main', 1);
  }

  /** A further thing to wait for (external buffer, image). Returns its name. */
  add(name: string): string {
    if (!this.fractions.has(name)) this.fractions.set(name, 0);
    return name;
  }
  done(name: string): number {
    return this.set(name, 1);
  }
  built(): number {
    return this.raise(BUILT);
  }
  preview(): number {
    return this.raise(PREVIEW);
  }

  private set(name: string, fraction: number): number {
    this.fractions.set(name, fraction);
    let others = 0;
    let count = 0;
    for (const [key, value] of this.fractions) {
      if (key === 'main') continue;
      others += value;
      count++;
    }
    const main = this.fractions.get('main') ?? 0;
    const rest = count ? others / count : 0;
    return this.raise(BYTES_SHARE * (this.mainWeight * main + (1 - this.mainWeight) * rest));
  }

  private raise(value: number): number {
    this.value = Math.max(this.value, value);
    return this.value;
  }
}
