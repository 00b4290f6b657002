// ar: the product in the shopper's own room, by what the phone brings along. Android's Scene Viewer is started by an
// intent link, Quick Look on iOS by a link to a .usdz. (WebXR is not supported.)

import { emit } from '../page/events.js';
import type { Site } from '../page/features.js';
import { absoluteUrl } from '../page/reflect.js';

type Mode = 'scene-viewer' | 'quick-look';
export type ArStatus = 'not-presenting' | 'session-started' | 'object-placed' | 'failed';

/** Where the browser comes back to when there is no Scene Viewer on the phone. */
const NO_VIEWER = '#no-ar-viewer';
const TAPPED = '_apple_ar_quicklook_button_tapped';

const CSS = `
.ar { position: absolute; right: 12px; bottom: 12px; }
.ar[hidden], a[hidden] { display: none; }
.ar button {
  min-width: 44px;
  min-height: 44px;
  padding: 0 14px;
  border: 0;
  border-radius: 22px;
  font: 500 14px/1.4 system-ui, sans-serif;
  color: #1c1c20;
  background: #fff;
  box-shadow: 0 1px 4px rgb(0 0 0 / 40%);
  cursor: pointer;
}
.ar button:focus-visible { outline: 2px solid var(--focus-color, #2b6cdf); outline-offset: 2px; }
`;

const runsAndroid = () =>
  /android/i.test(navigator.userAgent) && !/firefox|oculus/i.test(navigator.userAgent);
const hasQuickLook = () => {
  const { relList } = document.createElement('a');
  // The app of a search engine says that it has it, too, but has not.
  return Boolean(relList.supports?.('ar')) && !/GSA\//.test(navigator.userAgent);
};

/** Scene Viewer failed once: it is not there. */
let sceneViewerMissing = false;

export class AugmentedReality {
  mode: Mode | null = null;
  private readonly box = document.createElement('div');
  private readonly anchor = document.createElement('a');

  constructor(private readonly site: Site) {
    const { root, element } = site;
    site.style(CSS);
    const slot = document.createElement('slot');
    slot.name = 'ar-button';
    const button = document.createElement('button');
    button.type = 'button';
    button.setAttribute('part', 'default-ar-button');
    button.textContent = 'View in your room';
    slot.append(button);
    this.box.className = 'ar';
    this.box.hidden = this.anchor.hidden = true;
    this.box.append(slot);
    this.box.addEventListener('click', () => void this.activate());
    this.anchor.addEventListener('message', (event) => {
      if ((event as MessageEvent).data === TAPPED) emit(element, 'quick-look-button-tapped', null);
    });
    root.append(this.box, this.anchor);
  }

  /** An attribute or the device changed what can be done. */
  update(): void {
    const before = this.mode;
    this.mode = this.choose();
    this.box.hidden = !this.mode;
    if (!this.mode && before) this.tell('failed');
    else if (!this.site.element.hasAttribute('ar-status')) this.tell('not-presenting');
  }

  /** Has to be called from within a click, or the phone ignores it. */
  async activate(): Promise<void> {
    if (this.mode === 'scene-viewer') this.openSceneViewer();
    else if (this.mode === 'quick-look') this.openQuickLook();
    else console.warn('<product-viewer>: no way into AR here; see canActivateAR.');
  }

  private choose(): Mode | null {
    const { element } = this.site;
    if (!element.ar) return null;
    const modes = (element.arModes ?? 'webxr scene-viewer quick-look').split(/\s+/);
    for (const mode of modes) {
      if (mode === 'scene-viewer' && this.androidModel() && runsAndroid() && !sceneViewerMissing)
        return mode;
      if (mode === 'quick-look' && element.iosSrc && hasQuickLook()) return mode;
    }
    return element.iosSrc && hasQuickLook() ? 'quick-look' : null;
  }

  /** Scene Viewer reads glTF; of a packed product it has to be told a plain file. */
  private androidModel(): string | null {
    const src = this.site.value('src');
    return (
      this.site.element.androidSrc ?? (src && /\.gl(?:b|tf)(?:[?#]|$)/i.test(src) ? src : null)
    );
  }

  private openSceneViewer(): void {
    const { element } = this.site;
    const model = new URL(absoluteUrl(this.androidModel() ?? '', element.baseURI));
    // title, link and sound may be given with the model's URL.
    const query = new URLSearchParams(model.search);
    query.set('mode', 'ar_preferred');
    if (!query.has('disable_occlusion')) query.set('disable_occlusion', 'true');
    if (element.arScale === 'fixed') query.set('resizable', 'false');
    if (element.arPlacement === 'wall') query.set('enable_vertical_placement', 'true');
    for (const name of ['sound', 'link']) {
      const value = query.get(name);
      if (value) query.set(name, absoluteUrl(value, element.baseURI));
    }
    model.hash = '';
    const back = new URL(location.href);
    back.hash = NO_VIEWER;
    addEventListener('hashchange', this.cameBack, { once: true });
    this.follow(
      `intent://arvr.google.com/scene-viewer/1.2?${query}&file=${encodeURIComponent(model.href)}` +
        '#Intent;scheme=https;package=com.google.android.googlequicksearchbox;' +
        'action=android.intent.action.VIEW;' +
        `S.browser_fallback_url=${encodeURIComponent(back.href)};end;`,
    );
  }

  private readonly cameBack = () => {
    if (location.hash !== NO_VIEWER) return;
    sceneViewerMissing = true;
    history.back();
    this.update();
  };

  private openQuickLook(): void {
    const { element } = this.site;
    const model = new URL(absoluteUrl(element.iosSrc ?? '', element.baseURI));
    if (element.arScale === 'fixed') {
      model.hash = `${model.hash ? `${model.hash}&` : ''}allowsContentScaling=0`;
    }
    // Safari wants an image in the link.
    const image = document.createElement('img');
    image.alt = '';
    this.anchor.rel = 'ar';
    this.anchor.append(image);
    this.follow(model.href);
    image.remove();
  }

  private follow(url: string): void {
    this.anchor.href = url;
    this.anchor.click();
    this.tell('session-started');
  }

  private tell(status: ArStatus): void {
    this.site.element.setAttribute('ar-status', status);
    emit(this.site.element, 'ar-status', { status });
  }
}
