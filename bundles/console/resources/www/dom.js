/**
 * Makes an element: h('button.primary', {type: 'button', onclick}, 'Make'). Children are text or nodes, never markup,
 * so that nothing a user or a plugin wrote is read as HTML.
 */
export function h(name, attributes = {}, ...children) {
  const [tag, ...classes] = name.split('.');
  const element = document.createElement(tag || 'div');
  if (classes.length) element.className = classes.join(' ');
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith('on') || key === 'value' || key === 'checked') element[key] = value;
    else element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.flat().filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

const paths = {
  make: 'M4 20 14 10m2-6 4 4M12 6l6 6-8 8H4v-6z',
  gallery: 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4',
  queue: 'M5 6h14M5 12h14M5 18h8',
  plugins: 'M9 3v5H6a2 2 0 0 0-2 2v10h10a2 2 0 0 0 2-2v-3h4V9h-4V7a2 2 0 0 0-2-2h-2V3z',
  compare: 'M12 4v16M5 8h5v8H5zM14 6h5v12h-5z',
  grid: 'M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM13 13h7v7h-7z',
  chat: 'M4 5h16v11H9l-5 4z',
  settings: 'M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM12 3v3m0 12v3M3 12h3m12 0h3M5.600 5.600l2.200 2.200m8.400 8.400 2.200 2.200M18.400 5.600l-2.200 2.200M7.800 16.200l-2.200 2.200',
  models: 'M12 3l8 4.500v9L12 21l-8-4.500v-9zM4 7.500l8 4.500 8-4.500M12 12v9',
  log: 'M6 3h9l4 4v14H6zM9 11h7M9 15h7M9 7h3',
  panel: 'M4 5h16v14H4zM4 10h16',
};

/** An icon by name, drawn in the colour of the text beside it; an unknown name gives the plain panel. */
export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', paths[name] ?? paths.panel);
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.append(path);
  return svg;
}

/** Whether keys typed now go into a field. */
export function typing() {
  return !!document.activeElement?.closest('textarea, select, input:not([type=range]):not([type=checkbox]), [contenteditable]');
}

const filled = new WeakMap();

/** Fills an element anew only when the key changed: a press is not lost and no picture flickers. The focus stays in its place. */
export function fill(node, key, make) {
  if (filled.get(node) === key) return;
  filled.set(node, key);
  const all = 'button, a, input, select', place = [...node.querySelectorAll(all)].indexOf(document.activeElement);
  node.replaceChildren(...make().flat(2).filter(Boolean));
  if (place >= 0) node.querySelectorAll(all)[place]?.focus({ preventScroll: true });
}

/** So that the next fill is done whatever its key. */
export const unfill = node => filled.delete(node);

/** Adds a panel's style; it is to be there before the markup, so that nothing jumps. */
export function style(element, href) {
  return new Promise(done => element.append(h('link', { rel: 'stylesheet', href, onload: done, onerror: done })));
}

/** A sentence from what a program said: a capital at the start, a full stop at the end, and no brackets around a list. */
export function sentence(text) {
  const plain = String(text ?? '').trim().replace(/\[([^\]]*)\]$/, '$1');
  return plain && plain[0].toUpperCase() + plain.slice(1) + (/[.!?…]$/.test(plain) ? '' : '.');
}

/** A problem as a card: what happened, what was found, what to do. */
export function problemCard(problem, ...actions) {
  return h('div.problem', { role: 'alert' }, h('b', {}, problem.title ?? problem.message ?? ''),
    problem.detail && h('span', {}, sentence(problem.detail)),
    problem.advice && h('span.advice', {}, sentence(problem.advice)),
    actions.length > 0 && h('span.actions', {}, actions));
}
