// What the headers of an answer say about the file behind it.

/** What tells one version of a file from another. Empty or 0 where the server does not say. */
export interface Version {
  etag: string;
  lastModified: string;
  /** Bytes of the whole file. */
  length: number;
}

export interface Answer extends Version {
  /** Where in the file the body begins. */
  first: number;
  /** Its bytes are those of the file, not of an encoding, so that ranges can be counted in them. */
  plain: boolean;
  /** Whether its origin is the page's. Of others only few headers can be seen, and few may be sent. */
  own: boolean;
}

/** `asked`: the first byte asked for. `bytes`: the file's length where a manifest says so, else 0. */
export function readAnswer(response: Response, asked: number, bytes: number): Answer {
  const { headers } = response;
  const own = response.type !== 'cors';
  const partial = response.status === 206;
  const range = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers.get('content-range') ?? '');
  const contentLength = Number(headers.get('content-length') ?? 0) || 0;
  // Content-Length counts bytes of the wire. Content-Encoding can't be read across origins.
  const plain = own
    ? !headers.has('content-encoding')
    : partial || (bytes > 0 && contentLength === bytes);
  const whole = plain && !partial ? contentLength : 0;
  return {
    first: partial ? Number(range?.[1] ?? asked) : 0,
    length: partial ? Number(range?.[2]) || 0 : whole,
    etag: headers.get('etag') ?? '',
    lastModified: headers.get('last-modified') ?? '',
    plain,
    own,
  };
}

const WEAK = /^W\//;

/** What If-Range takes, or '' where nothing is certain enough. */
function validator(version: Version): string {
  const weak = version.etag === '' || WEAK.test(version.etag);
  return weak ? version.lastModified : version.etag;
}

export function differ(a: Version, b: Version): boolean {
  if (a.length && b.length && a.length !== b.length) return true;
  if (a.etag && b.etag) return a.etag.replace(WEAK, '') !== b.etag.replace(WEAK, '');
  return a.lastModified !== '' && b.lastModified !== '' && a.lastModified !== b.lastModified;
}

/**
 * Headers to ask for the bytes from `first` to `last` (undefined: to the end) of what `answer` was the beginning of;
 * null where that can't be continued. `checked`: the sum will show whether both parts belong together.
 */
export function resumeHeaders(
  answer: Answer,
  first: number,
  last: number | undefined,
  checked: boolean,
): Record<string, string> | null {
  const version = validator(answer);
  if (!answer.plain || (!version && !checked)) return null;
  const headers = rangeHeaders(first, last);
  // Other origins would have to allow this header too; of them the versions are only compared.
  return answer.own && version ? { ...headers, 'if-range': version } : headers;
}

export function rangeHeaders(first: number, last: number | undefined): Record<string, string> {
  return { range: `bytes=${first}-${last ?? ''}` };
}
