// As in docs/embedding.md: a component that shows a product and tells when it is there.
import '@vitrine/product-viewer';
import '@vitrine/product-viewer/product-viewer.css';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';

function Product({ src, alt }) {
  const [state, setState] = useState('loading');
  return (
    <>
      <product-viewer
        id="v0"
        src={src}
        alt={alt}
        cameraControls
        onload={() => setState('loaded')}
        onerror={(event) => setState(event.detail.code)}
      />
      <output>{state}</output>
    </>
  );
}

createRoot(document.getElementById('root')).render(
  <Product src="/models/red.glb" alt="A red box" />,
);
