// Finds what a need in words asks for: filters as chips that can be taken back, what matched, what is missing, up to four to compare, and what is around one.
import { failedCard, fill, ghost, h, joined, number, panel, searchField } from '/panel.js';
import { outcomes } from './outcomes.js';

const TYPING = 250, SHORTEST = 2, MOST = 4;
/** An id within an address. */
export const pathOf = id => id.split('/').map(encodeURIComponent).join('/');

export const { mount, unmount } = panel('find', frame, find);

function frame(t) {
  const p = { search: searchField(t('search'), { maxlength: 500 }), chips: h('div.chips', { role: 'group', 'aria-label': t('filters') }), note: h('div.note'), list: h('ol.found'), around: h('section.around', { hidden: true }), file: h('a.ghost', { hidden: true, download: '' }, 'CSV'), kept: h('div.chips'), compare: h('div.actions.end') };
  p.said = h('p.dim', { role: 'status' });
  p.examples = h('div.chips', h('span.dim', t('examples')), [1, 2, 3].map(n => h('button.chip', { onclick: () => { p.search.value = t('example' + n); p.search.oninput(); } }, t('example' + n))));
  p.root = h('div.page.find', h('header', h('h1', t('title')), p.search, p.file, p.compare), p.chips, p.note, p.said, p.examples, p.list, p.around, p.kept);
  return p;
}

function find(parts, studio, t) {
  const without = new Set(), chosen = new Map(), became = outcomes(parts.kept, parts.note, studio, t);
  let timer, asked = 0, drawn = null;

  const asking = query => new URLSearchParams([['q', query], ['limit', 20], ...[...without].map(id => ['without', id])]);

  /** The picture's script comes when somebody wants to see one. */
  async function around(id, walked) {
    const mine = ++asked;
    show(true);
    if (!drawn) parts.note.replaceChildren(h('p.dim', { role: 'status' }, t('reading'))); // the first question fills the catalog
    try {
      const [{ draw: picture }, all] = await Promise.all([import('./graph.js'), studio.get('/api/catalog/graph/' + pathOf(id))]);
      if (mine !== asked) return; // one has gone on meanwhile
      parts.note.replaceChildren();
      drawn?.stop();
      drawn = picture(parts.around, all, t);
      if (walked) drawn.focus();
    } catch (error) { if (mine === asked) parts.note.replaceChildren(failedCard(error, t('again'), () => around(id))); }
  }

  function show(picture) {
    parts.around.hidden = !picture;
    parts.file.hidden = picture || parts.search.value.trim().length < SHORTEST;
    for (const one of [parts.chips, parts.said, parts.list, parts.kept]) one.hidden = picture;
    if (picture) parts.examples.hidden = true;
  }

  async function refresh() {
    const query = parts.search.value.trim(), mine = ++asked;
    show(false);
    studio.goTo({ q: query, without: [...without].join(' ') }, true);
    parts.examples.hidden = query.length >= SHORTEST;
    if (query.length < SHORTEST) return clear();
    try {
      const found = await studio.get('/api/catalog/search?' + asking(query));
      if (mine !== asked) return; // more was typed meanwhile
      parts.note.replaceChildren();
      parts.file.href = '/api/catalog/search.csv?' + asking(query);
      draw(found);
    } catch (error) { if (mine === asked) parts.note.replaceChildren(failedCard(error, t('again'), refresh)); }
  }

  function clear() {
    for (const part of [parts.chips, parts.list]) fill(part, '', () => []);
    parts.said.textContent = '';
  }

  const says = ({ kind, value }) => t('filter.' + kind, { value: kind === 'context' ? number(Number(value)) : value });

  function drawChips({ filters }) {
    const take = id => () => { without.add(id); refresh(); }, back = id => () => { without.delete(id); refresh(); };
    fill(parts.chips, JSON.stringify([filters, [...without]]), () => [
      ...filters.map(one => h('button.chip', { 'aria-pressed': 'true', onclick: take(one.id), 'aria-label': t('without', { filter: says(one) }) }, says(one), ' ×')),
      ...[...without].map(id => h('button.chip', { 'aria-pressed': 'false', onclick: back(id), 'aria-label': t('back', { filter: id }) }, '+ ' + id))]);
  }

  function draw(found) {
    drawChips(found);
    const left = found.filters.filter(one => found.unknown[one.id]).map(one => t('unknown', { filter: says(one), count: number(found.unknown[one.id]) }));
    parts.said.textContent = [t('said', { count: number(found.results.length), all: number(found.artifacts) }), t('by.' + found.by), found.note && t('note', { note: found.note }), ...left].filter(Boolean).join(' ');
    fill(parts.list, JSON.stringify([found.results, [...chosen.keys()]]), () => found.results.length ? found.results.map(card) : [h('li.none', t('none'))]);
    drawCompare();
    became.shown(parts.search.value.trim(), found.results);
  }

  function matched({ part, matched: name, words, cosine }) {
    if (!name) return h('li.missing', h('b', part), ' ', t('missing'));
    return h('li', h('b', part), ' ', t('matches', { name }), ' ', h('span.dim.tabular', joined(words.length && words.join(', '), cosine !== undefined && t('cosine', { value: number(cosine, 2) }))));
  }

  function card(one) {
    const id = one.artifact, on = chosen.has(id);
    return h('li.box', { 'aria-label': one.name }, h('div.line', h('h2', one.name), h('code.dim', id), h('span.dim', one.type),
      one.status !== 'active' && h('span.warned', t('status.' + one.status)), one.refuted > 0 && h('span.warned', t('refuted', { count: one.refuted }))),
    one.description && h('p', one.description), one.matches.length > 0 && h('ul', one.matches.map(matched)),
    h('div.actions', h('button.ghost', { 'aria-pressed': String(on), onclick: () => choose(one) }, t(on ? 'chosen' : 'choose')), h('a.ghost', { href: '#find/' + pathOf(id), 'aria-label': t('around', { name: one.name }) }, t('look'))), became.verdict(id, on));
  }

  function choose(one) {
    if (!chosen.delete(one.artifact)) {
      if (chosen.size === MOST) return studio.say(t('enough'));
      chosen.set(one.artifact, one.name);
      became.told(one.artifact, 'chosen');
    }
    for (const button of parts.list.querySelectorAll('li > .actions > button')) {
      const on = chosen.has(button.closest('li').querySelector('code').textContent), verdict = button.parentElement.nextElementSibling;
      button.ariaPressed = String(on);
      button.textContent = t(on ? 'chosen' : 'choose');
      if (verdict) verdict.hidden = !on;
    }
    drawCompare();
  }

  function drawCompare() {
    fill(parts.compare, [...chosen.keys()].join(), () => chosen.size < 2 ? [chosen.size && h('span.dim', t('another', { name: [...chosen.values()][0] }))]
      : [ghost(t('compare', { count: chosen.size }), () => { location.hash = '#compare/' + [...chosen.keys()].join('/'); })]);
  }

  function listen() {
    parts.search.oninput = () => { clearTimeout(timer); timer = setTimeout(() => { without.clear(); refresh(); }, TYPING); };
    const moved = () => { if (location.hash.startsWith('#find')) go(true); };
    addEventListener('hashchange', moved);
    return [() => { removeEventListener('hashchange', moved); clearTimeout(timer); drawn?.stop(); }, became.stop, studio.subscribe('plugins back', () => go())];
  }

  /** Shows what the address names: what is around an artifact, or what is found. */
  function go(walked) {
    const { item, q = '', without: ids = '' } = studio.place();
    if (item) return around(item, walked && parts.around.contains(document.activeElement));
    parts.search.value = q;
    without.clear();
    for (const id of ids.split(' ').filter(Boolean)) without.add(id);
    return refresh();
  }

  function begin() {
    if (!studio.place().item) parts.search.focus();
    return became.begin().then(() => go());
  }

  return { listen, begin };
}
