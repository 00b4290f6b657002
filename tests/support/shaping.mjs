// One shared downstream pipe of a fixed rate, as a shopper's line has it. All responses of a server take turns
// in pieces, so parallel requests share the rate instead of each having it. The clock is virtual: late timers are
// made up for, and the long-run rate is exact.
const piece = 8 * 1024;
const catchUpMs = 20;

export class Pipe {
  /// `bitsPerSecond` 0: unlimited. `latencyMs` is waited once per request before its first byte.
  constructor({ bitsPerSecond = 0, latencyMs = 0 } = {}) {
    this.bytesPerMs = bitsPerSecond / 8000;
    this.latencyMs = latencyMs;
    this.free = 0;
  }

  get shaped() {
    return this.bytesPerMs > 0 || this.latencyMs > 0;
  }

  /// Milliseconds that `bytes` take on the idle pipe.
  transferMs(bytes) {
    return this.bytesPerMs > 0 ? bytes / this.bytesPerMs : 0;
  }

  async begin() {
    if (this.latencyMs > 0) await until(performance.now() + this.latencyMs);
  }

  /// Writes `body` to `response` at the pipe's rate. Ends early when the client has gone.
  async send(response, body) {
    for (let at = 0; at < body.length && !response.destroyed; at += piece) {
      const chunk = body.subarray(at, at + piece);
      if (this.bytesPerMs > 0) {
        const now = performance.now();
        this.free = Math.max(this.free, now - catchUpMs) + chunk.length / this.bytesPerMs;
        await until(this.free);
      }
      if (response.destroyed) return;
      response.write(chunk);
    }
  }
}

async function until(time) {
  const wait = time - performance.now();
  if (wait > 0.5) await new Promise((done) => setTimeout(done, wait));
}
