// Hotspots of a catalogue: data, not markup of the page. Each becomes a button with a label, and a note that it opens.

import { emit } from '../page/events.js';
import { Hotspot } from './hotspots.js';

export interface CatalogueHotspot {
  id: string;
  /** A few words; the button's name. */
  label: string;
  /** More, shown when the button is pressed. */
  text?: string | null;
  /** Metres, in the space of the model. One of position and surface has to be there. */
  position?: readonly [number, number, number] | null;
  normal?: readonly [number, number, number] | null;
  /** As data-surface. */
  surface?: string | null;
}

const words = (numbers: readonly number[] | null | undefined) => numbers?.join(' ');

/** Escape closes what is open; a second hotspot closes the first. */
export function catalogueHotspot(element: HTMLElement, data: CatalogueHotspot): Hotspot {
  const { id, label, text } = data;
  const box = document.createElement('div');
  box.className = 'catalogue';
  const button = document.createElement('button');
  button.type = 'button';
  button.setAttribute('part', 'hotspot');
  button.setAttribute('aria-label', label);
  const note = document.createElement('div');
  note.className = 'note';
  note.setAttribute('part', 'hotspot-note');
  note.id = `hotspot-${id}`;
  const title = document.createElement('b');
  title.textContent = label;
  note.append(title);
  if (text) {
    const more = document.createElement('p');
    more.textContent = text;
    note.append(more);
    button.setAttribute('aria-controls', note.id);
    button.setAttribute('aria-expanded', 'false');
  } else {
    // The button says as much.
    note.setAttribute('aria-hidden', 'true');
  }
  box.append(button, note);
  const open = (wanted: boolean) => {
    box.classList.toggle('open', wanted);
    if (text) button.setAttribute('aria-expanded', String(wanted));
  };
  button.addEventListener('click', () => {
    const wanted = !box.classList.contains('open');
    if (wanted) emit(element, 'hotspot-select', { id });
    open(wanted && Boolean(text));
  });
  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    open(false);
    box.classList.add('dismissed');
  });
  for (const type of ['focusout', 'pointerleave'] as const) {
    box.addEventListener(type, () => box.classList.remove('dismissed'));
  }
  box.addEventListener('focusout', (event) => {
    if (!box.contains(event.relatedTarget as Node | null)) open(false);
  });
  const hotspot = new Hotspot(`catalogue ${id}`, box);
  const [position, normal] = [words(data.position), words(data.normal)];
  hotspot.configure({
    ...(position ? { position } : {}),
    ...(normal ? { normal } : {}),
    ...(data.surface ? { surface: data.surface } : {}),
  });
  return hotspot;
}
