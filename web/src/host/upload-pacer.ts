// Spreads uploads of big levels over frames, so that a product that turns goes on turning while it gets sharper.

/** Pixels from which a level counts as big: some milliseconds of a phone's time. */
const BIG_PIXELS = 2 * 1024 * 1024;
/** Frames stop in hidden pages, and late ones are late for other reasons; uploads go on. Milliseconds. */
const LONGEST_FRAME = 34;

export class UploadPacer {
  /** Resolves when the next big level may be uploaded. */
  private free: Promise<void> = Promise.resolve();

  /** `drawing` tells whether there are frames to wait for. */
  constructor(private readonly drawing: () => boolean) {}

  /** Resolves when a level of so many pixels may be uploaded, at once if it is small. */
  turn(pixels: number): Promise<void> {
    if (pixels < BIG_PIXELS) return Promise.resolve();
    const turn = this.free;
    this.free = turn.then(() => this.tick());
    return turn;
  }

  private tick(): Promise<void> {
    return new Promise((resolve) => {
      // Without frames the thread still gets to its messages in between.
      setTimeout(resolve, this.drawing() ? LONGEST_FRAME : 0);
      if (this.drawing()) requestAnimationFrame(() => resolve());
    });
  }
}
