// CRC-32 as in zlib and PNG (IEEE 802.3), four bytes a step.

const POLYNOMIAL = 0xedb88320;

/** TABLES[n * 256 + b]: the remainder of byte b with n zero bytes behind it. */
const TABLES = makeTables();

function makeTables(): Int32Array {
  const tables = new Int32Array(4 * 256);
  for (let byte = 0; byte < 256; byte++) {
    let rest = byte;
    for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ POLYNOMIAL : rest >>> 1;
    tables[byte] = rest;
  }
  for (let i = 256; i < tables.length; i++) {
    const rest = tables[i - 256] as number;
    tables[i] = (rest >>> 8) ^ (tables[rest & 0xff] as number);
  }
  return tables;
}

/** The checksum of `bytes`, or of what had the checksum `before` with `bytes` behind it. */
export function crc32(bytes: Uint8Array, before = 0): number {
  const table = TABLES;
  const { length } = bytes;
  let rest = ~before;
  let i = 0;
  for (; i + 4 <= length; i += 4) {
    rest ^=
      (bytes[i] as number) |
      ((bytes[i + 1] as number) << 8) |
      ((bytes[i + 2] as number) << 16) |
      ((bytes[i + 3] as number) << 24);
    rest =
      (table[768 + (rest & 0xff)] as number) ^
      (table[512 + ((rest >>> 8) & 0xff)] as number) ^
      (table[256 + ((rest >>> 16) & 0xff)] as number) ^
      (table[rest >>> 24] as number);
  }
  for (; i < length; i++) {
    rest = (rest >>> 8) ^ (table[(rest ^ (bytes[i] as number)) & 0xff] as number);
  }
  return ~rest >>> 0;
}

/** As manifests write it: 8 lower-case hex digits. */
export function crc32Text(checksum: number): string {
  return checksum.toString(16).padStart(8, '0');
}
