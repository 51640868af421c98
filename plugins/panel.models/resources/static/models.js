// The models and adapters that were found: what they are, what they like, which one is used.
import { h, problemCard, style } from '/dom.js';
import { bytes } from '/words.js';

let stops = [];

export async function mount(element, studio) {
  const t = await studio.text('/panels/models/');
  await style(element, '/panels/models/models.css');
  const parts = frame(t);
  element.append(parts.root);
  const panel = models(parts, studio, t);
  stops = panel.listen();
  await panel.refresh();
}

export function unmount(element) {
  for (const stop of stops) stop();
  stops = [];
  element.replaceChildren();
}

function frame(t) {
  const p = { search: h('input', { type: 'search', placeholder: t('search'), 'aria-label': t('search'), autocomplete: 'off', spellcheck: 'false' }), note: h('div.note'), list: h('div.cards'), adapters: h('ul.plainlist'), folders: h('ul.plainlist') };
  p.why = h('p.dim');
  p.root = h('div.page.models', {}, h('header', {}, h('h1', {}, t('title')), p.search), p.note, p.list,
    h('section.box', {}, h('h2', {}, t('adapters')), p.why, p.adapters), h('section.box', {}, h('h2', {}, t('folders')), h('p', {}, t('folders.note')), p.folders));
  return p;
}

function models(parts, studio, t) {
  let all = [];

  async function refresh() {
    try {
      const [found, { adapters, folders }, hooks] = await Promise.all(['/api/models', '/api/adapters', '/api/hooks'].map(studio.get));
      all = found;
      parts.note.replaceChildren();
      drawAdapters(adapters, hooks.adapter?.some(one => one.on !== false));
      parts.folders.replaceChildren(...folders.map(folder => h('li', {}, h('code', {}, folder))));
      draw();
    } catch (error) { parts.note.replaceChildren(problemCard(error, h('button.ghost', { type: 'button', onclick: refresh }, t('again')))); }
  }

  function drawAdapters(adapters, usable) {
    parts.why.textContent = adapters.length ? t(usable ? 'adapters.use' : 'adapters.none') : t('adapters.empty');
    parts.adapters.replaceChildren(...adapters.map(one => h('li', { class: usable ? null : 'off' }, h('span', {}, one.name), h('span.dim.tabular', {}, bytes(one.bytes)))));
  }

  const used = () => all.find(one => one.name === studio.draft.get().model) ?? all[0];

  function use(model) {
    studio.draft.set({ model: model.name });
    studio.say(t('used', { label: model.label || model.name }));
  }

  function tryOut(model, prompt) {
    studio.draft.set({ model: model.name, prompt });
    location.hash = '#generate';
  }

  /** The newest picture of a model tells most about it. */
  async function preview(model, frame) {
    const [picture] = await studio.get('/api/pictures?limit=1&search=' + encodeURIComponent('model:' + model.name)).catch(() => []);
    if (picture) frame.replaceChildren(h('img', { src: `/api/pictures/${picture.id}?size=512`, alt: t('preview', { prompt: picture.request?.prompt ?? '' }), loading: 'lazy' }));
  }

  /** The two numbers of a size are one fact. */
  const facts = ({ width, height, ...rest } = {}) => ({ ...width && height && { size: `${width} × ${height}` }, ...rest });

  /** A field's name in the page's language, where the shell has a word for it. */
  function fact(name) {
    const words = studio.words('fact.' + name);
    return words.startsWith('fact.') ? name : words;
  }

  function card(model) {
    const frame = h('div.frame', {}, h('span.dim', {}, t('nopreview'))), likes = Object.entries(facts(model.defaults)), on = model === used();
    preview(model, frame);
    return h('article.box', { 'aria-label': model.label || model.name }, frame, h('h2', {}, model.label || model.name), model.label !== model.name && h('code.dim', {}, model.name),
      model.description && h('p', {}, model.description),
      likes.length > 0 && h('dl', { 'aria-label': t('defaults') }, likes.map(([name, value]) => [h('dt', {}, fact(name)), h('dd', {}, String(value?.id ?? value))]).flat()),
      model.examples?.length > 0 && h('details', {}, h('summary', {}, t('examples')), h('div.chips', {}, model.examples.map(prompt => h('button.chip', { type: 'button', onclick: () => tryOut(model, prompt) }, prompt)))),
      h('button', { type: 'button', class: on ? 'ghost' : 'primary small', 'aria-pressed': String(on), onclick: () => use(model) }, t(on ? 'inUse' : 'use')));
  }

  function draw() {
    const words = parts.search.value.toLowerCase().split(/\s+/), text = one => `${one.label} ${one.name} ${one.description ?? ''}`.toLowerCase();
    const found = all.filter(one => words.every(word => text(one).includes(word)));
    const focused = document.activeElement?.closest('article')?.ariaLabel;
    parts.list.replaceChildren(...found.map(card));
    if (!found.length) parts.list.append(h('p.none', {}, t(all.length ? 'none.found' : 'none')));
    if (focused) [...parts.list.children].find(one => one.ariaLabel === focused)?.querySelector(':scope > button')?.focus({ preventScroll: true });
  }

  function listen() {
    let last = studio.draft.get().model;
    parts.search.oninput = draw;
    const anew = () => { refresh(); };
    return [studio.draft.subscribe(({ model }) => { if (model !== last) { last = model; draw(); } }), studio.subscribe('plugins', anew),
      studio.subscribe('connection', ({ online }) => { if (online) anew(); })];
  }

  return { refresh, listen };
}
