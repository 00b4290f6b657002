// Pages for the tests: no inline script, no inline style, so that they load under the strict policy.
const escape = (text) =>
  String(text).replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');

export const tag = process.env.VITRINE_ELEMENT ?? 'product-viewer';
export const script =
  tag === 'model-viewer' ? '/peer/model-viewer.min.js' : '/dist/product-viewer.js';

/// description: elements: [{attributes, width, height, className}], css (extra rules), body (extra markup),
/// script (the element's module, null for none), scripts (classic ones before it), styles (sheets before its own), title. Returns {html, css}.
export function pageHtml(id, description) {
  const elements = description.elements ?? [];
  const name = description.tag ?? tag;
  const rules = elements.map(
    (e, i) => `#v${i} { width: ${e.width ?? 400}px; height: ${e.height ?? 300}px; }`,
  );
  const markup = elements.map((e, i) => {
    const attributes = Object.entries({ id: `v${i}`, ...e.attributes })
      .map(([key, value]) => ` ${key}="${escape(value)}"`)
      .join('');
    return `    <${name}${attributes}></${name}>`;
  });
  const entry = description.script === undefined ? script : description.script;
  const html = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>${escape(description.title ?? 'test page')}</title>
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <link rel="icon" href="/pages/icon.png" />
${(description.styles ?? []).map((path) => `    <link rel="stylesheet" href="${path}" />\n`).join('')}    <link rel="stylesheet" href="/page/${id}.css" />
    <script src="/pages/harness.js"></script>
${(description.scripts ?? []).map((path) => `    <script src="${path}"></script>\n`).join('')}${entry ? `    <script type="module" src="${entry}"></script>\n` : ''}  </head>
  <body>
${markup.join('\n')}
${description.body ?? ''}
  </body>
</html>
`;
  const css = `html, body { margin: 0; background: #fff; }
${name} { display: block; box-sizing: border-box; width: 400px; height: 300px; background-color: transparent; }
${rules.join('\n')}
${description.css ?? ''}
`;
  return { html, css };
}
