// The models and adapters that were found: what they are, what they like, which one is used.
import { bytes, failedCard, fill, h, has, pairs, panel, searchField } from '/panel.js';

export const { mount, unmount } = panel('models', frame, models);

function frame(t) {
  const p = { search: searchField(t('search')), note: h('div.note'), list: h('div.cards'), adapters: h('ul.plainlist'), folders: h('ul.plainlist') };
  p.why = h('p.dim');
  p.root = h('div.page.models', h('header', h('h1', t('title')), p.search), p.note, p.list,
    h('section.box', h('h2', t('adapters')), p.why, p.adapters), h('section.box', h('h2', t('folders')), h('p', t('folders.note')), p.folders));
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
      parts.folders.replaceChildren(...folders.map(folder => h('li', h('code', folder))));
      draw();
    } catch (error) { parts.note.replaceChildren(failedCard(error, t('again'), refresh)); }
  }

  function drawAdapters(adapters, usable) {
    parts.why.textContent = adapters.length ? t(usable ? 'adapters.use' : 'adapters.none') : t('adapters.empty');
    parts.adapters.replaceChildren(...adapters.map(one => h('li', { class: usable ? null : 'off' }, h('span', one.name), h('span.dim.tabular', bytes(one.bytes)),
      usable && h('button.quiet', { 'aria-label': t('adapter.add', one), onclick: () => add(one) }, t('add')))));
  }

  /** An adapter is named in the prompt. */
  function add({ name }) {
    const { prompt = '' } = studio.draft.get();
    studio.draft.set({ prompt: `${prompt} <lora:${name}:1>`.trim() });
    studio.say(t('added', { name }));
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
    const frame = h('div.frame', h('span.dim', t('nopreview'))), likes = Object.entries(facts(model.defaults)), on = model === used();
    preview(model, frame);
    return h('article.box', { 'aria-label': model.label || model.name }, frame, h('h2', model.label || model.name), model.label !== model.name && h('code.dim', model.name),
      model.description && h('p', model.description),
      likes.length > 0 && pairs(likes.map(([name, value]) => [fact(name), String(value?.id ?? value)]), { 'aria-label': t('defaults') }),
      model.examples?.length > 0 && h('details', h('summary', t('examples')), h('div.chips', model.examples.map(prompt => h('button.chip', { onclick: () => tryOut(model, prompt) }, prompt)))),
      h('button', { class: on ? 'ghost' : 'primary small', 'aria-pressed': String(on), onclick: () => use(model) }, t(on ? 'inUse' : 'use')));
  }

  function draw() {
    const found = all.filter(({ label, name, description = '' }) => has(`${label} ${name} ${description}`, parts.search.value));
    fill(parts.list, JSON.stringify([found, used()]), () => found.length ? found.map(card) : [h('p.none', t(all.length ? 'none.found' : 'none'))]);
  }

  function listen() {
    let last = studio.draft.get().model;
    parts.search.oninput = draw;
    return [studio.draft.subscribe(({ model }) => { if (model !== last) { last = model; draw(); } }), studio.subscribe('plugins back', refresh)];
  }

  return { listen, begin: refresh };
}
