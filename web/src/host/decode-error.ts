// Why a decoder or an image gave nothing.

export class DecodeError extends Error {
  /** `code` is a public error name, `message` a sentence. */
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
