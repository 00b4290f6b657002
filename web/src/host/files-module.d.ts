// The module that build.mjs makes: where the files lie of which the host fetches only what a product needs.

/** Decoder → its WebAssembly. */
export const decoders: Readonly<Record<'mesh' | 'draco' | 'ktx2' | 'environment', URL>>;
/** Material package name → its file. */
export const packages: Readonly<Record<string, URL>>;
