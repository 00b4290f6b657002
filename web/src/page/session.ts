// An element's side of the talk with the host: attaches when there is something to show, sends everything anew
// when the host is a new one, and knows which of the answers still matter.

import type {
  Action,
  FromHost,
  LocalFiles,
  Picture,
  Settings,
  ToHost,
  ToViewer,
  ViewerDetail,
  ViewerError,
  ViewerInfo,
  ViewerStats,
} from '../messages.js';
import { Captures, type ToBlobOptions } from './captures.js';
import { hostClient, type HostListener } from './host-client.js';

export interface SessionOwner {
  /** All settings of the core that the element has. */
  settings(): Settings;
  size(): { width: number; height: number; ratio: number };
  onScreen(): boolean;
  credentials(): boolean;

  picture(picture: Picture): void;
  progressed(value: number): void;
  /** `quiet`: the model was only brought back after its context was lost. */
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
}

/** A message about one viewer, still without its number. */
type Unaddressed = ToViewer extends infer M
  ? M extends ToViewer
    ? Omit<M, 'viewer'>
    : never
  : never;

export class Session implements HostListener {
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
  private quiet = false;
  /** There is a picture of the current load. */
  private previewed = false;
  private files: LocalFiles | null = null;
  private readonly captures = new Captures();

  constructor(private readonly owner: SessionOwner) {}

  get attached(): boolean {
    return this.viewer !== 0;
  }

  /** Loads a model. The former one stays on screen until the first picture of the new one. */
  begin(url: string, files: LocalFiles | null): void {
    this.url = url;
    this.files = files;
    this.load++;
    this.loading = true;
    this.loaded = this.previewed = this.quiet = false;
    this.captures.drop();
    if (this.viewer) {
      this.sendVisible();
      this.sendLoad();
    } else {
      this.viewer = hostClient.attach(this);
      this.sendAll();
    }
  }

  /** Frees everything at the host. */
  end(): void {
    if (this.viewer) hostClient.detach(this.viewer);
    this.forget();
    this.url = '';
    this.info = null;
    this.stats = null;
    this.detail = null;
  }

  post(message: Unaddressed, transfer?: Transferable[]): void {
    if (this.viewer) hostClient.post({ ...message, viewer: this.viewer } as ToHost, transfer);
  }

  do(action: Action): void {
    this.post({ type: 'do', action });
  }

  capture(options: ToBlobOptions): Promise<Blob> {
    if (!this.viewer) return Promise.reject(new Error('No model has been loaded yet.'));
    return this.captures.ask(this.viewer, options, (message) => hostClient.post(message));
  }

  /** A model that is still to come is drawn even off screen, so that it is there when it is scrolled to. */
  sendVisible(): void {
    const onScreen = this.owner.onScreen();
    const visible = onScreen || (this.loading && !document.hidden);
    this.post({ type: 'visible', visible, onScreen });
  }

  // --- HostListener ---

  hostStarted(): void {
    this.captures.drop();
    this.quiet = this.loaded;
    this.loading = true;
    this.previewed = false;
    this.sendAll();
  }

  hostStopped(detail: ViewerError): void {
    this.forget();
    this.owner.failed(detail);
  }

  receive(message: FromHost): void {
    if ('load' in message && message.load !== 0 && message.load !== this.load) {
      return; // of a load that was given up
    }
    if ('info' in message && message.info) this.info = message.info;
    if ('stats' in message) this.stats = message.stats;
    switch (message.type) {
      case 'frame':
        this.owner.picture(message.picture);
        return this.post({ type: 'shown' });
      case 'progress':
        return this.quiet ? undefined : this.owner.progressed(message.value);
      case 'preview':
        this.previewed = true;
        return this.owner.previewed(this.quiet);
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
      case 'captured':
        return this.captures.answer(message.request, message.blob, message.message);
      case 'context-lost':
        return this.owner.problem({
          code: 'graphics',
          message: 'The WebGL context was lost; the viewer tries to get it back.',
          url: '',
          status: 0,
        });
    }
  }

  private completed(): void {
    const quiet = this.quiet;
    this.loading = this.quiet = false;
    this.loaded = true;
    this.sendVisible();
    this.owner.completed(quiet);
  }

  private failed(detail: ViewerError): void {
    this.loading = this.loaded = this.quiet = false;
    this.sendVisible();
    if (this.previewed) this.owner.interrupted(detail);
    else this.owner.failed(detail);
  }

  private detailed(message: ViewerDetail): void {
    const { level, levels, textureSize, gpuTextureBytes, complete, reason } = message;
    this.detail = { level, levels, textureSize, gpuTextureBytes, complete, reason };
    this.owner.detailed(this.detail);
  }

  /** The host knows nothing of us any more. */
  private forget(): void {
    this.viewer = 0;
    this.load++;
    this.loading = this.loaded = this.previewed = this.quiet = false;
    this.files = null;
    this.captures.drop();
  }

  private sendAll(): void {
    this.post({ type: 'create' });
    this.post({ type: 'set', settings: this.owner.settings() });
    this.post({ type: 'resize', ...this.owner.size() });
    this.sendVisible();
    this.sendLoad();
  }

  private sendLoad(): void {
    const { load, url, files } = this;
    this.post({ type: 'load', load, url, credentials: this.owner.credentials(), files });
  }
}
