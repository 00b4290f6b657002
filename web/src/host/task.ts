// Something to do soon, between frames and messages: frames stop while the GPU compiles shaders, and hidden pages have none.

export class Task {
  private readonly channel = new MessageChannel();

  constructor(run: () => void) {
    this.channel.port1.onmessage = run;
  }

  /** Once for each call. */
  start(): void {
    this.channel.port2.postMessage(null);
  }

  /** It runs no more. */
  end(): void {
    this.channel.port1.close();
  }
}
