// Questions to the host and their answers, told apart by number.

/** What toBlob() takes. */
export interface ToBlobOptions {
  /** image/png unless told; what the browser can't encode becomes PNG. */
  mimeType?: string;
  /** 0 to 1, for lossy types. */
  qualityArgument?: number;
  /** Pixels; the size on screen unless told. */
  width?: number;
  height?: number;
}

export class Requests<T> {
  private last = 0;
  private readonly open = new Map<
    number,
    { resolve: (answer: T) => void; reject: (problem: Error) => void }
  >();

  get pending(): boolean {
    return this.open.size > 0;
  }

  ask(post: (request: number) => void): Promise<T> {
    const request = ++this.last;
    return new Promise((resolve, reject) => {
      this.open.set(request, { resolve, reject });
      post(request);
    });
  }

  answer(request: number, answer: T): void {
    this.take(request)?.resolve(answer);
  }

  refuse(request: number, message: string): void {
    this.take(request)?.reject(new Error(message));
  }

  /** Nobody will answer any more. */
  drop(): void {
    for (const { reject } of this.open.values()) {
      reject(new DOMException('The viewer was removed or reloaded.', 'AbortError'));
    }
    this.open.clear();
  }

  private take(request: number) {
    const waiting = this.open.get(request);
    this.open.delete(request);
    return waiting;
  }
}
