// An element's side of the talk with the host: has a place there while there is something to show, sends everything
// anew when the host is a new one, and knows which of the answers still matter.
//
// The place can be lost (see host-client.ts) or given up for a while (see rest.ts). What the shopper sees is the same
// for both: the last picture stays until everything is back, and goes on from where it was.

import type {
  Action,
  FromHost,
  InspectorWord,
  LocalFiles,
  Mark,
  PickedSurface,
  Picture,
  PlacedMarks,
  Settings,
  ToHost,
  Unaddressed,
  ViewerDetail,
  ViewerError,
  ViewerInfo,
  ViewerStats,
} from '../messages.js';
import { hostClient, type HostListener } from './host-client.js';
import { Left } from './left.js';
import { Requests, type ToBlobOptions } from './requests.js';
import { rest, type Resting } from './rest.js';

export interface SessionOwner {
  /** All settings of the core that the element has. */
  settings(): Settings;
  size(): { width: number; height: number; ratio: number };
  onScreen(): boolean;
  /** Its model loads wherever the element is. */
  eager(): boolean;
  credentials(): boolean;
  /** Attributes of this task are still to be sent: now, for the page asks for something that they belong to. */
  catchUp(): void;

  picture(picture: Picture, marks: PlacedMarks | null): void;
  progressed(value: number): void;
  /** `quiet`: the model was only brought back. */
  previewed(quiet: boolean): void;
  completed(quiet: boolean): void;
  detailed(detail: ViewerDetail): void;
  /** The load is over, and there is no picture of it. */
  failed(detail: ViewerError): void;
  /** The load is over before everything was there; what is on screen stays. */
  interrupted(detail: ViewerError): void;
  /** Something else is wrong; the model stays. */
  problem(detail: ViewerError): void;
  camera(user: boolean): void;
  animation(event: 'play' | 'pause' | 'loop' | 'finished'): void;
  context(lost: boolean): void;
  variant(): void;
  lit(): void;
  inspector(word: InspectorWord): void;
}

export class Session implements HostListener, Resting {
  loading = false;
  loaded = false;
  /** Of the picture on screen; null before there is one. */
  detail: ViewerDetail | null = null;
  url = '';
  info: ViewerInfo | null = null;
  stats: ViewerStats | null = null;
  /** Our number at the host; 0 while there is nothing to show and so no need of one. */
  private viewer = 0;
  /** Counts loads, so that answers about a former one are known by their number. */
  private load = 0;
  /** The model is only brought back: whatever happens has been told before. */
  private quiet = false;
  /** There is a picture of the current load. */
  private previewed = false;
  /** While the model is brought back its pictures are less than the last one, which stays until someone touches it. */
  private holding = false;
  private left: Left | null = null;
  private aspect = 1;
  /** Pictures that former places drew. */
  private drawnBefore = 0;
  /** Not yet told. */
  private newest: ViewerDetail | null = null;
  /** What was said to a model that is not back yet. */
  private later: (() => void)[] = [];
  private lost = false;
  private near = true;
  /** To be loaded although out of sight. */
  private must = false;
  private files: LocalFiles | null = null;
  private readonly captures = new Requests<Blob>();
  private readonly picks = new Requests<PickedSurface | null>();
  private marked: { revision: number; marks: Mark[] } | null = null;

  constructor(private readonly owner: SessionOwner) {}

  /** Loads a model. The former one stays on screen until the first picture of the new one. */
  begin(url: string, files: LocalFiles | null): void {
    this.url = url;
    this.files = files;
    this.newest = null;
    this.load++;
    this.loading = true;
    this.loaded = this.previewed = this.quiet = this.holding = false;
    this.left = null;
    this.later = [];
    this.must = !this.near || this.owner.eager();
    this.dropRequests();
    if (this.viewer) {
      this.sendVisible();
      this.sendLoad();
    } else if (this.near) {
      this.attach();
    } else {
      rest.enqueue(this);
    }
  }

  /** Frees everything at the host. */
  end(): void {
    rest.forget(this);
    if (this.viewer) hostClient.detach(this.viewer);
    this.forget();
    this.near = true;
    this.info = null;
    this.stats = null;
    this.drawnBefore = 0;
    this.detail = null;
  }

  /** The element came near the viewport, or left it. */
  moved(near: boolean): void {
    this.near = near;
    if (!this.url) return;
    if (near) rest.near(this);
    else if (this.viewer) rest.far(this);
  }

  // --- Resting ---

  get idle(): boolean {
    return (
      (this.loaded || (this.loading && !this.must)) && !this.captures.pending && !this.picks.pending
    );
  }

  sleep(): void {
    if (!this.viewer) return;
    this.leave();
    hostClient.detach(this.viewer);
    this.viewer = 0;
  }

  wake(): void {
    if (this.viewer || !this.url) return;
    this.bringBack();
    this.attach();
  }

  // --- to the host ---

  /** It has a place there, and its model is not on the way back to it. */
  get awake(): boolean {
    return Boolean(this.viewer) && !this.quiet;
  }

  post(message: Unaddressed, transfer?: Transferable[]): void {
    if (message.type === 'input') this.holding = false;
    if (message.type === 'set' && this.left?.changed(message.settings)) this.sendLeft();
    this.send(message, transfer);
  }

  do(action: Action): void {
    this.whenBack(() => this.send({ type: 'do', action }));
  }

  capture(options: ToBlobOptions): Promise<Blob> {
    if (!this.url) return Promise.reject(new Error('No model has been loaded yet.'));
    const { width = 0, height = 0, mimeType = 'image/png', qualityArgument: quality } = options;
    return this.ask(this.captures, (request) =>
      this.send({ type: 'capture', request, width, height, mimeType, quality }),
    );
  }

  /** What lies at a place, in shares of the element. */
  pick(x: number, y: number): Promise<PickedSurface | null> {
    if (!this.url) return Promise.resolve(null);
    return this.ask(this.picks, (request) => this.send({ type: 'pick', request, x, y }));
  }

  /** Points whose places every picture from then on tells. */
  mark(revision: number, marks: Mark[]): void {
    this.marked = { revision, marks };
    this.send({ type: 'mark', revision, marks });
  }

  private ask<T>(requests: Requests<T>, say: (request: number) => void): Promise<T> {
    const asked = requests.ask((request) => this.whenBack(() => say(request)));
    if (!this.viewer) rest.enqueue(this);
    return asked;
  }

  private whenBack(say: () => void): void {
    this.owner.catchUp();
    if (this.viewer && !this.quiet) say();
    else this.later.push(say);
  }

  /** A model that is still to come is drawn even off screen, so that it is there when it is scrolled to. */
  sendVisible(): void {
    const onScreen = this.owner.onScreen();
    const visible = onScreen || (this.loading && !document.hidden);
    this.send({ type: 'visible', visible, onScreen });
  }

  // --- HostListener ---

  hostStarted(): void {
    this.dropRequests();
    this.leave();
    this.bringBack();
    this.sendAll();
  }

  hostStopped(detail: ViewerError): void {
    this.forget();
    this.owner.failed(detail);
  }

  receive(message: FromHost): void {
    if ('load' in message && message.load && message.load !== this.load) return; // given up
    if ('info' in message && message.info) this.info = message.info;
    if ('stats' in message) {
      this.stats = message.stats;
      this.stats.framesDrawn += this.drawnBefore;
    }
    switch (message.type) {
      case 'frame':
        this.show(message.picture, message.marks);
        return this.send({ type: 'shown' });
      case 'progress':
        return this.quiet ? undefined : this.owner.progressed(message.value);
      case 'preview':
        return this.previewCame();
      case 'load':
        return this.completed();
      case 'error':
        // An error of what comes after `load` takes nothing away.
        return message.load === 0 || (this.loaded && !this.loading)
          ? this.owner.problem(message.detail)
          : this.failed(message.detail);
      case 'detail':
        return this.detailed(message);
      case 'warning':
        return console.warn(`<product-viewer>: ${message.message}`);
      case 'camera':
        return this.owner.camera(message.user);
      case 'animation':
        return this.owner.animation(message.event);
      case 'variant':
        return this.quiet ? undefined : this.owner.variant();
      case 'lit':
        return this.owner.lit();
      case 'inspector':
        return this.owner.inspector(message);
      case 'picked':
        return this.picks.answer(message.request, message.hit);
      case 'captured':
        return message.blob
          ? this.captures.answer(message.request, message.blob)
          : this.captures.refuse(message.request, message.message);
      case 'context-lost':
        this.lost = true;
        this.leave();
        this.quiet = this.loaded;
        return this.owner.context(true);
    }
  }

  private show(picture: Picture, marks: PlacedMarks | null): void {
    this.aspect = picture.width / picture.height;
    if (!this.holding) this.owner.picture(picture, marks);
    else if ('close' in picture) picture.close();
  }

  private previewCame(): void {
    const quiet = this.previewed;
    this.previewed = true;
    this.left = null;
    this.owner.previewed(quiet);
    this.send({ type: 'previewed' });
    if (!this.quiet) this.isBack();
  }

  private completed(): void {
    const { quiet } = this;
    if (this.holding) this.send({ type: 'do', action: { do: 'redraw' } });
    this.holding = false;
    this.tellDetail();
    this.loading = this.quiet = this.must = false;
    this.loaded = true;
    this.sendVisible();
    this.owner.completed(quiet);
    this.isBack();
    rest.settle();
  }

  private sayLater(): void {
    for (const say of this.later.splice(0)) say();
  }

  private isBack(): void {
    this.sayLater();
    if (!this.lost) return;
    this.lost = false;
    this.owner.context(false);
  }

  private failed(detail: ViewerError): void {
    this.loading = this.loaded = this.quiet = this.holding = this.must = false;
    this.sendVisible();
    if (this.previewed) this.owner.interrupted(detail);
    else this.owner.failed(detail);
    this.sayLater();
    rest.settle();
  }

  private detailed(message: ViewerDetail): void {
    const { level, levels, textureSize, gpuTextureBytes, complete, reason } = message;
    this.newest = { level, levels, textureSize, gpuTextureBytes, complete, reason };
    this.tellDetail();
  }

  private tellDetail(): void {
    const { newest, detail } = this;
    if (!newest || this.holding) return;
    if (this.quiet && JSON.stringify(newest) === JSON.stringify(detail)) return;
    this.detail = newest;
    this.newest = null;
    this.owner.detailed(this.detail);
  }

  private send(message: Unaddressed, transfer?: Transferable[]): void {
    if (this.viewer) hostClient.post({ ...message, viewer: this.viewer } as ToHost, transfer);
  }

  private attach(): void {
    this.viewer = hostClient.attach(this);
    this.sendAll();
  }

  /** Keeps what the next place at a host needs; `left` is older and still right when that one never got so far. */
  private leave(): void {
    this.drawnBefore = this.stats?.framesDrawn ?? 0;
    if (this.info && this.previewed) this.left ??= new Left(this.info, this.aspect);
  }

  private bringBack(): void {
    this.load++;
    this.quiet = this.holding = this.loaded;
    this.loading = true;
  }

  /** The host knows nothing of us any more. */
  private forget(): void {
    rest.forget(this);
    this.url = '';
    this.viewer = 0;
    this.load++;
    this.loading = this.loaded = this.previewed = this.quiet = this.holding = this.lost = false;
    this.left = null;
    this.later = [];
    this.files = null;
    this.dropRequests();
  }

  private dropRequests(): void {
    this.captures.drop();
    this.picks.drop();
  }

  private sendAll(): void {
    this.send({ type: 'create' });
    this.send({ type: 'set', settings: this.owner.settings() });
    this.send({ type: 'resize', ...this.owner.size() });
    if (this.marked) this.send({ type: 'mark', ...this.marked });
    this.sendVisible();
    this.sendLeft();
    this.sendLoad();
  }

  private sendLeft(): void {
    if (this.left) this.send({ type: 'restore', state: this.left.state() });
  }

  private sendLoad(): void {
    const { load, url, files } = this;
    this.send({ type: 'load', load, url, credentials: this.owner.credentials(), files });
  }
}
