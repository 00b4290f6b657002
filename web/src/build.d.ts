// What build.mjs puts in place of these names. All paths are relative to the bundle that uses them and begin with "./";
// where they stand in `new URL(…, import.meta.url)` or `import(…)`, other bundlers find the files too.

/** The render worker's bundle. */
declare const WORKER_FILE: string;
/** The chunk that hosts the core on the page's thread. */
declare const MAIN_THREAD_FILE: string;
/** The same, and the core's WebAssembly, with the merchandiser's inspector. */
declare const INSPECTOR_WORKER_FILE: string;
declare const INSPECTOR_MAIN_THREAD_FILE: string;
declare const INSPECTOR_WASM_FILE: string;
/** The worker that talks with the shop, and its WebAssembly. */
declare const COMMERCE_WORKER_FILE: string;
declare const COMMERCE_WASM_FILE: string;
/** The core's WebAssembly. */
declare const WASM_FILE: string;
/** The decode worker's bundle. */
declare const DECODE_WORKER_FILE: string;
/** The material packages that nearly every product needs, fetched together with the core. */
declare const FIRST_PACKAGES: readonly string[];
/** True in debug builds: the core's log goes to the console. */
declare const DEBUG_LOG: boolean;
