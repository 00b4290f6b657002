// Everything that crosses between an element (page) and the host of the core (render worker, or the page's
// own thread where a worker can't draw). Plain data only. `viewer` is a number that the page gives out; `load`
// counts the loads of one viewer, so that messages of an abandoned load can be told from the current one's.

/** Attribute name → value; null when the attribute was removed. */
export type Settings = Record<string, string | null>;

/** A named action for the core, see vt_viewer_do. */
export type Action =
  | { do: 'jump-camera-to-goal' | 'pause' | 'update-framing' | 'redraw' }
  /** Without repetitions: for ever. */
  | { do: 'play'; repetitions?: number; pingpong?: boolean }
  /** The camera, by so many radians more. */
  | { do: 'turn'; theta: number }
  /** The camera turns to where it sees that mark. */
  | { do: 'face'; mark: number }
  | { do: 'reset-turntable'; theta: number }
  | { do: 'zoom'; keyPresses: number }
  | { do: 'seek'; time: number };

export interface ViewerError {
  /** Stable public name, such as "http-status". */
  code: string;
  /** One sentence for a developer. */
  message: string;
  /** The resource at fault. */
  url: string;
  /** HTTP status, or 0 where there was none. */
  status: number;
}

export interface Orbit {
  /** Radians around the product; 0 is its front. */
  theta: number;
  /** Radians down from straight above. */
  phi: number;
  /** Metres from the target. */
  radius: number;
}

export type Triple = [x: number, y: number, z: number];

export interface ViewerInfo {
  orbit: Orbit;
  target: Triple;
  /** Vertical, degrees. */
  fieldOfView: number;
  minFieldOfView: number;
  maxFieldOfView: number;
  /** Width : height below which the element's sides would cut the model. */
  idealAspect: number;
  dimensions: Triple;
  center: Triple;
  animations: string[];
  /** Names of the file's cameras. */
  cameras: string[];
  duration: number;
  currentTime: number;
  paused: boolean;
  turntable: number;
  /** Names of KHR_materials_variants, and the one on screen, '' = none. */
  variants: string[];
  variant: string;
}

/** A point whose place in each picture the page wants to know, see vt_viewer_set_marks. */
export interface Mark {
  position: Triple;
  normal?: Triple;
  surface?: number[];
  coverable?: boolean;
}

/** A mark in a picture. */
export interface PlacedMark {
  /** Shares of the picture: 0, 0 is its top left corner. */
  x: number;
  y: number;
  position: Triple;
  normal: Triple;
  /** In front of the eye; else x and y mean nothing. */
  ahead: boolean;
  facing: boolean;
  /** Nothing of the model covers it. */
  clear: boolean;
  /** The model lacks the surface that it should lie on. */
  lost: boolean;
}

/** The marks of a picture, as vt_viewer_marks tells them; `revision` says of which list. */
export interface PlacedMarks {
  revision: number;
  marks: number[][];
}

/** What lies at a place of the picture. */
export interface PickedSurface {
  position: Triple;
  normal: Triple;
  /** Mesh, primitive, three vertices, three weights. */
  surface: number[];
  /** Index in the file and name of the material on screen; -1 and '' where the surface has none of its own. */
  material: number;
  name: string;
}

export interface ViewerStats {
  /** Pictures of this viewer drawn so far. */
  framesDrawn: number;
  /** Milliseconds that the last picture took. */
  frameTime: number;
  drawCalls: number;
  triangles: number;
  gpuBytes: number;
  /** The share of textures in gpuBytes. */
  gpuTextureBytes: number;
  /** The core's heap, shared by all viewers of the page. */
  heapBytes: number;
  /** Milliseconds spent on decoding images of the current model. */
  decodeTime: number;
  /** Share of the full resolution that is drawn now, per axis. */
  renderScale: number;
  /** Samples per pixel. */
  samples: number;
  /** The picture on screen is the best one: nothing moves, and no better one is under way. */
  converged: boolean;
}

/** How finely the product is drawn. */
export interface ViewerDetail {
  /** The geometry's level of detail; 0 is the coarsest of `levels`. */
  level: number;
  levels: number;
  /** Longest side of the largest texture level in use, texels. */
  textureSize: number;
  gpuTextureBytes: number;
  /** Nothing finer is wanted for the present view. */
  complete: boolean;
  /** What decided about it. */
  reason: 'progress' | 'zoom' | 'budget' | 'save-data' | 'slow-connection' | 'error';
}

/** Of a record of input, as vt_viewer_input wants them. */
export const enum InputKind {
  Down,
  Move,
  Up,
  Cancel,
  Wheel,
  Key,
  /** For the inspector's panel only. */
  Character,
}

/** Left, top, width and height, CSS pixels from the element's top left. */
export type Box = [x: number, y: number, width: number, height: number];

/** Where the inspector's panel is; see vt_events. */
export interface InspectorLayout {
  windows: Box[];
  /** Widgets that can be seen, by their labels. */
  items: [label: string, ...box: Box][];
  /** The widget that the keyboard is at; '' = none with a name. */
  focus: string;
  /** A text field has the keyboard. */
  typing: boolean;
  /** A list is open, or a widget is being changed. */
  open: boolean;
}

/** `what`: "layout" (an InspectorLayout as JSON), "copy" (for the clipboard) or "save" (a look file). */
export interface InspectorWord {
  what: 'layout' | 'copy' | 'save';
  text: string;
}

/** Name → content. */
export type LocalFiles = ReadonlyMap<string, Blob>;

/** Where local files seem to lie, so that a model's relative references work among them. */
export const LOCAL_BASE = 'https://local.invalid/';

/** To the render worker only: it holds the lock of that name as long as it lives, so that the page sees its end. */
export interface Lifeline {
  type: 'lifeline';
  lock: string;
}

/** The worker's answer: it holds the lock. */
export interface Alive {
  type: 'alive';
}

export type ToHost =
  /** The core, compiled while the worker's own script was on its way. null: the host fetches it itself. */
  | { type: 'core'; module: WebAssembly.Module | null }
  | { type: 'create'; viewer: number }
  | { type: 'destroy'; viewer: number }
  | { type: 'set'; viewer: number; settings: Settings }
  | { type: 'resize'; viewer: number; width: number; height: number; ratio: number }
  /** `visible`: it draws, which it also does off screen while a model is to come. `onScreen`: a shopper sees it. */
  | { type: 'visible'; viewer: number; visible: boolean; onScreen: boolean }
  | {
      type: 'load';
      viewer: number;
      load: number;
      url: string;
      credentials: boolean;
      /** Files of the visitor's own machine that stand in for the network, see LOCAL_BASE. */
      files: LocalFiles | null;
    }
  | { type: 'clear'; viewer: number }
  | { type: 'input'; viewer: number; records: Float64Array<ArrayBuffer>; timeOrigin: number }
  | { type: 'do'; viewer: number; action: Action }
  /** The next model begins as a former one was left, see vt_viewer_restore. */
  | { type: 'restore'; viewer: number; state: Float64Array<ArrayBuffer> }
  | { type: 'mark'; viewer: number; revision: number; marks: Mark[] }
  /** x and y: shares of the picture. */
  | { type: 'pick'; viewer: number; request: number; x: number; y: number }
  /** The page has put a picture on its canvas; the next may come. */
  | { type: 'shown'; viewer: number }
  /** The page has told that the first picture of a load is there: what refines it may come. */
  | { type: 'previewed'; viewer: number }
  | {
      type: 'capture';
      viewer: number;
      request: number;
      width: number;
      height: number;
      mimeType: string;
      quality: number | undefined;
    };

/** A picture for an element: a bitmap from the worker, or the one canvas of the page's thread. */
export type Picture = ImageBitmap | HTMLCanvasElement;

export type FromHost =
  /** No WebGL 2 here; the page should host the core itself. */
  | { type: 'unsupported' }
  /** An empty picture, sent before there is any work, see host-client.ts. */
  | { type: 'warm-up'; picture: ImageBitmap }
  /** The host is beyond use; `detail` says why. The page ends it and tells its viewers. */
  | { type: 'crashed'; detail: ViewerError }
  | { type: 'context-lost' }
  | { type: 'context-restored' }
  | {
      type: 'frame';
      viewer: number;
      picture: Picture;
      stats: ViewerStats;
      info: ViewerInfo | null;
      marks: PlacedMarks | null;
    }
  | { type: 'progress'; viewer: number; load: number; value: number }
  | { type: 'preview'; viewer: number; load: number; info: ViewerInfo }
  | { type: 'load'; viewer: number; load: number; info: ViewerInfo; stats: ViewerStats }
  /** The picture just shown has other detail than the one before. */
  | ({ type: 'detail'; viewer: number; load: number } & ViewerDetail)
  /** load 0: not about a load. */
  | { type: 'error'; viewer: number; load: number; detail: ViewerError }
  | { type: 'warning'; viewer: number; message: string }
  | { type: 'picked'; viewer: number; request: number; hit: PickedSurface | null }
  /** The next picture shows another variant. */
  | { type: 'variant'; viewer: number; load: number; info: ViewerInfo }
  /** The next picture is lit by another environment. */
  | { type: 'lit'; viewer: number }
  | { type: 'camera'; viewer: number; info: ViewerInfo; user: boolean }
  | {
      type: 'animation';
      viewer: number;
      event: 'play' | 'pause' | 'loop' | 'finished';
      info: ViewerInfo;
    }
  | ({ type: 'inspector'; viewer: number } & InspectorWord)
  | { type: 'captured'; viewer: number; request: number; blob: Blob | null; message: string };

/** All that is about one viewer. */
export type ToViewer = Exclude<ToHost, { type: 'core' }>;

/** The same, still without the viewer's number. */
export type Unaddressed = ToViewer extends infer M
  ? M extends ToViewer
    ? Omit<M, 'viewer'>
    : never
  : never;

/** What the page posts to, whichever thread it is. */
export interface HostPort {
  post(message: ToHost, transfer?: Transferable[]): void;
  end(): void;
}
