// Who may use the line: a few downloads at once, and of those that wait the one that a shopper sees first.

/** More would only share the rate among files that are needed later. Browsers allow as many per HTTP/1.1 host. */
const SLOTS = 6;

export interface Order {
  /** Smaller comes first. */
  readonly rank: number;
  /** Of two of the same rank the smaller, which was asked for earlier, comes first. */
  readonly age: number;
  /** Whether somebody sees what it is for; asked anew at each choice. */
  visible(): boolean;
}

interface Waiting {
  readonly order: Order;
  enter(): void;
}

function before(a: Order, b: Order): boolean {
  const seen = Number(b.visible()) - Number(a.visible());
  return (seen || a.rank - b.rank || a.age - b.age) < 0;
}

export class Slots {
  private free = SLOTS;
  private readonly waiting = new Set<Waiting>();

  /** Resolves to true when it is this one's turn, which must end with leave(); to false when it was aborted. */
  enter(order: Order, signal: AbortSignal): Promise<boolean> {
    if (signal.aborted) return Promise.resolve(false);
    if (this.free > 0) {
      this.free--;
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      const end = (entered: boolean) => {
        this.waiting.delete(entry);
        signal.removeEventListener('abort', giveUp);
        resolve(entered);
      };
      const giveUp = () => end(false);
      const entry = { order, enter: () => end(true) };
      this.waiting.add(entry);
      signal.addEventListener('abort', giveUp);
    });
  }

  leave(): void {
    let next: Waiting | null = null;
    for (const one of this.waiting) if (!next || before(one.order, next.order)) next = one;
    if (next) next.enter();
    else this.free++;
  }
}
