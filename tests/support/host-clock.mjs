// Put before every worker's script by the test server: tells the page whether the host wants to draw (an animation frame is
// asked for), how many it had, and how many bytes of answers it has read. The page's side is in pages/harness.js.
export const hostClock = `{
  const request = self.requestAnimationFrame;
  let pending = 0;
  let ticks = 0;
  if (request)
    self.requestAnimationFrame = (callback) => {
      pending += 1;
      return request.call(self, (now) => {
        pending -= 1;
        ticks += 1;
        callback(now);
      });
    };
  let bytes = 0;
  const { read } = ReadableStreamDefaultReader.prototype;
  ReadableStreamDefaultReader.prototype.read = async function () {
    const result = await read.call(this);
    bytes += result.value?.length ?? 0;
    return result;
  };
  self.addEventListener('message', (event) => {
    if (!event.data?.hostClock) return;
    event.stopImmediatePropagation();
    event.ports[0].postMessage({ pending: pending > 0, ticks, bytes });
  });
  if (self.name === 'product-viewer') self.postMessage({ hostClock: true });
}
`;
