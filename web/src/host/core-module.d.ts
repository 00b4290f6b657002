// The Emscripten module, imported as 'vitrine-core'; build.mjs resolves the name to the core that was built.
import type { CoreModule, CoreOptions } from './core-types.js';
export default function createViewer(options: CoreOptions): Promise<CoreModule>;
