// Which viewers have a place at the host: all near the viewport, and a few more. The others keep their last picture on
// the page and give everything else back, so that memory follows what can be seen and not how many viewers there are.

/** Viewers out of sight that keep their place: the shopper who scrolls back finds them ready. */
const KEPT = 4;

export interface Resting {
  /** Nothing is missed while it sleeps. */
  readonly idle: boolean;
  sleep(): void;
  wake(): void;
}

class Rest {
  /** Out of sight, but with a place; the longest first. */
  private readonly kept = new Set<Resting>();
  /** Have to load out of sight, when there is a place. */
  private readonly queue = new Set<Resting>();

  near(viewer: Resting): void {
    this.forget(viewer);
    viewer.wake();
  }

  /** A viewer with a place is out of sight. */
  far(viewer: Resting): void {
    this.kept.add(viewer);
    this.settle();
  }

  /** A viewer without a place has to load although it is out of sight. */
  enqueue(viewer: Resting): void {
    this.queue.add(viewer);
    this.settle();
  }

  forget(viewer: Resting): void {
    this.kept.delete(viewer);
    this.queue.delete(viewer);
  }

  /** One of them may have become idle. */
  settle(): void {
    for (const viewer of this.kept) {
      if (this.kept.size + Math.min(this.queue.size, KEPT) <= KEPT) break;
      if (viewer.idle) {
        this.kept.delete(viewer);
        viewer.sleep();
      }
    }
    for (const viewer of this.queue) {
      if (this.kept.size >= KEPT) break;
      this.queue.delete(viewer);
      this.kept.add(viewer);
      viewer.wake();
    }
  }
}

/** One per page. */
export const rest = new Rest();
