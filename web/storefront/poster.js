// The product's poster, before anything else: the shop keeps posters under the product's id, so the largest thing on the page
// waits neither for its words nor for the viewer.

const wanted = new URLSearchParams(location.search).get('id') ?? '';

/** Of the product; empty where the address names none. */
export const id = /^[a-z0-9][a-z0-9_-]*$/.test(wanted) ? wanted : '';

if (id) {
  const image = new Image(800, 800);
  image.slot = 'poster';
  image.alt = '';
  image.fetchPriority = 'high';
  image.src = `assets/products/${id}.webp`;
  document.getElementById('viewer').append(image);
}
