// Two to four artifacts side by side: whether one can stand for the other, then scores, capabilities, cost, facts, tests, claims, sources.
import { failedCard, fill, ghost, h, joined, number, panel, searchField } from '/panel.js';
import { changes } from './changes.js';
import { claims } from './claims.js';
import { costs } from './costs.js';
import { scores } from './scores.js';
import { table } from '/table.js';

const MOST = 4, PER_CENT = 100, TYPING = 250, DAY = 86_400_000;
const FIRST = ['openai/gpt-4.1-mini', 'vladmandic/sdnext'];
// What this workbench does of a capability has the colour of a status of claims.
const MARKS = { yes: 'verified', partly: 'partly', refused: 'refuted', off: 'open', no: 'open', unknown: 'unverifiable' };
export const { mount, unmount } = panel('compare', frame, compare);

function frame(t) {
  const p = { title: h('h1', t('title')), kinds: h('span.dim'), actions: h('div.actions.end'), note: h('div.note'), add: searchField(t('add')), since: h('input', { type: 'date', max: new Date(Date.now() - DAY).toISOString().slice(0, 10) }), offers: h('div.chips', { 'aria-label': t('offers'), role: 'group' }) };
  for (const name of ['verdict', 'missing', 'changes', 'stated', 'scores', 'alignment', 'costs', 'facts', 'benchmarks', 'claims', 'sources']) p[name] = h('section.box', { hidden: true, 'data-part': name });
  p.root = h('div.page.compare', h('header', p.title, p.kinds, p.actions), h('div.adding', p.add, h('label.since', h('span', t('since')), p.since), p.offers), p.note, p.verdict, p.missing, p.changes, h('div.two', p.stated, p.scores), p.alignment, p.costs, p.facts, p.benchmarks, p.claims, p.sources);
  return p;
}

/** Ids have one slash each; a pair that everybody knows begins. */
function named(item) {
  const parts = item.split('/').filter(Boolean), ids = [];
  for (let i = 0; i + 1 < parts.length; i += 2) ids.push(parts[i] + '/' + parts[i + 1]);
  return ids.length ? ids : FIRST;
}

function compare(parts, studio, t) {
  const weights = {};
  let shown, weighing, typing, asked = 0, offered = 0;
  const ids = () => named(studio.place().item);
  const since = () => studio.place().since ?? '';
  const query = () => new URLSearchParams([...ids().map(id => ['artifact', id]), ...since() ? [['since', since()]] : [], ...Object.keys(weights).length ? [['weights', Object.entries(weights).map(([id, value]) => id + ':' + value).join()]] : []]);

  async function refresh() {
    const mine = ++asked;
    parts.since.value = since();
    try {
      const all = await studio.get('/api/catalog/compare?' + query());
      if (mine !== asked) return;
      parts.note.replaceChildren();
      draw(all);
    } catch (error) { if (mine === asked) parts.note.replaceChildren(failedCard(error, t('again'), refresh)); }
  }

  const address = all => '#compare/' + all.join('/') + (since() && '?since=' + since());

  function goTo(all) {
    history.pushState(null, '', address(all));
    return refresh();
  }

  function section(name, key, make) {
    fill(parts[name], JSON.stringify(key), () => {
      const content = make();
      parts[name].hidden = !content;
      return content ? [h('h2', t(name)), ...content] : [];
    });
  }

  function draw(all) {
    const names = all.artifacts.map(one => one.name);
    shown = all;
    parts.title.textContent = names.join(' · ');
    parts.kinds.textContent = joined(...all.artifacts.map(one => one.type));
    drawActions(all);
    section('verdict', [all.verdicts, all.artifacts.map(a => a.status)], () => verdict(all));
    section('missing', all.missing, () => all.missing.length && [h('ul', all.missing.map(one => h('li', one)))]);
    section('changes', all.changes, () => all.changes && changes(all, t));
    section('stated', all.stated, () => all.stated && stated(all.stated));
    section('scores', [all.artifacts.map(a => a.scores), all.weights], () => scores(all, t, (id, value) => { weights[id] = value; weighing = later(weighing, refresh); }));
    section('alignment', [all.alignment, all.artifacts.map(a => a.capabilities.map(c => c.here))], () => alignment(all, names));
    section('costs', all.prices, () => costs(all, t, studio.memory('compare.costs')));
    section('facts', all.facts, () => facts(all, names));
    section('benchmarks', all.benchmarks, () => all.benchmarks.length && benchmarks(all));
    section('claims', all.artifacts.map(a => a.capabilities.map(({ here, ...said }) => said)), () => claims(all, t));
    section('sources', all.sources, () => [table(t, t('sources'), [t('source'), t('where'), t('date'), t('licence')], Object.entries(all.sources).map(([id, one]) => [id, one.locator, one.date, one.licence]))]);
  }

  /** Work that waits for a pause, in place of what waited for it before. */
  function later(timer, work) {
    clearTimeout(timer);
    return setTimeout(work, TYPING);
  }

  function drawActions(all) {
    const path = all.artifacts.map(one => one.id).join('/'), asked = since() && '?since=' + since();
    fill(parts.actions, path + query(), () => [
      ghost(t('link'), () => studio.copy(new URL('/' + address(all.artifacts.map(one => one.id)), location.href).href)),
      h('a.ghost', { href: '/compare/' + path + asked }, t('page')), h('a.ghost', { href: '/agent/compare/' + path + asked }, 'Markdown'), h('a.ghost', { href: '/api/catalog/compare?' + query() }, 'JSON'), h('a.ghost', { href: '/api/catalog/compare.csv?' + query(), download: '' }, 'CSV'),
      ghost(t('print'), () => print()),
      all.artifacts.length > 2 && all.artifacts.map(one => ghost(t('leave', { name: one.name }), () => goTo(ids().filter((_, i) => all.artifacts[i] !== one))))]);
  }

  function verdict(all) {
    const name = id => all.artifacts.find(one => one.id === id)?.name ?? id;
    return all.verdicts.flatMap(one => {
      const [a, b] = one.artifacts.map(name), values = { a, b, shared: one.shared.join(', '), share: number(PER_CENT * one.jaccard) };
      return [h('p.sentence', h('b', t('verdict.' + one.verdict, values))), h('p.dim', t('tasks', { a, b, ours: one.tasks[0].join(', ') || t('nothing'), theirs: one.tasks[1].join(', ') || t('nothing') })),
        one.nearest.length > 0 && h('p', t('nearest', { a: one.nearest[0], b: one.nearest[1] })),
        ...one.links.map(link => h('p', t('ties') + ' ' + link.text + ' ', h('span.dim', joined(link.source, link.locator))))];
    }).concat(all.artifacts.filter(one => one.status.status !== 'active').map(one => h('p.ending', ending(one))));
  }

  function ending({ name, status }) {
    const values = key => (status[key] ?? []).map(one => one.value);
    const heirs = [...new Set([...status.heirs, ...values('successor'), ...values('heir')])];
    return t('ends.' + status.status, { name, date: [...new Set(values('shutdownDate'))].join(' / ') || t('nothing') }) + (heirs.length ? ' ' + t('heir', { heirs: heirs.join(', ') }) : '');
  }

  function stated({ rows, verdict: sentence, title, sources }) {
    const where = id => { const { locator, date, sha256 } = shown.sources[id] ?? {}; return h('p.dim', joined(id, locator, date, sha256 && 'SHA-256 ' + sha256)); };
    return [table(t, t('stated'), [t('feature'), ...shown.artifacts.map(one => one.name)], rows), sentence && h('blockquote', title && h('b', title), ' ', sentence), ...sources.map(where)];
  }

  function alignment({ alignment: all, artifacts }, names) {
    const byId = new Map(artifacts.flatMap(one => one.capabilities).map(one => [one.id, one]));
    const here = row => row.capabilities.map(id => byId.get(id)?.here).filter(Boolean).filter((one, i, all) => all.findIndex(other => other.words === one.words) === i)
      .map(one => h('p.here', h('b', { class: MARKS[one.answer] }, t('here.' + one.answer)), ' ', one.words));
    const cell = id => id ? [byId.get(id).name, byId.get(id).nameSource === 'candidate' && h('span.dim', ' ' + t('candidate'))] : h('span.dim', '–');
    return [h('p', t('aligned.' + all.by, { threshold: number(all.threshold, 2) }), ' ', t('here.note')),
      table(t, t('alignment'), [...names, t('likeness'), t('here')], all.rows.map(row => [...row.capabilities.map(cell), row.likeness === undefined ? '' : number(row.likeness, 2), here(row)]), all.rows.map(row => row.capabilities.every(Boolean) ? 'both' : ''))];
  }

  function facts(all, names) {
    const cell = (values, conflict) => values.length ? h('span', { class: conflict ? 'conflict' : null, title: values.map(v => joined(v.source, v.date)).join('; ') },
      [...new Set(values.map(v => v.value + (conflict ? ` (${joined(v.source, v.date)})` : '')))].join('; '), values[0].unit && h('span.dim', ' ' + values[0].unit)) : h('span.dim', t('nothing'));
    return [h('p', t('conflicts')), table(t, t('facts'), [t('fact'), ...names], all.facts.map(fact => [fact.key, ...fact.values.map((values, i) => cell(values, fact.conflicts[i]))]))];
  }

  function benchmarks(all) {
    const name = id => all.artifacts.find(one => one.id === id)?.name ?? id;
    return [table(t, t('benchmarks'), [t('artifact'), t('test'), t('result'), 'n', t('interval'), t('age'), t('source')], all.benchmarks.map(one => [name(one.artifact), joined(one.name, one.metric), one.value, one.n ?? t('nothing'),
      one.interval ? one.interval.join(' – ') : t('nothing'), one.days === undefined ? t('nothing') : t('days', { days: number(one.days), date: one.date }), one.source]))];
  }

  async function offer() {
    const text = parts.add.value.trim(), mine = ++offered;
    if (text.length < 2) return fill(parts.offers, '', () => []);
    try {
      const { results } = await studio.get('/api/catalog/search?' + new URLSearchParams({ q: text, limit: 6 })), all = ids();
      if (mine !== offered) return;
      const take = id => () => { parts.add.value = ''; offer(); return all.length < MOST ? goTo([...all, id]) : studio.say(t('enough')); };
      fill(parts.offers, JSON.stringify(results), () => results.filter(one => !all.includes(one.artifact)).map(one => h('button.chip', { onclick: take(one.artifact) }, one.name, ' ', h('span.dim', one.artifact))));
    } catch (error) { parts.note.replaceChildren(failedCard(error, t('again'), offer)); }
  }

  function listen() {
    parts.add.oninput = () => { typing = later(typing, offer); };
    parts.since.onchange = () => { studio.goTo({ ...studio.place(), since: parts.since.value }); refresh(); };
    const moved = () => { if (location.hash.startsWith('#compare')) refresh(); };
    addEventListener('hashchange', moved);
    return [() => { removeEventListener('hashchange', moved); clearTimeout(weighing); clearTimeout(typing); }, studio.subscribe('plugins back', refresh)];
  }

  return { listen, begin: refresh };
}
