// The cart and the checkout. Prices and stock are the shop's: what is shown here is what it last said.

import { byId, cartChanged, make, onOtherTab, priceText, sentence, shop, tell } from './page.js';

const notice = byId('notice');
let cart = null;

/** A change of the cart; the last answer counts. */
async function change(ask, word) {
  tell(notice, '');
  try {
    const answer = await ask();
    cartChanged(answer);
    show(answer);
    tell(notice, word);
  } catch (problem) {
    console.error(problem);
    await refresh();
    tell(notice, sentence(problem));
  }
}

function stepper(line) {
  const { id, name, label, quantity, stock } = line;
  const set = (value) =>
    change(() => shop.changeQuantity(id, value), `${name}, ${label}: ${value} in the cart.`);
  const input = make('input', '');
  const most = Math.min(99, Math.max(stock, 1));
  Object.assign(input, { type: 'number', min: '1', max: String(most), value: String(quantity) });
  input.inputMode = 'numeric';
  input.setAttribute('aria-label', `Quantity of ${name}, ${label}`);
  input.addEventListener('change', () => {
    const value = Math.min(most, Math.max(1, Math.round(Number(input.value)) || 1));
    set(value);
  });
  const button = (text, words, value) => {
    const step = make('button', '', text);
    step.type = 'button';
    step.setAttribute('aria-label', `${words} ${name}, ${label}`);
    step.disabled = value < 1 || value > most;
    step.dataset.focus = `${id} ${text}`;
    step.addEventListener('click', () => set(value));
    return step;
  };
  input.dataset.focus = `${id} quantity`;
  return make(
    'div',
    'stepper',
    button('−', 'One fewer of', quantity - 1),
    input,
    button('+', 'One more of', quantity + 1),
  );
}

function row(line) {
  const { id, name, label, total, unitPrice, quantity, stock, poster, productId, variantId } = line;
  const image = make('img', '');
  Object.assign(image, { src: poster.url, width: 96, height: 96, alt: '', loading: 'lazy' });
  const link = make('a', '', name);
  link.href = `product.html?id=${encodeURIComponent(productId)}&option=${encodeURIComponent(variantId)}`;
  const remove = make('button', 'quiet', 'Remove');
  remove.type = 'button';
  remove.setAttribute('aria-label', `Remove ${name}, ${label}`);
  remove.addEventListener('click', () =>
    change(() => shop.removeLine(id), `${name}, ${label} was removed.`),
  );
  const words = make('div', 'words', make('h2', '', link), make('p', '', label));
  if (stock < quantity) words.append(make('p', 'few', `Only ${stock} left`));
  else if (quantity > 1) words.append(make('p', '', `${priceText(unitPrice)} each`));
  return make(
    'li',
    'cart-line',
    make('div', 'frame', image),
    words,
    make('div', 'amount', stepper(line), remove),
    make('p', 'price', priceText(total)),
  );
}

function show(next) {
  cart = next;
  const empty = cart.lines.length === 0;
  byId('nothing').hidden = !empty;
  byId('checkout').hidden = empty;
  // Rows are made anew, the focus stays where it was.
  const focused = document.activeElement?.dataset?.focus;
  byId('lines').replaceChildren(...cart.lines.map(row));
  byId('total').textContent = priceText(cart.total);
  if (!focused) return;
  const again = [...document.querySelectorAll('[data-focus]')];
  const same = again.find((each) => each.dataset.focus === focused && !each.disabled);
  (same ?? again.find((each) => each.dataset.focus?.startsWith(focused.split(' ')[0])))?.focus();
}

async function refresh() {
  try {
    show(await shop.cart());
  } catch (problem) {
    console.error(problem);
    tell(notice, sentence(problem));
  }
}

byId('order').addEventListener('submit', async (event) => {
  event.preventDefault();
  const place = byId('place');
  if (place.getAttribute('aria-disabled') === 'true') return;
  place.setAttribute('aria-disabled', 'true');
  tell(notice, '');
  const { name, email, ...address } = Object.fromEntries(new FormData(event.target));
  const customer = { name, email };
  try {
    const order = await shop.placeOrder({
      expectedTotal: cart.total,
      customer,
      shippingAddress: address,
    });
    thank(order);
    cartChanged({ count: 0 });
  } catch (problem) {
    console.error(problem);
    await refresh();
    tell(notice, sentence(problem));
    notice.scrollIntoView({ block: 'center' });
  } finally {
    place.removeAttribute('aria-disabled');
  }
});

function thank({ id, lines, total }) {
  byId('checkout').hidden = true;
  byId('nothing').hidden = true;
  byId('thanks').hidden = false;
  byId('number').textContent = id;
  byId('ordered').replaceChildren(
    ...lines.map(({ quantity, name, label }) => make('li', '', `${quantity} × ${name}, ${label}`)),
  );
  byId('paid').textContent = priceText(total);
  byId('title').textContent = 'Thank you';
  document.title = 'Thank you — Vitrine';
  byId('title').focus();
}

// Another tab may have changed it, or time.
onOtherTab(refresh);
document.addEventListener('visibilitychange', () => {
  if (!document.hidden && byId('thanks').hidden) refresh();
});

refresh();
