// A field for prompts: notation is marked behind the text, names are completed, and keys weigh words.
import { fill, h, has } from '/panel.js';
import { runs, weigh } from './notation.js';

/** What is typed when the name of a network is asked for. */
const ASKS = /<(lora|lyco):([^<>:]*)$/;
const MOST = 8;
let serial = 0;

/** Puts a text in the place of another so that the browser can take it back. */
function put(field, { start, end, text, select }) {
  field.focus();
  field.setSelectionRange(start, end);
  if (!document.execCommand('insertText', false, text)) {
    field.setRangeText(text);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }
  field.setSelectionRange(...select);
}

/** Makes a textarea such a field while on() holds, {show()} after its text was set; the label names the list of what is found. */
export function promptField(field, studio, label, on) {
  const marks = h('div.marks', { 'aria-hidden': 'true' }), noted = h('div.noted'), id = 'names' + ++serial;
  const list = h('div.names', { role: 'listbox', id, 'aria-label': label, hidden: true });
  let names, shown = [], at = 0;
  field.replaceWith(noted);
  noted.append(marks, field, list);
  field.setAttribute('aria-autocomplete', 'list');
  field.setAttribute('aria-controls', id);

  function follow() {
    marks.style.width = field.clientWidth + 2 + 'px';
    marks.scrollTop = field.scrollTop;
  }

  function show() {
    const text = on() ? field.value : '';
    fill(marks, text, () => [...runs(text).map(one => one.kind ? h('span', { class: one.kind }, one.text) : one.text), '\n']);
    follow();
  }

  /** Where the caret is, by the same text behind it. */
  function caret() {
    const walker = document.createTreeWalker(marks, NodeFilter.SHOW_TEXT), range = document.createRange();
    let left = field.selectionStart, node = walker.nextNode();
    while (node && node.length < left) { left -= node.length; node = walker.nextNode(); }
    if (!node) return { left: 0, bottom: 0 };
    range.setStart(node, left);
    const { left: x, bottom } = range.getBoundingClientRect(), frame = noted.getBoundingClientRect();
    return { left: x - frame.left, bottom: bottom - frame.top };
  }

  function close() {
    list.hidden = true;
    shown = [];
    field.removeAttribute('aria-activedescendant');
  }

  function mark(place) {
    at = (place + shown.length) % shown.length;
    [...list.children].forEach((row, i) => row.ariaSelected = i === at);
    field.setAttribute('aria-activedescendant', id + at);
  }

  /** What is asked for at the caret, as ASKS finds it, or null. */
  const asking = () => on() ? ASKS.exec(field.value.slice(0, field.selectionStart)) : null;

  function pick(name) {
    const found = asking();
    if (!found) return close();
    const [asked, kind] = found, caret = field.selectionStart, start = caret - asked.length, text = `<${kind}:${name}:1>`;
    const rest = /^[^<>\n]*>/.exec(field.value.slice(caret))?.[0] ?? '', after = start + text.length;
    put(field, { start, end: caret + rest.length, text, select: [after, after] });
    close();
  }

  async function complete() {
    if (!asking()) return close();
    names ??= studio.get('/api/adapters').then(found => (found?.adapters ?? []).map(one => one.name), () => { names = null; });
    const all = await names ?? [], asked = document.activeElement === field && asking();
    const found = asked ? all.filter(name => has(name, asked[2])).slice(0, MOST) : [];
    if (!found.length) return close();
    shown = found;
    const press = name => event => { event.preventDefault(); pick(name); };
    list.replaceChildren(...found.map((name, i) => h('div.item', { role: 'option', id: id + i, onpointerdown: press(name) }, name)));
    list.hidden = false;
    const { left, bottom } = caret(), room = noted.clientWidth - list.offsetWidth;
    Object.assign(list.style, { left: Math.max(0, Math.min(left, room)) + 'px', top: Math.min(bottom, noted.clientHeight) + 4 + 'px' });
    mark(0);
  }

  function choosing(event) {
    const take = () => pick(shown[at]), run = { ArrowDown: () => mark(at + 1), ArrowUp: () => mark(at - 1), Enter: take, Tab: take, Escape: close }[event.key];
    if (!run || !asking() || event.ctrlKey || event.metaKey || event.shiftKey) return false;
    run();
    return true;
  }

  function weighing(event) {
    if (!on() || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || !['ArrowUp', 'ArrowDown'].includes(event.key)) return false;
    const change = weigh(field.value, field.selectionStart, field.selectionEnd, event.key === 'ArrowUp');
    if (change) put(field, change);
    return true;
  }

  field.addEventListener('input', () => { show(); complete(); });
  field.addEventListener('keydown', event => {
    if (!(shown.length && choosing(event)) && !weighing(event)) return;
    event.preventDefault();
    event.stopPropagation();
  });
  field.addEventListener('scroll', follow);
  field.addEventListener('blur', close);
  for (const moved of ['keyup', 'click', 'selectionchange']) field.addEventListener(moved, () => { if (shown.length && !asking()) close(); });
  new ResizeObserver(follow).observe(field);
  return { show };
}
