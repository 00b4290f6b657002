// What build.mjs puts in place of these names. All paths are relative to the bundle that uses them.

/** File name of the render worker's bundle, beside the entry. */
declare const WORKER_FILE: string;
/** File name of the chunk that hosts the core on the page's thread, beside the entry. */
declare const MAIN_THREAD_FILE: string;
/** File name of the core's WebAssembly, beside all bundles. */
declare const WASM_FILE: string;
/** File name of the decode worker's bundle, beside the host's. */
declare const DECODE_WORKER_FILE: string;
/** Decoder → its WebAssembly, relative to the host's bundle. */
declare const DECODER_FILES: Readonly<Record<'mesh' | 'draco' | 'ktx2', string>>;
/** Material package name → its file, relative to the host's bundle. */
declare const PACKAGE_FILES: Readonly<Record<string, string>>;
/** The packages that nearly every product needs, fetched together with the core. */
declare const FIRST_PACKAGES: readonly string[];
/** True in debug builds: the core's log goes to the console. */
declare const DEBUG_LOG: boolean;
