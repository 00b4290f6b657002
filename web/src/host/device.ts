// What this device and its line are, as the core wants to know it.

import { takesBlocks } from './block-formats.js';
import { maxTextureSize } from './gl-state.js';

/** https://wicg.github.io/netinfo/; not in every browser. */
interface NetworkInformation extends EventTarget {
  readonly effectiveType?: string;
  readonly saveData?: boolean;
}

interface DeviceNavigator {
  readonly connection?: NetworkInformation;
  readonly deviceMemory?: number;
}

export interface Device {
  saveData: boolean;
  /** As navigator.connection.effectiveType; empty: unknown. */
  connection: string;
  /** GiB; 0: unknown. */
  memory: number;
  maxTextureSize: number;
  /** The GPU takes block-compressed textures. */
  compressed: boolean;
}

/** Tells now and whenever it changes. Returns what ends that. */
export function watchDevice(
  gl: WebGL2RenderingContext,
  tell: (device: Device) => void,
): () => void {
  const { connection, deviceMemory = 0 } = navigator as DeviceNavigator;
  const look = () =>
    tell({
      saveData: connection?.saveData ?? false,
      connection: connection?.effectiveType ?? '',
      memory: deviceMemory,
      maxTextureSize: maxTextureSize(gl),
      compressed: takesBlocks(gl),
    });
  connection?.addEventListener('change', look);
  look();
  return () => connection?.removeEventListener('change', look);
}
