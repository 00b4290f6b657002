// The shadow root's style, as a constructed sheet: a strict policy forbids style elements and attributes.

const CSS = `
:host {
  display: block;
  position: relative;
  contain: strict;
  width: 300px;
  height: 150px;
}
:host([hidden]) { display: none; }
.stage, .poster, .prompt, .bar { position: absolute; inset: 0; }
.stage { outline: none; user-select: none; -webkit-user-select: none; }
.stage.live { cursor: grab; }
.stage.live:active { cursor: grabbing; }
.stage:focus-visible { box-shadow: inset 0 0 0 3px var(--focus-color, #2b6cdf), inset 0 0 0 5px #fff; border-radius: 2px; }
canvas { display: block; width: 100%; height: 100%; pointer-events: none; visibility: hidden; }
.drawn canvas { visibility: visible; }
.poster { pointer-events: none; transition: opacity 0.25s; }
.poster ::slotted(*) { pointer-events: auto; }
.poster.gone { opacity: 0; visibility: hidden; transition: opacity 0.25s, visibility 0s 0.25s; }
img { display: block; width: 100%; height: 100%; object-fit: contain; }
img[hidden] { display: none; }
.bar {
  inset: 0 0 auto;
  height: var(--progress-bar-height, 3px);
  background: var(--progress-bar-color, #4d82e8);
  transform: scaleX(var(--value, 0));
  transform-origin: 0 50%;
  transition: opacity 0.3s;
  opacity: 0;
  pointer-events: none;
}
.bar.shown { opacity: 1; transition: none; }
.prompt {
  display: var(--interaction-prompt-display, grid);
  place-items: end center;
  padding-bottom: 14px;
  pointer-events: none;
  opacity: 0;
  visibility: hidden;
  transition: opacity 0.4s, visibility 0s 0.4s;
}
.prompt.shown { opacity: 1; visibility: visible; transition: opacity 0.4s; }
.hint {
  padding: 0.5em 1em;
  border-radius: 2em;
  font: 500 13px/1.4 system-ui, sans-serif;
  color: #fff;
  background: rgb(20 20 24 / 78%);
}
.hint::before { content: '\\2194'; margin-inline-end: 0.6em; display: inline-block; animation: sway 2.4s ease-in-out infinite; }
@keyframes sway { 25% { transform: translateX(-3px); } 75% { transform: translateX(3px); } }
.finger {
  position: absolute;
  width: 36px;
  height: 36px;
  margin: -18px;
  border-radius: 50%;
  background: rgb(20 20 24 / 45%);
  box-shadow: 0 0 0 2px rgb(255 255 255 / 85%);
  pointer-events: none;
}
.said { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (prefers-reduced-motion: reduce) {
  .poster, .poster.gone, .bar, .prompt { transition: none; }
  .hint::before { animation: none; }
}
@media print { canvas { object-fit: contain; } }
@media (forced-colors: active) {
  .stage:focus-visible { outline: 2px solid Highlight; outline-offset: -2px; }
}
`;

/** One sheet per text and document, shared by all viewers. */
const sheets = new WeakMap<Document, Map<string, CSSStyleSheet>>();
/** What each viewer wants besides CSS. */
const additions = new WeakMap<ShadowRoot, readonly string[]>();

function sheetOf(owner: Document, css: string): CSSStyleSheet {
  const known = sheets.get(owner) ?? new Map<string, CSSStyleSheet>();
  sheets.set(owner, known);
  let sheet = known.get(css);
  if (!sheet) {
    sheet = new (owner.defaultView ?? window).CSSStyleSheet();
    sheet.replaceSync(css);
    known.set(css, sheet);
  }
  return sheet;
}

/** Gives `root` the style, and `more` from now on; to be called again when it was moved to another document. */
export function adoptStyles(root: ShadowRoot, more?: string): void {
  const added = [...(additions.get(root) ?? []), ...(more ? [more] : [])];
  additions.set(root, added);
  root.adoptedStyleSheets = [CSS, ...added].map((css) => sheetOf(root.ownerDocument, css));
}
