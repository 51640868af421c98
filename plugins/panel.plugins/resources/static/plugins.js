// The Plugins panel: what is here and how it does; at the side what a change would do, what waits and what was set aside.
import { h, problemCard } from '/dom.js';
import { table } from './table.js';
import { side } from './side.js';
import { changes } from './changes.js';
import { log } from './log.js';
import { profiles } from './profiles.js';

const KEY = 'mezzotint.plugins';
const NEEDED = ['/api/plugins', '/api/hooks'], USEFUL = ['/api/faults', '/api/plugins/changes', '/api/plugins/plans', '/api/me'];
let stops = [];

export async function mount(element, studio) {
  const t = await studio.text('/panels/plugins/');
  await style(element);
  const panel = make(element, studio, t);
  stops = panel.listen();
  await panel.refresh();
}

export function unmount(element) {
  for (const stop of stops) stop();
  stops = [];
  element.replaceChildren();
}

function style(element) {
  return new Promise(done => element.append(h('link', { rel: 'stylesheet', href: '/panels/plugins/plugins.css', onload: done, onerror: done })));
}

/** What the user looks at outlives a reload, of the page or of the panel. */
function remembered() {
  const usual = { view: 'plugins', search: '', filter: '', hook: '', chosen: '' };
  try { return { ...usual, ...JSON.parse(sessionStorage.getItem(KEY)) }; } catch { return usual; }
}

function make(element, studio, t) {
  const look = remembered();
  const search = h('input', { type: 'search', 'aria-label': t('search'), placeholder: t('search'), value: look.search, autocomplete: 'off', spellcheck: 'false' });
  const tabs = h('div.tabs', { role: 'group', 'aria-label': t('views') }), chips = h('div.chips', { role: 'group', 'aria-label': t('filters') });
  const main = h('section.list', { 'aria-label': t('title') }), aside = h('aside.side', { 'aria-label': t('side') });
  const live = h('div.unseen', { 'aria-live': 'polite' });
  element.append(h('div.plugins', {}, h('header', {}, h('h1', {}, t('title')), search, chips, tabs), main, aside, live));

  const state = { plugins: null, faults: {}, quarantine: new Map(), hooks: new Map(), changes: [], plans: [], may: true, look };
  const change = changes(studio, t, { state, draw, refresh, say: text => { live.textContent = text; } });
  const rows = table({ main, chips }, t, { state, look: keep, change });
  const card = side(aside, studio, t, { state, look: keep, change, refresh });

  const others = { profiles: profiles(main, studio, t, { change, state }), log: log(main, studio, t) };
  tabs.append(...['plugins', ...Object.keys(others)].map(name => h('button.ghost',
    { type: 'button', 'data-view': name, onclick: () => show(name) }, t('view.' + name))));

  function keep(changed) {
    Object.assign(look, changed);
    try { sessionStorage.setItem(KEY, JSON.stringify(look)); } catch { /* it lasts as long as the panel */ }
    draw();
  }

  function draw() {
    for (const tab of tabs.children) tab.setAttribute('aria-pressed', String(tab.dataset.view === look.view));
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

  async function refresh() {
    const skeleton = state.plugins ? 0 : setTimeout(rows.skeleton, 200);
    try {
      const [plugins, hooks, faults, changing, plans, me] = await Promise.all([...NEEDED.map(path => studio.get(path)), ...USEFUL.map(optional)]);
      Object.assign(state, { plugins: plugins ?? [], faults: faults ?? {}, changes: changing ?? [], plans: plans ?? [] });
      state.profiles ??= !!await optional('/api/profiles');
      state.may = !me?.roles || me.roles.includes('plugins');
      state.quarantine = new Map((faults?.quarantine ?? []).map(one => [one.bundle, one]));
      state.hooks = byBundle(hooks ?? {});
      state.plugins = state.plugins.map(one => ({ ...one, label: alone(state.hooks.get(one.name))?.label ?? one.label }));
      change.settle();
      draw();
    } catch (error) {
      if (!state.plugins) main.replaceChildren(problemCard(error,
        h('button.ghost', { type: 'button', onclick: refresh }, t('again'))));
    } finally { clearTimeout(skeleton); }
  }

  /** What another bundle answers may be missing; the list of plugins stands without it. */
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
    let asked;
    const soon = (wait = 250) => { asked ??= setTimeout(() => { asked = undefined; refresh(); }, wait); };
    const waiting = () => state.changes.some(one => one.state === 'waiting');
    search.oninput = () => keep({ search: search.value });
    const home = () => { if (look.view !== 'plugins') show('plugins'); };
    const keys = [['find', '/', () => { home(); search.focus(); search.select(); }], ['command.install', 'I', () => { home(); card.choose(); }],
      ['command.next', 'J', () => step(1)], ['command.previous', 'K', () => step(-1)]];
    const views = Object.keys(others).map(name => studio.command({ label: t('command.' + name), run: () => show(name) }));
    if (!others[look.view]) look.view = 'plugins'; else { draw(); others[look.view].show(); }
    return [studio.subscribe('plugins', () => soon()), studio.subscribe('faults', () => soon()), studio.subscribe('change', () => soon(50)),
      studio.subscribe('job', ({ job }) => { if (waiting()) soon(900); else if (job && !['waiting', 'running'].includes(job.state)) soon(); }),
      studio.subscribe('connection', ({ online }) => { if (online) soon(); }), () => clearTimeout(asked), ...views,
      ...keys.map(([key, pressed, run]) => studio.command({ label: t(key), keys: pressed, run }))];
  }

  return { refresh, listen };
}

/** The one that a list holds, if it is one. */
function alone(list) {
  return list?.length === 1 ? list[0] : null;
}

/** Which hooks a bundle serves, and what is said of its plugins there. */
function byBundle(hooks) {
  const found = new Map();
  for (const [hook, entries] of Object.entries(hooks)) {
    for (const entry of entries) if (entry.bundle) found.set(entry.bundle, [...(found.get(entry.bundle) ?? []), { ...entry, hook }]);
  }
  return found;
}
