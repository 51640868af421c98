// Pictures dropped on the page and infotext pasted into it: their parameters are read and offered.
import { ghost, h, problemCard } from './dom.js';
import { chips, recall } from './facts.js';

/** Whether a text is what picture programs write beside a picture. */
const isInfotext = text => /(^|\n)\s*Steps: \d+, /.test(text);
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

function show(studio, { program, settings, left = [] }, keep) {
  const t = studio.words, close = () => dialog.close();
  const use = h('button.primary', { onclick: () => { close(); recall({ request: settings }, studio); } }, t('reading.use'));
  const lists = {};
  const facts = h('div.chips');
  const draw = () => facts.replaceChildren(...chips({ request: settings }, lists, studio));
  const dialog = sheet(t('reading.title', { program: program || t('reading.unknown') }), facts,
    left.length > 0 && h('details', h('summary', t('reading.left', { count: left.length })),
      h('ul', left.map(one => h('li', `${one.name}: ${one.value} (${one.reason})`)))),
    h('div.actions', use, keep && ghost(t('reading.keep'), () => { close(); keep(); }),
      ghost(t('close'), close)));
  draw();
  Promise.all([studio.get('/api/models'), studio.get('/api/hooks')]).then(([models, hooks]) => { Object.assign(lists, { models, hooks }); draw(); }, () => { /* names instead of labels */ });
  use.focus();
}

/** Asks the workbench what a picture or a text says, and offers to use it. */
async function offer(studio, body, type, keep) {
  try {
    show(studio, await studio.send('/api/infotext', body, type), keep);
  } catch (error) {
    const dialog = sheet(studio.words('reading.failed'), problemCard(error),
      h('div.actions', ghost(studio.words('close'), () => dialog.close())));
    keep?.();
  }
}

function insert(field, text) {
  field.focus();
  field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end');
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

/** A panel that takes pictures itself stops the event before it comes here. */
export function watch(studio) {
  const over = on => document.body.classList.toggle('dropping', on);
  addEventListener('dragover', event => {
    if (event.defaultPrevented || ![...event.dataTransfer.items].some(item => item.kind === 'file' && item.type.startsWith('image/'))) return;
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
    const field = event.target.matches?.('textarea, input') ? event.target : null;
    if (file) offer(studio, file, file.type);
    else offer(studio, text, 'text/plain', field && (() => insert(field, text)));
  });
}
