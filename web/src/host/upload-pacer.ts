// Spreads uploads of texture levels over frames, so that a product that turns goes on turning while it gets sharper.

/** What one frame may upload: some milliseconds of a phone's time. A level that is larger has a frame of its own. */
const PIXELS_PER_FRAME = 2 * 1024 * 1024;
/** Frames stop in hidden pages, and late ones are late for other reasons; uploads go on. Milliseconds. */
const LONGEST_FRAME = 34;

export class UploadPacer {
  /** The end of the frame that takes uploads; null while none has begun. */
  private frame: Promise<void> | null = null;
  /** Of that frame's pixels. */
  private left = 0;

  /** `drawing` tells whether there are frames to wait for. */
  constructor(private readonly drawing: () => boolean) {}

  /** Resolves when a level of so many pixels may be uploaded. */
  async turn(pixels: number): Promise<void> {
    while (this.frame && this.left < pixels) await this.frame;
    if (!this.frame) {
      this.left = PIXELS_PER_FRAME;
      this.frame = this.tick().then(() => {
        this.frame = null;
      });
    }
    this.left -= pixels;
  }

  private tick(): Promise<void> {
    return new Promise((resolve) => {
      // Without frames the thread still gets to its messages in between.
      setTimeout(resolve, this.drawing() ? LONGEST_FRAME : 0);
      if (this.drawing()) requestAnimationFrame(() => resolve());
    });
  }
}
