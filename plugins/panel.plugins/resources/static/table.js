// The table of plugins and the chips above it. A row stays the same element, so that a press and the focus are not lost.
import { fill, ghost, h, select } from '/panel.js';
import { facts, filters, hookWords, matches, skeleton, waits } from './words.js';

const COLUMNS = ['plugin', 'hook', 'version', 'state', 'publisher', 'last', 'switch'];

/** Draws what `act.state` holds; `act.look` changes what is looked for, `act.change` what is there. */
export function table({ main, chips }, t, act) {
  const { state } = act, rows = new Map();
  const body = h('tbody'), none = h('div.none');
  const title = name => name === 'switch' ? h('span.unseen', t('column.switch')) : t('column.' + name);
  const head = h('thead', h('tr', COLUMNS.map(name => h('th', { scope: 'col', class: name }, title(name)))));
  const whole = h('table', h('caption.unseen', t('title')), head, body);
  let shown = [];

  function draw() {
    if (!state.plugins) return;
    const all = state.plugins.map(one => facts(one, state, t)).sort((a, b) => a.hook.localeCompare(b.hook) || a.label.localeCompare(b.label));
    const found = all.filter(one => matches(one, state.look));
    shown = found.map(one => one.name);
    drawChips(all);
    for (const name of rows.keys()) if (!shown.includes(name)) rows.delete(name);
    const wanted = found.map(one => row(one).element);
    if (wanted.length !== body.children.length || wanted.some((element, i) => body.children[i] !== element)) body.replaceChildren(...wanted);
    if (whole.parentElement !== main) main.replaceChildren(whole, none);
    whole.hidden = !found.length;
    none.replaceChildren(...(found.length ? [] : [h('p', t(all.length ? 'none.found' : 'none')),
      all.length ? ghost(t('none.clear'), clear) : '']));
  }

  function clear() {
    const search = main.parentElement.querySelector('header input');
    search.value = '';
    act.look({ search: '', filter: '', hook: '' });
    search.focus();
  }

  function drawChips(all) {
    const hooks = [...new Set(all.flatMap(one => one.hooks.map(each => each.hook)))].sort(), { look } = state;
    const count = name => all.filter(filters[name]).length;
    const chip = name => h('button.chip', { 'aria-pressed': String(look.filter === name), onclick: () => act.look({ filter: look.filter === name ? '' : name }) },
      t('filter.' + name, { count: count(name) }));
    const everything = () => act.change.updateAll(all.filter(filters.updates)), shownFilters = ['updates', 'faults', 'off'].filter(name => count(name) || look.filter === name);
    fill(chips, JSON.stringify([hooks, look.hook, look.filter, shownFilters.map(count), state.may]), () => {
      const hook = select(t('column.hook'), [['', t('filter.hooks')], ...hooks.map(one => [one, hookWords(one, t)])], { class: 'chip', onchange: () => act.look({ hook: hook.value }) });
      hook.value = look.hook;
      return [hook, ...shownFilters.map(chip), look.filter === 'updates' && count('updates') && state.may && h('button.chip.acts', { onclick: everything }, t('update.all'))];
    });
  }

  function row(one) {
    if (!rows.has(one.name)) rows.set(one.name, begin(one.name));
    const known = rows.get(one.name);
    const key = JSON.stringify([one, state.look.chosen === one.name, state.may, act.change.flipping(one.name)]);
    if (known.key !== key) { known.key = key; show(known, one); }
    return known;
  }

  function begin(name) {
    const cells = Object.fromEntries(COLUMNS.map(column => [column, h(column === 'plugin' ? 'th' : 'td', { class: column, scope: column === 'plugin' ? 'row' : null })]));
    const open = h('button.name', { onclick: () => act.look({ chosen: state.look.chosen === name ? '' : name }) });
    const toggle = h('input.switch', { type: 'checkbox', role: 'switch', onchange: () => act.change.flip(name, toggle.checked) });
    cells.plugin.append(open);
    cells.switch.append(toggle);
    const anywhere = event => { if (!event.target.closest('button, input, a')) open.click(); };
    const element = h('tr', { 'data-name': name, onclick: anywhere }, Object.values(cells));
    return { element, cells, open, toggle };
  }

  function show({ element, cells, open, toggle }, one) {
    const chosen = state.look.chosen === one.name, flipping = act.change.flipping(one.name);
    if (chosen) element.ariaCurrent = 'true'; else element.removeAttribute('aria-current');
    open.textContent = one.label;
    open.title = one.name;
    open.ariaExpanded = chosen;
    cells.hook.textContent = one.hook;
    cells.version.replaceChildren(one.version, one.update ? h('span.new', { title: t('update.there') }, ' → ' + one.update) : '');
    cells.state.replaceChildren(h('i.dot.' + one.mood, { 'aria-hidden': 'true' }), one.says,
      one.change && one.change.state !== 'running' ? h('small', waits(one.change, t)) : '');
    cells.publisher.textContent = cells.publisher.title = one.publisher;
    const faults = t(one.faults.length === 1 ? 'faults.one' : 'faults.many', { count: one.faults.length });
    cells.last.replaceChildren(one.last, one.faults.length ? h('span.faulty', faults) : '');
    toggle.checked = flipping ?? (one.switchedOn && !one.aside);
    toggle.disabled = !state.may || !!one.change || flipping !== undefined;
    toggle.setAttribute('aria-label', t('switch', one));
    toggle.title = state.may ? '' : t('forbidden');
  }

  return { draw, skeleton: () => main.replaceChildren(skeleton(t)), shown: () => shown };
}
