// Pictures dropped on the page and infotext pasted into it are read and offered.
import { ghost, h, problemCard } from './dom.js';
import { chips, recall } from './facts.js';
import { startFrom } from './start.js';

const isInfotext = text => /(^|[\s,])Steps: \d+[,\s]/.test(text);
const pictureIn = transfer => [...transfer?.files ?? []].find(file => file.type.startsWith('image/'));

function sheet(title, ...content) {
  const dialog = h('dialog.sheet', { 'aria-label': title }, h('h2', title), ...content);
  dialog.onkeydown = event => event.stopPropagation();
  dialog.onclick = event => { if (event.target === dialog) dialog.close(); };
  dialog.onclose = () => dialog.remove();
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

function show(studio, { program, settings, left }, body, keep) {
  const t = studio.words, close = () => dialog.close();
  for (const name in settings) if (!studio.draft.holds(name)) left.push({ name, value: JSON.stringify(settings[name]), reason: t('reading.noField') });
  const picture = { request: settings }, lists = {}, facts = h('div.chips');
  const use = h('button.primary', { onclick: () => { close(); recall(picture, studio); } }, t('reading.use'));
  const draw = () => facts.replaceChildren(...chips(picture, lists, studio));
  const dialog = sheet(t('reading.title', { program }), facts,
    left.length > 0 && h('details', h('summary', t('reading.left', { count: left.length })),
      h('ul', left.map(({ name, value, reason }) => h('li', `${name}: ${value} (${reason})`)))),
    h('div.actions', use, starter(studio, body, close, 'button.ghost'), keep && ghost(t('reading.keep'), () => { close(); keep(); }),
      ghost(t('close'), close)));
  draw();
  Promise.all([studio.get('/api/models'), studio.get('/api/hooks')]).then(([models, hooks]) => { Object.assign(lists, { models, hooks }); draw(); }, () => { /* ids do */ });
  use.focus();
}

/** A picture may also be what the next one begins at. */
function starter(studio, body, close, look) {
  return body instanceof Blob && h(look, { onclick: () => { close(); startFrom(body, studio); } }, studio.words('start.from'));
}

/** Offers what the workbench reads of a picture or a text. */
async function offer(studio, body, type, keep) {
  try {
    show(studio, await studio.send('/api/infotext', body, type), body, keep);
  } catch (error) {
    const dialog = sheet(studio.words('reading.failed'), problemCard(error),
      h('div.actions', starter(studio, body, () => dialog.close(), 'button.primary'), ghost(studio.words('close'), () => dialog.close())));
    keep?.();
  }
}

function insert(field, text) {
  field.focus();
  field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end');
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

/** A panel that takes pictures itself stops the event. */
export function watch(studio) {
  const over = on => document.body.classList.toggle('dropping', on);
  addEventListener('dragover', event => {
    if (event.defaultPrevented || ![...event.dataTransfer.items].some(item => item.type.startsWith('image/'))) return;
    event.preventDefault();
    over(true);
  });
  addEventListener('dragleave', event => { if (!event.relatedTarget) over(false); });
  addEventListener('drop', event => {
    over(false);
    const file = pictureIn(event.dataTransfer);
    if (event.defaultPrevented || !file) return;
    event.preventDefault();
    offer(studio, file, file.type);
  });
  addEventListener('paste', event => {
    if (event.defaultPrevented || event.target.closest?.('dialog')) return;
    const file = pictureIn(event.clipboardData), text = event.clipboardData?.getData('text') ?? '';
    if (!file && !isInfotext(text)) return;
    event.preventDefault();
    const field = !file && event.target.matches?.('textarea, input') && event.target;
    offer(studio, file ?? text, file?.type ?? 'text/plain', field && (() => insert(field, text)));
  });
}
