// A table that scrolls by itself where it is wider than its place, and sorts by the column whose head is pressed.
import { h } from './dom.js';

const text = cell => cell?.textContent ?? [cell].flat().filter(Boolean).map(one => one.textContent ?? String(one)).join('');
const compared = (a, b) => a.localeCompare(b, document.documentElement.lang, { numeric: true });

/** Rows are lists of cells: texts or nodes; kinds are their classes. */
export function table(t, label, head, rows, kinds = []) {
  const lines = rows.map((row, i) => ({ cells: row.map(text), node: h('tr', { class: kinds[i] || null }, row.map((cell, place) => h(place ? 'td' : 'th', place ? {} : { scope: 'row' }, cell))) }));
  const body = h('tbody', lines.map(line => line.node));
  const heads = head.map((name, place) => h('th', { scope: 'col', 'aria-sort': 'none' }, h('button.quiet', { onclick: () => sort(place), title: t('sort', { name }) }, name)));
  function sort(place) {
    const down = heads[place].getAttribute('aria-sort') === 'ascending';
    for (const one of heads) one.setAttribute('aria-sort', 'none');
    heads[place].setAttribute('aria-sort', down ? 'descending' : 'ascending');
    body.replaceChildren(...[...lines].sort((a, b) => (down ? -1 : 1) * compared(a.cells[place], b.cells[place])).map(line => line.node));
  }
  return h('div.scroll', { tabindex: '0', role: 'region', 'aria-label': label }, h('table', h('thead', h('tr', heads)), body));
}
