// The images in a PDF as Chromium writes it: deflated RGB, transparency beside it.
import { inflateSync } from 'node:zlib';

/// {width, height, data (RGBA), background} of each.
export function imagesOf(pdf) {
  const text = pdf.toString('latin1');
  const images = [];
  for (const match of text.matchAll(/<<([^]*?)>>\s*stream\r?\n/g)) {
    const head = match[1];
    if (!/\/Subtype\s*\/Image/.test(head)) continue;
    const number = (name) => Number(new RegExp(`/${name}\\s+(\\d+)`).exec(head)?.[1]);
    const [width, height, length] = ['Width', 'Height', 'Length'].map(number);
    const start = match.index + match[0].length;
    // Transparency is an image too, a grey one.
    if (!/\/Filter\s*\/FlateDecode/.test(head) || /DeviceGray/.test(head)) continue;
    const raw = inflateSync(pdf.subarray(start, start + length));
    const data = Buffer.alloc(width * height * 4, 255);
    for (let i = 0; i < width * height; ++i)
      for (let c = 0; c < 3; ++c) data[i * 4 + c] = raw[i * 3 + c];
    images.push({ width, height, data, background: [...data.subarray(0, 3)] });
  }
  return images;
}
