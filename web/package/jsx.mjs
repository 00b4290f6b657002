// Types for <product-viewer> in JSX.

/** `library`: the module whose JSX namespace learns of the element. */
export function jsxTypes(library, attributes) {
  const types = { string: 'string', number: 'number | string', boolean: "boolean | ''" };
  const lines = attributes.map(
    ({ name, type, description }) =>
      `  /** ${description.replaceAll('*/', '*\\/')} */\n  '${name}'?: ${types[type.text]} | undefined;`,
  );
  const base = {
    react:
      "import('react').DetailedHTMLProps<import('react').HTMLAttributes<ProductViewerElement>, ProductViewerElement>",
    preact: "import('preact').JSX.HTMLAttributes<ProductViewerElement>",
  }[library];
  return `// <product-viewer> in JSX: \`import type {} from '@vitrine/product-viewer/${library}'\` once, anywhere in the project.
import type { ProductViewerElement, ProductViewerEventMap } from './product-viewer.js';

export interface ProductViewerAttributes {
${lines.join('\n')}
}

/** \`onload\`, \`onvariant-applied\` and so on, as frameworks hand them to custom elements. */
export type ProductViewerListeners = {
  [K in keyof ProductViewerEventMap as \`on\${K}\`]?:
    | ((event: CustomEvent<ProductViewerEventMap[K]>) => void)
    | undefined;
};

type Base = ${base};
export type ProductViewerProps = Omit<
  Base,
  keyof ProductViewerAttributes | keyof ProductViewerListeners
> &
  ProductViewerAttributes &
  ProductViewerListeners;

declare module '${library}' {
  namespace JSX {
    interface IntrinsicElements {
      'product-viewer': ProductViewerProps;
    }
  }
}
`;
}
