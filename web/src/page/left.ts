// How a viewer was left: what its next place at a host needs to go on from the same picture.

import type { Settings, ViewerInfo } from '../messages.js';

const CAMERA = ['camera-orbit', 'camera-target', 'field-of-view'];
const ANIMATION = 'animation-name';
const NONE = NaN;

export class Left {
  private camera = true;
  private animation = true;

  /** `aspect`: of the picture that `info` came with. */
  constructor(
    private readonly info: ViewerInfo,
    private readonly aspect: number,
  ) {}

  /** Attributes that changed since. True when that makes a difference here. */
  changed(settings: Settings): boolean {
    const camera = CAMERA.some((name) => name in settings);
    const animation = ANIMATION in settings;
    if (camera) this.camera = false;
    if (animation) this.animation = false;
    return camera || animation;
  }

  /** See vt_viewer_restore. */
  state(): Float64Array<ArrayBuffer> {
    const { orbit, target, fieldOfView, turntable, currentTime, paused } = this.info;
    return new Float64Array([
      this.camera ? orbit.theta : NONE,
      orbit.phi,
      orbit.radius,
      ...target,
      fieldOfView,
      this.aspect,
      turntable,
      this.animation ? currentTime : 0,
      paused ? 1 : 0,
    ]);
  }
}
