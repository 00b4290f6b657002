// Every picture that Chromium composites, in order, so that a flash of one frame is seen. Take no screenshot meanwhile: it
// changes the size of the page for a moment, which is then in the pictures.
import { decode } from './picture.mjs';

export class Screencast {
  constructor(client) {
    this.client = client;
    this.shots = [];
    this.watchers = new Set();
    client.on('Page.screencastFrame', async ({ data, sessionId }) => {
      this.shots.push(Buffer.from(data, 'base64'));
      for (const watcher of this.watchers) watcher();
      await client.send('Page.screencastFrameAck', { sessionId }).catch(() => {});
    });
  }

  start() {
    return this.client.send('Page.startScreencast', { format: 'png', everyNthFrame: 1 });
  }

  /// Resolves with the index of the first picture, from `from` on, that `test` says yes to.
  async first(test, from = 0) {
    for (let i = from; ; ++i) {
      while (i >= this.shots.length)
        await new Promise((done) => {
          const watcher = () => {
            this.watchers.delete(watcher);
            done();
          };
          this.watchers.add(watcher);
        });
      if (test(decode(this.shots[i]))) return i;
    }
  }

  async stop() {
    await this.client.send('Page.stopScreencast');
    return this.shots.map(decode);
  }
}

/// The part of a picture in a rectangle.
export function crop(picture, { x, y, width, height }) {
  const data = new Uint8Array(width * height * 4);
  for (let row = 0; row < height; ++row)
    data.set(
      picture.data.subarray(
        ((y + row) * picture.width + x) * 4,
        ((y + row) * picture.width + x + width) * 4,
      ),
      row * width * 4,
    );
  return { width, height, data };
}
