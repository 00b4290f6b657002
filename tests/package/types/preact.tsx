/** @jsxImportSource preact */
import type {} from '@vitrine/product-viewer/preact';

export const product = (
  <product-viewer
    src="/shoe/manifest.json"
    alt="A shoe"
    camera-controls
    class="hero"
    onload={(event) => console.log(event.detail.url)}
  />
);

// @ts-expect-error not a number
export const wrong = <product-viewer exposure={true} />;
