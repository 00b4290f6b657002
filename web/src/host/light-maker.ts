// Makes light in tasks of its own between frames and messages: frames stop while the GPU compiles shaders, and hidden pages
// have none.

export class LightMaker {
  private readonly channel = new MessageChannel();

  /** `make` makes a little, and returns whether there is more to make. */
  constructor(make: () => boolean) {
    this.channel.port1.onmessage = () => {
      if (make()) this.start();
    };
  }

  start(): void {
    this.channel.port2.postMessage(null);
  }

  end(): void {
    this.channel.port1.close();
  }
}
