import { h } from './dom.js';
import { has } from './words.js';

/**
 * Lets the user pick one of some items by typing: {label, note, keys, also, run}. The field keeps the focus, the arrows
 * walk the list (the combobox pattern of ARIA).
 */
export function choose(label, items, none) {
  const list = h('div.items', { role: 'listbox', id: 'items', 'aria-label': label });
  const input = h('input', {
    type: 'text', role: 'combobox', 'aria-expanded': 'true', 'aria-controls': 'items', 'aria-autocomplete': 'list',
    'aria-label': label, placeholder: label, autocomplete: 'off', spellcheck: 'false',
  });
  const dialog = h('dialog.chooser', { 'aria-label': label }, input, list);
  let at = 0, shown = [];

  const mark = place => {
    at = Math.max(0, Math.min(place, shown.length - 1));
    [...list.children].forEach((row, i) => row.ariaSelected = i === at);
    input.setAttribute('aria-activedescendant', shown.length ? 'item' + at : '');
    list.children[at]?.scrollIntoView({ block: 'nearest' });
  };
  const pick = item => { dialog.close(); item?.run(); };
  const draw = () => {
    shown = items.filter(({ label, note = '', also = '' }) => has(`${label} ${note} ${also}`, input.value));
    list.replaceChildren(...shown.map((item, i) => row(item, i, pick)));
    if (!shown.length) list.append(h('p.dim', none));
    mark(0);
  };
  input.oninput = draw;
  dialog.onkeydown = event => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step) { mark(at + step); event.preventDefault(); }
    if (event.key === 'Enter') { event.preventDefault(); pick(shown[at]); }
    event.stopPropagation();
  };
  dialog.onclick = event => { if (event.target === dialog) dialog.close(); };
  dialog.onclose = () => dialog.remove();
  document.body.append(dialog);
  draw();
  dialog.showModal();
  input.focus();
}

function row(item, i, pick) {
  return h('div.item', { role: 'option', id: 'item' + i, onclick: () => pick(item) },
    h('span', item.label, item.note && h('span.note', item.note)), item.keys && h('kbd', item.keys));
}
