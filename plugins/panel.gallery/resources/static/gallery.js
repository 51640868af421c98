// The gallery: a wall of what was made, a picture looked at closely, two compared.
import { failedCard, fill, h, joined, number, panel, recall, searchField, typing } from '/panel.js';
import { startFrom } from '/start.js';
import { look } from './look.js';
import { compare } from './compare.js';

const PART = 60, MOST = 1000;
export const { mount, unmount } = panel('gallery', frame, gallery);

function frame(t) {
  const p = {};
  p.search = searchField(t('search'), { title: t('search.hint') });
  p.marked = h('button.chip', { 'aria-pressed': 'false' }, t('favourites'));
  p.compare = h('button.chip', { 'aria-pressed': 'false', title: t('compare.hint') }, t('compare'));
  p.count = h('span.dim.end.tabular', { role: 'status' });
  p.note = h('div.note');
  p.wall = h('div.wall', { role: 'list', 'aria-label': t('wall') });
  p.more = h('div.more');
  p.head = h('header', h('h1', t('title')), p.search, p.marked, p.compare, p.count);
  p.stage = h('div.stage', { hidden: true });
  p.over = h('div.over', p.head, p.note, p.wall, p.more);
  p.root = h('div.gallery', p.over, p.stage);
  return p;
}

function gallery(parts, studio, t) {
  const memory = studio.memory('gallery'), picking = [];
  let pictures = [], total = 0, loading = 0, open = null, asked = 0, compared = null, deleted = null, lists = {}, here = true, view;
  const filter = () => new URLSearchParams({ ...memory.get().search && { search: memory.get().search }, ...memory.get().favourites && { favourite: 'true' } });
  const at = id => pictures.findIndex(one => one.id === id), shown = () => pictures[at(open)];

  async function load(limit, before) {
    const query = filter(), mine = ++asked;
    query.set('limit', Math.min(limit, MOST));
    if (before) query.set('before', before);
    loading++;
    try {
      const page = await studio.page('/api/pictures?' + query);
      if (mine !== asked) return; // another search was asked for meanwhile
      pictures = before ? [...pictures, ...page.items.filter(one => at(one.id) < 0)] : page.items;
      total = page.total;
      parts.note.replaceChildren();
      draw();
    } catch (error) {
      if (mine === asked) parts.note.replaceChildren(failedCard(error, t('again'), refresh));
    } finally { loading--; }
  }

  /** Remembers where one is, in the address too. */
  function note(changes, goesOn) {
    memory.set(changes);
    const { open: item, search, favourites } = memory.get();
    if (here) studio.goTo({ item, search, favourites }, goesOn);
  }

  /** Takes that from the address: after a link, a refresh or the way back. */
  function arrive() {
    const { item, search, favourites } = studio.place();
    memory.set({ open: item, search, favourites });
    parts.search.value = search ?? '';
  }

  async function arrived() {
    const before = String(filter());
    arrive();
    if (String(filter()) !== before) await load(PART);
    await reach();
  }

  /** Opens the picture that one is at; it may be an old one. */
  async function reach() {
    const { open: id } = memory.get();
    if (!id || compared) return close();
    if (at(id) < 0 && pictures.length < total) await load(MOST);
    if (at(id) >= 0) return show(id, true);
    studio.say(t('lost'));
    note({ open: undefined }, true);
  }

  const refresh = () => load(Math.max(PART, pictures.length));

  async function begin() {
    if (Object.values(studio.place()).some(Boolean)) arrive();
    parts.search.value = memory.get().search ?? '';
    note({}, true);
    const hooks = Promise.all([studio.get('/api/models'), studio.get('/api/hooks')]).then(([models, hooks]) => { lists = { models, hooks }; }, () => { /* ids instead of labels */ });
    await Promise.all([load(PART), hooks]);
    if (memory.get().open) await reach(); // now that facts have their labels
  }

  function tile(picture) {
    const text = picture.request?.prompt || t('untitled');
    return h('div.tile', { role: 'listitem' },
      h('button.see', { 'data-id': picture.id, title: text, onclick: () => pick(picture.id) },
        h('img', { src: `/api/pictures/${picture.id}?size=256`, alt: '', loading: 'lazy', decoding: 'async', width: 256, height: 256 }), h('span', text)),
      h('button.heart', { 'aria-label': t('favourite'), 'aria-pressed': String(picture.favourite), onclick: () => mark(picture) }, picture.favourite ? '★' : '☆'));
  }

  function draw() {
    const { search, favourites } = memory.get();
    parts.marked.ariaPressed = !!favourites;
    parts.compare.ariaPressed = picking.length > 0 || parts.wall.classList.contains('picking');
    fill(parts.wall, pictures.map(one => one.id + one.favourite).join(), () => pictures.map(tile));
    for (const button of parts.wall.querySelectorAll('.see')) button.classList.toggle('picked', picking.includes(button.dataset.id));
    parts.count.textContent = t(search || favourites ? 'found' : 'count', { count: number(pictures.length), total: number(total) });
    fill(parts.more, [pictures.length, total, search, favourites].join(), () => pictures.length ? [] : [h('p.none', t(search || favourites ? 'none.found' : 'none'))]);
    if (open && !shown()) close(); else if (open) view?.update(shown());
  }

  /** Opens a picture, or takes it as one of two. */
  function pick(id) {
    if (!parts.wall.classList.contains('picking')) return show(id);
    const place = picking.indexOf(id);
    if (place >= 0) picking.splice(place, 1); else picking.push(id);
    if (picking.length < 2) { studio.say(t('pick.second')); return draw(); }
    const two = picking.map(one => pictures[at(one)]);
    pickTwo(false);
    compareTwo(two);
  }

  function pickTwo(on, first) {
    picking.length = 0;
    if (on && first) picking.push(first);
    parts.wall.classList.toggle('picking', on);
    if (on) studio.say(t(first ? 'pick.second' : 'pick.first'));
    draw();
  }

  function leave() {
    view?.close();
    view = compared = null;
    parts.stage.replaceChildren();
  }

  function stage(on) {
    parts.stage.hidden = !on;
    parts.over.hidden = on;
  }

  function show(id, goesOn) {
    const another = view && open && !compared;
    if (!another) leave();
    open = id;
    note({ open }, goesOn || another);
    if (another) return view.show(shown());
    stage(true);
    view = look(parts.stage, studio, t, lists, { close, mark, discard, walk, use, begin: start, compare: () => { const first = open; close(); pickTwo(true, first); } });
    view.show(shown());
  }

  function compareTwo(two) {
    leave();
    compared = two;
    stage(true);
    view = compare(parts.stage, two, studio, t, lists, close);
  }

  function close() {
    if (!view) { if (parts.wall.classList.contains('picking')) pickTwo(false); return; }
    const last = open;
    leave();
    open = null;
    note({ open: undefined });
    stage(false);
    const button = parts.wall.querySelector(`[data-id="${last}"]`);
    button?.focus({ preventScroll: true });
    button?.scrollIntoView({ block: 'nearest' });
  }

  /** The next or the one before: on the wall, the focus goes there. */
  async function walk(by) {
    if (compared) return;
    const focused = document.activeElement?.dataset?.id, place = at(open ?? focused) + by;
    if (place >= pictures.length - 5 && pictures.length < total && !loading) await load(PART, pictures.at(-1).id);
    const next = pictures[Math.max(0, Math.min(place, pictures.length - 1))];
    if (!next) return;
    if (open) return show(next.id);
    const button = parts.wall.querySelector(`[data-id="${next.id}"]`);
    button?.focus();
    button?.scrollIntoView({ block: 'nearest' });
  }

  /** What the keys mean: the open picture, or the one that has the focus. */
  const meant = () => shown() ?? pictures[at(document.activeElement?.closest('.tile')?.querySelector('.see').dataset.id)];
  const start = () => { if (meant()) startFrom(meant(), studio); };
  const use = () => { const picture = meant(); if (picture) recall(picture, studio); };

  async function mark(picture = meant()) {
    if (!picture) return;
    const favourite = !picture.favourite, set = on => { pictures = pictures.map(one => one.id === picture.id ? { ...one, favourite: on } : one); draw(); };
    set(favourite);
    try {
      await (favourite ? studio.put : studio.remove)(`/api/pictures/${picture.id}/favourite`);
      studio.announce({ type: 'pictures' });
    } catch (error) { set(!favourite); trouble(error); }
  }

  async function discard(picture = meant()) {
    if (!picture) return;
    try {
      await studio.remove('/api/pictures/' + picture.id);
    } catch (error) { return trouble(error); }
    deleted = picture;
    const place = at(picture.id);
    pictures = pictures.filter(one => one.id !== picture.id);
    total--;
    const next = pictures[Math.min(place, pictures.length - 1)];
    if (open === picture.id && next) show(next.id);
    draw();
    studio.announce({ type: 'pictures' });
    studio.say(t('deleted'), { label: t('undo') + ' (U)', run: undo });
  }

  async function undo() {
    if (!deleted) return;
    const { id } = deleted;
    deleted = null;
    try { await studio.post(`/api/pictures/${id}/restore`); } catch (error) { return trouble(error); }
    studio.announce({ type: 'pictures' });
    studio.say(t('restored'));
  }

  function trouble(error) { studio.say(joined(error.title, error.detail, error.advice)); }

  function listen() {
    let timer;
    parts.search.oninput = () => {
      note({ search: parts.search.value.trim() || undefined }, true);
      clearTimeout(timer);
      timer = setTimeout(() => load(PART), 200);
    };
    parts.marked.onclick = () => { note({ favourites: !memory.get().favourites || undefined }); load(PART); };
    parts.compare.onclick = () => pickTwo(!parts.wall.classList.contains('picking'));
    const scrolled = new IntersectionObserver(seen => {
      if (seen.some(one => one.isIntersecting) && pictures.length < total && !loading) load(PART, pictures.at(-1).id);
    }, { rootMargin: '600px' });
    scrolled.observe(parts.more);
    const keys = [['next', 'J', () => walk(1)], ['previous', 'K', () => walk(-1)], ['use', 'R', use], ['begin', 'B', start], ['favourite', 'F', () => mark()], ['delete', 'Delete', () => { if (!typing()) discard(); }],
      ['undo', 'U', undo], ['compare', 'C', () => { if (compared) return; const first = open; close(); pickTwo(true, first ?? undefined); }], ['back', 'Esc', close],
      ['zoomIn', '+', () => view?.zoom?.(1.25)], ['zoomOut', '-', () => view?.zoom?.(0.8)], ['fit', '0', () => view?.fit?.()], ['find', '/', () => parts.search.focus()]];
    addEventListener('hashchange', arrived);
    return [() => { here = false; asked++; removeEventListener('hashchange', arrived); }, () => scrolled.disconnect(), () => clearTimeout(timer), leave,
      studio.subscribe('job', ({ job }) => { if (job?.state === 'done') refresh(); }), studio.subscribe('pictures back', refresh), ...studio.keys(t, keys)];
  }

  return { listen, begin };
}
