/// One range of bytes; null when there is none to honour, 'bad' when it can't be satisfied. With If-Range it is honoured
/// only while the file is the one that the client has the beginning of.
export function parseRange(headers, size, etag) {
  const match = /^bytes=(\d*)-(\d*)$/.exec(headers.range ?? '');
  if (headers['if-range'] && headers['if-range'] !== etag) return null;
  if (!match || (!match[1] && !match[2])) return null;
  const start = match[1] ? Number(match[1]) : Math.max(0, size - Number(match[2]));
  const end = match[1] && match[2] ? Math.min(size - 1, Number(match[2])) : size - 1;
  return start > end || start >= size ? 'bad' : { start, end };
}
