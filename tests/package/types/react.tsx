import type {} from '@vitrine/product-viewer/react';
import type { ProductViewerElement } from '@vitrine/product-viewer';
import { useRef } from 'react';

export function Product() {
  const viewer = useRef<ProductViewerElement>(null);
  return (
    <product-viewer
      ref={viewer}
      src="/shoe/manifest.json"
      alt="A shoe"
      camera-controls
      exposure={1.2}
      className="hero"
      onload={(event) => console.log(event.detail.url)}
      oncamera-change={({ detail }) => console.log(detail.source)}
    />
  );
}

// @ts-expect-error not a number
export const wrong = <product-viewer exposure={true} />;
