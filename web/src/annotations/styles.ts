// What the annotations add to the shadow root's style.

export const CSS = `
.marks { position: absolute; inset: 0; container-type: size; pointer-events: none; }
.marks [hidden] { display: none; }
.hotspot, .length { position: absolute; top: 0; left: 0; transform: translate(-50%, -50%); }
.hotspot { display: grid; width: max-content; }
.hotspot ::slotted(*), .catalogue > button {
  opacity: var(--max-hotspot-opacity, 1);
  pointer-events: auto;
  transition: opacity 0.3s;
}
.hide:not(:focus-within) ::slotted(*), .hide:not(:focus-within) > .catalogue > button {
  opacity: var(--min-hotspot-opacity, 0.25);
  pointer-events: none;
}
.catalogue > button {
  display: block;
  width: 28px;
  height: 28px;
  padding: 0;
  border: 2px solid #fff;
  border-radius: 50%;
  background: var(--hotspot-color, #1c1c20);
  box-shadow: 0 0 0 1px rgb(0 0 0 / 55%);
  cursor: pointer;
}
.catalogue > button:focus-visible { outline: 2px solid var(--focus-color, #2b6cdf); outline-offset: 2px; }
.hotspot:has(.open), .hotspot:focus-within, .hotspot:hover { z-index: 1; }
.note {
  position: absolute;
  left: 50%;
  bottom: calc(100% + 8px);
  transform: translateX(-50%);
  box-sizing: border-box;
  width: max-content;
  max-width: 220px;
  padding: 8px 12px;
  border-radius: 8px;
  font: 400 13px/1.4 system-ui, sans-serif;
  color: #1c1c20;
  background: #fff;
  box-shadow: 0 1px 6px rgb(0 0 0 / 45%);
  pointer-events: auto;
  visibility: hidden;
}
.note p { margin: 4px 0 0; display: none; }
.open .note p { display: block; }
.open .note, .catalogue > button:focus-visible + .note, .catalogue:hover .note { visibility: visible; }
.dismissed .note.note { visibility: hidden; }
.hide:not(:focus-within) .note.note { visibility: hidden; }
.dimensions { position: absolute; inset: 0; }
.dimensions svg { position: absolute; width: 100%; height: 100%; overflow: visible; }
.dimensions path { fill: none; stroke-linecap: round; }
.halo { stroke: var(--dimension-halo-color, rgb(255 255 255 / 85%)); stroke-width: 4px; }
.line { stroke: var(--dimension-color, #1c1c20); stroke-width: 1.5px; }
.length {
  padding: 1px 8px;
  border-radius: 999px;
  font: 500 13px/1.5 system-ui, sans-serif;
  font-variant-numeric: tabular-nums;
  white-space: nowrap;
  color: #fff;
  background: var(--dimension-color, #1c1c20);
  box-shadow: 0 0 0 1px rgb(255 255 255 / 85%);
}
@media (prefers-reduced-motion: reduce) {
  .hotspot ::slotted(*), .catalogue > button { transition: none; }
}
@media (forced-colors: active) {
  .line { stroke: CanvasText; }
  .halo { stroke: Canvas; }
}
`;
