// The shadow tree, made by DOM calls only (a strict policy may demand trusted markup).
//
//   stage           takes input and focus; holds the canvas
//   slot poster     img
//   slot progress-bar
//   slot interaction-prompt
//   slot            hotspots and whatever the page puts on top
//   said            spoken, not shown

export interface Parts {
  stage: HTMLElement;
  poster: HTMLElement;
  posterImage: HTMLImageElement;
  bar: HTMLElement;
  prompt: HTMLElement;
  help: HTMLElement;
  live: HTMLElement;
}

function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string>,
  ...children: Node[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

export const HELP_ID = 'help';

export function buildShadow(root: ShadowRoot): Parts {
  const stage = make('div', { class: 'stage', part: 'stage' });
  const posterImage = make('img', { part: 'poster', alt: '', 'aria-hidden': 'true', hidden: '' });
  const poster = make('div', { class: 'poster' }, make('slot', { name: 'poster' }, posterImage));
  const bar = make('div', { class: 'bar', part: 'default-progress-bar' });
  const barSlot = make('slot', { name: 'progress-bar' }, bar);
  const hint = make('div', { class: 'hint', part: 'interaction-prompt', 'aria-hidden': 'true' });
  hint.textContent = 'Drag to turn';
  const prompt = make(
    'div',
    { class: 'prompt' },
    make('slot', { name: 'interaction-prompt' }, hint),
  );
  const help = make('div', { class: 'said', id: HELP_ID });
  const live = make('div', { class: 'said', role: 'status', 'aria-live': 'polite' });
  root.append(stage, poster, barSlot, prompt, make('slot', {}), help, live);
  return { stage, poster, posterImage, bar, prompt, help, live };
}
