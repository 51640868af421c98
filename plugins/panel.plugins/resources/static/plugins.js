// The Plugins panel: what is here and how it does; at the side what changes.
import { failedCard, h, panel, searchField } from '/panel.js';
import { table } from './table.js';
import { side } from './side.js';
import { changes } from './changes.js';
import { log } from './log.js';
import { profiles } from './profiles.js';

/** What the user looks at; it outlives a reload. */
const USUAL = { view: 'plugins', search: '', filter: '', hook: '', chosen: '' };
const NEEDED = ['/api/plugins', '/api/hooks'], USEFUL = ['/api/faults', '/api/plugins/changes', '/api/plugins/plans', '/api/me'];
export const { mount, unmount } = panel('plugins', () => ({ root: h('div.plugins') }), make);

function make({ root }, studio, t) {
  const memory = studio.memory('plugins'), look = { ...USUAL, ...memory.get() };
  const search = searchField(t('search'), { value: look.search });
  const tabs = h('div.tabs', { role: 'group', 'aria-label': t('views') }), chips = h('div.chips', { role: 'group', 'aria-label': t('filters') });
  const main = h('section.list', { 'aria-label': t('title') }), aside = h('aside.side', { 'aria-label': t('side') });
  const live = h('div.unseen', { 'aria-live': 'polite' });
  root.append(h('header', h('h1', t('title')), search, chips, tabs), main, aside, live);

  const state = { plugins: null, faults: {}, quarantine: new Map(), hooks: new Map(), changes: [], plans: [], may: true, look };
  const change = changes(studio, t, { state, draw, refresh, say: text => { live.textContent = text; } });
  const rows = table({ main, chips }, t, { state, look: keep, change });
  const card = side(aside, studio, t, { state, look: keep, change, refresh });

  const others = { profiles: profiles(main, studio, t, { change, state }), log: log(main, studio, t) };
  tabs.append(...['plugins', ...Object.keys(others)].map(name => h('button.ghost',
    { 'data-view': name, onclick: () => show(name) }, t('view.' + name))));

  function keep(changed) {
    Object.assign(look, changed);
    memory.set(changed);
    draw();
  }

  function draw() {
    for (const tab of tabs.children) tab.ariaPressed = tab.dataset.view === look.view;
    const list = look.view === 'plugins';
    search.hidden = chips.hidden = !list;
    aside.hidden = look.view === 'log';
    main.parentElement.classList.toggle('wide', aside.hidden);
    tabs.querySelector('[data-view=profiles]').hidden = !state.profiles;
    if (list) rows.draw();
    if (!aside.hidden) card.draw();
  }

  function show(view) {
    main.replaceChildren();
    keep({ view });
    others[view]?.show();
  }

  let asked = 0, drawn = 0;

  async function refresh() {
    const turn = ++asked, skeleton = state.plugins || look.view !== 'plugins' ? 0 : setTimeout(rows.skeleton, 200);
    try {
      const [plugins, hooks, faults, changing, plans, me] = await Promise.all([...NEEDED.map(path => studio.get(path)), ...USEFUL.map(optional)]);
      if (turn < drawn) return; // a later answer came before this one
      drawn = turn;
      Object.assign(state, { plugins: plugins ?? [], faults: faults ?? {}, changes: changing ?? [], plans: plans ?? [] });
      state.profiles ??= !!await optional('/api/profiles');
      state.may = !me?.roles || me.roles.includes('plugins');
      state.quarantine = new Map((faults?.quarantine ?? []).map(one => [one.bundle, one]));
      state.hooks = byBundle(hooks ?? {});
      for (const one of state.plugins) if (state.hooks.get(one.name)?.length === 1) one.label = state.hooks.get(one.name)[0].label ?? one.label;
      change.settle();
      draw();
    } catch (error) {
      if (!state.plugins) main.replaceChildren(failedCard(error, t('again'), refresh));
    } finally { clearTimeout(skeleton); }
  }

  /** What another bundle answers may be missing. */
  function optional(path) {
    return studio.get(path).catch(() => null);
  }

  function step(by) {
    if (look.view !== 'plugins') return;
    const names = rows.shown(), next = names[Math.max(0, names.indexOf(look.chosen) + by)];
    if (!next) return;
    keep({ chosen: next });
    main.querySelector('tr[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }

  function listen() {
    let due;
    const soon = (wait = 250) => { due ??= setTimeout(() => { due = undefined; refresh(); }, wait); };
    const waiting = () => state.changes.some(one => one.state === 'waiting');
    search.oninput = () => keep({ search: search.value });
    const home = () => { if (look.view !== 'plugins') show('plugins'); };
    const keys = [['find', '/', () => { home(); search.focus(); search.select(); }], ['command.install', 'I', () => { home(); card.choose(); }],
      ['command.next', 'J', () => step(1)], ['command.previous', 'K', () => step(-1)]];
    const views = Object.keys(others).map(name => studio.command({ label: t('command.' + name), run: () => show(name) }));
    const hunt = () => { if (studio.place().breaks) home(); card.hunting.arrive(); };
    addEventListener('hashchange', hunt);
    hunt();
    if (!others[look.view]) look.view = 'plugins'; else { draw(); others[look.view].show(); }
    return [studio.subscribe('plugins faults back', () => soon()), studio.subscribe('change', () => soon(50)),
      studio.subscribe('job', ({ job }) => { if (waiting()) soon(900); else if (job && !['waiting', 'running'].includes(job.state)) soon(); }),
      () => clearTimeout(due), () => removeEventListener('hashchange', hunt), card.hunting.stop, ...views, ...studio.keys(t, keys)];
  }

  return { listen, begin: refresh };
}

/** Which hooks a bundle serves, and what is said of its plugins there. */
function byBundle(hooks) {
  const found = new Map();
  for (const [hook, entries] of Object.entries(hooks)) {
    for (const entry of entries) if (entry.bundle) found.set(entry.bundle, [...(found.get(entry.bundle) ?? []), { ...entry, hook }]);
  }
  return found;
}
