// What the shared host code names but workers lack.
interface HTMLCanvasElement extends EventTarget {
  width: number;
  height: number;
  getContext(type: string, attributes?: object): unknown;
}
