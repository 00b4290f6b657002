// toBlob(): requests to the host and their answers.

import type { ToHost } from '../messages.js';

export interface ToBlobOptions {
  /** image/png unless told; what the browser can't encode becomes PNG. */
  mimeType?: string;
  /** 0 to 1, for lossy types. */
  qualityArgument?: number;
  /** Pixels; the size on screen unless told. */
  width?: number;
  height?: number;
}

export class Captures {
  private last = 0;
  private readonly open = new Map<
    number,
    { resolve: (blob: Blob) => void; reject: (problem: Error) => void }
  >();

  get pending(): boolean {
    return this.open.size > 0;
  }

  ask(viewer: number, options: ToBlobOptions, post: (message: ToHost) => void): Promise<Blob> {
    const request = ++this.last;
    const { width = 0, height = 0, mimeType = 'image/png', qualityArgument: quality } = options;
    return new Promise((resolve, reject) => {
      this.open.set(request, { resolve, reject });
      post({ type: 'capture', viewer, request, width, height, mimeType, quality });
    });
  }

  answer(request: number, blob: Blob | null, message: string): void {
    const waiting = this.open.get(request);
    this.open.delete(request);
    if (blob) waiting?.resolve(blob);
    else waiting?.reject(new Error(message));
  }

  /** Nobody will answer any more. */
  drop(): void {
    for (const { reject } of this.open.values()) {
      reject(new DOMException('The viewer was removed or reloaded.', 'AbortError'));
    }
    this.open.clear();
  }
}
