// Why something could not be decoded.

/** The public names of ErrorCode in viewer/base/Error.h, in its order. */
const NAMES = [
  'network',
  'http-status',
  'empty',
  'not-a-model',
  'truncated',
  'bad-container',
  'bad-json',
  'bad-gltf',
  'unsupported-version',
  'unsupported-extension',
  'missing-resource',
  'blocked-uri',
  'bad-compression',
  'bad-manifest',
  'bad-catalogue',
  'bad-checksum',
  'bad-image',
  'too-large',
  'bad-setting',
  'bad-environment',
  'decoder',
  'graphics',
  'internal',
];

/** The public name of a number of ErrorCode. */
export const errorName = (code: number): string => NAMES[code] ?? 'internal';

export class DecodeError extends Error {
  /** `code` is a public error name, `message` a sentence. */
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
